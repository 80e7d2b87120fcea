"""Records by name, whole."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from karabakh_cli.ask.resolve import resolve_any
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS


def named(index: sqlite3.Connection, names: Sequence[str]) -> Answer[Any]:
    """Find the records that are named, by id or any name, in the order asked.

    Several words may be one name (`show heydar aliyev`). Raises QuestionError for a name that leads to no record
    or to several.
    """
    ids = resolve_any(index, names)
    bodies = {id_: body for id_ in ids for (body,) in index.execute("SELECT body FROM records WHERE id = ?", [id_])}
    return Answer("show", COLUMNS["show"], [Hit((), bodies[id_]) for id_ in dict.fromkeys(ids)])
