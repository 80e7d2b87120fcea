"""What a question asks of records, as conditions: dates, words of closed lists, names with what they include, words."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from karabakh_cli.ask.resolve import resolve
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.dates import Window, ordinal
from karabakh_cli.text.fold import fold

# Words of a question that carry none of its meaning; they are looked for only where there are no others.
_FUNCTION_WORDS = frozenset((
    "a", "an", "and", "are", "at", "by", "did", "do", "does", "for", "from", "had", "has", "have", "how", "in",
    "into", "is", "it", "its", "of", "on", "or", "that", "the", "their", "there", "to", "was", "were", "what",
    "when", "where", "which", "who", "whom", "why", "with",
))  # fmt: skip
# A filter's value stands for these records too: what lies within a place, the district that a town is the seat of,
# the forces, bodies and parties (not persons) that belong to an actor.
_LYING_WITHIN = """
    WITH RECURSIVE included(id) AS (
      VALUES (:id) UNION
      SELECT records.id FROM included JOIN facets ON facets.name = 'within' AND facets.value = included.id
      JOIN records USING (number)
    ) SELECT id FROM included"""
_AT_A_PLACE = f"""{_LYING_WITHIN}
    UNION SELECT value FROM facets JOIN records USING (number) WHERE facets.name = 'seat_of' AND records.id = :id"""
_MEMBERS = """
    WITH RECURSIVE included(id) AS (
      VALUES (:id) UNION
      SELECT records.id FROM included JOIN facets ON facets.name = 'member_of' AND facets.value = included.id
      JOIN records USING (number)
      WHERE NOT EXISTS (SELECT 1 FROM facets AS kind WHERE kind.name = 'kind' AND kind.value = 'person'
                        AND kind.number = records.number)
    ) SELECT id FROM included"""
_INCLUDING = {
    "actor": _MEMBERS, "place": _AT_A_PLACE, "origin": _AT_A_PLACE, "destination": _AT_A_PLACE,
    "within": _LYING_WITHIN, "source": "VALUES (:id)",
}  # fmt: skip
_KIND_NAMED = {"origin": "place", "destination": "place", "within": "place"}


class Filter(NamedTuple):
    """One condition on records, and how the user said it."""

    said: str
    condition: str
    values: tuple[str | int, ...]


def within(window: Window, said: str, *, certain: bool) -> Filter:
    """Make a filter of the days asked about; with `certain`, of what is certainly within them."""
    condition = "number IN (SELECT number FROM times WHERE first <= ? AND last >= ?)"
    if certain:
        said, condition = f"{said}, certainly", f"{condition} AND {match_sql(window)} = 'certain'"
    return Filter(said, condition, (ordinal(window.last), ordinal(window.first)))


def facet(index: sqlite3.Connection, name: str, asked: Sequence[str]) -> Filter:
    """Make a filter of values of which any one may hold, each with what it includes."""
    values = included(index, name, asked)
    marks = ", ".join("?" * len(values))
    said = name if name in ("key", "disputed") else f"{name} {' or '.join(asked)}"
    condition = f"number IN (SELECT number FROM facets WHERE name = ? AND value IN ({marks}))"
    return Filter(said, condition, (name, *values))


def included(index: sqlite3.Connection, name: str, asked: Sequence[str]) -> list[str]:
    """Return the values that a filter's values stand for: themselves, and of actors and places what belongs to them.

    Raises QuestionError for a name that leads to no record or to several.
    """
    if name not in _INCLUDING:
        return list(asked)
    ids = [resolve(index, value, [_KIND_NAMED.get(name, name)]) for value in asked]
    return [found for id_ in ids for (found,) in index.execute(_INCLUDING[name], {"id": id_})]


def worded(words: Sequence[str]) -> Filter:
    """Make a filter of words that a record has all of."""
    condition = "number IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return Filter(f"the words {' '.join(words)}", condition, (" ".join(search_terms(words)),))


def search_terms(words: Iterable[str]) -> list[str]:
    """Return the words as literal terms of the full-text index; raise QuestionError where none can be found."""
    folded = [word for text in words for word in fold(text).split() if any(map(str.isalnum, word))]
    if not folded:
        raise QuestionError(f"nothing to look for: {' '.join(words)}", "karabakh search lachin corridor")
    meaningful = [word for word in folded if word not in _FUNCTION_WORDS] or folded
    quoted = ('"{}"'.format(word.replace('"', "")) for word in meaningful)
    return list(dict.fromkeys(quoted))


def match_sql(window: Window) -> str:
    """Return the SQL of a date's match (dates.Span.match); the window's days are ours, not the user's text."""
    certain = f"latest_start <= '{window.last}' AND earliest_end >= '{window.first}' AND NOT qualified"
    return f"CASE WHEN {certain} THEN 'certain' ELSE 'possible' END"
