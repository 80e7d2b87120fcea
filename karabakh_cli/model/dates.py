"""A date as written -> its bounds; a question's window -> does the date fall within it: no, possibly, certainly.

The profile of EDTF (ISO 8601-2) is closed: what docs/reference.md does not describe is refused with its remedy.
Days are ISO strings, so that they compare and sort as they are.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Literal, NamedTuple, Self

from karabakh_cli.errors import DateError

BEGINNING, END = "0000-01-01", "9999-12-31"
"""The bounds of what is open: before and after every day."""

Match = Literal["no", "possible", "certain"]
Certainty = Literal["no", "not attested", "changing", "certain"]

_UNIT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?", re.ASCII)
"""The year, its part (a month or a season), the day, and the qualifier."""
_MARKED = re.compile(r"(?<![\d-])([\d-]++)[?~%]", re.ASCII)
"""The units of a date that bear a mark of doubt."""
_SEASON_MONTHS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}

_REMEDIES = (
    (
        r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
        "day and month could be either: write year-month-day, such as 1993-04-03",
    ),
    (r".*\d[Tt]\d.*|.*:.*", "leave the time out: write the day alone, such as 1993-05-08"),
    (r"\d*[Xx][Xx\d-]*|\d{3}0s", "write the range of years, such as 1990/1999 or [1990..1999]"),
    (r"\d{4}-\d{2}-\d{2}-.*|\d{4}-\d{4}", "write a range with two dots or a slash, such as 1992/1993"),
    (r"\d{8}", "write year-month-day with hyphens, such as 1993-05-08"),
    (r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?", "write two digits and hyphens, such as 1993-05-08"),
    (r".*/|/.*", "write an open end with two dots, such as 1993/.. or ../1993"),
)
_ANY_REMEDY = "write 1993, 1993-05, 1993-05-08, 1992-21 (spring), 1993-03/1993-09 or [1992-06..1992-07]"


class Window(NamedTuple):
    """The days a question asks about, both ends included, as ISO days."""

    first: str = BEGINNING
    last: str = END

    def days_outside(self, earliest: str, latest: str) -> int:
        """Return how many days of a time lie outside the window, at most; both are given as ISO days."""
        before = ordinal(self.first) - ordinal(earliest) if earliest < self.first else 0
        return before + (ordinal(latest) - ordinal(self.last) if latest > self.last else 0)


class Span(NamedTuple):
    """The four bounds of a date, as ISO days, and whether it is marked uncertain or approximate."""

    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str
    qualified: bool = False

    @property
    def alternatives(self) -> "tuple[Span, ...]":
        """The times of which this is one: itself, or those of a set."""
        return (self,)

    def match(self, window: Window) -> Match:
        """Say whether the date falls within a question's window: no, possible or certain (docs/reference.md, Dates).

        In an index, ask.filters.match_sql tells possible from certain, and an alternative without a row in `times` is a
        no; a test compares the two over a grid of dates.
        """
        if self.earliest_start > window.last or self.latest_end < window.first:
            return "no"
        certain = self.latest_start <= window.last and self.earliest_end >= window.first
        return "certain" if certain and not self.qualified else "possible"

    def stretches(self, window: Window) -> "Iterator[Stretch]":
        """Give when it was in a window, the possible first, so that what is certain is drawn over them."""
        possible = [Stretch(time.earliest_start, time.latest_end, "possible") for time in self.alternatives]
        throughout = not self.qualified and self.latest_start <= self.earliest_end
        certain = [Stretch(self.latest_start, self.earliest_end, "certain")] if throughout else []
        if throughout and self.earliest_start == self.latest_end:
            possible, certain = [], [Stretch(self.earliest_start, self.latest_end, "day")]
        for first, last, sure in possible + certain:
            if first <= window.last and last >= window.first:
                yield Stretch(max(first, window.first), min(last, window.last), sure)


class Stretch(NamedTuple):
    """A part of a window, as ISO days, and how sure it is that something was in it.

    `day` is a day that is known, `certain` a time throughout, `possible` one in which the day is not known.
    """

    first: str
    last: str
    sure: Literal["day", "certain", "possible"]


class OneOf(Span):
    """A date that is one of several (`[1992-06,1992-08]`): it has their outer bounds, and no day between them."""

    _members: tuple[Span, ...]

    def __new__(cls, members: Sequence[Span]) -> Self:
        """Make it of the dates of which it is one."""
        starts, latest_starts, earliest_ends, ends, qualified = zip(*members, strict=True)
        made = super().__new__(cls, min(starts), max(latest_starts), min(earliest_ends), max(ends), any(qualified))
        made._members = tuple(members)
        return made

    @property
    def alternatives(self) -> tuple[Span, ...]:
        """The dates of which it is one."""
        return self._members

    def match(self, window: Window) -> Match:
        """Say what all of them say, and possible where they differ."""
        said = {member.match(window) for member in self._members}
        return said.pop() if len(said) == 1 else "possible"


class Lasting(NamedTuple):
    """When a state may have begun and ended, as ISO days; what a mark puts in doubt lies between the bounds.

    A start is known where it has a first and a last possible day of its own, and so is an end.
    """

    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str
    start_known: bool
    end_known: bool

    def on(self, day: str) -> Certainty:
        """Tell whether the state held on a day (docs/reference.md, A day)."""
        return self.during(Window(day, day))

    def during(self, window: Window) -> Certainty:
        """Tell whether the state held at some time in a window of days.

        `changing` is inside a change whose first and last possible day are known, whatever is known of the state's
        other end, so that both sides of it are shown; `not attested` is beyond what sources show. The day of a change
        belongs to what ended and to what began.
        """
        if self.earliest_start > window.last or self.latest_end < window.first:
            return "no"
        if self.latest_start <= window.last and self.earliest_end >= window.first:
            return "certain"
        beginning = self.start_known and window.last <= self.latest_start
        ending = self.end_known and window.first >= self.earliest_end
        return "changing" if beginning or ending else "not attested"


@lru_cache(maxsize=16384)  # a date stands in several records, and is asked for by several rules
def parse(text: str) -> Span:
    """Read a date of the profile into its bounds; raise DateError with the remedy for anything else."""
    if text.startswith("[") and text.endswith("]"):
        return _parse_set(text)
    if text == "..":
        return Span(BEGINNING, END, BEGINNING, END)
    if "/" in text:
        return _parse_interval(text)
    return _parse_unit(text, text)


def parse_state(start: str, end: str) -> Lasting:
    """Read the `start` and `end` of a state (an office, a hold on a place, an agreement in force).

    Raises DateError for what is no date. A start or an end that is marked puts itself in doubt, and the days around it.
    """
    earliest_start, latest_start = (BEGINNING, BEGINNING) if start == ".." else _change(start, later=1)
    latest_end, earliest_end = (END, END) if end == ".." else _change(end, later=-1)
    return Lasting(
        earliest_start,
        # A start is never after its end, also where the two are written with unlike precision (1992-10-02, 1992-10).
        min(latest_start, latest_end),
        max(earliest_end, earliest_start),
        latest_end,
        earliest_start > BEGINNING and latest_start < END,
        earliest_end > BEGINNING and latest_end < END,
    )


def _change(text: str, later: int) -> tuple[str, str]:
    """Return the outer and the inner bound of a start, of which the inner is the `later` (1), or of an end (-1).

    A mark puts as many days in doubt, before and after, as what is marked has: the state is certain only beyond them.
    """
    span = parse(text)
    outer, inner = (span.earliest_start, span.latest_end)[::later]
    if not span.qualified:
        return outer, inner
    marked = [parse(unit) for unit in _MARKED.findall(text)]
    doubt = max(ordinal(unit.latest_end) - ordinal(unit.earliest_start) + 1 for unit in marked)
    return moved(outer, -later * doubt), moved(inner, later * (doubt + 1))


def ordinal(day: str) -> int:
    """Return an ISO day as a number that grows by one a day; 0 for what is before every day."""
    return 0 if day == BEGINNING else date.fromisoformat(day).toordinal()


def moved(day: str, by: int) -> str:
    """Return the day some days later, or earlier if negative; what is open stays open, and nothing else becomes it."""
    if day in (BEGINNING, END):
        return day
    return date.fromordinal(min(max(ordinal(day) + by, 1), ordinal(END) - 1)).isoformat()


@cache
def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month of the Gregorian calendar."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def _parse_interval(text: str) -> Span:
    parts = text.split("/")
    if len(parts) != 2:
        raise _refusal(text, text)
    if parts == ["..", ".."]:
        raise DateError(f"both ends of the interval are open: {text}", "give at least one end, such as 1993/..")
    start = _unit(BEGINNING, BEGINNING) if parts[0] == ".." else _parse_unit(parts[0], text)
    end = _unit(END, END) if parts[1] == ".." else _parse_unit(parts[1], text)
    if start.earliest_start > end.latest_end:
        raise DateError(f"the interval runs backwards: {text}", f"write {parts[1]}/{parts[0]}")
    # A start is never after its end, also where the two are written with unlike precision (1993-05-08/1993-05).
    latest_start = min(start.latest_start, end.latest_end)
    earliest_end = max(end.earliest_end, start.earliest_start)
    qualified = start.qualified or end.qualified
    return Span(start.earliest_start, latest_start, earliest_end, end.latest_end, qualified)


def _parse_set(text: str) -> Span:
    inside = text[1:-1]
    if ".." not in inside:
        members = inside.split(",")
        if len(members) < 2 or not all(members):
            raise _refusal(text, text)
        return OneOf([_parse_unit(member, text) for member in members])
    ends = inside.split("..")
    if len(ends) != 2 or not any(ends):
        raise _refusal(text, text)
    units = [_parse_unit(end, text) for end in ends if end]
    if all(ends) and units[0].earliest_start > units[1].latest_end:
        raise DateError(f"the set runs backwards: {text}", f"write [{ends[1]}..{ends[0]}]")
    first = min(unit.earliest_start for unit in units) if ends[0] else BEGINNING
    last = max(unit.latest_end for unit in units) if ends[1] else END
    return _unit(first, last, any(unit.qualified for unit in units))


def _unit(first: str, last: str, qualified: bool = False) -> Span:
    """Return the span of what lies somewhere from a first to a last day."""
    return Span(first, last, first, last, qualified)


def _parse_unit(text: str, whole: str) -> Span:
    """Read one year, month, season or day."""
    found = _UNIT.fullmatch(text)
    if not found:
        raise _refusal(text, whole)
    year, part, day, qualifier = found.groups()
    qualified = qualifier is not None
    if year in ("0000", "9999"):
        raise DateError(f"there is no year {year}: {whole}", "years are 0001 to 9998")
    if part is None:
        return _unit(f"{year}-01-01", f"{year}-12-31", qualified)
    if part in _SEASON_MONTHS and day is None:
        return _season(int(year), part, qualified)
    if not "01" <= part <= "12":
        raise DateError(f"there is no month {part}: {whole}", "months are 01 to 12, seasons 21 (spring) to 24 (winter)")
    days = days_in_month(int(year), int(part))
    if day is None:
        return _unit(f"{year}-{part}-01", f"{year}-{part}-{days:02}", qualified)
    if not 1 <= int(day) <= days:
        raise DateError(f"there is no such day: {whole}", f"{year}-{part} has {days} days")
    return _unit(f"{year}-{part}-{day}", f"{year}-{part}-{day}", qualified)


def _season(year: int, season: str, qualified: bool) -> Span:
    first_month, last_month = _SEASON_MONTHS[season]
    last_year = year + 1 if season == "24" else year
    last_day = days_in_month(last_year, last_month)
    return _unit(f"{year:04}-{first_month:02}-01", f"{last_year:04}-{last_month:02}-{last_day}", qualified)


def _refusal(text: str, whole: str) -> DateError:
    for pattern, remedy in _REMEDIES:
        if re.fullmatch(pattern, whole) or re.fullmatch(pattern, text):
            return DateError(f"this date cannot be read: {whole}", remedy)
    return DateError(f"this date cannot be read: {whole}", _ANY_REMEDY)
