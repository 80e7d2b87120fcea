"""Why nothing matches a question, and what is near."""

import sqlite3
from collections.abc import Iterator, Sequence

from karabakh_cli.ask.filters import Filter
from karabakh_cli.model.dates import Window
from karabakh_cli.text.fold import fold
from karabakh_cli.text.nearest import near


def why_empty(
    index: sqlite3.Connection, kind: str, filters: Sequence[Filter], window: Window | None, words: Sequence[str]
) -> str:
    """Tell how many records each filter leaves alone ("1993: 61, actor iran: 2, place hadrut: 0"), and what is near.

    Near are the records that all other filters leave, last before and first after the days asked about, and names
    like words that no record has. `window` is the window of the first of the filters, `words` those of the last.
    """
    left = [_count(index, kind, filter_) for filter_ in filters]
    told = ", ".join(f"{filter_.said}: {count}" for filter_, count in zip(filters, left, strict=True))
    close = [*_around(index, kind, filters[1:], window)] if window else []
    if words and not left[-1]:
        close += _alike(index, words)
    return (told or f"there are no {kind}s in these facts") + (f"\nnear: {', '.join(close)}" if close else "")


def _count(index: sqlite3.Connection, kind: str, filter_: Filter) -> int:
    query = f"SELECT count(*) FROM records WHERE record = ? AND {filter_.condition}"
    return int(index.execute(query, [kind, *filter_.values]).fetchone()[0])


def _around(index: sqlite3.Connection, kind: str, filters: Sequence[Filter], window: Window) -> Iterator[str]:
    """Give the dates and ids of the records next to a window of days that meet the other filters."""
    where = " AND ".join(["record = ?", *(filter_.condition for filter_ in filters)])
    values = [kind, *(value for filter_ in filters for value in filter_.values)]
    for side, day in (
        ("latest_end < ? ORDER BY latest_end DESC", window.first),
        ("earliest_start > ? ORDER BY earliest_start", window.last),
    ):
        query = f"SELECT date || ' ' || id FROM records WHERE {where} AND {side} LIMIT 1"
        yield from (found for (found,) in index.execute(query, [*values, day]))


def _alike(index: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """Return the words of names that are like the words asked for and that no name has."""
    known = {word for (name,) in index.execute("SELECT folded FROM names") for word in name.split()}
    asked = [word for text in words for word in fold(text).split()]
    return [close for word in asked if word not in known for close in near(word, known, most=1)]
