"""What sources disagree on, position by position."""

import sqlite3
from typing import Any

from karabakh_cli.ask.filters import about, within
from karabakh_cli.ask.question import read_question
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.reading import Reading

_COLUMNS = 'id, about, "by", says, sources, body'


def disputes(index: sqlite3.Connection, text: str) -> Answer[Any]:
    """List the positions of disputes, with words and a time those of which one is in a record that has all, best first.

    What is disputed between records, such as how many, comes whole and together.
    """
    question = read_question(index, text, strict=False) if text else None
    ideas = question.ideas if question else ()
    filters = [about(idea.label, idea.query, idea.ids) for idea in ideas]
    if question and question.window:
        filters.append(within(question.window, question.reading.said, certain=False))
    where = " AND ".join(filter_.condition for filter_ in filters) or "1"
    values = [value for filter_ in filters for value in filter_.values]
    every = " AND ".join(f"({idea.query})" for idea in ideas) or '""'
    rows = index.execute(
        f"""SELECT {_COLUMNS} FROM positions
        LEFT JOIN (SELECT rowid AS number, bm25(words, 10.0, 4.0, 1.0) AS rank FROM words WHERE words MATCH ?)
        USING (number) WHERE point IN (SELECT point FROM positions WHERE {where})
        WINDOW together AS (PARTITION BY point)
        ORDER BY min(rank) OVER together IS NULL, min(rank) OVER together, min(number) OVER together, point, number,
          positions.rowid""",
        [every, *values],
    )
    hits = [Hit(cells, body) for *cells, body in rows]
    why_empty = "" if hits else "no dispute in a record that has all of this"
    return Answer("dispute", COLUMNS["dispute"], hits, why_empty, reading=question.reading if question else Reading())
