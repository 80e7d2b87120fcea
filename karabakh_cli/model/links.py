"""What a record leads to: the other records that it names, and its dates, found by its class."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import Meta

from karabakh_cli.model.part import Part


class Link(NamedTuple):
    """A value of a record that leads somewhere: to a record of a kind, or to a date."""

    path: tuple[str | int, ...]
    """The keys and list positions from the record to the value."""
    to: str
    value: str


def links(part: Part) -> list[Link]:
    """Return every reference and every date of a record, in the order of its fields."""
    found: list[Link] = []
    _find_links(part, (), found)
    return found


def _find_links(part: Part, path: tuple[str | int, ...], found: list[Link]) -> None:
    for field, to in linking_fields(type(part)).items():
        value = getattr(part, field)
        if not value:
            continue
        steps = (*path, field)
        if type(value) is not list:
            if to:
                found.append(Link(steps, to, value))
            else:
                _find_links(value, steps, found)
        elif to:
            found += [Link((*steps, step), to, item) for step, item in enumerate(value)]
        else:
            for step, item in enumerate(value):
                _find_links(item, (*steps, step), found)


def bare_type(type_: Any) -> Any:
    """Return a type without the None that it may be instead, and without its notes."""
    if get_origin(type_) is Annotated:
        return bare_type(get_args(type_)[0])
    members = [member for member in get_args(type_) if member is not type(None)]
    return bare_type(members[0]) if type(None) in get_args(type_) and len(members) == 1 else type_


@cache
def linking_fields(part: type[Part]) -> dict[str, str]:
    """Return the fields of a class that lead to a kind of record or a date; "" for those that hold parts."""
    fields = {}
    for field, type_ in get_type_hints(part, include_extras=True).items():
        to = next((note.extra["to"] for note in _notes(type_) if note.extra), "")
        if part_of(type_):
            fields[field] = ""
        elif to:
            fields[field] = to
    return fields


def part_of(type_: Any) -> type[Part] | None:
    """Return the class of the parts that a type holds: one, a list of them, or of ids as well as them; None without."""
    bare = bare_type(type_)
    item = bare_type(get_args(bare)[0]) if get_origin(bare) is list else bare
    members = (item, *get_args(item))
    return next((member for member in members if isinstance(member, type) and issubclass(member, Part)), None)


def _notes(type_: Any) -> Iterator[Meta]:
    """Find the notes of a type, within lists and optional ones too."""
    if get_origin(type_) is Annotated:
        yield from (note for note in get_args(type_)[1:] if isinstance(note, Meta))
    for member in get_args(type_):
        yield from _notes(member)
