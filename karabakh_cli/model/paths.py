"""The fields within the fields of a record, by their paths, as `sources.standing`.

They are those of `shapes`, written out: reading them from there would bring a validator to questions that do without.
"""

from collections.abc import Iterable, Mapping

_Parts = tuple[str, ...]


def _of(field: str, parts: Iterable[str]) -> _Parts:
    return tuple(f"{field}.{part}" for part in parts)


_NAMED: _Parts = ("id", "name")
_TITLED: _Parts = ("id", "title")
_DATED: _Parts = ("id", "title", "date")
_STATE: _Parts = ("start", "end")
_CITATION: _Parts = ("source", "title", "standing", "url", "locator", "gives", "according_to", "by")
_SOURCES = _of("sources", _CITATION)
_DISPUTES = _of("disputes", ("about", *_of("positions", ("says", "by", *_SOURCES)), "question"))
_WAIVE = _of("waive", ("rule", "reason"))
_HELD_BY: _Parts = (*_NAMED, "in_part", "acting")
_NUMBER: _Parts = ("quantifier", "low", "best", "high", "unit")
_WITHIN: Mapping[str, _Parts] = {
    "event": (
        *_of("places", _NAMED), *_of("concerns", _NAMED),
        *_of("participants", ("actor", "name", "role", *_of("for", _NAMED))),
        *_of("part_of", _TITLED), *_of("related", _TITLED), *_of("figures", _TITLED),
        *_of("in_force", (*_STATE, "observance")),
        *_of("provisions", ("point", *_of("of", _NAMED), "asks", *_SOURCES)),
        *_DISPUTES, *_SOURCES, *_WAIVE,
    ),
    "actor": (
        *_of("member_of", (*_NAMED, *_STATE, *_SOURCES)),
        *_of("offices", (*_STATE, "office", *_of("of", _NAMED), "acting", *_SOURCES)),
        *_of("events", _DATED), *_DISPUTES, *_SOURCES, *_WAIVE,
    ),
    "place": (
        *_of("within", _NAMED), *_of("seat_of", _NAMED),
        *_of("control", (*_STATE, *_of("by", _NAMED), "in_part", "note", *_SOURCES)),
        *_of("outline", ("rings", *_SOURCES)),
        *_of("events", _DATED), *_DISPUTES, *_SOURCES, *_WAIVE,
    ),
    "figure": (
        *_of("places", _NAMED), *_of("origin", _NAMED), *_of("destination", _NAMED),
        *_of("composition", ("figure", "title", "relation")), *_of("excludes", _TITLED), *_of("event", _TITLED),
        *_of("actor", _NAMED), *_of("against", (*_TITLED, *_NUMBER)), *_DISPUTES, *_SOURCES, *_WAIVE,
    ),
    "source": (*_of("cited_by", ("record", *_TITLED)), *_WAIVE),
    "state": (*_of("subject", _NAMED), *_of("value", (*_NAMED, *_NUMBER)), *_of("of", _NAMED), *_SOURCES),
    "dispute": _SOURCES,
    "change": (
        *_of("subject", _NAMED), *_of("before", _HELD_BY), *_of("after", _HELD_BY), *_SOURCES,
    ),
    "office": (*_of("of", _NAMED), *_of("holder", _NAMED), *_SOURCES),
}  # fmt: skip
_RECORDS = ("event", "actor", "place", "figure", "source")
_HOLDING = {"compare": ("figure",), "on": ("state",), "map": ("state",), "search": _RECORDS, "show": _RECORDS}
"""What answers of several kinds, or with a name of their own, hold."""

_BESIDE: Mapping[str, _Parts] = {
    "on": ("record", "in_part", "acting", "of"), "map": ("record", "in_part", "acting", "of"),
    "dispute": ("record", "title", "of", "question"),
    "change": ("certainty", "earliest", "latest", "record"), "office": ("of", "acting", "record"),
    "count": ("value2", "name", "name2", "counted", "by", "record"),
    "overview": ("low", "high", "unit", "figures", "points", "positions", "parts", "sources", "record"),
    "about": ("record",),
}  # fmt: skip
"""What is in the JSON of an answer that holds no records of the facts, beside its columns."""


def beside(kind: str) -> list[str]:
    """Return the fields of an answer that holds no records of the facts, beside its columns."""
    return list(_BESIDE.get(kind, ()))


def paths(kind: str, languages: Iterable[str] = ()) -> list[str]:
    """Return the paths of what stands within the fields of a kind of answer; names are in the languages given."""
    kinds = _HOLDING.get(kind, (kind,))
    names = _of("names", languages) if {*kinds} & {"actor", "place"} else ()
    return list(dict.fromkeys([*names, *(path for each in kinds for path in _WITHIN.get(each, ()))]))
