"""The timeline of the page: bars that say how sure a time is, and what each month had."""

import pytest
from conftest import BUILT_IN_FACTS

from karabakh_cli import open_facts
from karabakh_cli.model.dates import Window, days_in_month, parse
from karabakh_cli.page.records import facts_of
from karabakh_cli.page.timeline import months, rows, section

YEARS = Window("1992-01-01", "1993-12-31")


def of(date: str, kind: str = "battle") -> dict:
    """Return an event of a date."""
    known = {"date": date, "kind": kind, "title": "An event", "id": "an-event", "disputed": False}
    return {**known, "record": "event"}


@pytest.mark.parametrize(
    ("date", "bars"),
    [
        ("1992-01-03", [(2, 3, "day")]),
        ("1992-02", [(31, 60, "possible")]),
        ("1992-02~", [(31, 60, "possible")]),
        ("1992-01/1992-03", [(0, 91, "possible"), (30, 61, "certain")]),
        ("1992-01~/1992-03", [(0, 91, "possible")]),
        ("[1992-01-01,1992-01-05]", [(0, 1, "possible"), (4, 5, "possible")]),
        ("1991-12-01/1992-01-02", [(0, 2, "possible"), (0, 2, "certain")]),
        ("1993-12-31/..", [(730, 731, "possible"), (730, 731, "certain")]),
    ],
)
def test_a_bar_says_how_sure_a_time_is(date, bars):
    """A known day is a point; what is certain is drawn over what is possible, both cut at the years covered."""
    (row,) = rows([of(date)], YEARS)
    assert [tuple(bar) for bar in row.bars] == bars


def test_what_was_never_in_the_years_has_no_row():
    """An event before or after the years covered is left out, and one that may have been in them is not."""
    shown = rows([of("1991"), of("1994-05"), of("[1991..1992]")], YEARS)
    assert [row.event["date"] for row in shown] == ["[1991..1992]"]


def test_an_event_is_of_a_family_of_kinds():
    """Fighting, harm to people, and all else have a look each."""
    shown = rows([of("1992", kind) for kind in ("capture", "pogrom", "election")], YEARS)
    assert [row.family for row in shown] == ["fighting", "harm", "other"]


def test_each_month_counts_what_the_program_finds_in_it():
    """The certain and the possible events of every month are those that the listing of that month marks so."""
    facts = open_facts(BUILT_IN_FACTS)
    years = facts.subject().years
    counted = months(rows([*facts.events()], years), years)
    assert [month.month for month in counted[:2]] == [years.first[:7], f"{years.first[:5]}02"]
    for month in counted[::7]:
        matches = [event["match"] for event in facts.events(month.month)]
        assert (month.certain, month.possible) == (matches.count("certain"), matches.count("possible")), month


def test_the_markup_has_the_bounds_that_its_script_reads(facts):
    """Each row has the four bounds of every time it may have been at, and a mark where the date is in doubt."""
    markup = section(facts.subject(), facts_of(facts)).markup
    for event in facts.events():
        span = parse(event["date"])
        times = ";".join(
            f"{time.earliest_start} {time.latest_start} {time.earliest_end} {time.latest_end}"
            for time in span.alternatives
        )
        if span.match(facts.subject().years) != "no":
            assert f'data-times="{times}"{" data-doubt" if span.qualified else ""}>' in markup, event["id"]
            assert f'href="#{event["id"]}"' in markup


def test_a_month_has_all_its_days():
    """An event of the last day of a month is counted in that month alone."""
    last = days_in_month(1992, 2)
    counted = {month.month: month for month in months(rows([of(f"1992-02-{last}")], YEARS), YEARS)}
    assert [name for name, month in counted.items() if month.certain] == ["1992-02"]
