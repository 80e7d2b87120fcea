"""The facts for other programs: one file or folder in an open form, which its name chooses.

It is written aside and moved into place, so that what was there before is whole until what replaces it is.
"""

import os
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from karabakh_cli.cleanup import at_the_end
from karabakh_cli.errors import OutputError, QuestionError
from karabakh_cli.export import datapackage, geojson, sqlite
from karabakh_cli.model.subject import Subject
from karabakh_cli.render.structured import array

Records = Sequence[Any]


def _write_json(records: Records, subject: Subject, file: Path) -> None:
    file.write_text("".join(f"{line}\n" for line in array(records)), encoding="utf-8", newline="\n")


Writer = Callable[[Records, Subject, Path], None]
_FILES: dict[str, Writer] = {
    ".db": sqlite.write,
    ".sqlite": sqlite.write,
    ".zip": datapackage.write_zip,
    ".geojson": geojson.write,
    ".json": _write_json,
}
_OF_A_DATABASE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database: with another file in its place it would be read into that."""


def export(
    records: Records, subject: Subject, file: Path, *, force: bool = False, others: Mapping[str, Writer] | None = None
) -> list[Path]:
    """Write whole records into a file or folder and return what was written; `force` replaces what is there.

    A name without an ending is a folder, a data package; beside `.db` and `.sqlite` stands a file of metadata; `others`
    are writers for more endings. Raises QuestionError for an unknown ending, and OutputError where it cannot be written
    or something is in its place.
    """
    writer = _writer(file, {**_FILES, **(others or {})})
    targets, kept = [file], list[Path]()
    if writer is sqlite.write:
        targets.append(file.with_suffix(".metadata.json"))
        kept = [file.with_name(f"{file.name}{ending}") for ending in _OF_A_DATABASE]
    try:
        for there in (*targets, *kept):
            _refuse_folder_of_others(there, folder=writer is datapackage.write_folder)
            if os.path.lexists(there) and not force:
                raise OutputError(f"already exists: {there}", f"karabakh export {_as_typed(file)} --force")
        _write_aside(records, subject, writer, targets, kept)
    except (OSError, sqlite3.Error) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise OutputError(f"{file} cannot be written: {reason}", "write to another place") from None
    return targets


def _as_typed(file: Path) -> str:
    """Return the name of a file as a shell and the command line take it: quoted, and never for an option."""
    name = shlex.quote(str(file))
    return f"./{name}" if str(file).startswith("-") else name


def _writer(file: Path, endings: Mapping[str, Writer]) -> Writer:
    if str(file) == "-":
        raise QuestionError("an export is a file, and - is none", "karabakh export FILE, or karabakh events --json")
    ending = file.suffix.lower()
    if not ending:
        return datapackage.write_folder
    if ending not in endings:
        raise QuestionError(
            f"unknown ending: {file.name}", f"one of {', '.join(endings)}, or a folder's name without an ending"
        )
    return endings[ending]


def _refuse_folder_of_others(target: Path, *, folder: bool) -> None:
    """Raise OutputError where a folder stands that is not ours to replace, whatever is asked."""
    if target.is_dir() and not (folder and _is_ours(target)):
        raise OutputError(f"this is a folder of something else: {target}", "choose another name")


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder holds nothing, or a data package of ours and nothing that a person put beside it."""
    there = {entry.name for entry in folder.iterdir() if entry.is_file()}
    only_files = len(there) == len(os.listdir(folder))
    return only_files and (not there or datapackage.MARKS <= there <= datapackage.NAMES)


def _write_aside(
    records: Records, subject: Subject, writer: Writer, targets: Sequence[Path], kept: Sequence[Path]
) -> None:
    """Write all that stands in a name's place into a room beside it, and move it into place when it is all there."""
    file = targets[0]
    room = file.absolute().parent / f".karabakh-export.{os.urandom(8).hex()}"
    with at_the_end(lambda: shutil.rmtree(room, ignore_errors=True)):
        room.mkdir(mode=0o700)
        written = [room / str(number) for number, _ in enumerate(targets)]
        if writer is datapackage.write_folder:
            written[0].mkdir()
        writer(records, subject, written[0])
        for metadata in written[1:]:
            sqlite.write_metadata(records, subject, metadata, file.stem)
        for aside, target in zip(written, targets, strict=True):
            _keep_modes(aside, target)
        _move(written[0], file, [*kept, *([file] if file.is_dir() else [])], room)
        for aside, target in zip(written[1:], targets[1:], strict=True):
            os.replace(aside, target)


def _keep_modes(aside: Path, target: Path) -> None:
    """Let who may read and write what is replaced, and no one else, do so with what replaces it, file by file."""
    if target.exists():
        shutil.copymode(target, aside)
    if target.is_dir():
        for file in aside.iterdir():
            _keep_modes(file, target / file.name)


def _move(aside: Path, target: Path, away: Sequence[Path], room: Path) -> None:
    """Move what was written aside into its place; what must not stand there is moved away first, and back if it fails.

    That is a folder in its place, and what SQLite keeps beside a database: it would be read into the new one.
    """
    replaced = {old: room / f"replaced{number or ''}" for number, old in enumerate(away)}

    def put_back() -> None:
        if aside.exists():
            for old, moved in replaced.items():
                if moved.exists() and not old.exists():
                    os.replace(moved, old)

    with at_the_end(put_back):
        for old, moved in replaced.items():
            if os.path.lexists(old):
                os.replace(old, moved)
        os.replace(aside, target)
