"""The situation on a day: who held what, what was in force, the latest figures, the events around it."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from karabakh_cli.ask.concerned import Told, concerning, flags, kept, values
from karabakh_cli.ask.filters import Filter, match_sql, within
from karabakh_cli.ask.subject import outside_the_years, years_of
from karabakh_cli.ask.when import read_window
from karabakh_cli.errors import QuestionError
from karabakh_cli.index.columns import LASTING
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import BEGINNING, END, Lasting, Window, moved, ordinal
from karabakh_cli.model.reading import Reading

_DAYS_AROUND = 3
"""How many days before and after a day have events that an answer shows."""


def on_day(
    index: sqlite3.Connection,
    said: str,
    *,
    places: Sequence[str] = (),
    actors: Sequence[str] = (),
    everything: bool = False,
) -> Answer[Any]:
    """Find the situation on a day: holds on places, offices, agreements, the latest figures, the events around it.

    Nothing is interpolated. With `everything`, also what is not attested on that day, and figures older than a year.
    `places` and `actors` choose what concerns one of them: with a place that one of the actors held comes whoever else
    held it that day. Raises QuestionError for what is not one day, and for a name that leads to no record or several.
    """
    years = years_of(index)
    filters = concerning(index, places, actors)
    day = one_day(said, "on", years)
    if not day:
        return Answer("on", COLUMNS["on"], [], outside_the_years(said, years))
    told = _holding(index, day, filters, everything=everything)
    told += _latest_figures(index, day, filters, everything=everything)
    hits, why_empty = kept([*told, *_events_around(index, day, filters)], filters, said, named=2)
    if not (hits or filters):
        why_empty = f"no hold, office, agreement, figure or event of {day}"
    return Answer("on", COLUMNS["on"], hits, why_empty, reading=Reading(Window(day, day), said))


def one_day(said: str, command: str, years: Window) -> str:
    """Read the one day that a question is about; "" for a time, of any length, outside the years covered.

    Raises QuestionError for several days, and DateError for what is no date.
    """
    window = read_window(said)
    if window.first > years.last or window.last < years.first:
        return ""
    if window.first != window.last:
        days = (max(window.first, years.first), min(window.last, years.last), "1993-04-03")
        example = next(day for day in days if BEGINNING < day < END)
        raise QuestionError(f"not one day: {said}", f"try: karabakh {command} {example}")
    return window.first


def holding(index: sqlite3.Connection, day: str, *, everything: bool) -> list[Hit]:
    """Find what held on a day: holds on places by place, then offices, then agreements, each the earlier first.

    What is not attested is left out, unless `everything` is asked for or it is the other side of a change.
    """
    return [hit for hit, _ in _holding(index, day, (), everything=everything)]


def _holding(index: sqlite3.Connection, day: str, filters: Sequence[Filter], *, everything: bool) -> list[Told]:
    rows = index.execute(
        f"""SELECT about, subject, value, since, until, sources, body, {", ".join(LASTING)}{flags(filters)} FROM states
        WHERE rowid IN (SELECT number FROM state_times WHERE first <= ? AND last >= ?)
        ORDER BY about = 'agreement', about = 'office', subject, earliest_start""",
        [*values(filters), ordinal(day), ordinal(day)],
    )
    told: list[Told] = []
    for about, subject, value, since, until, sources, body, *more in rows:
        certainty = Lasting(*more[: len(LASTING)]).on(day)
        cells = (about, subject, value, certainty, since, until, sources)
        told.append((Hit(cells, body, certainty, "certainty"), more[len(LASTING) :]))
    changing = {hit.cells[:2] for hit, _ in told if hit.match == "changing"}
    return [
        (hit, meets) for hit, meets in told if everything or hit.match != "not attested" or hit.cells[:2] in changing
    ]


def _latest_figures(index: sqlite3.Connection, day: str, filters: Sequence[Filter], *, everything: bool) -> list[Told]:
    """Find the last stock figure that answers each question by a day."""
    oldest = BEGINNING if everything else f"{int(day[:4]) - 1:04}{day[4:]}"
    rows = index.execute(
        f"""SELECT about, subject, value, since, sources, body{flags(filters)} FROM states
        WHERE about = 'figure' AND latest_end <= ? AND latest_end >= ? AND latest_end = (
          SELECT max(latest_end) FROM states AS other
          WHERE other.about = 'figure' AND other.subject = states.subject AND other.latest_end <= ?)
        ORDER BY subject""",
        [*values(filters), day, oldest, day],
    )
    return [
        (Hit((about, subject, value, "latest", since, "", sources), body, "latest", "certainty"), meets)
        for about, subject, value, since, sources, body, *meets in rows
    ]


def _events_around(index: sqlite3.Connection, day: str, filters: Sequence[Filter]) -> list[Told]:
    """Find the events of the days around a day, those of a month or less; longer ones are no news of the day."""
    around = Window(moved(day, -_DAYS_AROUND), moved(day, _DAYS_AROUND))
    time = within(around, "", certain=False)
    rows = index.execute(
        f"""WITH found AS (
          SELECT number, id, {match_sql(around)} AS match FROM records
          WHERE record = 'event' AND {time.condition} AND julianday(latest_end) - julianday(earliest_start) <= 31)
        SELECT about, subject, value, match, since, until, sources, body{flags(filters)}
        FROM found CROSS JOIN states ON about = 'event' AND subject = id ORDER BY number""",
        [*time.values, *values(filters)],
    )
    return [(Hit(row[:7], row[7], row[3], "certainty"), row[8:]) for row in rows]
