"""Where the facts lie: the folder asked about, and its files."""

import os
from collections.abc import Iterator
from pathlib import Path

from karabakh_cli.errors import FactsError

ENDINGS = (".yaml", ".yml")
MOST_ENTRIES = 100_000
"""Files and folders in a facts folder: of more, something else was named, as / or a home."""
PACKAGE = Path(__file__).parent.parent
"""The folder of the program."""


def facts_folder(asked: str | None = None) -> Path:
    """Return the folder asked for, else that of KARABAKH_FACTS, else the built-in one.

    Raises FactsError where there is none, and where the program itself lies in no folder.
    """
    if not PACKAGE.is_dir():  # in a zip archive nothing of it could be looked at
        raise FactsError(f"the program lies in no folder: {PACKAGE}", "unpack it: python -m zipfile -e FILE FOLDER")
    if asked == "":
        raise FactsError("the name of the facts folder is empty", "karabakh events --facts FOLDER")
    named = asked or os.environ.get("KARABAKH_FACTS")
    if not named:
        installed = PACKAGE / "facts"
        return installed if installed.is_dir() else PACKAGE.parent / "facts"
    folder = Path(os.path.abspath(os.path.expanduser(named)))
    if not os.path.isdir(folder):  # also where the name is too long for one
        raise FactsError(f"there is no facts folder: {named}", "karabakh events --facts FOLDER")
    return folder


def facts_files(folder: Path) -> list[str]:
    """List the paths of the YAML files below a folder, hidden ones apart, in the order they are read."""
    return sorted(entry.path for entry in yaml_entries(folder))


def yaml_entries(folder: Path | str) -> "Iterator[os.DirEntry[str]]":
    """Give the entries of YAML files below a folder; a folder that links lead to again is read once."""
    waiting, seen, count = [str(folder)], set[object](), 0
    while waiting:
        for entry in _entries(waiting.pop()):
            count += 1
            if count > MOST_ENTRIES:
                what = f"there are more than {MOST_ENTRIES:,} files in this folder: {folder}"
                raise FactsError(what, "name the folder of the facts")
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


def _identity_of_folder(entry: "os.DirEntry[str]") -> object:
    """Return what no other folder has; None for what is no folder, is gone, or is a link to itself."""
    try:
        if entry.is_dir():
            status = entry.stat()
            # Windows tells no numbers here; what is not linked to has one path.
            return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(entry.path)
    except OSError:
        pass
    return None
