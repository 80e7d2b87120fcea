"""The sources that records cite, whole."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from karabakh_cli.model.answer import Answer


def with_sources(index: sqlite3.Connection, answer: Answer[Any]) -> Answer[Any]:
    """Return the answer with the sources that its records cite in `related`, in the order they are first cited."""
    cited = dict.fromkeys(id_ for record in answer for id_ in _cited(record))
    bodies = (index.execute("SELECT body FROM records WHERE id = ?", [id_]).fetchone() for id_ in cited)
    return answer.with_more({id_: json.loads(body) for id_, (body,) in zip(cited, bodies, strict=True)})


def _cited(value: Any) -> Iterator[str]:
    """Give the sources of every citation within a value: of the record, of its states and of its disputes."""
    if isinstance(value, dict):
        if isinstance(value.get("source"), str):
            yield value["source"]
        for inner in value.values():
            yield from _cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _cited(inner)
