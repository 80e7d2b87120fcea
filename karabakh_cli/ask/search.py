"""Records of every kind by words, best first; and records by name."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from karabakh_cli.ask.filters import search_terms
from karabakh_cli.ask.resolve import resolve_any
from karabakh_cli.errors import QuestionError
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
    emptied_by = "" if hits else "no record has any of these words"
    return Answer("search", COLUMNS["search"], hits, emptied_by)


def named(index: sqlite3.Connection, names: Sequence[str]) -> Answer[Any]:
    """Find the records that are named, by id or any name, in the order asked.

    Several words may be one name (`show heydar aliyev`). Raises QuestionError for a name that leads to no record
    or to several.
    """
    try:
        ids = [resolve_any(index, " ".join(names))]
    except QuestionError:
        if len(names) == 1:
            raise
        ids = [resolve_any(index, name) for name in names]
    bodies = {id_: body for id_ in ids for (body,) in index.execute("SELECT body FROM records WHERE id = ?", [id_])}
    return Answer("show", (), [Hit((), bodies[id_]) for id_ in dict.fromkeys(ids)])
