"""The axis of a timeline: a time laid out in cells, by units that suit its length, with its labels."""

from bisect import bisect
from collections.abc import Iterable, Iterator

from karabakh_cli.model.dates import END, Window, days_in_month, moved, ordinal
from karabakh_cli.text.english import MONTHS

_LONGEST = (("day", 45), ("week", 190), ("month", 400))
"""The days of the longest time that is laid out by days, by weeks and by months."""
_MOST_CELLS = 5
"""The cells that a unit takes at the most."""
_LEAST_CELLS_FOR_WORDS = 4


def unit_of(time: Window) -> str:
    """Return the unit that a time is laid out in: day, week, month, or year where each year has an axis of its own."""
    days = ordinal(time.last) - ordinal(time.first) + 1
    return next((unit for unit, longest in _LONGEST if days <= longest), "year")


class Axis:
    """A time laid out in cells, each unit in as many as any other, as far as there is room."""

    def __init__(self, time: Window, unit: str, room: int) -> None:
        """Lay a time out in a number of cells at most; raise nothing, however few these are."""
        self.time, self.unit = time, unit
        self.units = [*(_months(time) if unit == "month" else _days(time, {"day": 1, "week": 7}[unit]))]
        self._each = min(room // len(self.units), _MOST_CELLS)
        self.cells = max(len(self.units) * self._each or room, 1)
        self._firsts = [ordinal(part.first) for part in self.units]

    def first_cell(self, day: str) -> int:
        """Return the cell in which a day begins; of a day beyond the axis, the cell at that end."""
        number = ordinal(min(max(day, self.time.first), self.time.last))
        index = bisect(self._firsts, number) - 1
        length = ordinal(self.units[index].last) - self._firsts[index] + 1
        return (index * length + number - self._firsts[index]) * self.cells // (len(self.units) * length)

    def last_cell(self, day: str) -> int:
        """Return the cell in which a day ends: the one before that of the next day, where that is another."""
        if day >= self.time.last:
            return self.cells - 1
        return max(self.first_cell(day), self.first_cell(moved(max(day, self.time.first), 1)) - 1)

    def bars(self, levels: Iterable[str]) -> str:
        """Draw a level for each unit, with a gap between two where there is room."""
        row = [" "] * self.cells
        for part, level in zip(self.units, levels, strict=True):
            begin, end = self.first_cell(part.first), self.last_cell(part.last)
            drawn = max(end - begin, 1)
            row[begin : begin + drawn] = level * drawn
        return "".join(row)

    def labels(self) -> Iterator[str]:
        """Give the lines that say where on the axis which year, month and day is, as far as they are needed."""
        firsts = [part.first for part in self.units]
        years, months = {day[:4] for day in firsts}, {day[:7] for day in firsts}
        if self.unit == "month":
            if len(years) > 1:
                yield self._labelled((day, day[:4]) for day in firsts if day[5:7] == "01" or day == firsts[0])
            letters = 3 if self._each >= _LEAST_CELLS_FOR_WORDS else 1
            yield "".join(f"{_month(day)[:letters]:{max(self._each, 1)}}" for day in firsts)[: self.cells]
            return
        if len(months) > 1:
            begun = [part.last[:8] + "01" for part in _months(self.time)]
            yield self._labelled((max(day, self.time.first), _month(day)[:3]) for day in begun)
        numbered = firsts[:: -(-3 // max(self._each, 1))] if self.unit == "week" else filter(_is_round, firsts)
        yield self._labelled((day, str(int(day[8:]))) for day in numbered)

    def _labelled(self, labels: Iterable[tuple[str, str]]) -> str:
        """Write labels from the cells of their days on, without those for which there is no room."""
        row, free = [" "] * self.cells, 0
        for day, label in labels:
            place = self.first_cell(day)
            if free <= place <= self.cells - len(label):
                row[place : place + len(label)] = label
                free = place + len(label) + 1
        return "".join(row)


def _months(time: Window) -> Iterator[Window]:
    """Give the months of a time, the first and the last no longer than it is."""
    first = time.first
    while first <= time.last:
        last = f"{first[:8]}{days_in_month(int(first[:4]), int(first[5:7])):02}"
        yield Window(first, min(last, time.last))
        first = END if moved(last, 1) == last else moved(last, 1)


def _days(time: Window, each: int) -> Iterator[Window]:
    """Give the days of a time, some at once, from its first on."""
    first = time.first
    while first <= time.last:
        last = min(moved(first, each - 1), time.last)
        yield Window(first, last)
        first = END if moved(last, 1) == last else moved(last, 1)


def _month(day: str) -> str:
    return MONTHS[int(day[5:7]) - 1]


def _is_round(day: str) -> bool:
    return day[8:] == "01" or int(day[8:]) % 5 == 0
