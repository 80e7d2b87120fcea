"""The commands that list the records of a kind."""

from typing import Any

from karabakh_cli import when
from karabakh_cli.ask.listing import listing
from karabakh_cli.cli.answering import answered
from karabakh_cli.cli.app import question
from karabakh_cli.cli.options import (
    ActorKindOption,
    ActorOption,
    After,
    Before,
    Certain,
    Chart,
    Destination,
    Disputed,
    EventKindOption,
    Key,
    MeasureOption,
    Origin,
    PlaceKindOption,
    PlaceOption,
    SideOption,
    SourceOption,
    StandingOption,
    TypeOption,
    WhenAndWords,
    Within,
    Words,
    chosen,
    options_of,
)
from karabakh_cli.cli.output import Output, as_chart, drawn_on_a_terminal
from karabakh_cli.vocabulary import DISPLACEMENT, ActorKind, EventKind, Measure, PlaceKind, Side, SourceType, Standing


@question
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


@question
@options_of(events)
def timeline(*, output: Output, **asked: Any) -> int:
    """Draw events along time: what is certain, what is only possible.

    \b
    karabakh timeline 1992
    karabakh timeline --key
    karabakh timeline may 1994 --kind ceasefire --kind agreement
    """
    return events(**asked, output=drawn_on_a_terminal(output))


@question
def actors(question: Words = None, kind: ActorKindOption = None, side: SideOption = None, *, output: Output) -> int:
    """List states, forces, bodies, groups and persons.

    \b
    karabakh actors
    karabakh actors --kind person --side azerbaijan
    """
    facets = {"kind": chosen("kind", kind, ActorKind, "actors"), "side": chosen("side", side, Side, "actors")}
    return _list("actor", question, facets, output, dated=False)


@question
def places(question: Words = None, kind: PlaceKindOption = None, within: Within = None, *, output: Output) -> int:
    """List places.

    \b
    karabakh places --within nagorno-karabakh
    karabakh places --kind town
    """
    facets = {"kind": chosen("kind", kind, PlaceKind, "places"), "within": within or []}
    return _list("place", question, facets, output, dated=False)


@question
def figures(
    question: WhenAndWords = None,
    after: After = None,
    before: Before = None,
    measure: MeasureOption = None,
    origin: Origin = None,
    destination: Destination = None,
    source: SourceOption = None,
    certain: Certain = False,
    chart: Chart = False,
    *,
    output: Output,
) -> int:
    """List all figures: people, territory, forces and more.

    \b
    karabakh figures --measure killed
    karabakh figures 1992 khojaly
    karabakh figures population 1989 --chart
    """
    facets = {
        "measure": chosen("measure", measure, Measure, "figures"),
        "origin": origin or [],
        "destination": destination or [],
        "source": source or [],
    }
    output = as_chart(output) if chart else output
    return _list("figure", question, facets, output, after=after, before=before, certain=certain)


@question
@options_of(figures, but="measure")
def refugees(*, output: Output, **asked: Any) -> int:
    """List figures of refugees and displaced people.

    \b
    karabakh refugees 1994
    karabakh refugees 1994 --chart
    karabakh refugees --origin armenia-territory
    """
    return figures(**asked, measure=list(DISPLACEMENT), output=output)


@question
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
    return answered(
        output,
        kind,
        lambda index: listing(
            index, kind, window=window, window_said=said, words=words, facets=facets, certain=certain
        ),
    )
