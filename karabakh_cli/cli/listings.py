"""The commands that list the records of a kind."""

from karabakh_cli.cli.answering import answered, said
from karabakh_cli.cli.app import command
from karabakh_cli.cli.options import (
    ActorOptions,
    Chart,
    CountActors,
    CountEvents,
    CountFigures,
    CountPlaces,
    CountSources,
    EventOptions,
    FigureOptions,
    Output,
    PlaceOptions,
    RefugeeOptions,
    SourceOptions,
    WhenAndWords,
    Words,
)
from karabakh_cli.cli.output import as_chart, drawn_on_a_terminal


@command
def events(question: WhenAndWords = None, *, filters: EventOptions, count: CountEvents = None, output: Output) -> int:
    """List events, oldest first.

    \b
    karabakh events 1993
    karabakh events spring 1992 --place lachin
    karabakh events 1992-05..1993 --actor armenia --kind capture
    """
    return answered(output, "event", lambda facts: facts.events(said(question), **vars(filters)), count)


@command
def timeline(question: WhenAndWords = None, *, filters: EventOptions, count: CountEvents = None, output: Output) -> int:
    """Draw events along time: what is certain, what is only possible.

    \b
    karabakh timeline 1992
    karabakh timeline --key
    karabakh timeline may 1994 --kind ceasefire --kind agreement
    """
    drawn = drawn_on_a_terminal(output)
    return answered(drawn, "event", lambda facts: facts.events(said(question), **vars(filters)), count)


@command
def actors(question: Words = None, *, filters: ActorOptions, count: CountActors = None, output: Output) -> int:
    """List states, forces, bodies, groups and persons.

    \b
    karabakh actors
    karabakh actors --kind person --side azerbaijan
    """
    return answered(output, "actor", lambda facts: facts.actors(said(question), **vars(filters)), count)


@command
def places(question: Words = None, *, filters: PlaceOptions, count: CountPlaces = None, output: Output) -> int:
    """List places.

    \b
    karabakh places --within nagorno-karabakh
    karabakh places --kind town
    """
    return answered(output, "place", lambda facts: facts.places(said(question), **vars(filters)), count)


@command
def figures(
    question: WhenAndWords = None,
    *,
    filters: FigureOptions,
    chart: Chart = False,
    count: CountFigures = None,
    output: Output,
) -> int:
    """List all figures: people, territory, forces and more.

    \b
    karabakh figures --measure killed
    karabakh figures 1992 khojaly
    karabakh figures population 1989 --chart
    """
    form = as_chart(output) if chart else output
    return answered(form, "figure", lambda facts: facts.figures(said(question), **vars(filters)), count)


@command
def refugees(
    question: WhenAndWords = None,
    *,
    filters: RefugeeOptions,
    chart: Chart = False,
    count: CountFigures = None,
    output: Output,
) -> int:
    """List figures of refugees and displaced people.

    \b
    karabakh refugees 1994
    karabakh refugees 1994 --chart
    karabakh refugees --origin armenia-territory
    """
    form = as_chart(output) if chart else output
    return answered(form, "figure", lambda facts: facts.refugees(said(question), **vars(filters)), count)


@command
def sources(question: Words = None, *, filters: SourceOptions, count: CountSources = None, output: Output) -> int:
    """List the sources that the facts rest on.

    \b
    karabakh sources --type resolution
    karabakh sources --standing party-armenian | wc -l
    """
    return answered(output, "source", lambda facts: facts.sources(said(question), **vars(filters)), count)
