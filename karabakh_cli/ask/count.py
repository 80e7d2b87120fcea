"""An answer -> how many of its records have each value of a field, or each pair of values of two."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import Any

from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.ask.subject import years_of
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS, COUNTED, cell, field
from karabakh_cli.model.dates import BEGINNING, END, Window, parse

Value = str | int | float
Values = dict[str, list[Value]]
"""The values that each record of an answer has, by its id, or by its place where records have no id of their own."""
NONE: Value = ""
"""The value of a record that has none."""

_LENGTHS = {"year": 4, "month": 7}
"""How much of a day is the time that records are counted by."""
_FACETS = {
    "kind", "place", "actor", "source", "standing", "sources", "clarity", "key", "disputed", "checked", "side",
    "member_of", "within", "measure", "counted", "origin", "destination", "event", "question", "type", "language",
    "read",
}  # fmt: skip
"""What the index has beside the records, so that none is opened."""
_PATHS = {"role": "participants.role", "observance": "in_force.observance", "office": "offices.office",
          "holder": "control.by.id"}  # fmt: skip
_PATHS_OF_DISPUTES = {"kind": "of", "record": "id", "source": "sources.source", "standing": "sources.standing"}
_REFERENCES = {
    "place", "actor", "source", "member_of", "within", "origin", "destination", "event", "holder", "record",
}  # fmt: skip
"""The fields whose values are ids, as are those of paths that end in `id`."""
_YES_OR_NO = ("key", "disputed")
_ASKED = "FROM json_each(?) AS asked CROSS JOIN records ON records.id = asked.value"
_FACET = f"""SELECT records.id, facets.value {_ASKED}
    CROSS JOIN facets ON facets.number = records.number AND facets.name = ?"""
_SIDE_OF_ACTORS = f"""SELECT DISTINCT records.id, sides.value {_ASKED}
    CROSS JOIN facets ON facets.number = records.number AND facets.name = 'actor'
    CROSS JOIN records AS actors ON actors.id = facets.value
    CROSS JOIN facets AS sides ON sides.number = actors.number AND sides.name = 'side'"""
_DATES = f"SELECT records.id, date, earliest_start, latest_end {_ASKED} WHERE date IS NOT NULL"
_FIELD = f"SELECT records.id, json_extract(body, ?, '$.id') {_ASKED}"
"""Of two paths SQLite gives an array, in which true and false stay what they are."""


def counted(
    index: sqlite3.Connection, answer: Answer[Any], names: Sequence[str], known: Callable[[], Sequence[str]]
) -> Answer[Any]:
    """Count the records of an answer by a field, or by two, the most frequent values first; `known` gives the fields.

    Times and numbers are in their order. A record with several values counts under each, which a note says; one with
    none under an empty value. Raises QuestionError for a field that is none, or that differs for every record.
    """
    fields = [_field_meant(answer.kind, name.strip(), known) for name in names]
    if len(fields) > 2 or len({*fields}) < len(fields):
        raise QuestionError(f"not one field or two: {','.join(names)}", "--count takes one, or two: --count kind,year")
    ids = [str(hit.cells[0]) if answer.kind in ALL_KINDS else str(place) for place, hit in enumerate(answer.hits)]
    found = [_values(index, answer, ids, name) for name in fields]
    for name, values in zip(fields, found, strict=True):
        if name not in COUNTED[answer.kind]:
            _refuse_what_differs(answer.kind, name, ids, values)
    counts = Counter(pair for id_ in ids for pair in product(*(values.get(id_, [NONE]) for values in found)))
    named = [_names(index, name, values) for name, values in zip(fields, found, strict=True)]
    ranks = [_ranks(Counter(value for id_ in ids for value in values.get(id_, [NONE]))) for values in found]
    ordered = sorted(counts.items(), key=lambda each: [rank[value] for rank, value in zip(ranks, each[0], strict=True)])
    hits = [*_hits(answer.kind, fields, ordered, named)]
    notes = tuple(_notes(answer.kind, name, ids, values) for name, values in zip(fields, found, strict=True))
    columns = COLUMNS["count"] if len(fields) == 1 else ("value", "value2", "count")
    said = (*answer.notes, *filter(None, notes))
    return Answer("count", columns, hits, answer.why_empty, reading=answer.reading, notes=said)


def _field_meant(kind: str, name: str, known: Callable[[], Sequence[str]]) -> str:
    """Return the field that records of a kind are counted by; raise QuestionError, with those that there are."""
    if kind not in COUNTED:
        raise QuestionError(f"no answer that is counted: {kind}", "karabakh events --count kind")
    for meant in (name, name.removesuffix("s")):
        if meant in COUNTED[kind]:
            return meant
    if name in known():
        return name
    from karabakh_cli.text.nearest import near

    likely = near(name, COUNTED[kind], most=1, alike=75)
    remedy = f"try: --count {likely[0]}" if likely else f"one of {', '.join(COUNTED[kind])}"
    raise QuestionError(f"no such field to count by: {name}", remedy)


def _refuse_what_differs(kind: str, name: str, ids: Sequence[str], values: Values) -> None:
    """Raise QuestionError for a field of which no value is had by two of several records."""
    every = [value for each in values.values() for value in each]
    if len(ids) > 1 and len(every) >= len(ids) and len({*every}) == len(every):
        what = f"this differs for every record, and is not counted: {name}"
        raise QuestionError(what, f"one of {', '.join(COUNTED[kind])}")


def _values(index: sqlite3.Connection, answer: Answer[Any], ids: Sequence[str], name: str) -> Values:
    """Return the values of a field that each record has, each value once; a record without any is left out."""
    found: dict[str, dict[Value, None]] = {}
    for id_, value in _pairs(index, answer, ids, name):
        found.setdefault(id_, {})[value] = None
    if name in _YES_OR_NO and answer.kind in ALL_KINDS:
        found |= {id_: {"no": None} for id_ in ids if id_ not in found}
    return {id_: [*values] for id_, values in found.items()}


def _pairs(
    index: sqlite3.Connection, answer: Answer[Any], ids: Sequence[str], name: str
) -> Iterator[tuple[str, Value]]:
    kind, asked = answer.kind, json.dumps(ids)
    if kind not in ALL_KINDS:
        path = _PATHS_OF_DISPUTES.get(name, name)
        yield from (
            (id_, each) for id_, hit in zip(ids, answer.hits, strict=True) for each in _each(hit.record(), path)
        )
    elif name in _LENGTHS:
        yield from _times(index, answer.reading.window, asked, _LENGTHS[name])
    elif name == "side" and kind != "actor":
        yield from index.execute(_SIDE_OF_ACTORS, [asked])
    elif name in _FACETS and name in COUNTED[kind]:
        for id_, value in index.execute(_FACET, [asked, name]):
            yield id_, int(value) if name == "sources" else value
    else:
        path = _PATHS.get(name, name)
        head = path.partition(".")[0]
        for id_, value in index.execute(_FIELD, [f"$.{head}", asked]):
            yield from ((id_, each) for each in _each({head: json.loads(value)[0]}, path))


def _each(record: dict[str, Any], path: str) -> Iterator[Value]:
    """Give the values that a field of a record holds, each as it stands in a cell."""
    value = field(record, path)
    for item in value if isinstance(value, list) else [value]:
        if item is not None:
            yield cell({path: item}, path)


def _times(index: sqlite3.Connection, window: Window | None, asked: str, length: int) -> Iterator[tuple[str, str]]:
    """Give the years or months in which records may fall, within the days that were asked about, if any were."""
    asked_days, years = window or Window(), years_of(index)
    for id_, date, *bounds in index.execute(_DATES, [asked]):
        several = parse(date).alternatives if "," in date else ()  # between which it does not fall
        spans = [(each.earliest_start, each.latest_end) for each in several] or [bounds]
        for first, last in spans:
            if first == BEGINNING:
                first = min(years.first, last) if years.first != BEGINNING else last
            if last == END:
                last = max(years.last, first) if years.last != END else first
            first, last = max(first, asked_days.first), min(last, asked_days.last)
            yield from ((id_, time) for time in _from_to(first[:length], last[:length]))


def _from_to(first: str, last: str) -> Iterator[str]:
    """Give the years, or the months, from one through another."""
    time = first
    while time <= last:
        yield time
        year, _, month = time.partition("-")
        if not month:
            time = f"{int(year) + 1:04}"
        else:
            time = f"{int(year) + 1:04}-01" if month == "12" else f"{year}-{int(month) + 1:02}"


def _ranks(totals: Counter[Value]) -> dict[Value, tuple[bool, int]]:
    """Put values in their order: numbers and times as they run, others the most frequent first; none comes last."""
    if all(not isinstance(value, str) or value.replace("-", "0").isdigit() or value == NONE for value in totals):
        ordered = sorted(totals, key=lambda value: (isinstance(value, str), value))
    else:
        ordered = sorted(totals, key=lambda value: (-totals[value], str(value)))
    return {value: (value == NONE, place) for place, value in enumerate(ordered)}


def _names(index: sqlite3.Connection, name: str, values: Values) -> dict[str, str]:
    """Return the names of the values of a field, where they are ids."""
    if name not in _REFERENCES and not name.endswith(".id"):
        return {}
    asked = json.dumps(list({value for each in values.values() for value in each}))
    return dict(index.execute(f"SELECT records.id, title {_ASKED}", [asked]))


def _hits(
    kind: str,
    fields: Sequence[str],
    counts: Iterable[tuple[tuple[Value, ...], int]],
    named: Sequence[Mapping[str, str]],
) -> Iterator[Hit]:
    """Give a row for each pair; what a value is in JSON is written once, as there may be thousands of pairs."""
    said = [cache(partial(_said, names, "" if not place else str(place + 1))) for place, names in enumerate(named)]
    beginning = json.dumps({"record": "count", "counted": kind, "by": list(fields)})[:-1]
    for pair, count in counts:
        values = ", ".join([say(value) for say, value in zip(said, pair, strict=True)])
        yield Hit((*pair, count), f'{beginning}, {values}, "count": {count}}}')


def _said(names: Mapping[str, str], which: str, value: Value) -> str:
    told = {f"value{which}": None if value == NONE else value, f"name{which}": names.get(str(value))}
    return json.dumps(told, ensure_ascii=False)[1:-1]


def _notes(kind: str, name: str, ids: Sequence[str], values: Values) -> str:
    """Say how many records count under several values of a field; "" where none does."""
    several = sum(len(each) > 1 for each in values.values())
    if not several:
        return ""
    total = sum(len(values.get(id_, [NONE])) for id_ in ids)
    how = f"may fall in several {name}s" if name in _LENGTHS else f"have several values of {name}"
    noun = "positions" if kind == "dispute" else f"{kind}s"
    return f"{several:,} of {len(ids):,} {noun} {how}: each counts them, {total:,} in all"
