"""A mapping of texts -> a record, by the classes of `model`, or what is wrong with its shape."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from karabakh_cli.model.links import bare_type
from karabakh_cli.model.record import Number, Part
from karabakh_cli.read.fault import Fault, Path_
from karabakh_cli.text.nearest import near

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_PLAIN = (bool, float, Number, Number | None)
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
    typed = dict(row)
    for key, type_ in _other_than_texts(record).items():
        value = row.get(key)
        if _has_numbers(type_):
            if isinstance(value, dict):
                typed[key] = _typed(value, type_)
        elif isinstance(value, str):
            if type_ is bool:
                typed[key] = _TRUTH.get(value, value)
            elif _NUMBER.fullmatch(value):
                typed[key] = float(value) if "." in value else int(value)
    return typed


@cache
def _other_than_texts(record: type[Part]) -> dict[str, Any]:
    """Return the fields of a class that hold a number or a truth, or a part that does, with their types."""
    plain = {name: bare_type(type_) for name, type_ in get_type_hints(record).items()}
    return {name: type_ for name, type_ in plain.items() if type_ in _PLAIN or _has_numbers(type_)}


def _has_numbers(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Part) and bool(_other_than_texts(type_))


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
        return _fault(path, "SHAPE03", f"no such {field}: {_shown(value)}", f"Write one of {', '.join(likely)}")
    return _fault(path, "SHAPE03", f"{field} cannot be {_shown(value)}", f"Write {_wanted(type_)}")


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
    return bare_type(get_args(type_)[0] if isinstance(step, int) else get_type_hints(type_)[step])


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
