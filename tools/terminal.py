"""A terminal of any size for the program to run on, which can be resized, typed at and closed."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import unicodedata
from collections.abc import Mapping, Sequence

LOOKED_AT = ("KARABAKH", "COLUMNS", "LINES", "NO_COLOR", "ACCESSIBLE", "PAGER", "LESS", "TERM")
"""What the names of the variables begin with that the program, or its pager, looks at."""
_TIMEOUT = 60
_JOINED_HANGUL = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")  # vowels and finals of a syllable
_OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(https?://[!-~]*)?\x1b\\")
"""Colours and links, which the program itself sends."""


def heed_signals() -> None:
    """Let a process that is started have the signals that a shell withholds from what runs in its background."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def _take_terminal() -> None:
    """Be a process that its terminal, the one on standard input, can interrupt."""
    heed_signals()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A program that was started on a terminal of its own; its standard error is a pipe unless it is to be shown."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        rows: int = 24,
        columns: int = 80,
        errors: bool = False,
    ) -> None:
        self._ours, theirs = pty.openpty()
        self.resize(rows, columns)
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs if errors else subprocess.PIPE,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)

    def resize(self, rows: int, columns: int) -> None:
        """Give it another size, of which the program on it is told."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: bytes) -> None:
        """Type at it."""
        os.write(self._ours, keys)

    def read(self) -> bytes:
        """Return what is shown next, or nothing when the program has left it."""
        try:
            return os.read(self._ours, 65536)
        except OSError:
            return b""

    def finish(self) -> tuple[int, str, str]:
        """Wait until the program has ended; return its status, what it showed, and what it told beside."""
        shown = b"".join(iter(self.read, b""))
        self.close()
        told = self.process.stderr.read() if self.process.stderr else b""
        return self.process.wait(_TIMEOUT), shown.decode().replace("\r\n", "\n"), told.decode()

    def close(self) -> None:
        """Close it, as a window is closed; what runs on it gets SIGHUP."""
        os.close(self._ours)


def on_a_terminal(arguments: Sequence[str], width: int, environment: Mapping[str, str] | None = None) -> str:
    """Run the program on a high terminal of a width and return what it wrote there, colours included."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LOOKED_AT)}
    around = kept | {"TERM": "xterm-256color"} | dict(environment or {})
    command = [sys.executable, "-m", "karabakh_cli", *arguments]
    status, shown, told = Terminal(command, around, rows=200, columns=width).finish()
    assert status == 0, (arguments, told)
    return shown


def without_our_escapes(text: str) -> str:
    """Return what was written to a terminal without the colours and links that are the program's own."""
    return _OURS.sub("", text)


def cells(line: str) -> int:
    """Return how many cells of a terminal a line takes: none for what joins the letter before it, as in wcwidth."""
    return sum(
        0
        if unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf") or _JOINED_HANGUL.match(letter)
        else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in without_our_escapes(line)
    )
