"""The shape of `subject.yaml`: what the facts of a folder are about, and the words that are theirs."""

from karabakh_cli.model.part import Date, Part, Text
from karabakh_cli.model.record import RECORDS
from karabakh_cli.model.vocabulary import Measure


class Language(Part, kw_only=True):
    """A language that names are given in: its code (ISO 639), its English name, and its script."""

    code: Text
    name: Text
    script: Text


class SourceStanding(Part, kw_only=True):
    """Whose a source is; `party` is the side that it speaks for."""

    name: Text
    party: Text | None = None


class Region(Part, kw_only=True):
    """The box that the places lie in, in degrees north and east."""

    north: float
    south: float
    west: float
    east: float


class Licence(Part, kw_only=True):
    """The licence of the facts: what it is called in short, its identifier (SPDX), its title, and its address."""

    name: Text
    id: Text | None = None
    title: Text | None = None
    url: Text | None = None


class Subject(Part, kw_only=True):
    """What the facts of a folder are about: one record, in `subject.yaml`."""

    id: Text | None = None
    title: Text
    description: Text | None = None
    years: Date | None = None
    dates: Date | None = None
    background: Text | None = None
    region: Region | None = None
    languages: list[Language] = []
    sides: list[Text] = []
    standings: list[SourceStanding] = []
    shared_offices: list[Text] = []
    loaded_words: list[Text] = []
    attributing_words: list[Text] = []
    synonyms: list[list[Text]] = []
    views: dict[str, list[Measure]] = {}
    licence: Licence | None = None
    citation: Text | None = None
    author: Text | None = None


SHAPES: dict[str, type[Part]] = RECORDS | {"subject": Subject}
"""The shapes of what facts files hold: the kinds of record, and the subject."""
