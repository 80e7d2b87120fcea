"""The facts for other programs: one file or folder in an open form, which its name chooses.

It is written aside and moved into place, so that what was there before is whole until what replaces it is.
"""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from karabakh_cli.errors import OutputError, QuestionError
from karabakh_cli.export import datapackage, geojson, sqlite

Records = Sequence[dict[str, Any]]


def _write_json(records: Records, file: Path) -> None:
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


_FILES: dict[str, Callable[[Records, Path], None]] = {
    ".db": sqlite.write,
    ".sqlite": sqlite.write,
    ".zip": datapackage.write_zip,
    ".geojson": geojson.write,
    ".json": _write_json,
}


def export(records: Records, file: Path, *, force: bool = False) -> list[Path]:
    """Write whole records into a file or folder and return what was written; `force` replaces what is there.

    A name without an ending is a folder, a data package; beside `.db` and `.sqlite` stands a file of metadata. Raises
    QuestionError for an unknown ending, and OutputError where it cannot be written or something is in its place.
    """
    writer = _writer(file)
    _refuse_to_replace(file, force=force)
    metadata = file.with_suffix(".metadata.json") if writer is sqlite.write else None
    if metadata:
        _refuse_to_replace(metadata, force=force)
    try:
        with _aside(file, folder=writer is datapackage.write_folder) as aside:
            writer(records, aside)
        if metadata:
            with _aside(metadata) as aside:
                sqlite.write_metadata(aside, file.stem)
    except OSError as problem:
        raise OutputError(
            f"{file} cannot be written: {problem.strerror or problem}", "write to another place"
        ) from None
    except sqlite3.Error as problem:
        raise OutputError(f"{file} cannot be written: {problem}", "write to another place") from None
    return [file, *([metadata] if metadata else [])]


def _writer(file: Path) -> Callable[[Records, Path], None]:
    ending = file.suffix.lower()
    if not ending:
        return datapackage.write_folder
    if ending not in _FILES:
        raise QuestionError(
            f"no form has this ending: {file.name}", f"one of {', '.join(_FILES)}, or a folder's name without an ending"
        )
    return _FILES[ending]


def _refuse_to_replace(file: Path, *, force: bool) -> None:
    """Raise OutputError where something is in the place of a file that must not, or may not without force, go."""
    if file.is_dir():
        ours = not any(file.iterdir()) or (file / datapackage.DESCRIPTOR).is_file()
        if file.suffix or not ours:
            raise OutputError(f"this is a folder of something else: {file}", "choose another name")
    if os.path.lexists(file) and not force:
        raise OutputError(f"there is something of this name: {file}", f"karabakh export {file} --force")


@contextmanager
def _aside(file: Path, *, folder: bool = False) -> Iterator[Path]:
    """Give a place beside a file to write to, and move what was written there into its own place at the end."""
    room = Path(tempfile.mkdtemp(dir=file.absolute().parent, prefix=f".{file.name}."))
    try:
        aside = room / (file.name or "package")
        if folder:
            aside.mkdir()
        yield aside
        replaced = room / "replaced"
        if file.is_dir():
            os.replace(file, replaced)
        try:
            os.replace(aside, file)
        except BaseException:
            if replaced.exists():
                os.replace(replaced, file)
            raise
    finally:
        shutil.rmtree(room, ignore_errors=True)
