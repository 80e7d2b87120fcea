"""The shape of what stands in the records of answers: references, citations, disputes, states; as `shapes` has them."""

from typing import Annotated, TypedDict

from msgspec import Meta

from karabakh_cli.model.part import Standing
from karabakh_cli.model.vocabulary import (
    Observance,
    Quantifier,
    Relation,
    Role,
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
