"""What a rule is, and the rules that are kept while the facts are read."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from karabakh_cli.read import strict_yaml
from karabakh_cli.read.facts import Facts
from karabakh_cli.read.fault import Fault

Finder = Callable[[Facts], Iterator[Fault]]


class Rule(NamedTuple):
    """A rule between values: its code, its text, whether it only warns, and the function that finds the faults."""

    code: str
    text: str
    warning: bool
    find: Finder


class Ruleset(list[Rule]):
    """The rules of one module, gathered by its decorators."""

    def error(self, code: str) -> Callable[[Finder], Finder]:
        """Take a function as a rule that stops every question until it is kept."""
        return self._taker(code, warning=False)

    def warning(self, code: str) -> Callable[[Finder], Finder]:
        """Take a function as a rule that is reported, stops nothing, and can be waived with a reason."""
        return self._taker(code, warning=True)

    def _taker(self, code: str, *, warning: bool) -> Callable[[Finder], Finder]:
        def take(find: Finder) -> Finder:
            self.append(Rule(code, " ".join((find.__doc__ or "").split()), warning, find))
            return find

        return take


LOADING = {
    "LOAD01": "A facts file is one YAML list of records, in the folder of their kind.",
    "LOAD02": "A key has a value.",
    "LOAD03": "A key stands once in a mapping.",
    "LOAD04": "No aliases, anchors or tags.",
    "LOAD05": "UTF-8 without control characters; spaces, not tabs.",
    "LOAD06": (
        f"A file has at most {strict_yaml.LARGEST_FILE // 1024 // 1024} MiB, {strict_yaml.MOST_EVENTS:,} keys, values "
        f"and brackets, {strict_yaml.DEEPEST} levels of nesting, and no value of more than "
        f"{strict_yaml.LONGEST_VALUE:,} characters."
    ),
    "SHAPE01": "A record has no key that its kind does not know.",
    "SHAPE02": "A record has every key that its kind requires.",
    "SHAPE03": "A value is of its key's type, and a word from its list.",
}
"""The rules of files and of the shape of one record, by code; all are errors."""
