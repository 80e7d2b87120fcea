"""The state of the files that an index is made from, by which a change in them is seen."""

import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from karabakh_cli.read.folder import PACKAGE, yaml_entries

ROOMS = tuple(PACKAGE / room for room in ("text", "model", "read", "check", "index"))
"""The folders of the program that a fact passes on its way into the index."""
# In nanoseconds: the longest tick of the clocks that date files, and that of file systems that know seconds alone.
_SECOND = 1_000_000_000
_TICK, _COARSE_TICK = _SECOND // 50, 2 * _SECOND
_WAITS = 5
"""How often a change is waited out: facts that never come to rest are found out by who reads them."""


SEAL = 572_313_600
"""The date of modification of an index that is whole, 20 February 1988, which no clock gives a file."""


class Fingerprint(NamedTuple):
    """The state of the program's files and of each facts file: sizes, times of modification and of change."""

    program: str
    files: dict[str, str]

    @property
    def image(self) -> bytes:
        """All of it in one; as bytes, since the name of a file may be no text."""
        return os.fsencode(
            "\n".join([self.program, *(f"{path} {state}" for path, state in sorted(self.files.items()))])
        )


def fingerprint(folder: Path) -> Fingerprint:
    """Describe the files by which a change is seen; what cannot be looked at is in a state of its own."""
    modules = (entry for room in ROOMS for entry in os.scandir(room) if entry.name.endswith(".py"))
    program = (f"{entry.path} {_state(entry)}" for entry in modules)
    return Fingerprint("\n".join(sorted(program)), {entry.path: _state(entry) for entry in yaml_entries(folder)})


def settled_fingerprint(folder: Path) -> Fingerprint:
    """Describe the files once their last change is older than a tick of the clock that dates it.

    A later change then has another date, and is seen even where the size stays the same.
    """
    for _ in range(_WAITS):
        found = fingerprint(folder)
        now = time.time_ns()
        left = max((_left_of_a_tick(now, date) for entry in yaml_entries(folder) for date in _dates(entry)), default=0)
        if not left:
            return found
        time.sleep(left / _SECOND)
    return found


def _left_of_a_tick(now: int, date: int) -> int:
    """Return how long the tick lasts in which a file was changed; nothing for a date that lies ahead."""
    tick = _TICK if date % _SECOND else _COARSE_TICK
    return tick - (now - date) if 0 <= now - date < tick else 0


def _dates(entry: "os.DirEntry[str]") -> tuple[int, ...]:
    """Return when a file was changed; both, as one of them is when it was made on Windows, and one can be set."""
    try:
        status = entry.stat()
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ctime_ns


def _state(entry: "os.DirEntry[str]") -> str:
    try:
        status = entry.stat()
    except OSError:
        return "unreadable"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def untouched(index: Path) -> bool:
    """Return whether an index is as we wrote it: whatever changed it since has given it another date.

    SQLite itself notices damage to its structure, and none within a text. What another user owns, or may write, is not
    ours to trust.
    """
    try:
        status = os.stat(index)
    except OSError:
        return False
    # Windows tells neither who owns a file nor who may write it.
    ours = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
    return stat.S_ISREG(status.st_mode) and status.st_mtime == SEAL and ours
