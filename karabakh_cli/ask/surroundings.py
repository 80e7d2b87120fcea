"""What stands around records that are shown whole: the records they refer to, and what came before and after."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from karabakh_cli.model.answer import Answer, Around

_MOST = 3
"""How many events are told before a record's event, and after it."""

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
    SELECT id FROM records WHERE record = 'figure' AND (
      number IN (SELECT number FROM facets WHERE name = 'event' AND value = :event)
      OR id IN (SELECT value FROM facets WHERE name = 'figure' AND number = :number))
    ORDER BY number"""


def with_surroundings(index: sqlite3.Connection, answer: Answer[Any]) -> Answer[Any]:
    """Return the answer with what its records refer to in `related`, and the neighbours of its events in `around`.

    An event's neighbours are the last before it and the first after it, in the order of events, that happened at or
    concerned one of its places; accounts of many happenings are left out.
    """
    around, wanted = {}, set[str]()
    for hit in answer.hits:
        whole = hit.whole()
        wanted |= set(_referred_to(whole))
        if whole["record"] == "event":
            found = _around(index, whole["id"])
            wanted |= {id_ for ids in found for id_ in ids}
            around[whole["id"]] = found
    marks = ", ".join("?" * len(wanted))
    rows = index.execute(f"SELECT id, body FROM records WHERE id IN ({marks})", sorted(wanted))
    return answer.with_more({id_: json.loads(body) for id_, body in rows}, around)


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


def _referred_to(value: Any) -> Iterator[str]:
    """Give the ids that stand anywhere in a record as references; those of its uses are listed, not told."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("id", "source", "actor") if isinstance(value.get(key), str))
        for key, inner in value.items():
            if key not in ("events", "cited_by"):
                yield from _referred_to(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _referred_to(inner)
