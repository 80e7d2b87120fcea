"""A name as the user writes it -> the record that it leads to."""

import sqlite3
from collections.abc import Sequence

from karabakh_cli.errors import QuestionError
from karabakh_cli.text.fold import fold
from karabakh_cli.text.nearest import near

ALL_KINDS = ("event", "actor", "place", "figure", "source")


def resolve(index: sqlite3.Connection, name: str, kinds: Sequence[str]) -> str:
    """Return the id that a name leads to: itself an id, else a name as written, else a name but for case and marks.

    Raises QuestionError where there is none, with those that are near, and where there are several, with all.
    """
    marks = ", ".join("?" * len(kinds))
    for column, value, table in (
        ("id", name, "records"),
        ("name", name, "names"),
        ("folded", fold(name), "names"),
    ):
        ids = [
            id_
            for (id_,) in index.execute(
                f"SELECT DISTINCT id FROM {table} WHERE {column} = ? AND record IN ({marks}) ORDER BY id",
                [value, *kinds],
            )
        ]
        if len(ids) == 1:
            return str(ids[0])
        if ids:
            raise QuestionError(f"the name leads to {len(ids)} records: {name}", f"say which: {', '.join(ids)}")
    what = kinds[0] if len(kinds) == 1 else "record"
    likely = _near_ids(index, name, kinds, marks)
    remedy = f"did you mean {' or '.join(likely)}?" if likely else f"karabakh search {name}"
    raise QuestionError(f"no such {what}: {name}", remedy)


def resolve_any(index: sqlite3.Connection, name: str) -> str:
    """Return the id of a record of any kind; a title leads to a source only where it names nothing else."""
    if index.execute("SELECT 1 FROM records WHERE id = ?", [name]).fetchone():
        return name
    kinds = [kind for kind in ALL_KINDS if kind != "source"]
    named = index.execute("SELECT 1 FROM names WHERE folded = ? AND record <> 'source'", [fold(name)]).fetchone()
    return resolve(index, name, kinds if named else ALL_KINDS)


def _near_ids(index: sqlite3.Connection, name: str, kinds: Sequence[str], marks: str) -> list[str]:
    known = dict(index.execute(f"SELECT folded, id FROM names WHERE record IN ({marks})", kinds))
    known |= {id_: id_ for (id_,) in index.execute(f"SELECT id FROM records WHERE record IN ({marks})", kinds)}
    return list(dict.fromkeys(known[close] for close in near(fold(name), known)))


def beginning_with(index: sqlite3.Connection, prefix: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return the ids that begin so, with their titles, else the names of one word that do, with their ids.

    All kinds are meant where none is given.
    """
    asked = kinds or ALL_KINDS
    marks, values = ", ".join("?" * len(asked)), [prefix, f"{prefix}\U0010ffff", *asked]
    for query in (
        f"SELECT id, title FROM records WHERE id >= ? AND id < ? AND record IN ({marks}) ORDER BY id",
        f"SELECT name, id FROM names WHERE name >= ? AND name < ? AND record IN ({marks}) AND name NOT LIKE '% %'",
    ):
        if found := index.execute(query, values).fetchall():
            return found
    return []


def questions_beginning_with(index: sqlite3.Connection, prefix: str) -> list[tuple[str, str]]:
    """Return the questions that begin so, with how many figures answer each."""
    return index.execute(
        """SELECT value, 'figures: ' || count(*) FROM facets WHERE name = 'question' AND value >= ? AND value < ?
        GROUP BY value""",
        [prefix, f"{prefix}\U0010ffff"],
    ).fetchall()
