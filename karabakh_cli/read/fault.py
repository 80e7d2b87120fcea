"""A fault in the facts: what is wrong, what to do about it, where it is, and by which rule it is one."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from karabakh_cli.errors import FactsError

MOST_FAULTS = 1000
"""How many faults are reported of what is read, and per rule; mend them and check again to see the rest."""
_LONGEST = 300
"""Characters: of what is wrong, and of what to do about it, as it is told; a value may have 20,000."""
Path_ = tuple[str | int, ...]
"""The keys and list positions that lead to a value: from its record, or from the file, then with the record's first."""


class Fault(NamedTuple):
    """Something wrong in the facts. Who finds it says what and what to do; where and by which rule, as far as known."""

    what: str
    remedy: str
    code: str = ""
    path: Path_ = ()
    file: str = ""
    line: int = 0
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {_shortened(self.what)}. {_shortened(self.remedy)}."

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """What faults are sorted by: files, lines, rules."""
        return self.file, self.line, self.code, self.what, self.remedy


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def number_of(faults: int, found: int) -> str:
    """Say how many faults there are, of those that were found: where these are the most, there may be others."""
    return f"{'at least ' if found >= MOST_FAULTS else ''}{faults}"


class BrokenFactsError(FactsError):
    """The facts have faults: the message names the first ten, and how many more there are."""

    def __init__(self, faults: Sequence[Fault], folder: str) -> None:
        lines = [f"the facts cannot be used: {folder}", *map(str, faults[:10])]
        if len(faults) > 10:
            lines.append(f"and {number_of(len(faults) - 10, found=len(faults))} more")
        super().__init__("\n".join(lines), f"karabakh check {folder}")
        self.faults, self._folder = faults, folder

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell how it is made anew from what it was made of, as for another process."""
        return type(self), (self.faults, self._folder), self.__dict__
