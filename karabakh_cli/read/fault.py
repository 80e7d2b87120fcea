"""A fault in the facts: where, by which rule, what, and what to do about it."""

from collections.abc import Sequence
from typing import NamedTuple

from karabakh_cli.errors import FactsError


class Fault(NamedTuple):
    """Something wrong in the facts: where, by which rule, what, and what to do about it."""

    file: str
    line: int
    code: str
    what: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.what}. {self.remedy}."


class BrokenFactsError(FactsError):
    """The facts have faults: the first ten are told, and how many more there are."""

    def __init__(self, faults: Sequence[Fault], folder: str) -> None:
        lines = [f"the facts cannot be used: {folder}", *map(str, faults[:10])]
        if len(faults) > 10:
            lines.append(f"and {len(faults) - 10} more")
        super().__init__("\n".join(lines), f"karabakh check {folder}")
        self.faults = faults
