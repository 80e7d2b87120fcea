"""Events along time: a section a year, with a bar for each event and above them how many there were each month."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.dates import BEGINNING, Span, Window, days_in_month, ordinal, parse
from karabakh_cli.model.vocabulary import FIGHTING, HARM
from karabakh_cli.render import wording
from karabakh_cli.render.notes import notes
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, remarks
from karabakh_cli.text.english import MONTHS

_CELLS_PER_MONTH = ((160, 5), (110, 4), (80, 3), (60, 2))
"""The cells that a month takes, by the width from which it does."""
_LEVELS = " ▁▂▃▄▅▆▇█"

_FAMILIES = (
    ("red", "fighting", FIGHTING),
    ("magenta", "people killed or driven out", HARM),
    ("cyan", "politics, talks and all else", ()),
)


class _Glyphs(NamedTuple):
    """What a bar is drawn with."""

    certain: str
    possible: str
    day: str
    before: str
    after: str


_BLOCKS = _Glyphs("█", "░", "●", "◀", "▶")
_ASCII = _Glyphs("#", "-", "o", "<", ">")


def timeline(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the events of an answer by the year in which they begin, at the earliest."""
    width = style.width or PIPE_WIDTH
    glyphs = _ASCII if style.ascii else _BLOCKS
    records = [hit.record() for hit in answer.hits]
    spans = [parse(record["date"]) for record in records]
    longest_id = max(cell_len(record["id"]) for record in records)  # never cut for the sake of a bar
    cells = next((cells for least, cells in _CELLS_PER_MONTH if width >= max(least, 12 * cells + longest_id + 4)), 1)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=min(12 * cells, width), no_wrap=True, overflow="crop")
    grid.add_column(overflow="fold")
    by_year: dict[int, list[tuple[dict[str, Any], Span]]] = {}
    for record, span in zip(records, spans, strict=True):
        by_year.setdefault(_year(span), []).append((record, span))
    for year, events in sorted(by_year.items()):
        for row in _heading(year, len(events), spans, cells, style):
            grid.add_row(*row)
        for record, span in events:
            bar = plain(_bar(span, year, 12 * cells, glyphs), _color(record["kind"]))
            grid.add_row(bar, _label(record, style))
        grid.add_row("", "")
    drawn = lines(Group(grid, _legend(glyphs)), width, color=style.color)
    return Rendered(drawn, tuple(notes(answer)))


def _year(span: Span) -> int:
    """Return the year in which an event begins at the earliest, or ends, also at the earliest, where that is open."""
    known = (span.earliest_start, span.earliest_end, span.latest_end)
    return int(next(day for day in known if day != BEGINNING)[:4])


def _heading(year: int, count: int, spans: list[Span], cells: int, style: Style) -> Iterator[tuple[Text, Text]]:
    """Give the rows above a year's events: the year, how many events each month saw at most, the months' names."""
    months = [_possibly_in(f"{year:04}-{month:02}", spans) for month in range(1, 13)]
    if style.ascii:
        levels = [str(min(number, 9)) if number else " " for number in months]
    else:
        levels = [_LEVELS[-(-number * 8 // max(*months, 1))] for number in months]
    density = "".join(f"{level * max(cells - 1, 1):{cells}}" for level in levels)
    initials = "".join(f"{name[: 3 if cells > 3 else 1]:{cells}}" for name in MONTHS)
    yield plain(str(year), "bold"), plain(f"{count} event{'' if count == 1 else 's'}", "bold")
    least, most = min(months), max(months)
    range_ = f"possible in a month: {least if least == most else f'{least} to {most}'}"
    yield plain(density, "blue"), plain(range_, "italic")
    yield plain(initials), Text()


def _possibly_in(month: str, spans: list[Span]) -> int:
    days = Window(f"{month}-01", f"{month}-{days_in_month(int(month[:4]), int(month[5:])):02}")
    return sum(span.match(days) != "no" for span in spans)


def _bar(span: Span, year: int, width: int, glyphs: _Glyphs) -> str:
    """Draw a date on the axis of a year: solid where it is certain, lighter where it is only possible."""
    first, last = f"{year:04}-01-01", f"{year:04}-12-31"

    def cell(day: str) -> int:
        return (ordinal(min(max(day, first), last)) - ordinal(first)) * width // 366

    bar = [" "] * width
    for time in span.alternatives:
        start, end = cell(time.earliest_start), cell(time.latest_end)
        bar[start : end + 1] = glyphs.possible * (end + 1 - start)
    if not span.qualified and span.latest_start <= span.earliest_end and span.latest_start <= last:
        start, end = cell(span.latest_start), cell(span.earliest_end)
        mark = glyphs.day if span.earliest_start == span.latest_end else glyphs.certain
        bar[start : end + 1] = mark * (end + 1 - start)
    if span.earliest_start < first:
        bar[0] = glyphs.before
    if span.latest_end > last:
        bar[-1] = glyphs.after
    return "".join(bar)


def _label(event: dict[str, Any], style: Style) -> Text:
    dot = " - " if style.ascii else " · "
    text = Text("\n").join([plain(event["title"], "bold"), plain(wording.date(event))])
    text.append(dot).append(event["id"], "cyan").append(dot).append(event["kind"], _color(event["kind"]))
    return Text("\n").join([text, *remarks(event, style)])


def _color(kind: str) -> str:
    return next((color for color, _, kinds in _FAMILIES if kind in kinds), _FAMILIES[-1][0])


def _legend(glyphs: _Glyphs) -> Text:
    """Say what the drawing means."""
    meanings = (
        (glyphs.certain, "throughout"),
        (glyphs.possible, "possible, the day is not known"),
        (glyphs.day, "on one day"),
        (glyphs.before, "begun before the year"),
        (glyphs.after, "goes on after it"),
    )
    text = plain(", ".join(f"{glyph} {meaning}" for glyph, meaning in meanings) + ". Kinds: ")
    return text.append_text(Text("; ").join(plain(name, color) for color, name, _ in _FAMILIES))
