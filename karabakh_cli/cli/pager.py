"""An answer longer than the screen -> the reader's pager, as KARABAKH_PAGER, else PAGER, names it, else less."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Sequence

from karabakh_cli.cleanup import at_the_end

_FAILED_TO_START = (126, 127)


def show_paged(lines: Sequence[str]) -> bool:
    """Give lines to the pager and wait until it is left; return whether there was one."""
    command = next((os.environ[name] for name in ("KARABAKH_PAGER", "PAGER") if name in os.environ), "less").strip()
    if not _can_be_run(command):
        return False
    # Coloured text as it is, and no clearing of the screen, unless the reader has settings of their own.
    environment = {"LESS": "FRX", "LV": "-c"} | os.environ
    pager = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602 - as users write it
    interrupting = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's while it runs
    try:
        with at_the_end(pager.terminate):  # a reader that is left alone would fight the shell for the keyboard
            pager.communicate("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    finally:
        signal.signal(signal.SIGINT, interrupting)
    return pager.returncode not in _FAILED_TO_START


def _can_be_run(command: str) -> bool:
    """Tell whether a pager is wanted and there; `cat` is a way to say that none is."""
    try:
        words = shlex.split(command)
    except ValueError:
        return False
    program = next((word for word in words if "=" not in word), "")  # LESS=R less is a command too
    return program not in ("", "cat") and shutil.which(program) is not None
