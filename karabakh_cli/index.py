"""Records -> one SQLite file in the user's cache folder, kept fresh. The only place that writes SQL tables.

YAML is the source of truth; this is its compiled form, found stale by the fingerprint of the files. It is built
aside and moved into place, so that a reader never sees half of one.
"""

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import platformdirs

from karabakh_cli.columns import COLUMNS
from karabakh_cli.dates import ordinal
from karabakh_cli.folder import fingerprint

if TYPE_CHECKING:
    from karabakh_cli.entries import Entry
    from karabakh_cli.facts import Facts

T = TypeVar("T")
Told = Callable[[float], None]

SPAN = ("earliest_start", "latest_start", "earliest_end", "latest_end", "qualified")
# The part of the compiling that is done when the facts are loaded, and when they are checked.
_LOADED, _CHECKED = 0.6, 0.75
CELLS = tuple(f"cell{number}" for number in range(max(map(len, COLUMNS.values()))))

SCHEMA = f"""
CREATE TABLE meta (fingerprint TEXT);
CREATE TABLE records (
  number INTEGER PRIMARY KEY,  -- in the order of presentation within a kind
  record TEXT, id TEXT UNIQUE, title TEXT, date TEXT,
  {", ".join(SPAN)},
  body TEXT,                   -- the whole record with its references resolved, as JSON
  {", ".join(CELLS)}           -- the row of a table, in the order of the kind's columns
);
CREATE INDEX records_by_kind ON records (record);
CREATE VIRTUAL TABLE times USING rtree (number, first, last);  -- the days that a record's date may mean, as ordinals
CREATE TABLE facets (          -- what a filter asks: this record has this value under this name
  name TEXT, value TEXT, number INTEGER, PRIMARY KEY (name, value, number)
) WITHOUT ROWID;
CREATE INDEX facets_by_record ON facets (number, name);
CREATE TABLE names (folded TEXT, name TEXT, record TEXT, id TEXT);
CREATE INDEX names_by_fold ON names (folded);
CREATE INDEX names_by_name ON names (name);
CREATE TABLE states (          -- what held over time: states.State
  about TEXT, subject TEXT, value TEXT, since TEXT, until TEXT, {", ".join(SPAN)}, sources TEXT, body TEXT
);
CREATE INDEX states_by_subject ON states (about, subject, latest_end);
CREATE VIRTUAL TABLE state_times USING rtree (number, first, last);
CREATE TABLE positions (number INTEGER, id TEXT, about TEXT, "by" TEXT, says TEXT, sources TEXT, body TEXT);
CREATE INDEX positions_by_record ON positions (number);
CREATE VIRTUAL TABLE words USING fts5 (
  title, summary, notes, content='', tokenize='porter unicode61 remove_diacritics 2'
);
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
            "(rowid, about, subject, value, since, until, " + ", ".join(SPAN) + ", sources, body)",
            8 + len(SPAN),
        ),
        ("state_times", "", 3),
        ("positions", "", 7),
        ("words", "(rowid, title, summary, notes)", 4),
    )
}
_MOST_STATES = 1000
"""More states than one record has."""
_AT_A_TIME = 500
"""The entries that are written together."""


class Index:
    """The index of a facts folder, compiled anew whenever the facts changed.

    Where the cache folder cannot be written it is kept in memory, by this object. Threads may share one: each question
    has a connection of its own.
    """

    def __init__(self, folder: Path, told: Told = lambda part: None) -> None:
        """Make it for a folder; `told` is told how far a compiling is, from 0 to 1."""
        self.folder, self._told = folder, told
        self._kept = ("", b"")
        """The fingerprint and the image of an index in memory."""

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask a question of the index; where it turns out to be damaged, of a new one.

        Raises BrokenFactsError where the facts have faults, and FactsError where there are none.
        """
        try:
            with closing(self._open()) as connection:
                return question(connection)
        except sqlite3.DatabaseError:
            with closing(self._open(rebuild=True)) as connection:
                return question(connection)

    def _open(self, *, rebuild: bool = False) -> sqlite3.Connection:
        now = fingerprint(self.folder)
        file = _index_file(self.folder)
        if not rebuild and (found := self._kept_for(now) or _open_fresh(file, now)):
            return found
        facts = _sound_facts(self.folder, self._told)
        try:
            _write_aside(file, facts, now, self._told)
            return sqlite3.connect(file)
        except (OSError, sqlite3.Error):  # no cache to be had: a read-only home, a full disk
            connection = sqlite3.connect(":memory:")
            _fill(connection, facts, now, self._told)
            self._kept = (now, connection.serialize())
            return connection

    def _kept_for(self, now: str) -> sqlite3.Connection | None:
        fingerprint_of_kept, image = self._kept
        if fingerprint_of_kept != now:
            return None
        connection = sqlite3.connect(":memory:")
        connection.deserialize(image)
        return connection


def _index_file(folder: Path) -> Path:
    identity = f"{folder}\n{Path(__file__).parent}"
    return (
        platformdirs.user_cache_path("karabakh")
        / f"{zlib.crc32(identity.encode('utf-8', 'surrogateescape')):08x}.sqlite"
    )


def _open_fresh(file: Path, now: str) -> sqlite3.Connection | None:
    if not os.path.isfile(file):
        return None
    connection = None
    try:
        connection = sqlite3.connect(file)
        if connection.execute("SELECT fingerprint FROM meta").fetchone() == (now,):
            return connection
    except sqlite3.Error:  # damaged, foreign or of an older version
        pass
    if connection:
        connection.close()
    return None


def _sound_facts(folder: Path, told: Told) -> "Facts":
    # What reads and checks YAML is imported only when facts changed: it costs as much as a whole question.
    from karabakh_cli.check import check
    from karabakh_cli.facts import load
    from karabakh_cli.fault import BrokenFactsError

    facts = load(folder, lambda part: told(part * _LOADED))
    errors = [fault for fault in check(facts) if not fault.warning]
    if errors:
        raise BrokenFactsError(errors, str(folder))
    return facts


def _write_aside(file: Path, facts: "Facts", now: str, told: Told) -> None:
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".aside")
    os.close(handle)
    try:
        with closing(sqlite3.connect(aside)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            _fill(connection, facts, now, told)
        os.replace(aside, file)
    except BaseException:
        os.unlink(aside)
        raise


def _fill(connection: sqlite3.Connection, facts: "Facts", now: str, told: Told) -> None:
    from karabakh_cli.entries import entries

    waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _INSERTS}

    def write() -> None:
        for table, rows in waiting.items():
            connection.executemany(_INSERTS[table], rows)
            rows.clear()

    with connection:
        connection.executescript(SCHEMA)
        for number, entry in enumerate(entries(facts), 1):
            for table, row in _rows(number, entry):
                waiting[table].append(row)
            if number % _AT_A_TIME == 0:
                write()
                told(_CHECKED + (1 - _CHECKED) * number / len(facts.loaded))
        write()
        connection.execute("INSERT INTO meta VALUES (?)", (now,))


def _rows(number: int, entry: "Entry") -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Give an entry's rows with the tables that they go into."""
    if entry.date:
        yield "times", (number, ordinal(str(entry.span[0])), ordinal(str(entry.span[3])))
    cells = [*entry.cells, *[None] * (len(CELLS) - len(entry.cells))]
    yield "records", (number, entry.record, entry.id, entry.title, entry.date, *entry.span, entry.body, *cells)
    yield "words", (number, *entry.words)
    for facet in entry.facets:
        yield "facets", (*facet, number)
    for name in entry.names:
        yield "names", (*name, entry.record, entry.id)
    for step, state in enumerate(entry.states):
        key = number * _MOST_STATES + step  # in the order of the records
        yield "states", (key, *state[:5], *state.span, state.sources, state.body)
        yield "state_times", (key, ordinal(state.span.earliest_start), ordinal(state.span.latest_end))
    for position in entry.positions:
        yield "positions", (number, *position.cells, position.body)
