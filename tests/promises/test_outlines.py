"""The outlines in the built-in facts, and the tool that writes them."""

import json
import re
from pathlib import Path

import pytest
import shapefile
import shapely
import yaml
from conftest import BUILT_IN_FACTS
from shapely import Point, Polygon

from karabakh_cli.ask.reference import Reference
from tools import outlines

FILES = sorted((BUILT_IN_FACTS / "places").glob("*.yaml"))
PLACES = {place["id"]: place for file in FILES for place in yaml.safe_load(file.read_text(encoding="utf-8"))}
RINGS = {name: place["outline"]["rings"] for name, place in PLACES.items() if "outline" in place}
MOST_BYTES = 60 * 1024

# Two countries of one degree on each side of the 45th meridian, with a hole and an enclave in the western one; the
# border has a corner too small to keep at 44.999. Arcs run north, and the western country draws the border backwards.
TOPOLOGY = {
    "transform": {"scale": [0.001, 0.001], "translate": [44.0, 40.0]},
    "arcs": [
        [[1000, 0], [0, 500], [-1, 5], [1, 5], [0, 490]],
        [[1000, 1000], [1000, 0], [0, -1000], [-1000, 0]],
        [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]],
        [[200, 200], [0, 200], [200, 0], [0, -200], [-200, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"id": "001", "type": "Polygon", "arcs": [[0, 2], [3]]},
                {"id": "002", "type": "MultiPolygon", "arcs": [[[~1, ~0]], [[~3]]]},
            ]
        }
    },
}
RECORDS = """\
# A comment that stays.
- id: west
  name: West
  kind: country
  lat: 40.5
  lon: 44.8
  summary: The one in the west.

- id: east
  kind: country
  lat: 40.5
  lon: 45.5
  control: []   # where it was

- id: enclave
  lat: 40.3
  lon: 44.3

- id: pond
  lat: 40.8
  lon: 44.8
"""


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return invented facts whose outlines the tool has written, from files beside them."""
    monkeypatch.setattr(outlines, "COUNTRIES", {"west": "001", "east": "002"})
    monkeypatch.setattr(outlines, "EXCLAVES", {"enclave": "east"})
    monkeypatch.setattr(outlines, "LAKES", ("pond",))
    (tmp_path / "countries.json").write_text(json.dumps(TOPOLOGY), encoding="utf-8")
    with (tmp_path / "lakes.shp").open("wb") as file, shapefile.Writer(shp=file, shapeType=shapefile.POLYGON) as lakes:
        for west in (44.1, 44.7):
            lakes.poly([[[west, 40.7], [west, 40.9], [west + 0.2, 40.9], [west + 0.2, 40.7], [west, 40.7]]])
    region = "{north: 40.5, south: 40.5, west: 44.5, east: 45.25}"
    (tmp_path / "subject.yaml").write_text(f"- id: invented\n  region: {region}\n", encoding="utf-8")
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "all.yaml").write_text(RECORDS, encoding="utf-8")
    outlines.write_outlines(tmp_path / "countries.json", tmp_path / "lakes.shp", tmp_path)
    return tmp_path


def rings_of(facts: Path) -> dict[str, list[list[list[float]]]]:
    """Return the rings that the tool has written, by place."""
    places = yaml.safe_load((facts / "places" / "all.yaml").read_text(encoding="utf-8"))
    return {place["id"]: place["outline"]["rings"] for place in places}


def area_of(rings: list[list[list[float]]]) -> shapely.Geometry:
    """Return what rings enclose, where one that runs clockwise is a hole in the piece before it."""
    pieces: list[list[list[list[float]]]] = []
    for ring in rings:
        if shapely.is_ccw(shapely.linearrings(ring)):
            pieces.append([ring])
        else:
            pieces[-1].append(ring)
    return shapely.MultiPolygon([Polygon(outer, holes) for outer, *holes in pieces])


def test_the_countries_of_the_region_have_an_outline(facts: Reference):
    """The tool's places are those with an outline, and an answer has it as the file does."""
    assert RINGS.keys() == {*outlines.COUNTRIES, *outlines.EXCLAVES, *outlines.LAKES}
    assert facts.show("lake-sevan")[0]["outline"]["rings"] == RINGS["lake-sevan"]


@pytest.mark.parametrize("place", RINGS)
def test_rings_are_closed_and_lie_in_the_frame(place):
    """A ring has four points or more, ends where it begins, and lies round the region, longitude first."""
    for ring in RINGS[place]:
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert all(42.5 <= lon <= 51.5 and 37.5 <= lat <= 42.5 for lon, lat in ring)
    assert shapely.is_valid(area_of(RINGS[place]))


def test_neighbours_share_their_border():
    """Between countries there is neither a gap nor an overlap: each point of a common border is one of both."""
    areas = {place: area_of(RINGS[place]) for place in outlines.COUNTRIES}
    assert shapely.coverage_is_valid(list(areas.values()))
    for neighbour in ("armenia", "georgia", "iran", "russia"):
        border = areas["azerbaijan-territory"].intersection(areas[f"{neighbour}-territory"])
        assert border.length > 1


def test_an_exclave_is_a_ring_of_its_country():
    """Nakhichevan's outline is one of Azerbaijan's rings."""
    (ring,) = RINGS["nakhichevan"]
    assert ring in RINGS["azerbaijan-territory"]


def test_nagorno_karabakh_lies_in_azerbaijan():
    """All places of the former oblast and of the districts round it lie within Azerbaijan's outline, in no other.

    A village at the border river may lie on its other side by as much as the outlines are simplified.
    """
    below = {name for name in PLACES if {"nagorno-karabakh", "surrounding-districts"} & set(above(name))}
    points = {name: Point(PLACES[name]["lon"], PLACES[name]["lat"]) for name in below if "lon" in PLACES[name]}
    areas = {country: area_of(RINGS[country]) for country in outlines.COUNTRIES}
    own = areas.pop("azerbaijan-territory")
    others = {country: area.buffer(-outlines.TOLERANCE) for country, area in areas.items()}
    assert len(points) > 30
    assert [name for name, point in points.items() if own.distance(point) > outlines.TOLERANCE] == []
    assert [name for name, point in points.items() if any(area.contains(point) for area in others.values())] == []
    assert sum(own.contains(point) for point in points.values()) >= len(points) - 1


def above(place: str) -> list[str]:
    """Return a place and what it lies within, outwards."""
    within = PLACES[place].get("within")
    return [place, *(above(within) if within else [])]


def test_outlines_are_small():
    """All outlines together take at most 60 KiB of the facts."""
    blocks = re.findall(r"^  outline:\n(?:    .*\n)*", "".join(file.read_text() for file in FILES), re.MULTILINE)
    assert len(blocks) == len(RINGS)
    assert sum(map(len, blocks)) <= MOST_BYTES


def test_the_tool_cuts_simplifies_and_turns_rings(drawn):
    """A country is cut to the frame, a small corner goes on both sides of a border, a hole runs the other way."""
    assert rings_of(drawn) == {
        "west": [
            [[44.0, 40.0], [45.0, 40.0], [45.0, 41.0], [44.0, 41.0], [44.0, 40.0]],
            [[44.2, 40.2], [44.2, 40.4], [44.4, 40.4], [44.4, 40.2], [44.2, 40.2]],
        ],
        "east": [
            [[45.0, 40.0], [45.75, 40.0], [45.75, 41.0], [45.0, 41.0], [45.0, 40.0]],
            [[44.2, 40.2], [44.4, 40.2], [44.4, 40.4], [44.2, 40.4], [44.2, 40.2]],
        ],
        "enclave": [[[44.2, 40.2], [44.4, 40.2], [44.4, 40.4], [44.2, 40.4], [44.2, 40.2]]],
        "pond": [[[44.7, 40.7], [44.9, 40.7], [44.9, 40.9], [44.7, 40.9], [44.7, 40.7]]],
    }


def test_the_tool_leaves_the_rest_of_a_file_alone(drawn):
    """Without the outlines the file is what it was, and a second run changes no byte."""
    written = (drawn / "places" / "all.yaml").read_text(encoding="utf-8")
    assert re.sub(r"^  outline:\n(?:    .*\n)*", "", written, flags=re.MULTILINE) == RECORDS
    outlines.write_outlines(drawn / "countries.json", drawn / "lakes.shp", drawn)
    assert (drawn / "places" / "all.yaml").read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("COUNTRIES", {"nowhere": "001"}, "no place with coordinates in the facts: nowhere"),
        ("COUNTRIES", {"west": "999"}, "no country of the number 999"),
        ("LAKES", ("east",), "nothing lies round east"),
    ],
)
def test_the_tool_says_what_is_missing(drawn, monkeypatch, name, value, what):
    """Where a place has no record, or the files no country or lake for it, the tool says so and writes nothing."""
    before = (drawn / "places" / "all.yaml").read_bytes()
    monkeypatch.setattr(outlines, "EXCLAVES", {})
    monkeypatch.setattr(outlines, name, value)
    with pytest.raises(ValueError, match=f"^{what}$"):
        outlines.write_outlines(drawn / "countries.json", drawn / "lakes.shp", drawn)
    assert (drawn / "places" / "all.yaml").read_bytes() == before
