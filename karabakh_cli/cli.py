"""The commands: parse, ask, print. The only Typer, and the one place where an error becomes a line and a status."""

import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from karabakh_cli import __version__, ask, when
from karabakh_cli.answer import Answer
from karabakh_cli.columns import COLUMNS
from karabakh_cli.errors import KarabakhError, QuestionError, near
from karabakh_cli.folder import facts_folder
from karabakh_cli.index import with_index
from karabakh_cli.options import (
    ActorKindOption,
    ActorOption,
    After,
    All,
    Before,
    Certain,
    Destination,
    Disputed,
    EventKindOption,
    Key,
    MeasureOption,
    Origin,
    Output,
    PlaceKindOption,
    PlaceOption,
    SideOption,
    SourceOption,
    StandingOption,
    TypeOption,
    WhenAndWords,
    Within,
    Words,
    check_fields,
    chosen,
    style_of,
    usage_error,
    with_output,
)
from karabakh_cli.printing import complain, say, write
from karabakh_cli.render import render
from karabakh_cli.vocabulary import DISPLACEMENT, ActorKind, EventKind, Measure, PlaceKind, Side, SourceType, Standing


class _Commands(TyperGroup):
    """The commands; an unknown one is refused with the near one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands:
            likely = near(args[0], self.commands, most=1)
            raise QuestionError(f"no such command: {args[0]}", f"try: karabakh {likely[0] if likely else '--help'}")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def karabakh(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", show_default=False)] = False,
) -> None:
    """Cited facts about the first Nagorno-Karabakh war, 1988 to 1994.

    \b
    karabakh events 1993            what happened in 1993
    karabakh show shusha            one record whole, with its sources
    karabakh refugees | sort        rows for other programs
    karabakh search lachin corridor anything, by words
    """
    if version:
        typer.echo(f"karabakh {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
@with_output
def events(
    question: WhenAndWords = None,
    after: After = None,
    before: Before = None,
    actor: ActorOption = None,
    place: PlaceOption = None,
    kind: EventKindOption = None,
    source: SourceOption = None,
    key: Key = False,
    disputed: Disputed = False,
    certain: Certain = False,
    *,
    output: Output,
) -> int:
    """List events, oldest first.

    \b
    karabakh events 1993
    karabakh events spring 1992 --place lachin
    karabakh events 1992-05..1993 --actor armenia --kind capture
    """
    facets = {
        "actor": actor or [],
        "place": place or [],
        "kind": chosen("kind", kind, EventKind, "events"),
        "source": source or [],
        "key": ["yes"] if key else [],
        "disputed": ["yes"] if disputed else [],
    }
    return _list("event", question, facets, output, after=after, before=before, certain=certain)


@app.command()
@with_output
def actors(question: Words = None, kind: ActorKindOption = None, side: SideOption = None, *, output: Output) -> int:
    """List states, forces, bodies, groups and persons.

    \b
    karabakh actors
    karabakh actors --kind person --side azerbaijan
    """
    facets = {"kind": chosen("kind", kind, ActorKind, "actors"), "side": chosen("side", side, Side, "actors")}
    return _list("actor", question, facets, output, dated=False)


@app.command()
@with_output
def places(question: Words = None, kind: PlaceKindOption = None, within: Within = None, *, output: Output) -> int:
    """List places.

    \b
    karabakh places --within nagorno-karabakh
    karabakh places --kind town
    """
    facets = {"kind": chosen("kind", kind, PlaceKind, "places"), "within": within or []}
    return _list("place", question, facets, output, dated=False)


@app.command()
@with_output
def refugees(
    question: WhenAndWords = None,
    after: After = None,
    before: Before = None,
    origin: Origin = None,
    destination: Destination = None,
    source: SourceOption = None,
    certain: Certain = False,
    *,
    output: Output,
) -> int:
    """List figures of refugees and displaced people.

    \b
    karabakh refugees 1994
    karabakh refugees --origin armenia-territory
    """
    facets = {
        "measure": list(DISPLACEMENT),
        "origin": origin or [],
        "destination": destination or [],
        "source": source or [],
    }
    return _list("figure", question, facets, output, after=after, before=before, certain=certain)


@app.command()
@with_output
def figures(
    question: WhenAndWords = None,
    after: After = None,
    before: Before = None,
    measure: MeasureOption = None,
    origin: Origin = None,
    destination: Destination = None,
    source: SourceOption = None,
    certain: Certain = False,
    *,
    output: Output,
) -> int:
    """List all figures: people, territory, forces and more.

    \b
    karabakh figures --measure killed
    karabakh figures 1992 khojaly
    """
    facets = {
        "measure": chosen("measure", measure, Measure, "figures"),
        "origin": origin or [],
        "destination": destination or [],
        "source": source or [],
    }
    return _list("figure", question, facets, output, after=after, before=before, certain=certain)


@app.command()
@with_output
def sources(question: Words = None, type: TypeOption = None, standing: StandingOption = None, *, output: Output) -> int:
    """List the sources that the facts rest on.

    \b
    karabakh sources --type resolution
    karabakh sources --standing party-armenian | wc -l
    """
    facets = {
        "type": chosen("type", type, SourceType, "sources"),
        "standing": chosen("standing", standing, Standing, "sources"),
    }
    return _list("source", question, facets, output, dated=False)


@app.command()
@with_output
def show(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", help="An id or any name; - reads ids from standard input.", show_default=False
        ),
    ],
    *,
    output: Output,
) -> int:
    """Show a record whole, with disputes and sources.

    \b
    karabakh show shusha
    karabakh show heydar aliyev
    karabakh search agdam --fields id | karabakh show -
    """
    if "-" in names:
        piped = [line.split("\t")[0].strip() for line in sys.stdin]
        names = [name for name in names if name != "-"] + [name for name in piped if name]
        if not names:
            raise QuestionError("no ids on standard input", "karabakh search agdam --fields id | karabakh show -")
    return _answer(output, ask.ALL_KINDS, lambda index: ask.show(index, names), kind="show")


@app.command()
@with_output
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", show_default=False)],
    *,
    output: Output,
) -> int:
    """Search records of every kind by words, best first.

    \b
    karabakh search lachin corridor
    karabakh search resolution 822
    """
    return _answer(output, ask.ALL_KINDS, lambda index: ask.search(index, words))


@app.command()
@with_output
def on(
    day: Annotated[list[str], typer.Argument(metavar="DATE", show_default=False)],
    all: All = False,
    *,
    output: Output,
) -> int:
    """Tell the situation on a day: who held what, what was in force.

    \b
    karabakh on 1993-07-24
    karabakh on 12 may 1994 --all
    """
    said = " ".join(day)
    window = when.read_window(said)
    inside = ask.COVERED.first <= window.last and window.first <= ask.COVERED.last
    if inside and window.first != window.last:
        raise QuestionError(f"not one day: {said}", f"try: karabakh on {max(window.first, ask.COVERED.first)}")
    return _answer(output, ["event"], lambda index: ask.on(index, window.first, everything=all), kind="on")


@app.command()
@with_output
def disputes(question: Words = None, *, output: Output) -> int:
    """List what sources disagree on, position by position.

    \b
    karabakh disputes khojaly
    karabakh disputes | cut -f1 | uniq -c
    """
    return _answer(output, ["event"], lambda index: ask.disputes(index, question or []), kind="dispute")


@app.command()
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


def _list(
    kind: str,
    question: list[str] | None,
    facets: dict[str, list[str]],
    output: Output,
    *,
    dated: bool = True,
    after: str | None = None,
    before: str | None = None,
    certain: bool = False,
) -> int:
    """Answer a question for the records of a kind: WHEN and WORDS, filters, output."""
    window, said, words = when.split(question or []) if dated else (None, "", question or [])
    window, said = when.bounded(window, said, after, before)
    return _answer(
        output,
        [kind],
        lambda index: ask.listing(
            index, kind, window=window, window_said=said, words=words, facets=facets, certain=certain
        ),
    )


def _answer(
    output: Output,
    kinds: Sequence[str],
    question: Callable[[sqlite3.Connection], Answer],
    *,
    kind: str = "",
) -> int:
    """Ask the facts a question and print the answer; return the exit status."""
    style = style_of(output, kind)

    def asked(index: sqlite3.Connection) -> Answer:
        if style.fields:
            check_fields(style.fields, COLUMNS.get(kind) or ask.fields(index, kinds))
        return question(index)

    answer = with_index(facts_folder(output.facts), asked)
    if output.limit is not None:
        answer = answer._replace(hits=answer.hits[: output.limit])
    rendered = render(answer, style)
    write(rendered.lines)
    if not answer.hits:
        say(f"nothing matches: {answer.emptied_by}")
        return 1
    if style.width is not None:
        for note in rendered.notes:
            say(note)
    return 0


def main() -> None:
    """Run the command line and exit with its status (README, Exit statuses)."""
    try:
        status = app(prog_name="karabakh", standalone_mode=False) or 0
    except KarabakhError as error:
        status = error.status
        complain(error)
    except typer.TyperException as error:
        status = 2
        complain(usage_error(error))
    except KeyboardInterrupt:
        status = 130
    except Exception as error:
        if os.environ.get("KARABAKH_DEBUG"):
            raise
        status = 70
        complain(KarabakhError(f"a fault of the program: {error!r}", "KARABAKH_DEBUG=1 karabakh ... shows where"))
    sys.exit(status)
