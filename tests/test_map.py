"""The map: who held which place on a day, as `on` has it."""

import json

import pytest
from drawing import HOSTILE, drawn

from karabakh_cli.answer import Answer, Hit
from karabakh_cli.ask.day import holding
from karabakh_cli.ask.map import on_map
from karabakh_cli.columns import COLUMNS
from karabakh_cli.reference import open_facts

DAYS = ["1992-02-01", "1992-05-09", "1993-08-01"]


def on(day: str | None, **narrowed) -> Answer:
    """Return the answer for a day, from the built-in facts."""
    return open_facts().ask(lambda index: on_map(index, day, **narrowed))


def legend(text: str) -> dict[str, str]:
    """Return what stands beside each letter under the map."""
    entries: dict[str, str] = {}
    for line in text[text.index("north is up") :].splitlines()[2:]:
        letter, mark, rest = line.partition(":")
        if mark and len(letter) == 1:
            entries[letter] = rest
        else:
            entries[list(entries)[-1]] += " " + line.strip()
    return entries


@pytest.mark.parametrize("day", DAYS)
def test_each_letter_agrees_with_on(day):
    """Every place stands under the letter of who held it on that day by `on`, changing and not attested apart."""
    answer = on(day)
    held = open_facts().ask(lambda index: [hit.whole() for hit in holding(index, day, everything=True)])
    told = legend(drawn(answer, 400))
    letters = {"azerbaijan": "A", "karabakh-armenian-forces": "K", "armenia": "R", "armenian-armed-groups": "G"}
    checked = 0
    for state in held:
        id_ = state["subject"]["id"]
        if state["about"] != "control" or id_ not in answer.related:
            continue
        others = [other for other in held if other["subject"]["id"] == id_ and other["about"] == "control"]
        attested = [other for other in others if other.get("certainty") != "not attested"]
        letter = letters.get(state["value"]["id"], "S")
        if any(other["certainty"] == "changing" for other in attested):
            letter = "*"
        elif not attested:
            letter = letter.lower()
        if state["certainty"] != "not attested" or not attested:
            assert state["subject"]["name"] in told[letter], (id_, letter)
            checked += 1
    assert checked > 30


def test_the_map_moves_with_the_front():
    """Between February 1992 and August 1993 places went over, and their letters with them."""
    before, after = legend(drawn(on("1992-02-01"), 400)), legend(drawn(on("1993-08-01"), 400))
    for place in ("Shusha", "Lachin", "Kelbajar", "Agdam"):
        assert f" {place};" in before["A"]
        assert f" {place};" in after["K"]
    assert " Fizuli" in before["A"]
    assert " Fizuli" in after["A"]


def test_place_and_actor_narrow_it():
    """What lies within a place, and what an actor held; different options mean both."""
    within = {hit.cells[1] for hit in on("1993-08-01", places=["Lachin"]).hits}
    assert within == {"lachin", "lachin-district"}
    held = on("1993-08-01", actors=["azerbaijan"])
    assert {hit.cells[2] for hit in held.hits} == {"azerbaijan"}
    nothing = on("1993-08-01", places=["Lachin"], actors=["azerbaijan"])
    assert nothing.hits == []
    assert "place Lachin: 2, actor azerbaijan: " in nothing.emptied_by


def test_without_a_day_places_are_told_by_kind(karabakh):
    """The map of no day has a letter for each kind of place."""
    told = legend(drawn(on(None), 400))
    assert "town" in told["T"]
    assert "Shusha" in told["T"]
    rows = [line.split("\t") for line in karabakh("map").stdout.splitlines()]
    assert {row[0] for row in rows} == {"place"}
    assert {len(row) for row in rows} == {len(COLUMNS["map"])}


def test_a_day_outside_and_a_month_are_refused_as_by_on(karabakh):
    """A day of another century finds nothing, and a month is not one day."""
    assert "lies outside the years covered" in karabakh("map", "2020-01-01").stderr
    assert karabakh("map", "1993-08").returncode == 2


def test_two_places_in_one_cell_are_both_told_in_words():
    """Where two places are too near, the more important is drawn, and both stand in the list."""

    def state(id_: str, kind: str, lon: float) -> tuple[Hit, dict]:
        whole = {"subject": {"id": id_}, "value": {"id": "north", "name": "North"}, "since": "..", "until": ".."}
        place = {"record": "place", "id": id_, "name": id_.title(), "kind": kind, "lat": 40.0, "lon": lon}
        cells = ("control", id_, "north", "certain", "..", "..", "")
        return Hit(cells, json.dumps(whole), "certain", "certainty"), place

    states = [state("village", "village", 46.0), state("town", "town", 46.0001), state("far", "city", 47.0)]
    related = {place["id"]: place for _, place in states} | {"north": {"record": "actor", "name": "North"}}
    text = drawn(Answer("map", COLUMNS["map"], [hit for hit, _ in states], related=related))
    drawing, _, below = text.partition("north is up")
    assert "N Town" in drawing
    assert "Village" not in drawing
    assert "North, 3: Village; Town; Far" in below


@pytest.mark.parametrize("width", [1, 20, 59, 60, 80, 120, 200])
def test_it_fits_and_below_sixty_columns_it_is_a_list(width):
    """No line is too wide, with names that are hostile or wide; a narrow window gets the list alone."""
    answer = on("1993-08-01")
    for place, name in zip(list(answer.related.values()), (HOSTILE, "шуша広い"), strict=False):
        place["name"] = name
    text = drawn(answer, width)
    assert max(map(len, text.splitlines())) <= max(width, 4)
    assert ("north is up" in text) is (width >= 60)
    assert "\x1b" not in text
