"""The shapes of what answers hold that are no records of the facts, as JSON has them: states, changes and more."""

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from msgspec import Meta

from karabakh_cli.model.part import Standing
from karabakh_cli.model.shapes_of_parts import Citation, Named, Number
from karabakh_cli.model.vocabulary import Quantifier


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
    a place, `acting` and `of` (in whose service) of an office. `certainty` is `changing` where the day lies inside a
    change, of which both sides are told, and `not attested` where it lies beyond what sources show.
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
    of: NotRequired[Named]


class HeldBy(Named):
    """Who held what a change is about, before it or after it; `in-force` of an agreement."""

    in_part: NotRequired[bool]
    acting: NotRequired[bool]


class Change(TypedDict):
    """A change of who held a place or an office, or of an agreement's being in force.

    `before` and `after` have who held it on either side, also those who held it before and after alike; they are empty
    where nobody is known. `certainty` says whether it certainly falls within the days asked about; `not attested` is
    one that two states show without a source that tells when one followed the other.
    """

    record: Literal["change"]
    about: Literal["control", "office", "agreement"]
    subject: Named
    when: str
    earliest: str | None
    latest: str | None
    before: list[HeldBy]
    after: list[HeldBy]
    certainty: Literal["certain", "possible", "not attested"]
    sources: list[Citation]


class OfficeHeld(TypedDict):
    """Who held an office from when to when; of a gap between two that held it `holder` is null, and there is no source.

    `certainty` says whether it certainly held within the days asked about; of a gap it is `not attested`.
    """

    record: Literal["office"]
    office: str
    of: Named
    holder: Named | None
    acting: bool
    since: str
    until: str
    certainty: Literal["certain", "possible", "not attested"]
    sources: list[Citation]


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


class Rest(TypedDict):
    """The records that an answer leaves out, a row each: some of their fields, named by `columns`."""

    columns: list[str]
    rows: list[list[str | Number]]


class Told(TypedDict):
    """An answer as an assistant is told it."""

    records: Annotated[list[Any], Meta(description="The records, whole, as many as there is room for.")]
    total: Annotated[int, Meta(description="How many there are.")]
    read_as: Annotated[str, Meta(description="How the question was read.")]
    notes: Annotated[list[str], Meta(description="What is left out and how to ask for it; why nothing was found.")]
    rest: NotRequired[Rest]
