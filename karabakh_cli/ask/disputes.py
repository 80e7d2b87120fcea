"""What sources disagree on, position by position."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from karabakh_cli.ask.filters import search_terms
from karabakh_cli.ask.search import WEIGHTS
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS


def disputes(index: sqlite3.Connection, words: Sequence[str]) -> Answer[Any]:
    """List every position of every dispute; with words, of the records that have them all, the best first."""
    columns = 'id, about, "by", says, sources, body'
    if words:
        ranked = f"SELECT rowid AS number, bm25(words, {WEIGHTS}) AS rank FROM words WHERE words MATCH ?"
        rows = index.execute(
            f"SELECT {columns} FROM positions JOIN ({ranked}) USING (number) ORDER BY rank, number, positions.rowid",
            [" ".join(search_terms(words))],
        )
    else:
        rows = index.execute(f"SELECT {columns} FROM positions ORDER BY number, rowid")
    hits = [Hit(cells, body) for *cells, body in rows]
    return Answer("dispute", COLUMNS["dispute"], hits, "" if hits else "no dispute in a record with all these words")
