"""The records of a kind that meet every filter, and what can be asked of them."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from karabakh_cli.ask.filters import about, facet, founded, match_sql, within
from karabakh_cli.ask.question import Question
from karabakh_cli.index.columns import CELLS
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import Window


def listing(
    index: sqlite3.Connection,
    kind: str,
    *,
    window: Window | None = None,
    window_said: str = "",
    question: Question | None = None,
    facets: Mapping[str, Sequence[str]] | None = None,
    certain: bool = False,
    sources: int | None = None,
) -> Answer[Any]:
    """List the records of a kind that meet every filter and have every idea of a question, in their order.

    `facets` gives, by the name of a filter, values of which any one may hold: words of a closed vocabulary, or for
    actors, places and sources an id or any name; with `sources` only what rests on so many at most is listed.
    Raises QuestionError for a name that leads to no or to two records.
    """
    filters = [facet(index, name, values) for name, values in (facets or {}).items() if values]
    filters += [founded(sources)] if sources is not None else []
    if window:
        filters.insert(0, within(window, window_said, certain=certain))
    ideas = question.ideas if question else ()
    filters += [about(idea.label, idea.query, idea.ids) for idea in ideas]
    where = " AND ".join(["record = ?", *(filter_.condition for filter_ in filters)])
    values = [kind, *(value for filter_ in filters for value in filter_.values)]
    match = match_sql(window) if window else "''"
    stored = iter(CELLS)  # the match alone is none of them: it depends on the question
    cells = [match if name == "match" else next(stored) for name in COLUMNS[kind]]
    rows = index.execute(
        f"SELECT {', '.join(cells)}, body, {match} FROM records WHERE {where} ORDER BY number", [*values]
    )
    hits = [Hit(cells, body, match) for *cells, body, match in rows]
    reading = question.reading if question else None
    if hits:
        return Answer(kind, COLUMNS[kind], hits, reading=reading)
    from karabakh_cli.ask.why_empty import why_empty  # a question that has an answer does without it

    return Answer(kind, COLUMNS[kind], hits, why_empty(index, kind, filters, window, ideas), reading=reading)


def everything(index: sqlite3.Connection) -> Answer[Any]:
    """Return every record whole, the kinds one after the other, each in its order of presentation."""
    return Answer(
        "show",
        COLUMNS["show"],
        [Hit((), body) for (body,) in index.execute("SELECT body FROM records ORDER BY number")],
    )


def fields(index: sqlite3.Connection, kinds: Sequence[str]) -> list[str]:
    """Return what can be asked of records of some kinds: their columns, then every other field, each once."""
    import json  # rows do without it

    columns = [column for kind in (*kinds, "search") for column in COLUMNS[kind]]  # every record has those of a search
    bodies = (index.execute("SELECT body FROM records WHERE record = ? LIMIT 1", [kind]).fetchone() for kind in kinds)
    whole = [field for body in bodies if body for field in json.loads(body[0])]
    times = ["earliest", "latest"] if {*kinds} & {"event", "figure", "source"} else []  # of those with a date
    return list(dict.fromkeys([*columns, *whole, *times]))
