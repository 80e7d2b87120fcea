"""What lasted, and what was one of several, as questions tell it: on a day, on the map, in lists, in a search."""

import json
import shutil

import pytest
from conftest import SMALL_FACTS

from karabakh_cli.ask.reference import Reference, open_facts

CITED = {"sources": [{"source": "some-report", "locator": "p. 1", "gives": "so"}]}
TWICE_CITED = {"sources": [*CITED["sources"], {"source": "north-report", "locator": "p. 2", "gives": "so"}]}
EVENT = {"kind": "incident", "summary": "Something happened.", **CITED}
EVENTS = {
    "one-of-two": {"date": "[1990-01-18,1992-05]", "places": ["north-village"]},
    "one-of-near-days": {"date": "[1991-03-01,1991-03-20]", **TWICE_CITED},
    "lasting-agreement": {
        "kind": "agreement", "date": "1992-10-02",
        "in_force": {"start": "1992-10-02", "end": "[1992-10..]", "observance": "held"},
    },
}  # fmt: skip
# A place -> who held it, by whom after whom.
HOLDS = {
    "kuropat": [("north", "..", "1992-10-02"), ("south", "1992-10-02", "[1992-10..]")],
    "month": [("north", "[..1992-05]", "1992-05"), ("south", "1992-05", "[1992-05..]")],
    "doubt": [("north", "..", "1993-03-05~"), ("south", "1993-03-05~", "..")],
    "one-of-two-days": [("north", "..", "[1993-06-01,1993-06-09]"), ("south", "[1993-06-01,1993-06-09]", "..")],
    "unknown": [("north", "..", "[1994-01..]"), ("south", "1994-03", "..")],
}
OFFICES = [("Minister", "1992-10-02", "1992-10"), ("Envoy", "1992-07-02~", "1993-02-10"), ("Judge", "1994", "1994-05~")]
NAMED = {"kuropat": "Kuropat", "doubt": "Doubt", "month": "Month", "one-of-two-days": "Two Days", "unknown": "Unknown"}


@pytest.fixture(scope="module")
def facts(tmp_path_factory) -> Reference:
    """Return the invented facts with events that were at one of several times, and with states of all sorts."""
    folder = tmp_path_factory.mktemp("states") / "facts"
    shutil.copytree(SMALL_FACTS, folder)

    def write(name: str, records: list) -> None:
        (folder / name).write_text(json.dumps(records), encoding="utf-8")  # which is YAML without aliases

    write("events/more.yaml", [{"id": id_, "title": id_.title(), **EVENT, **event} for id_, event in EVENTS.items()])
    held = {
        id_: [{"by": by, "start": start, "end": end, **CITED} for by, start, end in holds]
        for id_, holds in HOLDS.items()
    }
    place = {"kind": "village", "within": "country", "lat": 40.0, "summary": "A village.", **CITED}
    write(
        "places/more.yaml",
        [
            {"id": id_, "name": NAMED[id_], **place, "lon": 45.0 + number, "control": control}
            for number, (id_, control) in enumerate(held.items())
        ],
    )
    offices = [{"office": name, "of": "north", "start": start, "end": end, **CITED} for name, start, end in OFFICES]
    person = {"kind": "person", "side": "other", "offices": offices, "summary": "A person.", **CITED}
    write("actors/more.yaml", [{"id": "some-official", "name": "Some Official", **person}])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        yield open_facts(folder)


def ids(answer) -> list[str]:
    """Return the ids of an answer's records."""
    return [record["id"] for record in answer]


def held(answer, subject: str) -> dict[str, str]:
    """Return how certain each holder of a place, or of an office, is by an answer of `on` or `map`."""
    return {hit.cells[2]: hit.cells[3] for hit in answer.hits if hit.cells[1] == subject}


@pytest.mark.parametrize(
    ("when", "match"),
    [
        ("1991", None),
        ("1990-01-19..1992-04-30", None),
        ("1990-01-18", "possible"),
        ("1990", "possible"),
        ("1992-05-31", "possible"),
        ("1990..1992", "certain"),
    ],
)
def test_one_of_two_days_is_no_day_between_them(facts, when, match):
    """An event that was at one of two times is listed for days of either, and for none between, with its match."""
    found = {record["id"]: record["match"] for record in facts.events(when)}
    assert found.get("one-of-two") == match
    assert ("one-of-two" in ids(facts.events(when, certain=True))) is (match == "certain")
    assert ("one-of-two" in ids(facts.search(when))) is (match is not None)


def test_nothing_between_two_days_is_said_with_what_is_near(facts):
    """Where a set has no member in the days asked, it is not counted for them, and is what is near on both sides."""
    answer = facts.events("1991", place="North Village", kind="incident", certain=True)
    assert ids(answer) == ["plain-text-only"]
    empty = facts.events("1990-02..1991-02", place="North Village")
    assert not empty
    counts, near = empty.why_empty.splitlines()
    assert counts == "1990-02..1991-02: 1, place North Village: 2"  # of these days is what lasted until 1993-04
    assert near == "near: [1990-01-18,1992-05] one-of-two, 1991-07-01 plain-text-only"


@pytest.mark.parametrize(
    ("day", "match"), [("1991-03-04", "possible"), ("1991-03-10", None), ("1991-03-17", "possible")]
)
def test_the_days_around_a_day_are_days_of_a_set_or_not(facts, day, match):
    """Among the events around a day is one of two days where either is near, not where the day lies between."""
    assert held(facts.on(day), "one-of-near-days") == ({"One-Of-Near-Days": match} if match else {})


def test_a_search_prefers_what_is_of_the_time_and_not_between(facts):
    """A date among words prefers a record of that time to one that was before or after it."""
    assert ids(facts.search("incident 1991-03-10"))[:2] == ["one-of-two", "one-of-near-days"]  # neither is of that day
    assert ids(facts.search("incident 1991-03-20"))[:2] == ["one-of-near-days", "one-of-two"]


@pytest.mark.parametrize(
    ("place", "day", "told"),
    [
        ("kuropat", "1992-10-01", {"north": "certain"}),
        ("kuropat", "1992-10-02", {"north": "certain", "south": "certain"}),
        ("kuropat", "1992-10-03", {}),
        ("month", "1992-05-01", {"north": "changing", "south": "changing"}),
        ("month", "1992-05-17", {"north": "changing", "south": "changing"}),
        ("month", "1992-05-31", {"north": "changing", "south": "changing"}),
        ("month", "1992-06-01", {}),
        ("doubt", "1993-03-03", {"north": "certain"}),
        ("doubt", "1993-03-04", {"north": "changing", "south": "changing"}),
        ("doubt", "1993-03-05", {"north": "changing", "south": "changing"}),
        ("doubt", "1993-03-06", {"north": "changing", "south": "changing"}),
        ("doubt", "1993-03-07", {"south": "certain"}),
        ("one-of-two-days", "1993-06-01", {"north": "certain", "south": "changing"}),
        ("one-of-two-days", "1993-06-05", {"north": "changing", "south": "changing"}),
        ("one-of-two-days", "1993-06-09", {"north": "changing", "south": "certain"}),
        ("unknown", "1994-02-05", {}),
        ("unknown", "1994-03-05", {"north": "not attested", "south": "changing"}),
        ("unknown", "1994-04-01", {"south": "certain"}),
    ],
)
def test_both_sides_of_a_change_are_told_and_the_map_agrees(facts, place, day, told):
    """On the day of a change, and on every day on which it may have been, both holders are told, also by the map."""
    assert held(facts.on(day), place) == told
    shown = held(facts.map(day), place)
    attested = {holder: certainty for holder, certainty in shown.items() if certainty != "not attested"}
    assert (shown if "changing" in told.values() else attested) == told


@pytest.mark.parametrize(
    ("subject", "day", "told"),
    [
        ("Minister", "1992-10-01", None),
        ("Minister", "1992-10-02", "certain"),
        ("Minister", "1992-10-31", "changing"),
        ("Envoy", "1992-06-30", None),
        ("Envoy", "1992-07-01", "changing"),
        ("Envoy", "1992-07-02", "changing"),
        ("Envoy", "1992-07-03", "changing"),
        ("Envoy", "1992-07-04", "certain"),
        ("Envoy", "1993-02-10", "certain"),
        ("Judge", "1994-03-30", "changing"),
        ("Judge", "1994-06-15", "changing"),
        ("lasting-agreement", "1992-10-02", "certain"),
        ("lasting-agreement", "1992-10-20", None),
    ],
)
def test_offices_and_agreements_are_told_like_holds(facts, subject, day, told):
    """An office or an agreement is certain, changing or absent on a day by the same bounds as a hold on a place."""
    rows = [hit.cells[3] for hit in facts.on(day).hits if hit.cells[1] == subject and hit.cells[0] != "event"]
    assert rows == ([told] if told else [])


TALKS = {"id": "talks-about-north", "name": "Talks about the north"}
# What a state is about -> the day that it is told on, and all that is told of the first one, without its sources.
WHOLE = {
    "control": ("1991-06-01", {
        "subject": {"id": "north-town", "name": "North Town"}, "value": {"id": "north", "name": "North"},
        "in_part": True, "since": "..", "until": "[1991-12..]", "certainty": "certain",
    }),
    "office": ("1991-06-01", {
        "subject": {"id": "Commander of the army", "name": "Commander of the army"},
        "value": {"id": "north-commander", "name": "Some Commander"}, "acting": True,
        "of": {"id": "north-army", "name": "Army of the North"},
        "since": "1991-01", "until": "[1991-12..]", "certainty": "certain",
    }),
    "agreement": ("1991-06-01", {
        "subject": TALKS, "value": {"id": "broken", "name": "broken"},
        "since": "1991-06", "until": "[1991-07..]", "certainty": "changing",
    }),
    "event": ("1991-06-01", {
        "subject": TALKS, "value": TALKS, "since": "1991-06", "until": None, "certainty": "possible",
    }),
    "figure": ("1992-02-01", {
        "subject": {"id": "displaced-in-country", "name": "people displaced within the country"},
        "value": {
            "id": "displaced-1991", "name": "Displaced people in the country, 1991", "quantifier": "stated",
            "low": None, "best": 900000, "high": None, "unit": "people",
        },
        "since": "1991-12", "until": None, "certainty": "latest",
    }),
}  # fmt: skip


@pytest.mark.parametrize("about", WHOLE)
def test_a_state_says_all_of_it(invented, about):
    """A record of what was so on a day has whose it is, what it is, since when and until when, how certain, sources."""
    day, told = WHOLE[about]
    hit = next(hit for hit in invented.on(day).hits if hit.cells[0] == about)
    record = hit.record()
    assert {source["source"] for source in record.pop("sources")} == {"some-report"}
    assert record == {"record": "state", "about": about} | told
    value = told["value"]
    said = f"{value['quantifier']} {value['best']} people" if about == "figure" else value["id"]
    assert tuple(hit.cells) == (
        about, told["subject"]["id"], value["name"] if about == "event" else said, told["certainty"], told["since"],
        told["until"] or "", "some-report",
    )  # fmt: skip


def test_a_state_names_each_of_its_sources(facts):
    """Where a state has several sources, their ids stand one after the other."""
    (row,) = [hit.cells for hit in facts.on("1991-03-04").hits if hit.cells[1] == "one-of-near-days"]
    assert row[6] == "some-report; north-report"


@pytest.mark.parametrize("said", ["..1987", "before 1988", "1987", "1995..", "1870-01-01"])
def test_a_time_outside_the_years_is_named_as_it_was_asked(facts, said):
    """A day or a longer time outside the years covered is told in the words of the question, by `on` and `map`."""
    for answer in (facts.on(said), facts.map(said)):
        assert answer.why_empty == f"{said} lies outside the years covered, 1988 to 1994"
