"""Rich, set up once: what reaches it is plain text, and what leaves it is a list of lines."""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from karabakh_cli.render import wording
from karabakh_cli.render.style import Style
from karabakh_cli.text.escape import visible

# Beside the words of a remark stand a mark and a colour, which catch the eye and carry nothing.
_REMARKS = {"disputed": ("≠", "red"), "possible": ("?", "magenta")}

_LEAST_ROOM = 10
"""The cells that values need beside their labels."""
PIPE_WIDTH = 100
"""The width of a table that is asked for where there is no terminal."""


def lines(renderable: RenderableType, width: int | None, *, color: bool) -> Iterator[str]:
    """Draw something at a width, with escapes only if `color` is set; lines without anything at either end go."""
    drawn_lines = list(drawn([renderable], width, color=color))
    return iter("\n".join(drawn_lines).strip("\n").split("\n"))


def drawn(renderables: Iterable[RenderableType], width: int | None, *, color: bool) -> Iterator[str]:
    """Draw one thing after the other at a width, with escapes only if `color` is set."""
    paper = StringIO()  # not standard output, whose encoding would choose the boxes
    console = Console(
        file=paper,
        width=width or PIPE_WIDTH,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for renderable in renderables:
        console.print(renderable)
        yield from (line if color else line.rstrip() for line in paper.getvalue().removesuffix("\n").split("\n"))
        paper.seek(0)
        paper.truncate()


def plain(text: object, style: str = "") -> Text:
    """Make a text that Rich shows as it is: no markup, no emoji codes, no control characters."""
    return Text(visible(str(text)), style=style)


class labelled:  # noqa: N801 - a way of laying out, as the functions beside it
    """Labels and values in two columns, the values wrapped beside their labels; below them where there is no room."""

    def __init__(self, rows: Iterable[tuple[str, str | Text]]) -> None:
        self._rows = [
            (plain(f"{label}:", "bold"), value if isinstance(value, Text) else plain(value)) for label, value in rows
        ]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        longest = max((label.cell_len for label, _ in self._rows), default=0)
        if options.max_width < longest + _LEAST_ROOM:
            yield from (Text(overflow="fold").append_text(text) for row in self._rows for text in row)
            return
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for row in self._rows:
            grid.add_row(*row)
        yield grid


def remarks(record: dict[str, Any], style: Style) -> list[Text]:
    """Say what a reader must know beside the facts in a line, with marks and colours; no line if there is nothing."""
    said = [
        plain(f"{'!' if style.ascii else mark} {remark}", color)
        for remark in wording.remarks(record)
        for mark, color in [_REMARKS[remark]]
    ]
    return [Text("  ").join(said)] if said else []


def wrap(text: Text, width: int) -> list[Text]:
    """Break a text between words into lines of a width, of one cell at the least."""
    width = max(width, 1)
    if text.cell_len <= width and "\n" not in text.plain:
        return [text]
    return list(text.wrap(Console(width=width), width))
