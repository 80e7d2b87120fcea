"""Chosen fields of an answer as a table for people, one column each: ids, dates and numbers are whole."""

from typing import Any

from rich import box
from rich.table import Table

from karabakh_cli.model.answer import Answer
from karabakh_cli.render.record import records as as_records
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain


def table(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the fields that are chosen, else the columns of an answer; as records where they do not fit side by side."""
    width = style.width or PIPE_WIDTH
    columns = style.fields or answer.columns
    rows = [list(map(str, answer.row(hit, columns))) for hit in answer.hits]
    longest_words = [
        max([len(name), *(len(word) for row in rows for word in row[index].split(" "))])
        for index, name in enumerate(columns)
    ]
    if sum(longest_words) + 2 * len(columns) > width:
        note = f"{len(columns)} fields do not fit {width} columns side by side"
        return Rendered(as_records(answer, style), (note,))
    head = box.ASCII2 if style.ascii else box.SIMPLE_HEAD
    grid = Table(box=head, expand=True, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    grid.leading = 1
    for name, longest in zip(columns, longest_words, strict=True):
        grid.add_column(name, min_width=longest, overflow="fold")
    for row in rows:
        grid.add_row(*map(plain, row))
    return Rendered(lines(grid, width, color=style.color), heading=2)
