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
    a place, `acting` of an office.
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
    acting: NotRequired[bool]


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


class Count(TypedDict):
    """How many records of a listing have a value of a field; `value2` and `name2` are of a second field.

    A value is null where records have none; `name` is that of the record whose id it is.
    """

    record: Literal["count"]
    counted: Literal["event", "actor", "place", "figure", "source", "dispute"]
    by: list[str]
    value: str | Number | None
    name: str | None
    value2: NotRequired[str | Number | None]
    name2: NotRequired[str | None]
    count: int


class Point(TypedDict):
    """A line of the overview: a phase, an event, a number as it is given, what is disputed, a question to ask next.

    `id` is that of the event or the disputed record, or the question that figures answer. `low` and `high` are the
    least and the most that sources give, `standing` those of their claims; `figures` and `positions` are how many.
    """

    record: Literal["overview"]
    section: Literal["phase", "event", "number", "dispute", "question"]
    when: str | None
    title: str
    value: str
    standing: list[Standing]
    id: str | None
    low: NotRequired[Number | None]
    high: NotRequired[Number | None]
    unit: NotRequired[str]
    figures: NotRequired[int]
    points: NotRequired[list[str]]
    positions: NotRequired[int]
    parts: NotRequired[int]
    sources: NotRequired[int]


class About(TypedDict):
    """What the facts hold: of what kind, how many of how many; or a text, such as the licence."""

    record: Literal["about"]
    about: str
    value: str
    count: int | None
    of: int | None


Record = Event | Actor | Place | Figure | Source
