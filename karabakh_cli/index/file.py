"""The index of a facts folder: one SQLite file in the user's cache folder, made anew whenever it is stale or damaged.

YAML is the source of truth; this is its compiled form.
"""

import re
import sqlite3
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import platformdirs

from karabakh_cli.errors import FactsError, QuestionError
from karabakh_cli.index.built_in import open_built_in
from karabakh_cli.index.freshness import Fingerprint, fingerprint, untouched
from karabakh_cli.read.folder import PACKAGE

if TYPE_CHECKING:
    from karabakh_cli.index.compile import OnProgress

T = TypeVar("T")

_LEAST_SQLITE = (3, 27)
"""Older ones read no `remove_diacritics 2`."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def unheard(part: float) -> None:
    """Take no notice of how far a compiling is; a function with a name, so that what holds it can be pickled."""


class Index:
    """The index of a facts folder, compiled anew whenever the facts changed.

    Where the cache folder cannot be written it is kept in memory, by this object. Threads may share one: each question
    has a connection of its own.
    """

    def __init__(self, folder: Path, on_progress: "OnProgress" = unheard) -> None:
        """Make it for a folder; `on_progress` is called with the part of a compiling that is done, from 0 to 1."""
        self.folder, self._on_progress = folder, on_progress
        self._in_memory = (b"", b"")
        """The fingerprint and the image of an index in memory."""

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask a question of the index, on one connection; where it turns out to be damaged, of a new one.

        Raises BrokenFactsError where the facts have faults, FactsError where there are none or SQLite lacks what an
        index needs, and QuestionError where what is asked is no text.
        """
        try:
            return self._answered(question)
        except sqlite3.DatabaseError as problem:
            if not _is_damage(problem):
                raise
            return self._answered(question, rebuild=True)

    def _answered(self, question: Callable[[sqlite3.Connection], T], *, rebuild: bool = False) -> T:
        try:
            with closing(self._open(rebuild=rebuild)) as connection:
                return question(connection)
        except UnicodeEncodeError as problem:  # bytes of another encoding, as Python takes them from a command line
            raise QuestionError(f"this is not UTF-8: {problem.object}", "write it in UTF-8") from None
        except sqlite3.OperationalError as problem:
            if lacking := re.match(r"no such (?:module|function): (\w+)", str(problem)):
                raise _unfit(f"without {lacking[1]}") from None
            raise

    def _open(self, *, rebuild: bool) -> sqlite3.Connection:
        if sqlite3.sqlite_version_info < _LEAST_SQLITE:
            raise _unfit(f"which is older than {'.'.join(map(str, _LEAST_SQLITE))}")
        if not rebuild and (built_in := open_built_in(self.folder)):
            return built_in
        now = fingerprint(self.folder)
        file = _index_file(self.folder)
        if not rebuild and (found := self._from_memory(now) or (file and _open_fresh(file, now))):
            return found
        return self._compiled(file, now.program, anew=rebuild)

    def _compiled(self, file: Path | None, program: str, *, anew: bool) -> sqlite3.Connection:
        # What reads, checks and compiles facts is imported only when they changed: it costs as much as a question.
        from karabakh_cli.index import compile, previous, write

        before = previous.Previous() if anew or not file else previous.previous_index(file, program)
        facts, now = compile.settled_facts(self.folder, before, self._on_progress)
        if file:
            try:
                compile.write_aside(file, facts, now, before, self._on_progress)
                return sqlite3.connect(file)
            except (OSError, sqlite3.Error):  # no cache to be had: a read-only home, a full disk
                pass
        connection = sqlite3.connect(":memory:")
        write.fill(connection, facts, now, self._on_progress)
        self._in_memory = (now.image, connection.serialize())
        return connection

    def _from_memory(self, now: Fingerprint) -> sqlite3.Connection | None:
        of, image = self._in_memory
        if of != now.image:
            return None
        connection = sqlite3.connect(":memory:")
        connection.deserialize(image)
        return connection


def _index_file(folder: Path) -> Path | None:
    """Return where the index of a folder lies: apart for each program, Python and SQLite, which do not share one.

    A user without a home, in the environment and among the users of the system, has no place for one: None.
    """
    cache = platformdirs.user_cache_path("karabakh")
    if not cache.is_absolute():
        return None
    running = f"{PACKAGE}\n{sys.version_info[:2]} {sqlite3.sqlite_version}"
    identity = f"{folder}\n{running}".encode("utf-8", "surrogateescape")
    return cache / f"{zlib.crc32(identity):08x}.sqlite"


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


def _is_damage(problem: sqlite3.DatabaseError) -> bool:
    """Return whether SQLite complains of the index and not of the question."""
    code = getattr(problem, "sqlite_errorcode", 0)
    message = str(problem)
    return code & 0xFF in _DAMAGED or message.startswith(("no such table", "Could not decode to UTF-8"))


def _unfit(how: str) -> FactsError:
    return FactsError(
        f"this Python has SQLite {sqlite3.sqlite_version}, {how}",
        "karabakh needs SQLite 3.27 or later with FTS5, R*Tree and JSON: use another Python",
    )
