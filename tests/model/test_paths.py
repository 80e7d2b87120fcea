"""The fields within fields: those that the shapes of answers have, by their paths."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from karabakh_cli.model.columns import COLUMNS, COUNTED
from karabakh_cli.model.paths import beside, paths
from karabakh_cli.model.schema import OUTPUT_KINDS


def within(shape: Any) -> Iterator[str]:
    """Give the paths of all that stands within a shape, not of the shape's own fields."""
    for name, type_ in get_type_hints(shape).items():
        for inner in parts_of(type_):
            for field in get_type_hints(inner):
                deeper = [path for path in within(inner) if path.startswith(f"{field}.")]
                yield from (f"{name}.{path}" for path in deeper or [field])


def parts_of(type_: Any) -> list[Any]:
    """Return the shapes that a type holds: itself, of a list, of a union."""
    if is_typeddict(type_):
        return [type_]
    if get_origin(type_) in (list, Union, UnionType):
        return [part for each in get_args(type_) for part in parts_of(each)]
    return []


@pytest.mark.parametrize(
    "kind", ["event", "actor", "place", "figure", "source", "state", "dispute", "change", "office"]
)
def test_the_paths_are_those_of_the_shapes(kind):
    """Every field within a field of an answer has its path, in the order of the shape, and nothing else has one."""
    asked = "on" if kind == "state" else kind
    assert set(paths(asked)) == set(within(OUTPUT_KINDS[kind]))


@pytest.mark.parametrize("kind", ["on", "map", "dispute", "change", "office", "count", "overview", "about"])
def test_what_is_no_record_of_the_facts_has_all_fields_of_its_json(kind):
    """The columns of an answer and what is beside them are the fields of its JSON."""
    fields = set(get_type_hints(OUTPUT_KINDS["state" if kind in ("on", "map") else kind]))
    assert fields <= {*COLUMNS[kind], *beside(kind)}
    assert set(beside(kind)) <= fields


def test_names_are_in_the_languages_of_the_facts():
    """The names of an actor or a place have a path for each language."""
    assert paths("place", ["ka", "ro"])[:2] == ["names.ka", "names.ro"]
    assert not [path for path in paths("event", ["ka"]) if path.startswith("names.")]


def test_each_word_to_count_by_is_said_once():
    """No listing names a field to count by twice, and the kinds are those of listings."""
    assert all(len(names) == len({*names}) for names in COUNTED.values())
    assert set(COUNTED) == {"event", "actor", "place", "figure", "source", "dispute"}
    assert get_origin(get_type_hints(OUTPUT_KINDS["count"])["counted"]) is Literal
    assert set(get_args(get_type_hints(OUTPUT_KINDS["count"])["counted"])) == set(COUNTED)
