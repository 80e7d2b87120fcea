"""An answer longer than the screen -> the reader's pager, as KARABAKH_PAGER, else PAGER, names it, else less."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from karabakh_cli.cleanup import at_the_end

_SETTINGS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""Coloured text as it is, no clearing of the screen, and UTF-8 whatever the locale, for a reader without own ones."""
_LESS_WITH_HEADINGS = 608
"""The first released version of less that keeps lines at the top in sight."""


def show_paged(lines: Sequence[str], heading: int = 0) -> bool:
    """Give lines to the pager and wait until it is left; return whether the reader has had them there.

    The first `heading` lines stay in sight where less is the pager, knows how to, and has no settings of the reader's.
    """
    command = next((os.environ[name] for name in ("KARABAKH_PAGER", "PAGER") if name in os.environ), "less").strip()
    if not _can_be_run(command):
        return False
    environment = _SETTINGS | os.environ
    if heading and "LESS" not in os.environ and _keeps_headings(command):
        environment["LESS"] += f" --header={heading}"
    if "LESSCHARDEF" in os.environ and "LESSCHARSET" not in os.environ:
        del environment["LESSCHARSET"]  # it would go before the reader's own table of characters
    pager = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602 - as users write it
    interruptions: list[int] = []
    # Ctrl-C is the pager's while it runs; what it ends was left, and did not fail.
    interrupting = signal.signal(signal.SIGINT, lambda number, _: interruptions.append(number))
    try:
        with at_the_end(pager.terminate):  # a reader that is left alone would fight the shell for the keyboard
            pager.communicate("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    finally:
        signal.signal(signal.SIGINT, interrupting)
    return pager.returncode == 0 or bool(interruptions)


def _keeps_headings(command: str) -> bool:
    """Tell whether a pager is less of a version that has `--header`."""
    if Path(command).stem != "less":
        return False
    try:
        asked = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=1)  # noqa: S603 - as above
    except (OSError, subprocess.SubprocessError):
        return False
    version = re.match(r"less (\d+)", asked.stdout)
    return version is not None and int(version[1]) >= _LESS_WITH_HEADINGS


def _can_be_run(command: str) -> bool:
    """Tell whether a pager is wanted, which `cat` is a way to deny, and is there, and the terminal is fit for it."""
    backslashes_part_folders = sys.platform == "win32"
    try:
        words = shlex.split(command, posix=not backslashes_part_folders)
    except ValueError:
        return False
    program = next((word.strip('"') for word in words if "=" not in word), "")  # LESS=R less is a command too
    wanted = program not in ("", "cat") and os.environ.get("TERM") != "dumb"
    return wanted and shutil.which(program) is not None
