"""An answer as rows of cells: TSV, CSV and Markdown. The same bytes whatever the terminal."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.render.style import Style
from karabakh_cli.text.escape import escaped, visible

Cell = str | int | float
_IN_BRACKETS = r"\([^\s<>()]*\)"
_ADDRESS = (  # is compiled where it is used: other forms do without it
    r"(^https?://[^\s<>]+$|https?://"
    rf"""(?:[^\s<>()]|{_IN_BRACKETS})*(?:[^\s<>().,:;!?'"\]]|{_IN_BRACKETS}))"""
)
"""An address on the web: all that there is, or without the marks of the sentence around it."""


def columns(answer: Answer[Any], style: Style) -> tuple[str, ...]:
    """Return the columns asked for, else those of the kind of answer."""
    return style.fields or answer.columns


def cells(answer: Answer[Any], hit: Hit, style: Style) -> Sequence[Cell]:
    """Return a record's row."""
    return answer.row(hit, columns(answer, style))


def tsv(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write one record a line, cells parted by tabs; a header only if asked for."""
    if style.header:
        yield "\t".join(columns(answer, style))
    for hit in answer.hits:
        yield "\t".join(_tsv_cell(value) for value in cells(answer, hit, style))


def csv(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write CSV as RFC 4180 has it, but with bare line feeds; with a header unless told otherwise."""
    import csv as writer
    from io import StringIO

    rows = [] if style.header is False else [columns(answer, style)]
    for row in (*rows, *(cells(answer, hit, style) for hit in answer.hits)):
        line = StringIO()
        writer.writer(line, lineterminator="\r\n").writerow(row)  # whose two characters are then quoted in a value
        yield line.getvalue().removesuffix("\r\n")


def markdown(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write a Markdown table."""
    names = columns(answer, style)
    if style.header is not False:
        yield _markdown_row(names)
        yield _markdown_row(["---"] * len(names))
    for hit in answer.hits:
        yield _markdown_row(cells(answer, hit, style))


def _tsv_cell(value: Cell) -> str:
    return escaped(str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"))


def _markdown_row(values: Sequence[Cell]) -> str:
    return "| " + " | ".join(_markdown_cell(visible(str(value))) for value in values) + " |"


def _markdown_cell(text: str) -> str:
    parts = re.split(_ADDRESS, text, flags=re.IGNORECASE)
    return "".join(_autolink(part) if number % 2 else _unmarked(part) for number, part in enumerate(parts))


def _autolink(address: str) -> str:
    """Write an address so that it leads where it leads: nothing in it is escaped but what ends a cell."""
    unnamed = re.sub(r"(&#?\w+);", r"\1%3B", address)  # `&copy;` is a character to some readers and not to others
    return "<" + unnamed.replace("|", r"\|") + ">"


def _unmarked(text: str) -> str:
    for mark in "\\`*_[]<>|#&~":
        text = text.replace(mark, f"\\{mark}")
    return text
