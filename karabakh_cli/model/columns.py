"""The columns of each kind of answer, and how a value of a record is written in one cell.

The columns are a promise to scripts: new ones are added at the end, none is moved or removed.
"""

from typing import Any

COLUMNS: dict[str, tuple[str, ...]] = {
    "event": ("id", "date", "kind", "title", "places", "actors", "disputed", "sources", "match"),
    "actor": ("id", "name", "kind", "side", "offices", "sources"),
    "place": ("id", "name", "kind", "within", "lat", "lon", "sources"),
    "figure": (
        "id", "measure", "quantifier", "low", "best", "high", "unit", "when", "of", "origin", "destination",
        "sources", "match", "actor", "counted",
    ),
    "source": ("id", "issued", "type", "standing", "title", "publisher", "url", "cited", "read"),
    "search": ("record", "id", "when", "title", "excerpt"),
    "show": ("record", "id", "when", "title"),
    "on": ("about", "subject", "value", "certainty", "since", "until", "sources"),
    "compare": (
        "question", "id", "quantifier", "low", "best", "high", "unit", "when", "of", "by", "standing", "sources",
        "actor", "counted", "places", "disputed",
    ),
    "map": ("about", "subject", "value", "certainty", "since", "until", "sources"),
    "dispute": ("id", "about", "by", "says", "sources"),
    "change": ("when", "about", "subject", "before", "after", "sources"),
    "office": ("office", "holder", "certainty", "since", "until", "sources"),
    "count": ("value", "count"),
    "overview": ("section", "when", "title", "value", "standing", "id"),
    "about": ("about", "value", "count", "of"),
}  # fmt: skip
_FOUNDED = ("source", "standing", "sources", "disputed", "checked")
COUNTED: dict[str, tuple[str, ...]] = {
    "event": ("year", "month", "kind", "place", "actor", "side", "role", "clarity", "key", "observance", *_FOUNDED),
    "actor": ("kind", "side", "office", "member_of", *_FOUNDED),
    "place": ("kind", "within", "holder", *_FOUNDED),
    "figure": (
        "year", "month", "measure", "kind", "counted", "actor", "side", "place", "origin", "destination", "event",
        "question", "unit", "quantifier", *_FOUNDED,
    ),
    "source": ("year", "month", "type", "standing", "language", "read", "publisher", "author", "cited", "checked"),
    "dispute": ("kind", "record", "about", "by", "source", "standing"),
}  # fmt: skip
"""What the records of an answer can be counted by, in everyday words; `sources` is how many a record rests on."""

_OF_SOURCES = ("by", "standing")
"""What a comparison has of the sources of a figure, by the field of a citation."""
# In an object that stands for another record or for several words, the key that a cell is made of.
_KEYS = ("id", "actor", "source", "figure", "office", "about", "rule")


def cell(record: dict[str, Any], column: str) -> str | int | float:
    """Return the value of a column as one cell: numbers as they are, references as ids, several joined by `; `."""
    value = field(record, column)
    return value if isinstance(value, str) else _plain(value)


def field(record: dict[str, Any], column: str) -> Any:
    """Return a column's value in full; some columns have no field of their name, or not in every kind of record."""
    if column in record:
        return record[column]
    if column == "when":
        return when_of(record)
    if column == "actors":
        return record.get("participants")
    if column == "title":
        return label_of(record)
    if column in _OF_SOURCES and "sources" in record:
        return list(dict.fromkeys(citation[column] for citation in record["sources"]))
    return _within(record, column.split(".")) if "." in column else None


def _within(value: Any, path: list[str]) -> Any:
    """Return what a path of fields leads to, such as `sources.standing`: a list where one is on the way."""
    for place, name in enumerate(path):
        if isinstance(value, list):
            inner = [_within(item, path[place:]) for item in value]
            flat = [part for item in inner for part in (item if isinstance(item, list) else [item])]
            return [part for part in flat if part is not None]
        value = value.get(name) if isinstance(value, dict) else None
    return value


def label_of(record: dict[str, Any]) -> str:
    """Return what a record, or a reference to one, is known by: its name or its title."""
    return str(record.get("name") or record.get("title"))


def when_of(record: dict[str, Any]) -> str | None:
    """Return the date of a record as it is written: of an event, of a figure's moment or time, of a source's issue."""
    return record.get("date") or record.get("as_of") or record.get("period") or record.get("issued")


def _plain(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        for key in _KEYS:
            if key in value:
                return str(_plain(value[key]))
        return "; ".join([str(_plain(part)) for part in value.values() if part is not None])
    if isinstance(value, list):
        return "; ".join(dict.fromkeys([str(_plain(part)) for part in value]))
    return value  # type: ignore[no-any-return] # what is left in a record are numbers
