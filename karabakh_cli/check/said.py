"""What a text says that somebody must have given: its numbers, in digits and in words, and the names in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.text.fold import fold

# "one" and "two" are left out: they mostly stand for somebody, or for the two sides.
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_ONES = dict(zip(["three", "four", "five", "six", "seven", "eight", "nine", *_TEENS], range(3, 20), strict=True))
_BY_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TENS = dict(zip(_BY_TENS, range(20, 100, 10), strict=True))
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SPACED = re.compile(r"(?<=\d)[,\u00a0 ](?=\d{3}(?!\d))")
_COMMON = frozenset(["Union", "Army", "Forces", "Government", "Parliament", "Ministry"])
_WORD = re.compile(r"[^\W_]+")


def numbers(text: str) -> dict[float, str]:
    """Return the numbers of a text with the words that say them; 12,000, twelve thousand and 12 thousand are one."""
    words = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", _SPACED.sub("", text.casefold()))
    found: dict[float, str] = {}
    place = 0
    while place < len(words):
        value, said = _number_at(words, place)
        if value is not None:
            found.setdefault(value, " ".join(words[place : place + said]))
        place += max(said, 1)
    return found


def _number_at(words: list[str], place: int) -> tuple[float | None, int]:
    """Return the number that begins at a place of some words, and how many of them say it."""
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    said = 1
    if _NUMBER.fullmatch(word):
        value = float(word)
    elif word in _TENS:
        joined = after in _ONES and _ONES[after] < 10
        value, said = _TENS[word] + (_ONES[after] if joined else 0), 1 + joined
    elif word in _ONES:
        value = _ONES[word]
    elif word in ("a", "one") and after in _SCALES:
        value = 1
    else:
        return None, 0
    while place + said < len(words) and words[place + said] in _SCALES:
        value, said = value * _SCALES[words[place + said]], said + 1
    return value, said


class Names:
    """The names of actors and places, found in texts by their words whatever their case and marks."""

    def __init__(self, facts: Facts) -> None:
        """Learn every name and spelling of the facts; a single word is none unless it is capitalised in the text."""
        self._ids: dict[tuple[str, ...], set[str]] = {}
        self._words: dict[str, set[str]] = {}
        for loaded in facts.of_kind("actor", "place"):
            for name in _names(loaded):
                words = tuple(_WORD.findall(fold(name)))
                self._ids.setdefault(words, set()).add(loaded.record.id)
                self._words.setdefault(loaded.record.id, set()).update(words[-1:])
        self._longest = max(map(len, self._ids), default=0)

    def within(self, text: str) -> Iterator[tuple[str, set[str]]]:
        """Give the names that a text has, the longest at each place, each with the records that it may be of."""
        written = _WORD.findall(text)
        words = [fold(word) for word in written]
        place = 0
        while place < len(words):
            for length in range(min(self._longest, len(words) - place), 0, -1):
                ids = self._ids.get(tuple(words[place : place + length]))
                if ids and written[place][:1].isupper():
                    yield " ".join(written[place : place + length]), ids
                    break
            else:
                length = 1
            place += length

    def short_for(self, name: str, ids: Iterable[str]) -> set[str]:
        """Return what stands for a name in other texts, as the beginnings of words.

        For a person that is the last word of any name; for what is called by a word that is no name ("Armenian forces",
        "Soviet Union"), and for a single word ("Armenia"), the first.
        """
        first, *others = name.split()
        if not others or any(word in _COMMON or word[0].islower() for word in others):
            return {fold(first)}
        return {word for id_ in ids for word in self._words.get(id_, ())}


def _names(loaded: Loaded) -> Iterable[str]:
    record = loaded.record
    return (record.name, *record.names.values(), *record.also)


def texts(value: Any) -> Iterator[str]:
    """Give every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from texts(inner)
