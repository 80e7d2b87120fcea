"""What can go wrong, in words for the user, with the exit status that each kind of trouble has."""

import difflib
from collections.abc import Iterable


class KarabakhError(Exception):
    """Something the user can act on: `what` is wrong in one line, `remedy` a next step (may be empty)."""

    status = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class QuestionError(KarabakhError):
    """The question cannot be understood: an unknown word, option, value, name or field, or a wrong date."""

    status = 2


class DateError(QuestionError):
    """A date is not in the profile, is impossible or ambiguous."""


class FactsError(KarabakhError):
    """The facts cannot be used."""

    status = 3


class OutputError(KarabakhError):
    """The answer cannot be written."""

    status = 4


def near(word: str, choices: Iterable[str], most: int = 3) -> list[str]:
    """Return the choices most like a word, best first, at most `most` of them."""
    by_fold = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.casefold(), by_fold, n=most, cutoff=0.6)
    return [by_fold[folded] for folded in found]
