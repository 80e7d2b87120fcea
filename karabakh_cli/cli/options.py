"""The options by which commands ask, and how their values are read. What each promises: docs/reference.md."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, get_args

import typer

from karabakh_cli.cli import completion
from karabakh_cli.model.vocabulary import ActorKind, EventKind, Measure, PlaceKind, Side, SourceType, Standing

Many = list[str] | None


def option(text: str, *names: str, metavar: str | None = None, offered: Any = None) -> Any:
    """Declare an option, with what it is for and what the shell offers for its value."""
    return typer.Option(*names, help=text, metavar=metavar, show_default=False, autocompletion=offered)


def _word_of(vocabulary: Any, name: str) -> Any:
    words = get_args(vocabulary)
    return option(f"One of {', '.join(words)}.", f"--{name}", metavar=name.upper(), offered=completion.words(words))


def _name_of(kind: str, text: str) -> Any:
    return option(text, metavar="NAME", offered=completion.ids(kind))


_WHEN = "A date or a range (1993, april 1993, 1992-05..1993), and words that a record has all of."

WhenAndWords = Annotated[list[str] | None, typer.Argument(metavar="[WHEN] [WORDS]...", help=_WHEN, show_default=False)]
Words = Annotated[
    list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words that a record has all of.", show_default=False)
]
After = Annotated[str | None, option("From this date on.", metavar="DATE")]
Before = Annotated[str | None, option("Up to and with this date.", metavar="DATE")]
Certain = Annotated[bool, option("Leave out what only possibly falls within the dates asked.", "--certain")]
ActorOption = Annotated[Many, _name_of("actor", "Who: an id or any name; members included.")]
PlaceOption = Annotated[Many, _name_of("place", "Where: an id or any name; what lies within included.")]
SourceOption = Annotated[Many, _name_of("source", "Resting on this source: an id or a title.")]
Origin = Annotated[Many, _name_of("place", "Where people left: an id or any name.")]
Destination = Annotated[Many, _name_of("place", "Where people went: an id or any name.")]
EventKindOption = Annotated[Many, _word_of(EventKind, "kind")]
ActorKindOption = Annotated[Many, _word_of(ActorKind, "kind")]
PlaceKindOption = Annotated[Many, _word_of(PlaceKind, "kind")]
SideOption = Annotated[Many, _word_of(Side, "side")]
Within = Annotated[Many, _name_of("place", "Lying within this place: an id or any name.")]
MeasureOption = Annotated[Many, _word_of(Measure, "measure")]
TypeOption = Annotated[Many, _word_of(SourceType, "type")]
StandingOption = Annotated[Many, _word_of(Standing, "standing")]
All = Annotated[bool, option("Also what is not attested on that day, and figures older than a year.", "--all")]
Facts = Annotated[str | None, option("Read these facts in place of the built-in ones.", "--facts", metavar="FOLDER")]
Key = Annotated[bool, option("Only what a short account of the war would name.", "--key")]
Chart = Annotated[bool, option("Draw bars, and a stock as a tree of its parts; the same as -f picture.", "--chart")]
Disputed = Annotated[bool, option("Only what sources disagree on.", "--disputed")]


def options_of(other: Callable[..., int], *, but: str = "") -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command the arguments and options of another, one of them apart if it is named."""

    def with_options(command: Callable[..., int]) -> Callable[..., int]:
        signature = inspect.signature(other)
        kept = [parameter for name, parameter in signature.parameters.items() if name != but]
        command.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        return command

    return with_options
