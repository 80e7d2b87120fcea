"""The situation on a day: who held what, what was in force, the latest figures, the events around it."""

import sqlite3
from typing import Any

from karabakh_cli.ask.filters import match_sql, within
from karabakh_cli.ask.subject import years_of
from karabakh_cli.ask.when import read_window
from karabakh_cli.errors import QuestionError
from karabakh_cli.index.columns import LASTING
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import BEGINNING, END, Lasting, Window, moved, ordinal
from karabakh_cli.model.reading import Reading

_DAYS_AROUND = 3
"""How many days before and after a day have events that an answer shows."""


def on_day(index: sqlite3.Connection, said: str, *, everything: bool = False) -> Answer[Any]:
    """Find the situation on a day: holds on places, offices, agreements, the latest figures, the events around it.

    Nothing is interpolated. With `everything`, also what is not attested on that day, and figures older than a year.
    Raises QuestionError for what is not one day.
    """
    years = years_of(index)
    day = one_day(said, "on", years)
    if not day:
        return Answer("on", COLUMNS["on"], [], outside_the_years(said, years))
    hits = [*holding(index, day, everything=everything), *_latest_figures(index, day, everything=everything)]
    hits += _events_around(index, day)
    why_empty = "" if hits else f"no hold, office, agreement, figure or event of {day}"
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


def outside_the_years(said: str, years: Window) -> str:
    """Say that a time, as it was asked, lies outside the years covered."""
    return f"{said} lies outside the years covered, {years.first[:4]} to {years.last[:4]}"


def holding(index: sqlite3.Connection, day: str, *, everything: bool) -> list[Hit]:
    """Find what held on a day: holds on places by place, then offices, then agreements, each the earlier first.

    What is not attested is left out, unless `everything` is asked for or it is the other side of a change.
    """
    rows = index.execute(
        f"""SELECT about, subject, value, since, until, sources, body, {", ".join(LASTING)} FROM states
        WHERE rowid IN (SELECT number FROM state_times WHERE first <= ? AND last >= ?)
        ORDER BY about = 'agreement', about = 'office', subject, earliest_start""",
        [ordinal(day), ordinal(day)],
    )
    hits = []
    for about, subject, value, since, until, sources, body, *bounds in rows:
        certainty = Lasting(*bounds).on(day)
        hits.append(Hit((about, subject, value, certainty, since, until, sources), body, certainty, "certainty"))
    changing = {hit.cells[:2] for hit in hits if hit.match == "changing"}
    return [hit for hit in hits if everything or hit.match != "not attested" or hit.cells[:2] in changing]


def _latest_figures(index: sqlite3.Connection, day: str, *, everything: bool) -> list[Hit]:
    """Find the last stock figure that answers each question by a day."""
    oldest = BEGINNING if everything else f"{int(day[:4]) - 1:04}{day[4:]}"
    rows = index.execute(
        """SELECT about, subject, value, since, sources, body FROM states
        WHERE about = 'figure' AND latest_end <= :day AND latest_end >= :oldest AND latest_end = (
          SELECT max(latest_end) FROM states AS other
          WHERE other.about = 'figure' AND other.subject = states.subject AND other.latest_end <= :day)
        ORDER BY subject""",
        {"day": day, "oldest": oldest},
    )
    return [
        Hit((about, subject, value, "latest", since, "", sources), body, "latest", "certainty")
        for about, subject, value, since, sources, body in rows
    ]


def _events_around(index: sqlite3.Connection, day: str) -> list[Hit]:
    """Find the events of the days around a day, those of a month or less; longer ones are no news of the day."""
    around = Window(moved(day, -_DAYS_AROUND), moved(day, _DAYS_AROUND))
    time = within(around, "", certain=False)
    rows = index.execute(
        f"""WITH found AS (
          SELECT number, id, {match_sql(around)} AS match FROM records
          WHERE record = 'event' AND {time.condition} AND julianday(latest_end) - julianday(earliest_start) <= 31)
        SELECT about, subject, value, match, since, until, sources, body
        FROM found CROSS JOIN states ON about = 'event' AND subject = id ORDER BY number""",
        time.values,
    )
    return [Hit(cells, body, cells[3], "certainty") for *cells, body in rows]
