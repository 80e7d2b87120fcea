"""The shape of a fact: what a record may hold, must hold, and what kind of thing each of its words names.

These classes are the one definition: the loader reads by them, the JSON Schema that editors use is made from
them, and the references between records are found in them.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct

from karabakh_cli.model.vocabulary import (
    ActorKind,
    Clarity,
    EventKind,
    FigureKind,
    Measure,
    Observance,
    PlaceKind,
    Quantifier,
    Relation,
    Role,
    SourceType,
)  # fmt: skip

Text = Annotated[str, Meta(min_length=1)]
Id = Annotated[str, Meta(min_length=1, description="kebab-case, unique over all facts, never reused")]
Date = Annotated[
    str,
    Meta(
        min_length=1,
        description='a quoted date of the profile, such as "1993-05-08"',
        extra={"to": "date"},
    ),
]
Number = int | float
# Words of lists that the subject has; without a subject any word will do.
Side = Annotated[str, Meta(min_length=1, extra_json_schema={"x-subject": "sides"})]
Standing = Annotated[str, Meta(min_length=1, extra_json_schema={"x-subject": "standings"})]
Names = Annotated[
    dict[str, Text],
    Meta(description="the name in other languages, by their codes", extra_json_schema={"x-subject": "languages"}),
]


def _reference(record: str) -> Any:
    return Meta(min_length=1, description=f"the id of the {record}", extra={"to": record})


EventId = Annotated[str, _reference("event")]
ActorId = Annotated[str, _reference("actor")]
PlaceId = Annotated[str, _reference("place")]
FigureId = Annotated[str, _reference("figure")]
SourceId = Annotated[str, _reference("source")]


DATES = ("date", "as_of", "period", "issued")
"""The fields that say when a record is of; each kind has one of them, or two of which one is filled."""


class Part(Struct, forbid_unknown_fields=True, kw_only=True):
    """Anything written in a facts file: no key that is not defined here."""


class Citation(Part, kw_only=True):
    """What one source says, and where in it."""

    source: SourceId
    locator: Text
    gives: Text | None = None


class Position(Part, kw_only=True):
    """One side of a dispute."""

    says: Text
    by: Text | None = None
    sources: list[Citation] = []


class Dispute(Part, kw_only=True):
    """A point on which sources differ: the positions side by side."""

    about: Text
    positions: list[Position]


class Waiver(Part, kw_only=True):
    """A warning that does not hold for this record, with the reason."""

    rule: Text
    reason: Text


class State(Part, kw_only=True):
    """Something that held from a start to an end; an open one is written `..`, never left out."""

    start: Date
    end: Date


class InForce(State, kw_only=True):
    """When a cease-fire or an agreement was in force, and whether it was observed."""

    observance: Observance


class Office(State, kw_only=True):
    """An office that a person held, or a function that a body had, and in what."""

    office: Text
    of: ActorId
    sources: list[Citation] = []


class Control(State, kw_only=True):
    """Who held a place on the ground; never derived from `within`."""

    by: ActorId
    sources: list[Citation] = []


class Participant(Part, kw_only=True):
    """Someone whom a source names in an event."""

    actor: ActorId
    role: Role


class Component(Part, kw_only=True):
    """How another figure stands to this one."""

    figure: FigureId
    relation: Relation


class Record(Part, kw_only=True):
    """What every record has."""

    id: Id
    waive: list[Waiver] = []

    @property
    def label(self) -> str:
        """The name or the title."""
        return str(getattr(self, "name", None) or getattr(self, "title", ""))

    @property
    def when(self) -> str | None:
        """The date, as it is written."""
        return next((str(date) for field in DATES if (date := getattr(self, field, None))), None)


class Fact(Record, kw_only=True):
    """A record that rests on sources."""

    sources: list[Citation] = []
    disputes: list[Dispute] = []


class Event(Fact, kw_only=True):
    """Something that happened."""

    title: Text
    also: list[Text] = []
    kind: EventKind
    date: Date
    date_note: Text | None = None
    clarity: Clarity = "clear"
    key: bool = False
    places: list[PlaceId] = []
    concerns: list[PlaceId] = []
    participants: list[Participant] = []
    summary: Text
    part_of: EventId | None = None
    related: list[EventId] = []
    figures: list[FigureId] = []
    in_force: InForce | None = None


class Actor(Fact, kw_only=True):
    """Who acted: a state, a body, a force, a group or a person."""

    name: Text
    names: Names = {}
    also: list[Text] = []
    kind: ActorKind
    side: Side
    member_of: list[ActorId] = []
    offices: list[Office] = []
    summary: Text


class Place(Fact, kw_only=True):
    """Where; `within` as internationally recognised at the time."""

    name: Text
    names: Names = {}
    also: list[Text] = []
    kind: PlaceKind
    within: PlaceId | None = None
    seat_of: PlaceId | None = None
    lat: float | None = None
    lon: float | None = None
    control: list[Control] = []
    summary: Text


class Figure(Fact, kw_only=True):
    """How many: of whom or what, where, and when."""

    title: Text
    measure: Measure
    kind: FigureKind
    of: Text
    places: list[PlaceId] = []
    origin: list[PlaceId] = []
    destination: list[PlaceId] = []
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    quantifier: Quantifier | None = None
    unit: Text
    as_of: Date | None = None
    period: Date | None = None
    composition: list[Component] = []
    exhaustive: bool = False
    excludes: list[FigureId] = []
    question: Text | None = None
    event: EventId | None = None
    note: Text | None = None


class Source(Record, kw_only=True):
    """A document that someone read; maps one to one to CSL-JSON."""

    type: SourceType
    title: Text
    author: Text | None = None
    publisher: Text | None = None
    issued: Date | None = None
    url: Text | None = None
    number: Text | None = None
    language: Text | None = None
    standing: Standing
    note: Text | None = None


RECORDS: dict[str, type[Record]] = {
    "event": Event, "actor": Actor, "place": Place, "figure": Figure, "source": Source,
}  # fmt: skip
"""The kinds of record by name; the facts of each lie in the folder of that name with an s."""
