"""The places that a map shows, and who held them on a day."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from karabakh_cli.ask.day import holding, one_day
from karabakh_cli.ask.filters import included
from karabakh_cli.ask.subject import outside_the_years, subject_of
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import Window
from karabakh_cli.model.reading import Reading

_COLUMNS = COLUMNS["map"]
_GLOBE = {"south": -90, "north": 90, "west": -180, "east": 180}
"""The region of a subject without one: every place that there is."""


def on_map(
    index: sqlite3.Connection, said: str | None, *, places: Sequence[str] = (), actors: Sequence[str] = ()
) -> Answer[Any]:
    """Find the places of the region with coordinates, and who held them on a day, by `places` and by holders.

    Beyond the subject's region nothing is drawn. The states are those of `on` with all that is not attested; without a
    day they are the places and their kinds.
    A place that one of the `actors` held has all its states, so that whoever else held it that day is shown too.
    `related` has the places whole, then every holder there is in the facts, the one with the most holds first.
    Raises QuestionError for a name that leads to no record or to several, and for what is not one day.
    """
    subject = subject_of(index)
    day = one_day(said, "map", subject.years) if said else None
    if said and not day:
        return Answer("map", _COLUMNS, [], outside_the_years(said, subject.years))
    reading = Reading(Window(day, day), said or "") if day else None
    region = _region(index, subject.region or _GLOBE)
    hits = _held(index, day) if day else [_standing(place) for place in region.values()]
    hits = [hit for hit in hits if hit.cells[1] in region]
    kept, attested = hits, _attested(hits)
    why_empty = f"{len({hit.cells[1] for hit in hits})} places have coordinates"
    for name, asked, column in (("place", places, 1), ("actor", actors, 2)):
        if asked:
            wanted = set(included(index, name, asked))
            at = {hit.cells[1] for hit in attested if hit.cells[column] in wanted}
            why_empty += f", {name} {' or '.join(asked)}: {len(at)}"
            kept = [hit for hit in kept if hit.cells[1] in at]
    if actors and not day:
        why_empty += "; name a day to choose by holder: karabakh map DATE"
    shown = {hit.cells[1] for hit in kept}
    related = {id_: place for id_, place in region.items() if id_ in shown} | _holders(index)
    return Answer("map", _COLUMNS, kept, "" if kept else why_empty, related, reading=reading)


def _held(index: sqlite3.Connection, day: str) -> list[Hit]:
    return [hit for hit in holding(index, day, everything=True) if hit.cells[0] == "control"]


def _attested(hits: list[Hit]) -> list[Hit]:
    """Return the states that say who held a place: what is not attested says so only where nothing else does."""
    attested = {hit.cells[1] for hit in hits if hit.cells[3] != "not attested"}
    return [hit for hit in hits if hit.cells[3] != "not attested" or hit.cells[1] not in attested]


def _region(index: sqlite3.Connection, box: Mapping[str, float]) -> dict[str, dict[str, Any]]:
    """Return the places that lie in a region, without their outlines, which a map alone needs."""
    rows = index.execute(
        """SELECT id, json_remove(body, '$.outline') FROM records WHERE record = 'place'
        AND json_extract(body, '$.lat') BETWEEN ? AND ? AND json_extract(body, '$.lon') BETWEEN ? AND ?
        ORDER BY number""",
        [box["south"], box["north"], box["west"], box["east"]],
    )
    return {id_: json.loads(body) for id_, body in rows}


def _standing(place: dict[str, Any]) -> Hit:
    """Tell of a place as a state without a time: it is of its kind."""
    named, kind = {"id": place["id"], "name": place["name"]}, {"id": place["kind"], "name": place["kind"]}
    body = {"record": "state", "about": "place", "subject": named, "value": kind, "since": None, "until": None}
    sources = "; ".join(dict.fromkeys(citation["source"] for citation in place["sources"]))
    cells = ("place", place["id"], place["kind"], "", "", "", sources)
    return Hit(cells, json.dumps(body | {"sources": place["sources"]}, ensure_ascii=False))


def _holders(index: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    rows = index.execute(
        """SELECT id, records.body FROM records JOIN states ON about = 'control' AND value = id
        GROUP BY id ORDER BY count(*) DESC, id"""
    )
    return {id_: json.loads(body) for id_, body in rows}
