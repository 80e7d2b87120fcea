"""The options of the commands, and how their values are read. What is promised of each stands in the README."""

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple, get_args

import typer

from karabakh_cli.errors import QuestionError, near
from karabakh_cli.render import FORMATS, Style, default_format
from karabakh_cli.vocabulary import ActorKind, EventKind, Measure, PlaceKind, Side, SourceType, Standing

Many = list[str] | None


def _option(text: str, *names: str, metavar: str | None = None) -> Any:
    return typer.Option(*names, help=text, metavar=metavar, show_default=False)


def _one_of(vocabulary: Any) -> str:
    return f"One of {', '.join(get_args(vocabulary))}."


WhenAndWords = Annotated[list[str] | None, typer.Argument(metavar="[WHEN] [WORDS]...", show_default=False)]
Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", show_default=False)]
After = Annotated[str | None, _option("From this date on.", metavar="DATE")]
Before = Annotated[str | None, _option("Up to and with this date.", metavar="DATE")]
Certain = Annotated[bool, _option("Leave out what only possibly falls within the dates asked.", "--certain")]
ActorOption = Annotated[Many, _option("Who: an id or any name; members included.", metavar="NAME")]
PlaceOption = Annotated[Many, _option("Where: an id or any name; what lies within included.", metavar="NAME")]
SourceOption = Annotated[Many, _option("Resting on this source: an id or a title.", metavar="NAME")]
Origin = Annotated[Many, _option("Where people left: an id or any name.", metavar="NAME")]
Destination = Annotated[Many, _option("Where people went: an id or any name.", metavar="NAME")]
EventKindOption = Annotated[Many, _option(_one_of(EventKind), "--kind", metavar="KIND")]
ActorKindOption = Annotated[Many, _option(_one_of(ActorKind), "--kind", metavar="KIND")]
PlaceKindOption = Annotated[Many, _option(_one_of(PlaceKind), "--kind", metavar="KIND")]
SideOption = Annotated[Many, _option(_one_of(Side), "--side", metavar="SIDE")]
Within = Annotated[Many, _option("Lying within this place: an id or any name.", metavar="NAME")]
MeasureOption = Annotated[Many, _option(_one_of(Measure), "--measure", metavar="MEASURE")]
TypeOption = Annotated[Many, _option(_one_of(SourceType), "--type", metavar="TYPE")]
StandingOption = Annotated[Many, _option(_one_of(Standing), "--standing", metavar="STANDING")]
All = Annotated[bool, _option("Also what is not attested on that day, and figures older than a year.", "--all")]
Key = Annotated[bool, _option("Only what a short account of the war would name.", "--key")]
Disputed = Annotated[bool, _option("Only what sources disagree on.", "--disputed")]


class Output(NamedTuple):
    """How and from which facts an answer is wanted, as the options say it."""

    format: Annotated[
        str | None,
        _option("table, record, tsv, csv, json, jsonl, yaml or markdown.", "--format", "-f", metavar="FORM"),
    ] = None
    json: Annotated[bool, _option("The same as -f json.", "--json")] = False
    fields: Annotated[str | None, _option("Only these fields, in this order.", "--fields", metavar="A,B,C")] = None
    header: Annotated[
        bool | None,
        _option("Column names above tsv (by default not), csv and markdown.", "--header/--no-header"),
    ] = None
    limit: Annotated[int | None, _option("At most so many records.", "--limit", metavar="N")] = None
    color: Annotated[str, _option("auto, always or never.", "--color", metavar="WHEN")] = "auto"
    facts: Annotated[
        str | None,
        _option("Read these facts in place of the built-in ones.", "--facts", metavar="FOLDER"),
    ] = None


def with_output(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that takes `output` an option for each field of Output, at the end of its options."""
    signature = inspect.signature(command)
    own = [parameter for name, parameter in signature.parameters.items() if name != "output"]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=Output._field_defaults[name], annotation=type_)
        for name, type_ in Output.__annotations__.items()
    ]

    def run(**values: Any) -> int:
        output = Output(**{name: values.pop(name) for name in Output._fields})
        return command(**values, output=output)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    keyword_only = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    run.__signature__ = signature.replace(parameters=[*keyword_only, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *shared]}
    return run


def style_of(output: Output, kind: str) -> Style:
    """Decide how an answer is written, by the options, the terminal and the environment; raise QuestionError."""
    if output.limit is not None and output.limit < 1:
        raise QuestionError(f"no such limit: {output.limit}", "--limit takes 1 or more")
    chosen("format", [output.format] if output.format else [], FORMATS, "events")
    chosen("color", [output.color], ("auto", "always", "never"), "events")
    if output.json and output.format not in (None, "json"):
        raise QuestionError(f"two forms: json and {output.format}", "leave one of --json and -f out")
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = (shutil.get_terminal_size().columns or 80) if on_terminal else None
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Style(
        format="json" if output.json else output.format or default_format(kind, width),
        fields=tuple(name.strip() for name in output.fields.split(",")) if output.fields is not None else (),
        header=output.header,
        width=width,
        color=output.color == "always" or (output.color == "auto" and on_terminal and not plain),
    )


def check_fields(asked: Sequence[str], known: Sequence[str]) -> None:
    """Raise QuestionError for a field that the records asked about do not have."""
    for name in asked:
        if name not in known:
            raise QuestionError(f"no such field: {name}", f"one of {', '.join(known)}")


def usage_error(problem: typer.TyperException) -> QuestionError:
    """Say Typer's complaint about a command line in our form: one line, and the help that tells more."""
    message = getattr(problem, "format_message", lambda: str(problem))()
    what = message.replace("\n", " ").rstrip(".")
    context = getattr(problem, "ctx", None)
    command = context.command_path if context else "karabakh"
    possibilities = getattr(problem, "possibilities", None)
    if possibilities:
        likely = near(getattr(problem, "option_name", ""), possibilities) or sorted(possibilities)
        return QuestionError(f"no such option: {getattr(problem, 'option_name', '')}", f"try: {command} {likely[0]}")
    return QuestionError(f"{what[0].lower()}{what[1:]}", f"try: {command} --help")


def chosen(option: str, values: Sequence[str] | None, vocabulary: Any, command: str) -> list[str]:
    """Return the values of an option; raise QuestionError for one that is not in its closed vocabulary."""
    words = get_args(vocabulary) or vocabulary
    for value in values or []:
        if value not in words:
            likely = near(value, words, most=1)
            remedy = f"try: karabakh {command} --{option} {likely[0]}" if likely else f"one of {', '.join(words)}"
            raise QuestionError(f"no such {option}: {value}", remedy)
    return list(values or [])
