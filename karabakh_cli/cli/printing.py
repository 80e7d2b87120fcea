"""Standard output holds the answer and nothing else; notes and errors go to standard error, a line each."""

import os
import shutil
import sys
from collections.abc import Iterable

from karabakh_cli.errors import KarabakhError, OutputError
from karabakh_cli.text.escape import visible


def write(lines: Iterable[str], *, paged: bool = False, heading: int = 0) -> None:
    """Write lines to standard output, as UTF-8 with line feeds; a reader that has gone away is no error.

    With `paged`, what is longer than the screen goes to the reader's pager, which keeps the first `heading` lines in
    sight if it can. Raises OutputError where the lines cannot be written.
    """
    if paged:
        from karabakh_cli.cli.pager import show_paged

        lines = list(lines)
        if len(lines) >= shutil.get_terminal_size().lines and show_paged(lines, heading):
            return
    if sys.stdout is None:
        raise OutputError("standard output is closed", "karabakh ... > FILE")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    try:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_the_rest()
    except OSError as problem:
        _discard_the_rest()
        raise OutputError(f"the answer cannot be written: {problem.strerror}", "write it to another place") from None


def say(text: str) -> None:
    """Say something beside the answer, on standard error, and nothing that a terminal would obey."""
    if sys.stderr is not None:
        shown = "\n".join(map(visible, text.split("\n")))
        try:
            sys.stderr.write(f"karabakh: {shown}\n")
            sys.stderr.flush()
        except OSError:
            pass  # nobody listens


def complain(error: KarabakhError) -> None:
    """Say an error: what is wrong, and under it the next step."""
    say(f"{error.what}\n{error.remedy}" if error.remedy else error.what)


def _discard_the_rest() -> None:
    """Point standard output at nothing, so that what is still in the buffer does not fail again at exit."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
