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
        "sources", "match",
    ),
    "source": ("id", "issued", "type", "standing", "title", "publisher", "url", "cited"),
    "search": ("record", "id", "when", "title"),
    "on": ("about", "subject", "value", "certainty", "since", "until", "sources"),
    "compare": (
        "question", "id", "quantifier", "low", "best", "high", "unit", "when", "of", "by", "standing", "sources",
    ),
    "map": ("about", "subject", "value", "certainty", "since", "until", "sources"),
    "dispute": ("id", "about", "by", "says", "sources"),
}  # fmt: skip

# In an object that stands for another record or for several words, the key that a cell is made of.
_KEYS = ("id", "actor", "source", "figure", "office", "about", "rule")


def cell(record: dict[str, Any], column: str) -> str | int | float:
    """Return the value of a column as one cell: numbers as they are, references as ids, several joined by `; `."""
    value = field(record, column)
    return value if isinstance(value, str) else _plain(value)


def field(record: dict[str, Any], column: str) -> Any:
    """Return a column's value in full; `when`, `actors` and, in a search, `title` are found under other names."""
    if column == "when":
        return record.get("date") or record.get("as_of") or record.get("period") or record.get("issued")
    if column == "actors":
        return record.get("participants")
    if column == "title":
        return record.get("title") or record.get("name")
    return record.get(column)


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
