"""What the facts are about, as the index has it, and the words that may be asked for by it."""

import json
import sqlite3

from karabakh_cli.model.subject import Subject


def subject_of(index: sqlite3.Connection) -> Subject:
    """Return what the facts of an index are about."""
    (text,) = index.execute("SELECT subject FROM meta").fetchone()
    return Subject(json.loads(text))


def words_of(index: sqlite3.Connection, facet: str) -> list[str]:
    """Return the words of a list that the subject decides: its sides or standings, or else those that records have."""
    words = subject_of(index).words[f"{facet}s"]
    if words:
        return list(words)
    rows = index.execute("SELECT DISTINCT value FROM facets WHERE name = ? ORDER BY value", [facet])
    return [word for (word,) in rows]
