"""The facts as a Python reference: `open_facts()` answers the questions that the commands ask, in typed records."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, TypeVar, Unpack

from karabakh_cli.ask.chosen import Asked, chosen, several
from karabakh_cli.ask.listing import everything, fields, listing
from karabakh_cli.ask.question import Question, read_question
from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.ask.when import bounded
from karabakh_cli.errors import QuestionError
from karabakh_cli.index.file import Index, unheard
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.reading import Reading
from karabakh_cli.model.vocabulary import ActorKind, Counted, EventKind, Measure, PlaceKind, SourceType
from karabakh_cli.read.folder import facts_folder

if TYPE_CHECKING:
    from karabakh_cli.ask.related import Beside
    from karabakh_cli.model import shapes
    from karabakh_cli.model import shapes_of_answers as answers
    from karabakh_cli.model.subject import Subject

T = TypeVar("T")


class Askable(Protocol):
    """What questions are asked of: an index that is opened for each, or one that is open."""

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Answer a question."""


class _Opened:
    """An index that is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        return question(self._connection)


class EventFilters(TypedDict, total=False):
    """What events can be chosen by, beside a time and words."""

    after: str | None
    before: str | None
    actor: Asked
    place: Asked
    kind: Asked
    source: Asked
    sources: int | None
    standing: Asked
    key: bool
    disputed: bool
    certain: bool


class RefugeeFilters(TypedDict, total=False):
    """What figures of displacement can be chosen by, beside a time and words."""

    after: str | None
    before: str | None
    origin: Asked
    destination: Asked
    actor: Asked
    source: Asked
    sources: int | None
    standing: Asked
    certain: bool


class FigureFilters(RefugeeFilters, total=False):
    """What figures of every measure can be chosen by."""

    measure: Asked
    counted: Asked


class ActorFilters(TypedDict, total=False):
    """What actors can be chosen by, beside words."""

    kind: Asked
    side: Asked


class PlaceFilters(TypedDict, total=False):
    """What places can be chosen by, beside words."""

    kind: Asked
    within: Asked


class SourceFilters(TypedDict, total=False):
    """What sources can be chosen by, beside words."""

    type: Asked
    standing: Asked


_VOCABULARIES: dict[tuple[str, str], Any] = {
    ("event", "kind"): EventKind, ("actor", "kind"): ActorKind, ("place", "kind"): PlaceKind,
    ("figure", "measure"): Measure, ("figure", "counted"): Counted, ("source", "type"): SourceType,
}  # fmt: skip
"""The closed lists that the values of filters are of, by kind of record and filter."""
_OF_THE_SUBJECT = (("actor", "side"), ("source", "standing"), ("event", "standing"), ("figure", "standing"))
"""The filters whose values the subject decides."""
_WAYS = ("after", "before", "certain", "sources")
"""The filters that say how a time is asked for, and how many sources; they are no values of records."""


def open_facts(folder: str | Path | None = None, on_progress: Callable[[float], None] = unheard) -> "Reference":
    """Return a reference over a facts folder: the one given, else that of KARABAKH_FACTS, else the built-in one.

    Raises FactsError where there is no such folder. The facts are read when a question is asked, and again whenever
    their files have changed; `on_progress` is called with the part of that which is done, from 0 to 1.
    """
    return Reference(Index(facts_folder(str(folder) if folder is not None else None), on_progress))


class Reference:
    """The questions that facts answer. Threads may share one.

    Each question returns an Answer: a sequence of the records that the command of the same name prints with `--json`.
    `question` is WHEN and words as on the command line ("spring 1992", "1993 lachin"); a filter takes one value or
    several. Raises QuestionError (DateError) for what cannot be understood and FactsError for facts with errors.
    """

    def __init__(self, index: Askable) -> None:
        """Make it of what questions are asked of."""
        self._index = index

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask a question of the index of the facts, compiled anew if they changed."""
        return self._index.ask(question)

    def at_once(self, questions: Callable[["Reference"], T]) -> T:
        """Ask several questions of one state of the facts; `questions` may be called again if the index is damaged."""
        return self.ask(lambda connection: questions(Reference(_Opened(connection))))

    def events(self, question: str = "", **filters: Unpack[EventFilters]) -> "Answer[shapes.Event]":
        """Return events, oldest first."""
        return self._listed("event", question, filters)

    def actors(self, question: str = "", **filters: Unpack[ActorFilters]) -> "Answer[shapes.Actor]":
        """Return states, forces, bodies, groups and persons, by name."""
        return self._listed("actor", question, filters)

    def places(self, question: str = "", **filters: Unpack[PlaceFilters]) -> "Answer[shapes.Place]":
        """Return places, by name."""
        return self._listed("place", question, filters)

    def figures(self, question: str = "", **filters: Unpack[FigureFilters]) -> "Answer[shapes.Figure]":
        """Return figures of every measure, oldest first."""
        return self._listed("figure", question, filters)

    def refugees(self, question: str = "", **filters: Unpack[RefugeeFilters]) -> "Answer[shapes.Figure]":
        """Return the figures of displacement, oldest first."""
        return self.at_once(lambda facts: facts.figures(question, measure=facts.subject().displacement, **filters))

    def sources(self, question: str = "", **filters: Unpack[SourceFilters]) -> "Answer[shapes.Source]":
        """Return the sources that the facts rest on, oldest first."""
        return self._listed("source", question, filters)

    def records(self) -> "Answer[shapes.Record]":
        """Return every record, the kinds one after the other."""
        return self.ask(everything)

    def show(self, *names: str) -> "Answer[shapes.Record]":
        """Return the records that are named, by id or any name, in the order asked."""
        from karabakh_cli.ask.show import named

        return self.ask(lambda index: named(index, names))

    def search(self, words: str, *, limit: int | None = None) -> "Answer[shapes.Record]":
        """Return records of every kind by words, best first: at most `limit`, or 200."""
        from karabakh_cli.ask.search import found

        return self.ask(lambda index: found(index, words, limit))

    def compare(self, question: str) -> "Answer[shapes.Figure]":
        """Return every figure that answers the same question; by a question, a figure, or words."""
        from karabakh_cli.ask.compare import comparison

        return self.ask(lambda index: comparison(index, question.split()))

    def on(self, day: str, *, place: Asked = None, actor: Asked = None, all: bool = False) -> "Answer[answers.State]":
        """Return the situation on a day; with `all`, also what is not attested on it, and figures older than a year."""
        from karabakh_cli.ask.day import on_day

        chosen_by = {"places": several(place), "actors": several(actor)}
        return self.ask(lambda index: on_day(index, day, **chosen_by, everything=all))

    def changes(self, when: str = "", *, place: Asked = None, actor: Asked = None) -> "Answer[answers.Change]":
        """Return what changed hands, office or force in a time, or in all the years covered; the earlier first."""
        from karabakh_cli.ask.changes import changes

        return self.ask(lambda index: changes(index, when, places=several(place), actors=several(actor)))

    def offices(self, question: str = "") -> "Answer[answers.OfficeHeld]":
        """Return who held which office from when to when, by office, with the gaps between them."""
        from karabakh_cli.ask.offices import offices

        return self.ask(lambda index: offices(index, question))

    def map(self, day: str | None = None, *, place: Asked = None, actor: Asked = None) -> "Answer[answers.State]":
        """Return who held the places of the region on a day; without a day, the places by their kind."""
        from karabakh_cli.ask.map import on_map

        return self.ask(lambda index: on_map(index, day, places=several(place), actors=several(actor)))

    def disputes(self, words: str = "") -> "Answer[answers.DisputePosition]":
        """Return every position of every dispute, or with words, of those in records that have them all."""
        from karabakh_cli.ask.disputes import disputes

        return self.ask(lambda index: disputes(index, words))

    def count(self, answer: Answer[Any], *fields: str) -> "Answer[answers.Count]":
        """Return how many records of a listing there are for each value of a field, or each pair of values of two."""
        from karabakh_cli.ask.count import counted

        known = lambda: [*self.fields(answer.kind), *self.fields_within(answer.kind)]  # noqa: E731 - of no other use
        return self.ask(lambda index: counted(index, answer, fields, known))

    def overview(self) -> "Answer[answers.Point]":
        """Return the whole subject in short: phases, key events, numbers, what is disputed, what to ask next."""
        from karabakh_cli.ask.overview import overview

        return self.ask(overview)

    def about(self) -> "Answer[answers.About]":
        """Return what the facts hold, how well they are founded, their licence, and how to cite them."""
        from karabakh_cli.ask.about import about

        return self.ask(about)

    def subject(self) -> "Subject":
        """Return what the facts are about."""
        from karabakh_cli.ask.subject import subject_of

        return self.ask(subject_of)

    def fields(self, kind: str) -> list[str]:
        """Return what can be asked of the records of a kind of answer: its columns, then every other field."""
        if kind in ("search", "show"):
            return self.ask(lambda index: fields(index, ALL_KINDS))
        if kind in ALL_KINDS:
            return self.ask(lambda index: fields(index, [kind]))
        from karabakh_cli.model.paths import beside

        own = self.ask(lambda index: fields(index, ["figure"])) if kind == "compare" else beside(kind)
        return list(dict.fromkeys([*COLUMNS[kind], *own]))

    def fields_within(self, kind: str) -> list[str]:
        """Return the fields within those of a kind of answer, by path: `sources.standing`."""
        from karabakh_cli.model.paths import paths

        return paths(kind, self.subject().languages)

    def with_related(self, answer: Answer[T], beside: "Beside") -> Answer[T]:
        """Return an answer with records that a picture, a page or a bibliography shows beside those found."""
        from karabakh_cli.ask.related import with_related

        return self.ask(lambda index: with_related(index, answer, beside))

    def _listed(self, kind: str, question: str, filters: Any) -> Answer[Any]:
        """List the records of a kind by a question, in which events and figures have a time, and by filters."""
        facets = {
            name: (["yes"] if value else []) if isinstance(value, bool) else several(value)
            for name, value in filters.items()
            if name not in _WAYS
        }
        most = filters.get("sources")
        if most is not None and most < 1:
            raise QuestionError(f"no such number of sources: {most}", "--sources takes 1 or more")
        for name, values in facets.items():
            if (kind, name) in _VOCABULARIES:
                facets[name] = chosen(name, values, _VOCABULARIES[kind, name], kind)

        def list_them(index: sqlite3.Connection) -> Answer[Any]:
            for name, values in facets.items():
                if (kind, name) in _OF_THE_SUBJECT and values:
                    from karabakh_cli.ask.subject import words_of

                    facets[name] = chosen(name, values, words_of(index, name), kind)
            asked = read_question(index, question, timed=kind in ("event", "figure")) if question else None
            asked = asked or Question(Reading(), (), "")
            window, said = bounded(*asked.reading[:2], filters.get("after"), filters.get("before"))
            asked = asked._replace(reading=asked.reading._replace(window=window, said=said))
            ways = {"certain": bool(filters.get("certain")), "sources": most}
            return listing(index, kind, window=window, window_said=said, question=asked, facets=facets, **ways)

        return self.ask(list_them)
