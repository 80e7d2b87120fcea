"""What changed in a time: `changes` tells it, and agrees with `on` of the first and the last day."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from karabakh_cli.ask.changes import changes
from karabakh_cli.ask.day import on_day
from karabakh_cli.ask.reference import Reference
from karabakh_cli.errors import DateError, QuestionError
from karabakh_cli.index.columns import LASTING
from karabakh_cli.index.tables import SCHEMA
from karabakh_cli.model.dates import ordinal, parse_state

MONTHS = [(year, month) for year in range(1988, 1995) for month in range(1, 13)]
Hold = tuple[str, str, str]
"""Who held it, since when, until when; `north in part` of a part."""


class Holds:
    """An index of the holds on one place: what is asked of it, as of facts."""

    def __init__(self, *holds: Hold, about: str = "control") -> None:
        self.index = sqlite3.connect(":memory:")
        self.index.executescript(SCHEMA)
        self.index.execute("INSERT INTO meta (first, last) VALUES ('1988-01-01', '1994-12-31')")
        marks = ", ".join("?" * (8 + len(LASTING)))
        for number, (said, since, until) in enumerate(holds):
            by, _, in_part = said.partition(" in ")
            body = {"about": about, "subject": {"id": "town", "name": "Town"}, "value": {"id": by, "name": by.title()}}
            body |= {"in_part": bool(in_part), "sources": [{"source": f"source-{number}", "locator": "p. 1"}]}
            lasting = parse_state(since, until)
            row = (number, about, "town", by, since, until, *lasting, f"source-{number}", json.dumps(body))
            self.index.execute(f"INSERT INTO states (rowid, about, subject, value, since, until, {', '.join(LASTING)}, "
                               f"sources, body) VALUES ({marks})", row)  # fmt: skip
            times = (number, ordinal(lasting.earliest_start), ordinal(lasting.latest_end))
            self.index.execute("INSERT INTO state_times VALUES (?, ?, ?)", times)

    def changes(self, when: str = "") -> list[dict]:
        """Return the changes of a time."""
        return list(changes(self.index, when))

    def on(self, day: str, *, all: bool) -> list[dict]:
        """Return the states of a day."""
        return list(on_day(self.index, day, everything=all))


def told(holds: Holds, when: str = "") -> list[tuple]:
    """Return when something changed, from whom, to whom, and how certain that is."""
    return [
        (each["when"], *("; ".join(by["id"] for by in each[side]) for side in ("before", "after")), each["certainty"])
        for each in holds.changes(when)
    ]


def in_words(sides: Iterable[dict]) -> set[tuple[str, bool, bool]]:
    """Return who holds something on one side of a change or on a day, so that the two can be compared."""
    return {(by["id"], by.get("in_part", False), by.get("acting", False)) for by in sides}


def held(facts: Holds | Reference, day: str) -> dict[tuple[str, str], dict[tuple[str, bool, bool], set[str]]]:
    """Return who held each thing on a day, each with how certain that is; what is beyond its sources, too."""
    found: dict = {}
    for state in facts.on(day, all=True):
        if state["about"] in ("control", "office", "agreement"):
            value = {"id": "in-force"} if state["about"] == "agreement" else state | state["value"]
            (by,) = in_words([value])
            found.setdefault((state["about"], state["subject"]["id"]), {}).setdefault(by, set()).add(state["certainty"])
    return found


def disagreements(facts: Holds | Reference, first: str, last: str) -> list[object]:
    """Return where the changes from one day to another are not what the two days and those between say."""
    before, after, found = held(facts, first), held(facts, last), facts.changes(f"{first}..{last}")
    of: dict = {}
    for change in found:
        of.setdefault((change["about"], change["subject"]["id"]), []).append(change)
    wrong: list[object] = [change for change in found if change["earliest"] > last or change["latest"] < first]
    for about in {*before, *after, *of}:
        left = [in_words(change["before"]) - in_words(change["after"]) for change in of.get(about, [])]
        came = [in_words(change["after"]) - in_words(change["before"]) for change in of.get(about, [])]
        there, here = before.get(about, {}), after.get(about, {})
        gone = [by for by in there if "certain" in there[by] and by not in here]
        new = [by for by in here if "certain" in here[by] and by not in there]
        wrong += [("left unsaid", about, by) for by in gone if not any(by in side for side in left)]
        wrong += [("came unsaid", about, by) for by in new if not any(by in side for side in came)]
        wrong += _not_so(facts, about, of.get(about, []))
        wrong += [] if _replayed(there, here, of.get(about, []), (first, last)) else [("replayed otherwise", about)]
    return wrong


def _not_so(facts: Holds | Reference, about: tuple[str, str], of: list[dict]) -> list[object]:
    """Return what changes say of a side that held nothing on the day on which it is last, or first, said to."""
    wrong: list[object] = []
    for change in of:
        for side, day in (("before", change["earliest"]), ("after", change["latest"])):
            covered = "1988-01-01" <= day <= "1994-12-31"
            there = held(facts, day).get(about, {}) if covered else in_words(change[side])
            wrong += [(side, change) for by in in_words(change[side]) if by not in there]
    return wrong


def _replayed(there: dict, here: dict, of: list[dict], days: tuple[str, str]) -> bool:
    """Tell whether what was on one day is, with the changes, what was on the other; where no day of either is two."""
    certain = all(certainties == {"certain"} for certainties in (*there.values(), *here.values()))
    apart = all(one["latest"] < other["earliest"] for one, other in pairwise(of))
    within = all(days[0] < change["earliest"] and change["latest"] < days[1] for change in of)
    if not (certain and apart and within and all(change["certainty"] == "certain" for change in of)):
        return True
    holders = {*there}
    for change in of:
        holders = holders - in_words(change["before"]) | in_words(change["after"])
    return holders == {*here}


@pytest.mark.parametrize("month", MONTHS, ids=lambda month: f"{month[0]}-{month[1]:02}")
def test_changes_agree_with_the_days_for_every_month_of_the_war(facts, month):
    """Who held something on the first day of a month and not on the last, or the other way, did so by `changes`."""
    first = date(*month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    assert facts.at_once(lambda facts: disagreements(facts, first.isoformat(), last.isoformat())) == []


DATES = (
    "..", "1993-02-10", "1993-02-11", "1993-02", "1993-03", "1993", "1993-02-10~", "1993-03?", "1993-03-20",
    "[1993-02-10..1993-03-05]", "[1993-02-20..1993-03-31]", "[1993-02-10,1993-03-20]", "[1993-02..]", "[..1993-03]",
)  # fmt: skip


@given(
    holds=st.lists(
        st.tuples(st.sampled_from(["north", "south", "north in part", "south in part"]), *[st.sampled_from(DATES)] * 2),
        min_size=1,
        max_size=5,
    ),
    days=st.lists(st.dates(date(1993, 2, 1), date(1993, 4, 5)), min_size=2, max_size=2, unique=True).map(sorted),
)
@settings(max_examples=400, deadline=None)
def test_changes_agree_with_the_days_whatever_was_held(holds, days):
    """So it is for holds with days, months, sets and doubts at their ends, open ends, and several holders at once."""
    times = [parse_state(since, until) for _, since, until in holds]
    assume(all(time.earliest_start <= time.latest_end for time in times))
    first, last = (day.isoformat() for day in days)
    assert disagreements(Holds(*holds), first, last) == []


@pytest.mark.parametrize(
    ("holds", "changed"),
    [
        # An end and a start of one date.
        ([("north", "..", "1993-02-10"), ("south", "1993-02-10", "..")], [("1993-02-10", "north", "south", "certain")]),
        ([("north", "..", "1993-02~"), ("south", "1993-02~", "..")], [("1993-02~", "north", "south", "certain")]),
        # Of days that meet, or lie beside one another.
        (
            [("north", "..", "1993-02-10"), ("south", "[1993-02-10..1993-03-05]", "..")],
            [("[1993-02-10..1993-03-05]", "north", "south", "certain")],
        ),
        (
            [("north", "..", "1993-02-10"), ("south", "1993-02-11", "..")],
            [("[1993-02-10..1993-02-11]", "north", "south", "certain")],
        ),
        # With days of nobody between, or nobody at all on a side.
        (
            [("north", "..", "1993-02-10"), ("south", "1993-02-20", "..")],
            [("1993-02-10", "north", "", "certain"), ("1993-02-20", "", "south", "certain")],
        ),
        # Known to one side alone: no source tells a change.
        ([("north", "..", "[1993-02..]"), ("south", "[..1993-03]", "..")], []),
        ([("north", "..", "[1993-02..]"), ("south", "1993-03", "..")], [("1993-03", "", "south", "certain")]),
        # Known to one side, and by the state's other end to the other.
        (
            [("north", "1993-02-10", "[..1993-03]")],
            [("1993-02-10", "", "north", "certain"), ("[..1993-03]", "north", "", "certain")],
        ),
        # Of parts: who lasted stands on both sides.
        (
            [("north", "..", "1993-02"), ("north in part", "1993-02", ".."), ("south in part", "1993-02", "..")],
            [("1993-02", "north", "north; south", "certain")],
        ),
        (
            [("north in part", "..", ".."), ("south in part", "1993-02-10", "1993-03")],
            [("1993-02-10", "north", "south; north", "certain"), ("1993-03", "south; north", "north", "certain")],
        ),
        ([("north in part", "..", "1993-02"), ("north in part", "1993-02", "..")], []),
        # Who came and went on one day.
        (
            [("north", "..", "1993-02-10"), ("south", "1993-02-10", "1993-02-10"), ("north", "1993-02-10", "..")],
            [("1993-02-10", "north", "south", "certain"), ("1993-02-10", "south", "north", "certain")],
        ),
    ],
)
def test_a_change_has_both_sides_and_its_time(holds, changed):
    """An end and a start are one change where they are of one time; else each is a change with one side alone."""
    assert told(Holds(*holds)) == changed


@pytest.mark.parametrize(
    ("when", "certainty"),
    [("1993", "certain"), ("1993-02", "possible"), ("1993-03-05", "possible"), ("1993-02-20..1993-03-05", "certain"),
     ("1993-01", None), ("1993-03-06..", None)],
)  # fmt: skip
def test_a_change_is_certain_within_a_time_or_only_possibly(when, certainty):
    """A change of which every possible day lies within the time is certain, of which some do possible."""
    day = "[1993-02-20..1993-03-05]"
    found = told(Holds(("north", "..", day), ("south", day, "..")), when)
    assert found == ([(day, "north", "south", certainty)] if certainty else [])


def test_an_agreement_comes_into_force_and_ends():
    """An agreement is in force after the one of its changes and before the other, however it was observed."""
    agreement = Holds(("broken", "1993-02-10", "1993-03"), about="agreement")
    assert told(agreement) == [("1993-02-10", "", "in-force", "certain"), ("1993-03", "in-force", "", "certain")]


def test_a_change_says_all_of_it():
    """A record has what changed, when at the earliest and the latest, both sides, and the sources of both."""
    (change,) = Holds(("north", "..", "1993-02"), ("south in part", "1993-02", "..")).changes()
    assert change == {
        "record": "change", "about": "control", "subject": {"id": "town", "name": "Town"}, "when": "1993-02",
        "earliest": "1993-02-01", "latest": "1993-02-28",
        "before": [{"id": "north", "name": "North"}], "after": [{"id": "south", "name": "South", "in_part": True}],
        "sources": [{"source": "source-1", "locator": "p. 1"}, {"source": "source-0", "locator": "p. 1"}],
        "certainty": "certain",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("when", "error", "what", "remedy"),
    [
        ("1993-03..1993-02", DateError, "the range runs backwards: 1993-03..1993-02", "write 1993-02..1993-03"),
        ("1993-02-10 1993-03-10", QuestionError, "two dates in one question: 1993-02-10 and 1993-03-10",
         "ask for 1993-02-10..1993-03-10"),
        ("1993 xyzzy town", QuestionError, "not a time: xyzzy town",
         "write a time, such as 1993, july 1993 or 1993-07-01..1993-09-01"),
        ("1993-02-30", DateError, "there is no such day: 1993-02-30", "1993-02 has 28 days"),
    ],
)  # fmt: skip
def test_what_is_not_a_time_is_refused_with_what_works(when, error, what, remedy):
    """A question of two days, of days in the wrong order or of other words has one line, and a remedy."""
    with pytest.raises(error) as raised:
        Holds().changes(when)
    assert (str(raised.value), raised.value.remedy) == (what, remedy)


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ("agdam", "try: karabakh changes 1993 --place agdam"),
        ("1992 shusha district", "try: karabakh changes 1992 --place 'shusha district'"),
        ("heydar aliyev", "try: karabakh changes 1993 --actor 'heydar aliyev'"),
    ],
)
def test_a_name_among_a_time_is_told_what_it_is_for(facts, asked, remedy):
    """The name of a place or an actor is no time: the option that takes it is named, with what works."""
    with pytest.raises(QuestionError) as raised:
        facts.changes(asked)
    assert raised.value.remedy == remedy
    _, _, _, when, option, name = remedy.split(" ", 5)
    assert facts.changes(when, **{option.removeprefix("--"): name.strip("'")})


@pytest.mark.parametrize("when", ["1970", "..1987", "1995..2000"])
def test_a_time_beyond_the_years_is_told(when):
    """Beyond the years covered nothing changed that could be told."""
    assert changes(Holds().index, when).why_empty == f"{when} lies outside the years covered, 1988 to 1994"


def test_one_day_is_a_time_too():
    """`changes` of one day tells what changed on it, and says of a day of no change that nothing did."""
    holds = Holds(("north", "..", "1993-02-10"), ("south", "1993-02-10", ".."))
    assert told(holds, "1993-02-10") == [("1993-02-10", "north", "south", "certain")]
    assert "1993-02-11" in changes(holds.index, "1993-02-11").why_empty


def test_changes_are_chosen_by_what_they_concern(facts):
    """`--place` takes in what lies within, `--actor` who is on either side; where nothing is left, each is told."""
    rows = facts.changes("1993-07", place="agdam", actor="azerbaijan")
    assert [row["subject"]["id"] for row in rows if row["about"] == "control"] == ["agdam"]
    assert {row["about"] for row in rows} == {"control", "agreement"}
    assert facts.changes("1993-07", place="agdam", actor="iran").why_empty.endswith("actor iran: 0")
    both = {row["subject"]["id"] for row in facts.changes("1992-05", actor="karabakh-armenian-forces")}
    assert {"shusha", "lachin"} <= both
    assert not {"President of Azerbaijan", "Minister of Defence of Azerbaijan"} & both
