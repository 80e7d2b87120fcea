"""Dates as people say them among the words of a question: `spring 1992` -> the days asked about."""

import re
from collections.abc import Sequence

from karabakh_cli.errors import DateError, QuestionError
from karabakh_cli.model.dates import BEGINNING, END, Window, days_in_month, parse
from karabakh_cli.text.english import MONTHS, SEASONS

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}
_SEASON_NUMBERS = {name: number for number, name in SEASONS.items()} | {"fall": "23"}
_THIRDS = ("early", "mid", "late")

# What is meant as a date is read as one, or refused: it never becomes a word to search for.
_LOOKS_LIKE_A_DATE = re.compile(
    r"\[.*|\.\..+|\d{4}([-/.~?%,:].*|[Tt]\d.*|0?s)?|\d{8}|\d{1,2}([/.-])\d{1,2}\2\d{2,4}|\d{2,3}[Xx]{1,2}"
)


def split(arguments: Sequence[str]) -> tuple[Window | None, str, list[str]]:
    """Split a question's arguments into the window they name, its text, and the remaining words.

    A date may stand anywhere among the words, as written (`1993-04`) or as said (`april 1993`). Raises DateError
    for a wrong date and QuestionError for two of them.
    """
    tokens = re.sub(r"\b(early|mid|late)-(?=\w)", r"\1 ", " ".join(arguments), flags=re.IGNORECASE).split()
    window, text, words = None, "", list[str]()
    position = 0
    while position < len(tokens):
        length, found = _window_at(tokens, position)
        if found is None:
            words.append(tokens[position])
        elif window is None:
            window, text = found, " ".join(tokens[position : position + length])
        else:
            second = " ".join(tokens[position : position + length])
            both = _from_one_to_the_other({text: window, second: found})
            raise QuestionError(f"two dates in one question: {text} and {second}", f"ask for {both}")
        position += length
    return window, text, words


def _from_one_to_the_other(said: dict[str, Window]) -> str:
    """Write the range from the earlier of two dates to the later, in their own words where a range can hold them."""
    if all(re.fullmatch(r"[\d-]+", text) for text in said):
        return "..".join(sorted(said, key=lambda text: said[text]))
    first, last = min(window.first for window in said.values()), max(window.last for window in said.values())
    return f"{'' if first == BEGINNING else first}..{'' if last == END else last}"


def read_window(text: str) -> Window:
    """Read one date or range, as written or as said, into the days it names; raise DateError if it is none."""
    tokens = text.split()
    length, found = _window_at(tokens, 0) if tokens else (0, None)
    if found is None or length != len(tokens):
        return _written_window(text)
    return found


def bounded(window: Window | None, said: str, after: str | None, before: str | None) -> tuple[Window | None, str]:
    """Narrow a window by `--after` and `--before`, ends included; raise DateError if nothing is left of it."""
    if after is None and before is None:
        return window, said
    first = read_window(after).first if after else BEGINNING
    last = read_window(before).last if before else END
    asked = window or Window()
    narrowed = Window(max(asked.first, first), min(asked.last, last))
    told = [said, f"after {after}" if after else "", f"before {before}" if before else ""]
    if narrowed.first > narrowed.last:
        raise DateError(
            f"no day is left: {', '.join(filter(None, told))}",
            "--after takes the earlier date, --before the later",
        )
    return narrowed, ", ".join(filter(None, told))


def _window_at(tokens: Sequence[str], position: int) -> tuple[int, Window | None]:
    """Return the window that starts at a token and how many tokens it takes; (1, None) where there is none."""
    for length in (3, 2):
        said = [token.lower().strip(",") for token in tokens[position : position + length]]
        if len(said) == length and (window := _said_window(said)):
            return length, window
    if _LOOKS_LIKE_A_DATE.fullmatch(tokens[position]):
        return 1, _written_window(tokens[position])
    return 1, None


def _written_window(text: str) -> Window:
    if ".." in text and not text.startswith("[") and "/" not in text:
        first, _, last = text.partition("..")
        window = Window(parse(first).earliest_start if first else BEGINNING, parse(last).latest_end if last else END)
        if window.first > window.last:
            raise DateError(f"the range runs backwards: {text}", f"write {last}..{first}")
        return window
    span = parse(text)
    return Window(span.earliest_start, span.latest_end)


def _said_window(said: Sequence[str]) -> Window | None:
    """Read `april 1993`, `spring 1992`, `12 may 1994`, `may 12 1994`, `early 1993`, `late may 1992`."""
    if not all(said):
        return None
    *head, year = said
    if head[0] == "winter" and re.fullmatch(r"\d{4}-\d{2}", year, re.ASCII):  # as in_words says it
        year = year[:4] if (int(year[:4]) + 1) % 100 == int(year[5:]) else year
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        return None
    if head[0] in _THIRDS:
        whole = _said_window([*head[1:], year]) if head[1:] else _written_window(year)
        return _third(whole, head[0]) if whole else None
    if len(head) == 1:
        if head[0] in _MONTH_NUMBERS:
            return _written_window(f"{year}-{_MONTH_NUMBERS[head[0]]:02}")
        if head[0] in _SEASON_NUMBERS:
            return _written_window(f"{year}-{_SEASON_NUMBERS[head[0]]}")
        return None
    day, month = head if head[0][0].isdecimal() else reversed(head)
    day = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", day)
    if month in _MONTH_NUMBERS and re.fullmatch(r"\d{1,2}", day, re.ASCII):
        return _written_window(f"{year}-{_MONTH_NUMBERS[month]:02}-{day:0>2}")
    return None


def _third(whole: Window, which: str) -> Window | None:
    """Return the first, middle or last third: of a month by days (1-10, 11-20, 21-), else by months."""
    year, first_month = int(whole.first[:4]), int(whole.first[5:7])
    months = (int(whole.last[:4]) - year) * 12 + int(whole.last[5:7]) - first_month + 1
    index = _THIRDS.index(which)
    if months == 1:
        if whole.first == whole.last:
            return None
        first_day, last_day = index * 10 + 1, (10, 20, int(whole.last[8:]))[index]
        return Window(f"{whole.first[:8]}{first_day:02}", f"{whole.first[:8]}{last_day:02}")
    size = months // 3
    first = _months_on(year, first_month, index * size)
    last = _months_on(year, first_month, index * size + size - 1)
    return Window(f"{first}-01", f"{last}-{days_in_month(int(last[:4]), int(last[5:])):02}")


def _months_on(year: int, month: int, more: int) -> str:
    years, index = divmod(month - 1 + more, 12)
    return f"{year + years:04}-{index + 1:02}"
