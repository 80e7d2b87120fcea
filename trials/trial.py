"""What a trial is, and the room that each try has to itself."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tools.terminal import LOOKED_AT, heed_signals

ROOT = Path(__file__).parent.parent
INVENTED_FACTS = ROOT / "tests" / "facts"
QUESTION = ("events", "--json")
"""The question by whose answer a room is found to be well."""


def handles_signals(process: int) -> bool:
    """Tell whether a process has handlers of its own; Python itself has one for SIGINT alone."""
    caught = re.search(r"SigCgt:\s*(\w+)", Path(f"/proc/{process}/status").read_text())
    return bool(caught and int(caught[1], 16) >> (signal.SIGHUP - 1) & 1)


class Room:
    """A folder with a copy of the invented facts, a cache folder, and the program to be tried in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = Path(shutil.copytree(INVENTED_FACTS, folder / "facts"))
        self.cache = folder / "cache"
        kept = {name: value for name, value in os.environ.items() if not name.startswith((*LOOKED_AT, "XDG_", "LC_"))}
        self.environment = kept | {"XDG_CACHE_HOME": str(self.cache), "KARABAKH_FACTS": str(self.facts)}

    def command(self, *arguments: str) -> list[str]:
        """Return the command that asks the program something."""
        return [sys.executable, "-m", "karabakh_cli", *arguments]

    def run(self, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        """Run the program and return how it ended, with its output; `env` is added to the room's environment."""
        options = {"capture_output": True, "timeout": 120} | options
        return subprocess.run(
            self.command(*arguments), **(options | {"env": self.environment | options.get("env", {})})
        )

    def start(self, *arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
        """Start the program, with its output in pipes."""
        pipes = {
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "env": self.environment,
            "preexec_fn": heed_signals,
        }
        return subprocess.Popen(self.command(*arguments), **(pipes | options))

    @property
    def indexes(self) -> list[Path]:
        """The files of the program in the cache folder."""
        return sorted(self.cache.glob("karabakh/*"))

    def edit(self, old: str, new: str) -> None:
        """Replace a text in the facts, in one step as a careful editor does."""
        file = next(file for file in sorted(self.facts.rglob("*.yaml")) if old in file.read_text(encoding="utf-8"))
        aside = file.with_suffix(".new")
        aside.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        os.replace(aside, file)

    def right_answer(self) -> bytes:
        """Return the answer to the question as it is given with a new cache folder."""
        with tempfile.TemporaryDirectory(dir=self.folder) as cache:
            return bytes(self.run(*QUESTION, check=True, env={"XDG_CACHE_HOME": cache}).stdout)

    def answers_rightly(self) -> None:
        """Assert that the next question gives the right answer, in silence."""
        run = self.run(*QUESTION)
        assert (run.returncode, run.stderr) == (0, b""), run
        assert run.stdout == self.right_answer()


class TooLong(BaseException):
    """Something has kept the processor busy for too long: the traceback says what."""


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """End what keeps the processor busy for too long, with TooLong."""

    def end(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


Once = Callable[[Room, int], None]


class NotHereError(Exception):
    """Something cannot be tried here, for the reason that it gives."""


class Trial(NamedTuple):
    """Something that is tried: what, how many times by the command and by the tests, and how it is done once.

    `once` gets a room and the number of the try, and raises AssertionError where something broke,
    NotHereError where it cannot be tried.
    """

    what: str
    times: int
    few: int
    once: Once
    each: int
    """How many things one try tries."""

    @property
    def name(self) -> str:
        """Its name among the tests."""
        return self.once.__name__


TRIALS: list[Trial] = []


def trial(*, times: int, few: int, each: int = 1) -> Callable[[Once], Once]:
    """Make a function a trial; the first sentence of its docstring is its row of the table."""

    def known(once: Once) -> Once:
        what = (once.__doc__ or "").partition("\n")[0].strip().rstrip(".")
        TRIALS.append(Trial(what, times, few, once, each))
        return once

    return known


def quietly_failed(run: "subprocess.CompletedProcess[bytes]", *statuses: int) -> None:
    """Assert that a run ended with one of some statuses, and told an error in a line or two, without a traceback."""
    told = run.stderr.decode()
    assert run.returncode in statuses, run
    assert "Traceback" not in told, told
    assert told.startswith("karabakh: ") or run.returncode in (130, 143), told
