"""The fields of a record in words for people, each a label and a value."""

from collections.abc import Callable, Iterator
from typing import Any

from karabakh_cli.model.amount import amount
from karabakh_cli.model.columns import label_of, when_of
from karabakh_cli.render import wording
from karabakh_cli.render.style import Style
from karabakh_cli.text.english import in_words

Line = tuple[str, str]

_MOST_EVENTS = 40
# The fields that are shown as they are, by the kind of record; the others have a way of their own.
_SHOWN = {
    "event": ("also", "kind", "date_note", "places", "concerns", "part_of", "related", "figures"),
    "actor": ("also", "kind", "side"),
    "place": ("also", "kind", "within", "seat_of"),
    "figure": (
        "measure", "kind", "of", "actor", "counted", "places", "origin", "destination", "excludes", "question", "event",
        "note",
    ),
    "source": ("type", "author", "publisher", "url", "number", "language", "standing", "read", "note", "cited"),
}  # fmt: skip
_LABELS = {
    "places": "Where", "concerns": "Concerns", "part_of": "Part of", "date_note": "Date note", "also": "Also written",
    "seat_of": "Seat of", "member_of": "Member of", "related": "See also", "excludes": "Does not include",
    "of": "Of", "actor": "Whose", "origin": "From", "destination": "To", "url": "Address",
}  # fmt: skip


def label(name: str) -> str:
    """Return the label of a field."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def fields(
    record: dict[str, Any], style: Style, cite: Callable[[list[dict[str, Any]]], str] | None = None
) -> Iterator[Line]:
    """Say what is known of a record, a label and a value each; `cite` says where a state's sources say so."""
    yield from _times(record)
    if record.get("summary"):
        yield "Summary", record["summary"]
    if "quantifier" in record:
        yield "Value", amount(record)
    for language, name in (record.get("names") or {}).items():
        if name:
            yield style.language(language), name
    for name in _SHOWN[record["record"]]:
        if (value := record.get(name)) not in (None, "", []):
            yield label(name), _listed(value)
    yield from _whereabouts(record, cite or where)
    yield from _people_and_states(record, cite or where)
    yield from _provisions(record, cite or where)
    yield from _parts(record)
    for other in record.get("against") or []:
        yield "Against", f"{amount(other)}: {other['title']} ({other['id']})"
    if record.get("checked"):
        yield "Checked", f"against its sources on {in_words(record['checked'])}"


def _times(record: dict[str, Any]) -> Iterator[Line]:
    if written := when_of(record):
        words = in_words(written)
        label = {"figure": "As of" if record.get("as_of") else "Period", "source": "Issued"}.get(
            record["record"], "When"
        )
        yield label, words if words == written else f"{words} ({written})"


def _whereabouts(record: dict[str, Any], cite: Callable[[list[dict[str, Any]]], str]) -> Iterator[Line]:
    if record.get("lat") is not None:
        yield "Coordinates", f"{record['lat']} N, {record['lon']} E"
    if outline := record.get("outline"):
        yield "Outline", f"{sum(map(len, outline['rings'])):,} points [{cite(outline['sources'])}]"


def _people_and_states(record: dict[str, Any], cite: Callable[[list[dict[str, Any]]], str]) -> Iterator[Line]:
    for participant in record.get("participants") or []:
        yield "Who", f"{wording.taking_part(participant)} ({participant['role']})"
    for of in record.get("member_of") or []:
        held = f", {wording.from_to(of['start'], of['end'])} [{cite(of['sources'])}]" if of["start"] else ""
        yield "Member of", f"{of['name']} ({of['id']}){held}"
    for office in record.get("offices") or []:
        how = ", acting, " if office["acting"] else ", "
        held = wording.from_to(office["start"], office["end"])
        yield "Office", f"{office['office']}{how}{held} [{cite(office['sources'])}]"
    for control in record.get("control") or []:
        held = wording.from_to(control["start"], control["end"])
        said = f"{control['by']['name']}{', in part' if control['in_part'] else ''}, {held}"
        yield "Held by", f"{said} [{cite(control['sources'])}]" + (f". {control['note']}" if control["note"] else "")
    if record.get("in_force"):
        state = record["in_force"]
        yield "In force", f"{wording.from_to(state['start'], state['end'])}, {state['observance']}"


def _provisions(event: dict[str, Any], cite: Callable[[list[dict[str, Any]]], str]) -> Iterator[Line]:
    for provision in event.get("provisions") or []:
        yield "Provision", f"{wording.provision(provision)} [{cite(provision['sources'])}]"


def uses(record: dict[str, Any]) -> Iterator[Line]:
    """Say what happened at a place or with an actor, and what rests on a source; of very many, how to list them."""
    events = record.get("events") or []
    if len(events) > _MOST_EVENTS:
        option = {"place": "--place", "actor": "--actor"}[record["record"]]
        yield "Events", f"{len(events)}, listed by karabakh events {option} {record['id']}"
    else:
        for event in events:
            yield "Event", f"{in_words(event['date'])}: {event['title']} ({event['id']})"
    for citing in record.get("cited_by") or []:
        yield "Cited by", f"{citing['title']} ({citing['record']} {citing['id']})"


def _parts(figure: dict[str, Any]) -> Iterator[Line]:
    for component in figure.get("composition") or []:
        relation = {"contributes": "Fed by", "subset": "Of these", "partition": "Part"}[component["relation"]]
        yield relation, f"{component['title']} ({component['figure']})"


def where(citations: list[dict[str, Any]]) -> str:
    """Say where sources say so."""
    return "; ".join(f"{citation['source']}, {citation['locator']}" for citation in citations)


def _listed(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_listed(item) for item in value)
    if isinstance(value, dict):
        return f"{label_of(value)} ({value['id']})"
    return str(value)
