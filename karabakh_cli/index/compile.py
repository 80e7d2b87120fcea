"""Facts -> an index of them, written aside and moved into place, so that a reader never sees half of one."""

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from karabakh_cli.check import RULES, check
from karabakh_cli.cleanup import at_the_end
from karabakh_cli.errors import FactsError
from karabakh_cli.index.freshness import SEAL, Fingerprint, fingerprint, settled_fingerprint
from karabakh_cli.index.previous import Previous
from karabakh_cli.index.refresh import refreshed
from karabakh_cli.index.write import fill, unsafe
from karabakh_cli.read.facts import Facts, load
from karabakh_cli.read.fault import BrokenFactsError

OnProgress = Callable[[float], None]
"""Is called with the part of the compiling that is done, from 0 to 1."""

_LOADED = 0.4
"""The part of the compiling that is done when the facts are loaded."""
_ASIDE = ".aside"
_ABANDONED = 3600
"""Seconds since its last change; on Windows, since it was made."""
_MONTH = 30 * 24 * _ABANDONED
_READINGS = 5
"""How often facts are read that change meanwhile."""


def settled_facts(folder: Path, previous: Previous, on_progress: OnProgress) -> tuple[Facts, Fingerprint]:
    """Read the facts while nothing in them changes, those of unchanged files from the previous index.

    Returns them with their state. Raises BrokenFactsError for errors, and FactsError where they never come to rest.
    """
    for _ in range(_READINGS):
        now = settled_fingerprint(folder)
        try:
            facts = _sound_facts(folder, now, previous, on_progress)
        except FactsError:
            if fingerprint(folder) == now:
                raise
        else:
            if fingerprint(folder) == now:
                return facts, now
    raise FactsError(f"the facts change while they are read: {folder}", "ask again when they are at rest")


def _sound_facts(folder: Path, now: Fingerprint, previous: Previous, on_progress: OnProgress) -> Facts:
    facts = load(folder, lambda part: on_progress(part * _LOADED), previous.unchanged(now))
    if errors := check(facts, [rule for rule in RULES if not rule.warning]):
        raise BrokenFactsError(errors, str(folder))
    return facts


def write_aside(file: Path, facts: Facts, now: Fingerprint, previous: Previous, on_progress: OnProgress) -> None:
    """Write an index aside and move it into place: the old one refreshed where that will do, else a new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(file.parent)
    _remove_indexes_of_nothing(file)
    aside = file.with_name(f"{file.stem}.{os.urandom(8).hex()}{_ASIDE}")
    with at_the_end(lambda: aside.unlink(missing_ok=True)):
        aside.touch(mode=0o600, exist_ok=False)
        try:
            done = bool(previous.files) and refreshed(file, aside, facts, now, previous)
        except sqlite3.Error:  # the old one turns out to be damaged
            done = False
        if not done:
            aside.write_bytes(b"")
            with closing(unsafe(aside)) as connection:
                fill(connection, facts, now, on_progress)
        _reach_the_disk(aside)
        os.utime(aside, (SEAL, SEAL))
        os.replace(aside, file)


def _remove_abandoned(folder: Path) -> None:
    """Remove what runs that were killed had begun to write; a run that still writes has written within the hour."""
    for aside in folder.glob(f"*{_ASIDE}"):
        with suppress(OSError):  # another run removes it too
            if time.time() - aside.stat().st_ctime > _ABANDONED:
                aside.unlink()


def _remove_indexes_of_nothing(own: Path) -> None:
    """Remove indexes of facts that are no longer where they were, a month after they were made."""
    for file in own.parent.glob("*.sqlite"):
        with suppress(OSError, sqlite3.Error, TypeError):  # another run removes it too, or it is no index
            if file != own and time.time() - file.stat().st_ctime > _MONTH:
                with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as index:
                    (path,) = index.execute("SELECT path FROM files LIMIT 1").fetchone()
                if not os.path.exists(path):
                    file.unlink()


def _reach_the_disk(file: Path) -> None:
    """Have a file written out before it takes its name: a power cut must not leave a name with half of a content."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())
        if sys.platform == "darwin":  # whose fsync reaches the disk's own memory and no further
            import fcntl  # Windows has none

            with suppress(OSError):  # a file system may not know how
                fcntl.fcntl(written, fcntl.F_FULLFSYNC)
