"""One date as people say it, at a place among words: `12 may 1994`, `Sept. 1992`, `early 1993`, `25/02/1992`.

Each reader takes the words in lower case and a position, and returns the position behind what it read and the days that
are meant, or None where there is no date of its form.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from karabakh_cli.errors import DateError
from karabakh_cli.model.dates import BEGINNING, END, Window, days_in_month, parse
from karabakh_cli.text.english import MONTHS, SEASONS

Read = tuple[int, Window] | None

MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"sept": 9}
SEASON_NUMBERS = {name: number for number, name in SEASONS.items()} | {"fall": "23"}
_THIRDS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
HEDGES = frozenset(("about", "around", "circa", "ca", "perhaps", "probably", "approximately", "roughly"))
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"(\d{4})[?!.]?", re.ASCII)
_WINTER = re.compile(r"(\d{4})[-/](?:\d\d)?(\d\d)", re.ASCII)
_YEARS = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
# What is written as a date: it is read as one, or refused.
WRITTEN = re.compile(
    r"\[.*\d.*|\.\./?\d.*|\d{4}([-/.~?%,:].*|[Tt]\d.*|['\u2019]?s)?|\d{8}|"
    r"(?:0?[1-9]|1[0-2])[/.-]\d{4}|\d{1,2}([/.-])\d{1,2}\2\d{2,4}|\d{2,3}[Xx]{1,2}"
)
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([/.-]?)(\d{1,2})\2(\d{1,2})", re.ASCII)


class Part(NamedTuple):
    """The first of two dates, without what it shares with the second: `27 march`, `april`, `spring`, `9`."""

    day: int | None
    month: int | None
    """The number of a month or a season."""


def unit(words: Sequence[str], at: int) -> Read:
    """Read one date: as written, or a year, a month, a season, a day, or an early, mid or late part of one."""
    at = behind(words, at, HEDGES)
    for form in (_third, _day_month_year, _month_day_year, _month_year, _season_year, _year_month_day, _written):
        if found := form(words, at):
            return found
    return None


def _third(words: Sequence[str], at: int) -> Read:
    if word_at(words, at) not in _THIRDS or word_at(words, at + 1) in _THIRDS:
        return None
    found = unit(words, behind(words, at + 1, frozenset(("of", "the"))))
    third = found and third_of(found[1], _THIRDS[words[at]])
    return (found[0], third) if found and third else None


def _day_month_year(words: Sequence[str], at: int) -> Read:
    part = part_at(words, at)
    if part is None or part[1].day is None or part[1].month is None:
        return None
    year = _year(words, behind(words, part[0], frozenset(("of", ","))))
    return (year[0], written(f"{year[1]}-{part[1].month:02}-{part[1].day:02}")) if year else None


def _month_day_year(words: Sequence[str], at: int) -> Read:
    place = behind(words, at + 1, frozenset(("the",)))
    month, day = _month(words, at), _DAY.fullmatch(word_at(words, place))
    year = _year(words, behind(words, place + 1, frozenset((",",))))
    return (year[0], written(f"{year[1]}-{month:02}-{int(day[1]):02}")) if month and day and year else None


def _month_year(words: Sequence[str], at: int) -> Read:
    month, year = _month(words, at), _year(words, behind(words, at + 1, frozenset(("of", "the", "year", ","))))
    return (year[0], written(f"{year[1]}-{month:02}")) if month and year else None


def _season_year(words: Sequence[str], at: int) -> Read:
    season = SEASON_NUMBERS.get(word_at(words, at))
    if season is None:
        return None
    place = behind(words, at + 1, frozenset(("of", "the", "year", ",")))
    if season == "24" and (winter := _two_years_of_a_winter(words, place)):
        return winter
    year = _year(words, place)
    return (year[0], written(f"{year[1]}-{season}")) if year else None


def _two_years_of_a_winter(words: Sequence[str], at: int) -> Read:
    """Read the years of a winter as they are said in English: `1992-93`, `1992/1993`, `1992 - 1993`."""
    for length in (1, 3):
        found = _WINTER.fullmatch("".join(words[at : at + length]).rstrip("?!."))
        if found and (int(found[1]) + 1) % 100 == int(found[2]):
            return at + length, written(f"{found[1]}-24")
    return None


def _year_month_day(words: Sequence[str], at: int) -> Read:
    year, month = _year(words, at), _month(words, at + 1)
    if not year or not month:
        return None
    day = _DAY.fullmatch(word_at(words, at + 2))
    if day and not _month(words, at + 3):
        return at + 3, written(f"{year[1]}-{month:02}-{int(day[1]):02}")
    return at + 2, written(f"{year[1]}-{month:02}")


def _written(words: Sequence[str], at: int) -> Read:
    word = word_at(words, at)
    if year := _YEAR.fullmatch(word):
        return at + 1, written(year[1])
    return (at + 1, written(word)) if WRITTEN.fullmatch(word) else None


def written(text: str) -> Window:
    """Read a date of the profile, a range with two dots, or a day with slashes that can be read in one way only."""
    if ".." in text and not text.startswith("[") and "/" not in text:
        first, _, last = text.partition("..")
        window = Window(parse(first).earliest_start if first else BEGINNING, parse(last).latest_end if last else END)
        if window.first > window.last:
            raise DateError(f"the range runs backwards: {text}", f"write {last}..{first}")
        return window
    if years := _two_years(text):
        return years
    slashed = _SLASHED.fullmatch(text)
    if slashed and (day := _one_reading(int(slashed[1]), int(slashed[3]))):
        text = f"{slashed[4]}-{day[1]:02}-{day[0]:02}"
    elif (year_first := _YEAR_FIRST.fullmatch(text)) and (year_first[2] or len(text) == 8):
        text = f"{year_first[1]}-{int(year_first[3]):02}-{int(year_first[4]):02}"
    span = parse(text)
    return Window(span.earliest_start, span.latest_end)


def _two_years(text: str) -> Window | None:
    """Read `1992-93`, where the second number can be no month and no season, as the years that it names."""
    found = _YEARS.fullmatch(text)
    if not found or int(found[2]) <= max(int(found[1]) % 100, 24):
        return None
    return Window(f"{found[1]}-01-01", f"{found[1][:2]}{found[2]}-12-31")


def _one_reading(one: int, other: int) -> tuple[int, int] | None:
    """Return day and month of two numbers of which one alone can be a month, or that are the same; else None."""
    if one > 12 >= other or one == other:
        return one, other
    return (other, one) if other > 12 >= one else None


def third_of(window: Window, index: int) -> Window | None:
    """Return the first, middle or last third: of a month by days (1-10, 11-20, 21-), else by months."""
    year, first_month = int(window.first[:4]), int(window.first[5:7])
    months = (int(window.last[:4]) - year) * 12 + int(window.last[5:7]) - first_month + 1
    if months == 1:
        if window.first == window.last:
            return None
        first_day, last_day = index * 10 + 1, (10, 20, int(window.last[8:]))[index]
        return Window(f"{window.first[:8]}{first_day:02}", f"{window.first[:8]}{last_day:02}")
    size = months // 3
    first = _months_on(year, first_month, index * size)
    last = _months_on(year, first_month, index * size + size - 1)
    return Window(f"{first}-01", f"{last}-{days_in_month(int(last[:4]), int(last[5:])):02}")


def part_at(words: Sequence[str], at: int) -> tuple[int, Part] | None:
    """Read a day with its month, a month, a season or a day, all without a year."""
    at = behind(words, at, HEDGES)
    day = _DAY.fullmatch(word_at(words, at))
    if day:
        place = behind(words, at + 1, frozenset(("of",)))
        month = _month(words, place)
        return (place + 1, Part(int(day[1]), month)) if month else (at + 1, Part(int(day[1]), None))
    month = _month(words, at)
    if month and (day := _DAY.fullmatch(word_at(words, at + 1))):
        return at + 2, Part(int(day[1]), month)
    month = month or int(SEASON_NUMBERS.get(word_at(words, at), 0))
    return (at + 1, Part(None, month)) if month else None


def behind(words: Sequence[str], at: int, skipped: frozenset[str]) -> int:
    """Return the position behind words that add nothing, of which nobody says many."""
    for _ in range(6):
        at += word_at(words, at) in skipped
    return at


def word_at(words: Sequence[str], at: int) -> str:
    """Return the word at a position; "" behind the last."""
    return words[at] if at < len(words) else ""


def _month(words: Sequence[str], at: int) -> int:
    return MONTH_NUMBERS.get(word_at(words, at).rstrip("."), 0)


def _year(words: Sequence[str], at: int) -> tuple[int, str] | None:
    found = _YEAR.fullmatch(word_at(words, at))
    return (at + 1, found[1]) if found else None


def _months_on(year: int, month: int, more: int) -> str:
    years, index = divmod(month - 1 + more, 12)
    return f"{year + years:04}-{index + 1:02}"
