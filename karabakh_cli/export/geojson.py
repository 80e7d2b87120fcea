"""The facts as GeoJSON (RFC 7946): places by their points or outlines, with who held them; events where they were."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from karabakh_cli.export.rows import bounded
from karabakh_cli.model.subject import Subject
from karabakh_cli.text.escape import escaped_in_json

Feature = dict[str, Any]


def write(records: Sequence[dict[str, Any]], subject: Subject, file: Path) -> None:
    """Write one collection, a feature a line: the places that have coordinates or an outline, then the events."""
    features = [escaped_in_json(json.dumps(feature, ensure_ascii=False)) for feature in _features(records)]
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def _features(records: Sequence[dict[str, Any]]) -> Iterator[Feature]:
    points = {
        record["id"]: [record["lon"], record["lat"]]
        for record in records
        if record["record"] == "place" and record["lat"] is not None
    }
    for record in records:
        if record["record"] == "place" and (geometry := _bounded_by(record["outline"]) or _point(points, record["id"])):
            yield _feature(record, geometry, _of_a_place(record))
    for record in records:
        if record["record"] == "event":
            at = [points[place["id"]] for place in record["places"] if place["id"] in points]
            geometry = {"type": "MultiPoint", "coordinates": at} if len(at) > 1 else None
            yield _feature(
                record, geometry or ({"type": "Point", "coordinates": at[0]} if at else None), _of_an_event(record)
            )


def _point(points: dict[str, list[float]], id_: str) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": points[id_]} if id_ in points else None


def _bounded_by(outline: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the polygons of an outline: a ring that runs clockwise is a hole in the one before it."""
    polygons: list[list[Any]] = []
    for ring in outline["rings"] if outline else ():
        turned = sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring))
        if turned < 0 and polygons:
            polygons[-1].append(ring)
        else:
            polygons.append([ring])
    return {"type": "MultiPolygon", "coordinates": polygons} if polygons else None


def _feature(record: dict[str, Any], geometry: dict[str, Any] | None, properties: dict[str, Any]) -> Feature:
    cited = [{name: citation[name] for name in ("source", "title", "url", "locator")} for citation in record["sources"]]
    known = {"record": record["record"], **properties, "disputed": record["disputed"], "sources": cited}
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": known}


def _of_a_place(place: dict[str, Any]) -> dict[str, Any]:
    shown = ("start", "end", "earliest", "latest")
    held = [
        {"actor": state["by"]["id"], "by": state["by"]["name"], **{name: state[name] for name in shown}}
        for state in map(bounded, place["control"])
    ]
    within = place["within"]["name"] if place["within"] else None
    return {"name": place["name"], "names": place["names"], "kind": place["kind"], "within": within, "control": held}


def _of_an_event(event: dict[str, Any]) -> dict[str, Any]:
    shown = {name: event[name] for name in ("title", "kind", "date", "earliest", "latest", "summary")}
    places = [place["name"] for place in event["places"]]
    who = [{name: someone[name] for name in ("name", "role")} for someone in event["participants"]]
    return {**shown, "places": places, "participants": who}
