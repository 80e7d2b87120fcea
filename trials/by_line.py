"""A plugin of pytest: it notes what each test takes and which lines it runs, or runs chosen tests in a given order.

`NOTED_IN` in the environment names a folder for the notes, `CHOSEN_IN` a file with the ids of the chosen tests.
"""

import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import coverage
import pytest

_taken: dict[str, float] = defaultdict(float)
_failed: set[str] = set()
_running = ""


def pytest_configure() -> None:
    """Have each program that a test starts note its lines under the name of the test."""
    if "COVERAGE_PROCESS_START" in os.environ:
        popen = subprocess.Popen.__init__

        def start(self: Any, *arguments: Any, env: Mapping[str, str] | None = None, **options: Any) -> None:
            around = dict(os.environ if env is None else env)
            popen(self, *arguments, env=around | {"RUNNING_TEST": _running}, **options)

        subprocess.Popen.__init__ = start  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the chosen tests, in the order in which they were chosen."""
    if "CHOSEN_IN" in os.environ:
        chosen = Path(os.environ["CHOSEN_IN"]).read_text(encoding="utf-8").split("\n")
        place = {name: number for number, name in enumerate(chosen)}
        items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])


def pytest_runtest_logstart(nodeid: str) -> None:
    """Note lines under the name of the test that starts."""
    global _running
    _running = nodeid
    if measured := coverage.Coverage.current():
        measured.switch_context(nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what a test takes, and whether it fails."""
    _taken[report.nodeid] += report.duration
    if report.failed:
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    """Write the notes down."""
    if "NOTED_IN" in os.environ:
        notes = {"taken": _taken, "failed": sorted(_failed)}
        Path(os.environ["NOTED_IN"], "tests.json").write_text(json.dumps(notes), encoding="utf-8")
