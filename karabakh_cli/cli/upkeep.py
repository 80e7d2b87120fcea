"""The commands for those who keep facts."""

from typing import Annotated

import typer

from karabakh_cli.cli.app import command
from karabakh_cli.cli.printing import say, write
from karabakh_cli.folder import facts_folder


@command
def check(
    folder: Annotated[
        str | None, typer.Argument(help="A facts folder; the built-in one if left out.", show_default=False)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.", show_default=False)] = False,
) -> int:
    """Check facts: every fault with file and line.

    \b
    karabakh check
    karabakh check my-facts --strict
    """
    from karabakh_cli.check import check as faults_of
    from karabakh_cli.facts import load

    faults = faults_of(load(facts_folder(folder)))
    errors = sum(not fault.warning for fault in faults)
    write(str(fault) for fault in faults)
    say(f"{errors} errors, {len(faults) - errors} warnings")
    return 3 if errors or (strict and faults) else 0
