"""A listing for people: a line a record where it fits, else two; ids, dates and numbers are never cut."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.reading import window_in_words
from karabakh_cli.render.layouts import LAYOUTS, Layout
from karabakh_cli.render.notes import notes
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, drawn, plain, remarks, wrap

_ONE_LINE = 100
"""From this width on a record takes one line where it fits."""
_NARROWEST = 18
"""The cells that what stands beside the line may always take."""
_AT_ONCE = 64
_GAP = 2
"""The cells between what stands side by side."""


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


def listing(answer: Answer[Any], style: Style) -> Rendered:
    """List the records of an answer under a heading; what is certain is told apart from what is only possible."""
    width = style.width or PIPE_WIDTH
    layout = _shown(LAYOUTS[answer.kind], width)
    rows = [_said(record, layout, style) for record in answer]
    lines = drawn(_together(_all_lines(answer, rows, layout, style, width)), width, color=style.color)
    return Rendered(lines, tuple(notes(answer)), heading=2)


def _shown(layout: Layout, width: int) -> Layout:
    """Return what is said in a window of a width; what has no room beside the line, with half of it left, leads it."""
    beside, line = layout.beside, [part for part in layout.line if width >= part.from_width]
    while len(beside) > 1 and len(beside) * (_NARROWEST + _GAP) > width // 2:
        beside, line = beside[:-1], [beside[-1], *line]
    return layout._replace(beside=beside, line=tuple(line))


def _said(record: dict[str, Any], layout: Layout, style: Style) -> _Row:
    line = [_Said(plain(text, part.style), part.spare) for part in layout.line if (text := part.text(record))]
    beside = [plain(part.text(record), part.style) for part in layout.beside]
    return _Row(beside, line, remarks(record, style), layout.id(record), layout.above(record))


def _together(lines: Iterator[Text]) -> Iterator[Text]:
    """Join lines to texts of many: what draws them takes as long for one as for some dozens."""
    while many := [*islice(lines, _AT_ONCE)]:
        yield Text("\n").join(many)


def _all_lines(answer: Answer[Any], rows: list[_Row], layout: Layout, style: Style, width: int) -> Iterator[Text]:
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
