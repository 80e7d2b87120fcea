"""The beginning of a name, a question or a day -> what it may become, each with what it is: for the TAB key."""

import sqlite3
from collections.abc import Sequence

from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.text.fold import fold

Offered = list[tuple[str, str]]
"""Each value with its explanation."""
_LAST = "\U0010ffff"


def records_offered(
    index: sqlite3.Connection, typed: str, kinds: Sequence[str] = (), before: Sequence[str] = ()
) -> Offered:
    """Return the ids that begin so with their titles, else the names that do with their ids, else what has it within.

    After words `before` that begin a name, its next words come first. All kinds are meant where none is given.
    """
    kinds = kinds or ALL_KINDS
    if before and (words := _next_words(index, typed, kinds, before)):
        return words
    marks, folded = ", ".join("?" * len(kinds)), fold(typed)
    if ids := index.execute(
        f"SELECT id, title FROM records WHERE id >= ? AND id < ? AND record IN ({marks}) ORDER BY id",
        [typed, f"{typed}{_LAST}", *kinds],
    ).fetchall():
        return ids
    if not folded:
        return []
    if names := _names_beginning(index, folded, kinds):
        return _a_name_each([name for name in names if name[0].startswith(typed)] or names)
    return _having_within(index, typed, kinds)


def _next_words(index: sqlite3.Connection, typed: str, kinds: Sequence[str], before: Sequence[str]) -> Offered:
    """Return the words that begin so and come, in a name of several words, after some that are there."""
    found: dict[str, str] = {}
    said, place = fold(" ".join(before)), len(before)
    for name, id_ in _names_beginning(index, fold(" ".join([*before, typed])), kinds):
        words = name.split(" ")
        if fold(" ".join(words[:place])) == said and words[place:] and fold(words[place]).startswith(fold(typed)):
            found.setdefault(words[place], id_)
    return list(found.items())


def _names_beginning(index: sqlite3.Connection, folded: str, kinds: Sequence[str]) -> Offered:
    marks = ", ".join("?" * len(kinds))
    query = f"SELECT name, id FROM names WHERE folded >= ? AND folded < ? AND record IN ({marks}) ORDER BY folded, name"
    return index.execute(query, [folded, f"{folded}{_LAST}", *kinds]).fetchall()


def _having_within(index: sqlite3.Connection, typed: str, kinds: Sequence[str]) -> Offered:
    """Return the ids that have a text within, with their titles, and of other records the names that do."""
    marks = ", ".join("?" * len(kinds))
    ids = index.execute(
        f"SELECT id, title FROM records WHERE instr(id, ?) AND record IN ({marks}) ORDER BY id", [typed.lower(), *kinds]
    ).fetchall()
    names = index.execute(
        f"SELECT name, id FROM names WHERE instr(folded, ?) AND record IN ({marks}) ORDER BY folded, name",
        [fold(typed), *kinds],
    ).fetchall()
    return ids + [(name, id_) for name, id_ in _a_name_each(names) if id_ not in dict(ids)]


def _a_name_each(names: Offered) -> Offered:
    """Return the first name of each record."""
    first: dict[str, str] = {}
    for name, id_ in names:
        first.setdefault(id_, name)
    return [(name, id_) for id_, name in first.items()]


def questions_offered(index: sqlite3.Connection, typed: str) -> Offered:
    """Return the questions that begin so, with how many figures answer each."""
    return index.execute(
        """SELECT value, 'figures: ' || count(*) FROM facets WHERE name = 'question' AND value >= ? AND value < ?
        GROUP BY value""",
        [typed, f"{typed}{_LAST}"],
    ).fetchall()


def days_offered(index: sqlite3.Connection, typed: str) -> Offered:
    """Return the days that begin so and on which something happened, with what that was."""
    return index.execute(
        """SELECT date, group_concat(title, '; ') FROM records WHERE record = 'event'
        AND date >= ? AND date < ? AND date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' GROUP BY date""",
        [typed, f"{typed}{_LAST}"],
    ).fetchall()
