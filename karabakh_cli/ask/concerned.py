"""Of the states of a time, those that concern the places and the actors that a question names."""

import json
import sqlite3
from collections.abc import Sequence

from karabakh_cli.ask.filters import Filter, included
from karabakh_cli.index.columns import KEYS
from karabakh_cli.model.answer import Hit

_LISTED = "(SELECT value FROM json_each(?))"
_REFERRING = f"states.rowid / {KEYS} IN (SELECT number FROM facets WHERE name IN (%s) AND value IN {_LISTED})"
# A hold concerns its place and its holder, an office who has it and in whose service; what is of a record of its own,
# an agreement, an event, a figure, concerns what that refers to.
_CONCERNING = {
    "place": f"""CASE about WHEN 'control' THEN subject IN {_LISTED} WHEN 'office' THEN 0
      ELSE {_REFERRING % "'place', 'origin', 'destination'"} END""",
    "actor": f"""CASE WHEN about IN ('control', 'office')
      THEN value IN {_LISTED} OR coalesce(json_extract(body, '$.of.id') IN {_LISTED}, 0)
      ELSE {_REFERRING % "'actor'"} END""",
}
Told = tuple[Hit, Sequence[int]]
"""A state, and of each filter whether it concerns what that names."""


def concerning(index: sqlite3.Connection, places: Sequence[str], actors: Sequence[str]) -> list[Filter]:
    """Make filters of states, by what they concern; raise QuestionError for a name that leads to no or two records."""
    filters = []
    for name, asked in (("place", places), ("actor", actors)):
        if asked:
            ids, condition = json.dumps(included(index, name, asked)), _CONCERNING[name]
            filters.append(Filter(f"{name} {' or '.join(asked)}", condition, (ids,) * condition.count("?")))
    return filters


def flags(filters: Sequence[Filter]) -> str:
    """Return the columns of a query that say of a state whether it meets each of the filters."""
    return "".join(f", ({filter_.condition})" for filter_ in filters)


def values(filters: Sequence[Filter]) -> list[str | int]:
    """Return the values that those columns take."""
    return [value for filter_ in filters for value in filter_.values]


def kept(told: Sequence[Told], filters: Sequence[Filter], said: str, *, named: int) -> tuple[list[Hit], str]:
    """Return what meets every filter, and what to say where nothing does: what each leaves.

    What has the same first cells, as many as it is `named` by, is one: where one state of a place or an office meets a
    filter, whoever else held it at the time is kept with it.
    """
    left = [{hit.cells[:named] for hit, meets in told if meets[number]} for number in range(len(filters))]
    hits = [hit for hit, _ in told if all(hit.cells[:named] in those for those in left)]
    counts = [f"{said}: {len(told)}"]
    for filter_, those in zip(filters, left, strict=True):
        counts.append(f"{filter_.said}: {sum(hit.cells[:named] in those for hit, _ in told)}")
    return hits, "" if hits else ", ".join(counts)
