"""An answer as a table for people: it fits the width, and ids, dates and numbers are never cut.

What has no column of its own at a width stands in small under the title: the id, the remarks, the sources.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from karabakh_cli.model.amount import amount
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import cell, label_of
from karabakh_cli.render import wording
from karabakh_cli.render.notes import notes
from karabakh_cli.render.record import records as as_records
from karabakh_cli.render.style import NARROW, Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, remarks
from karabakh_cli.text.english import in_words


class _Column(NamedTuple):
    """A column for people: its heading, how a record is said in it, and the terminal width from which it is shown."""

    heading: str
    say: Callable[[dict[str, Any]], str | list[str]]
    """A text, or names of which the first few are shown, and how many more there are."""
    from_width: int = NARROW
    ratio: int = 2
    words: bool = True
    """Whether it may be broken between words: a word of a closed list stays whole."""


_MOST_NAMES = 4
_GAP = 2
"""The cells between two columns."""
_LEAD = 4
"""The ratio of the column that a record is known by: under it stand the id and the remarks."""
_HEADINGS = {"compare": "question", "office": "office"}
"""The field that heads the records which have the same in it, by the kind of answer."""
_NO_QUESTION = "figures that no other is compared with"


def _names_of(field: str) -> Callable[[dict[str, Any]], list[str]]:
    return lambda record: wording.name_list(record[field])


def _text_of(field: str) -> Callable[[dict[str, Any]], str]:
    return lambda record: str(cell(record, field))


def _about(position: dict[str, Any]) -> str:
    about = str(position["about"])
    return about.replace("-", " ") if about == position["question"] else about  # in words, which can be broken


# The columns of records of every kind, and of each kind of answer.
_FOUND = (
    _Column("title", label_of, ratio=_LEAD),
    _Column("kind", _text_of("record"), ratio=1, words=False),
    _Column("when", wording.date, ratio=1),
)
_COLUMNS = {
    "event": (
        _Column("when", wording.date, ratio=1),
        _Column("title", label_of, ratio=_LEAD),
        _Column("where", _names_of("places"), from_width=90),
        _Column("who", _names_of("participants"), from_width=120),
    ),
    "actor": (
        _Column("name", label_of, ratio=_LEAD),
        _Column("kind", _text_of("kind"), from_width=80, ratio=1, words=False),
        _Column("side", _text_of("side"), from_width=100, ratio=1, words=False),
        _Column("offices", _text_of("offices"), from_width=110),
    ),
    "place": (
        _Column("name", label_of, ratio=_LEAD),
        _Column("kind", _text_of("kind"), ratio=1, words=False),
        _Column("within", lambda record: wording.name_list([record["within"]] if record["within"] else [])),
        _Column("lat", _text_of("lat"), from_width=90, ratio=1),
        _Column("lon", _text_of("lon"), from_width=90, ratio=1),
    ),
    "figure": (
        _Column("value", amount, ratio=_LEAD),
        _Column("when", wording.date, ratio=1),
        _Column("of", _text_of("of"), from_width=80),
        _Column("from", _names_of("origin"), from_width=120),
        _Column("to", _names_of("destination"), from_width=120),
    ),
    "source": (
        _Column("issued", wording.date, ratio=1),
        _Column("title", label_of, ratio=_LEAD),
        _Column("type", _text_of("type"), from_width=90, ratio=1, words=False),
        _Column("standing", _text_of("standing"), from_width=70, ratio=1, words=False),
        _Column("publisher", _text_of("publisher"), from_width=110),
        _Column("cited", _text_of("cited"), from_width=80, ratio=1),
    ),
    "search": (*_FOUND, _Column("found in", _text_of("excerpt"), from_width=100, ratio=_LEAD + 1)),
    "show": _FOUND,
    "change": (
        _Column("when", lambda change: in_words(change["when"]), ratio=1),
        _Column("of", lambda change: change["subject"]["name"]),
        _Column("before", lambda change: wording.holders(change["before"])),
        _Column("after", lambda change: wording.holders(change["after"])),
        _Column("certainty", _text_of("certainty"), from_width=100, ratio=1, words=False),
        _Column("sources", wording.sources, from_width=80, ratio=1, words=False),
    ),
    "office": (
        _Column("holder", wording.in_office),
        _Column("from and to", lambda held: wording.from_to(held["since"], held["until"])),
        _Column("certainty", _text_of("certainty"), from_width=100, ratio=1, words=False),
        _Column("sources", wording.sources, from_width=80, ratio=1, words=False),
    ),
    "compare": (
        _Column("value", amount, ratio=_LEAD),
        _Column("of", _text_of("of")),
        _Column("as of", wording.date, ratio=1),
        _Column("said by", lambda figure: wording.said_by(figure["sources"]), from_width=80),
        _Column("whose", lambda figure: wording.whose(figure), from_width=120, ratio=1),
        _Column("standing", lambda figure: wording.standings(figure["sources"]), from_width=100, ratio=1),
    ),
    "dispute": (
        _Column("about", _about, ratio=1),
        _Column("says", _text_of("says"), ratio=_LEAD),
        _Column("by", lambda position: position["by"] or wording.said_by(position["sources"]), from_width=80),
    ),
}


def table(answer: Answer[Any], style: Style) -> Rendered:
    """Draw an answer as a table; with chosen fields, one column each, or as records where they do not fit."""
    width = style.width or PIPE_WIDTH
    if style.fields or answer.kind not in _COLUMNS:
        return _chosen_fields(answer, style, width)
    if width < NARROW:
        return Rendered(as_records(answer, style), (f"a table takes {NARROW} columns: these are records",))
    records = [hit.record() for hit in answer.hits]
    columns = _fitting(_COLUMNS[answer.kind], records, width)
    grid = _grid(style)
    for column, cells in zip(columns, _widths(columns, records, width), strict=True):
        grid.add_column(column.heading, width=cells, overflow="fold", no_wrap=not column.words)
    heading = ""
    for record in records:
        if answer.kind in _HEADINGS and heading != (own := record[_HEADINGS[answer.kind]] or _NO_QUESTION):
            grid.add_row(plain(own, "magenta"))
            heading = own
        grid.add_row(*(_cell(column, record, answer, style) for column in columns))
    shortened = sum(len(_names(column, record)) > _MOST_NAMES for record in records for column in columns)
    return Rendered(lines(grid, width, color=style.color), tuple(notes(answer.kind, records, shortened)))


def _fitting(columns: Sequence[_Column], records: list[dict[str, Any]], width: int) -> list[_Column]:
    """Return the columns that are shown at a width, without the last ones if their longest words need more.

    The one that a record is known by stays.
    """
    shown = [column for column in columns if width >= column.from_width]
    while len(shown) > 1 and sum(_longest_word(column, records) + _GAP for column in shown) - _GAP > width:
        shown.remove([column for column in shown if column.ratio != _LEAD][-1])
    return shown


def _widths(columns: list[_Column], records: list[dict[str, Any]], width: int) -> list[int]:
    """Return the cells of each column: those of its longest word, and its share of what is left."""
    least = [_longest_word(column, records) for column in columns]
    left = max(width - sum(least) - _GAP * (len(columns) - 1), 0)
    ratios = [column.ratio if column.words else 0 for column in columns]
    return [cells + left * ratio // max(sum(ratios), 1) for cells, ratio in zip(least, ratios, strict=True)]


def _longest_word(column: _Column, records: list[dict[str, Any]]) -> int:
    """Return the cells that the longest word of a column takes; words of a closed list are not broken at spaces."""
    longest = cell_len(column.heading)
    for record in records:
        said = column.say(record)
        texts = said if isinstance(said, list) else [said]
        words = [word for text in texts for word in (text.split() if column.words else [text])]
        words += [record.get("id", "")] if column.ratio == _LEAD else []
        longest = max(longest, *map(cell_len, words), 0)
    return longest


def _names(column: _Column, record: dict[str, Any]) -> list[str]:
    said = column.say(record)
    return said if isinstance(said, list) else []


def _cell(column: _Column, record: dict[str, Any], answer: Answer[Any], style: Style) -> Text:
    if column.ratio == _LEAD:
        return _title(str(column.say(record)), record, style)
    names = _names(column, record)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    text = plain(", ".join(names[:_MOST_NAMES]) + more if names else column.say(record) or "")
    if answer.pattern:
        text.highlight_regex(re.compile(answer.pattern, re.IGNORECASE), "bold")
    return text


def _title(title: str, record: dict[str, Any], style: Style) -> Text:
    """Write a title, and under it what identifies the record and what must be known of it."""
    under = Text(record["id"], style="cyan")
    if sources := wording.sources(record):
        under.append(f" {_dot(style)} {sources}", "not bold italic")
    return Text("\n").join([plain(title, "bold"), under, *remarks(record, style)])


def _dot(style: Style) -> str:
    return "-" if style.ascii else "·"


def _chosen_fields(answer: Answer[Any], style: Style, width: int) -> Rendered:
    columns = style.fields or answer.columns
    rows = [list(map(str, answer.row(hit, columns))) for hit in answer.hits]
    longest_words = [
        max([len(name), *(len(word) for row in rows for word in row[index].split(" "))])
        for index, name in enumerate(columns)
    ]
    if sum(longest_words) + 2 * len(columns) > width:
        note = f"{len(columns)} fields do not fit {width} columns side by side"
        return Rendered(as_records(answer, style), (note,))
    grid = _grid(style)
    for name, longest in zip(columns, longest_words, strict=True):
        grid.add_column(name, min_width=longest, overflow="fold")
    for row in rows:
        grid.add_row(*map(plain, row))
    return Rendered(lines(grid, width, color=style.color))


def _grid(style: Style) -> Table:
    head = box.ASCII2 if style.ascii else box.SIMPLE_HEAD
    grid = Table(box=head, expand=True, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    grid.leading = 1
    return grid
