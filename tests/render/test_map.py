"""The map: who held which place on a day, as `on` has it."""

import json
import re

import pytest
from drawing import HOSTILE, drawn
from hypothesis import given
from hypothesis import strategies as st

from karabakh_cli.ask.day import holding
from karabakh_cli.ask.map import on_map
from karabakh_cli.ask.reference import open_facts
from karabakh_cli.ask.related import with_related
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import Window
from karabakh_cli.model.reading import Reading
from karabakh_cli.render.ground import Ground
from karabakh_cli.render.map import _letters, map_of
from karabakh_cli.render.style import Style

DAYS = ["1992-02-01", "1992-02-26", "1992-05-09", "1993-08-01", "1993-10-29"]
"""Days of the war; on the second and the last a place went over, certainly."""
ACTORS = ["azerbaijan", "karabakh-armenian-forces", "armenia", "armenian-armed-groups", "soviet-union"]


def on(day: str | None, **narrowed) -> Answer:
    """Return the answer for a day, from the built-in facts."""
    return open_facts().ask(lambda index: on_map(index, day, **narrowed))


def legend(text: str) -> dict[str, str]:
    """Return what stands beside each letter under the map."""
    entries: dict[str, str] = {}
    for line in text[text.index("north is up") :].partition("\n\n")[2].splitlines():
        letter, mark, rest = line.partition(":")
        if mark and len(letter) == 1:
            entries[letter] = rest
        else:
            entries[list(entries)[-1]] += " " + line.strip()
    return entries


@pytest.mark.parametrize("day", DAYS)
def test_each_letter_agrees_with_on(day):
    """Every place stands under the letter of who held it on that day by `on`; changing, in part, not attested apart."""
    answer = on(day)
    held = open_facts().ask(lambda index: [hit.record() for hit in holding(index, day, everything=True)])
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
        several = len({other["value"]["id"] for other in attested}) > 1
        changing = any(other["certainty"] == "changing" for other in attested)
        if several and not changing and all(other["in_part"] for other in attested):
            letter = "+"
        elif several or changing:
            letter = "*"
        elif not attested:
            letter = letter.lower()
        if state["certainty"] != "not attested" or not attested:
            assert state["subject"]["name"] in told[letter], (id_, letter)
            checked += 1
    assert checked > 30


@pytest.mark.parametrize("day", DAYS)
def test_every_place_held_that_has_coordinates_is_on_it(day):
    """The map has each hold of `on` in the region, row for row, and leaves out none."""

    def held(index):
        placed = index.execute("""SELECT id FROM records WHERE json_extract(body, '$.lat') BETWEEN 38 AND 42
            AND json_extract(body, '$.lon') BETWEEN 43 AND 51""")
        ids = {id_ for (id_,) in placed}
        hits = holding(index, day, everything=True)
        return [hit.cells for hit in hits if hit.cells[0] == "control" and hit.cells[1] in ids]

    assert [hit.cells for hit in on(day).hits] == open_facts().ask(held)


def test_a_day_of_change_is_told_of_both_sides():
    """On the day a place certainly went over, its letter is neither side's, and both are named."""
    told = legend(drawn(on("1992-02-26"), 400))
    (khojaly,) = [entry for entry in told["*"].split("; ") if "Khojaly (" in entry]
    assert "Azerbaijan from 28 November 1989 to 26 February 1992" in khojaly
    assert "Karabakh Armenian forces from 26 February 1992" in khojaly
    assert "Khojaly;" not in told["A"]


def held(id_: str, by: str, certainty: str = "certain", *, in_part: bool = False, **place) -> tuple[Hit, dict]:
    """Return a place that somebody held on a day, and its record."""
    state = {"subject": {"id": id_, "name": id_.title()}, "value": {"id": by, "name": by.title()}}
    state |= {"since": "..", "until": "1992-05", "in_part": in_part}
    record = {
        "record": "place",
        "id": id_,
        "name": id_.title(),
        "kind": "town",
        "lat": 40.0,
        "lon": 46.0,
        "control": [],
    }
    record |= place
    cells = ("control", id_, by, certainty, "..", "1992-05", "")
    return Hit(cells, json.dumps(state), certainty, "certainty"), record


def map_with(*states: tuple[Hit, dict], areas: tuple[dict, ...] = (), day: str = "1992-05-09") -> Answer:
    """Return the map of some states on a day, of holders North and South, with outlines."""
    holders = {id_: {"record": "actor", "name": id_.title()} for id_ in ("north", "south")}
    related = {place["id"]: place for _, place in states} | holders | {area["id"]: area for area in areas}
    reading = Reading(Window(day, day), day)
    return Answer("map", COLUMNS["map"], [hit for hit, _ in states], related=related, reading=reading)


def area(name: str, *ring: tuple[float, float], kind: str = "country") -> dict:
    """Return a place with an outline."""
    return {"record": "place", "id": name.lower(), "name": name, "kind": kind, "outline": {"rings": [[*ring, ring[0]]]}}


def drawing(asked: Answer, width: int = 80, *, ascii: bool = False) -> list[str]:
    """Return the rows of the map itself, from the last to the first, as blank ones at the top are left out."""
    return drawn(asked, width, ascii=ascii).partition("north is up")[0].splitlines()[-3::-1]


def test_a_change_names_a_side_that_is_not_attested_too():
    """Where one side of a change is not attested on the day, it is named, and that is said."""
    told = legend(drawn(map_with(held("town", "north", "not attested"), held("town", "south", "changing")), 400))
    assert list(told) == ["*"]
    assert "North until May 1992, not attested on this day" in told["*"]
    assert "South until" in told["*"]
    assert told["*"].count("not attested on this day") == 1


def test_a_change_names_both():
    """Within a month in which a place went over both sides are named."""
    told = legend(drawn(map_with(held("town", "north", "changing"), held("town", "south", "changing")), 400))
    assert list(told) == ["*"]
    assert "North until" in told["*"]
    assert "South until" in told["*"]
    assert "not attested" not in told["*"]


def test_a_place_that_several_held_in_part_is_not_changing_hands():
    """Where two held a part of a place each, both are named under a mark of its own, and no change is told of."""
    shared = map_with(*(held("town", by, in_part=True) for by in ("north", "south")))
    told = legend(drawn(shared, 400))
    assert list(told) == ["+"]
    assert told["+"].startswith(" held in part by several, 1: Town (North until")
    assert "South until" in told["+"]
    assert "1 held in part by several" in map_of(shared, Style("picture", width=80)).notes[0]
    one_whole = map_with(held("town", "north", in_part=True), held("town", "south"))
    assert list(legend(drawn(one_whole, 400))) == ["*"]
    changing = map_with(*(held("town", by, "changing", in_part=True) for by in ("north", "south")))
    assert list(legend(drawn(changing, 400))) == ["*"]


def test_two_holders_neither_attested_are_both_named():
    """Where what ended and what began are both not attested on a day, neither is left out."""
    told = legend(drawn(map_with(held("town", "north", "not attested"), held("town", "south", "not attested")), 400))
    assert list(told) == ["n"]
    assert "North until" in told["n"]
    assert "South until" in told["n"]


@pytest.mark.parametrize("day", [*DAYS, "1992-06-12", "1994-01-10"])
def test_narrowing_by_actor_changes_no_place(day):
    """A place that is left has every state it has on the whole map, so the same letter and both sides."""
    whole = [hit.cells for hit in on(day).hits]
    for actor in ACTORS:
        narrowed = [hit.cells for hit in on(day, actors=[actor]).hits]
        left = {cells[1] for cells in narrowed}
        assert narrowed == [cells for cells in whole if cells[1] in left]
    assert {cells[1] for cells in whole} == {hit.cells[1] for hit in on(day, actors=ACTORS).hits}


def test_the_map_moves_with_the_front():
    """Between February 1992 and August 1993 places went over, and their letters with them."""
    before, after = legend(drawn(on("1992-02-01"), 400)), legend(drawn(on("1993-08-01"), 400))
    for place in ("Shusha", "Lachin", "Kelbajar", "Agdam"):
        assert f" {place};" in before["A"]
        assert f" {place};" in after["K"]
    assert " Fizuli" in before["A"]
    assert " Fizuli" in after["A"]


def test_place_and_actor_narrow_it():
    """What lies within a place, and what an actor held, alone or beside others; different options mean both."""
    within = {hit.cells[1] for hit in on("1993-08-01", places=["Lachin"]).hits}
    assert within == {"lachin", "lachin-district"}
    held = on("1993-08-01", actors=["azerbaijan"])
    places = {hit.cells[1] for hit in held.hits}
    assert {hit.cells[1] for hit in held.hits if hit.cells[2] == "azerbaijan"} == places
    assert "shusha" in {hit.cells[1] for hit in on("1993-08-01").hits} - places
    assert {hit.cells[2] for hit in held.hits if hit.cells[1] == "hadrut-district"} == {
        "azerbaijan",
        "karabakh-armenian-forces",
    }
    nothing = on("1993-08-01", places=["Lachin"], actors=["azerbaijan"])
    assert nothing.hits == []
    assert "place Lachin: 2, actor azerbaijan: " in nothing.why_empty


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
    places = [
        held("village", "north", kind="village"),
        held("town", "north", lon=46.0001),
        held("far", "north", kind="city", lon=47.0),
    ]
    text = drawn(map_with(*places))
    above, _, below = text.partition("north is up")
    assert "N Town" in above
    assert "Village" not in above
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


def test_the_notes_count_what_is_not_certain():
    """Beside the map stands how many places changed hands, and how many holders are not attested."""
    changing = [held("town", by, "changing") for by in ("north", "south")]
    unknown = [held(id_, "north", "not attested", lat=lat) for id_, lat in (("hill", 39.5), ("farm", 40.5))]
    (count, _) = map_of(map_with(*changing, *unknown), Style("picture", width=80)).notes
    assert "1 changing hands" in count
    assert "2 not attested on this day" in count
    assert "changing" not in map_of(on(None), Style("picture", width=80)).notes[0]


def test_without_a_day_an_actor_is_told_to_need_one():
    """Nobody holds a place on the map of no day: the answer says that a day is missing, not that none was held."""
    nothing = on(None, actors=["azerbaijan"])
    assert nothing.hits == []
    assert nothing.why_empty.endswith("; name a day to choose by holder: karabakh map DATE")


def test_a_dumb_terminal_gets_ascii_alone():
    """Without boxes the map and its scale are drawn with ASCII characters."""
    assert drawn(on("1993-08-01"), 80, ascii=True).isascii()


def test_a_holder_named_with_a_digit_has_a_letter():
    """Letters are unique and can be written small, even of names that begin with digits."""
    holders = {f"{n}-regiment": {"record": "actor", "name": f"{n}th Regiment"} for n in (366, 367, 23)}
    hit = Hit(("control", "place", "366-regiment", "certain", "", "", ""), "{}", "certain", "certainty")
    letters = [letter for letter, _ in _letters(Answer("map", COLUMNS["map"], [hit], related=holders)).values()]
    assert len(set(letters)) == 3
    assert all(letter.isupper() for letter in letters)


def test_more_holders_than_letters_are_told_apart_in_words():
    """Where letters end, no place is said to be held by another's holder, and what is not attested says so."""
    related = {f"h{n}": {"record": "actor", "id": f"h{n}", "name": f"Holder {n}"} for n in range(40)}
    related |= {
        f"p{n}": {
            "record": "place",
            "id": f"p{n}",
            "name": f"Place {n}",
            "kind": "town",
            "lat": 39 + n / 20,
            "lon": 46.0,
            "control": [],
        }
        for n in range(40)
    }
    hits = []
    for n in range(40):
        certainty = "not attested" if n == 39 else "certain"
        state = {"subject": {"id": f"p{n}", "name": f"Place {n}"}, "value": {"id": f"h{n}", "name": f"Holder {n}"}}
        state |= {"record": "state", "about": "control", "since": "1992", "until": "1993", "sources": []}
        cells = ("control", f"p{n}", f"h{n}", certainty, "1992", "1993", "")
        hits.append(Hit(cells, json.dumps(state), certainty, "certainty"))
    text = " ".join(drawn(Answer("map", COLUMNS["map"], hits, related=related), 200).split())
    for n in range(39):
        assert f"Holder {n}, 1: Place {n} " in text
    assert "Holder 39, not attested on this day, 1: Place 39 (from 1992 to 1993)" in text


SQUARE = ((45.8, 39.85), (46.2, 39.85), (46.2, 40.05), (45.8, 40.05))
BRAILLE = range(0x2801, 0x2900)


def test_outlines_are_drawn_under_the_letters():
    """Borders stand in Braille, or in full stops where that cannot be shown, with the name of the land within them."""
    places = [held("town", "north", lat=40.0), held("hill", "north", lat=39.9)]
    rows = drawing(map_with(*places, areas=(area("Land", *SQUARE),)))
    assert any(ord(letter) in BRAILLE for row in rows for letter in row)
    assert any("LAND" in row for row in rows)
    plain_rows = drawing(map_with(*places, areas=(area("Land", *SQUARE),)), ascii=True)
    assert "".join(plain_rows).isascii()
    assert any("...." in row for row in plain_rows)
    assert [row.index("N Town") for row in rows if "N Town" in row] == [
        row.index("N Town") for row in plain_rows if "N Town" in row
    ]


def test_a_water_is_told_from_land_without_colour():
    """The outline of what is no land is drawn with another character where there are no dots, and named as it is."""
    lake = area("Lake", (45.9, 39.95), (46.3, 39.95), (46.3, 40.05), (45.9, 40.05), kind="other")
    places = [held("town", "north", lat=40.1), held("hill", "north", lat=39.9)]
    rows = drawing(map_with(*places, areas=(lake,)), ascii=True)
    assert any("~~~" in row for row in rows)
    assert any(" Lake " in row for row in rows)


def test_where_outlines_were_cut_is_no_border():
    """Of several outlines, what lies along a side of the box around them is not drawn; of one alone it is."""
    left, right = ((45.9, 39.9), (46.0, 39.9), (46.0, 40.1), (45.9, 40.1)), ((46.0, 39.9), (46.1, 39.9), (46.1, 40.1))
    rows = drawing(map_with(held("town", "north"), areas=(area("Left", *left), area("Right", *right))), ascii=True)
    assert not any("...." in row for row in rows)
    assert sum("." in row for row in rows) > 5
    alone = drawing(map_with(held("town", "north"), areas=(area("Left", *left),)), ascii=True)
    assert any("...." in row for row in alone)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("day", [*DAYS, None])
def test_no_name_covers_a_letter_or_a_name(day, width):
    """Every letter of the map is there with its names and its outlines, in the cell where it is without them."""
    asked = open_facts().ask(lambda index: with_related(index, on_map(index, day), "outlines"))
    places = [place for place in asked.related.values() if place["record"] == "place"]
    for place in places:
        place["name"] = "x" * 300  # for which there is no room
    letters = {
        (row, column): letter
        for row, line in enumerate(drawing(asked, width))
        for column, letter in enumerate(line)
        if letter.isalpha() or letter in "*+"
    }
    for number, place in enumerate(places):
        place["name"] = f"{{{number:03}}}"
    rows = drawing(asked, width)
    assert len(letters) > 10
    assert all(rows[row][column] == letter for (row, column), letter in letters.items())
    text = "\n".join(rows)
    assert text.count("{") == text.count("}") == len(re.findall(r"\{\d{3}\}", text)) > 10


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("day", DAYS)
def test_the_most_important_place_has_its_name_at_every_width(day, width):
    """A city is named on the map of every day, however near other places lie to it."""
    facts = open_facts()
    asked = facts.ask(lambda index: with_related(index, on_map(index, day), "outlines"))
    assert any("Stepanakert" in row for row in drawing(asked, width))


def test_what_changed_hands_within_a_month_has_its_name_and_day():
    """A place that went over on a day near the one asked is named with that day; others are not."""
    changes = {"near": "1992-05-20", "far": "1992-07-01", "vague": "[1992-05..1992-09]"}
    places = [
        held(id_, "south", lat=40 + number / 10, control=[{"by": "south", "start": start, "end": ".."}])
        for number, (id_, start) in enumerate(changes.items())
    ]
    rows = "\n".join(drawing(map_with(*places)))
    assert "S Near, 20 May" in rows
    assert "S Far\n" in rows
    assert "S Vague\n" in f"{rows}\n"
    text = drawn(map_with(*places))
    assert "A day beside a name" in text
    assert "A day beside a name" not in drawn(map_with(held("town", "north")))


def test_what_is_changing_is_told_at_the_place():
    """Beside the mark of a change stand its name and the letters of who held it before and after."""
    changing = map_with(*(held("town", by, "changing") for by in ("north", "south")))
    assert any("* Town N\u2192S" in row for row in drawing(changing))
    assert any("* Town N>S" in row for row in drawing(changing, ascii=True))


def test_a_few_places_far_from_the_others_do_not_make_the_map_small():
    """Of many places a few far ones are told of below the map, and where they lie; of few places none is left out."""
    near = [held(f"town-{number}", "north", lat=40 + number / 100) for number in range(19)]
    far = held("outpost", "south", lon=44.0)
    text = drawn(map_with(*near, far))
    assert "Beyond this window: S Outpost, 170 km west" in text
    assert "S Outpost" not in text.partition("north is up")[0]
    assert "Beyond" not in drawn(map_with(*near[:3], far))
    lately = held("outpost", "south", lon=44.0, control=[{"by": "south", "start": "1992-05-09", "end": ".."}])
    assert "S Outpost, 9 May" in drawn(map_with(*near, lately)).partition("north is up")[0]


def test_one_place_alone_has_surroundings():
    """The window is some fifty kilometres wide at the least, so that an outline near a place can be seen."""
    border = area("Land", (45.9, 39.9), (46.2, 39.9), (46.2, 40.3), (45.9, 40.3))
    rows = drawing(map_with(held("town", "north"), areas=(border,)))
    assert any(ord(letter) in BRAILLE for row in rows for letter in row)


def test_outlines_are_read_for_a_picture_alone(karabakh):
    """What `map` asks has no outlines; the picture asks for them beside, and its other forms are as they were."""
    facts = open_facts()
    asked = on("1993-08-01")
    assert not any(record.get("outline") for record in asked.related.values())
    with_outlines = facts.ask(lambda index: with_related(index, on_map(index, "1993-08-01"), "outlines"))
    assert with_outlines == asked
    assert {"armenia-territory", "lake-sevan"} <= {
        id_ for id_, it in with_outlines.related.items() if it.get("outline")
    }
    assert "ARMENIA" in karabakh("map", "1993-08-01", "-f", "picture").stdout


@pytest.mark.parametrize("ascii_", [False, True])
def test_no_colour_of_the_map_is_lost_on_a_light_ground(ascii_):
    """The map has no yellow, and what a colour says is said by a letter too."""
    asked = open_facts().ask(lambda index: with_related(index, on_map(index, "1993-08-01"), "outlines"))
    coloured = "\n".join(map_of(asked, Style("picture", width=80, color=True, ascii=ascii_)).lines)
    assert not re.search(r"\x1b\[[\d;]*33m", coloured)


PLACES = st.lists(st.tuples(st.floats(38, 42), st.floats(43, 51), st.integers(1, 30)), min_size=1, max_size=40)


@given(PLACES, st.integers(60, 200), st.booleans())
def test_however_places_lie_no_letter_is_covered_and_each_name_is_whole(places, width, plain):
    """Letters stay where they are written, and a name that is written stands whole, on any map."""
    records = [{"id": str(number), "lat": lat, "lon": lon} for number, (lat, lon, _) in enumerate(places)]
    ground = Ground(records, width, ascii=plain)
    ground.outline([[(45.0, 38.0), (45.0, 42.0), (47.0, 40.0), (45.0, 38.0)]])
    cells = {cell for record in records if (cell := ground.cell(record)) and ground.letter(*cell, "@", "")}
    names = [f"<{'=' * length}>" for _, _, length in places]
    written = [
        name for cell, name in zip(sorted(cells), names, strict=False) if ground.name(*cell, name, anywhere=True)
    ]
    ground.name_within([[(45.0, 38.0), (45.0, 42.0), (47.0, 40.0), (45.0, 38.0)]], "<=>", "")
    rows = [text.plain.ljust(width) for text in ground.texts()]
    assert len(cells) == len({ground.cell(record) for record in records})
    assert all(rows[row][column] == "@" for row, column in cells)
    text = "\n".join(rows)
    assert sorted(re.findall("<=+>", text)) in (sorted(written), sorted([*written, "<=>"]))
    assert all(len(row) == width for row in rows)
