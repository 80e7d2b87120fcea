"""A listing for people: a line a record where it fits, else two; ids, dates and numbers are never cut."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from karabakh_cli.model.amount import amount
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import cell, label_of
from karabakh_cli.model.reading import window_in_words
from karabakh_cli.render import wording
from karabakh_cli.render.notes import notes
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, drawn, plain, remarks, wrap
from karabakh_cli.text.english import in_words

_ONE_LINE = 100
"""From this width on a record takes one line where it fits."""
_WIDE = 120
"""From this width on it is said who took part in an event."""
_MOST_NAMES = 4
_NARROWEST = 18
"""The cells that what stands beside the line may always take."""
_GAP = 2
"""The cells between what stands side by side."""
_TOLD_APART = ("by", "against", "from", "to")
"""The headings without which names could not be told apart in a line."""


class _Part(NamedTuple):
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


class _Layout(NamedTuple):
    """What is said of a record: in columns before its line, and in the line, first what it is known by."""

    beside: tuple[_Part, ...]
    line: tuple[_Part, ...]
    above: Callable[[dict[str, Any]], str] = lambda record: ""
    """The heading above the records that have the same."""
    id: Callable[[dict[str, Any]], str] = _own_id
    """What `show` gives the whole of."""


class _Said(NamedTuple):
    """A text in the line of a record, and whether it is left out where there is no room."""

    text: Text
    spare: bool


class _Row(NamedTuple):
    """A record, said: the texts beside its line, those in it, its marks, its id."""

    beside: list[Text]
    line: list[_Said]
    marks: list[Text]
    id: str
    above: str


def _text_of(field: str, **given: Any) -> _Part:
    return _Part(field, lambda record: str(cell(record, field)), **given)


def _names_in(field: str, heading: str, **given: Any) -> _Part:
    return _Part(heading, lambda record: wording.name_list(record[field]), **given)


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


_WHEN = _Part("when", wording.date, longest=36)
_TITLE = _Part("title", label_of, style="bold")
_NAME = _Part("name", label_of, style="bold", longest=28)
_SOURCES = _Part("sources", wording.sources, spare=True)
_FOUND = (_TITLE, _text_of("record"), _Part("when", wording.date))
_LAYOUTS = {
    "event": _Layout(
        (_WHEN,),
        (
            _TITLE,
            _names_in("places", "where"),
            _Part("by", wording.by, spare=True, from_width=_WIDE),
            _Part("against", wording.against, spare=True, from_width=_WIDE),
            _SOURCES,
        ),
    ),
    "actor": _Layout((_NAME,), (_text_of("kind"), _text_of("side"), _text_of("offices", spare=True), _SOURCES)),
    "place": _Layout(
        (_NAME,),
        (
            _text_of("kind"),
            _Part("within", lambda place: wording.name_list([place["within"]] if place["within"] else [])),
            _Part("lat, lon", _coordinates),
            _SOURCES,
        ),
    ),
    "figure": _Layout(
        (_Part("value", amount, style="bold"),),
        (
            _text_of("of"),
            _Part("when", wording.date),
            _names_in("origin", "from"),
            _names_in("destination", "to"),
            _SOURCES,
        ),
    ),
    "source": _Layout(
        (_Part("issued", wording.date, longest=16),),
        (
            _TITLE,
            _text_of("type"),
            _text_of("standing"),
            _text_of("publisher", spare=True),
            _Part("cited", _cited, spare=True),
        ),
    ),
    "search": _Layout((), (*_FOUND, _text_of("excerpt"))),
    "show": _Layout((), _FOUND),
    "compare": _Layout(
        (_Part("who counts", _said_by, style="bold", longest=36), _Part("how many", amount)),
        (
            _text_of("of"),
            _Part("when", wording.date),
            _Part("standing", lambda figure: wording.standings(figure["sources"])),
            _Part("whose", wording.whose),
            _SOURCES,
        ),
        above=lambda figure: figure["question"] or wording.NO_QUESTION,
    ),
    "dispute": _Layout(
        (_Part("about", _about),),
        (_text_of("says"), _Part("by", lambda position: position["by"] or _said_by(position))),
    ),
    "change": _Layout(
        (_Part("when", lambda change: in_words(change["when"]), longest=36),),
        (
            _Part("of", lambda change: change["subject"]["name"], style="bold"),
            _Part("before and after", wording.followed),
            _Part("certainty", _certainty),
            _SOURCES,
        ),
        id=lambda change: "" if change["about"] == "office" else change["subject"]["id"],
    ),
    "office": _Layout(
        (_Part("holder", wording.in_office, style="bold", longest=36),),
        (
            _Part("from and to", lambda held: wording.from_to(held["since"], held["until"])),
            _Part("certainty", _certainty),
            _SOURCES,
        ),
        above=lambda held: held["office"],
        id=lambda held: held["holder"]["id"] if held["holder"] else "",
    ),
}
LISTED = tuple(_LAYOUTS)
"""The kinds of answer that are listed so; others are tables."""


def listing(answer: Answer[Any], style: Style) -> Rendered:
    """List the records of an answer under a heading; what is certain is told apart from what is only possible."""
    width = style.width or PIPE_WIDTH
    layout = _shown(_LAYOUTS[answer.kind], width)
    rows = [_said(record, layout, style) for record in answer]
    lines = drawn(_all_lines(answer, rows, layout, style, width), width, color=style.color)
    return Rendered(lines, tuple(notes(answer)), heading=2)


def _shown(layout: _Layout, width: int) -> _Layout:
    return layout._replace(line=tuple(part for part in layout.line if width >= part.from_width))


def _said(record: dict[str, Any], layout: _Layout, style: Style) -> _Row:
    line = [_Said(plain(text, part.style), part.spare) for part in layout.line if (text := part.text(record))]
    beside = [plain(part.text(record), part.style) for part in layout.beside]
    return _Row(beside, line, remarks(record, style), layout.id(record), layout.above(record))


def _all_lines(answer: Answer[Any], rows: list[_Row], layout: _Layout, style: Style, width: int) -> Iterator[Text]:
    widths = [
        min(
            max(cell_len(part.heading), *(row.beside[place].cell_len for row in rows)),
            part.longest,
            max(_NARROWEST, width // 5),
        )
        for place, part in enumerate(layout.beside)
    ]
    in_line = ", ".join(part.heading for part in layout.line)
    while "," in in_line and sum(widths) + _GAP * len(widths) + cell_len(in_line) + _GAP + len("id") > width:
        in_line = in_line.rpartition(",")[0]
    headings = [[Text(part.heading, "bold")] for part in layout.beside]
    heading = _side_by_side(headings, [Text(in_line, "bold")], widths)[0]
    yield from _at_the_right(heading, "id", width, "bold")
    yield Text(("-" if style.ascii else "─") * width)
    looked_for = re.compile(answer.pattern, re.IGNORECASE) if answer.pattern else None
    above = ""
    for number, row in enumerate(rows):
        yield from _part_heading(answer, number, width)
        if row.above != above:
            above = row.above
            yield from wrap(plain(above, "magenta"), width)
        for line in _lines_of(row, widths, style, width):
            if looked_for:
                line.highlight_regex(looked_for, "bold")
            yield line


def _part_heading(answer: Answer[Any], number: int, width: int) -> list[Text]:
    """Return the heading above a record, where it is the first of the certain ones or of the others."""
    if answer.certain is None:
        return []
    others = answer.total - answer.certain
    if number == answer.certain:
        said = f"{others:,} only possible, or longer than that: the nearest first"
    elif number == 0 and others:
        said = f"{answer.certain:,} certain, in the order of time; below them {others:,} only possible, or longer"
    else:
        return []
    asked = window_in_words(answer.reading.window) if answer.reading.window else ""
    return wrap(plain(f"{asked}: {said}", "magenta"), width)


def _lines_of(row: _Row, widths: Sequence[int], style: Style, width: int) -> list[Text]:
    """Write a record: in one line where there may be one and it fits, else what it is known by, and the rest below."""
    beside = [wrap(text, cells) for text, cells in zip(row.beside, widths, strict=True)]
    indent = sum(widths) + _GAP * len(widths)
    for_id = _GAP + cell_len(row.id)
    if width >= _ONE_LINE:
        whole = _joined(row.line, row.marks, style, width - indent - for_id)
        if whole.cell_len + indent + for_id <= width:
            first, *others = _side_by_side(beside, [whole], widths)
            return [*_at_the_right(first, row.id, width), *others]
    known_by = wrap(_joined(row.line[:1], [], style), width - indent)
    below = indent or _GAP
    more = _joined(row.line[1:], row.marks, style, width - below - for_id)
    rest = [Text(" " * (below - indent)).append_text(line) for line in wrap(more, width - below) if line]
    lines = _side_by_side(beside, [*known_by, *rest], widths)
    return [*lines[:-1], *_at_the_right(lines[-1], row.id, width)]


def _joined(said: Sequence[_Said], marks: Sequence[Text], style: Style, room: int = 0) -> Text:
    """Put texts and marks in a line, of those that are spare only as many as there is room for."""
    dot = Text(f" {'-' if style.ascii else '·'} ")
    kept = [each for each in said if not each.spare]
    left = room - dot.join([*(each.text for each in kept), *marks]).cell_len
    for spare in (each for each in said if each.spare):
        left -= spare.text.cell_len + dot.cell_len
        if left >= 0:
            kept.append(spare)
    return dot.join([*(each.text for each in said if each in kept), *marks])


def _side_by_side(beside: list[list[Text]], line: list[Text], widths: Sequence[int]) -> list[Text]:
    """Put columns of lines beside one another."""
    height = max(map(len, [*beside, line]))
    rows = []
    for number in range(height):
        text = Text()
        for column, cells in zip(beside, widths, strict=True):
            part = column[number] if number < len(column) else Text()
            text.append_text(part).append(" " * (cells - part.cell_len + _GAP))
        rows.append(text.append_text(line[number]) if number < len(line) else text)
    return rows


def _at_the_right(line: Text, id_: str, width: int, look: str = "cyan") -> list[Text]:
    """Put an id at the right end of a line; on a line of its own where there is no room."""
    line.rstrip()
    room = width - line.cell_len - cell_len(id_)
    if line.cell_len and room < _GAP:
        return [line, *_at_the_right(Text(), id_, width, look)]
    return [line.append(" " * max(room, 0)).append(id_, look)]
