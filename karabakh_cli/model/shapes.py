"""The shape of the records that answers hold and `--json` prints: those of `model`, with their references resolved.

They are the one definition for those who read answers: type checkers read them, and `karabakh schema` prints them as
JSON Schema. Within a major version fields are only added.
"""

from typing import Literal, NotRequired, TypedDict

from karabakh_cli.model.part import Side, Standing
from karabakh_cli.model.shapes_of_parts import (
    Against,
    Citation,
    Citing,
    Component,
    Control,
    DatedTitle,
    Dispute,
    InForce,
    Membership,
    Named,
    Names,
    Number,
    Office,
    Outline,
    Participant,
    Provision,
    Titled,
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


Record = Event | Actor | Place | Figure | Source
