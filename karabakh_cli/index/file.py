"""Records -> one SQLite file in the user's cache folder, kept fresh. The only place that writes SQL tables.

YAML is the source of truth; this is its compiled form, found stale by the fingerprint of the files. It is built
aside and moved into place, so that a reader never sees half of one.
"""

import os
import sqlite3
import stat
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import platformdirs

from karabakh_cli.errors import QuestionError
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.read.folder import Fingerprint, fingerprint

T = TypeVar("T")
Told = Callable[[float], None]

SPAN = ("earliest_start", "latest_start", "earliest_end", "latest_end", "qualified")
CELLS = tuple(f"cell{number}" for number in range(max(map(len, COLUMNS.values()))))

SCHEMA = f"""
CREATE TABLE meta (fingerprint BLOB, program TEXT);
CREATE TABLE files (path BLOB PRIMARY KEY, state TEXT, kind TEXT, records BLOB);  -- facts.Packed
CREATE TABLE records (
  number INTEGER PRIMARY KEY,  -- in the order of presentation, with room between
  record TEXT, id TEXT UNIQUE, title TEXT, date TEXT,
  {", ".join(SPAN)},
  body TEXT,                   -- the whole record with its references resolved, as JSON
  {", ".join(CELLS)}           -- the row of a table, in the order of the kind's columns
);
CREATE VIRTUAL TABLE times USING rtree (number, first, last);  -- the days that a record's date may mean, as ordinals
CREATE TABLE facets (          -- what a filter asks: this record has this value under this name
  number INTEGER, name TEXT, value TEXT, PRIMARY KEY (number, name, value)  -- as they come, so that they are appended
) WITHOUT ROWID;
CREATE TABLE names (folded TEXT, name TEXT, record TEXT, id TEXT);
CREATE TABLE states (          -- what held over time: states.State
  about TEXT, subject TEXT, value TEXT, since TEXT, until TEXT, {", ".join(SPAN)}, sources TEXT, body TEXT
);
CREATE VIRTUAL TABLE state_times USING rtree (number, first, last);
CREATE TABLE positions (number INTEGER, id TEXT, about TEXT, "by" TEXT, says TEXT, sources TEXT, body TEXT);
CREATE VIRTUAL TABLE words USING fts5 (
  title, summary, notes, content='', tokenize='porter unicode61 remove_diacritics 2'
);
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
"""


SEAL = 572_313_600
"""The date of modification of an index that is whole, 20 February 1988, which no clock gives a file."""


class Index:
    """The index of a facts folder, compiled anew whenever the facts changed.

    Where the cache folder cannot be written it is kept in memory, by this object. Threads may share one: each question
    has a connection of its own.
    """

    def __init__(self, folder: Path, told: Told = lambda part: None) -> None:
        """Make it for a folder; `told` is told how far a compiling is, from 0 to 1."""
        self.folder, self._told = folder, told
        self._kept = (b"", b"")
        """The fingerprint and the image of an index in memory."""

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask a question of the index; where it turns out to be damaged, of a new one.

        Raises BrokenFactsError where the facts have faults, FactsError where there are none, and QuestionError where
        what is asked is no text.
        """
        try:
            return self._answered(question)
        except sqlite3.DatabaseError:
            return self._answered(question, rebuild=True)

    def _answered(self, question: Callable[[sqlite3.Connection], T], *, rebuild: bool = False) -> T:
        with closing(self._open(rebuild=rebuild)) as connection:
            try:
                return question(connection)
            except UnicodeEncodeError as problem:  # bytes of another encoding, as Python takes them from a command line
                raise QuestionError(f"this is not UTF-8: {problem.object}", "write it in UTF-8") from None

    def _open(self, *, rebuild: bool) -> sqlite3.Connection:
        now = fingerprint(self.folder)
        file = _index_file(self.folder)
        if not rebuild and (found := self._kept_for(now) or _open_fresh(file, now)):
            return found
        return self._compiled(file, now.program, anew=rebuild)

    def _compiled(self, file: Path, program: str, *, anew: bool) -> sqlite3.Connection:
        # What reads, checks and compiles facts is imported only when they changed: it costs as much as a question.
        from karabakh_cli.index import compiling

        before = compiling.Before() if anew else compiling.index_before(file, program)
        facts, now = compiling.settled_facts(self.folder, before, self._told)
        try:
            compiling.write_aside(file, facts, now, before, self._told)
            return sqlite3.connect(file)
        except (OSError, sqlite3.Error):  # no cache to be had: a read-only home, a full disk
            connection = sqlite3.connect(":memory:")
            compiling.fill(connection, facts, now, self._told)
            self._kept = (now.image, connection.serialize())
            return connection

    def _kept_for(self, now: Fingerprint) -> sqlite3.Connection | None:
        fingerprint_of_kept, image = self._kept
        if fingerprint_of_kept != now.image:
            return None
        connection = sqlite3.connect(":memory:")
        connection.deserialize(image)
        return connection


def _index_file(folder: Path) -> Path:
    identity = f"{folder}\n{Path(__file__).parent.parent}"
    return (
        platformdirs.user_cache_path("karabakh")
        / f"{zlib.crc32(identity.encode('utf-8', 'surrogateescape')):08x}.sqlite"
    )


def untouched(file: Path) -> bool:
    """Tell whether an index is as it was written: whatever changed it since has given it another date.

    SQLite itself notices damage to its structure, and none within a text.
    """
    try:
        status = os.stat(file)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_mtime == SEAL


def _open_fresh(file: Path, now: Fingerprint) -> sqlite3.Connection | None:
    if not untouched(file):
        return None
    connection = None
    try:
        connection = sqlite3.connect(file)
        if connection.execute("SELECT fingerprint FROM meta").fetchone() == (now.image,):
            return connection
    except sqlite3.Error:  # damaged, foreign or of an older version
        pass
    if connection:
        connection.close()
    return None
