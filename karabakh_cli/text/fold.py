"""A name or a word -> the form in which spellings that differ by case, marks, separators or look-alikes are one.

What Unicode has a class for is folded by class: case and compatibility (as NFKC_Casefold), combining marks, what is
default-ignorable, dashes, quotation marks. Question and text go through the same function.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters that Unicode does not decompose into a base and a mark, as they are written on an English keyboard.
_LETTERS = str.maketrans({
    "ə": "e", "ǝ": "e", "ı": "i", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t",
    "æ": "ae",
})  # fmt: skip
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SCHWA_OF_ANOTHER_SCRIPT = re.compile("(?<=[a-z\u00df-\u024f])\u04d9|\u04d9(?=[a-z\u00df-\u024f])")
# What Unicode calls default-ignorable: it is not seen, and comes along when text is copied.
_IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_APOSTROPHES = "\u00b4\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a\u2032\u2035\uff07\u201e\u201a"
_MINUS_AND_BULLET = "\u2212\u2043\u02d7"
# The look behind stands after the first digit, so that the search can hurry from digit to digit.
_THOUSANDS = re.compile(r"[0-9](?<![0-9,.][0-9])[0-9]{0,2}+(?:[, ][0-9]{3})+(?![0-9])")
_HYPHENED = re.compile(r"(?<!\w)\w++(?:-\w++)+")
# A point between two letters that stand alone; and the whole of such an abbreviation (U.S., U.S.S.R).
_POINT_BETWEEN = re.compile(r"\.(?<![^\W_][^\W_]\.)(?<=[^\W\d_]\.)[^\W\d_](?![^\W_])")
_ABBREVIATION = re.compile(r"(?<!\w)(?:[^\W\d_]\.){1,20}[^\W\d_](?!\.?\w)\.?")


@lru_cache(maxsize=8192)  # a name is folded for a rule, for the order of presentation and for the index
def fold(name: str) -> str:
    """Fold a name or a word: case, marks, ə and its like, quotation marks, dashes and spaces, points, thousands."""
    folded = _folded(name)
    return " ".join(folded.replace("-", " ").split()) if "-" in folded else folded


def searchable(text: str) -> str:
    """Fold a text for the full-text index: a hyphened word is found in two words and in one (cease-fire)."""
    folded = _folded(text)
    if "-" not in folded:
        return folded
    words = _HYPHENED.findall(" ".join(_with_hyphen(folded)))
    return " ".join([folded, *[word.replace("-", "") for word in words]])


def _folded(text: str) -> str:
    """Fold a text, its hyphens left as they are."""
    folded = text.casefold().replace("'", "").replace("`", "").replace('"', "")
    if not folded.isascii():
        folded = _BEYOND_ASCII.sub(lambda letters: _plain(letters[0]), folded)
        if "\u04d9" in folded:
            folded = _SCHWA_OF_ANOTHER_SCRIPT.sub("e", folded)
    if "  " in folded or not folded.isprintable():  # the only space that is printable is the plain one
        folded = " ".join(folded.split())
    if _POINT_BETWEEN.search(folded):
        folded = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), folded)
    return _THOUSANDS.sub(lambda number: number[0].replace(",", "").replace(" ", ""), folded.strip(" "))


@lru_cache(maxsize=4096)  # few names and words, again and again
def _plain(letters: str) -> str:
    """Fold letters beyond ASCII, which stand together."""
    decomposed = unicodedata.normalize("NFKD", "".join(map(_shape, letters)).translate(_LETTERS)).casefold()
    plain = "".join([_shape(letter) for letter in decomposed if not unicodedata.combining(letter)]).replace("'", "")
    return plain.replace("եւ", "եվ")  # the ligature ew, as capitals and as the older spelling write it


@lru_cache(maxsize=4096)
def _shape(letter: str) -> str:
    """Return a dash as a hyphen, nothing for what is ignored or quotes, and any other character as it is."""
    category = unicodedata.category(letter)
    if category == "Pd" or letter in _MINUS_AND_BULLET:
        return "-"
    return "" if category in ("Pi", "Pf") or letter in _APOSTROPHES or _IGNORED.match(letter) else letter


def _with_hyphen(folded: str) -> Iterator[str]:
    """Give what stands between spaces and has a hyphen, going from one hyphen to the next."""
    spaced, end = f"{folded} ", 0
    while (hyphen := spaced.find("-", end)) >= 0:
        start, end = spaced.rfind(" ", 0, hyphen) + 1, spaced.find(" ", hyphen)
        yield spaced[start:end]
