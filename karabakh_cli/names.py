"""A name or a word -> the form in which spellings that differ by case, diacritics or look-alike letters are one."""

import re
import unicodedata

# Letters that Unicode does not decompose into a base and a mark, as they are written on an English keyboard.
_LETTERS = (
    str.maketrans({"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ß": "ss", "և": "եւ"})
    | dict.fromkeys(map(ord, "'’ʼʻ`´"))
    | dict.fromkeys(map(ord, "‐‑‒–—"), "-")
)
_THOUSANDS = r"(?<![\d,.])\d{1,3}(?:[, ]\d{3})+(?!\d)"


def fold(text: str) -> str:
    """Fold a name or a text: case, diacritics, ə ı and their like, apostrophes, thousands separators, spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    spaced = " ".join(bare.casefold().split())
    if any(map(str.isdecimal, spaced)):
        return re.sub(_THOUSANDS, lambda number: re.sub("[, ]", "", number[0]), spaced)
    return spaced


def searchable(text: str) -> str:
    """Fold a text for the full-text index: a hyphened word is found with its hyphen and without (cease-fire)."""
    folded = fold(text)
    joined = [word.replace("-", "") for word in re.findall(r"\w+(?:-\w+)+", folded)]
    return " ".join([folded, *joined])
