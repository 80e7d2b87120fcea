"""Where the facts lie: the folder asked about, its files, and the fingerprint by which a change in them is seen."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from karabakh_cli.errors import FactsError

ENDINGS = (".yaml", ".yml")
MOST_ENTRIES = 100_000
"""Files and folders in a facts folder: of more, something else was named, as / or a home."""
_PACKAGE = Path(__file__).parent.parent
_ROOMS = tuple(_PACKAGE / room for room in ("text", "model", "read", "check", "index"))
"""The folders of the program that a fact passes on its way into the index."""
# In nanoseconds: the longest tick of the clocks that date files, and that of file systems that know seconds alone.
_SECOND = 1_000_000_000
_TICK, _COARSE_TICK = _SECOND // 50, 2 * _SECOND


def facts_folder(asked: str | None = None) -> Path:
    """Return the folder asked for, else that of KARABAKH_FACTS, else the built-in one; FactsError if there is none."""
    named = asked or os.environ.get("KARABAKH_FACTS")
    if not named:
        installed = _PACKAGE / "facts"
        return installed if installed.is_dir() else _PACKAGE.parent / "facts"
    folder = Path(os.path.abspath(os.path.expanduser(named)))
    if not os.path.isdir(folder):  # also where the name is too long for one
        raise FactsError(f"there is no facts folder: {named}", "karabakh events --facts FOLDER")
    return folder


def facts_files(folder: Path) -> list[str]:
    """List the paths of the YAML files below a folder, hidden ones apart, in the order they are read."""
    return sorted(entry.path for entry in _yaml_entries(folder))


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
    modules = (entry for room in _ROOMS for entry in os.scandir(room) if entry.name.endswith(".py"))
    program = (f"{entry.path} {_state(entry)}" for entry in modules)
    return Fingerprint("\n".join(sorted(program)), {entry.path: _state(entry) for entry in _yaml_entries(folder)})


def settled_fingerprint(folder: Path) -> Fingerprint:
    """Describe the files once their last change is older than a tick of the clock that dates it.

    A later change then has another date, and is seen even where the size stays the same.
    """
    while True:
        found = fingerprint(folder)
        changed = max((_changed(entry) for entry in _yaml_entries(folder)), default=0)
        age, tick = time.time_ns() - changed, _TICK if changed % _SECOND else _COARSE_TICK
        if not 0 <= age < tick:  # nor wait for a date that lies ahead
            return found
        time.sleep((tick - age) / _SECOND)


def _changed(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat().st_ctime_ns
    except OSError:
        return 0


def _state(entry: "os.DirEntry[str]") -> str:
    try:
        status = entry.stat()
    except OSError:
        return "unreadable"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _yaml_entries(folder: Path | str) -> "Iterator[os.DirEntry[str]]":
    """Give the entries of YAML files below a folder; a folder that links lead to again is read once."""
    waiting, seen, count = [str(folder)], set[tuple[int, int]](), 0
    while waiting:
        for entry in _entries(waiting.pop()):
            count += 1
            if count > MOST_ENTRIES:
                told = f"there are more than {MOST_ENTRIES:,} files in this folder: {folder}"
                raise FactsError(told, "name the folder of the facts")
            if entry.name.startswith("."):
                continue
            if entry.name.endswith(ENDINGS):
                yield entry
            elif (identity := _identity_of_folder(entry)) and identity not in seen:
                seen.add(identity)
                waiting.append(entry.path)


def _entries(folder: str) -> "list[os.DirEntry[str]]":
    """Return what is in a folder, by name, so that of two links to one folder it is always the same that is read."""
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        raise FactsError(
            f"this folder cannot be read: {folder}", problem.strerror or "look at its permissions"
        ) from None


def _identity_of_folder(entry: "os.DirEntry[str]") -> tuple[int, int] | None:
    """Return what tells a folder from all others; None for what is no folder, is gone, or is a link to itself."""
    try:
        if entry.is_dir():
            status = entry.stat()
            return status.st_dev, status.st_ino
    except OSError:
        pass
    return None
