"""`overview`: the whole subject in one screen, every number of it counted here from the YAML itself."""

import json
import shlex
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import BUILT_IN_FACTS, SMALL_FACTS

from karabakh_cli import open_facts
from karabakh_cli.model.dates import parse
from karabakh_cli.render import render
from karabakh_cli.render.style import Style

ANOTHER = Path(__file__).parent.parent / "another"


def written(folder: Path) -> dict[str, list[dict]]:
    """Return the records of a facts folder as they stand in its files, by kind."""
    files = {
        kind: sorted(folder.glob(f"{kind}/*.yaml")) for kind in ("events", "actors", "places", "figures", "sources")
    }
    read = lambda file: yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) or []  # noqa: E731
    return {kind: [record for file in found for record in read(file)] for kind, found in files.items()}


@pytest.fixture(scope="module", params=[BUILT_IN_FACTS, SMALL_FACTS, ANOTHER], ids=lambda folder: folder.name)
def told(request, tmp_path_factory):
    """Return the overview of some facts, and their records as they are written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return list(open_facts(request.param).overview()), written(request.param)


def test_phases_have_the_events_that_began_in_them(told):
    """A phase says how many events began in its years, and how many of them are key; those are below it."""
    points, facts = told
    years = Counter(map(year_of, facts["events"]))
    key = Counter(year_of(event) for event in facts["events"] if is_key(event))
    key = key or years
    phases = [point for point in points if point["section"] == "phase"]
    assert phases
    for phase in phases:
        year = int(phase["when"])
        of_them = f", {key[year]} of them key" if key[year] else ""
        assert phase["value"] == f"{years[year]} event{'' if years[year] == 1 else 's'}{of_them}"
    named = {
        event["id"]: event for event in facts["events"] if event.get("key") or not any(map(is_key, facts["events"]))
    }
    shown = [point for point in points if point["section"] == "event"]
    covered = {int(phase["when"]) for phase in phases}
    assert {point["id"] for point in shown} == {id_ for id_, event in named.items() if year_of(event) in covered}
    for point in shown:
        assert (point["title"], point["when"]) == (named[point["id"]]["title"], named[point["id"]]["date"])
        assert point["parts"] == sum(event.get("part_of") == point["id"] for event in facts["events"])
        assert point["figures"] == sum(figure.get("event") == point["id"] for figure in facts["figures"])
        assert point["sources"] == len(cited(named[point["id"]]))


def year_of(event: dict) -> int:
    """Return the year in which an event began at the earliest, or where that is open ended at the latest."""
    span = parse(event["date"])
    return int((span.latest_end if span.earliest_start == "0000-01-01" else span.earliest_start)[:4])


def is_key(event: dict) -> bool:
    """Tell whether an event is marked as a key one."""
    return bool(event.get("key"))


def cited(value: object) -> set[str]:
    """Return the sources that are cited anywhere within a value."""
    if isinstance(value, list):
        return set().union(*map(cited, value)) if value else set()
    if isinstance(value, dict):
        own = {value["source"]} if isinstance(value.get("source"), str) else set()
        return own.union(*map(cited, value.values()))
    return set()


def test_numbers_are_the_least_and_the_most_that_are_given(told):
    """Of each question the range over all its figures stands there, how many they are, and their standings."""
    points, facts = told
    standings = {source["id"]: source["standing"] for source in facts["sources"]}
    for point in (point for point in points if point["section"] == "number"):
        figures = [figure for figure in facts["figures"] if point["id"] in (figure.get("question"), figure["id"])]
        figures = [figure for figure in figures if figure.get("quantifier")]
        given = [figure[name] for figure in figures for name in ("low", "best", "high") if name in figure]
        assert (point["low"], point["high"], point["figures"]) == (min(given), max(given), len(figures))
        assert {figure["unit"] for figure in figures} == {point["unit"]}
        assert f"{max(given):,}" in point["value"]
        claims = {
            claim.get("standing", standings[claim["source"]]) for figure in figures for claim in figure["sources"]
        }
        assert set(point["standing"]) == claims


def test_the_most_disputed_have_most_points(told):
    """What is most disputed has as many points as are written, and no other event, actor or place has more."""
    points, facts = told
    disputed = {
        record["id"]: {dispute["about"] for dispute in record.get("disputes", ())}
        for kind in ("events", "actors", "places")
        for record in facts[kind]
    }
    shown = [point for point in points if point["section"] == "dispute"]
    for point in shown:
        if point["id"] in disputed:
            assert set(point["points"]) == disputed[point["id"]]
            assert point["value"].startswith(f"{len(point['points'])} point")
    least = min((len(point["points"]) for point in shown), default=0)
    names = {point["id"] for point in shown}
    assert all(len(about) <= least for id_, about in disputed.items() if id_ not in names)


@pytest.mark.parametrize("folder", [BUILT_IN_FACTS, SMALL_FACTS, ANOTHER], ids=lambda folder: folder.name)
def test_the_questions_to_ask_next_are_answered(karabakh, folder):
    """There are five, and each is a command that finds something in these facts."""
    points = json.loads(karabakh("overview", "--json", facts=folder).stdout)
    commands = [point["value"] for point in points if point["section"] == "question"]
    assert len(commands) == len(set(commands)) == 5
    for command in commands:
        name, *arguments = shlex.split(command)
        run = karabakh(*arguments, facts=folder)
        assert (name, run.returncode) == ("karabakh", 0), command
        assert run.stdout, command


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_the_overview_is_one_screen(terminal, width):
    """At 80 columns and more, 50 lines have it all, each phase with an event, and the room is used."""
    shown = terminal(width, "overview", "--color", "never").splitlines()
    assert len(shown) <= 49
    for year in range(1988, 1995):
        assert [line for line in shown if line.startswith(f"{year} ") and len(line) > 8]
    assert len(shown) >= 44
    assert "Ask next" in shown


def test_what_has_no_room_is_counted():
    """The key events that the screen leaves out are counted in a note, which says where they all are."""
    answer = open_facts().overview()
    shown = render(answer, Style("table", width=200))
    text = " ".join(shown.lines)
    events = [point["title"] for point in answer if point["section"] == "event"]
    hidden = [title for title in events if title not in text]
    assert hidden
    assert shown.notes == (f"{len(hidden)} key events more: karabakh timeline --key, karabakh overview -f tsv",)


def test_the_overview_fits_its_schema_and_its_columns(small):
    """As JSON it is valid by the printed schema; in a pipe it is rows, an event a line."""
    points = json.loads(small("overview", "--json").stdout)
    jsonschema.validate(points, json.loads(small("schema", "overview").stdout))
    rows = [line.split("\t") for line in small("overview").stdout.splitlines()]
    assert {len(row) for row in rows} == {6}
    assert [row[0] for row in rows] == [point["section"] for point in points]


def test_facts_with_nothing_to_tell_say_so(karabakh, tmp_path):
    """Of a folder without events, figures or anything else there is no overview."""
    (tmp_path / "sources.yaml").write_text("[]\n")
    run = karabakh("overview", facts=tmp_path)
    assert (run.returncode, run.stdout) in ((1, ""), (3, ""))


def test_another_subject_has_an_overview_of_its_own(karabakh):
    """Nothing of this war stands in the overview of other facts, and their events and numbers do."""
    text = karabakh("overview", facts=ANOTHER).stdout
    assert "landing-at-reef-town" in text
    assert "about 400 people" in text
    assert not [word for word in ("Azerbaijan", "Armenia", "1988", "1994") if word in text]


def test_many_years_are_put_together(karabakh, tmp_path):
    """Facts over centuries have a dozen phases at most, each of the same length."""
    cited = "summary: Once., sources: [{source: s, locator: p}]"
    event = "- {{id: e-{0}, title: In {0}, kind: other, date: '{0}', {1}}}\n"
    (tmp_path / "events.yaml").write_text("".join(event.format(year, cited) for year in range(1500, 1900, 7)))
    (tmp_path / "sources.yaml").write_text("- {id: s, type: book, title: A book, standing: any}\n")
    points = json.loads(karabakh("overview", "--json", facts=tmp_path).stdout)
    phases = [point["when"] for point in points if point["section"] == "phase"]
    assert phases == [f"{first}/{first + 49}" for first in range(1500, 1900, 50)]


def test_a_date_leaves_the_year_of_its_phase_out(tmp_path):
    """The year stands at the left; a date goes without it where none of its words need it."""
    said = {
        "1992-05-08": "8 May",
        "1992-05-09~": "about 9 May",
        "1992-21": "spring",
        "1992-03/1992-05": "Mar-May",
        "[1992-06..1992-07]": "between Jun and Jul",
        "1992": "1992",
        "1992~": "about 1992",
        "1992/1993": "1992-1993",
        "[1992,1993]": "1992 or 1993",
        "1992-05/1993-05": "May 1992-May 1993",
        "[1992-05,1993-05]": "May 1992 or May 1993",
    }
    cited = "summary: It., sources: [{source: s, locator: p}]"
    event = "- {{id: e-{0}, title: Event {0}, kind: other, date: '{1}', {2}}}\n"
    (tmp_path / "events.yaml").write_text(
        "".join(event.format(number, date, cited) for number, date in enumerate(said))
    )
    (tmp_path / "sources.yaml").write_text("- {id: s, type: book, title: A book, standing: any}\n")
    lines = render(open_facts(tmp_path).overview(), Style("table", width=100)).lines
    shown = dict(line[5:].split(": Event ")[::-1] for line in lines if ": Event " in line)
    assert shown == {str(number): words for number, words in enumerate(said.values())}
