"""A name or a word -> the form in which spellings that differ by case, diacritics or look-alike letters are one."""

import re
import unicodedata

# Letters that Unicode does not decompose into a base and a mark, as they are written on an English keyboard.
_LETTERS = {
    "ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ß": "ss", "և": "եւ",
    "’": "", "ʼ": "", "ʻ": "", "´": "", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
}  # fmt: skip
# The look behind stands after the first digit, so that the search can hurry from digit to digit.
_THOUSANDS = re.compile(r"\d(?<![\d,.]\d)\d{0,2}(?:[, ]\d{3})+(?!\d)")
_HYPHENED = re.compile(r"\w+(?:-\w+)+")
_DIGIT = re.compile(r"\d")


class _WithoutMarks(dict[int, int | None]):
    """A table for translate that takes combining marks out, filled as letters are met."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = kept = None if unicodedata.combining(chr(letter)) else letter
        return kept


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """Fold a name or a text: case, diacritics, ə ı and their like, apostrophes, thousands separators, spaces."""
    folded = text.casefold().replace("'", "").replace("`", "")
    if not folded.isascii():
        for letter, written in _LETTERS.items():  # quicker than a table where few are met
            folded = folded.replace(letter, written)
        folded = unicodedata.normalize("NFKD", folded).translate(_WITHOUT_MARKS).casefold()
    spaced = " ".join(folded.split())
    if _DIGIT.search(spaced):
        return _THOUSANDS.sub(lambda number: number[0].replace(",", "").replace(" ", ""), spaced)
    return spaced


def searchable(text: str) -> str:
    """Fold a text for the full-text index: a hyphened word is found with its hyphen and without (cease-fire)."""
    folded = fold(text)
    hyphened = " ".join(word for word in folded.split() if "-" in word)
    joined = [word.replace("-", "") for word in _HYPHENED.findall(hyphened)]
    return " ".join([folded, *joined])
