"""The rules of the facts: what crosses fields, records and files; each a function with a code.

A rule's docstring is its text in the rules table of `facts/README.md`. It yields faults; what is common to all rules
(line, code, severity, waivers) is added here.
"""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from karabakh_cli.check import evidence, figures, places, records, sources, subject, times
from karabakh_cli.check.rule import LOADING, Rule
from karabakh_cli.read import strict_yaml
from karabakh_cli.read.facts import Facts, content
from karabakh_cli.read.fault import MOST_FAULTS, Fault

RULES: tuple[Rule, ...] = (
    *records.RULES, *sources.RULES, *times.RULES, *places.RULES, *figures.RULES, *subject.RULES, *evidence.RULES,
)  # fmt: skip
"""The rules between values; those of files and shapes (LOADING) are kept while the facts are read."""

__all__ = ["LOADING", "RULES", "check"]


def check(facts: Facts, rules: Iterable[Rule] = RULES) -> list[Fault]:
    """List the faults of facts, in the order of files and lines.

    Where a file or a record's shape is at fault the rules are not asked: they would complain of what is missing. Of
    what is at fault everywhere the first thousand are reported.
    """
    if facts.faults:
        return sorted(facts.faults, key=lambda fault: fault.order)
    lines, waivers = _Lines(), _Waivers(facts)
    found = [
        fault._replace(code=rule.code, warning=rule.warning)
        for rule in rules
        for fault in islice(rule.find(facts), MOST_FAULTS)
        if not (rule.warning and (*fault.path[:1], fault.file, rule.code) in waivers)
    ]
    by_file = sorted(found, key=lambda fault: fault.file)  # to look for lines a file is taken apart, each once
    return sorted((fault._replace(line=lines.of(fault)) for fault in by_file), key=lambda fault: fault.order)


class _Waivers(set[tuple[int, str, str]]):
    """Which record, by its position and file, waives which warning."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(
            (loaded.number, str(loaded.file), waiver.rule) for loaded in facts.loaded for waiver in loaded.record.waive
        )


class _Lines:
    """Finds the lines of values, reading each file once."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def of(self, fault: Fault) -> int:
        try:
            if fault.file not in self._texts:
                self._texts[fault.file] = strict_yaml.decode(content(Path(fault.file)))
            return strict_yaml.line_of(self._texts[fault.file], fault.path)
        except (OSError, strict_yaml.FaultyText):  # the file has changed since it was read
            return 1
