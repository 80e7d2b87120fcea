"""Lists of records for people: what is certain first, a line a record where it fits, ids whole."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_terminal import cells

from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.dates import Window
from karabakh_cli.model.reading import Reading
from karabakh_cli.render import render
from karabakh_cli.render.style import Style

EVENT = {
    "record": "event", "title": "Title", "kind": "battle", "sources": [], "disputed": False, "places": [],
    "participants": [], "date": "1993-05-08",
}  # fmt: skip


def event(id_, earliest, latest, match="certain", **fields):
    """Make a hit of an event that names only what matters."""
    whole = EVENT | {"id": id_, "earliest": earliest, "latest": latest} | fields
    return Hit((), json.dumps(whole), match)


def asked(hits, first="1993-01-01", last="1993-12-31"):
    """Make an answer about the days of a window."""
    return Answer("event", (), hits, reading=Reading(Window(first, last), "as asked"))


def ids(answer):
    """Return the ids of an answer in its order."""
    return [record["id"] for record in answer]


def shown(answer, width=100, *, ascii=False):
    """Return the lines of a list."""
    return list(render(answer, Style("table", width=width, ascii=ascii)).lines)


def test_what_is_certain_comes_first_then_the_nearest():
    """Certain events within the time stand in its order; then what is only possible or longer, by the days outside."""
    hits = [
        event("whole-war", "1988-02-20", "1994-05-12"),
        event("winter", "1992-12-31", "1993-01-02"),
        event("may", "1993-05-01", "1993-05-02"),
        event("about-june", "1993-06-01", "1993-06-30", "possible"),
        event("to-1994", "1993-12-01", "1994-01-05"),
        event("july", "1993-07-01", "1993-07-01"),
        event("open", None, None, "possible"),
    ]
    answer = asked(hits).certain_first()
    assert ids(answer) == ["may", "july", "about-june", "winter", "to-1994", "whole-war", "open"]
    assert (answer.certain, answer.total) == (2, 7)


def test_without_a_time_nothing_is_parted():
    """An answer to a question without days stays as it is, and has no headings within."""
    answer = Answer("event", (), [event("b", "1990-01-01", "1990-01-01"), event("a", "1989-01-01", "1989-01-01")])
    assert answer.certain_first() is answer
    assert [line for line in shown(answer) if ":" in line] == []


days = st.dates(date(1988, 1, 1), date(1995, 1, 1))


@given(st.lists(st.tuples(days, days, st.sampled_from(["certain", "possible"]))), days, days)
def test_nothing_is_lost_by_parting(times, one, other):
    """Whatever was found is there once, the certain in their order, and every first one lies within the days asked."""
    hits = [event(str(n), *map(str, sorted(pair)), match) for n, (*pair, match) in enumerate(times)]
    window = sorted(map(str, (one, other)))
    answer = asked(hits, *window).certain_first()
    first, rest = [*answer[: answer.certain]], [*answer[answer.certain :]]
    assert sorted(ids(answer)) == sorted(str(n) for n in range(len(times)))
    assert [int(record["id"]) for record in first] == sorted(int(record["id"]) for record in first)
    assert all(window[0] <= record["earliest"] <= record["latest"] <= window[1] for record in first)
    assert all(
        record["match"] == "possible" or record["earliest"] < window[0] or record["latest"] > window[1]
        for record in rest
    )


def test_both_parts_are_counted_before_the_list_begins():
    """The first heading says how many are certain and how many follow; the second says that the nearest come first."""
    answer = asked([event("a", "1993-05-01", "1993-05-01"), event("b", "1992-01-01", "1993-01-01")]).certain_first()
    text = [line for line in shown(answer) if line.startswith("1993: ")]
    assert text == [
        "1993: 1 certain, in the order of time; below them 1 only possible, or longer",
        "1993: 1 only possible, or longer than that: the nearest first",
    ]


def test_where_all_is_certain_there_is_no_heading():
    """One part alone needs none; where nothing is certain, one says so."""
    certain = asked([event("a", "1993-05-01", "1993-05-01")]).certain_first()
    assert [line for line in shown(certain) if line.startswith("1993")] == []
    possible = asked([event("a", "1993-05-01", "1993-05-01", "possible")]).certain_first()
    assert len([line for line in shown(possible) if line.startswith("1993")]) == 1


def test_a_limit_says_of_how_many():
    """What is left out by a limit is counted in the heading and in the note."""
    answer = asked([event(str(n), "1993-05-01", "1993-05-01") for n in range(102)]).certain_first()[:3]
    rendered = render(answer, Style("table", width=100))
    assert len([line for line in rendered.lines if line.startswith("8 May")]) == 3
    assert rendered.notes[0] == "3 of 102 events"


def test_a_record_takes_a_line_from_100_columns_where_it_fits():
    """Date, title, where, marks and id share a line from 100 columns on; below, the title has a line of its own."""
    answer = Answer("event", (), [event("north-1993", None, None, places=[{"name": "North"}], disputed=True)])
    line = "8 May 1993  Title · North · ≠ disputed"
    assert shown(answer)[2:] == [f"{line}{'north-1993':>{100 - len(line)}}"]
    assert [words.split() for words in shown(answer, 99)[2:]] == [
        ["8", "May", "1993", "Title"],
        ["North", "·", "≠", "disputed", "north-1993"],
    ]


@pytest.mark.parametrize("width", [60, 61, 79, 80, 99, 100, 120, 200])
@pytest.mark.parametrize("command", ["events", "actors", "places", "figures", "sources", "search town"])
def test_ids_are_whole_at_the_right_and_nothing_is_wider(terminal, width, command):
    """Each id ends a line, in one piece; no line is wider than the window."""
    from karabakh_cli import open_facts

    lines = terminal(width, *command.split(), "--color", "never").splitlines()
    name, _, words = command.partition(" ")
    found = ids(getattr(open_facts(), name)(words))
    last_words = iter([line.split()[-1] for line in lines if cells(line) == width and line.split()])
    assert [id_ for id_ in found if id_ not in last_words] == []
    assert max(map(cells, lines)) <= width


def test_who_acted_and_whom_it_befell_are_told_apart():
    """In a wide window those who acted and those whom it befell stand apart; other parts in it are left to `show`."""
    people = [
        {"name": "North army", "role": "attacker"},
        {"name": "South army", "role": "defender"},
        {"name": "Villagers", "role": "victim"},
        {"name": "An envoy", "role": "mediator"},
    ]
    answer = Answer("event", (), [event("battle", None, None, participants=people)])
    assert "by North army · against South army, Villagers" in " ".join(shown(answer, 120))
    assert "envoy" not in " ".join(shown(answer, 200))
    assert "North army" not in " ".join(shown(answer, 100))


def test_what_is_spare_gives_way_to_a_line():
    """Sources are counted where there is room beside the id, and left out where that would take a further line."""
    sources = [{"source": "a"}, {"source": "b"}]
    short, long = (event("x" * cells, None, None, title="T" * 60, sources=sources) for cells in (5, 40))
    one, other = (shown(Answer("event", (), [hit]), 100)[2:] for hit in (short, long))
    assert [len(one), "2 sources" in one[0]] == [1, True]
    assert [len(other), "2 sources" in other[1]] == [2, True]


def test_the_offices_of_an_actor_give_way_to_a_line():
    """What somebody was stands in the list where there is room for it, and goes before the name of a side does."""
    actor = {"record": "actor", "id": "x" * 40, "name": "Somebody", "kind": "person", "side": "north", "sources": []}
    actor |= {
        "offices": [{"office": "Minister of the harbours and all that lies in them", "of": {"name": "North"}}] * 2
    }
    answer = Answer("actor", (), [Hit((), json.dumps(actor))])
    wide, narrow = (shown(answer, width)[2:] for width in (200, 100))
    assert [len(wide), "Minister" in wide[0], "Minister" in narrow[0], "north" in narrow[0]] == [1, True, False, True]


def test_plain_characters_draw_the_same_list():
    """Where every font must have the characters, nothing is drawn with others."""
    answer = Answer("event", (), [event("north", None, None, places=[{"name": "North"}], disputed=True)])
    assert not re.search(r"[^\x20-\x7e]", "".join(shown(answer, ascii=True)))


@pytest.mark.parametrize(
    ("width", "heading"),
    [(60, "who counts          how many, of,"), (80, "who counts          how many            of,")],
)
def test_columns_beside_the_line_leave_it_half_of_the_window(terminal, width, heading):
    """In a narrow window the second of two columns leads the line, which would else be a strip."""
    assert terminal(width, "compare", "khojaly-deaths", "--color", "never").startswith(heading)
