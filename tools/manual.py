"""The commands as they say of themselves -> the man page: `python -m tools.manual FILE` writes it."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

import karabakh_cli.cli  # noqa: F401 - makes the commands known
from karabakh_cli import __version__
from karabakh_cli.cli.app import app, fill_in_words
from karabakh_cli.errors import STATUSES

ENVIRONMENT = {
    "KARABAKH_FACTS": "The facts folder to read in place of the built-in one.",
    "KARABAKH_PAGER, PAGER": "The pager for what is longer than the screen; less if neither is set, none if empty.",
    "NO_COLOR": "Send no colours.",
    "ACCESSIBLE": "Write records without boxes or symbols.",
    "KARABAKH_DEBUG": "Show where an internal error is.",
}


def manual() -> str:
    """Return the man page of section 1, in roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    what, examples = _help(group)
    yield f'.TH KARABAKH 1 "" "karabakh {__version__}" "User Commands"'
    yield from (".SH NAME", rf"karabakh \- {_text(what[0].lower() + what[1:].rstrip('.'))}")
    yield from (".SH SYNOPSIS", ".B karabakh", r".I COMMAND", r"[\fIQUESTION\fR] [\fIOPTION\fR]...")
    yield from (".SH EXAMPLES", ".nf", *map(_text, examples), ".fi", ".SH COMMANDS")
    for name, command in group.commands.items():
        yield from _command(name, command)
    yield from (".SH OPTIONS WITHOUT A COMMAND", *_options(_own_options(group)))
    yield from (".SH OPTIONS OF EVERY QUESTION", *_options(_shared(group)))
    yield ".SH EXIT STATUS"
    for status, meaning in STATUSES.items():
        yield from (".TP", rf".B {status}", _text(f"{meaning[0].upper()}{meaning[1:]}."))
    yield ".SH ENVIRONMENT"
    for names, meaning in ENVIRONMENT.items():
        yield from (".TP", rf".B {_text(names)}", _text(meaning))


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    shared = {parameter.name for parameter in _shared_parameters(command)}
    what, examples = _help(command)
    fill_in_words(command)
    yield f".SS {' '.join([name, *(_text(argument.metavar) for argument in arguments)])}"
    yield from (_text(what), ".PP", ".nf", *map(_text, examples), ".fi")
    yield from _options([option for option in _own_options(command) if option.name not in shared])


def _help(command: Any) -> tuple[str, list[str]]:
    what, _, examples = inspect.cleandoc(command.help).partition("\n\n\b\n")
    return what.replace("\n", " "), examples.splitlines()


def _own_options(command: Any) -> list[Any]:
    return [option for option in command.params if option.param_type_name == "option" and option.name != "help"]


def _shared_parameters(command: Any) -> list[Any]:
    """Return the options that every question has, where a command is one: those from --format on."""
    options = _own_options(command)
    names = [option.name for option in options]
    return options[names.index("format") :] if "format" in names else []


def _shared(group: Any) -> list[Any]:
    return _shared_parameters(next(iter(group.commands.values())))


def _options(options: list[Any]) -> Iterator[str]:
    for option in options:
        names = ", ".join(rf"\fB{_text(name)}\fR" for name in (*option.opts, *option.secondary_opts))
        value = "" if option.is_flag else rf" \fI{_text(option.metavar or '')}\fR"
        yield from (".TP", f"{names}{value}", _text(option.help or ""))


def _text(text: str) -> str:
    """Return a text that roff prints as it is."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(manual(), encoding="utf-8")
