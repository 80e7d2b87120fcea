"""The warnings that the built-in facts may still have, by file: they may only become fewer."""

from collections import Counter
from pathlib import Path

import pytest
from conftest import BUILT_IN_FACTS

from karabakh_cli.check import check
from karabakh_cli.read.facts import load

TABLE = Path(__file__).parent / "warnings.tsv"
"""A rule, a file and how many warnings a line; `--refresh` lowers it, and never raises it."""

Warnings = Counter[tuple[str, str]]


def allowed() -> Warnings:
    """Return how many warnings of each rule each file may have."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return Counter({(rule, file): int(count) for rule, file, count in rows})


def found() -> Warnings:
    """Return how many warnings of each rule each file has."""
    faults = check(load(BUILT_IN_FACTS))
    return Counter((fault.code, Path(fault.file).relative_to(BUILT_IN_FACTS).as_posix()) for fault in faults)


def test_no_warning_is_new_and_what_is_mended_stays_so(request: pytest.FixtureRequest) -> None:
    """No file has more warnings of a rule than the table lets it, nor fewer without the table being lowered."""
    now, may = found(), allowed()
    assert not now - may, "new warnings"
    if request.config.getoption("--refresh"):
        TABLE.write_text("".join(f"{rule}\t{file}\t{count}\n" for (rule, file), count in sorted(now.items())), "utf-8")
        may = allowed()
    assert not may - now, "fewer than the table has: lower it with --refresh"
