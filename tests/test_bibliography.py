"""Sources for reference managers: what real ones read of BibTeX, CSL-JSON and RIS."""

import json
import warnings

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from drawing import answer
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_cli.render import Style, render

SOURCE = {
    "record": "source", "id": "a-source", "type": "book", "title": "A title", "author": None, "publisher": None,
    "issued": None, "url": None, "number": None, "language": None, "standing": "independent", "note": None,
}  # fmt: skip


def written(form: str, *sources: dict) -> str:
    """Return sources in a form."""
    return "\n".join(render(answer("source", list(sources)), Style(form)).lines)


@pytest.fixture(scope="module")
def built_in() -> list[dict]:
    """Return the sources of the built-in facts."""
    from karabakh_cli import open_facts

    return list(open_facts().sources())


def test_bibtex_is_read_by_a_bibtex_parser(built_in):
    """Every source comes back under its id, with its title, its author whole, and its year."""
    parsed = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    entries = parsed.parse(written("bibtex", *built_in)).entries_dict
    assert list(entries) == [source["id"] for source in built_in]
    for source in built_in:
        if source["issued"] and source["issued"][:4].isdigit() and len(source["issued"]) <= 10:
            assert source["issued"][:4] in entries[source["id"]]["year"]
        if source["author"]:
            assert entries[source["id"]]["author"].strip("{}").replace("\\", "") == source["author"]


def test_ris_is_read_by_a_ris_parser(built_in):
    """Every source comes back with its title and address."""
    entries = rispy.loads(written("ris", *built_in))
    assert [entry["id"] for entry in entries] == [source["id"] for source in built_in]
    assert [entry["title"] for entry in entries] == [source["title"].strip() for source in built_in]
    addresses = [entry.get("urls", [None])[0] for entry in entries]
    assert addresses == [source["url"] for source in built_in]


def test_a_citation_processor_renders_the_csl(built_in):
    """Citeproc renders a bibliography of every source, each with its title and year."""
    items = json.loads(written("csl-json", *built_in))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what its own style does not know
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        rendered = [str(entry) for entry in bibliography.bibliography()]
    assert len(rendered) == len(items)
    text = "\n".join(rendered)
    assert "Black Garden" in text
    assert "2003" in text


@pytest.mark.parametrize(
    ("issued", "csl", "bibtex", "ris"),
    [
        ("1993", {"date-parts": [[1993]]}, "year = {1993}", "DA  - 1993///"),
        ("1993-04", {"date-parts": [[1993, 4]]}, "month = {04}", "DA  - 1993/04//"),
        ("1993-04-30", {"date-parts": [[1993, 4, 30]]}, "day = {30}", "DA  - 1993/04/30/"),
        ("1993~", {"date-parts": [[1993]], "circa": True}, "year = {about 1993}", "DA  - ///about 1993"),
        ("1992-21", {"date-parts": [[1992]], "season": 1}, "year = {spring 1992}", "DA  - ///spring 1992"),
        (
            "[1992..1993]",
            {"date-parts": [[1992], [1993]], "circa": True},
            "year = {between 1992 and 1993}",
            "DA  - ///between 1992 and 1993",
        ),
    ],
)
def test_a_date_keeps_its_precision(issued, csl, bibtex, ris):
    """A year is not made its first of January, and what is not one certain date is said in words."""
    source = SOURCE | {"issued": issued}
    assert json.loads(written("csl-json", source))[0]["issued"] == csl
    assert bibtex in written("bibtex", source)
    assert ris in written("ris", source).splitlines()


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_any_title_comes_back_as_it_was(title):
    """CSL gives every title back; so does RIS, and BibTeX reads one entry."""
    source = SOURCE | {"title": title}
    assert json.loads(written("csl-json", source))[0]["title"] == title
    assert rispy.loads(written("ris", source))[0]["title"] == title
    assert list(bibtexparser.loads(written("bibtex", source)).entries_dict) == ["a-source"]


def test_a_title_with_markup_and_escapes_stays_text():
    """Braces, backslashes and percent signs are escaped for BibTeX, control characters are shown."""
    text = written("bibtex", SOURCE | {"title": "50% of {x} \\ & \x1b[0m"})
    assert r"50\% of \textbraceleft{}x\textbraceright{} \textbackslash{} \& \textbackslash{}x1b[0m" in text


def test_any_answer_has_its_sources(karabakh):
    """Of events, figures, states and pages the sources that they cite are written, each once."""
    for question in (["events", "1994-05-12"], ["figures", "khojaly"], ["on", "1992-05-09"], ["show", "shusha"]):
        records = json.loads(karabakh(*question, "--json").stdout)
        cited = [citation["source"] for record in records for citation in record["sources"]]
        items = [item["id"] for item in json.loads(karabakh(*question, "-f", "csl-json").stdout)]
        assert len(items) == len(set(items))
        assert set(cited) <= set(items)


def test_these_forms_have_no_fields(karabakh):
    """A choice of fields is refused; nothing found is an empty array."""
    assert karabakh("sources", "-f", "ris", "--fields", "id").returncode == 2
    assert json.loads(karabakh("sources", "xyzzy", "-f", "csl-json").stdout) == []
