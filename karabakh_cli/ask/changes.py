"""What changed within a time: who held a place or an office before and after, what came into force, what ended."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from karabakh_cli.ask.concerned import Told, concerning, flags, kept, values
from karabakh_cli.ask.filters import Filter
from karabakh_cli.ask.subject import outside_the_years, years_of
from karabakh_cli.ask.when import split
from karabakh_cli.errors import QuestionError
from karabakh_cli.index.columns import LASTING
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import BEGINNING, END, Lasting, Window, moved
from karabakh_cli.model.reading import Reading

# A record is put together of JSON texts that SQLite takes out of the states: a piped row is had without reading them.
_COLUMNS = """about, subject, value, since, until, sources,
  json_extract(body, '$.subject'), json_extract(body, '$.value'),
  json_extract(body, '$.in_part'), json_extract(body, '$.acting'),
  (SELECT group_concat(value, char(10)) FROM json_each(body, '$.sources'))"""
_IN_FORCE = "in-force", '{"id": "in-force", "name": "in force"}'
"""What an agreement is between its two changes: how it was observed is said of it as a whole."""


class _State(NamedTuple):
    """A state as the index has it, and of each filter whether it concerns what that names."""

    about: str
    subject: str
    value: str
    since: str
    until: str
    sources: str
    subject_json: str
    value_json: str
    in_part: int | None
    acting: int | None
    citations: str
    """Each of them as JSON, a line each."""
    lasting: Lasting
    meets: Sequence[int]

    @property
    def held_by(self) -> tuple[str, str]:
        """Who held what it is about: the id, and as JSON with whether in part, or in an acting capacity."""
        if self.about == "agreement":
            return _IN_FORCE
        marks = [f', "{mark}": true' for mark in ("in_part", "acting") if getattr(self, mark)]
        return self.value, f"{self.value_json[:-1]}{''.join(marks)}}}"

    @property
    def starts(self) -> Window:
        """The days on one of which it began."""
        return Window(self.lasting.earliest_start, self.lasting.latest_start)

    @property
    def ends(self) -> Window:
        """The days on one of which it ended."""
        return Window(self.lasting.earliest_end, self.lasting.latest_end)


class _Change(NamedTuple):
    """What ended and what began at one time, and what lasted through it."""

    when: str
    days: Window
    """The first and the last day on which it may have been."""
    ended: Sequence[_State]
    begun: Sequence[_State]
    lasted: Sequence[_State] = ()

    @property
    def before(self) -> list[_State]:
        """The states of the last day before it."""
        return [*self.ended, *self.lasted]

    @property
    def after(self) -> list[_State]:
        """The states of the first day after it."""
        return [*self.begun, *self.lasted]


def changes(
    index: sqlite3.Connection, said: str, *, places: Sequence[str] = (), actors: Sequence[str] = ()
) -> Answer[Any]:
    """Find what changed hands, office or force within a time, or in all the years covered; the earlier first.

    `places` and `actors` choose the changes that concern one of them. Raises QuestionError for what is not a time
    alone, and for a name that leads to no record or to several.
    """
    years, filters = years_of(index), concerning(index, places, actors)
    window = _time(index, said) if said else years
    if window.first > years.last or window.last < years.first:
        return Answer("change", COLUMNS["change"], [], outside_the_years(said, years))
    found = [
        change
        for states in _by_subject(index, window, filters)
        for change in _changes_of(states)
        if change.days.first <= window.last and change.days.last >= window.first
    ]
    found.sort(key=lambda change: (change.days, *(change.begun or change.ended)[0][:2]))
    hits, why_empty = kept([_told(change, window) for change in found], filters, said or "all years", named=3)
    if not (hits or filters):
        why_empty = f"nobody and nothing followed another on a place, in an office, in force: {said or 'all years'}"
    return Answer("change", COLUMNS["change"], hits, why_empty, reading=Reading(window, said) if said else None)


def _time(index: sqlite3.Connection, said: str) -> Window:
    """Read the time that a question is; raise QuestionError for other words in it."""
    window, text, words = split([said])
    if words:
        from shlex import quote  # a question that is understood does without it

        from karabakh_cli.ask.resolve import exactly

        other = " ".join(words)
        remedy = "write a time, such as 1993, july 1993 or 1993-07-01..1993-09-01"
        for kind in ("place", "actor"):
            if len(exactly(index, other, [kind])) == 1:
                remedy = f"try: karabakh changes {text or 1993} --{kind} {quote(other)}"
                break
        raise QuestionError(f"not a time: {other}", remedy)
    return window or Window()


def _by_subject(index: sqlite3.Connection, window: Window, filters: Sequence[Filter]) -> Iterable[list[_State]]:
    """Return the states of each place, office and agreement of which one may have begun or ended in a window."""
    rows = index.execute(
        f"""SELECT {_COLUMNS}, {", ".join(LASTING)}{flags(filters)} FROM states
        WHERE (about, subject) IN (
          SELECT about, subject FROM states WHERE about IN ('control', 'office', 'agreement')
          AND (earliest_start <= ? AND latest_start >= ? OR earliest_end <= ? AND latest_end >= ?))
        ORDER BY about, subject, earliest_start, latest_start""",
        [*values(filters), *(window.last, window.first) * 2],
    )
    subjects: dict[tuple[str, str], list[_State]] = {}
    own, bounds = len(_State._fields) - 2, len(LASTING)
    for row in rows:
        state = _State._make([*row[:own], Lasting(*row[own : own + bounds]), row[own + bounds :]])
        subjects.setdefault((state.about, state.subject), []).append(state)
    return subjects.values()


def _changes_of(states: Sequence[_State]) -> Iterator[_Change]:
    """Give the changes of one place, office or agreement: what differs before and after."""
    for change in _paired(states):
        first, last = change.days
        changed = [*change.ended, *change.begun]
        lasted = [
            state
            for state in states
            if state not in changed and state.lasting.latest_start < first and state.lasting.earliest_end > last
        ]
        whole = change._replace(lasted=lasted)
        if {state.held_by for state in whole.before} != {state.held_by for state in whole.after}:
            yield whole


def _paired(states: Sequence[_State]) -> Iterator[_Change]:
    """Give what ended and what began as one where they are of one date, or of days that meet and different holders.

    An end or a start that is known to one side alone ("December 1993 or later") is no change: no source tells it.
    """
    ends, starts = [], []
    for change in _of_one_date(states):
        if change.ended and change.begun:
            yield change
        elif change.ended:
            ends.append(change)
        else:
            starts.append(change)
    ends.sort(key=lambda change: change.days)
    for start in sorted(starts, key=lambda change: change.days):
        end = next((end for end in ends if _are_one(end, start)), None)
        if end:
            ends.remove(end)
        yield _joined(end, start) if end else start
    yield from ends


def _of_one_date(states: Sequence[_State]) -> Iterator[_Change]:
    """Give what ended and what began by the date of that, as it is written."""
    ends = [state for state in states if state.ends.first > BEGINNING and state.ends.last < END]
    starts = [state for state in states if state.starts.first > BEGINNING and state.starts.last < END]
    for when in dict.fromkeys([*(state.until for state in ends), *(state.since for state in starts)]):
        ended = [state for state in ends if state.until == when]
        begun = [state for state in starts if state.since == when]
        brief = [state for state in ended if state in begun]  # they came and went: two changes
        others = [[state for state in each if state not in brief] for each in (ended, begun)]
        for one, other in ((others[0], brief), (brief, others[1])) if brief else (others,):
            days = _common([*(state.ends for state in one), *(state.starts for state in other)])
            if days:
                yield _Change(when, days, one, other)
            else:  # of one year, say, and by what is known of their other ends not of one time in it
                yield from (_Change(when, state.ends, [state], ()) for state in one)
                yield from (_Change(when, state.starts, (), [state]) for state in other)


def _common(days: Sequence[Window]) -> Window | None:
    """Return the days that are common to several times; None where there are none."""
    common = Window(max((each.first for each in days), default=END), min((each.last for each in days), default=""))
    return common if common.first <= common.last else None


def _are_one(end: _Change, start: _Change) -> bool:
    """Tell whether an end and a start are one change.

    So they are where a day, or the day after, is common to both, each side may have been there on all days on which the
    change may have been, and they are of different holders.
    """
    meet = start.days.first <= moved(end.days.last, 1) and end.days.first <= start.days.last
    days = _around(end, start)
    there = all(state.lasting.earliest_start <= days.first for state in end.ended)
    here = all(state.lasting.latest_end >= days.last for state in start.begun)
    differ = not {state.held_by for state in end.ended} & {state.held_by for state in start.begun}
    return meet and there and here and differ


def _around(end: _Change, start: _Change) -> Window:
    return Window(min(end.days.first, start.days.first), max(end.days.last, start.days.last))


def _joined(end: _Change, start: _Change) -> _Change:
    days = _around(end, start)
    when = next((each.when for each in (end, start) if each.days == days), f"[{days.first}..{days.last}]")
    return _Change(when, days, end.ended, start.begun)


def _told(change: _Change, window: Window) -> Told:
    """Tell of a change as a record, with its row, and whether it concerns what each filter names."""
    changed = [*change.begun, *change.ended]
    one, meeting = changed[0], [state.meets for state in (*changed, *change.lasted)]
    within = window.first <= change.days.first and change.days.last <= window.last
    before, after = ([state.held_by for state in side] for side in (change.before, change.after))
    sources = dict.fromkeys(chain.from_iterable(state.sources.split("; ") for state in changed))
    citations = dict.fromkeys(chain.from_iterable(state.citations.split("\n") for state in changed))
    ids = ("; ".join(dict.fromkeys(id_ for id_, _ in side)) for side in (before, after))
    cells = (change.when, one.about, one.subject, *ids, "; ".join(sources))
    body = (
        f'{{"record": "change", "about": "{one.about}", "subject": {one.subject_json}, "when": "{change.when}", '
        f'"earliest": "{change.days.first}", "latest": "{change.days.last}", '
        f'"before": [{", ".join(json for _, json in before)}], "after": [{", ".join(json for _, json in after)}], '
        f'"sources": [{", ".join(citations)}]}}'
    )
    certainty = "certain" if within else "possible"
    return Hit(cells, body, certainty, "certainty"), [max(each) for each in zip(*meeting, strict=True)]
