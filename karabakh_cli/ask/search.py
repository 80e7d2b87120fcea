"""Records of every kind by words, best first."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from karabakh_cli.ask.filters import search_terms
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.text.fold import fold

# How much a word counts in a title or name, in a summary, and anywhere else in a record; and a record by its kind.
WEIGHTS = "10.0, 4.0, 1.0"
_KIND_WEIGHTS = "WHEN 'event' THEN 1.6 WHEN 'figure' THEN 1 WHEN 'source' THEN 0.5 ELSE 1.4"


def found(index: sqlite3.Connection, words: Sequence[str]) -> Answer[Any]:
    """Find records of every kind by words, best first.

    A record whose name is asked for leads; then those with all the words, in the title first, then those with most
    of them; among equals the better match by BM25 over titles and names, summaries, and the rest, in falling weight,
    where an event or an actor counts more than a figure about it, and a source, which tells of many things, least.
    """
    terms = search_terms(words)
    any_word = " OR ".join(terms)
    each_word = " UNION ALL ".join(["SELECT rowid FROM words WHERE words MATCH ?"] * len(terms))
    rows = index.execute(
        f"""
        WITH counted(number, found) AS (SELECT rowid, count(*) FROM ({each_word}) GROUP BY rowid),
        ranked(number, rank) AS (SELECT rowid, bm25(words, {WEIGHTS}) FROM words WHERE words MATCH ?)
        SELECT record, id, date, title, body FROM counted JOIN ranked USING (number) JOIN records USING (number)
        ORDER BY id IN (SELECT id FROM names WHERE folded = ?) AND record <> 'source' DESC, found DESC,
          record <> 'source' AND number IN (SELECT rowid FROM words WHERE words MATCH ?) DESC,
          rank * CASE record {_KIND_WEIGHTS} END, number
        """,
        [*terms, any_word, fold(" ".join(words)), f"title : ({' '.join(terms)})"],
    )
    hits = [Hit((record, id_, date or "", title), body) for record, id_, date, title, body in rows]
    why_empty = "" if hits else "no record has any of these words"
    return Answer("search", COLUMNS["search"], hits, why_empty)
