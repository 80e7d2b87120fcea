"""An answer as records: `Label: value`, one a line; wrapped under its label on a terminal, never in a pipe."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from karabakh_cli.ask import when
from karabakh_cli.model.answer import Answer
from karabakh_cli.render import wording
from karabakh_cli.text.escape import visible

if TYPE_CHECKING:
    from karabakh_cli.render import Style

Line = tuple[str, str]

_MOST_EVENTS = 40

LANGUAGES = {"az": "Azerbaijani", "hy": "Armenian", "ru": "Russian"}
# Fields said in a way of their own, or that other lines already say.
_SAID_APART = frozenset(
    ("record", "id", "title", "name", "names", "date", "as_of", "period", "issued", "low", "best", "high", "quantifier",
     "unit", "lat", "lon", "disputes", "sources", "disputed", "earliest", "latest", "match", "waive", "participants",
     "control", "offices", "in_force", "composition", "exhaustive", "key", "clarity", "summary", "events", "cited_by")
)  # fmt: skip
_LABELS = {
    "places": "Where", "concerns": "Concerns", "part_of": "Part of", "date_note": "Date note", "also": "Also written",
    "seat_of": "Seat of", "member_of": "Member of", "related": "See also", "excludes": "Does not include",
    "of": "Counted", "origin": "From", "destination": "To", "url": "Address",
}  # fmt: skip


def records(answer: Answer[Any], style: "Style") -> Iterator[str]:
    """Write the records one after the other, parted by an empty line; chosen fields alone if some are chosen."""
    if style.is_page and answer.kind == "show":
        from karabakh_cli.render.page import pages

        yield from pages(answer, style)
        return
    for number, hit in enumerate(answer.hits):
        if number:
            yield ""
        if style.fields or answer.kind != "show":
            names = style.fields or answer.columns
            row = zip(names, answer.row(hit, names), strict=True)
            told: Iterable[Line] = ((label(name), str(value)) for name, value in row if value != "")
        else:
            told = _told(hit.whole())
        yield from _written(told, style)


def _written(told: Iterable[Line], style: "Style") -> Iterator[str]:
    if style.width is None and not style.color:
        for name, value in told:
            yield f"{name}: {visible(value)}"
        return
    from karabakh_cli.render.terminal import labelled, lines

    yield from lines(labelled(told), style.width, color=style.color)


def _told(record: dict[str, Any]) -> Iterator[Line]:
    """Say a whole record: what it is, what is known, what is disputed, and on which sources it rests."""
    yield ("Name" if "name" in record else "Title"), str(record.get("name") or record["title"])
    yield "Id", record["id"]
    yield from fields(record)
    yield from _disputes(record)
    yield from uses(record)
    for number, citation in enumerate(record.get("sources") or [], 1):
        yield f"Source {number}", _citation(citation)


def fields(record: dict[str, Any], cite: Callable[[list[dict[str, Any]]], str] | None = None) -> Iterator[Line]:
    """Say what is known of a record, a label and a value each; `cite` says where a state's sources say so."""
    yield from _times(record)
    if record.get("summary"):
        yield "Summary", record["summary"]
    if "quantifier" in record:
        yield "Value", wording.number(record)
    for language, name in (record.get("names") or {}).items():
        if name:
            yield LANGUAGES[language], name
    for name, value in record.items():
        if name not in _SAID_APART and value not in (None, "", []):
            yield label(name), _listed(value)
    if record.get("lat") is not None:
        yield "Coordinates", f"{record['lat']} N, {record['lon']} E"
    yield from _people_and_states(record, cite or _where)
    yield from _parts(record)


def _times(record: dict[str, Any]) -> Iterator[Line]:
    written = record.get("date") or record.get("as_of") or record.get("period") or record.get("issued")
    if written:
        words = when.in_words(written)
        label = {"figure": "As of" if record.get("as_of") else "Period", "source": "Issued"}.get(
            record["record"], "When"
        )
        yield label, words if words == written else f"{words} ({written})"


def _people_and_states(record: dict[str, Any], cite: Callable[[list[dict[str, Any]]], str]) -> Iterator[Line]:
    for participant in record.get("participants") or []:
        yield "Who", f"{participant['name']} ({participant['role']})"
    for office in record.get("offices") or []:
        held = wording.from_to(office["start"], office["end"])
        yield "Office", f"{office['office']}, {held} [{cite(office['sources'])}]"
    for control in record.get("control") or []:
        held = wording.from_to(control["start"], control["end"])
        yield "Held by", f"{control['by']['name']}, {held} [{cite(control['sources'])}]"
    if record.get("in_force"):
        state = record["in_force"]
        yield "In force", f"{wording.from_to(state['start'], state['end'])}, {state['observance']}"


def uses(record: dict[str, Any]) -> Iterator[Line]:
    """Say what happened at a place or with an actor, and what rests on a source; of very many, how to list them."""
    events = record.get("events") or []
    if len(events) > _MOST_EVENTS:
        option = {"place": "--place", "actor": "--actor"}[record["record"]]
        yield "Events", f"{len(events)}, listed by karabakh events {option} {record['id']}"
    else:
        for event in events:
            yield "Event", f"{when.in_words(event['date'])}: {event['title']} ({event['id']})"
    for citing in record.get("cited_by") or []:
        yield "Cited by", f"{citing['title']} ({citing['record']} {citing['id']})"


def _parts(figure: dict[str, Any]) -> Iterator[Line]:
    for component in figure.get("composition") or []:
        relation = {"contributes": "Fed by", "subset": "Of these", "partition": "Part"}[component["relation"]]
        yield relation, f"{component['title']} ({component['figure']})"


def _disputes(record: dict[str, Any]) -> Iterator[Line]:
    for dispute in record.get("disputes") or []:
        yield "Disputed", dispute["about"]
        for position in dispute["positions"]:
            by = f" ({position['by']})" if position["by"] else ""
            yield "  Position", f"{position['says']}{by} [{_where(position['sources'])}]"


def _citation(citation: dict[str, Any]) -> str:
    gives = f": {citation['gives']}" if citation["gives"] else ""
    address = f" <{citation['url']}>" if citation["url"] else ""
    return f"{citation['title']}, {citation['locator']} ({citation['source']}, {citation['standing']}){gives}{address}"


def _where(citations: list[dict[str, Any]]) -> str:
    return "; ".join(f"{citation['source']}, {citation['locator']}" for citation in citations)


def _listed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_listed(item) for item in value)
    if isinstance(value, dict):
        return f"{value.get('name') or value.get('title')} ({value['id']})"
    return str(value)


def label(name: str) -> str:
    """Return the label of a field."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())
