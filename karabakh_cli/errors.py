"""What can go wrong, in words for the user, with the exit status that each kind of trouble has."""

STATUSES = {
    0: "answered; also when the reader closed the pipe",
    1: "a good question, and nothing matches",
    2: "a question that cannot be understood",
    3: "the facts cannot be used",
    4: "the answer cannot be written",
    70: "internal error",
    129: "the terminal was closed",
    130: "interrupted",
    143: "terminated",
}
"""What the program exits with, and what each status means."""


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
