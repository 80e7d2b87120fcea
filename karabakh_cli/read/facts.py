"""Facts files -> records, and what is wrong with the files and with the shape of the records."""

import gc
import os
import stat
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from karabakh_cli.errors import FactsError
from karabakh_cli.model.links import Link, links
from karabakh_cli.model.record import RECORDS
from karabakh_cli.model.subject import Subject
from karabakh_cli.model.subject_file import SHAPES
from karabakh_cli.model.subject_file import Subject as SubjectRecord
from karabakh_cli.read import strict_yaml
from karabakh_cli.read.fault import MOST_FAULTS, Fault, Path_
from karabakh_cli.read.folder import facts_files
from karabakh_cli.read.shape import faults_of_shape, shape


class Loaded(NamedTuple):
    """A record, its kind, and the place it was read from."""

    kind: str
    record: Any
    file: Path
    number: int
    """Its position in the file, from 0."""
    links: tuple[Link, ...]
    """Every reference and date in it."""

    def fault(self, path: Path_, what: str, remedy: str) -> Fault:
        """Return a fault at a value of the record."""
        return Fault(what, remedy, path=(self.number, *path), file=str(self.file))

    def citations(self) -> Iterator[tuple[Path_, Any]]:
        """Give every citation of the record, of its parts too, with the path to it."""
        for path, to, _ in self.links:
            if to == "source":
                citation: Any = self.record
                for step in path[:-1]:
                    citation = citation[step] if isinstance(step, int) else getattr(citation, step)
                yield path[:-1], citation


class Facts:
    """The records of a folder in the order of its files, and what is wrong with the files and the records' shape."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loaded: list[Loaded] = []
        self.subjects: list[Loaded] = []
        """What the facts are about: one, or none; several are a fault."""
        self.faults: list[Fault] = []

    @cached_property
    def by_id(self) -> dict[str, Loaded]:
        """The records by id; of two with one id, the first."""
        return {loaded.record.id: loaded for loaded in reversed(self.loaded)}

    def of_kind(self, *kinds: str) -> Iterator[Loaded]:
        """Give the records of some kinds."""
        return (loaded for loaded in self.loaded if loaded.kind in kinds)

    @property
    def subject_record(self) -> SubjectRecord:
        """The subject as it is written; one that says nothing where there is none."""
        return self.subjects[0].record if self.subjects else SubjectRecord(title=self.folder.name)

    @cached_property
    def subject(self) -> Subject:
        """What the facts are about."""
        return Subject(msgspec.to_builtins(self.subject_record))

    def add(self, loaded: Loaded) -> None:
        """Take in a record, or the subject."""
        (self.subjects if loaded.kind == "subject" else self.loaded).append(loaded)


class CachedFile(NamedTuple):
    """The records of a facts file that had no faults, with their links, as bytes, and the state the file was in."""

    state: str
    kind: str
    records: bytes

    def unpacked(self) -> list[tuple[Any, tuple[Link, ...]]]:
        """Return the records, each with its links."""
        pair = types.GenericAlias(tuple, (SHAPES[self.kind], tuple[Link, ...]))
        found: list[tuple[Any, tuple[Link, ...]]] = msgspec.msgpack.decode(
            self.records, type=types.GenericAlias(list, (pair,))
        )
        return found


def cached(state: str, loaded: Sequence[Loaded]) -> CachedFile:
    """Pack the records of one facts file, which have one kind."""
    return CachedFile(state, loaded[0].kind, msgspec.msgpack.encode([(each.record, each.links) for each in loaded]))


def load(
    folder: Path,
    on_progress: Callable[[float], None] = lambda part: None,
    unchanged: Mapping[str, CachedFile] | None = None,
) -> Facts:
    """Read every facts file of a folder; raise FactsError where it holds none.

    `on_progress` is called with the part of the files that is read, from 0 to 1. The records of `unchanged` files, by
    their paths, are taken from there.
    """
    facts = Facts(folder)
    files = facts_files(folder)
    if not files:
        raise FactsError(
            f"there are no facts in this folder: {folder}", "a facts folder holds events/YEAR.yaml and so on"
        )
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and looking for them would take a third of the time
    try:
        for number, file in enumerate(files):
            if len(facts.faults) >= MOST_FAULTS:
                break
            on_progress(number / len(files))
            if unchanged and file in unchanged:
                _unpack(Path(file), unchanged[file], facts)
            else:
                _load_file(Path(file), facts)
    finally:
        if collecting:
            gc.enable()
    return facts


def _unpack(file: Path, unchanged: CachedFile, facts: Facts) -> None:
    for index, (record, found) in enumerate(unchanged.unpacked()):
        facts.add(Loaded(unchanged.kind, record, file, index, found))


def _load_file(file: Path, facts: Facts) -> None:
    def add(*faults: Fault) -> None:
        facts.faults += [fault._replace(file=str(file), line=fault.line or 1) for fault in faults]

    kind = _kind(file, facts.folder)
    if kind is None:
        folders = ", ".join(f"{kind}s" for kind in RECORDS)
        add(Fault("this file is in none of the facts folders", f"Move it into one of {folders}", "LOAD01"))
        return
    try:
        text = strict_yaml.decode(content(file))
        rows = strict_yaml.read(text)
    except strict_yaml.FaultyText as faulty:
        add(*faulty.faults)
        return
    except OSError as problem:
        add(Fault(f"this file cannot be read: {problem.strerror or problem}", "Look at what it is", "LOAD01"))
        return
    for index, row in enumerate(rows):
        if len(facts.faults) >= MOST_FAULTS:
            break
        try:
            record = shape(row, SHAPES[kind])
            facts.add(Loaded(kind, record, file, index, tuple(links(record))))
        except msgspec.ValidationError:
            for found in islice(faults_of_shape(row, SHAPES[kind]), MOST_FAULTS):
                add(found._replace(line=strict_yaml.line_of(text, (index, *found.path))))


def _kind(file: Path, folder: Path) -> str | None:
    """Return the kind of what a file holds: its folder's, or that of its own name; None if neither names one."""
    top = file.relative_to(folder).parts[0].removesuffix(file.suffix)
    return "subject" if top == "subject" else next((kind for kind in RECORDS if top == f"{kind}s"), None)


def content(file: Path) -> bytes:
    """Read a facts file; raise OSError for what could block or flood the program, and for what cannot be read."""
    _refuse_other_than_files(file.stat())
    with open(file, "rb", opener=_without_waiting) as opened:
        _refuse_other_than_files(os.fstat(opened.fileno()))  # it may have been replaced since
        return opened.read(strict_yaml.LARGEST_FILE + 1)


def _refuse_other_than_files(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError("it is not a regular file")


def _without_waiting(path: str, flags: int) -> int:
    """Open a file without waiting for somebody to write to it, should it be a pipe; not every system can wait."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
