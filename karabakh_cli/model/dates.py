"""A date as written -> its bounds; a question's window -> does the date fall within it: no, possibly, certainly.

The profile of EDTF (ISO 8601-2) is closed: what docs/reference.md does not describe is refused with its remedy.
Days are ISO strings, so that they compare and sort as they are.
"""

import re
from datetime import date
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from karabakh_cli.errors import DateError

BEGINNING, END = "0000-01-01", "9999-12-31"
"""The bounds of what is open: before and after every day."""

Match = Literal["no", "possible", "certain"]
Certainty = Literal["no", "not attested", "changing", "certain"]

_UNIT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?", re.ASCII)
"""The year, its part (a month or a season), the day, and the qualifier."""
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


class Span(NamedTuple):
    """The four bounds of a date, as ISO days, and whether it is marked uncertain or approximate."""

    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str
    qualified: bool = False

    def match(self, window: "Window") -> Match:
        """Say whether the date falls within a question's window: no, possible or certain (docs/reference.md, Dates)."""
        if self.earliest_start > window.last or self.latest_end < window.first:
            return "no"
        certain = self.latest_start <= window.last and self.earliest_end >= window.first
        return "certain" if certain and not self.qualified else "possible"

    def on(self, day: str) -> Certainty:
        """Tell whether a state of this span held on a day (docs/reference.md, A day).

        `changing` is inside a change whose first and last possible day are known, `not attested` beyond what
        sources show. The day of a change belongs to what ended and to what began.
        """
        if not self.earliest_start <= day <= self.latest_end:
            return "no"
        beginning, ending = day < self.latest_start, day > self.earliest_end
        start_is_open = self.earliest_start == BEGINNING or self.latest_start == END
        end_is_open = self.earliest_end == BEGINNING or self.latest_end == END
        if (beginning and start_is_open) or (ending and end_is_open):
            return "not attested"
        return "changing" if beginning or ending else "certain"


class Window(NamedTuple):
    """The days a question asks about, both ends included, as ISO days."""

    first: str = BEGINNING
    last: str = END


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


def parse_state(start: str, end: str) -> Span:
    """Read the `start` and `end` of a state (an office, a hold on a place, an agreement in force) as one span."""
    begins, ends = parse(start), parse(end)
    latest_start = BEGINNING if start == ".." else begins.latest_end
    earliest_end = END if end == ".." else ends.earliest_start
    return Span(begins.earliest_start, latest_start, earliest_end, ends.latest_end, begins.qualified or ends.qualified)


def ordinal(day: str) -> int:
    """Return an ISO day as a number that grows by one a day; 0 for what is before every day."""
    return 0 if day == BEGINNING else date.fromisoformat(day).toordinal()


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
    if ".." in inside:
        members = inside.split("..")
        if len(members) != 2 or not any(members):
            raise _refusal(text, text)
    else:
        members = inside.split(",")
        if len(members) < 2 or not all(members):
            raise _refusal(text, text)
    units = [_parse_unit(member, text) for member in members if member]
    if ".." in inside and all(members) and units[0].earliest_start > units[1].latest_end:
        raise DateError(f"the set runs backwards: {text}", f"write [{members[1]}..{members[0]}]")
    first = BEGINNING if inside.startswith("..") else min(unit.earliest_start for unit in units)
    last = END if inside.endswith("..") else max(unit.latest_end for unit in units)
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
