"""The ground of a map: a window onto places, outlines in dots, a letter at each place, names where they cover nothing.

Lines are drawn in the dots of Braille here, not by a library: that takes twenty lines, and the others are about what no
library does: what the window shows, where a name may stand, what a plain font can show.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from typing import Any

from rich.cells import cell_len
from rich.text import Text

_KM_PER_DEGREE = 111.2
_MOST_ROWS = 44
_LEAST_ACROSS, _LEAST_DOWN = 50, 25
"""The least that a window shows, in kilometres, so that one place alone has surroundings too."""
_MARGIN = 0.06
_FAR, _MOST_FAR = 2, 0.1
"""How many times farther than three in four places one lies that is left out, and the most that may be, of all."""
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a Braille character, row by row, as bits from U+2800 on."""
_BLANK = 0x2800
_LEADS, _PLAIN_LEADS = (("┌", "┐"), ("└", "┘")), (("/", "\\"), ("\\", "/"))
"""What leads from a letter to the name above it, and below it, that begins there or ends there."""
_LONGEST_LEAD = 3
Place = dict[str, Any]
Ring = Sequence[Sequence[float]]
Frame = tuple[Sequence[float], Sequence[float]]
"""The longitudes and the latitudes at which outlines were cut."""


def in_view(places: Sequence[Place], kept: Sequence[str] = ()) -> list[Place]:
    """Return the places that a window shows: all but a few that lie far from the others, unless they are to be kept."""
    latitude, longitude = (median(place[name] for place in places) for name in ("lat", "lon"))
    far = {place["id"]: _distance(latitude, longitude, place) for place in places}
    usual = sorted(far.values())[(len(far) - 1) * 3 // 4]
    farthest = sorted((id_ for id_ in far if far[id_] > _FAR * usual), key=lambda id_: -far[id_])
    left_out = {id_ for id_ in farthest[: int(len(places) * _MOST_FAR)] if id_ not in kept}
    return [place for place in places if place["id"] not in left_out]


def frame_of(outlines: Sequence[Sequence[Ring]]) -> Frame:
    """Return where outlines were cut, which is no border: at the sides of the box around them, if there are several."""
    if len(outlines) < 2:
        return (), ()
    longitudes, latitudes = zip(*(point for rings in outlines for ring in rings for point in ring), strict=True)
    return (min(longitudes), max(longitudes)), (min(latitudes), max(latitudes))


def _distance(latitude: float, longitude: float, place: Place) -> float:
    """Return the kilometres from a point to a place, as on a flat map, which will do for a region."""
    along = (place["lon"] - longitude) * math.cos(math.radians(latitude))
    return math.hypot(place["lat"] - latitude, along) * _KM_PER_DEGREE


class Ground:
    """A grid of cells, twice as high as wide, over places: equirectangular, true to scale in the middle."""

    def __init__(self, places: Sequence[Place], width: int, *, ascii: bool = False) -> None:
        """Lay a window over the places, with a margin, as wide as the grid."""
        latitudes, longitudes = [place["lat"] for place in places], [place["lon"] for place in places]
        north, south, west, east = max(latitudes), min(latitudes), min(longitudes), max(longitudes)
        self._km_per_longitude = _KM_PER_DEGREE * math.cos(math.radians((north + south) / 2))
        across = max((east - west) * self._km_per_longitude, _LEAST_ACROSS) * (1 + 2 * _MARGIN)
        down = max((north - south) * _KM_PER_DEGREE, _LEAST_DOWN) * (1 + 2 * _MARGIN)
        self.width, self._ascii = width, ascii
        self.km = max(across / width, down / 2 / min(_MOST_ROWS, width * 2 // 5))
        self.height = math.ceil(down / 2 / self.km)
        self._north = (north + south) / 2 + self.height * self.km / _KM_PER_DEGREE
        self._west = (west + east) / 2 - width * self.km / 2 / self._km_per_longitude
        self._lines: dict[tuple[int, int], tuple[int, str]] = {}
        self._written: list[list[tuple[str, str] | None]] = [[None] * width for _ in range(self.height)]

    def cell(self, place: Place) -> tuple[int, int] | None:
        """Return the row and the column of a place, None where it lies outside the window."""
        x, y = self._point(place["lon"], place["lat"])
        row, column = math.floor(y), math.floor(x)
        return (row, column) if 0 <= row < self.height and 0 <= column < self.width else None

    def away(self, place: Place) -> str:
        """Say how far from the middle of the window a place lies, and where: "160 km west"."""
        x, y = self._point(place["lon"], place["lat"])
        right, down = (x - self.width / 2) * self.km, (y - self.height / 2) * 2 * self.km
        sides = [("north", "south")[down > 0]] if abs(down) * 2 > abs(right) else []
        sides += [("west", "east")[right > 0]] if abs(right) * 2 > abs(down) else []
        return f"{math.hypot(right, down):.0f} km {'-'.join(sides)}"

    def outline(self, rings: Sequence[Ring], style: str = "", frame: Frame = ((), ())) -> None:
        """Draw the lines of an outline, as far as they lie in the window, and not along the frame."""
        for start, end in (line for ring in rings for line in pairwise(ring)):
            if any(start[axis] == end[axis] and start[axis] in frame[axis] for axis in (0, 1)):
                continue
            (x, y), (to_x, to_y) = self._point(*start), self._point(*end)
            if max(x, to_x) < 0 or min(x, to_x) > self.width or max(y, to_y) < 0 or min(y, to_y) > self.height:
                continue
            steps = math.ceil(max(abs(to_x - x) * 2, abs(to_y - y) * 4, 1))
            for step in range(steps + 1):
                self._dot(x + (to_x - x) * step / steps, y + (to_y - y) * step / steps, style)

    def letter(self, row: int, column: int, letter: str, style: str, *, apart: bool = False) -> bool:
        """Write a letter into a cell, unless one stands there, or `apart`, on any side of it; tell if it is written."""
        rows = self._written[max(row - apart, 0) : row + apart + 1]
        free = all(cell is None for line in rows for cell in line[max(column - apart, 0) : column + apart + 1])
        if free:
            self._written[row][column] = (letter, style)
        return free

    def name(self, row: int, column: int, text: str, *, anywhere: bool) -> bool:
        """Write a name beside a letter, or `anywhere`, also above or below with a lead to it; tell if there is room."""
        if cell_len(text) != len(text):  # a wide letter takes two cells
            return False
        beside = (column + 2, column - 1 - len(text))
        if any(self._write_if_free(row, start, text, column) for start in beside):
            return True
        return anywhere and any(
            self._lead(row, column, by, text)
            for distance in range(1, _LONGEST_LEAD + 1)
            for by in (-distance, distance)
        )

    def _lead(self, row: int, column: int, by: int, text: str) -> bool:
        """Write a name some rows below a letter, or above it, and what leads there; tell whether there is room."""
        between = range(row + 1, row + by) if by > 0 else range(row + by + 1, row)
        if any(not 0 <= at < self.height or self._written[at][column] for at in between):
            return False
        (right, left), along = (_PLAIN_LEADS if self._ascii else _LEADS)[by > 0], "|" if self._ascii else "│"
        written = self._write_if_free(row + by, column, f"{right} {text}") or self._write_if_free(
            row + by, column - 1 - len(text), f"{text} {left}"
        )
        for at in between if written else ():
            self._written[at][column] = (along, "")
        return written

    def name_within(self, rings: Sequence[Ring], text: str, style: str) -> None:
        """Write a name into an outline, where most cells beside one another are free, if they are enough for it."""
        longest, row, start = 0, 0, 0
        points = [[self._point(*point) for point in ring] for ring in rings]
        for at in range(self.height):
            for begin, end in self._within(points, at):
                length = end - begin
                if length > longest:
                    longest, row, start = length, at, begin
        if longest >= len(text) + 2 and cell_len(text) == len(text):
            self._write(row, start + (longest - len(text)) // 2, text, style)

    def texts(self) -> Iterator[Text]:
        """Give the rows of the map, without spaces at their ends."""
        for row in range(self.height):
            cells = (self._written[row][column] or self._line(row, column) for column in range(self.width))
            text = Text()
            for style, alike in groupby(cells, key=itemgetter(1)):
                text.append("".join(letter for letter, _ in alike), style)
            text.rstrip()
            yield text

    def _point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return a point in cells from the left and from the top."""
        x = (longitude - self._west) * self._km_per_longitude / self.km
        return x, (self._north - latitude) * _KM_PER_DEGREE / 2 / self.km

    def _dot(self, x: float, y: float, style: str) -> None:
        if 0 <= x < self.width and 0 <= y < self.height:
            cell = int(y), int(x)
            bits, _ = self._lines.get(cell, (0, ""))
            self._lines[cell] = bits | _DOTS[int(y * 4) % 4][int(x * 2) % 2], style

    def _line(self, row: int, column: int) -> tuple[str, str]:
        if (row, column) not in self._lines:
            return " ", ""
        bits, style = self._lines[row, column]
        return ("~" if style else ".") if self._ascii else chr(_BLANK + bits), style

    def _within(self, rings: Sequence[Sequence[tuple[float, float]]], row: int) -> Iterator[tuple[int, int]]:
        """Give the runs of free cells of a row that lie within rings, from the first to behind the last."""
        middle = row + 0.5
        crossings = sorted(
            x + (middle - y) * (to_x - x) / (to_y - y)
            for ring in rings
            for (x, y), (to_x, to_y) in pairwise(ring)
            if (y <= middle) != (to_y <= middle)
        )
        for first, last in zip(crossings[::2], crossings[1::2], strict=False):
            begin = None
            for column in range(max(math.ceil(first), 0), min(math.floor(last), self.width) + 1):
                free = column < min(math.floor(last), self.width) and self._is_clear(row, column)
                if free and begin is None:
                    begin = column
                elif not free and begin is not None:
                    yield begin, column
                    begin = None

    def _is_clear(self, row: int, column: int) -> bool:
        return self._written[row][column] is None and (row, column) not in self._lines

    def _write_if_free(self, row: int, start: int, text: str, beside: int | None = None) -> bool:
        """Write a text that covers no letter and no name, and touches none but the letter that it stands beside."""
        end = start + len(text)
        if not 0 <= row < self.height or start < 0 or end > self.width:
            return False
        around = range(max(start - 1, 0), min(end + 1, self.width))
        free = all(self._written[row][column] is None or column == beside for column in around)
        if free:
            self._write(row, start, text, "")
        return free

    def _write(self, row: int, start: int, text: str, style: str) -> None:
        for column in range(start - 1, start + len(text) + 1):  # a line that touches a name looks like a letter of it
            self._lines.pop((row, column), None)
        for column, letter in enumerate(text, start):
            self._written[row][column] = (letter, style)
