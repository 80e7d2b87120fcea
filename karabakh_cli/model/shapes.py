"""The shape of the records that answers hold and `--json` prints: those of `model`, with their references resolved.

They are the one definition for those who read answers: type checkers read them, and `karabakh schema` prints them as
JSON Schema. Within a major version fields are only added.
"""

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from karabakh_cli.model.record import Side, Standing
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
)

Number = int | float
Names = Annotated[dict[str, str | None], Meta(extra_json_schema={"x-subject": "languages"})]
"""The names in other languages, by their codes; null where none is given."""


class Named(TypedDict):
    """A reference to an actor or a place."""

    id: str
    name: str


class Titled(TypedDict):
    """A reference to an event, a figure or a source."""

    id: str
    title: str


class Citation(TypedDict):
    """What one source says, and where in it; with the source's title and address.

    `by` is who says so: whom the source names, else its author or publisher. `standing` is the claim's: the source's
    own, unless what it reports is somebody else's word.
    """

    source: str
    title: str
    standing: Standing
    url: str | None
    locator: str
    gives: str | None
    according_to: str | None
    by: str


class Position(TypedDict):
    """One side of a dispute; `by` is who holds it, where that is not the source itself."""

    says: str
    by: str | None
    sources: list[Citation]


class Dispute(TypedDict):
    """A point on which sources differ: the positions side by side; `question` is that of figures on the same point."""

    about: str
    positions: list[Position]
    question: str | None


class Waiver(TypedDict):
    """A warning that does not hold for this record, with the reason."""

    rule: str
    reason: str


class InForce(TypedDict):
    """When a cease-fire or an agreement was in force, and whether it was observed."""

    start: str
    end: str
    observance: Observance


class Office(TypedDict):
    """An office that a person held, or a function that a body had, and in what."""

    start: str
    end: str
    office: str
    of: Named
    acting: bool
    sources: list[Citation]


class Control(TypedDict):
    """Who held a place on the ground, or a part of it."""

    start: str
    end: str
    by: Named
    in_part: bool
    note: str | None
    sources: list[Citation]


class Membership(Named):
    """What an actor belonged to, and from when to when where that is known."""

    start: str | None
    end: str | None
    sources: list[Citation]


class _InARole(TypedDict):
    actor: str
    name: str
    role: Role


class Participant(_InARole, TypedDict("_For", {"for": Named | None})):  # no class body can have a key of this name
    """Someone whom a source names in an event; `for` is the side's force or state that they acted for in it."""


class Provision(TypedDict):
    """What a point of a text asks, grants or states, and the actors that it binds or addresses."""

    point: str
    of: list[Named]
    asks: str
    sources: list[Citation]


class Outline(TypedDict):
    """The border of a country or a region: closed rings of lon and lat, in decimal degrees (WGS 84)."""

    rings: list[list[tuple[float, float]]]
    sources: list[Citation]


class Component(TypedDict):
    """How another figure stands to this one."""

    figure: str
    title: str
    relation: Relation


class Against(Titled):
    """A figure that answers the same question with a number that cannot be this one's."""

    quantifier: Quantifier | None
    low: Number | None
    best: Number | None
    high: Number | None
    unit: str


class DatedTitle(TypedDict):
    """An event that happened at a place or had an actor."""

    id: str
    title: str
    date: str


class Citing(TypedDict):
    """A record that cites a source."""

    record: str
    id: str
    title: str


class _Fact(TypedDict):
    id: str
    disputes: list[Dispute]
    sources: list[Citation]
    waive: list[Waiver]
    checked: str | None
    """The day on which somebody other than its editor last read it strictly against its sources."""
    disputed: bool


class _Dated(TypedDict):
    earliest: NotRequired[str | None]
    """The first day that the date may mean, null where it is open."""
    latest: NotRequired[str | None]
    match: NotRequired[Literal["certain", "possible"]]
    """How sure it is that the date falls within the days asked about, where some were."""


class Event(_Fact, _Dated):
    """Something that happened."""

    record: Literal["event"]
    title: str
    also: list[str]
    kind: EventKind
    date: str
    date_note: str | None
    clarity: Clarity
    key: bool
    places: list[Named]
    concerns: list[Named]
    participants: list[Participant]
    summary: str
    part_of: Titled | None
    related: list[Titled]
    figures: list[Titled]
    in_force: InForce | None
    provisions: list[Provision]


class Actor(_Fact):
    """Who acted: a state, a body, a force, a group or a person."""

    record: Literal["actor"]
    name: str
    names: Names
    also: list[str]
    kind: ActorKind
    side: Side
    member_of: list[Membership]
    offices: list[Office]
    summary: str
    events: list[DatedTitle]


class Place(_Fact):
    """Where; `within` as internationally recognised at the time."""

    record: Literal["place"]
    name: str
    names: Names
    also: list[str]
    kind: PlaceKind
    within: Named | None
    seat_of: Named | None
    lat: float | None
    lon: float | None
    control: list[Control]
    outline: Outline | None
    summary: str
    events: list[DatedTitle]


class Figure(_Fact, _Dated):
    """How many: of whom or what, where, and when."""

    record: Literal["figure"]
    title: str
    measure: Measure
    kind: FigureKind
    of: str
    places: list[Named]
    origin: list[Named]
    destination: list[Named]
    low: Number | None
    best: Number | None
    high: Number | None
    quantifier: Quantifier | None
    unit: str
    as_of: str | None
    period: str | None
    composition: list[Component]
    exhaustive: bool
    excludes: list[Titled]
    question: str | None
    event: Titled | None
    note: str | None
    actor: Named | None
    counted: Counted | None
    against: list[Against]


class Source(_Dated):
    """A document that someone read."""

    record: Literal["source"]
    id: str
    type: SourceType
    title: str
    author: str | None
    publisher: str | None
    issued: str | None
    url: str | None
    number: str | None
    language: str | None
    standing: Standing
    note: str | None
    read: Read | None
    waive: list[Waiver]
    checked: str | None
    cited_by: list[Citing]
    cited: int


class Value(Named):
    """What a state is: a holder, a person in an office, an observance; of a figure also its numbers."""

    quantifier: NotRequired[Quantifier | None]
    low: NotRequired[Number | None]
    best: NotRequired[Number | None]
    high: NotRequired[Number | None]
    unit: NotRequired[str]


class State(TypedDict):
    """Something that held on a day: of whom or what, what it was, since when and until when.

    Of a figure and an event `until` is null; of a place on the map of no day `since` is, too. `in_part` is of a hold on
    a place.
    """

    record: Literal["state"]
    about: Literal["control", "office", "agreement", "figure", "event", "place"]
    subject: Named
    value: Value
    since: str | None
    until: str | None
    sources: list[Citation]
    certainty: NotRequired[Literal["certain", "possible", "changing", "not attested", "latest"]]
    in_part: NotRequired[bool]


class DisputePosition(TypedDict):
    """One position of a dispute, with the record that it is about."""

    record: Literal["dispute"]
    id: str
    title: str
    of: Literal["event", "actor", "place", "figure"]
    about: str
    says: str
    by: str | None
    sources: list[Citation]
    question: str | None
    """The question of figures that it is about: the disagreeing figures themselves are its positions, too."""


Record = Event | Actor | Place | Figure | Source
