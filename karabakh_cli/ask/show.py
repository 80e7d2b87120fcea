"""Records by name, whole."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from karabakh_cli.ask.resolve import resolve_any
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.reading import Name, Reading


def named(index: sqlite3.Connection, names: Sequence[str]) -> Answer[Any]:
    """Find the records that are named, by id or any name, in the order asked.

    Several words may be one name (`show heydar aliyev`). Raises QuestionError for a name that leads to no record
    or to several.
    """
    ids = resolve_any(index, names)
    query, said = "SELECT record, id, title, body FROM records WHERE id = ?", " ".join(names)
    found = [row for id_ in dict.fromkeys(ids) for row in index.execute(query, [id_])]
    reading = Reading(names=tuple(Name(said, record, id_, title) for record, id_, title, _ in found))
    return Answer("show", COLUMNS["show"], [Hit((), body) for *_, body in found], reading=reading)
