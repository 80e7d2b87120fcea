"""Why nothing matches a question, and what is near."""

import sqlite3
from collections.abc import Iterator, Sequence

from karabakh_cli.ask.filters import Filter
from karabakh_cli.ask.question import Idea
from karabakh_cli.model.dates import Window
from karabakh_cli.text.nearest import near

_MOST_UNKNOWN = 5
"""How many words that nothing has are looked up for what is spelled like them."""


def why_empty(
    index: sqlite3.Connection, kind: str, filters: Sequence[Filter], window: Window | None, ideas: Sequence[Idea]
) -> str:
    """Say how many records each filter leaves alone ("1993: 61, actor iran: 2, place hadrut: 0"), and what is near.

    Near are the records that all other filters leave, last before and first after the days asked about, and words of
    names like words that no record has. `window` is the window of the first of the filters, `ideas` those of the last.
    """
    left = [_count(index, kind, filter_) for filter_ in filters]
    counts = ", ".join(f"{filter_.said}: {count}" for filter_, count in zip(filters, left, strict=True))
    close = [*_around(index, kind, filters[1:], window)] if window else []
    missing = [idea for idea, count in zip(ideas, left[len(left) - len(ideas) :], strict=True) if not count]
    close += spelled_alike(index, [idea.said for idea in missing if not idea.named])
    return (counts or f"there are no {kind}s in these facts") + (f"\nnear: {', '.join(close)}" if close else "")


def spelled_alike(index: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """Return the words of names that are most like some words that nothing has, one for each of the first of these."""
    found = []
    for word in words[:_MOST_UNKNOWN]:
        if len(word) > 2:
            found += near(word, words_like(index, word), most=1)
    return list(dict.fromkeys(found))


def words_like(index: sqlite3.Connection, word: str) -> Iterator[str]:
    """Give the words of names that are about as long as a word."""
    rows = index.execute(
        "SELECT DISTINCT value FROM facets WHERE name = 'word' AND length(value) BETWEEN ? AND ?",
        [len(word) - 2, len(word) + 2],
    )
    return (found for (found,) in rows)


def _count(index: sqlite3.Connection, kind: str, filter_: Filter) -> int:
    query = f"SELECT count(*) FROM records WHERE record = ? AND {filter_.condition}"
    return int(index.execute(query, [kind, *filter_.values]).fetchone()[0])


def _around(index: sqlite3.Connection, kind: str, filters: Sequence[Filter], window: Window) -> Iterator[str]:
    """Give the dates and ids of the records next to a window of days that meet the other filters."""
    where = " AND ".join(["record = ?", *(filter_.condition for filter_ in filters)])
    values = [kind, *(value for filter_ in filters for value in filter_.values)]
    for side, days in (
        ("latest_end < ? ORDER BY latest_end DESC", [window.first]),
        ("earliest_start < ? AND latest_end > ? AND date LIKE '[%,%]'", window),  # one of a set, on either side
        ("earliest_start > ? ORDER BY earliest_start", [window.last]),
    ):
        query = f"SELECT date || ' ' || id FROM records WHERE {where} AND {side} LIMIT 1"
        yield from (found for (found,) in index.execute(query, [*values, *days]))
