"""A record -> its entry in the index: the whole record with its references resolved, its row, filters and words."""

from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from karabakh_cli.index.disputed import COMPARED, Disagreeing, Position, against, disagreeing, positions
from karabakh_cli.index.states import State, states
from karabakh_cli.index.words import names_of, words_of
from karabakh_cli.model.columns import COLUMNS, cell
from karabakh_cli.model.dates import BEGINNING, END, Span, parse
from karabakh_cli.model.links import linking_fields, links
from karabakh_cli.model.part import Part
from karabakh_cli.model.record import RECORDS, Record
from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.text.fold import fold

_DISPUTED = ("disputed", "yes")
_LAST_FIELDS = ("disputes", "sources", "waive", "checked")
# The fields that a filter asks, under the name that it asks by.
_FACETS = {
    "event": {
        "kind": "kind",
        "places": "place",
        "concerns": "place",
        "key": "key",
        "part_of": "part_of",
        "clarity": "clarity",
        "figures": "figure",
    },
    "actor": {"kind": "kind", "side": "side", "member_of": "member_of"},
    "place": {"kind": "kind", "within": "within", "seat_of": "seat_of"},
    "figure": {
        "measure": "measure",
        "question": "question",
        "kind": "kind",
        "event": "event",
        "places": "place",
        "origin": "origin",
        "destination": "destination",
        "actor": "actor",
        "counted": "counted",
    },
    "source": {"type": "type", "standing": "standing", "language": "language", "read": "read"},
}


class Entry(NamedTuple):
    """What the index holds of a record."""

    record: str
    id: str
    title: str
    date: str | None
    span: Span | None
    cells: list[str | int | float]
    body: str
    facets: list[tuple[str, str]]
    names: list[tuple[str, str]]
    words: tuple[str, str, str]
    states: list[State]
    positions: list[Position]


class _Uses(NamedTuple):
    """Which events happened at a place or had an actor, and which records cite a source, by its id."""

    events: dict[str, list[dict[str, Any]]]
    citing: dict[str, list[dict[str, Any]]]


class _Described(dict[str, dict[str, Any]]):
    """What stands beside a reference, by its id: the name or title, and of a source its standing and address."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __missing__(self, id_: str) -> dict[str, Any]:
        loaded = self._facts.by_id[id_]
        record = loaded.record
        if loaded.kind == "source":
            by = record.author or record.publisher or record.title
            self[id_] = described = {"title": record.title, "standing": record.standing, "url": record.url, "by": by}
        else:
            self[id_] = described = {"name" if hasattr(record, "name") else "title": record.label}
        return described


class _Beside(NamedTuple):
    """What an entry holds beside its record: what references lead to, its uses, the languages that names can be in."""

    described: _Described
    uses: _Uses
    languages: list[str]
    disagreeing: Disagreeing


class Dated(NamedTuple):
    """A record with the bounds of its date, if it has one."""

    loaded: Loaded
    span: Span | None


def in_order(facts: Facts) -> list[Dated]:
    """Return the records in their order of presentation: the kinds one after the other, events oldest first."""
    dated = [Dated(loaded, _span(loaded.record)) for loaded in facts.loaded]
    ordered: list[Dated] = []
    for kind in RECORDS:
        ordered += sorted((each for each in dated if each.loaded.kind == kind), key=_order)
    return ordered


def entries(facts: Facts, ordered: Sequence[Dated], only: Container[str] | None = None) -> Iterator[Entry]:
    """Give the entries of ordered records, or only of those with some ids."""
    figures = (each.loaded.record for each in ordered if each.loaded.kind == "figure")
    beside = _Beside(_Described(facts), _uses(ordered), list(facts.subject.languages), disagreeing(figures))
    for loaded, span in ordered:
        if only is None or loaded.record.id in only:
            yield _entry(loaded, span, beside)


def embedded_elsewhere(record: Any) -> tuple[Any, ...] | None:
    """Return what other entries repeat of a record, and the records it refers to; None if there is no record.

    An entry repeats the name of what it refers to; that of a place or an actor, the events there; that of a source,
    what cites it.
    """
    if record is None:
        return None
    beside = [getattr(record, name, None) for name in ("standing", "url", "author", "publisher", *COMPARED)]
    references = [link for link in links(record) if link.to != "date"]
    return type(record), record.label, record.when, beside, references


def _order(dated: Dated) -> tuple[str, ...]:
    loaded, span = dated
    record = loaded.record
    if loaded.kind in ("actor", "place"):
        return (fold(record.name), record.id)
    first = (span.earliest_start, span.latest_end) if span else (END, END)
    return (*first, record.id)


def _uses(ordered: Sequence[Dated]) -> _Uses:
    """Find what happened where and with whom, and what cites which source, in the order of presentation."""
    uses = _Uses({}, {})
    for loaded, _ in ordered:
        record = loaded.record
        if loaded.kind == "event":
            dated = {"id": record.id, "title": record.title, "date": record.date}
            for id_ in dict.fromkeys([*record.places, *record.concerns, *_taking_part(record)]):
                uses.events.setdefault(id_, []).append(dated)
        citing = {"record": loaded.kind, "id": record.id, "title": record.label}
        for id_ in _cited(loaded):
            uses.citing.setdefault(id_, []).append(citing)
    return uses


def _taking_part(event: Any) -> Iterator[str]:
    """Give the actors that took part in an event, and those for whom they did."""
    for participant in event.participants:
        yield participant.actor
        if acted_for := getattr(participant, "for"):
            yield acted_for


def _cited(loaded: Loaded) -> dict[str, None]:
    """Return the sources that a record cites, each once."""
    return dict.fromkeys([link.value for link in loaded.links if link.to == "source"])


def _entry(loaded: Loaded, span: Span | None, beside: _Beside) -> Entry:
    record, kind = loaded.record, loaded.kind
    whole = _whole(loaded, span, beside)
    names = [(fold(name), name) for name in names_of(whole)]
    disputed = whole.get("disputed")
    return Entry(
        record=kind,
        id=record.id,
        title=record.label,
        date=record.when,
        span=span,
        cells=[cell(whole, column) for column in COLUMNS[kind] if column != "match"],
        body=msgspec.json.encode(whole).decode(),
        facets=[*_facets(loaded, beside.described), *_name_words(kind, names), *([_DISPUTED] if disputed else [])],
        names=names,
        words=words_of(whole),
        states=list(states(whole)),
        positions=list(positions(whole, beside.disagreeing)),
    )


def _name_words(kind: str, names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the words of the names of a place or an actor as facets, among which what is spelled alike is found."""
    if kind not in ("place", "actor"):
        return []
    return [("word", word) for word in dict.fromkeys(word for folded, _ in names for word in folded.split())]


def _whole(loaded: Loaded, span: Span | None, beside: _Beside) -> dict[str, Any]:
    """Return the record as `--json` prints it: references resolved, with its uses and the bounds of its date."""
    record, kind, uses = loaded.record, loaded.kind, beside.uses
    whole = {"record": kind, **_resolved(record, beside.described)}
    if kind == "actor":
        whole["member_of"] = [{"id": of.pop("actor"), **of} for of in whole["member_of"]]
    if "names" in whole and beside.languages:
        whole["names"] = {code: whole["names"].get(code) for code in beside.languages}
    for field in _LAST_FIELDS:  # in the order they are shown: what it says, then what is disputed and the sources
        if field in whole:
            whole[field] = whole.pop(field)
    if kind == "source":
        whole["cited_by"] = uses.citing.get(record.id, [])
        whole["cited"] = len(whole["cited_by"])
    else:
        if kind == "figure":
            whole["against"] = against(record, beside.disagreeing)
        whole["disputed"] = bool(record.disputes or whole.get("against"))
    if kind in ("actor", "place"):
        whole["events"] = uses.events.get(record.id, [])
    if span:
        whole["earliest"] = None if span.earliest_start == BEGINNING else span.earliest_start
        whole["latest"] = None if span.latest_end == END else span.latest_end
    return whole


def _span(record: Any) -> Span | None:
    return parse(record.when) if record.when else None


def _resolved(part: Part, described: _Described) -> dict[str, Any]:
    """Return a record, or a part of one, with every reference accompanied by what it leads to."""
    whole = msgspec.structs.asdict(part)
    for name, to in _leading(type(part)).items():
        value = whole[name]
        if not value:
            continue
        if to == "":
            whole[name] = (
                [_resolved(item, described) for item in value]
                if isinstance(value, list)
                else _resolved(value, described)
            )
        elif to == name and not isinstance(part, Record):
            # {actor: ..., role: ...}: the reference keeps its key, its description stands beside it
            whole = {name: value, **described[value], **whole}
            if name == "source":
                _say_whose(whole, described[value])
        elif isinstance(value, list):
            whole[name] = [{"id": id_, **described[id_]} for id_ in value]
        else:
            whole[name] = {"id": value, **described[value]}
    return whole


def _say_whose(citation: dict[str, Any], source: dict[str, Any]) -> None:
    """Put in a citation whose word and of what standing the claim is: the source's own, unless the citation says."""
    citation["by"] = citation["according_to"] or source["by"]
    citation["standing"] = citation["standing"] or source["standing"]


@cache
def _leading(part: type[Part]) -> dict[str, str]:
    """Return the fields of a class that lead to a record or hold parts, as `linking_fields` does."""
    return {field: to for field, to in linking_fields(part).items() if to != "date"}


def _facets(loaded: Loaded, described: _Described) -> Iterator[tuple[str, str]]:
    """Give what filters ask of a record: each name with each value."""
    kind, record = loaded.kind, loaded.record
    for field, facet in _FACETS[kind].items():
        value = getattr(record, field)
        for item in value if isinstance(value, list) else [value]:
            if item:
                yield facet, "yes" if item is True else str(getattr(item, "actor", item))
    if record.checked:
        yield "checked", record.checked
    if kind == "event":
        yield from (("actor", id_) for id_ in _taking_part(record))
    if kind != "source":
        yield "sources", str(len({citation.source for citation in record.sources}))
        for _, citation in loaded.citations():
            yield "source", citation.source
            yield "standing", citation.standing or described[citation.source]["standing"]
