"""Where the facts lie: the folder asked about, its files, and the fingerprint by which a change in them is seen."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from karabakh_cli.errors import FactsError

ENDINGS = (".yaml", ".yml")
_PACKAGE = Path(__file__).parent


def facts_folder(asked: str | None = None) -> Path:
    """Return the folder asked for, else that of KARABAKH_FACTS, else the built-in one; FactsError if there is none."""
    named = asked or os.environ.get("KARABAKH_FACTS")
    if not named:
        installed = _PACKAGE / "facts"
        return installed if installed.is_dir() else _PACKAGE.parent / "facts"
    folder = Path(os.path.abspath(os.path.expanduser(named)))
    if not os.path.isdir(folder):  # what cannot be looked at is none, either
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
    program = (f"{entry.name} {_state(entry)}" for entry in os.scandir(_PACKAGE) if entry.name.endswith(".py"))
    return Fingerprint("\n".join(sorted(program)), {entry.path: _state(entry) for entry in _yaml_entries(folder)})


def _state(entry: "os.DirEntry[str]") -> str:
    try:
        status = entry.stat()
    except OSError:
        return "unreadable"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _yaml_entries(folder: Path | str, above: tuple[tuple[int, int], ...] = ()) -> "Iterator[os.DirEntry[str]]":
    """Give the entries of YAML files below a folder; a link is followed, but not back to a folder that is above."""
    try:
        entries = list(os.scandir(folder))
    except OSError as problem:
        raise FactsError(
            f"this folder cannot be read: {folder}", problem.strerror or "look at its permissions"
        ) from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.name.endswith(ENDINGS):
            yield entry
        elif _is_folder(entry):
            status = entry.stat()
            if (status.st_dev, status.st_ino) not in above:
                yield from _yaml_entries(entry.path, (*above, (status.st_dev, status.st_ino)))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False
