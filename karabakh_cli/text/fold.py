"""A name or a word -> the form in which spellings that differ by case, diacritics or look-alike letters are one."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters that Unicode does not decompose into a base and a mark, as they are written on an English keyboard.
_LETTERS = str.maketrans({
    "ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ß": "ss", "և": "եւ",
    "’": "", "ʼ": "", "ʻ": "", "´": "", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
})  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# The look behind stands after the first digit, so that the search can hurry from digit to digit.
_THOUSANDS = re.compile(r"[0-9](?<![0-9,.][0-9])[0-9]{0,2}+(?:[, ][0-9]{3})+(?![0-9])")
_HYPHENED = re.compile(r"\w+(?:-\w+)+")


@lru_cache(maxsize=8192)  # a name is folded for a rule, for the order of presentation and for the index
def fold(name: str) -> str:
    """Fold a name or a word: case, diacritics, ə ı and their like, apostrophes, thousands separators, spaces."""
    return _folded(name)


def searchable(text: str) -> str:
    """Fold a text for the full-text index: a hyphened word is found with its hyphen and without (cease-fire)."""
    return joined(_folded(text))


def joined(folded: str) -> str:
    """Return a folded text followed by its hyphened words in one word each."""
    if "-" not in folded:
        return folded
    words = _HYPHENED.findall(" ".join(_with_hyphen(folded)))
    return " ".join([folded, *[word.replace("-", "") for word in words]])


def _folded(text: str) -> str:
    folded = text.casefold().replace("'", "").replace("`", "")
    if not folded.isascii():
        folded = _BEYOND_ASCII.sub(lambda letters: _plain(letters[0]), folded)
    if "  " in folded or not folded.isprintable():  # the only space that is printable is the plain one
        folded = " ".join(folded.split())
    return _THOUSANDS.sub(lambda number: number[0].replace(",", "").replace(" ", ""), folded.strip(" "))


@lru_cache(maxsize=4096)  # few names and words, again and again
def _plain(letters: str) -> str:
    """Fold letters beyond ASCII, which stand together."""
    decomposed = unicodedata.normalize("NFKD", letters.translate(_LETTERS))
    return "".join([letter for letter in decomposed if not unicodedata.combining(letter)]).casefold()


def _with_hyphen(folded: str) -> Iterator[str]:
    """Give what stands between spaces and has a hyphen, going from one hyphen to the next."""
    spaced, end = f"{folded} ", 0
    while (hyphen := spaced.find("-", end)) >= 0:
        start, end = spaced.rfind(" ", 0, hyphen) + 1, spaced.find(" ", hyphen)
        yield spaced[start:end]
