"""The facts as a Python reference: `open_facts()` answers the questions that the commands ask, in typed records."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack, get_args

from karabakh_cli.ask import when as dates
from karabakh_cli.ask.day import COVERED, on_day
from karabakh_cli.ask.listing import disputes, everything, fields, listing
from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.ask.search import found, named
from karabakh_cli.errors import QuestionError, near
from karabakh_cli.index.file import Index, Told
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.vocabulary import (
    DISPLACEMENT,
    ActorKind,
    EventKind,
    Measure,
    PlaceKind,
    Side,
    SourceType,
    Standing,
)
from karabakh_cli.read.folder import facts_folder

if TYPE_CHECKING:
    from karabakh_cli.model.shapes import Actor, DisputePosition, Event, Figure, Place, Record, Source, State

T = TypeVar("T")
Asked = str | Sequence[str] | None
"""One value of a filter, or several of which any one may hold."""


class FigureFilters(TypedDict, total=False):
    """The filters of figures, `measure` apart."""

    after: str | None
    before: str | None
    origin: Asked
    destination: Asked
    source: Asked
    certain: bool


def open_facts(folder: str | Path | None = None) -> "Reference":
    """Return a reference over a facts folder: the one given, else that of KARABAKH_FACTS, else the built-in one.

    Raises FactsError where there is no such folder. The facts are read when a question is asked, and again whenever
    their files have changed.
    """
    return Reference(facts_folder(str(folder) if folder is not None else None))


class Reference:
    """The questions that facts answer. Threads may share one.

    Each question returns an Answer: a sequence of the records that the command of the same name prints with `--json`.
    `question` is WHEN and words as on the command line ("spring 1992", "1993 lachin"); a filter takes one value or
    several. Raises QuestionError (DateError) for what cannot be understood and FactsError for facts with errors.
    """

    def __init__(self, folder: Path, told: Told = lambda part: None) -> None:
        self._index = Index(folder, told)

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask a question of the index of the facts, compiled anew if they changed."""
        return self._index.ask(question)

    def events(
        self,
        question: str = "",
        *,
        after: str | None = None,
        before: str | None = None,
        actor: Asked = None,
        place: Asked = None,
        kind: Asked = None,
        source: Asked = None,
        key: bool = False,
        disputed: bool = False,
        certain: bool = False,
    ) -> "Answer[Event]":
        """Return events, oldest first."""
        facets = {
            "actor": _several(actor),
            "place": _several(place),
            "kind": chosen("kind", kind, EventKind, "events"),
            "source": _several(source),
            "key": ["yes"] if key else [],
            "disputed": ["yes"] if disputed else [],
        }
        return self._dated("event", question, facets, after, before, certain=certain)

    def actors(self, question: str = "", *, kind: Asked = None, side: Asked = None) -> "Answer[Actor]":
        """Return states, forces, bodies, groups and persons, by name."""
        facets = {"kind": chosen("kind", kind, ActorKind, "actors"), "side": chosen("side", side, Side, "actors")}
        return self.ask(lambda index: listing(index, "actor", words=question.split(), facets=facets))

    def places(self, question: str = "", *, kind: Asked = None, within: Asked = None) -> "Answer[Place]":
        """Return places, by name."""
        facets = {"kind": chosen("kind", kind, PlaceKind, "places"), "within": _several(within)}
        return self.ask(lambda index: listing(index, "place", words=question.split(), facets=facets))

    def figures(
        self,
        question: str = "",
        *,
        after: str | None = None,
        before: str | None = None,
        measure: Asked = None,
        origin: Asked = None,
        destination: Asked = None,
        source: Asked = None,
        certain: bool = False,
    ) -> "Answer[Figure]":
        """Return figures of every measure, oldest first."""
        facets = {
            "measure": chosen("measure", measure, Measure, "figures"),
            "origin": _several(origin),
            "destination": _several(destination),
            "source": _several(source),
        }
        return self._dated("figure", question, facets, after, before, certain=certain)

    def refugees(self, question: str = "", **filters: Unpack[FigureFilters]) -> "Answer[Figure]":
        """Return the figures of displacement, oldest first; the filters are those of figures, `measure` apart."""
        return self.figures(question, measure=DISPLACEMENT, **filters)

    def sources(self, question: str = "", *, type: Asked = None, standing: Asked = None) -> "Answer[Source]":
        """Return the sources that the facts rest on, oldest first."""
        facets = {
            "type": chosen("type", type, SourceType, "sources"),
            "standing": chosen("standing", standing, Standing, "sources"),
        }
        return self.ask(lambda index: listing(index, "source", words=question.split(), facets=facets))

    def records(self) -> "Answer[Record]":
        """Return every record, the kinds one after the other."""
        return self.ask(everything)

    def show(self, *names: str) -> "Answer[Record]":
        """Return the records that are named, by id or any name, in the order asked."""
        return self.ask(lambda index: named(index, names))

    def search(self, words: str) -> "Answer[Record]":
        """Return records of every kind by words, best first."""
        return self.ask(lambda index: found(index, words.split()))

    def compare(self, question: str) -> "Answer[Figure]":
        """Return every figure that answers the same question; by a question, a figure, or words."""
        from karabakh_cli.ask.compare import comparison

        return self.ask(lambda index: comparison(index, question.split()))

    def on(self, day: str, *, all: bool = False) -> "Answer[State]":
        """Return the situation on a day; with `all`, also what is not attested on it, and figures older than a year."""
        first = _one_day(day, "on")
        return self.ask(lambda index: on_day(index, first, everything=all))

    def map(self, day: str | None = None, *, place: Asked = None, actor: Asked = None) -> "Answer[State]":
        """Return who held the places of the region on a day; without a day, the places by their kind."""
        from karabakh_cli.ask.map import on_map

        first = _one_day(day, "map") if day else None
        return self.ask(lambda index: on_map(index, first, places=_several(place), actors=_several(actor)))

    def disputes(self, words: str = "") -> "Answer[DisputePosition]":
        """Return every position of every dispute, or with words, of those in records that have them all."""
        return self.ask(lambda index: disputes(index, words.split()))

    def fields(self, kind: str) -> list[str]:
        """Return what can be asked of the records of a kind of answer: its columns, then every other field."""
        if kind in ("search", "show"):
            return self.ask(lambda index: fields(index, ALL_KINDS))
        own = self.ask(lambda index: fields(index, ["figure"])) if kind == "compare" else []
        return self.ask(lambda index: fields(index, [kind])) if kind in ALL_KINDS else [*COLUMNS[kind], *own]

    def _dated(
        self,
        kind: str,
        question: str,
        facets: dict[str, list[str]],
        after: str | None,
        before: str | None,
        *,
        certain: bool,
    ) -> Answer[Any]:
        window, said, words = dates.split(question.split())
        window, said = dates.bounded(window, said, after, before)
        return self.ask(
            lambda index: listing(
                index, kind, window=window, window_said=said, words=words, facets=facets, certain=certain
            )
        )


def chosen(option: str, values: Asked, vocabulary: Any, command: str) -> list[str]:
    """Return the values of a filter; raise QuestionError for one that is not in its closed vocabulary."""
    words = get_args(vocabulary) or vocabulary
    for value in _several(values):
        if value not in words:
            likely = near(value, words, most=1)
            flag = f"--{option} " if option.isalpha() else ""  # some are arguments, and said in words
            remedy = f"try: karabakh {command} {flag}{likely[0]}" if likely else f"one of {', '.join(words)}"
            raise QuestionError(f"no such {option}: {value}", remedy)
    return _several(values)


def _several(values: Asked) -> list[str]:
    return [values] if isinstance(values, str) else list(values or [])


def _one_day(said: str, command: str) -> str:
    """Read the one day that a question is about; outside the years covered the first of a longer time will do."""
    window = dates.read_window(said)
    inside = COVERED.first <= window.last and window.first <= COVERED.last
    if inside and window.first != window.last:
        raise QuestionError(f"not one day: {said}", f"try: karabakh {command} {max(window.first, COVERED.first)}")
    return window.first
