"""The records that a form shows beside those of an answer: sources of a bibliography, parts in a chart, a page's."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from karabakh_cli.model.answer import Answer, Around

Beside = Literal["sources", "parts", "outlines", "surroundings"]
"""What stands beside an answer: cited sources, parts of figures, outlines of places, or all that pages need."""

_MOST = 3
"""How many events are shown before a record's event, and after it."""

_NEIGHBOURS = """
    SELECT id FROM records
    WHERE record = 'event' AND number {side} :number
      AND number NOT IN (SELECT number FROM facets WHERE name = 'clarity' AND value = 'summary')
      AND number IN (SELECT number FROM facets WHERE name = 'place' AND value IN
                     (SELECT value FROM facets WHERE name = 'place' AND number = :number))
    ORDER BY number {order} LIMIT :most"""
_PARTS = """
    SELECT id FROM records WHERE number IN (SELECT number FROM facets WHERE name = 'part_of' AND value = :event)
    ORDER BY number"""
_FIGURES = """
    SELECT id FROM records WHERE record = 'figure' AND number IN (
      SELECT number FROM facets WHERE name = 'event' AND value = :event
      UNION SELECT records.number FROM facets JOIN records ON records.id = facets.value
      WHERE facets.name = 'figure' AND facets.number = :number)
    ORDER BY number"""


def with_related(index: sqlite3.Connection, answer: Answer[Any], beside: Beside) -> Answer[Any]:
    """Return the answer with what stands beside it in `related`, and the neighbours of events in `around`."""
    return _WAYS[beside](index, answer)


def _with_sources(index: sqlite3.Connection, answer: Answer[Any]) -> Answer[Any]:
    """Add the sources that the records of an answer cite, in the order in which they are first cited."""
    cited = dict.fromkeys(id_ for record in answer for id_ in _cited(record))
    found = _records(index, cited)
    return answer.with_more({id_: found[id_] for id_ in cited})


def _cited(value: Any) -> Iterator[str]:
    """Yield the source of every citation within a value: of the record, of its states and of its disputes."""
    if isinstance(value, dict):
        if isinstance(value.get("source"), str):
            yield value["source"]
        for inner in value.values():
            yield from _cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _cited(inner)


def _with_parts(index: sqlite3.Connection, answer: Answer[Any]) -> Answer[Any]:
    """Add every figure that the figures of an answer are composed of or exclude, at any depth."""
    related: dict[str, dict[str, Any]] = {}
    waiting = list(answer)
    while waiting:
        figure = waiting.pop()
        named = [component["figure"] for component in figure["composition"]]
        named += [excluded["id"] for excluded in figure["excludes"]]
        found = _records(index, [id_ for id_ in named if id_ not in related])
        related |= found
        waiting += found.values()
    return answer.with_more(related)


def _with_outlines(index: sqlite3.Connection, answer: Answer[Any]) -> Answer[Any]:
    """Add every place that has an outline, which a map draws as its land and waters."""
    rows = index.execute(
        "SELECT id, body FROM records WHERE record = 'place' AND json_extract(body, '$.outline') IS NOT NULL"
    )
    return answer.with_more({**answer.related, **{id_: json.loads(body) for id_, body in rows}})


def _with_surroundings(index: sqlite3.Connection, answer: Answer[Any]) -> Answer[Any]:
    """Add what the records of an answer refer to, and the neighbours of its events.

    An event's neighbours are the last before it and the first after it, in the order of events, that happened at or
    concerned one of its places; accounts of many happenings are left out.
    """
    events, wanted = [], set[str]()
    for record in answer:
        wanted |= set(_references(record))
        events += [record["id"]] if record["record"] == "event" else []
    around = surroundings(index, events)
    wanted |= {id_ for found in around.values() for ids in found for id_ in ids}
    return answer.with_more(_records(index, sorted(wanted)), around)


def surroundings(index: sqlite3.Connection, events: Iterable[str]) -> dict[str, Around]:
    """Return what stands around some events, by their ids."""
    return {event: _around(index, event) for event in events}


def _around(index: sqlite3.Connection, event: str) -> Around:
    (number,) = index.execute("SELECT number FROM records WHERE id = ?", [event]).fetchone()

    def ids(query: str) -> list[str]:
        return [id_ for (id_,) in index.execute(query, {"event": event, "number": number, "most": _MOST})]

    return Around(
        before=ids(_NEIGHBOURS.format(side="<", order="DESC"))[::-1],
        after=ids(_NEIGHBOURS.format(side=">", order="ASC")),
        parts=ids(_PARTS),
        figures=ids(_FIGURES),
    )


def _references(value: Any) -> Iterator[str]:
    """Yield the id of every record referred to, except in `events` and `cited_by`, and of who took part."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("id", "source") if isinstance(value.get(key), str))
        for key, inner in value.items():
            if key not in ("events", "cited_by"):
                yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _records(index: sqlite3.Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return records whole, by their ids."""
    wanted = json.dumps(list(ids))
    rows = index.execute("SELECT id, body FROM records WHERE id IN (SELECT value FROM json_each(?))", [wanted])
    return {id_: json.loads(body) for id_, body in rows}


_WAYS: dict[Beside, Callable[[sqlite3.Connection, Answer[Any]], Answer[Any]]] = {
    "sources": _with_sources,
    "parts": _with_parts,
    "outlines": _with_outlines,
    "surroundings": _with_surroundings,
}
