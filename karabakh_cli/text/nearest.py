"""A word that was not found -> those of a list that are spelled most like it."""

from collections.abc import Iterable, Sequence

_LEAST_ALIKE = 60
"""Of 100: how much of two words must be the same letters in the same order."""

_LONGEST = 200
"""Characters: what is longer is no word that somebody misspelt."""
_MOST_COMPARED = 2_000_000
"""How many words are compared in all where many were not found: a second or two."""
_MOST_LISTED = 30


def near(word: str, choices: Iterable[str], most: int = 3, alike: int = _LEAST_ALIKE) -> list[str]:
    """Return the choices most like a word, best first, at most `most` of them, each `alike` of 100 at least."""
    if len(word) > _LONGEST:
        return []
    from rapidfuzz import fuzz, process  # only when something was not found

    by_fold = {choice.casefold(): choice for choice in choices}
    found = process.extract(word.casefold(), list(by_fold), scorer=fuzz.ratio, score_cutoff=alike, limit=most)
    return [by_fold[folded] for folded, *_ in found]


class Hints:
    """Looks for what is near many words that were not found; where comparing would take too long, the last get none."""

    def __init__(self) -> None:
        self._left = _MOST_COMPARED

    def near(self, word: str, choices: Sequence[str]) -> list[str]:
        """Return the choices most like a word, as `near` does, or none any more."""
        self._left -= len(choices)
        return near(word, choices) if self._left >= 0 else []


def listed(words: Sequence[str]) -> str:
    """Return a list of words as a text: the first thirty, and how many more there are."""
    more = len(words) - _MOST_LISTED
    return ", ".join(words[:_MOST_LISTED]) + (f" and {more:,} more" if more > 0 else "")
