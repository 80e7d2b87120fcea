"""Which tests run which lines of the program, and those that can notice a change of some."""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import coverage

from trials.small_changes import Change
from trials.trial import ROOT

_CONFIG = """
[tool.coverage.run]
parallel = true
source = ["karabakh_cli"]
patch = ["_exit"]
data_file = "{0}/lines"
context = "${{RUNNING_TEST-}}"
"""
_WHOLE = "/test_whole_"
_COMPILED = ("tests/text/", "tests/model/", "tests/read/", "tests/check/", "tests/index/")
"""The rooms that a fact passes once, in the first test that asks for it, whichever tests read it afterwards."""
_RANDOM = "tests/promises/test_trials.py"
_AT_ONCE = 4
"""The seconds of tests in the first run of pytest, in which most changes are noticed."""


def note_lines(root: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Run the tests once in a checkout, but for the trials, which are random; return what LinesOfTests is made of."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "coverage.toml")
        config.write_text(_CONFIG.format(folder), encoding="utf-8")
        around = environment | {"COVERAGE_PROCESS_START": str(config), "NOTED_IN": folder}
        command = [sys.executable, "-m", "pytest", "-p", "trials.by_line", f"--deselect={_RANDOM}"]
        subprocess.run(command, cwd=root, env=around, stdout=subprocess.DEVNULL)
        return noted(Path(folder))


def noted(folder: Path) -> dict[str, Any]:
    """Read the notes of the plugin and of coverage in a folder."""
    tests = json.loads((folder / "tests.json").read_text(encoding="utf-8"))
    for failed in tests["failed"]:
        sys.stderr.write(f"left out, as it fails without a change: {failed}\n")
    names = [name for name in tests["taken"] if name not in tests["failed"]]
    number = {name: place for place, name in enumerate(names)}
    measured = coverage.Coverage(config_file=str(folder / "coverage.toml"))
    measured.combine([str(folder)], keep=True)
    data = measured.get_data()
    lines: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for file in data.measured_files():
        name = f"karabakh_cli/{file.rpartition('/karabakh_cli/')[2]}"  # some tests copy the program
        for line, contexts in data.contexts_by_lineno(file).items():
            running = {context.split("|")[-1] for context in contexts}
            lines[name][line] |= {number[test] for test in running if test in number}
    found = {name: {line: sorted(run) for line, run in of_file.items()} for name, of_file in lines.items()}
    return {"names": names, "seconds": [tests["taken"][name] for name in names], "lines": found}


class LinesOfTests(NamedTuple):
    """The names of the tests, what each took, and by file and line the places of those that run it."""

    names: list[str]
    seconds: list[float]
    lines: dict[str, dict[str, list[int]]]

    @property
    def taken(self) -> dict[str, float]:
        """What each test took, in seconds."""
        return dict(zip(self.names, self.seconds, strict=True))

    def of(self, file: str, change: Change, longest: float) -> Iterator[list[str]]:
        """Give the tests that can notice a change, a few at once and then the rest, the cheapest first.

        They are those that run its line; outside functions, those that run a line with one of its names, those of its
        room and of the promises. What facts pass is read by all that compare whole answers. All together take no more
        than some seconds, unless the cheapest alone does.
        """
        folders = (f"tests/{file.split('/')[1]}/", "tests/promises/")
        can = {test for line in change.lines for test in self.lines.get(file, {}).get(str(line), ())}
        if change.names:
            named = self._naming(change.names)
            can = named | {test for test in can if self.names[test].startswith(folders)}
        if folders[0] in _COMPILED:
            can |= {place for place, test in enumerate(self.names) if _WHOLE in test}
        order = sorted(can, key=lambda test: self.seconds[test] / self._likely(self.names[test], folders[0]))
        parts: dict[bool, list[str]] = defaultdict(list)
        spent = 0.0
        for test in order:
            spent += self.seconds[test]
            if spent <= longest or test == order[0]:
                parts[spent <= _AT_ONCE].append(self.names[test])
        yield from (parts[first] for first in (True, False) if parts[first])

    @staticmethod
    def _likely(test: str, room: str) -> int:
        """Weigh a test: those of the room, and those that read whole answers, notice most."""
        return 4 if test.startswith(room) or _WHOLE in test else 1

    def _naming(self, names: frozenset[str]) -> set[int]:
        """Return the tests that run a line of a function that has one of the names."""
        said = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
        found: set[int] = set()
        for file, lines in self.lines.items():
            for number, line in enumerate((ROOT / file).read_text(encoding="utf-8").split("\n"), start=1):
                if line.startswith("  ") and said.search(line):
                    found.update(lines.get(str(number), ()))
        return found
