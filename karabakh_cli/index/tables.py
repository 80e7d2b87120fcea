"""The tables of an index, and the one way in which a record's entry is written into them and taken out."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from karabakh_cli.index.columns import CELLS, KEYS, LASTING, SPAN
from karabakh_cli.index.entries import Entry
from karabakh_cli.index.words import names_of, words_of
from karabakh_cli.model.dates import Lasting, Span, ordinal, parse
from karabakh_cli.text.fold import fold

SCHEMA = f"""
CREATE TABLE meta (fingerprint BLOB, program TEXT, subject TEXT, first TEXT, last TEXT);  -- the years, as days
CREATE TABLE files (path BLOB PRIMARY KEY, state TEXT, kind TEXT, records BLOB);  -- facts.CachedFile
CREATE TABLE records (
  number INTEGER PRIMARY KEY,  -- in the order of presentation, with room between
  record TEXT, id TEXT UNIQUE, title TEXT, date TEXT,
  {", ".join(SPAN)},
  body TEXT,                   -- the whole record with its references resolved, as JSON
  {", ".join(CELLS)}           -- the row of a table, in the order of the kind's columns
);
CREATE VIRTUAL TABLE times USING rtree (key, first, last);  -- the days that a record's date may mean, as ordinals
CREATE TABLE facets (          -- what a filter asks: this record has this value under this name
  number INTEGER, name TEXT, value TEXT, PRIMARY KEY (number, name, value)  -- as they come, so that they are appended
) WITHOUT ROWID;
CREATE TABLE names (folded TEXT, name TEXT, record TEXT, id TEXT);
CREATE TABLE states (          -- what held over time: states.State
  about TEXT, subject TEXT, value TEXT, since TEXT, until TEXT, {", ".join(LASTING)}, sources TEXT, body TEXT
);
CREATE VIRTUAL TABLE state_times USING rtree (number, first, last);  -- of what lasted; a moment has those of its record
CREATE TABLE positions (number INTEGER, point TEXT, id TEXT, about TEXT, "by" TEXT, says TEXT, sources TEXT, body TEXT);
CREATE VIRTUAL TABLE words USING fts5 (
  title, summary, notes, content='', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE synonyms USING fts5 (words, tokenize='porter unicode61 remove_diacritics 2');  -- a group a row
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);  -- gather the words of many records before merging
"""
# Made when the rows are there: quicker than row by row.
INDEXES = """
CREATE INDEX records_by_kind ON records (record);
CREATE INDEX facets_by_value ON facets (name, value);
CREATE INDEX names_by_fold ON names (folded);
CREATE INDEX names_by_name ON names (name);
CREATE INDEX states_by_subject ON states (about, subject, latest_end);
CREATE INDEX positions_by_record ON positions (number);
CREATE INDEX positions_by_point ON positions (point);
"""

_INSERTS = {
    table: f"INSERT OR IGNORE INTO {table} {columns} VALUES ({', '.join('?' * count)})"
    for table, columns, count in (
        ("records", "", 6 + len(SPAN) + len(CELLS)),
        ("facets", "", 3),
        ("names", "", 4),
        ("times", "", 3),
        (
            "states",
            "(rowid, about, subject, value, since, until, " + ", ".join(LASTING) + ", sources, body)",
            8 + len(LASTING),
        ),
        ("state_times", "", 3),
        ("positions", "", 8),
        ("words", "(rowid, title, summary, notes)", 4),
    )
}
_AT_A_TIME = 500
"""The entries that are written together."""


def insert(
    connection: sqlite3.Connection,
    found: Iterable[Entry],
    numbers: Mapping[str, int],
    on_progress: Callable[[float], None] = lambda part: None,
) -> None:
    """Write entries under the numbers of their records; `on_progress` is called with the part that is written."""
    waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _INSERTS}

    def write() -> None:
        for table, rows in waiting.items():
            connection.executemany(_INSERTS[table], rows)
            rows.clear()

    for count, entry in enumerate(found, 1):
        _add_rows(waiting, numbers[entry.id], entry)
        if count % _AT_A_TIME == 0:
            write()
            on_progress(count / len(numbers))
    write()


def _add_rows(rows: dict[str, list[tuple[Any, ...]]], number: int, entry: Entry) -> None:
    """Add an entry's rows to those of the tables that they go into."""
    span = entry.span or (None,) * len(SPAN)
    columns = (number, entry.record, entry.id, entry.title, entry.date, *span, entry.body)
    rows["records"].append((*columns, *entry.cells, *[None] * (len(CELLS) - len(entry.cells))))
    rows["words"].append((number, *entry.words))
    for key, time in enumerate(entry.span.alternatives if entry.span else (), number * KEYS):
        rows["times"].append((key, *_days(time)))
    rows["facets"] += [(number, *facet) for facet in entry.facets]
    rows["names"] += [(*name, entry.record, entry.id) for name in entry.names]
    for key, state in enumerate(entry.states, number * KEYS):  # in the order of the records
        lasting = isinstance(state.span, Lasting)
        bounds = state.span if lasting else (*state.span[:4], None, None)
        rows["states"].append((key, *state[:5], *bounds, state.sources, state.body))
        if lasting:
            rows["state_times"].append((key, *_days(state.span)))
    rows["positions"] += [(number, position.point, *position.cells, position.body) for position in entry.positions]


def _days(time: Span | Lasting) -> tuple[int, int]:
    """Return the first and the last day that a time may have, as ordinals."""
    return ordinal(time.earliest_start), ordinal(time.latest_end)


def delete(connection: sqlite3.Connection, id_: str, number: int) -> None:
    """Take the rows of a record out of an index."""
    body, date = connection.execute("SELECT body, date FROM records WHERE number = ?", [number]).fetchone()
    record = msgspec.json.decode(body)
    words = "INSERT INTO words (words, rowid, title, summary, notes) VALUES ('delete', ?, ?, ?, ?)"
    connection.execute(words, (number, *words_of(record)))
    names = [(fold(name), id_) for name in names_of(record)]
    connection.executemany("DELETE FROM names WHERE folded = ? AND id = ?", names)
    for table in ("records", "facets", "positions"):
        connection.execute(f"DELETE FROM {table} WHERE number = ?", [number])
    times = [(number * KEYS + place,) for place in range(len(parse(date).alternatives) if date else 0)]
    connection.executemany("DELETE FROM times WHERE key = ?", times)
    bounds = [number * KEYS, (number + 1) * KEYS]
    states = connection.execute("SELECT rowid FROM states WHERE rowid >= ? AND rowid < ?", bounds).fetchall()
    connection.executemany("DELETE FROM states WHERE rowid = ?", states)
    connection.executemany("DELETE FROM state_times WHERE number = ?", states)  # for a range all would be gone through
