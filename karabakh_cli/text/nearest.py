"""A word that was not found -> those of a list that are spelled most like it."""

from collections.abc import Iterable

_LEAST_ALIKE = 60
"""Of 100: how much of two words must be the same letters in the same order."""


def near(word: str, choices: Iterable[str], most: int = 3, alike: int = _LEAST_ALIKE) -> list[str]:
    """Return the choices most like a word, best first, at most `most` of them, each `alike` of 100 at least."""
    from rapidfuzz import fuzz, process  # only when something was not found

    by_fold = {choice.casefold(): choice for choice in choices}
    found = process.extract(word.casefold(), list(by_fold), scorer=fuzz.ratio, score_cutoff=alike, limit=most)
    return [by_fold[folded] for folded, *_ in found]
