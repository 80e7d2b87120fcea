"""What a listing for people says of the records of each kind: in columns before its line, and in the line."""

from collections.abc import Callable
from typing import Any, NamedTuple

from karabakh_cli.model.amount import amount
from karabakh_cli.model.columns import cell, label_of
from karabakh_cli.render import wording
from karabakh_cli.text.english import in_words

_WIDE = 120
"""From this width on it is said who took part in an event."""
_MOST_NAMES = 4
_TOLD_APART = ("by", "against", "from", "to")
"""The headings without which names could not be told apart in a line."""


class Part(NamedTuple):
    """One thing said of a record: its heading, and how it is said, as a text or as names (the first are shown)."""

    heading: str
    say: Callable[[dict[str, Any]], str | list[str]]
    style: str = ""
    longest: int = 24
    """The cells that it may take beside the line; what is longer is broken between words."""
    spare: bool = False
    """Whether it is left out where there is no room in the line."""
    from_width: int = 0

    def text(self, record: dict[str, Any]) -> str:
        """Say it: of many names the first, and how many more; who, and from where, under its heading's word."""
        said = self.say(record)
        if isinstance(said, str):
            return said
        more = f" and {len(said) - _MOST_NAMES} more" if len(said) > _MOST_NAMES else ""
        names = ", ".join(said[:_MOST_NAMES]) + more
        return f"{self.heading} {names}" if names and self.heading in _TOLD_APART else names


def _own_id(record: dict[str, Any]) -> str:
    return str(record["id"])


class Layout(NamedTuple):
    """What is said of a record: in columns before its line, and in the line, first what it is known by."""

    beside: tuple[Part, ...]
    line: tuple[Part, ...]
    above: Callable[[dict[str, Any]], str] = lambda record: ""
    """The heading above the records that have the same."""
    id: Callable[[dict[str, Any]], str] = _own_id
    """What `show` gives the whole of."""


def _text_of(field: str, **given: Any) -> Part:
    return Part(field, lambda record: str(cell(record, field)), **given)


def _names_in(field: str, heading: str, **given: Any) -> Part:
    return Part(heading, lambda record: wording.name_list(record[field]), **given)


def _cited(source: dict[str, Any]) -> str:
    return f"cited {source['cited']:,} times" if source["cited"] != 1 else "cited once"


def _coordinates(place: dict[str, Any]) -> str:
    return f"{place['lat']}, {place['lon']}" if place["lat"] is not None else ""


def _said_by(record: dict[str, Any]) -> str:
    return wording.said_by(record["sources"])


def _about(position: dict[str, Any]) -> str:
    about = str(position["about"])
    return about.replace("-", " ") if about == position["question"] else about  # in words, which can be broken


def _certainty(state: dict[str, Any]) -> str:
    return "" if state["certainty"] == "certain" else str(state["certainty"])


_WHEN = Part("when", wording.date, longest=36)
_TITLE = Part("title", label_of, style="bold")
_NAME = Part("name", label_of, style="bold", longest=28)
_SOURCES = Part("sources", wording.sources, spare=True)
_FOUND = (_TITLE, _text_of("record"), Part("when", wording.date))
LAYOUTS = {
    "event": Layout(
        (_WHEN,),
        (
            _TITLE,
            _names_in("places", "where"),
            Part("by", wording.by, spare=True, from_width=_WIDE),
            Part("against", wording.against, spare=True, from_width=_WIDE),
            _SOURCES,
        ),
    ),
    "actor": Layout((_NAME,), (_text_of("kind"), _text_of("side"), _text_of("offices", spare=True), _SOURCES)),
    "place": Layout(
        (_NAME,),
        (
            _text_of("kind"),
            Part("within", lambda place: wording.name_list([place["within"]] if place["within"] else [])),
            Part("lat, lon", _coordinates),
            _SOURCES,
        ),
    ),
    "figure": Layout(
        (Part("value", amount, style="bold"),),
        (
            _text_of("of"),
            Part("when", wording.date),
            _names_in("origin", "from"),
            _names_in("destination", "to"),
            _SOURCES,
        ),
    ),
    "source": Layout(
        (Part("issued", wording.date, longest=16),),
        (
            _TITLE,
            _text_of("type"),
            _text_of("standing"),
            _text_of("publisher", spare=True),
            Part("cited", _cited, spare=True),
        ),
    ),
    "search": Layout((), (*_FOUND, _text_of("excerpt"))),
    "show": Layout((), _FOUND),
    "compare": Layout(
        (Part("who counts", _said_by, style="bold", longest=36), Part("how many", amount)),
        (
            _text_of("of"),
            Part("when", wording.date),
            Part("standing", lambda figure: wording.standings(figure["sources"])),
            Part("whose", wording.whose),
            _SOURCES,
        ),
        above=lambda figure: figure["question"] or wording.NO_QUESTION,
    ),
    "dispute": Layout(
        (Part("about", _about, longest=36),),
        (_text_of("says"), Part("by", lambda position: position["by"] or _said_by(position))),
    ),
    "change": Layout(
        (Part("when", lambda change: in_words(change["when"]), longest=36),),
        (
            Part("of", lambda change: change["subject"]["name"], style="bold"),
            Part("before and after", wording.followed),
            Part("certainty", _certainty),
            _SOURCES,
        ),
        id=lambda change: "" if change["about"] == "office" else change["subject"]["id"],
    ),
    "office": Layout(
        (Part("holder", wording.in_office, style="bold", longest=36),),
        (
            Part("from and to", lambda held: wording.from_to(held["since"], held["until"])),
            Part("certainty", _certainty),
            _SOURCES,
        ),
        above=lambda held: held["office"],
        id=lambda held: held["holder"]["id"] if held["holder"] else "",
    ),
}
