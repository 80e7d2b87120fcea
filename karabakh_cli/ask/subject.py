"""What the facts are about, as the index has it, and the words that may be asked for by it."""

import sqlite3
from typing import TYPE_CHECKING

from karabakh_cli.model.dates import Window

if TYPE_CHECKING:
    from karabakh_cli.model.subject import Subject


def subject_of(index: sqlite3.Connection) -> "Subject":
    """Return what the facts of an index are about."""
    import json  # rows do without it

    from karabakh_cli.model.subject import Subject

    (text,) = index.execute("SELECT subject FROM meta").fetchone()
    return Subject(json.loads(text))


def years_of(index: sqlite3.Connection) -> Window:
    """Return the days that can be asked about, without reading the rest of the subject."""
    return Window(*index.execute("SELECT first, last FROM meta").fetchone())


def outside_the_years(said: str, years: Window) -> str:
    """Say that a time, as it was asked, lies outside the years covered."""
    return f"{said} lies outside the years covered, {years.first[:4]} to {years.last[:4]}"


def words_of(index: sqlite3.Connection, facet: str) -> list[str]:
    """Return the words of a list that the subject decides: its sides or standings, or else those that records have."""
    words = subject_of(index).words[f"{facet}s"]
    if words:
        return list(words)
    rows = index.execute("SELECT DISTINCT value FROM facets WHERE name = ? ORDER BY value", [facet])
    return [word for (word,) in rows]
