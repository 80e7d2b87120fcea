"""The records: what a fact of each kind may hold, must hold, and what kind of thing each of its words names."""

from typing import Annotated

from msgspec import Meta

from karabakh_cli.model.part import (
    ActorId,
    Citation,
    Component,
    Control,
    Date,
    Dispute,
    EventId,
    FigureId,
    Id,
    InForce,
    Membership,
    Names,
    Number,
    Office,
    Outline,
    Part,
    Participant,
    PlaceId,
    Provision,
    Side,
    Standing,
    Text,
    Waiver,
)  # fmt: skip
from karabakh_cli.model.vocabulary import (
    ActorKind,
    Clarity,
    Counted,
    EventKind,
    FigureKind,
    Measure,
    PlaceKind,
    Quantifier,
    Read,
    SourceType,
)  # fmt: skip

DATES = ("date", "as_of", "period", "issued")
"""The fields that say when a record is of; each kind has one of them, or two of which one is filled."""


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
