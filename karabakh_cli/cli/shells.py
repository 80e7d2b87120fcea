"""Which shell the user sits at, the script by which it asks what can be typed, and where it reads that."""

import os
import shlex
from importlib.resources import files
from pathlib import Path

import platformdirs
import shellingham  # type: ignore[import-untyped] # it has no types

from karabakh_cli.cli.printing import say, write
from karabakh_cli.errors import OutputError, QuestionError

_SCRIPTS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1", "pwsh": "ps1"}
"""The endings of the scripts."""


def show() -> None:
    """Print the script of the shell that is used; raise QuestionError where it is none of ours."""
    write(_script(_shell()).splitlines())


def install() -> None:
    """Write the script where the shell that is used reads it; raise QuestionError or OutputError."""
    shell = _shell()
    if _SCRIPTS[shell] == "ps1":
        raise QuestionError("not installed in PowerShell", "karabakh --show-completion >> $PROFILE")
    try:
        script = _write(shell)
        begun = "" if shell == "fish" else _have_read(_start_up_file(shell), script)
    except (OSError, RuntimeError) as problem:  # the latter where there is no home
        what = getattr(problem, "strerror", None) or problem
        raise OutputError(f"completion cannot be installed: {what}", "karabakh --show-completion > FILE") from None
    say(f"written: {script}{begun}; it is there in the next {shell}")


def _shell() -> str:
    try:
        shell: str = shellingham.detect_shell()[0]
    except shellingham.ShellDetectionFailure:
        shell = Path(os.environ.get("SHELL", "")).name
    if shell not in _SCRIPTS:
        raise QuestionError(f"no completion for this shell: {shell or 'none is known'}", "use bash, zsh or fish")
    return shell


def _script(shell: str) -> str:
    return (files("karabakh_cli.cli") / "scripts" / f"karabakh.{_SCRIPTS[shell]}").read_text(encoding="utf-8")


def _write(shell: str) -> Path:
    """Write the script: for fish where it looks by itself, else among our data, from where a start-up file reads it."""
    if shell == "fish":
        configuration = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        file = configuration / "fish" / "completions" / "karabakh.fish"
    else:
        file = platformdirs.user_data_path("karabakh") / f"completion.{shell}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_script(shell), encoding="utf-8", newline="\n")
    return file


def _start_up_file(shell: str) -> Path:
    return Path(os.environ.get("ZDOTDIR") or Path.home()) / ".zshrc" if shell == "zsh" else Path.home() / ".bashrc"


def _have_read(start_up: Path, script: Path) -> str:
    """Append to a start-up file, whatever its bytes are, a line that reads the script, unless it is there; say so."""
    quoted = os.fsencode(shlex.quote(str(script)))
    line = b"test ! -r %b || . %b  # completion of karabakh" % (quoted, quoted)
    there = start_up.read_bytes() if start_up.exists() else b""
    if line in there.split(b"\n"):
        return f", which {start_up} reads already"
    with open(start_up, "ab") as file:
        file.write((b"\n" if there and not there.endswith(b"\n") else b"") + line + b"\n")
    return f", and a line in {start_up} that reads it"
