"""The names that a record is found by, and the words that it is searched by, of which some weigh more than others."""

from collections.abc import Iterable, Iterator
from typing import Any

from karabakh_cli.model.columns import label_of
from karabakh_cli.model.record import DATES
from karabakh_cli.text.english import in_words
from karabakh_cli.text.fold import fold, searchable

_SUMMARIES = ("summary", "of", "note", "date_note", "publisher", "author")
# What else of a record is searched, by its kind. A date is searched as it is written and in words.
_CITED = ("record", "kind", "disputes", "sources")
_SEARCHED = {
    "event": (*_CITED, "clarity", "places", "concerns", "participants", "in_force", "provisions"),
    "actor": (*_CITED, "side", "member_of", "offices"),
    "place": (*_CITED, "within", "seat_of", "lat", "lon", "control"),
    "figure": (
        *_CITED, "measure", "places", "origin", "destination", "low", "best", "high", "quantifier", "unit",
        "composition", "question", "actor", "counted",
    ),
    "source": ("record", "type", "number", "language"),
}  # fmt: skip
# What is searched of the parts of a record: names, not ids, of what it refers to.
_SEARCHED_IN_PARTS = frozenset((
    "name", "role", "observance", "office", "of", "by", "start", "end", "figure", "relation",
    "about", "positions", "says", "sources", "for", "asks", "note",
))  # fmt: skip
_SEARCHED_IN_CITATIONS = frozenset(("gives", "according_to"))
"""What a source gives, and whose word that is; not who published the source, whose record says so."""


def names_of(record: dict[str, Any]) -> Iterator[str]:
    """Give every name that a whole record is found by."""
    yield label_of(record)
    yield from (name for name in (record.get("names") or {}).values() if name)
    yield from record.get("also", ())
    if record.get("number"):
        yield record["number"]


def words_of(record: dict[str, Any]) -> tuple[str, str, str]:
    """Return the words of a whole record by their weight: of its names, of its summary, and all others."""
    title = searchable("; ".join({fold(name): name for name in names_of(record)}.values()))
    summary = " ".join(str(record[name]) for name in _SUMMARIES if record.get(name))
    dates = [record[name] for name in DATES if record.get(name)]
    notes: list[str] = []
    _gather((record[name] for name in _SEARCHED[record["record"]] if name in record), notes)
    return title, searchable(summary), " ".join([*dates, *map(in_words, dates), searchable(" ".join(notes))])


def _gather(values: Iterable[Any], texts: list[str]) -> None:
    """Add every text and number among values, and within them where it is searched, to a list."""
    for value in values:
        kind = type(value)
        if kind is str:
            texts.append(value)
        elif kind is list:
            if value:
                _gather(value, texts)
        elif kind is dict:
            searched = _SEARCHED_IN_CITATIONS if "locator" in value else _SEARCHED_IN_PARTS
            _gather([inner for key, inner in value.items() if key in searched], texts)
        elif kind is int or kind is float:
            texts.append(str(value))
