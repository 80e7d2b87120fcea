"""Counts as bars, a value a line: those of a field, those of a second under each of a first, those of the facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, labelled, lines, plain, wrap
from karabakh_cli.text.english import in_words

_EIGHTHS = " ▏▎▍▌▋▊▉"
_MOST_CELLS = 60
"""The cells of the longest bar: more say nothing more."""
_LEAST_CELLS = 8
"""In a window that leaves a bar fewer, there are none."""
_NONE = "(none)"


class _Row(NamedTuple):
    """A value with how many there are, the share in words where one is told, and the part of the longest bar."""

    label: str
    many: int
    share: str
    part: float


def of_counts(answer: Answer[Any], style: Style) -> Rendered:
    """Draw how many records there are for each value; of two fields those of the second under each of the first."""
    width = style.width or PIPE_WIDTH
    records = list(answer)
    fields = records[0]["by"]
    most = max(record["count"] for record in records)
    which, indent = ("2", "  ") if len(fields) > 1 else ("", "")
    labels = [f"{indent}{_label(record, which, fields[-1])}" for record in records]
    rows = [_Row(label, each["count"], "", each["count"] / most) for label, each in zip(labels, records, strict=True)]
    drawn: list[Text] = []
    before: object = object()
    for record, bar in zip(records, _bars(rows, width, style), strict=True):
        if which and record["value"] != before:
            drawn.append(plain(_label(record, "", fields[0]), "bold"))
            before = record["value"]
        drawn += bar
    values = f"{len(records):,} value{'' if len(records) == 1 else 's'} of {', '.join(fields)}"
    return Rendered(lines(Group(*drawn), width, color=style.color), (values,))


def of_the_facts(answer: Answer[Any], style: Style) -> Rendered:
    """Draw what the facts hold: under each heading its counts with their shares, at the end what is said in words."""
    width = style.width or PIPE_WIDTH
    counted = [record for record in answer if record["count"] is not None]
    shares = [record["count"] / record["of"] if record["of"] else 0.0 for record in counted]
    rows = [
        _Row(each["value"], each["count"], f"{part:4.0%}", part) for each, part in zip(counted, shares, strict=True)
    ]
    parts: list[Any] = []
    heading = ""
    for record, bar in zip(counted, _bars(rows, width, style), strict=True):
        if heading != (heading := record["about"]):
            parts += [*([Text()] if parts else []), plain(heading.capitalize(), "bold")]
        parts += bar
    told = [(record["about"].capitalize(), record["value"]) for record in answer if record["count"] is None]
    return Rendered(lines(Group(*parts, Text(), labelled(told)), width, color=style.color))


def _label(record: Mapping[str, Any], which: str, by: str) -> str:
    value, name = record[f"value{which}"], record[f"name{which}"]
    if value is None:
        return _NONE
    if by in ("year", "month"):
        return in_words(str(value))
    return f"{name} ({value})" if name else str(value)


def _bars(rows: Sequence[_Row], width: int, style: Style) -> Iterator[list[Text]]:
    """Give the lines of each row: its label, how many, what share, and a bar where there is room."""
    digits = max((len(f"{row.many:,}") for row in rows), default=0)
    share = max((len(row.share) for row in rows), default=0)
    numbers = digits + (share + 1 if share else 0)
    longest = max((cell_len(row.label) for row in rows), default=0)
    room = min(longest, max(width - numbers - _LEAST_CELLS - 2, width // 2, 1))
    cells = min(width - room - numbers - 2, _MOST_CELLS)
    say: Callable[[int], str] = _hashes if style.ascii else _blocks
    for row in rows:
        first, *rest = wrap(plain(row.label), room)
        first.pad_right(room - first.cell_len)
        first.append(f" {row.many:>{digits},}", "bold").append(f" {row.share}" if share else "")
        if cells >= _LEAST_CELLS and row.many:
            first.append(f" {say(round(row.part * cells * 8))}", "cyan")
        yield [first, *rest]


def _blocks(eighths: int) -> str:
    """Draw a bar of so many eighths of a cell, of one at the least."""
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip() or _EIGHTHS[1]


def _hashes(eighths: int) -> str:
    return "#" * (eighths // 8) or "."
