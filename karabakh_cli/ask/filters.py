"""What a question asks of records, as conditions: dates, words of closed lists, names with what they include, words."""

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from karabakh_cli.ask.resolve import resolve
from karabakh_cli.index.columns import KEYS
from karabakh_cli.model.dates import Window, ordinal

# A CROSS JOIN is taken in its order: from what is included to what refers to it, by an index. SQLite, which does not
# know how many there are, would go through all references of the kind at each step.
# A filter's value stands for these records too: what lies within a place, the district that a town is the seat of,
# the forces, bodies and parties (not persons) that belong to an actor.
LYING_WITHIN = """
    WITH RECURSIVE included(id) AS (
      VALUES (:id) UNION
      SELECT records.id FROM included CROSS JOIN facets ON facets.name = 'within' AND facets.value = included.id
      CROSS JOIN records ON records.number = facets.number
    ) SELECT id FROM included"""
AT_A_PLACE = f"""{LYING_WITHIN}
    UNION SELECT value FROM facets JOIN records USING (number) WHERE facets.name = 'seat_of' AND records.id = :id"""
MEMBERS = """
    WITH RECURSIVE included(id) AS (
      VALUES (:id) UNION
      SELECT records.id FROM included CROSS JOIN facets ON facets.name = 'member_of' AND facets.value = included.id
      CROSS JOIN records ON records.number = facets.number
      WHERE NOT EXISTS (SELECT 1 FROM facets AS kind WHERE kind.name = 'kind' AND kind.value = 'person'
                        AND kind.number = records.number)
    ) SELECT id FROM included"""
_INCLUDING = {
    "actor": MEMBERS, "place": AT_A_PLACE, "origin": AT_A_PLACE, "destination": AT_A_PLACE,
    "within": LYING_WITHIN, "source": "VALUES (:id)",
}  # fmt: skip
_REFERENCES = (
    "place", "actor", "origin", "destination", "within", "seat_of", "member_of", "event", "part_of", "figure",
)  # fmt: skip
REFERRING = f"""
    SELECT number FROM records WHERE id IN (SELECT value FROM json_each(?))
    UNION SELECT number FROM facets WHERE name IN ({", ".join(f"'{name}'" for name in _REFERENCES)})
      AND value IN (SELECT value FROM json_each(?))"""
"""The records that are among some, and those that refer to one of them."""
_KIND_NAMED = {"origin": "place", "destination": "place", "within": "place"}


class Filter(NamedTuple):
    """One condition on records, and how the user said it."""

    said: str
    condition: str
    values: tuple[str | int, ...]


def within(window: Window, said: str, *, certain: bool) -> Filter:
    """Make a filter of the days asked about; with `certain`, of what is certainly within them."""
    condition = f"number IN (SELECT key / {KEYS} FROM times WHERE first <= ? AND last >= ?)"
    if certain:
        said, condition = f"{said}, certainly", f"{condition} AND {match_sql(window)} = 'certain'"
    return Filter(said, condition, (ordinal(window.last), ordinal(window.first)))


def facet(index: sqlite3.Connection, name: str, asked: Sequence[str]) -> Filter:
    """Make a filter of values of which any one may hold, each with what it includes."""
    values = included(index, name, asked)
    said = name if name in ("key", "disputed") else f"{name} {' or '.join(asked)}"
    condition = """number IN (
      SELECT number FROM facets WHERE name = ? AND value IN (SELECT value FROM json_each(?)))"""
    return Filter(said, condition, (name, json.dumps(values)))


def founded(most: int) -> Filter:
    """Make a filter of what rests on so many sources at most."""
    condition = "number IN (SELECT number FROM facets WHERE name = 'sources' AND CAST(value AS INTEGER) <= ?)"
    return Filter(f"sources {most} or fewer", condition, (most,))


def included(index: sqlite3.Connection, name: str, asked: Sequence[str]) -> list[str]:
    """Return the values that a filter's values stand for: themselves, and of actors and places what belongs to them.

    Raises QuestionError for a name that leads to no record or to several.
    """
    if name not in _INCLUDING:
        return list(asked)
    ids = [resolve(index, value, [_KIND_NAMED.get(name, name)]) for value in asked]
    return [found for id_ in ids for (found,) in index.execute(_INCLUDING[name], {"id": id_})]


def about(idea: str, query: str, ids: Sequence[str]) -> Filter:
    """Make a filter of an idea of a question: records that have its words, are what it names, or refer to that."""
    named = json.dumps(list(ids))
    condition = f"""(number IN (SELECT rowid FROM words WHERE words MATCH ?) OR number IN ({REFERRING}))"""
    return Filter(idea, condition, (query, named, named))


def match_sql(window: Window) -> str:
    """Return the SQL of a date's match (dates.Span.match) where it is `within` a window; the days are ours, no text."""
    certain = f"latest_start <= '{window.last}' AND earliest_end >= '{window.first}' AND NOT qualified"
    return f"CASE WHEN {certain} THEN 'certain' ELSE 'possible' END"
