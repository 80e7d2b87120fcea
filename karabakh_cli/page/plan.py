"""Where things lie on the map of the page: places and outlines in the units of its drawing, names where they have room.

Equirectangular and true to scale in the middle, as the map of a terminal is.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from karabakh_cli.model.vocabulary import importance

_WIDTH, _MOST_HEIGHT = 1200, 1100
_MARGIN = 40
_LETTER = 8.2
"""The width of a letter of a name, and half the height of a line below."""
_HALF_LINE = 10
_RADIUS = 10
"""Of the mark of a place."""
_NAMED_FIRST = ("city", "town")
_STEPS, _TURNS = 5, 12
"""How many times farther, and in how many directions, a mark is moved from its point to a free spot."""
Record = Any
Box = tuple[float, float, float, float]


Point = tuple[float, float]


class Placed(NamedTuple):
    """A place with its point, where its mark stands, and where its name does: None where there is no room for it."""

    place: Record
    point: Point
    mark: Point
    name: tuple[float, float, str] | None
    """The x, the y and the anchor of the name."""


class Plan:
    """A drawing that holds some places."""

    def __init__(self, places: Sequence[Record]) -> None:
        """Lay it over the places with a margin; there is at least one."""
        latitudes, longitudes = [place["lat"] for place in places], [place["lon"] for place in places]
        self._north, south = max(latitudes), min(latitudes)
        self._west, east = min(longitudes), max(longitudes)
        self._narrowed = math.cos(math.radians((self._north + south) / 2))
        across, down = max((east - self._west) * self._narrowed, 0.2), max(self._north - south, 0.2)
        self._scale: float = min((_WIDTH - 2 * _MARGIN) / across, (_MOST_HEIGHT - 2 * _MARGIN) / down)
        self.width = round(across * self._scale) + 2 * _MARGIN
        self.height = round(down * self._scale) + 2 * _MARGIN

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the x and the y of a point of the earth."""
        x = _MARGIN + (lon - self._west) * self._narrowed * self._scale
        return round(x, 1), round(_MARGIN + (self._north - lat) * self._scale, 1)

    def path(self, rings: Sequence[Sequence[Sequence[float]]]) -> str:
        """Return an outline as the path of a drawing."""
        points = (" ".join(f"{x:g},{y:g}" for x, y in (self.point(*point) for point in ring)) for ring in rings)
        return " ".join(f"M{ring}Z" for ring in points)

    @property
    def km(self) -> float:
        """How many units of the drawing a kilometre is."""
        return self._scale / 111.2

    def placed(self, places: Sequence[Record]) -> list[Placed]:
        """Return the places with their points, marks and names, of which none covers another, the important first.

        A seat or a town has its name at once: beside the marks of all villages there would be no room left for it.
        """
        taken: list[Box] = []
        found, villages = [], []
        for place in sorted(places, key=_importance):
            point = self.point(place["lon"], place["lat"])
            mark = next((spot for spot in _around(point) if self._is_free(_box_of_mark(spot), taken)), point)
            taken.append(_box_of_mark(mark))
            if place.get("seat_of") or place["kind"] in _NAMED_FIRST:
                found.append(Placed(place, point, mark, self._name(mark, place["name"], taken)))
            else:
                villages.append(Placed(place, point, mark, None))
        return found + [each._replace(name=self._name(each.mark, each.place["name"], taken)) for each in villages]

    def _name(self, mark: Point, name: str, taken: list[Box]) -> tuple[float, float, str] | None:
        """Return where a name stands beside a mark, and take that room; None where there is none."""
        spot = next((spot for spot in _spots(*mark) if self._is_free(_box(spot, name), taken)), None)
        if spot:
            taken.append(_box(spot, name))
        return spot

    def _is_free(self, box: Box, taken: Sequence[Box]) -> bool:
        left, top, right, bottom = box
        within = left >= 0 and right <= self.width and top >= 0 and bottom <= self.height
        return within and not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
        )


def _importance(place: Record) -> tuple[Any, ...]:
    return not place.get("seat_of"), importance(place["kind"]), place["name"]


def _around(point: Point) -> Iterator[Point]:
    """Give a point, then the spots around it, the nearer first."""
    yield point
    for step in range(1, _STEPS + 1):
        for turn in range(_TURNS):
            angle = 2 * math.pi * turn / _TURNS
            reach = _RADIUS * (1 + step)
            yield round(point[0] + reach * math.cos(angle), 1), round(point[1] + reach * math.sin(angle), 1)


def _box_of_mark(mark: Point) -> Box:
    x, y = mark
    return x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS


def _spots(x: float, y: float) -> Iterator[tuple[float, float, str]]:
    """Give where a name may stand: right, left, above and below its point."""
    beside, above = _RADIUS + 3, _RADIUS + _HALF_LINE + 1
    yield x + beside, y, "start"
    yield x - beside, y, "end"
    yield x, y - above, "middle"
    yield x, y + above, "middle"


def _box(spot: tuple[float, float, str], name: str) -> Box:
    x, y, anchor = spot
    length = len(name) * _LETTER
    left = x - {"start": 0.0, "end": length, "middle": length / 2}[anchor]
    return left, y - _HALF_LINE, left + length, y + _HALF_LINE
