"""Sources for reference managers: what real ones read of BibTeX, CSL-JSON and RIS."""

import json
import re
from typing import get_args

import pytest
import rispy
from drawing import HOSTILE, answer
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_cli.model.vocabulary import SourceType
from karabakh_cli.render import render
from karabakh_cli.render.bibliography import authors
from karabakh_cli.render.style import Style
from karabakh_cli.text.escape import is_shown
from trials import readers

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


def one_by_one(names: str | None) -> str | None:
    """Return names with the mark of BibTeX between those that commas or semicolons part too."""
    return names and re.sub(",? and |[,;] ", " and ", names)


def test_bibtex_is_read_by_a_bibtex_parser(built_in):
    """Every source comes back under its id, with its title, its author and its publisher whole, and its year."""
    entries = readers.bibtex(written("bibtex", *built_in))
    assert list(entries) == [source["id"] for source in built_in]
    for source in built_in:
        entry = entries[source["id"]]
        assert entry["title"] == source["title"]
        assert one_by_one(entry.get("author")) == one_by_one(source["author"])
        assert entry.get("url") == source["url"]
        if source["issued"]:
            assert re.search(r"\d{4}", source["issued"])[0] in entry["year"]


def test_ris_is_read_by_a_ris_parser(built_in):
    """Every source comes back with its title, address and author, and with the year it certainly is of."""
    entries = rispy.loads(written("ris", *built_in))
    assert [entry["id"] for entry in entries] == [source["id"] for source in built_in]
    for source, entry in zip(built_in, entries, strict=True):
        assert entry["title"] == source["title"]
        assert entry.get("urls", [None])[0] == source["url"]
        if source["author"]:
            assert [name.removesuffix(",") for name in entry["authors"]] == authors(source["author"])
        if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", source["issued"] or ""):
            assert entry["year"] == source["issued"][:4]


def test_a_citation_processor_renders_the_csl(built_in):
    """Citeproc renders a bibliography of every source, each with its title and its year."""
    items = json.loads(written("csl-json", *built_in))
    for item in items:
        days = item.get("issued", {}).get("date-parts", [])
        if len(days) == 2 and days[0][:2] == days[1][:2]:
            del days[1]  # citeproc-py ends in an error of its own on a range within a month
    rendered = readers.citeproc(items)
    assert len(rendered) == len(items)
    for item, entry in zip(items, rendered, strict=True):
        assert item["title"].rstrip(".") in entry
        dates = item.get("issued", {}).get("date-parts", [])
        if len(dates) == 1:  # citeproc-py leaves out the year of a range within one year
            assert str(dates[0][0]) in entry


@pytest.mark.parametrize(
    ("issued", "csl", "bibtex", "ris"),
    [
        ("1993", {"date-parts": [[1993]]}, "year = {1993}", "DA  - 1993///"),
        ("1993-04", {"date-parts": [[1993, 4]]}, "month = apr,", "DA  - 1993/04//"),
        ("1993-04-30", {"date-parts": [[1993, 4, 30]]}, "month = apr,\n  date = {1993-04-30}", "DA  - 1993/04/30/"),
        ("1993~", {"date-parts": [[1993]], "circa": True}, "year = {about 1993}", "DA  - about 1993"),
        ("1992-21", {"date-parts": [[1992]], "season": 1}, "year = {spring 1992}", "DA  - spring 1992"),
        (
            "[1992..1993]",
            {"date-parts": [[1992], [1993]], "circa": True},
            "year = {between 1992 and 1993}",
            "DA  - between 1992 and 1993",
        ),
        (
            "1993-04-01/1993-04-03",
            {"date-parts": [[1993, 4, 1], [1993, 4, 3]]},
            "year = {1 to 3 April 1993}",
            "DA  - 1 to 3 April 1993",
        ),
        (
            "[1993-04..]",
            {"literal": "April 1993 or later"},
            "year = {April 1993 or later}",
            "DA  - April 1993 or later",
        ),
        ("[1992,1994]", {"literal": "1992 or 1994"}, "year = {1992 or 1994}", "DA  - 1992 or 1994"),
        (
            "1992-21/1992-23",
            {"literal": "spring to autumn 1992"},
            "year = {spring to autumn 1992}",
            "DA  - spring to autumn 1992",
        ),
    ],
)
def test_a_date_keeps_its_precision(issued, csl, bibtex, ris):
    """A year is not made its first of January, and what is not one certain date is said in words."""
    source = SOURCE | {"issued": issued}
    assert json.loads(written("csl-json", source))[0]["issued"] == csl
    assert bibtex in written("bibtex", source)
    assert ris in written("ris", source).splitlines()


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ("1992-21", "1992"), ("[1993-09..1993-10]", "1993"), ("1992-24", None), ("1993~", None), ("1993?", None),
        ("[1992..1993]", None), ("[1993-04..]", None),
    ],
)  # fmt: skip
def test_ris_has_a_year_only_where_it_is_certain(issued, year):
    """A spring lies in one year, a winter in two; what is about a year may be of another."""
    assert rispy.loads(written("ris", SOURCE | {"issued": issued}))[0].get("year") == year


@pytest.mark.parametrize(
    ("type_", "csl", "bibtex", "ris"),
    [
        ("resolution", ("document", "publisher"), ("misc", "howpublished"), ("GOVDOC", "publisher")),
        ("statement", ("document", "publisher"), ("misc", "howpublished"), ("GOVDOC", "publisher")),
        ("report", ("report", "publisher"), ("techreport", "institution"), ("RPRT", "publisher")),
        ("agreement", ("treaty", "publisher"), ("misc", "howpublished"), ("GOVDOC", "publisher")),
        ("dataset", ("dataset", "publisher"), ("misc", "howpublished"), ("DATA", "publisher")),
        ("book", ("book", "publisher"), ("book", "publisher"), ("BOOK", "publisher")),
        ("article", ("article-journal", "container-title"), ("article", "journal"), ("JOUR", "secondary_title")),
        ("news", ("article-newspaper", "container-title"), ("article", "journal"), ("NEWS", "secondary_title")),
        (
            "encyclopedia",
            ("entry-encyclopedia", "container-title"),
            ("incollection", "booktitle"),
            ("ENCYC", "secondary_title"),
        ),
        ("webpage", ("webpage", "container-title"), ("misc", "howpublished"), ("ELEC", "secondary_title")),
    ],
)
def test_each_type_has_its_own_in_every_form(type_, csl, bibtex, ris):
    """The type and the publisher go where reference managers look for them."""
    source = SOURCE | {"type": type_, "publisher": "A publisher"}
    item = json.loads(written("csl-json", source))[0]
    entry = readers.bibtex(written("bibtex", source))["a-source"]
    reference = rispy.loads(written("ris", source))[0]
    assert (item["type"], item[csl[1]]) == (csl[0], "A publisher")
    assert (entry["ENTRYTYPE"], entry[bibtex[1]]) == (bibtex[0], "A publisher")
    assert (reference["type_of_reference"], reference[ris[1]]) == (ris[0], "A publisher")


def test_every_type_of_the_facts_has_a_form():
    """A type that is added to the facts is not forgotten here."""
    for type_ in get_args(SourceType):
        assert json.loads(written("csl-json", SOURCE | {"type": type_}))[0]["type"]


PRINTABLE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs"), include_characters=" "), min_size=1)


@settings(max_examples=200, deadline=None)
@given(PRINTABLE.map(lambda text: " ".join(text.split())).filter(lambda text: text and is_shown(text)))
def test_any_title_comes_back_as_it_was(title):
    """Any title that can be shown, braces, backslashes and quotes included, is the same when read from every form."""
    source = SOURCE | {"title": title}
    assert json.loads(written("csl-json", source))[0]["title"] == title
    assert rispy.loads(written("ris", source))[0]["title"] == title
    assert readers.bibtex(written("bibtex", source))["a-source"]["title"] == title


def test_a_title_with_markup_and_escapes_stays_text():
    """What is a command to TeX is escaped for BibTeX, control characters are shown."""
    text = written("bibtex", SOURCE | {"title": "50% of {x} \\ & ~ ^ $ # _ \x1b[0m"})
    escaped = r"50\% of \{x\} \textbackslash{} \& \textasciitilde{} \textasciicircum{} \$ \# \_ \textbackslash{}x1b[0m"
    assert escaped in text


@pytest.mark.parametrize("text", ["{x}", "a {b} c {d}", "{{x}}", "{}", "{a, {b} and {c}}"])
def test_braces_in_pairs_are_kept_by_every_reader(text):
    """Pandoc, which leaves out a brace that is written as a command, reads those of a pair."""
    source = SOURCE | {"title": f"Some {text} of it"}
    assert readers.bibtex(written("bibtex", source))["a-source"]["title"] == source["title"]
    assert [read_by_pandoc(form, source)[0]["title"] for form in ("bibtex", "biblatex")] == [source["title"]] * 2


@pytest.mark.parametrize("text", ["{", "}", "}{", "{{x}", "}x{"])
def test_a_brace_without_its_other_one_does_not_end_the_entry(text):
    """A BibTeX parser reads it; of Pandoc the entries that follow are whole."""
    source = SOURCE | {"title": f"Some {text} of it"}
    other = SOURCE | {"id": "another", "title": "Another"}
    assert readers.bibtex(written("bibtex", source, other))["a-source"]["title"] == source["title"]
    assert read_by_pandoc("bibtex", source, other)[1]["title"] == "Another"


@pytest.mark.parametrize("form", ["bibtex", "csl-json", "ris"])
def test_no_text_is_obeyed_or_ends_its_record(form):
    """No control or turning character is sent, and a line break starts no field of its own."""
    text = written(form, SOURCE | {"title": HOSTILE + "\r\nER  - \n@book{x,\x85\u2028", "note": "\x9b31m"})
    assert text.replace("\n", "").isprintable()
    assert "\nER  - \n@" not in text


def test_csl_loses_no_character():
    """What is not to be sent to a terminal is escaped as JSON has it, and so read back."""
    title = HOSTILE + "\x85\u2028\U000e0001"
    assert json.loads(written("csl-json", SOURCE | {"title": title}))[0]["title"] == title


def test_braces_in_an_address_do_not_end_the_entry():
    """An address goes into BibTeX as it is, but for what would unbalance the entry."""
    text = written("bibtex", SOURCE | {"url": "https://example.org/a_b?c=%20&d=}{\\#e"})
    assert "  url = {https://example.org/a_b?c=%20&d=%7D%7B%5C#e}," in text


def test_ris_keeps_a_name_in_one_piece():
    """A comma ends a name that readers would split at its spaces; a name with commas stands as it is."""
    assert "AU  - Associated Press," in written("ris", SOURCE | {"author": "Associated Press"}).splitlines()
    assert "AU  - Doe, Jane" in written("ris", SOURCE | {"author": "Doe, Jane"}).splitlines()


def test_ris_has_an_author_a_line():
    """Several authors stand on a line each, as readers of RIS have them; what may be one is one."""
    lines = written("ris", SOURCE | {"author": "Doe, Jane; Roe, Richard"}).splitlines()
    assert [line for line in lines if line.startswith("AU")] == ["AU  - Doe, Jane", "AU  - Roe, Richard"]
    lines = written("ris", SOURCE | {"author": "Tom Jones and Ann Lee"}).splitlines()
    assert [line for line in lines if line.startswith("AU")] == ["AU  - Tom Jones,", "AU  - Ann Lee,"]


@pytest.mark.parametrize(("type_", "tag"), [("report", "SN"), ("resolution", "SN"), ("article", "M1")])
def test_ris_has_the_number_where_it_is_looked_for(type_, tag):
    """The number of a report or an official document is not the issue of a journal."""
    assert f"{tag}  - S/RES/822" in written("ris", SOURCE | {"type": type_, "number": "S/RES/822"}).splitlines()


def read_by_pandoc(form: str, *sources: dict) -> list[dict]:
    """Return what Pandoc reads of sources in a form, as CSL-JSON."""
    text = written("bibtex" if form == "biblatex" else form, *sources)
    return readers.pandoc(text, "csljson" if form == "csl-json" else form)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_pandoc_reads_every_source(built_in, form):
    """Each source of the facts has its title, its publisher with its capitals, and no remark of our editors."""
    items = read_by_pandoc(form, *built_in)
    assert [item["id"] for item in items] == [source["id"] for source in built_in]
    for source, item in zip(built_in, items, strict=True):
        assert readers.unquoted(item["title"]) == readers.unquoted(source["title"])
        if source["publisher"]:
            publisher = item.get("container-title") or item.get("publisher")
            assert readers.unquoted(publisher) == readers.unquoted(source["publisher"])
        assert "note" not in item
        assert "accessed" not in item


@pytest.mark.parametrize("type_", get_args(SourceType))
def test_a_publisher_keeps_its_capitals(type_):
    """Whatever field a publisher goes into, Pandoc makes no sentence of it."""
    source = SOURCE | {"type": type_, "publisher": "The Free Encyclopedia of Big News", "language": "en"}
    for form in ("bibtex", "biblatex"):
        (item,) = read_by_pandoc(form, source)
        assert source["publisher"] in (item.get("container-title"), item.get("publisher"))


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Caroline Cox and John Eibner", ["Caroline Cox", "John Eibner"]),
        ("Ann B. Cee, Dirk Eff and Solé Tura", ["Ann B. Cee", "Dirk Eff", "Solé Tura"]),
        ("Ann Bee, Cee Dee, and Eff Gee", ["Ann Bee", "Cee Dee", "Eff Gee"]),
        ("AFP, dpa and taz", ["AFP", "dpa", "taz"]),
        ("Supreme Soviet of the North; National Council", ["Supreme Soviet of the North", "National Council"]),
        ("Wikipedia contributors", ["Wikipedia contributors"]),
        ("Department for Analysis and Strategic Studies", ["Department for Analysis and Strategic Studies"]),
        ("Landmine and Cluster Munition Monitor", ["Landmine and Cluster Munition Monitor"]),
        ("Foreign Affairs and Security Committee", ["Foreign Affairs and Security Committee"]),
        ("Presidents of Russia and Armenia", ["Presidents of Russia and Armenia"]),
        ("Leo Platvoet, Committee on Migration", ["Leo Platvoet, Committee on Migration"]),
        ("Ann Bee and Cee Dee, for the North", ["Ann Bee and Cee Dee, for the North"]),
        ("AFP and own report", ["AFP and own report"]),
        ("dr5hn and contributors", ["dr5hn and contributors"]),
        ("; Ann Bee", ["Ann Bee"]),
        ("Ann Bee; ", ["Ann Bee"]),
        ("Ann Bee;  ; Cee Dee", ["Ann Bee", "Cee Dee"]),
        (", AFP and dpa", ["AFP", "dpa"]),
        ("AFP,  and dpa", ["AFP", "dpa"]),
        ("; ", ["; "]),
    ],
)
def test_several_authors_are_an_entry_each(author, authors):
    """Persons and agencies are told apart from the words of one body's name, which stay together."""
    expected = [{"literal": name} for name in authors]
    assert json.loads(written("csl-json", SOURCE | {"author": author}))[0]["author"] == expected
    assert read_by_pandoc("bibtex", SOURCE | {"author": author})[0]["author"] == expected


@pytest.mark.parametrize(
    ("issued", "date", "read"),
    [
        ("1993", None, {"date-parts": [[1993]]}),
        ("1993-04", None, {"date-parts": [[1993, 4]]}),
        ("1993-04-30", "1993-04-30", {"date-parts": [[1993, 4, 30]]}),
        ("1993~", "1993~", {"date-parts": [[1993]], "circa": True}),
        ("1993-04?", "1993-04?", {"date-parts": [[1993, 4]]}),
        ("1993%", None, None),
        ("1992-21", "1992-21", None),
        ("1993-04-01/1993-04-03", "1993-04-01/1993-04-03", {"date-parts": [[1993, 4, 1], [1993, 4, 3]]}),
        ("1993-04/..", "1993-04/..", None),
        ("../1993", "../1993", None),
        ("[1992..1993]", None, None),
        ("[1992,1994]", None, None),
        ("1992-21/1992-23", None, None),
        (None, None, None),
    ],
)
def test_biblatex_has_the_date_as_far_as_it_takes_it(issued, date, read):
    """A date that year and month do not say is given as the facts have it, where that is a date of biblatex too."""
    source = SOURCE | {"issued": issued}
    assert readers.bibtex(written("bibtex", source))["a-source"].get("date") == date
    if read:
        assert read_by_pandoc("biblatex", source)[0]["issued"] == read


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "csl-json"])
def test_no_bibliography_prints_a_remark_of_our_editors(form):
    """It is an annotation to who reads the entry; no time of reading is said, as none is known."""
    (item,) = read_by_pandoc(form, SOURCE | {"note": "Read in another language.", "url": "https://example.org/a_b"})
    assert item["annote"] == "Read in another language."
    assert "note" not in item
    assert "accessed" not in item
    assert item["URL"] == "https://example.org/a_b"


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
