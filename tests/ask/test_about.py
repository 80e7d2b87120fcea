"""`about`: what the facts hold, every number of it counted here from the YAML itself; and how they are cited."""

import json
from collections import Counter

import bibtexparser
import jsonschema
import pytest
import rispy
import yaml
from conftest import BUILT_IN_FACTS, SMALL_FACTS
from test_overview import ANOTHER, cited, written

from karabakh_cli import __version__, open_facts
from karabakh_cli.model.dates import parse

FACTS = ("events", "actors", "places", "figures")


@pytest.fixture(scope="module", params=[BUILT_IN_FACTS, SMALL_FACTS, ANOTHER], ids=lambda folder: folder.name)
def told(request, tmp_path_factory):
    """Return what is told about some facts, by heading and value, their records as written, and their subject."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        rows = list(open_facts(request.param).about())
    headings: dict[str, dict] = {}
    for row in rows:
        headings.setdefault(row["about"], {})[row["value"]] = (row["count"], row["of"])
    (subject,) = yaml.safe_load((request.param / "subject.yaml").read_text(encoding="utf-8"))
    return headings, written(request.param), subject


def test_records_are_counted_by_kind(told):
    """Of each kind there are as many as stand in its files."""
    headings, facts, _ = told
    every = sum(map(len, facts.values()))
    assert headings["records"] == {kind: (len(records), every) for kind, records in facts.items()}


def test_events_are_counted_by_the_year_they_began(told):
    """Each event counts in one year, that in which it began at the earliest."""
    headings, facts, _ = told
    spans = [parse(event["date"]) for event in facts["events"]]
    open_ = "0000-01-01"
    years = Counter((span.latest_end if span.earliest_start == open_ else span.earliest_start)[:4] for span in spans)
    assert headings["events by the year they began"] == {year: (count, len(spans)) for year, count in years.items()}


def test_how_well_facts_are_founded_is_counted(told):
    """Two sources are two of the record's own; firm is undisputed, on two sources, not all of them of one side."""
    headings, facts, subject = told
    records = [record for kind in FACTS for record in facts[kind]]
    ids = {record["id"] for record in records}
    standings = {source["id"]: source["standing"] for source in facts["sources"]}
    parties = {standing["name"]: standing.get("party") for standing in subject["standings"]}
    own = {record["id"]: {citation["source"] for citation in record.get("sources", ())} for record in records}
    several = {id_ for id_ in ids if len(own[id_]) > 1}
    disputed = {record["id"] for record in records if record.get("disputes")} | disagreeing(facts["figures"])
    firm = set()
    for record in records:
        sides = {parties[standing] for standing in claims(record, standings)}
        if record["id"] in several - disputed and (None in sides or len(sides) > 1):
            firm.add(record["id"])
    checked = {record["id"] for record in records if record.get("checked")}
    assert headings["facts"] == {
        "on two sources or more": (len(several), len(ids)),
        "firm": (len(firm), len(ids)),
        "disputed": (len(disputed), len(ids)),
        "checked": (len(checked), len(ids)),
    }
    assert all(cited(record) for record in records if record["id"] in firm)


def claims(value: object, standings: dict[str, str]) -> set[str]:
    """Return the standings of the claims that stand anywhere within a value."""
    if isinstance(value, list):
        return set().union(*(claims(each, standings) for each in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    own = {value.get("standing", standings[value["source"]])} if isinstance(value.get("source"), str) else set()
    return own.union(*(claims(each, standings) for each in value.values()))


def disagreeing(figures: list[dict]) -> set[str]:
    """Return the figures of a question whose numbers cannot be that of another of its figures."""
    found = set()
    for one in figures:
        for other in figures:
            if one.get("question") and one.get("question") == other.get("question"):
                (low, high), (least, most) = allowed(one), allowed(other)
                if low > most or least > high:
                    found.add(one["id"])
    return found


def allowed(figure: dict) -> tuple[float, float]:
    """Return the least and the most that a figure's words allow: "about" and "close to" are within a tenth."""
    if not figure.get("quantifier"):
        return 0, float("inf")
    low, high = (figure.get(name, figure.get("best")) for name in ("low", "high"))
    if figure["quantifier"] == "about" and "best" in figure:
        return figure["best"] * 0.9, figure["best"] * 1.1
    if figure["quantifier"] == "close-to" and high is not None:
        return high * 0.9, high
    return 0 if low is None else low, float("inf") if high is None else high


@pytest.mark.parametrize(
    ("heading", "field"), [("sources by standing", "standing"), ("sources by what was read", "read")]
)
def test_sources_are_counted_by_standing_and_by_what_was_read(told, heading, field):
    """Each source counts once, under what it says of itself, or under `not said`."""
    headings, facts, _ = told
    counts = Counter(source.get(field, "not said") for source in facts["sources"])
    assert headings[heading] == {value: (count, len(facts["sources"])) for value, count in counts.items()}


def test_version_licence_and_citation_are_told(told):
    """The program's version, the licence, and how to cite the whole and one fact are those of the subject."""
    headings, _, subject = told
    assert [*headings["version"]] == [f"karabakh {__version__}"]
    assert [*headings["cite the whole"]] == [subject.get("citation", subject["title"])]
    assert next(iter(headings["cite one fact"])).endswith(f", in: {subject.get('citation', subject['title'])}")
    licence = subject.get("licence")
    assert [*headings.get("licence", ())] == ([f"{licence['title']}, {licence['url']}"] if licence else [])


def test_the_whole_is_cited_in_the_forms_of_reference_managers(karabakh):
    """`-f bibtex`, `csl-json` and `ris` are one entry, a data set with the title and the author of the subject."""
    entries = bibtexparser.loads(karabakh("about", "-f", "bibtex", facts=ANOTHER).stdout).entries
    assert [(entry["ID"], entry["author"]) for entry in entries] == [("islands", "{The keepers of the islands}")]
    (item,) = json.loads(karabakh("about", "-f", "csl-json", facts=ANOTHER).stdout)
    assert (item["type"], item["title"]) == ("dataset", "Invented facts about the war of the islands, 1860 to 1869")
    (reference,) = rispy.loads(karabakh("about", "-f", "ris", facts=ANOTHER).stdout)
    assert (reference["type_of_reference"], reference["id"]) == ("DATA", "islands")


def test_a_record_ends_with_its_own_citation(small, told, terminal):
    """`show ID` ends with how the record is cited, in lines and as a page; a source is cited itself."""
    last = 'Cite as: "Battle of North Town" (battle-of-north-town), in: Invented facts for the tests'
    assert small("show", "battle-of-north-town").stdout.splitlines()[-1] == last
    assert "Cite as" not in small("show", "some-report").stdout
    page = terminal(100, "show", "battle-of-north-town", KARABAKH_FACTS=str(SMALL_FACTS), NO_COLOR="1").splitlines()
    assert "Cite as" in page[-2]
    assert "in: Invented facts for the tests" in page[-1]


def test_about_fits_its_schema_and_is_rows_in_a_pipe(small):
    """As JSON it is valid by the printed schema; in a pipe a count a row, or a text."""
    rows = json.loads(small("about", "--json").stdout)
    jsonschema.validate(rows, json.loads(small("schema", "about").stdout))
    lines = small("about").stdout.splitlines()
    assert "records\tevents\t13\t" + str(sum(1 for _ in rows) and rows[0]["of"]) in lines
    assert small("about", "--limit", "1", "--header").stdout.splitlines()[0] == "about\tvalue\tcount\tof"
