"""A mapping of texts -> a record, by the classes of `model`, or what is wrong with its shape."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from karabakh_cli.model.links import bare_type, part_of
from karabakh_cli.model.part import Number, Part
from karabakh_cli.read.fault import Fault, Path_
from karabakh_cli.text.nearest import near

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_TRUTH = {"true": True, "false": False}


def shape(row: dict[str, Any], record: type[Part]) -> Part:
    """Make a record from a mapping of texts; raise msgspec.ValidationError if its shape is not the class's."""
    return msgspec.convert(_typed(row, record), record)


def faults_of_shape(row: dict[str, Any], record: type[Part]) -> Iterator[Fault]:
    """Find everything that is wrong with the shape of a mapping: each unknown or missing key, each wrong value."""
    types = get_type_hints(record, include_extras=True)
    for key in row.keys() - types.keys():
        yield _unknown_key((key,), types)
    for field in msgspec.structs.fields(record):
        if field.required and field.name not in row:
            yield _fault((), "SHAPE02", f"the key {field.name} is missing", f"Add the key {field.name}")
    for key, value in _typed(row, record).items():
        if key in types:
            try:
                msgspec.convert(value, types[key])
            except msgspec.ValidationError as problem:
                yield _in_words(key, value, types[key], str(problem))


def _typed(row: dict[str, Any], record: type[Part]) -> dict[str, Any]:
    """Turn texts into numbers and true/false where the class has them: there alone, and in their plain form alone."""
    return row | {key: _of_type(row[key], type_) for key, type_ in _other_than_texts(record).items() if key in row}


def _of_type(value: Any, type_: Any) -> Any:
    """Turn a text into the number or the truth that a type has there, and what lists and parts have of them."""
    if isinstance(value, list):
        return [_of_type(item, type_) for item in value]
    if isinstance(value, dict):
        return _typed(value, type_) if isinstance(type_, type) else value
    if type_ is bool:
        return _TRUTH.get(value, value)
    if type_ is Number and isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


@cache
def _other_than_texts(record: type[Part]) -> dict[str, Any]:
    """Return the fields of a class that hold numbers or truths, with Number or bool, and those with parts that do."""
    found = {name: _innermost(type_) for name, type_ in get_type_hints(record).items()}
    return {name: type_ for name, type_ in found.items() if type_ is not None}


def _innermost(type_: Any) -> Any:
    """Return what a type holds, within lists too, if that is no text."""
    if part := part_of(type_):
        return part if _other_than_texts(part) else None
    bare = bare_type(type_)
    if bare is bool:
        return bool
    if bare in (float, Number, Number | None):
        return Number
    return _innermost(get_args(bare)[0]) if get_origin(bare) in (list, tuple) else None


def _in_words(key: str, value: Any, type_: Any, problem: str) -> Fault:
    """Say a message of msgspec ("Invalid enum value 'x' - at `$[0].role`") as a fault with its place and remedy."""
    message, _, place = problem.partition(" - at `$")
    path: Path_ = (key,)
    type_ = bare_type(type_)
    for index, name in re.findall(r"\[(\d+|\.{3})\]|\.(\w+)", place):
        step = _misfit(value, type_) if index == "..." else int(index) if index else name
        path, type_, value = (*path, step), _type_within(type_, step), value[step]
    if found := re.match(r"Object contains unknown field `(.*)`", message):
        return _unknown_key((*path, found[1]), get_type_hints(type_))
    if found := re.match(r"Object missing required field `(.*)`", message):
        return _fault(path, "SHAPE02", f"the key {found[1]} is missing", f"Add the key {found[1]}")
    field = next(step for step in reversed(path) if isinstance(step, str))
    words = get_args(type_) if get_origin(type_) is Literal else ()
    if words:
        likely = near(str(value), words) or words
        what = f"no such {field}: {_shown(value)}" if value else f"{field} cannot be empty"
        return _fault(path, "SHAPE03", what, f"Write one of {', '.join(likely)}")
    return _fault(path, "SHAPE03", f"{field} cannot be {_shown(value) or 'empty'}", f"Write {_wanted(type_)}")


def _misfit(mapping: dict[str, Any], type_: Any) -> str:
    """Return the key of the first value of a mapping that is not of the type that all of its values have."""
    for key, value in mapping.items():
        try:
            msgspec.convert(value, get_args(type_)[1])
        except msgspec.ValidationError:
            return key
    return ""


def _unknown_key(path: Path_, known: dict[str, Any]) -> Fault:
    if " " in str(path[-1]):  # {gives: over 200,000}
        return _fault(
            path, "SHAPE01", f"unknown key: {_shown(path[-1])}", "Within { } a comma ends a value: quote the text"
        )
    likely = near(str(path[-1]), known) or sorted(known)
    return _fault(path, "SHAPE01", f"unknown key: {_shown(path[-1])}", f"Write one of {', '.join(likely)}")


def _type_within(type_: Any, step: str | int) -> Any:
    """Return the type of what a type holds under a key or at a list position, without what may surround it."""
    if get_origin(type_) is dict:
        return bare_type(get_args(type_)[1])
    if isinstance(step, str):
        return bare_type(get_type_hints(part_of(type_))[step])
    return bare_type(get_args(type_)[0])


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    return value if len(value) <= 60 else f"{value[:60]}..."


def _wanted(type_: Any) -> str:
    origin = get_origin(type_) or type_
    if origin is list:
        return "a list"
    if origin is dict:
        return "a mapping"
    if origin is bool:
        return "true or false"
    if isinstance(origin, type) and issubclass(origin, msgspec.Struct):
        return "a mapping with " + ", ".join(origin.__struct_fields__)
    return "a number" if origin is not str else "a text"


def _fault(path: Path_, code: str, what: str, remedy: str) -> Fault:
    return Fault(what, remedy, code, path)
