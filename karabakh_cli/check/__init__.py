"""The rules of the facts: what crosses fields, records and files; each a function with a code.

A rule's docstring is its text in the rules table of `facts/README.md`. It yields problems; what is common to all
rules (file and line, severity, waivers) is added here.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from karabakh_cli.check import figures, places, records, sources, times
from karabakh_cli.check.rule import LOADING, Problem, Rule
from karabakh_cli.read import strict_yaml
from karabakh_cli.read.facts import MOST_FAULTS, Facts, Loaded, content
from karabakh_cli.read.fault import Fault

RULES: tuple[Rule, ...] = (*records.RULES, *sources.RULES, *times.RULES, *places.RULES, *figures.RULES)
"""The rules between values; those of files and shapes (LOADING) are kept while the facts are read."""

__all__ = ["LOADING", "RULES", "check"]


def check(facts: Facts, rules: Iterable[Rule] = RULES) -> list[Fault]:
    """List the faults of facts, in the order of files and lines.

    Where a file or a record's shape is at fault the rules are not asked: they would complain of what is missing. Of
    what is at fault everywhere the first thousand are told.
    """
    if facts.faults:
        return sorted(facts.faults)
    lines = _Lines()
    faults = [
        Fault(str(problem.loaded.file), lines.of(problem), rule.code, problem.what, problem.remedy, rule.warning)
        for rule in rules
        for problem in islice(rule.problems(facts), MOST_FAULTS)
        if not (rule.warning and _waived(problem.loaded, rule.code))
    ]
    return sorted(faults)


def _waived(loaded: Loaded, code: str) -> bool:
    return any(waiver.rule == code for waiver in loaded.record.waive)


class _Lines:
    """Finds the lines of values, reading each file once."""

    def __init__(self) -> None:
        self._texts: dict[Path, str] = {}

    def of(self, problem: Problem) -> int:
        file = problem.loaded.file
        try:
            if file not in self._texts:
                self._texts[file] = strict_yaml.decode(content(file))
            return strict_yaml.line_of(self._texts[file], (problem.loaded.number, *problem.path))
        except (OSError, strict_yaml.FaultyText):  # the file has changed since it was read
            return 1
