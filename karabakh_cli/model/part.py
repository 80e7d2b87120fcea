"""What the parts of a fact are: its citations, disputes and states, and what each of their words names.

With the records of `record` these classes are the one definition: the loader reads by them, the JSON Schema that
editors use is made from them, and the references between records are found in them.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct, defstruct

from karabakh_cli.model.vocabulary import (
    Observance,
    Relation,
    Role,
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
