"""The command line: parse, ask, print; and the one place where an error becomes a line and a status."""

import os
import sys

import typer

from karabakh_cli.cli import completion, listings, questions, upkeep  # noqa: F401 - each makes its commands known
from karabakh_cli.cli.app import app, only_the_command_of, usage_error
from karabakh_cli.cli.printing import complain
from karabakh_cli.errors import KarabakhError


def main() -> None:
    """Run the command line and exit with its status (docs/reference.md, Exit statuses)."""
    try:
        if shell := completion.asking_shell():
            from karabakh_cli.cli import tab  # a question does without it

            tab.answer(shell, sys.argv[1:])
            sys.exit()
        with only_the_command_of(sys.argv[1:]):
            status = app(prog_name="karabakh", standalone_mode=False) or 0
    except KarabakhError as error:
        status = error.status
        complain(error)
    except typer.TyperException as error:
        status = 2
        complain(usage_error(error))
    except Exception as error:
        if os.environ.get("KARABAKH_DEBUG"):
            raise
        status = 70
        complain(KarabakhError(f"internal error: {error!r}", "KARABAKH_DEBUG=1 karabakh ... shows where"))
    sys.exit(status)
