"""The commands for those who keep facts, and for those who build on them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from karabakh_cli.ask.chosen import chosen
from karabakh_cli.ask.reference import open_facts
from karabakh_cli.cli import completion
from karabakh_cli.cli.app import command
from karabakh_cli.cli.options import Facts
from karabakh_cli.cli.printing import say, write
from karabakh_cli.cli.progress import progress_bar
from karabakh_cli.errors import OutputError
from karabakh_cli.model.vocabulary import RECORD_KINDS
from karabakh_cli.read.folder import facts_folder
from karabakh_cli.text.escape import escaped_in_json, visible


@command
def check(
    folder: Annotated[
        str | None,
        typer.Argument(metavar="[FOLDER]", help="A facts folder; the built-in one if left out.", show_default=False),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.", show_default=False)] = False,
) -> int:
    """Check facts: every fault with file and line.

    \b
    karabakh check
    karabakh check my-facts --strict
    """
    from karabakh_cli.check import check as faults_of
    from karabakh_cli.read.facts import load
    from karabakh_cli.read.fault import number_of

    faults = faults_of(load(facts_folder(folder)))
    errors = sum(not fault.warning for fault in faults)
    write(visible(str(fault)) for fault in faults)
    say(f"{_several(number_of(errors, found=len(faults)), 'error')}, {_several(str(len(faults) - errors), 'warning')}")
    return 3 if errors or (strict and faults) else 0


def _several(number: str, noun: str) -> str:
    return f"{number} {noun}{'' if number == '1' else 's'}"


@command
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            help=f"One of {', '.join(RECORD_KINDS)}; all if left out.",
            show_default=False,
            autocompletion=completion.words(RECORD_KINDS),
        ),
    ] = None,
) -> int:
    """Print the JSON Schema of the records that --json prints.

    \b
    karabakh schema event
    karabakh schema > karabakh.schema.json
    """
    kind = chosen("kind of record", kind, RECORD_KINDS, "schema")[0] if kind else kind
    import json

    from karabakh_cli.model.schema import output_schema

    text = json.dumps(output_schema(open_facts().subject(), kind), indent=2, ensure_ascii=False)
    write(map(escaped_in_json, text.split("\n")))
    return 0


@command
def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=".db, .sqlite, .zip, .geojson, .json, .html, or a folder.", show_default=False
        ),
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.", show_default=False)] = False,
    facts: Facts = None,
) -> int:
    """Write the facts for other programs, or as one page.

    \b
    karabakh export karabakh.db         SQLite, ready for Datasette
    karabakh export karabakh.zip        a Frictionless Data Package; without an ending, a folder
    karabakh export karabakh.geojson    places and events for maps
    karabakh export karabakh.json       every record whole
    karabakh export karabakh.html       all of it as one page, to read and search in any browser
    """
    from karabakh_cli.export import export as write_export

    def write_page(_records: Any, _subject: Any, file: Path) -> None:
        from karabakh_cli.page.document import document

        file.write_text(reference.at_once(document), encoding="utf-8", newline="\n")

    others = {".html": write_page}  # which asks for more than the records, and for those too
    with progress_bar() as on_progress:
        reference = open_facts(facts, on_progress)
        records, subject = reference.at_once(
            lambda facts: ([] if file.suffix.lower() in others else [*facts.records()], facts.subject())
        )
    for written in write_export(records, subject, file, force=force, others=others):
        say(f"written: {written}")
    return 0


@command
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there.", show_default=False)],
) -> int:
    """Begin facts of your own: a subject, and one commented record a kind.

    \b
    karabakh init my-facts
    karabakh events --facts my-facts
    """
    from karabakh_cli.read.begin import begin

    begin(folder)
    say(f"written: {folder}\nnext: karabakh check {folder} --strict, karabakh events --facts {folder}")
    return 0


@command
def mcp(*, facts: Facts = None) -> int:
    """Answer an assistant's questions over standard input and output.

    \b
    karabakh mcp
    karabakh mcp --facts my-facts
    """
    try:
        from karabakh_cli.cli.server import serve
    except ImportError:
        raise OutputError("a package is missing: mcp, version 2", "pip install 'karabakh[mcp]'") from None
    serve(open_facts(facts))
    return 0
