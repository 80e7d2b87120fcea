"""What a text says that somebody must have given: its numbers, in digits and in words, and the names in it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.text.fold import fold

# "one" and "two" alone are left out: they mostly stand for somebody, or for the two sides.
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_ONES = dict(zip(["three", "four", "five", "six", "seven", "eight", "nine", *_TEENS], range(3, 20), strict=True))
_BY_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TENS = dict(zip(_BY_TENS, range(20, 100, 10), strict=True))
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_BEFORE_A_SCALE = {"a": 1, "one": 1, "two": 2}
_SAID = {*_TENS, *_ONES, *_BEFORE_A_SCALE}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,\s]\d{3})+(?!\d)")
_YEARS = re.compile(r"\b(\d\d)(\d\d)[-\u2013/](\d\d)\b(?!-)")
_COMMON = frozenset(["Union", "Army", "Forces", "Government", "Parliament", "Ministry"])
_MOST = 10**15  # what is more is no number of anything
_LONGEST_NAME = 20
"""The words of a name that are looked for in a text."""
_WORD = re.compile(r"[^\W_]+")


def numbers(text: str) -> dict[float, str]:
    """Return the numbers of a text with the words that say them; 12,000, twelve thousand and 12 thousand are one.

    Of `1992-93` these are both years.
    """
    text = _YEARS.sub(_both_years, _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text))
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", text.casefold())
    found: dict[float, str] = {}
    place = 0
    while place < len(words):
        value, said = _number_at(words, place) if words[place] in _SAID or words[place][0].isdigit() else (None, 0)
        if value is not None:
            found.setdefault(value, " ".join(words[place : place + said]))
        place += max(said, 1)
    return found


def _both_years(found: re.Match[str]) -> str:
    century, first, last = found.groups()
    return f"{century}{first} {century}{last}" if first < last else found[0]


def _number_at(words: list[str], place: int) -> tuple[float | None, int]:
    """Return the number that begins at a place of some words, and how many of them say it."""
    total, said, scale = _group(words, place)
    while said and scale:  # three thousand, two hundred and fifty
        more = said + (words[place + said : place + said + 1] == ["and"])
        amount, length, below = _group(words, place + more) if words[place + more : place + more + 1] else (0, 0, 0)
        if not 0 < amount < scale or words[place + more].isdecimal():
            break
        total, said, scale = total + amount, more + length, below
    return (total, said) if said else (None, 0)


def _group(words: list[str], place: int) -> tuple[float, int, int]:
    """Return a number with the scales that follow it, how many words say it, and the last of its scales; 0 for none."""
    word, after, *_ = [*words[place : place + 2], "", ""]
    if _NUMBER.fullmatch(word):
        value, said = float(word), 1
    elif word in _BEFORE_A_SCALE and after in _SCALES:
        value, said = _BEFORE_A_SCALE[word], 1
    else:
        value, said = _below_a_hundred(words, place)
    scale = 0
    while said and value < _MOST and words[place + said : place + said + 1] and words[place + said] in _SCALES:
        scale, said = _SCALES[words[place + said]], said + 1
        value = round(value * scale, 6)  # 2.3 * 1,000,000 is a little less than 2,300,000
    return value, said, scale


def _below_a_hundred(words: list[str], place: int) -> tuple[float, int]:
    """Return the number below a hundred that words say at a place, and how many of them do; none do for 0."""
    word, after, *_ = [*words[place : place + 2], "", ""]
    if word in _TENS:
        joined = after in _ONES and _ONES[after] < 10
        return _TENS[word] + (_ONES[after] if joined else 0), 1 + joined
    return (_ONES[word], 1) if word in _ONES else (0, 0)


class Names:
    """The names of actors and places, found in texts by their words whatever their case and marks."""

    def __init__(self, facts: Facts) -> None:
        """Learn every name and spelling of the facts; in a text none begins with a small letter."""
        self._ids: dict[tuple[str, ...], set[str]] = {}
        self._words: dict[str, set[str]] = {}
        for loaded in facts.of_kind("actor", "place"):
            for name in _names(loaded):
                words = tuple(_WORD.findall(fold(name)))[:_LONGEST_NAME]
                self._ids.setdefault(words, set()).add(loaded.record.id)
                self._words.setdefault(loaded.record.id, set()).update(words[-1:])
        self._longest = max(map(len, self._ids), default=0)

    def within(self, text: str) -> Iterator[tuple[str, set[str]]]:
        """Give the names that a text has, the longest at each place, each with the records that it may be of."""
        written = _WORD.findall(text)
        after = 0
        for place, first in enumerate(written):
            if place < after or first[0].islower():
                continue
            words = tuple(fold(word) for word in written[place : place + self._longest])
            for length in range(len(words), 0, -1):
                if ids := self._ids.get(words[:length]):
                    after = place + length
                    yield " ".join(written[place:after]), ids
                    break

    def short_for(self, name: str, ids: Iterable[str]) -> set[str]:
        """Return what stands for a name in other texts, as the beginnings of words that begin with no small letter.

        That is the last word of any name ("Aliyev", "Council"); for what is called by a word that is no name ("Armenian
        forces", "Soviet Union"), and for a single word ("Armenia"), the first.
        """
        first, *others = name.split()
        if not others or any(word in _COMMON or word[0].islower() for word in others):
            return {fold(first)}
        return {word for id_ in ids for word in self._words.get(id_, ())}


def _names(loaded: Loaded) -> Iterable[str]:
    record = loaded.record
    return (record.name, *record.names.values(), *record.also)


def texts(value: Any, apart_from: Collection[str]) -> Iterator[str]:
    """Give every text within a value but those of some keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in apart_from:
                yield from texts(inner, apart_from)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from texts(inner, apart_from)
