"""The shape of a fact: what a record may hold, must hold, and what kind of thing each of its words names.

These classes are the one definition: the loader reads by them, the JSON Schema that editors use is made from
them, and the references between records are found in them.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct, defstruct

from karabakh_cli.model.vocabulary import (
    ActorKind,
    Clarity,
    Counted,
    EventKind,
    FigureKind,
    Measure,
    Observance,
    PlaceKind,
    Quantifier,
    Read,
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
    """What one source says, where in it, and whom it names for that; `standing` is the claim's, if not the source's."""

    source: SourceId
    locator: Text
    gives: Text | None = None
    according_to: Text | None = None
    standing: Standing | None = None


class Position(Part, kw_only=True):
    """One side of a dispute."""

    says: Text
    by: Text | None = None
    sources: list[Citation] = []


class Dispute(Part, kw_only=True):
    """A point on which sources differ: the positions side by side; `question` is that of figures on the same point."""

    about: Text
    positions: list[Position]
    question: Text | None = None


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
    acting: bool = False
    sources: list[Citation] = []


class Control(State, kw_only=True):
    """Who held a place on the ground, or a part of it; never derived from `within`."""

    by: ActorId
    in_part: bool = False
    note: Text | None = None
    sources: list[Citation] = []


class Membership(Part, kw_only=True):
    """What an actor belonged to, and from when to when where that is known."""

    actor: ActorId
    start: Date | None = None
    end: Date | None = None
    sources: list[Citation] = []


class _InARole(Part, kw_only=True):
    actor: ActorId
    role: Role


# No class body can have a field of this name.
_For = defstruct("_For", [("for", ActorId | None, None)], bases=(_InARole,), kw_only=True)


class Participant(_For, kw_only=True):  # type: ignore[misc, valid-type, call-arg] # a class, made just above
    """Someone whom a source names in an event; `for` is the side's force or state that they acted for in it."""


class Provision(Part, kw_only=True):
    """What a point of a text asks, grants or states, and the actors that it binds or addresses."""

    point: Text
    of: list[ActorId] = []
    asks: Text
    sources: list[Citation] = []


class Outline(Part, kw_only=True):
    """The border of a country or a region: closed rings of lon and lat, in decimal degrees (WGS 84)."""

    rings: list[list[tuple[float, float]]]
    sources: list[Citation] = []


class Component(Part, kw_only=True):
    """How another figure stands to this one."""

    figure: FigureId
    relation: Relation


class Record(Part, kw_only=True):
    """What every record has."""

    id: Id
    waive: list[Waiver] = []
    checked: Annotated[Date, Meta(description="when somebody other than its editor last read it strictly")] | None = (
        None
    )

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
    provisions: list[Provision] = []


class Actor(Fact, kw_only=True):
    """Who acted: a state, a body, a force, a group or a person."""

    name: Text
    names: Names = {}
    also: list[Text] = []
    kind: ActorKind
    side: Side
    member_of: list[ActorId | Membership] = []
    offices: list[Office] = []
    summary: Text

    def __post_init__(self) -> None:
        """Write what is named alone, without a time, as the others are."""
        self.member_of = [Membership(actor=of) if isinstance(of, str) else of for of in self.member_of]


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
    outline: Outline | None = None
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
    actor: ActorId | None = None
    counted: Counted | None = None


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
    read: Read | None = None


RECORDS: dict[str, type[Record]] = {
    "event": Event, "actor": Actor, "place": Place, "figure": Figure, "source": Source,
}  # fmt: skip
"""The kinds of record by name; the facts of each lie in the folder of that name with an s."""
