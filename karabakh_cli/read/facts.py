"""Facts files -> records, by the classes of `model`: an unknown key, a missing one, a wrong word is a fault."""

import gc
import os
import re
import stat
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from karabakh_cli.errors import FactsError, near
from karabakh_cli.model.record import RECORDS, Naming, Number, Record, bare_type, namings
from karabakh_cli.read import strict_yaml
from karabakh_cli.read.fault import Fault
from karabakh_cli.read.folder import facts_files

MOST_FAULTS = 1000
"""The faults that are told of the shapes of records, and by each rule: who has more looks again after mending them."""

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_TRUTH = {"true": True, "false": False}

Path_ = tuple[str | int, ...]
"""The keys and list positions from a record to one of its values."""


class Loaded(NamedTuple):
    """A record, its kind, and the place it was read from."""

    kind: str
    record: Any
    file: Path
    number: int
    """Its position in the file, from 0."""
    namings: tuple[Naming, ...]
    """What it names: every reference and date in it."""


class Facts:
    """The records of a folder in the order of its files, and what is wrong with the files and the records' shape."""

    def __init__(self) -> None:
        self.loaded: list[Loaded] = []
        self.faults: list[Fault] = []

    @cached_property
    def by_id(self) -> dict[str, Loaded]:
        """The records by id; of two with one id, the first."""
        return {loaded.record.id: loaded for loaded in reversed(self.loaded)}

    def of_kind(self, *kinds: str) -> Iterator[Loaded]:
        """Give the records of some kinds."""
        return (loaded for loaded in self.loaded if loaded.kind in kinds)


class Misshape(NamedTuple):
    """What is wrong with the shape of one record, and where in it."""

    path: Path_
    code: str
    what: str
    remedy: str


class Packed(NamedTuple):
    """The records of a facts file that had no faults, with what they name, as bytes, and the state the file was in."""

    state: str
    kind: str
    records: bytes

    def unpacked(self) -> list[tuple[Any, tuple[Naming, ...]]]:
        """Return the records, each with its namings."""
        pair = types.GenericAlias(tuple, (RECORDS[self.kind], tuple[Naming, ...]))
        found: list[tuple[Any, tuple[Naming, ...]]] = msgspec.msgpack.decode(
            self.records, type=types.GenericAlias(list, (pair,))
        )
        return found


def packed(state: str, loaded: Sequence[Loaded]) -> Packed:
    """Pack the records of one facts file, which have one kind."""
    return Packed(state, loaded[0].kind, msgspec.msgpack.encode([(each.record, each.namings) for each in loaded]))


def load(
    folder: Path, told: Callable[[float], None] = lambda part: None, kept: Mapping[str, Packed] | None = None
) -> Facts:
    """Read every facts file of a folder; raise FactsError where it holds none.

    `told` is told the part of the files that is read, from 0 to 1. Of the files that are `kept`, by their paths, the
    records are taken from there.
    """
    facts = Facts()
    files = facts_files(folder)
    if not files:
        raise FactsError(
            f"there are no facts in this folder: {folder}", "a facts folder holds events/1993.yaml and so on"
        )
    collecting = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and looking for them would take a third of the time
    try:
        for number, file in enumerate(files):
            told(number / len(files))
            if kept and file in kept:
                _unpack(Path(file), kept[file], facts)
            else:
                _load_file(folder, Path(file), facts)
    finally:
        if collecting:
            gc.enable()
    return facts


def _unpack(file: Path, kept: Packed, facts: Facts) -> None:
    for index, (record, named) in enumerate(kept.unpacked()):
        facts.loaded.append(Loaded(kept.kind, record, file, index, named))


def _load_file(folder: Path, file: Path, facts: Facts) -> None:
    def fault(line: int, code: str, what: str, remedy: str) -> None:
        facts.faults.append(Fault(str(file), line, code, what, remedy))

    top = file.relative_to(folder).parts[0].removesuffix(file.suffix)
    kind = next((kind for kind in RECORDS if top == f"{kind}s"), None)
    if kind is None:
        folders = ", ".join(f"{kind}s" for kind in RECORDS)
        fault(1, "LOAD01", "this file is in none of the facts folders", f"Move it into one of {folders}")
        return
    try:
        text = strict_yaml.decode(content(file))
        rows = strict_yaml.read(text)
    except strict_yaml.FaultyText as faulty:
        for text_fault in faulty.faults:
            fault(*text_fault)
        return
    except OSError as problem:
        fault(1, "LOAD01", f"this file cannot be read: {problem.strerror or problem}", "Look at what it is")
        return
    for index, row in enumerate(rows):
        if len(facts.faults) >= MOST_FAULTS:
            break
        try:
            record = shape(row, RECORDS[kind])
            facts.loaded.append(Loaded(kind, record, file, index, tuple(namings(record))))
        except msgspec.ValidationError:
            for found in islice(misshapes(row, RECORDS[kind]), MOST_FAULTS):
                fault(strict_yaml.line_of(text, (index, *found.path)), found.code, found.what, found.remedy)


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


def shape(row: dict[str, Any], record: type[Record]) -> Record:
    """Make a record from a mapping of texts; raise msgspec.ValidationError if its shape is not the class's."""
    return msgspec.convert(_typed(row, record), record)


def misshapes(row: dict[str, Any], record: type[Record]) -> Iterator[Misshape]:
    """Tell everything that is wrong with the shape of a mapping: each unknown or missing key, each wrong value."""
    types = get_type_hints(record, include_extras=True)
    for key in row.keys() - types.keys():
        yield _unknown_key((key,), types)
    for field in msgspec.structs.fields(record):
        if field.required and field.name not in row:
            yield Misshape((), "SHAPE02", f"the key {field.name} is missing", f"Add the key {field.name}")
    for key, value in _typed(row, record).items():
        if key in types:
            try:
                msgspec.convert(value, types[key])
            except msgspec.ValidationError as problem:
                yield _in_words(key, value, types[key], str(problem))


def _typed(row: dict[str, Any], record: type[Record]) -> dict[str, Any]:
    """Turn texts into numbers and true/false where the class has them: there alone, and in their plain form alone."""
    typed = dict(row)
    for key, type_ in _other_than_texts(record).items():
        value = row.get(key)
        if isinstance(value, str):
            if type_ is bool:
                typed[key] = _TRUTH.get(value, value)
            elif _NUMBER.fullmatch(value):
                typed[key] = float(value) if "." in value else int(value)
    return typed


@cache
def _other_than_texts(record: type[Record]) -> dict[str, Any]:
    """Return the fields of a class that hold a number or a truth, with their types."""
    types = (bool, Number | None, float | None)
    return {name: type_ for name, type_ in get_type_hints(record).items() if type_ in types}


def _in_words(key: str, value: Any, type_: Any, problem: str) -> Misshape:
    """Say a message of msgspec ("Invalid enum value 'x' - at `$[0].role`") as a fault with its place and remedy."""
    message, _, place = problem.partition(" - at `$")
    path: Path_ = (key,)
    for step in re.findall(r"\[(\d+)\]|\.(\w+)", place):
        path += (int(step[0]) if step[0] else step[1],)
    type_ = _type_at(type_, path[1:])
    if found := re.match(r"Object contains unknown field `(.*)`", message):
        return _unknown_key((*path, found[1]), get_type_hints(type_))
    if found := re.match(r"Object missing required field `(.*)`", message):
        return Misshape(path, "SHAPE02", f"the key {found[1]} is missing", f"Add the key {found[1]}")
    for step in path[1:]:
        value = value[step]
    words = get_args(type_) if get_origin(type_) is Literal else ()
    if words:
        likely = near(str(value), words) or words
        return Misshape(path, "SHAPE03", f"no such {path[-1]}: {_shown(value)}", f"Write one of {', '.join(likely)}")
    field = next(step for step in reversed(path) if isinstance(step, str))
    return Misshape(path, "SHAPE03", f"{field} cannot be {_shown(value)}", f"Write {_wanted(type_)}")


def _unknown_key(path: Path_, known: dict[str, Any]) -> Misshape:
    if " " in str(path[-1]):  # {gives: over 200,000}
        return Misshape(
            path, "SHAPE01", f"unknown key: {_shown(path[-1])}", "Within { } a comma ends a value: quote the text"
        )
    likely = near(str(path[-1]), known) or sorted(known)
    return Misshape(path, "SHAPE01", f"unknown key: {_shown(path[-1])}", f"Write one of {', '.join(likely)}")


def _type_at(type_: Any, path: Sequence[str | int]) -> Any:
    """Return the type of a value inside a type, by keys and list positions, without what may surround it."""
    for step in path:
        type_ = get_args(bare_type(type_))[0] if isinstance(step, int) else get_type_hints(bare_type(type_))[step]
    return bare_type(type_)


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return value if len(value) <= 60 else f"{value[:60]}..."


def _wanted(type_: Any) -> str:
    origin = get_origin(type_) or type_
    if origin is list:
        return "a list"
    if origin is bool:
        return "true or false"
    if isinstance(origin, type) and issubclass(origin, msgspec.Struct):
        return "a mapping with " + ", ".join(origin.__struct_fields__)
    return "a number" if origin is not str else "a text"
