"""Natural Earth's borders and lakes -> outlines in the facts: `python -m tools.outlines COUNTRIES LAKES [FACTS]`.

COUNTRIES is countries-10m.json of world-atlas, which has Natural Earth's countries as TopoJSON; LAKES is Natural
Earth's own ne_10m_lakes.shp. Outlines are cut to the subject's region with a margin. Those of countries are simplified
together, so that neighbours go on sharing their border. The same files give the same bytes.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapefile
import shapely
import yaml
from shapely import Geometry, MultiPolygon, Point, Polygon

from karabakh_cli.read.folder import facts_folder

COUNTRIES = {
    "armenia-territory": "051", "azerbaijan-territory": "031", "georgia-territory": "268",
    "iran-territory": "364", "russia-territory": "643", "turkey-territory": "792",
}  # fmt: skip
"""The places that are countries, by their numbers in ISO 3166-1."""
EXCLAVES = {"nakhichevan": "azerbaijan-territory"}
"""The places that are a piece of a country of their own: the one that their coordinates lie in."""
LAKES = ("lake-sevan",)
"""The places that are lakes, found by their coordinates too: the file of the shapes has no names."""
MARGIN = 0.5
"""Degrees beyond the region on each side: a frame for a map of it; more would show countries that are no places."""
TOLERANCE = 0.01
"""Degrees: a corner goes if its triangle is smaller than a square of this side, about a pixel of a page's map."""
GRID = 0.001
"""Degrees, some 100 m: what coordinates are rounded to; the countries' file is coarser."""
_ON_A_LINE = 6


def write_outlines(countries: Path, lakes: Path, facts: Path) -> None:
    """Write the outline of each place into its record; ValueError if a place, or its shape, is not there."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted((facts / "places").glob("*.yaml"))}
    records = {place["id"]: place for text in texts.values() for place in yaml.safe_load(text) if "lon" in place}
    if missing := {*COUNTRIES, *EXCLAVES, *LAKES} - {*records}:
        raise ValueError(f"no place with coordinates in the facts: {', '.join(sorted(missing))}")
    frame = _frame(facts)
    topology = json.loads(countries.read_text(encoding="utf-8"))
    for place, outline in _outlines(topology, list(_shapes(lakes)), records, frame).items():
        block = _block(outline, _citation(place, frame))
        texts = {file: _with_outline(text, place, block) for file, text in texts.items()}
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", newline="\n")


def _frame(facts: Path) -> Polygon:
    (subject,) = yaml.safe_load((facts / "subject.yaml").read_text(encoding="utf-8"))
    region = subject["region"]
    west, south, east, north = (region[side] for side in ("west", "south", "east", "north"))
    return shapely.box(west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)


def _outlines(topology: Any, lakes: list[Geometry], records: dict[str, Any], frame: Polygon) -> dict[str, Geometry]:
    """Return the outlines by place: countries, exclaves, lakes."""
    countries = {place: _polygons(topology, number) for place, number in COUNTRIES.items()}
    outlines = dict(zip(countries, _simplified(countries.values(), frame), strict=True))
    for place, country in EXCLAVES.items():
        outlines[place] = _around(records[place], shapely.get_parts(outlines[country]))
    for place in LAKES:
        (outlines[place],) = _simplified([[_around(records[place], lakes)]], frame)
    return outlines


def _polygons(topology: Any, number: str) -> list[Polygon]:
    """Return the polygons of a country, which TopoJSON has as numbers of arcs, those drawn backwards inverted."""
    geometries = topology["objects"]["countries"]["geometries"]
    country = next((each for each in geometries if each.get("id") == number), None)
    if country is None:
        raise ValueError(f"no country of the number {number}")
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return [Polygon(rings[0], rings[1:]) for rings in ([_ring(topology, arcs) for arcs in each] for each in polygons)]


def _ring(topology: Any, arcs: Iterable[int]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for arc in arcs:
        drawn = list(_points(topology, topology["arcs"][arc if arc >= 0 else ~arc]))
        points = points[:-1] + (drawn if arc >= 0 else drawn[::-1])  # an arc begins where the one before it ends
    return points


def _points(topology: Any, steps: Iterable[tuple[int, int]]) -> Iterator[tuple[float, float]]:
    """Give the points of an arc, which is written as steps on a grid."""
    (across, up), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        yield x * across + left, y * up + bottom


def _shapes(file: Path) -> Iterator[Geometry]:
    with file.open("rb") as shapes, shapefile.Reader(shp=shapes) as reader:
        for shape in reader.iterShapes():
            yield shapely.geometry.shape(shape.__geo_interface__)


def _simplified(areas: Iterable[list[Polygon]], frame: Polygon) -> list[Geometry]:
    """Return what of each area lies in the frame, simplified together: a border of two stays the same in both."""
    near = [[each for each in area if each.intersects(frame)] for area in areas]
    cut = [shapely.union_all(shapely.intersection(area, frame, grid_size=GRID)) for area in near]
    return list(shapely.coverage_simplify(cut, TOLERANCE))


def _around(record: dict[str, Any], shapes: Iterable[Geometry]) -> Geometry:
    where = Point(record["lon"], record["lat"])
    around = next((shape for shape in shapes if shape.contains(where)), None)
    if around is None:
        raise ValueError(f"nothing lies round {record['id']}")
    return around


def _rings(outline: Polygon | MultiPolygon) -> list[list[list[float]]]:
    """Return rings of [lon, lat], the largest piece first; a piece runs anticlockwise, a hole in it clockwise."""
    pieces = shapely.get_parts(shapely.orient_polygons(shapely.normalize(outline)))
    largest_first = sorted(pieces, key=shapely.area, reverse=True)
    rings = [ring for piece in largest_first for ring in (piece.exterior, *piece.interiors)]
    return [[[round(value, 3) for value in point] for point in ring.coords] for ring in rings]


def _citation(place: str, frame: Polygon) -> dict[str, str]:
    simplified = f"simplified by {TOLERANCE} degrees"
    if place in LAKES:
        return {
            "source": "natural-earth-lakes",
            "locator": "ne_10m_lakes.shp, the lake round these coordinates",
            "gives": f"shore, {simplified}",
        }
    country = EXCLAVES.get(place, place)
    west, south, east, north = frame.bounds
    return {
        "source": "natural-earth-countries",
        "locator": f"countries-10m.json, country {COUNTRIES[country]}",
        "gives": f"border within {south}-{north} N, {west}-{east} E, {simplified}",
    }


def _block(outline: Polygon | MultiPolygon, citation: dict[str, str]) -> str:
    """Return an outline as it stands in a record, a few points on a line."""
    lines = ["  outline:", "    rings:"]
    for ring in _rings(outline):
        rows = [json.dumps(ring[start : start + _ON_A_LINE])[1:-1] for start in range(0, len(ring), _ON_A_LINE)]
        lines.append("    - [" + ",\n      ".join(rows) + "]")
    lines.append("    sources:")
    lines += [f"    {'-' if key == 'source' else ' '} {key}: {text}" for key, text in citation.items()]
    return "\n".join(lines) + "\n"


def _with_outline(text: str, place: str, block: str) -> str:
    """Return the text of a facts file with the outline below a place's coordinates, in place of one that is there."""
    found = rf"(^- id: {re.escape(place)}\n(?:  .*\n)*?  lon: .*\n)(?:  outline:\n(?:    .*\n)*)?"
    return re.sub(found, lambda match: match[1] + block, text, flags=re.MULTILINE)


def main() -> None:
    """Write the outlines into the facts."""
    countries, lakes, *facts = sys.argv[1:]
    write_outlines(Path(countries), Path(lakes), facts_folder(*facts))


if __name__ == "__main__":
    main()
