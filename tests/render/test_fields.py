"""What a record says in a field of its own, in every form: in JSON, as lines of labels and values, and on its page."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from conftest import SMALL_FACTS


def holds(whole: Any, part: Any) -> bool:
    """Tell whether a value has a part: a mapping some of its keys, a list one that has it, and any other is equal."""
    if isinstance(part, Mapping):
        return isinstance(whole, Mapping) and all(name in whole and holds(whole[name], part[name]) for name in part)
    if isinstance(part, list):
        return all(any(holds(inner, each) for inner in whole) for each in part)
    return bool(whole == part)


NORTH = {"id": "north", "name": "North"}
RIVAL = {"id": "share-held-says-south", "title": "Share of the country held, by the south", "best": 20}
# A field -> the record that has it, what its JSON holds, its line, and its words on the page.
FIELDS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "whose word a claim is": (
        "battle-of-north-town",
        {"sources": [{"source": "north-report", "according_to": "the army's paper", "by": "the army's paper"}]},
        "Source 2: Report of the north (north-report, party-azerbaijani), p. 3: the same day (by the army's paper)",
        "p. 3: the same day (by the army's paper)",
    ),
    "whose word it is where nobody is named": (
        "battle-of-north-town",
        {"sources": [{"source": "some-report", "according_to": None, "by": "Some institute"}]},
        "Source 1: Some report (some-report, independent), p. 2: a battle of one day <https://example.org/report>",
        "p. 2: a battle of one day",
    ),
    "the standing of a claim": (
        "talks-about-north",
        {
            "sources": [
                {"locator": "p. 6", "standing": "party-armenian"},
                {"locator": "p. 5", "standing": "independent"},
            ]
        },
        "Source 2: Some report (some-report, party-armenian), p. 6: that both wanted it (by the south)"
        " <https://example.org/report>",
        "p. 6: that both wanted it (by the south) [party-armenian]",
    ),
    "for whom somebody acted": (
        "battle-of-north-town",
        {"participants": [{"actor": "north-army", "for": NORTH}, {"actor": "south", "for": None}]},
        "Who: Army of the North (for North) (defender)",
        "Defender: Army of the North (for North)",
    ),
    "what a point of a text asks of whom": (
        "talks-about-north",
        {"provisions": [{"point": "para. 2", "of": [NORTH], "asks": "to leave the hills"}]},
        "Provision: para. 2 (North): to leave the hills [some-report, p. 5]",
        "Provisions • para. 2 (North): to leave the hills [source 1, p. 5]",
    ),
    "since when somebody belonged to what": (
        "north-army",
        {"member_of": [NORTH | {"start": "1991", "end": "..", "sources": [{"locator": "p. 7"}]}]},
        "Member of: North (north), from 1991 on [some-report, p. 7]",
        "Member of: North (north), from 1991 on [source 1, p. 7]",
    ),
    "to what somebody belonged": (
        "north-commander",
        {"member_of": [{"id": "north-army", "start": None, "end": None, "sources": []}]},
        "Member of: Army of the North (north-army)",
        "Member of: Army of the North (north-army)",
    ),
    "an office that was held for somebody": (
        "north-commander",
        {"offices": [{"office": "Commander of the army", "acting": True}]},
        "Office: Commander of the army, acting, from January 1991 to December 1991 or later [some-report, p. 8]",
        "Office: Commander of the army, acting, from January 1991 to December 1991 or later [source 1, p. 8]",
    ),
    "a hold in part": (
        "north-town",
        {"control": [{"by": NORTH, "in_part": True, "note": "Its hills were nobody's"}]},
        "Held by: North, in part, until December 1991 or later [some-report, p. 9]. Its hills were nobody's",
        "Held by: North, in part, until December 1991 or later [source 1, p. 9]. Its hills were nobody's",
    ),
    "an outline": (
        "country",
        {"outline": {"sources": [{"source": "some-report", "locator": "map"}]}},
        "Outline: 10 points [some-report, map]",
        "Outline: 10 points [source 1, map]",
    ),
    "who checked it when": (
        "north-town",
        {"checked": "1995-05-12"},
        "Checked: against its sources on 12 May 1995",
        "Checked: against its sources on 12 May 1995",
    ),
    "what was read": (
        "some-report",
        {"read": "whole"},
        "Read: whole",
        "Read: whole",
    ),
    "whose people are counted": ("missing-1991", {"actor": NORTH}, "Whose: North (north)", "Whose: North (north)"),
    "who is counted": ("missing-1991", {"counted": "combatants"}, "Counted: combatants", "Counted: combatants"),
    "another number": (
        "share-held-1991",
        {"against": [RIVAL], "disputed": True},
        "Against: 20 percent: Share of the country held, by the south (share-held-says-south)",
        "Against: 20 percent: Share of the country held, by the south (share-held-says-south)",
    ),
    "the question of a dispute": (
        "country",
        {"disputes": [{"about": "how much of it the south held", "question": "share-held"}]},
        "Disputed: how much of it the south held",
        "Disputed: how much of it the south held • a fifth [source 2, p. 5]",
    ),
}


@pytest.mark.parametrize(("id_", "held", "line", "on_page"), FIELDS.values(), ids=FIELDS.keys())
def test_a_field_is_told_in_every_form(small, terminal, id_, held, line, on_page):
    """A field stands in JSON with its references resolved, in a line of the record, and in words on the page."""
    (record,) = json.loads(small("show", id_, "--json").stdout)
    assert holds(record, held)
    assert line in small("show", id_).stdout.splitlines()
    assert on_page in " ".join(terminal(200, "show", id_, KARABAKH_FACTS=str(SMALL_FACTS), NO_COLOR="1").split())


def test_a_day_says_what_was_held_in_part(small, terminal):
    """A hold in part is told as one by `on`: in JSON by a field of the state, in a table beside who held it."""
    states = json.loads(small("on", "1991-06-15", "--json").stdout)
    assert [state["in_part"] for state in states if state["about"] == "control"] == [True]
    assert all("in_part" not in state for state in states if state["about"] != "control")
    shown = terminal(200, "on", "1991-06-15", KARABAKH_FACTS=str(SMALL_FACTS), NO_COLOR="1")
    assert "North, in part" in shown


def test_an_actor_without_offices_or_a_figure_without_rivals_is_not_told_of_any(small):
    """What a record does not have is no line of it."""
    shown = small("show", "south", "fled-1991", "north-village").stdout
    labels = {line.partition(":")[0] for line in shown.splitlines()}
    assert not labels & {"Member of", "Against", "Whose", "Counted", "Checked", "Outline", "Held by", "Provision"}


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        (["show", "battle-of-north-town", "--fields", "sources.standing"], "independent; party-azerbaijani"),
        (["show", "battle-of-north-town", "--fields", "places.name,id"], "North Town\tbattle-of-north-town"),
        (["show", "talks-about-north", "--fields", "in_force.observance"], "broken"),
        (["show", "battle-of-north-town", "--fields", "participants.for.id"], "north"),
        (["show", "battle-of-north-town", "--fields", "disputes.positions.by"], "the north"),
        (["show", "talks-about-north", "--fields", "earliest,latest,summary"],
         "1991-06-01\t1991-06-30\tA cease-fire was agreed in talks abroad."),
        (["show", "share-held-1991", "--fields", "against.best"], "20"),
        (["on", "1991-05-08", "--fields", "subject.name,value.name", "--limit", "1"], "North Town\tNorth"),
    ],
)  # fmt: skip
def test_a_field_within_another_is_asked_by_its_path(small, question, cells):
    """A path leads to what stands there, several values joined as in any cell; in JSON they are a list."""
    assert small(*question, "-f", "tsv").stdout.splitlines()[0] == cells


def test_a_path_in_json_is_the_values_that_it_leads_to(small):
    """A list on the way makes a list, each value as it is; without one the value stands alone."""
    asked = small("show", "battle-of-north-town", "--fields", "sources.source,part_of.id", "--json").stdout
    assert json.loads(asked) == [{"sources.source": ["some-report", "north-report"], "part_of.id": None}]


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ("events", ("in_force", "earliest", "latest", "summary", "sources.standing", "places.name")),
        ("actors", ("names.az", "offices.of.name")),
        ("figures", ("as_of", "actor.name")),
        ("sources", ("cited_by.id", "earliest")),
        ("disputes", ("question", "sources.by")),
        ("show", ("control.by.id", "in_force.end")),
        ("on", ("subject.name", "acting")),
        ("compare", ("against.best", "standing")),
        ("search", ("excerpt", "summary")),
        ("map", ("value.id",)),
    ],
)
def test_fields_without_a_value_are_listed(small, command, named):
    """`--fields` alone is an answer, a field a line, and each of them can be asked for."""
    run = small(command, "--fields")
    listed = run.stdout.splitlines()
    assert (run.returncode, run.stderr) == (0, "")
    assert set(named) <= set(listed)
    assert len(listed) == len({*listed})
    assert small(command, "--fields", "--limit", "1").stdout == run.stdout


@pytest.mark.parametrize("command", ["events", "actors", "places", "figures", "sources", "disputes"])
def test_every_field_that_is_listed_can_be_asked_for(small, command):
    """Each field of the list is a column of some value, in rows and in JSON."""
    listed = small(command, "--fields").stdout.splitlines()
    rows = small(command, "--fields", ",".join(listed)).stdout.splitlines()
    assert {row.count("\t") for row in rows} == {len(listed) - 1}
    assert [*json.loads(small(command, "--fields", ",".join(listed), "--json").stdout)[0]] == listed


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("sources.standin", "no such field: sources.standin\none of sources.source, sources.title, "),
        ("colour.name", "no such field: colour.name\none of id, date, "),
        (".", "no such field: .\none of id, date, "),
        ("places.", "no such field: places.\none of places.id, places.name"),
        ("id,,date", "no such field: \none of id, "),
    ],
)
def test_a_path_that_leads_nowhere_is_refused_with_those_that_do(small, asked, told):
    """What is near stands in the remedy: the fields within that field, or else those of the record."""
    run = small("events", "--fields", asked)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"karabakh: {told}")
