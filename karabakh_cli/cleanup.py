"""The end that a signal asks for: what must not stay behind is taken away, and the program exits without a word.

We exit instead of raising: an exception could arrive where nothing catches it, inside an import or a clean-up.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_to_do: list[Callable[[], object]] = []


@contextmanager
def at_the_end(clean_up: Callable[[], object]) -> Iterator[None]:
    """Clean up at the end of a block, whatever ends it: a signal that ends the program too.

    It must be entered before there is anything to clean up, and cleaning up must bear being begun twice.
    """
    _to_do.append(clean_up)
    try:
        yield
    finally:
        clean_up()
        _to_do.remove(clean_up)


def leave_on_signals() -> None:
    """Have Ctrl-C, a request to terminate and a terminal that is closed end the program as it is meant to end."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # not every system has all of them
        if number and signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    """Clean up, the last things first, and end with the status that a shell gives to an end by this signal."""
    for other in signal.valid_signals():
        if signal.getsignal(other) == _leave:
            signal.signal(other, signal.SIG_IGN)  # a second one must not cut the cleaning short
    for clean_up in reversed(_to_do):
        with suppress(Exception):
            clean_up()
    os._exit(128 + number)
