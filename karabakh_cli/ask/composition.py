"""Figures with those that they are composed of, and those that they leave out."""

import json
import sqlite3
from typing import Any

from karabakh_cli.model.answer import Answer


def with_parts(index: sqlite3.Connection, answer: Answer[Any]) -> Answer[Any]:
    """Return the answer with every figure that its figures are composed of or exclude, at any depth, in `related`."""
    related = {}
    waiting = [hit.body for hit in answer.hits]
    while waiting:
        whole = json.loads(waiting.pop())
        named = [component["figure"] for component in whole["composition"]]
        named += [excluded["id"] for excluded in whole["excludes"]]
        for id_ in named:
            if id_ not in related:
                (body,) = index.execute("SELECT body FROM records WHERE id = ?", [id_]).fetchone()
                related[id_] = json.loads(body)
                waiting.append(body)
    return answer.with_more(related)
