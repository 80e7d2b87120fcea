"""The records of a kind as parts of the page, each in full: what `show` lays out on a terminal, with links."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from karabakh_cli.ask.reference import Reference
from karabakh_cli.ask.related import surroundings
from karabakh_cli.model.answer import Around
from karabakh_cli.page.section import macros, written

KINDS = ("event", "actor", "place", "figure", "source")
_ALONE = Around([], [], [], [])

Record = Mapping[str, Any]


class Facts(NamedTuple):
    """All that the facts hold, of one state."""

    by_id: dict[str, dict[str, Any]]
    of_kind: dict[str, list[dict[str, Any]]]
    around: Mapping[str, Around]
    seats: Mapping[str, list[str]]
    """The places that are the seats of a district, by its id."""
    words: dict[str, Any]
    """What the templates need beside the records: of languages and scripts, and what records say of one another."""


def facts_of(reference: Reference) -> Facts:
    """Return all that the facts hold."""
    subject = reference.subject()
    of_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for record in reference.records():
        of_kind[record["record"]].append(dict(record))
    by_id = {record["id"]: record for records in of_kind.values() for record in records}
    around = reference.ask(lambda index: surroundings(index, [event["id"] for event in of_kind["event"]]))
    seats: dict[str, list[str]] = {}
    for place in of_kind["place"]:
        if place["seat_of"]:
            seats.setdefault(place["seat_of"]["id"], []).append(place["id"])
    say = macros("lines.html", languages=subject.languages)
    words = {
        "by_id": by_id,
        "languages": subject.languages,
        "scripts": subject.scripts,
        "link": {id_: say.link(record) for id_, record in by_id.items()},
        "line": {id_: getattr(say, record["record"])(record) for id_, record in by_id.items()},
        "title": {source["id"]: say.title(source) for source in of_kind["source"]},
    }
    return Facts(by_id, of_kind, around, seats, words)


class _View(NamedTuple):
    """A record as the page lays it out."""

    record: Record
    under: str
    """What stands under its title: its kind, and what a reader must know of it."""
    numbers: dict[str, str]
    """The numbers of its sources, in the order in which the record first cites them."""
    of_parts: Container[str]
    """The sources that a part of it cites by their number."""
    given: Mapping[str, list[Record]]
    """What each source gives of the record as a whole."""
    figures: list[str]
    """The ids of its figures."""
    around: dict[str, list[str]]
    """The ids of what else stands around it, by a heading."""


def markup(facts: Facts, kind: str) -> str:
    """Return the records of a kind, one after the other."""
    return written("record.html", views=[_view(record, facts) for record in facts.of_kind[kind]], **facts.words)


def _view(record: dict[str, Any], facts: Facts) -> _View:
    given = defaultdict[str, list[Record]](list)
    for citation in record.get("sources") or ():
        given[citation["source"]].append(citation)
    of_parts = dict.fromkeys(citation["source"] for citation in _citations_of_parts(record))
    numbers = {source: str(number) for number, source in enumerate(given | of_parts, 1)}
    around = facts.around.get(record["id"], _ALONE)
    under = " · ".join(_under(record))
    return _View(record, under, numbers, of_parts, given, around.figures, _named_around(record, around))


def _under(record: Record) -> Iterator[str]:
    yield record.get("kind") or record["type"]
    yield record["record"]
    if record.get("key"):
        yield "of the key events"
    if record.get("clarity") == "summary":
        yield "summary of many happenings"
    if record.get("disputed"):
        yield "disputed"


def _named_around(record: Record, around: Around) -> dict[str, list[str]]:
    shown = {*around.before, *around.after}
    return {
        "Against": [each["id"] for each in record.get("against") or ()],
        "Parts": around.parts,
        "Before, at the same places": around.before,
        "After, at the same places": around.after,
        "See also": [each["id"] for each in record.get("related") or () if each["id"] not in shown],
    }


def _citations_of_parts(record: Record) -> Iterator[Record]:
    """Give the citations of the parts of a record, in the order in which they are shown."""
    parts: list[Sequence[Record]] = [
        *(record.get(name) or () for name in ("member_of", "offices", "control", "provisions")),
        [record["outline"]] if record.get("outline") else (),
        *(dispute["positions"] for dispute in record.get("disputes") or ()),
    ]
    for some in parts:
        for part in some:
            yield from part["sources"]
