"""How far the compiling of facts is: a bar on a terminal, once it has taken more than a second."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

from karabakh_cli.cleanup import at_the_end

_PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress_bar() -> "Iterator[Progress]":
    """Give a block what shows how far it is, and take it away when the block is over."""
    progress = Progress()
    with at_the_end(progress.close):
        yield progress


class Progress:
    """Takes the part done, from 0 to 1; on a terminal it becomes a bar if it takes long."""

    def __init__(self) -> None:
        self._done = 0.0
        self._bar: Any = None
        self._timer: Timer | None = None

    def __call__(self, done: float) -> None:
        """Take note of the part that is done; the first call begins the wait for the bar."""
        self._done = done
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done * 100)
        elif self._timer is None and sys.stderr is not None and sys.stderr.isatty():
            self._timer = Timer(_PATIENCE, self._show)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Take the bar away, and give the terminal its cursor back."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._bar is not None:
            self._bar.stop()

    def _show(self) -> None:
        if os.environ.get("TERM") == "dumb" or os.environ.get("ACCESSIBLE"):
            sys.stderr.write("karabakh: compiling the facts\n")
            return
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("compiling the facts"), BarColumn(), TaskProgressColumn())
        bar = Bar(*columns, console=Console(stderr=True, no_color="NO_COLOR" in os.environ), transient=True)
        bar.add_task("", total=100, completed=int(self._done * 100))
        bar.start()
        self._bar = bar
