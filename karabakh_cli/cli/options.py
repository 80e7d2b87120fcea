"""The options by which commands ask, each group of them one type, and how a type becomes options of a command."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, get_args

import typer

from karabakh_cli.cli import completion
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.columns import COUNTED
from karabakh_cli.model.vocabulary import ActorKind, Counted, EventKind, Measure, PlaceKind, SourceType
from karabakh_cli.render.style import FORMATS

COLORS = ("auto", "always", "never")
Many = list[str] | None
LISTED = "\0"
"""The value of --fields or --count where none is given: it asks which there are, and nobody can type it."""


def _option(text: str, *names: str, metavar: str | None = None, offered: Any = None) -> Any:
    """Declare an option, with what it is for and what the shell offers for its value."""
    return typer.Option(*names, help=text, metavar=metavar, show_default=False, autocompletion=offered)


def _word_of(vocabulary: Any, name: str) -> Any:
    words = get_args(vocabulary)
    return _option(f"One of {', '.join(words)}.", f"--{name}", metavar=name.upper(), offered=completion.words(words))


def _word_of_the_subject(name: str, text: str = "") -> Any:
    """Declare an option whose words are filled in when help is printed, as the subject has them."""
    offered = completion.words_of_the_subject(name)
    return _option(text or f"One of {{{name}}}.", f"--{name}", metavar=name.upper(), offered=offered)


def _name_of(kind: str, text: str) -> Any:
    return _option(text, metavar="NAME", offered=completion.ids(kind))


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}."


_WHEN = "A date or a range (1993, april 1993, 1992-05..1993), and words that a record has all of."

WhenAndWords = Annotated[list[str] | None, typer.Argument(metavar="[WHEN] [WORDS]...", help=_WHEN, show_default=False)]
When = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHEN]",
        help="A date or a range: 1993, april 1993, 1992-05..1993.",
        show_default=False,
        autocompletion=completion.days,
    ),
]
Words = Annotated[
    list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words that a record has all of.", show_default=False)
]
All = Annotated[bool, _option("The whole page, also what is not attested on that day, and older figures.", "--all")]
Facts = Annotated[str | None, _option("Read these facts in place of the built-in ones.", "--facts", metavar="FOLDER")]
Chart = Annotated[bool, _option("Draw bars, and a stock as a tree of its parts; the same as -f picture.", "--chart")]


def _count(kind: str) -> Any:
    text = f"Count by one of these, or by two with a comma: {', '.join(COUNTED[kind])}; or another field."
    return _option(text, "--count", metavar="FIELD", offered=completion.counted)


CountEvents = Annotated[str | None, _count("event")]
CountActors = Annotated[str | None, _count("actor")]
CountPlaces = Annotated[str | None, _count("place")]
CountFigures = Annotated[str | None, _count("figure")]
CountSources = Annotated[str | None, _count("source")]
CountDisputes = Annotated[str | None, _count("dispute")]

_After = Annotated[
    str | None, _option("From this date on.", "--after", "--since", metavar="DATE", offered=completion.days)
]
_Before = Annotated[
    str | None, _option("Up to and with this date.", "--before", "--until", metavar="DATE", offered=completion.days)
]
_Certain = Annotated[bool, _option("Leave out what only possibly falls within the dates asked.", "--certain")]
_Actor = Annotated[Many, _name_of("actor", "Who: an id or any name; members included.")]
_Place = Annotated[Many, _name_of("place", "Where: an id or any name; what lies within included.")]
_Source = Annotated[Many, _name_of("source", "Resting on this source: an id or a title.")]
_Sources = Annotated[int | None, _option("Resting on so many sources at most.", "--sources", metavar="N")]
_Whose = Annotated[Many, _name_of("actor", "Whose are counted: an id or any name; members included.")]
_Claim = Annotated[Many, _word_of_the_subject("standing", "Resting on a claim of one of {standing}.")]
_Origin = Annotated[Many, _name_of("place", "Where people left: an id or any name.")]
_Destination = Annotated[Many, _name_of("place", "Where people went: an id or any name.")]
_Measure = Annotated[Many, _word_of(Measure, "measure")]


_FIELDS = "Only these fields, in this order; one within another by its path (sources.standing); alone: lists them."


class Options:
    """A group of options that commands take together: each field is an option, with its default."""

    def __init__(self, **values: Any) -> None:
        """Fill in what was asked for; what was not keeps its default."""
        self.__dict__.update(values)


class EventOptions(Options):
    """What events are chosen by."""

    after: _After = None
    before: _Before = None
    actor: _Actor = None
    place: _Place = None
    kind: Annotated[Many, _word_of(EventKind, "kind")] = None
    source: _Source = None
    sources: _Sources = None
    standing: _Claim = None
    key: Annotated[bool, _option("Only what a short account would name.", "--key")] = False
    disputed: Annotated[bool, _option("Only what sources disagree on.", "--disputed")] = False
    certain: _Certain = False


class FigureOptions(Options):
    """What figures are chosen by."""

    after: _After = None
    before: _Before = None
    measure: _Measure = None
    counted: Annotated[Many, _word_of(Counted, "counted")] = None
    origin: _Origin = None
    destination: _Destination = None
    actor: _Whose = None
    source: _Source = None
    sources: _Sources = None
    standing: _Claim = None
    certain: _Certain = False


class RefugeeOptions(Options):
    """What figures of displacement are chosen by."""

    after: _After = None
    before: _Before = None
    origin: _Origin = None
    destination: _Destination = None
    actor: _Whose = None
    source: _Source = None
    sources: _Sources = None
    standing: _Claim = None
    certain: _Certain = False


class ActorOptions(Options):
    """What actors are chosen by."""

    kind: Annotated[Many, _word_of(ActorKind, "kind")] = None
    side: Annotated[Many, _word_of_the_subject("side")] = None


class PlaceOptions(Options):
    """What places are chosen by."""

    kind: Annotated[Many, _word_of(PlaceKind, "kind")] = None
    within: Annotated[Many, _name_of("place", "Lying within this place: an id or any name.")] = None


class SourceOptions(Options):
    """What sources are chosen by."""

    type: Annotated[Many, _word_of(SourceType, "type")] = None
    standing: Annotated[Many, _word_of_the_subject("standing")] = None


class ConcernedOptions(Options):
    """What the states of a day, their changes and the places of a map are chosen by."""

    place: _Place = None
    actor: _Actor = None


class Output(Options):
    """How and from which facts an answer is wanted."""

    format: Annotated[
        str | None,
        _option(_either(FORMATS), "--format", "-f", metavar="FORM", offered=completion.words(FORMATS)),
    ] = None
    json: Annotated[bool, _option("The same as -f json.", "--json")] = False
    fields: Annotated[
        str | None,
        _option(_FIELDS, "--fields", metavar="A,B,C", offered=completion.fields),
    ] = None
    header: Annotated[
        bool | None,
        _option("Column names above tsv (by default not), csv and markdown.", "--header/--no-header"),
    ] = None
    limit: Annotated[int | None, _option("At most so many records.", "--limit", "-n", metavar="N")] = None
    color: Annotated[str, _option(_either(COLORS), "--color", metavar="WHEN", offered=completion.words(COLORS))] = (
        "auto"
    )
    no_pager: Annotated[bool, _option("Do not page an answer longer than the screen.", "--no-pager")] = False
    facts: Facts = None
    read_as: Annotated[bool, _option("Say how the question was read, in place of the answer.", "--read-as")] = False


def with_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command, for each parameter whose type is a group of options, an option for each field of the group."""
    signature = inspect.signature(command)
    groups = {name: each.annotation for name, each in signature.parameters.items() if _is_group(each.annotation)}
    flat: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        flat += _fields(groups[name]) if name in groups else [parameter.replace(kind=parameter.KEYWORD_ONLY)]

    def run(**values: Any) -> int:
        refuse_empty(values)
        filled = {
            name: group(**{field: values.pop(field) for field in group.__annotations__})
            for name, group in groups.items()
        }
        return command(**values, **filled)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = signature.replace(parameters=flat)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return run


def refuse_empty(values: Mapping[str, Any]) -> None:
    """Raise QuestionError for an option without a value: a variable of the shell that was not set, perhaps."""
    for name, value in values.items():
        if value == "" or (isinstance(value, list) and "" in value):
            raise QuestionError(f"an empty value: {name.replace('_', '-')}", "give one, or leave it out")


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Options)


def _fields(group: type[Options]) -> list[inspect.Parameter]:
    """Return the fields of a group of options as the parameters of a command."""
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=getattr(group, name), annotation=type_)
        for name, type_ in group.__annotations__.items()
    ]
