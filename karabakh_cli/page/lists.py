"""The lists of the records of a kind, what they can be filtered by, and the list of what sources differ on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from karabakh_cli.ask.reference import Reference
from karabakh_cli.page.records import Facts, Record, markup
from karabakh_cli.page.section import Section, written

Values = Callable[[Record, Facts], Iterable[str]]


def sections(facts: Facts) -> Iterator[Section]:
    """Give a section for each kind of record: the list of its records, then each in full."""
    for kind, records in facts.of_kind.items():
        listed = written("list.html", kind=kind, records=records, line=facts.words["line"])
        filters = [_filter(name, values, records, facts) for name, values in _FILTERS[kind].items()]
        data = [each for each in filters if len(each["values"]) > 1]
        yield Section(f"{kind}s", f"{kind.capitalize()}s", listed + markup(facts, kind), data)


def disputes(reference: Reference) -> Section:
    """Return the list of what sources differ on: each point with its positions."""
    points: dict[tuple[str, str], list[Any]] = {}
    for position in reference.disputes():
        where = position["question"] or position["id"]
        points.setdefault((where, position["about"]), []).append(position)
    return Section("disputes", "Disputes", written("disputes.html", points=points) if points else "")


def _filter(name: str, values: Values, records: Sequence[Record], facts: Facts) -> dict[str, Any]:
    """Return a filter: its name, the values that records have, each with its label, and which record has which."""
    of = [list(dict.fromkeys(values(record, facts))) for record in records]
    known = sorted({value for has in of for value in has}, key=lambda value: (_named(value, facts).casefold(), value))
    numbers = {value: number for number, value in enumerate(known)}
    return {
        "name": name,
        "values": [[value, _named(value, facts)] for value in known],
        "of": [[numbers[value] for value in has] for has in of],
    }


def _named(value: str, facts: Facts) -> str:
    return str(facts.by_id[value].get("name", value)) if value in facts.by_id else value


def _field(name: str) -> Values:
    return lambda record, facts: [record[name]] if record[name] else []


def _years(record: Record, facts: Facts) -> Iterator[str]:
    """Give the years that a record's date may mean; of an open one that which is known."""
    days = [day for day in (record.get("earliest"), record.get("latest")) if day]
    if days:
        yield from map(str, range(int(days[0][:4]), int(days[-1][:4]) + 1))


def _places(record: Record, facts: Facts) -> Iterator[str]:
    """Give the places of an event, and as `--place` does what they lie within, and of a district the seat."""
    for place in (*record["places"], *record["concerns"]):
        yield from _and_around(place["id"], facts)
        yield from facts.seats.get(place["id"], ())


def _within(record: Record, facts: Facts) -> Iterator[str]:
    return _and_around(record["id"], facts)


def _and_around(id_: str, facts: Facts) -> Iterator[str]:
    place: Any = facts.by_id[id_]
    while place:
        yield place["id"]
        place = place["within"] and facts.by_id[place["within"]["id"]]


def _sides(record: Record, facts: Facts) -> Iterator[str]:
    """Give the sides of those who took part in an event, or whose people and things a figure counts."""
    actors = [each["actor"] for each in record.get("participants") or ()]
    actors += [record["actor"]["id"]] if record.get("actor") else []
    yield from (facts.by_id[actor]["side"] for actor in actors)


def _marks(record: Record, facts: Facts) -> Iterator[str]:
    yield from (name for name in ("key", "disputed") if record.get(name))


_FILTERS: dict[str, dict[str, Values]] = {
    "event": {"year": _years, "kind": _field("kind"), "place": _places, "side": _sides, "marked": _marks},
    "actor": {"kind": _field("kind"), "side": _field("side"), "marked": _marks},
    "place": {"kind": _field("kind"), "within": _within, "marked": _marks},
    "figure": {
        "year": _years, "measure": _field("measure"), "side": _sides, "counted": _field("counted"), "marked": _marks,
    },
    "source": {
        "year": _years, "type": _field("type"), "standing": _field("standing"), "language": _field("language"),
    },
}  # fmt: skip
