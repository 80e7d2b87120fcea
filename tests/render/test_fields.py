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
