"""A day of the page: what held on it, by the same rules as `on` and `map`."""

from collections import Counter

import pytest
from conftest import BUILT_IN_FACTS
from hypothesis import given
from hypothesis import strategies as st

from karabakh_cli import open_facts
from karabakh_cli.model.dates import Window, moved, parse_state
from karabakh_cli.page.day import agreements, holders, holds, marks, offices, runs, section
from karabakh_cli.page.records import facts_of
from karabakh_cli.render.holders import held

YEARS = Window("1992-01-01", "1992-03-31")
DAYS = [moved(YEARS.first, number) for number in range(91)]
ENDS = st.sampled_from(
    ["..", "1991", "1992-01", "1992-02", "1992", "1992-01-15", "1992-02-10~", "[1992-01-20..1992-02-05]", "1992-02-29?",
     "[1992-01-03,1992-03-03]", "1993", "[1992-02..]", "[..1992-02]"]
)  # fmt: skip
BUILT_IN = open_facts(BUILT_IN_FACTS)


@given(ENDS, ENDS)
def test_runs_say_of_every_day_what_the_program_does(start, end):
    """Each day of the years lies in one run at most, which is as sure as the state is on that day."""
    lasting = parse_state(start, end)
    found = runs(lasting, YEARS)
    for day in DAYS:
        of_day = [run.certainty for run in found if run.first <= day <= run.last]
        said = lasting.on(day)
        assert of_day == ([] if said == "no" else [said]), day
    assert all(YEARS.first <= run.first <= run.last <= YEARS.last for run in found)


@pytest.mark.parametrize("day", ["1988-03-01", "1992-02-26", "1992-05-09", "1993-04-03", "1993-07-24", "1994-05-12"])
def test_a_mark_agrees_with_the_map_of_a_terminal(day):
    """At every place stands on a day what the map of that day has there: a holder, several, or one not attested."""
    years = BUILT_IN.subject().years
    kept = holds([*BUILT_IN.places()], years)
    known = holders(kept)
    answer = BUILT_IN.map(day)
    states: dict[str, list[dict]] = {}
    for hit in answer.hits:
        state = hit.record()
        states.setdefault(state["subject"]["id"], []).append(state)
    for id_, of_place in states.items():
        turns = list(marks([each for each in kept if each.of["id"] == id_], known))
        mark = next(turn for turn in reversed(turns) if turn.since <= day)
        on_map = held(of_place)
        letter = on_map.several or known[on_map.states[0]["value"]["id"]][0]
        assert mark.letter == (letter if on_map.attested else letter.lower()), (id_, mark)
        assert all(state["value"]["name"] in mark.words for state in on_map.states)


def test_the_holder_with_the_most_holds_comes_first():
    """Every holder has a letter of its own, and the first is who held most places."""
    kept = holds([*BUILT_IN.places()], BUILT_IN.subject().years)
    known = holders(kept)
    (most, _), *_ = Counter(each.holder for each in kept).most_common()
    assert next(iter(known)) == most
    assert len({letter for letter, _ in known.values()}) == len(known)


@pytest.mark.parametrize("day", ["1990-01-20", "1992-06-16", "1993-10-11"])
def test_offices_and_agreements_are_those_of_on(day):
    """Who was in office and what was in force on a day, and how sure that is, is what `on` says with all of it."""
    years = BUILT_IN.subject().years
    here = Counter(
        (each.holder or each.of["id"], run.certainty)
        for each in [*offices([*BUILT_IN.actors()], years), *agreements([*BUILT_IN.events()], years)]
        for run in each.runs
        if run.first <= day <= run.last
    )
    on = BUILT_IN.on(day, all=True)
    there = Counter(
        (state["value"]["id"] if state["about"] == "office" else state["subject"]["id"], state["certainty"])
        for state in on
        if state["about"] in ("office", "agreement")
    )
    assert here == there


def test_the_map_shows_each_place_with_a_holder_once(facts):
    """The section has a mark for every place of the region with a hold, and a row for every hold in the years."""
    drawn = section(facts.subject(), facts_of(facts))
    for id_, turns in drawn.data.items():
        assert drawn.markup.count(f'id="at.{id_}"') <= 1
        assert [turn.since for turn in turns] == sorted({turn.since for turn in turns})
