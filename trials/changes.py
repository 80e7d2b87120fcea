"""Change the program at random and print what no test notices: `python -m trials.changes --seed N [--count N]`.

It changes a copy of the checkout, one thing at a time, in what mutmut leaves out. Which tests run which line is found
out by a run of all of them; each change has the tests that run its line, the cheapest first, until one fails.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from trials.lines_of_tests import LinesOfTests, note_lines
from trials.small_changes import Change, changed, how_many
from trials.trial import ROOT

_MEMORY = 3 << 30
"""The bytes that a test, and each program that it starts, may have."""
_PATIENCE = 6
"""How many times longer than when it was noted a test may take, beside the start of pytest."""


class Drawn(NamedTuple):
    """A change of a file, which is named from the root of the checkout."""

    file: str
    change: Change

    def __str__(self) -> str:
        return f"{self.file}:{max(self.change.lines, default=0)}\n{self.change.diff}"


def draw(root: Path, seed: int) -> Iterator[Drawn]:
    """Give changes at random, each possible one as likely as any other, of what mutmut does not change."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    changed_by_mutmut = settings["tool"]["mutmut"]["paths_to_mutate"].split(",")
    files = sorted(str(file.relative_to(root)) for file in (root / "karabakh_cli").rglob("*.py"))
    texts = {file: (root / file).read_text(encoding="utf-8") for file in files if file not in changed_by_mutmut}
    possible = [(file, number) for file, text in texts.items() for number in range(how_many(text))]
    random.Random(seed).shuffle(possible)
    drawn = ((file, changed(texts[file], number)) for file, number in possible)
    return (Drawn(file, change) for file, change in drawn if change)


class Checkout:
    """A copy of the checkout in which the tests run, each time with a cache folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "checkout"
        left = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, self.root, ignore=left)

    def environment(self, **more: str) -> dict[str, str]:
        """Return an environment in which the copy is what Python imports."""
        return os.environ | {"PYTHONPATH": str(self.root), "XDG_CACHE_HOME": str(self.folder / "cache")} | more

    def test(self, chosen: list[str], seconds: float) -> str:
        """Run tests in their order until one fails; return what failed, or nothing."""
        chosen_in, temporary = self.folder / "chosen", self.folder / "temporary"
        chosen_in.write_text("\n".join(chosen), encoding="utf-8")
        files = sorted({name.partition("::")[0] for name in chosen})
        command = [sys.executable, "-m", "pytest", "-x", "--tb=no", "--no-header", "-p", "trials.by_line"]
        command += ["-p", "no:cacheprovider", "--hypothesis-seed=0", f"--basetemp={temporary}", *files]
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment(CHOSEN_IN=str(chosen_in)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)),
        )
        try:
            told = process.communicate(timeout=seconds)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            told = "more time than it may take"
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        failed = [line for line in told.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return "" if process.returncode == 0 else (failed or told.splitlines() or ["no word"])[-1]

    def noticed(self, drawn: Drawn, tests: LinesOfTests, longest: float) -> str:
        """Return what notices a change; nothing if no test does."""
        file = self.root / drawn.file
        before = file.read_text(encoding="utf-8")
        file.write_text(drawn.change.text, encoding="utf-8")
        shutil.rmtree(file.parent / "__pycache__", ignore_errors=True)  # what Python keeps knows whole seconds alone
        try:
            for chosen in tests.of(drawn.file, drawn.change, longest):
                taken = sum(tests.taken[name] for name in chosen)
                if failed := self.test(chosen, 60 + _PATIENCE * taken):
                    return failed
        finally:
            file.write_text(before, encoding="utf-8")
            shutil.rmtree(file.parent / "__pycache__", ignore_errors=True)
        return ""


def main() -> None:
    """Draw, try, print each change with what noticed it, and at the end how many were noticed."""
    parser = argparse.ArgumentParser(prog="python -m trials.changes")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--only", type=int, nargs="*", help="the numbers of the changes to try, of all that are drawn")
    parser.add_argument("--longest", type=float, default=60, help="the seconds of tests that a change may have")
    parser.add_argument("--lines", type=Path, help="where the lines of the tests are kept for the next time")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        checkout = Checkout(Path(folder))
        kept = wanted.lines or Path(folder, "lines.json")
        if not kept.exists():
            kept.write_text(json.dumps(note_lines(checkout.root, checkout.environment())), encoding="utf-8")
        tests = LinesOfTests(**json.loads(kept.read_text(encoding="utf-8")))
        survived, tried = 0, 0
        for number, drawn in zip(range(wanted.count), draw(checkout.root, wanted.seed), strict=False):
            if wanted.only is None or number in wanted.only:
                began = time.monotonic()
                noticed = checkout.noticed(drawn, tests, wanted.longest)
                tried, survived = tried + 1, survived + (not noticed)
                print(f"{number} {drawn}\n=> {noticed or 'NO TEST'} ({time.monotonic() - began:.0f} s)\n", flush=True)
        print(f"{tried - survived} of {tried} noticed")


if __name__ == "__main__":
    main()
