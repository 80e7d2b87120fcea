"""A real shell on a terminal, with completion for the program, in which keys are typed."""

import os
import shlex
import shutil
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.terminal import Terminal

SHELLS = ("bash", "zsh", "fish")
SCRIPTS = Path(__file__).parent.parent / "karabakh_cli" / "cli" / "scripts"
_START_UP = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
_COMMANDS = {
    "bash": ("bash", "--noprofile", "-i"),
    "zsh": ("zsh", "-d", "-i"),
    "fish": ("fish", "--private", "-i"),
}
_PROMPT = "type>"
# The program is a function that says what it was given, so that Enter shows what was inserted; completion does not
# ask functions. A command recalled from the history, or a name of ours that is run, would leave a trace.
_BEGUN = """
karabakh() {{ printf '%s\\0' "$@" >given.new; command mv given.new given; }}
PS1='{prompt}' PS2='more>' HISTFILE=
bind 'set bell-style none' 2>/dev/null
{remembered} 'touch RUN'
"""
_BEGUN_IN_FISH = """
function karabakh; printf '%s\\0' $argv >given.new; command mv given.new given; end
function fish_prompt; printf '{prompt}'; end
function fish_greeting; end
"""
_PROGRAM = """#!/bin/sh
{python} -m karabakh_cli "$@"
echo >>{asked}
"""
_TIMEOUT = 30


class Shell:
    """A shell that is used from a folder of its own, which is its home too."""

    def __init__(self, name: str, folder: Path, environment: Mapping[str, str], start_up: bytes = b"") -> None:
        """Start it where a start-up file has the completion, or what is given in its place."""
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self._asked = folder / "asked"
        self._program(folder / "bin" / "karabakh")
        begun = _BEGUN_IN_FISH if name == "fish" else _BEGUN
        remembered = {"bash": "history -s", "zsh": "print -s"}.get(name, "")
        own = start_up or (SCRIPTS / f"karabakh.{name}").read_bytes()
        file = folder / _START_UP[name]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(own + begun.format(prompt=_PROMPT, remembered=remembered).encode())
        around = {name: value for name, value in environment.items() if not name.startswith(("XDG_CONFIG", "XDG_DATA"))}
        around |= {
            "HOME": str(folder), "ZDOTDIR": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8", "SHELL": name,
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(SCRIPTS.parents[2]),
        }  # fmt: skip
        self._shown = bytearray()
        here = ("sh", "-c", f"cd {shlex.quote(str(folder))} && exec {shlex.join(_COMMANDS[name])}")
        self.terminal = Terminal(here, around, rows=50, columns=200, errors=True)
        threading.Thread(target=self._read, daemon=True).start()
        self._wait(lambda: _PROMPT.encode() in self._shown, "no prompt")

    @staticmethod
    def is_here(name: str) -> bool:
        """Tell whether this machine has a shell."""
        return shutil.which(name) is not None

    @property
    def shown(self) -> str:
        """What it has shown so far."""
        return self._shown.decode(errors="replace")

    def enter(self, keys: str) -> list[str]:
        """Type keys, of which each TAB is awaited, and Enter; return the arguments that the program was given."""
        given = self.folder / "given"
        given.unlink(missing_ok=True)
        for part in keys.split("\t")[:-1]:
            self._type(part)
            self.tab()
        self._type(f"{keys.split(chr(9))[-1]}\r")
        self._wait(given.exists, f"Enter runs nothing after {keys!r}")
        return given.read_text(encoding="utf-8").split("\0")[:-1]

    def tab(self) -> None:
        """Press TAB, and wait until the program has been asked."""
        before = self._times_asked()
        self._type("\t")
        self._wait(lambda: self._times_asked() > before, "TAB asks nothing")

    def close(self) -> None:
        """End it."""
        self.terminal.process.kill()
        self.terminal.process.wait()

    def _program(self, file: Path) -> None:
        file.parent.mkdir(parents=True)
        file.write_text(_PROGRAM.format(python=shlex.quote(sys.executable), asked=shlex.quote(str(self._asked))))
        file.chmod(0o755)

    def _times_asked(self) -> int:
        return self._asked.stat().st_size if self._asked.exists() else 0

    def _type(self, keys: str) -> None:
        self.terminal.type(keys.encode())

    def _read(self) -> None:
        for part in iter(self.terminal.read, b""):
            self._shown += part

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + _TIMEOUT
        while not until():
            assert time.monotonic() < end, f"{what}: {self.shown[-2000:]}"
            time.sleep(0.02)
