"""Counts as bars, a value a line: those of a field, those of a second under each of a first, those of the facts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

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


def of_counts(answer: Answer[Any], style: Style) -> Rendered:
    """Draw how many records there are for each value; of two fields those of the second under each of the first."""
    width = style.width or PIPE_WIDTH
    records = list(answer)
    fields = records[0]["by"]
    drawn: list[Text] = []
    if len(fields) == 1:
        drawn += _bars([(_label(record, "", fields[0]), record["count"], "") for record in records], width, style)
    else:
        rows = [(f"  {_label(record, '2', fields[1])}", record["count"], "") for record in records]
        bars = iter(_grouped(rows, width, style))
        before: object = object()
        for record in records:
            if record["value"] != before:
                drawn.append(plain(_label(record, "", fields[0]), "bold"))
                before = record["value"]
            drawn += next(bars)
    values = f"{len(records):,} value{'' if len(records) == 1 else 's'} of {', '.join(fields)}"
    return Rendered(lines(Group(*drawn), width, color=style.color), (values,))


def of_the_facts(answer: Answer[Any], style: Style) -> Rendered:
    """Draw what the facts hold: under each heading its counts with their shares, at the end what is said in words."""
    width = style.width or PIPE_WIDTH
    counted: dict[str, list[tuple[str, int, str]]] = {}
    told: list[tuple[str, str | Text]] = []
    for record in answer:
        if record["count"] is None:
            told.append((record["about"].capitalize(), record["value"]))
        else:
            share = f"{record['count'] / record['of']:4.0%}" if record["of"] else ""
            counted.setdefault(record["about"], []).append((record["value"], record["count"], share))
    parts: list[Any] = []
    bars = iter(_grouped([row for rows in counted.values() for row in rows], width, style))
    for heading, rows in counted.items():
        parts += [plain(heading.capitalize(), "bold"), *(line for _ in rows for line in next(bars)), Text()]
    return Rendered(lines(Group(*parts, labelled(told)), width, color=style.color))


def _label(record: Mapping[str, Any], which: str, by: str) -> str:
    value, name = record[f"value{which}"], record[f"name{which}"]
    if value is None:
        return _NONE
    if by in ("year", "month"):
        return in_words(str(value))
    return f"{name} ({value})" if name else str(value)


def _bars(rows: Sequence[tuple[str, int, str]], width: int, style: Style) -> list[Text]:
    return [line for lines_of in _grouped(rows, width, style) for line in lines_of]


def _grouped(rows: Sequence[tuple[str, int, str]], width: int, style: Style) -> Iterator[list[Text]]:
    """Give the lines of each row, all on one scale: its label, how many, what share, and a bar where there is room."""
    digits = max(len(f"{count:,}") for _, count, _ in rows)
    share = max(len(share) for *_, share in rows)
    numbers = digits + (share + 1 if share else 0)
    longest = max(cell_len(label) for label, *_ in rows)
    room = min(longest, max(width - numbers - _LEAST_CELLS - 2, width // 2, 1))
    cells = min(width - room - numbers - 2, _MOST_CELLS)
    most = max(count for _, count, _ in rows)
    say: Callable[[int], str] = _hashes if style.ascii else _blocks
    for label, count, of in rows:
        first, *rest = wrap(plain(label), room)
        first.pad_right(room - first.cell_len)
        first.append(f" {count:>{digits},}", "bold").append(f" {of}" if share else "")
        if cells >= _LEAST_CELLS and count:
            first.append(f" {say(count * cells * 8 // most)}", "cyan")
        yield [first, *rest]


def _blocks(eighths: int) -> str:
    """Draw a bar of so many eighths of a cell, of one at the least."""
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip() or _EIGHTHS[1]


def _hashes(eighths: int) -> str:
    return "#" * (eighths // 8) or "."
