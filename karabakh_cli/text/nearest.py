"""A word that was not found -> those of a list that are spelled most like it."""

import difflib
from collections.abc import Iterable


def near(word: str, choices: Iterable[str], most: int = 3) -> list[str]:
    """Return the choices most like a word, best first, at most `most` of them."""
    by_fold = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.casefold(), by_fold, n=most, cutoff=0.6)
    return [by_fold[folded] for folded in found]
