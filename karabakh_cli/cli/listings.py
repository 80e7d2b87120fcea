"""The commands that list the records of a kind."""

from typing import Any

from karabakh_cli.cli.answering import answered, said
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
    options_of,
)
from karabakh_cli.cli.output import Output, as_chart, drawn_on_a_terminal
from karabakh_cli.model.vocabulary import DISPLACEMENT


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
    return answered(
        output,
        "event",
        lambda facts: facts.events(
            said(question),
            after=after,
            before=before,
            actor=actor,
            place=place,
            kind=kind,
            source=source,
            key=key,
            disputed=disputed,
            certain=certain,
        ),
    )


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
    return answered(output, "actor", lambda facts: facts.actors(said(question), kind=kind, side=side))


@question
def places(question: Words = None, kind: PlaceKindOption = None, within: Within = None, *, output: Output) -> int:
    """List places.

    \b
    karabakh places --within nagorno-karabakh
    karabakh places --kind town
    """
    return answered(output, "place", lambda facts: facts.places(said(question), kind=kind, within=within))


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
    return answered(
        as_chart(output) if chart else output,
        "figure",
        lambda facts: facts.figures(
            said(question),
            after=after,
            before=before,
            measure=measure,
            origin=origin,
            destination=destination,
            source=source,
            certain=certain,
        ),
    )


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
    return answered(output, "source", lambda facts: facts.sources(said(question), type=type, standing=standing))
