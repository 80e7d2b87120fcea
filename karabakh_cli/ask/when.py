"""The time that a question asks about, found among its words: what is meant as a date never becomes a word."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from karabakh_cli.ask.spoken import phrase
from karabakh_cli.ask.unit import MONTH_NUMBERS, SEASON_NUMBERS, WRITTEN, written
from karabakh_cli.ask.words import FUNCTION_WORDS
from karabakh_cli.errors import DateError, QuestionError
from karabakh_cli.model.dates import BEGINNING, END, Window

# A dash, spaced or not of ASCII, stands between two things; a hyphen within a date stands for a space, or for "to".
# Spaces are looked at from the first of them alone: from each, a row of them would cost its square.
_DASH = re.compile("(?<!\\s)\\s++(?:-\\s+|[\u2010-\u2015\u2212]\\s*)|[\u2010-\u2015\u2212]\\s*")
_MONTH = "|".join(MONTH_NUMBERS)
_SAID = "|".join((*MONTH_NUMBERS, *SEASON_NUMBERS))
# Left as texts, for re to compile where a question has a hyphen, a comma or a slash.
_HYPHENED_DATES = (
    (rf"\b(\d{{1,2}}(?:st|nd|rd|th)?)[-/]({_MONTH})[-/](\d{{4}})\b", r"\1 \2 \3"),
    (rf"\b({_MONTH})-(\d{{1,2}})-(\d{{4}})\b", r"\1 \2 \3"),
    (rf"\b({_MONTH}) (\d{{1,2}}) ?- ?(\d{{1,2}}),? (\d{{4}})\b", r"\2 \1 - \3 \1 \4"),
    (r"\b(\d{4}), (?=(?:\d{4}, )*\d{4} or \d{4}\b)", r"\1 or "),
    (r"\b(\d{1,4}), (?!\d{4}\b)(?=[\w ]{1,20} or )", r"\1 or "),
    (rf"\b({_SAID})[-/]({_SAID})\b", r"\1 - \2"),
    (rf"\b({_SAID})-(\d{{4}})(?![\d-])", r"\1 \2"),
    (rf"\b(\d{{1,2}})-(\d{{1,2}})(?= (?:of )?(?:{_MONTH})\b)", r"\1 - \2"),
    (r"\bpre-(?=\d{4}\b)", "before "),
    (r"\bpost-(?=\d{4}\b)", "after "),
    (r"(?<![\d-])(\d{4})-(\d{4})(?![\d-])", r"\1 - \2"),
    (r"\b((?:early|mid|late)(?=-\w)|(?:start|beginning|middle|end)(?=-\d))-", r"\1 "),
)
# Words of time that say nothing without a date: it was meant and not understood.
_WAITING = frozenset(("before", "after", "since", "until", "till", "during", "between"))
_OF_TIME = frozenset((
    "early", "late", "mid", "half", "quarter", "decade", "decades", "century", "week", "weeks", "weekend", "month",
    "months", "year", "years", "day", "days", "ago", "earlier", "later", "last", "first", "second", "third", "next",
    "previous", "same", "start", "beginning", "middle", "end", "q1", "q2", "q3", "q4",
))  # fmt: skip
_LONGEST = 5000
"""The characters of a question."""
_TRAILING = ("ago", "earlier", "later", "start", "beginning", "middle", "end", "onwards", "q1", "q2", "q3", "q4")
"""Those of them that may follow a date."""
_GLUED = rf"\d[^\w\s]*(?:{_SAID})(?![a-z])|(?<![a-z])(?:{_SAID}|early|mid|late)[^\w\s]*\d"
"""A month and a number without a space between them, which `-` and `/` between all parts of a date apart is no date."""
_AROUND = "()\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb!\u2026"
"""What may stand around a date in a sentence."""
_ORDINAL = re.compile(r"\d{1,2}(st|nd|rd|th)", re.ASCII)
_TWO_DIGITS = re.compile(r"\d\ds?", re.ASCII)
_PLAIN_WORDS = ("may", "march", "mar", "dec", "sep", "oct", "nov", "jan", "jun", "jul", "aug", "feb", "apr")
"""Months and seasons, and short forms, that are other words too: alone they may be meant as those."""


class Times(NamedTuple):
    """What a question says of time: the days, their text, the other words, and which of these look like dates."""

    window: Window | None
    said: str
    words: list[str]
    doubtful: dict[int, DateError]
    """Words, by their position, that look like a part of a date, each with what to say of it."""


def times(text: str, *, several: bool = False) -> Times:
    """Find the date, range or bound in a question, and what else in it looks like one.

    Two bounds make one time (`after may 1992 before 1994`); `several` dates make the time from the first to the last.
    Raises DateError for a wrong date and QuestionError for two of them.
    """
    refuse_what_is_too_long(text)
    tokens = _tokens(text)
    low = [_lowered(token) for token in tokens]
    window, said, words = None, "", list[str]()
    before, behind = set[int](), set[int]()
    position = 0
    while position < len(tokens):
        found = phrase(low, position)
        if found is None:
            words += [tokens[position]] if tokens[position] != "-" else []
            position += 1
            continue
        end, days = found
        before.add(_last_that_says_something(words))
        behind.add(len(words))
        text_of = " ".join(tokens[position:end]).strip(_AROUND + ",:;")
        window, said = (days, text_of) if window is None else _both(window, said, days, text_of, several=several)
        position = end
    return Times(window, said, words, _doubtful(words, before, behind))


def refuse_what_is_too_long(text: str) -> None:
    """Raise QuestionError for a text that is longer than any question."""
    if len(text) > _LONGEST:
        raise QuestionError(f"a question of {len(text):,} characters", f"ask in at most {_LONGEST:,}")


def split(arguments: Sequence[str]) -> tuple[Window | None, str, list[str]]:
    """Split a question's arguments into the window they name, its text, and the remaining words.

    Raises DateError for a wrong date and for what looks like one, and QuestionError for two.
    """
    window, said, words, doubtful = times(" ".join(arguments))
    for problem in doubtful.values():
        raise problem
    return window, said, words


def read_window(text: str) -> Window:
    """Read one date, range or bound, as written or as said, into the days it names; raise DateError if it is none."""
    refuse_what_is_too_long(text)
    tokens = [_lowered(token) for token in _tokens(text)]
    found = phrase(tokens, 0) if tokens else None
    if found is None or found[0] != len(tokens):
        return written(text)
    return found[1]


def bounded(window: Window | None, said: str, after: str | None, before: str | None) -> tuple[Window | None, str]:
    """Narrow a window by `--after` and `--before`, ends included; raise DateError if nothing is left of it."""
    if after is None and before is None:
        return window, said
    first = BEGINNING if after is None else read_window(after).first
    last = END if before is None else read_window(before).last
    asked = window or Window()
    narrowed = Window(max(asked.first, first), min(asked.last, last))
    parts = [said, "" if after is None else f"after {after}", "" if before is None else f"before {before}"]
    text = ", ".join(filter(None, parts))
    if narrowed.first > narrowed.last:
        raise DateError(f"no day is left: {text}", "--after takes the earlier date, --before the later")
    return narrowed, text


def _tokens(text: str) -> list[str]:
    """Part a text at its spaces, and dates at hyphens and dashes; a comma stands at the end of a token."""
    text = _DASH.sub(" - ", text)
    for pattern, said in _HYPHENED_DATES if any(sign in text for sign in "-,/") else ():
        text = re.sub(pattern, said, text, flags=re.IGNORECASE | re.ASCII)
    tokens = text.split()
    return [each for place, each in enumerate(tokens) if each != "-" or 0 < place < len(tokens) - 1]


def _lowered(token: str) -> str:
    """Return a token as dates are read; one that is written as a date stays as it is, for what is said of it."""
    plain = token.strip(_AROUND).rstrip(",:;")
    if plain.endswith(".") and plain[-2:-1].isdigit():
        plain = plain[:-1]
    elif plain.isascii() and plain.rstrip(".?").isalpha():
        plain = plain.rstrip(".?")
    return plain if WRITTEN.fullmatch(plain) else plain.lower()


def _both(window: Window, said: str, days: Window, text: str, *, several: bool) -> tuple[Window, str]:
    """Return the days that lie within two bounds; raise QuestionError where the two are no such bounds."""
    if {window.first == BEGINNING, days.first == BEGINNING} == {window.last == END, days.last == END} == {True, False}:
        narrowed = Window(max(window.first, days.first), min(window.last, days.last))
        if narrowed.first <= narrowed.last:
            return narrowed, f"{said} {text}"
    first, last = min(window.first, days.first), max(window.last, days.last)
    if several:
        return Window(first, last), f"{said}, {text}"
    if all(re.fullmatch(r"[\d-]+", each) for each in (said, text)):
        both = "..".join(sorted((said, text)))
    else:
        both = f"{'' if first == BEGINNING else first}..{'' if last == END else last}"
    what = f"two dates in one question: {said} and {text}"
    raise QuestionError(what, "ask for one, then for the other" if both == ".." else f"ask for {both}")


def is_loose(word: str) -> bool:
    """Return whether a word that looks like a part of a date can be taken otherwise where it leaves nothing out.

    A month or a season without a year is one: records have their dates in words. So is a word that waits for a date.
    """
    plain = _bare(word)
    return plain in _WAITING or plain in _OF_TIME or plain in MONTH_NUMBERS or plain in SEASON_NUMBERS


def _bare(word: str) -> str:
    """Return a word in lower case without the marks around it."""
    return word.lower().strip(".,:;?" + _AROUND)


def _last_that_says_something(words: Sequence[str]) -> int:
    """Return the position of the last word that is not one like `to`; -1 for none."""
    position = len(words) - 1
    while position > 0 and words[position].lower() in FUNCTION_WORDS - _OF_TIME:
        position -= 1
    return position


def _doubtful(words: list[str], before: set[int], behind: set[int]) -> dict[int, DateError]:
    """Find the words that look like dates and were read as none; those beside a date with more suspicion."""
    found = {}
    for place, word in enumerate(words):
        ahead = _bare(words[place - 1]) if place else ""
        beside = place in before or place in behind
        near_a_number = _is_day(words, place - 1) or _is_day(words, place + 1)
        counted = bool(before or behind) and near_a_number  # week 5 1992
        of_time = _OF_TIME if place in before or counted else _TRAILING if place in behind else ()
        part = (beside and near_a_number and _is_day(words, place)) or (place in before and _ORDINAL.fullmatch(word))
        if part:
            found[place] = DateError(f"this date cannot be read: {word}", "write year-month-day, such as 1993-04-03")
        beside = beside or near_a_number
        if doubt := _doubt(word, ahead, of_time, beside=beside):
            found[place] = doubt
    return found


def _doubt(word: str, ahead: str, of_time: Container[str], *, beside: bool) -> DateError | None:
    """Say what makes a word look like a part of a date; `beside` is whether a date or the number of a day is."""
    plain = _bare(word)
    if plain != "fall" and plain in (MONTH_NUMBERS | SEASON_NUMBERS) and (beside or plain not in _PLAIN_WORDS):
        return DateError(f"{plain} of which year?", f"write {plain} and the year, such as {plain} 1993")
    if plain in _WAITING:
        return DateError(f"{plain} needs a date", f"write {plain} and a date, such as {plain} may 1993")
    if plain in of_time:
        return DateError(f"this time cannot be read: {plain}", "write early, mid or late, or two dates")
    asks = ahead in MONTH_NUMBERS or ahead in SEASON_NUMBERS or ahead in _WAITING or ahead == "in"
    if _TWO_DIGITS.fullmatch(plain) and (asks or word.startswith("'")):
        return DateError(f"a year of two digits: {word}", "write four, such as 1993")
    glued = not plain.isalpha() and any(map(str.isdigit, plain)) and re.search(_GLUED, plain)
    if glued or WRITTEN.fullmatch(word):
        return DateError(f"this date cannot be read: {word}", "write 1993, 1993-05 or 1993-05-08")
    return None


def _is_day(words: list[str], place: int) -> bool:
    return 0 <= place < len(words) and bool(re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", words[place]))
