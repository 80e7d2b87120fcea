"""Events along the time asked: an axis of days, weeks or months, or one for each year; a bar for each event below it.

What spans more than the time asked is told in words above, as its bar would say nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.dates import BEGINNING, END, Span, Window, ordinal, parse
from karabakh_cli.model.reading import window_in_words
from karabakh_cli.model.vocabulary import FAMILIES
from karabakh_cli.render import wording
from karabakh_cli.render.axis import Axis, unit_of
from karabakh_cli.render.notes import notes
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, remarks
from karabakh_cli.text.english import SEASONS, in_words

_LEVELS = " ▁▂▃▄▅▆▇█"

_NO_DAY = "0001-01-01"
"""Where what is open at both ends is drawn."""
_FAMILIES = {
    "fighting": ("red", "fighting"),
    "harm": ("magenta", "people killed or driven out"),
    "other": ("cyan", "politics, talks and all else"),
}


class _Glyphs(NamedTuple):
    """What a bar is drawn with."""

    certain: str
    possible: str
    day: str
    before: str
    after: str


_BLOCKS = _Glyphs("█", "░", "●", "◀", "▶")
_ASCII = _Glyphs("#", "-", "o", "<", ">")


class _Drawn(NamedTuple):
    """An event and its date."""

    event: dict[str, Any]
    span: Span


def timeline(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the events of an answer along the time that it was asked for; without one, along the time they take."""
    width = style.width or PIPE_WIDTH
    glyphs = _ASCII if style.ascii else _BLOCKS
    records = [hit.record() for hit in answer.hits]
    events = [_Drawn(record, parse(record["date"])) for record in records]
    time = _time_of(answer.reading.window or Window(), [event.span for event in events])
    above = [event for event in events if answer.reading.window and _spans_more(event.span, time)]
    drawn = [event for event in events if event not in above]
    parts: list[Any] = [_legend(glyphs, style), Text(), *_told(above, time, style)]
    room = min(width * 9 // 20, width - max((cell_len(record["id"]) for record in records), default=0) - 4)
    for axis, within in _sections(time, drawn, room, width):
        head = f"{_in_words(axis.time)}  {len(within)} event{'' if len(within) == 1 else 's'}"
        rows = [*_density(axis, [event.span for event in drawn], style)]
        rows += [
            (plain(_bar(span, axis, glyphs), _color(event["kind"])), _label(event, style)) for event, span in within
        ]
        parts += [plain(head, "bold"), _laid_out(rows, axis.cells, width, beside=axis.cells <= max(room, 1)), Text()]
    return Rendered(lines(Group(*parts[:-1]), width, color=style.color), tuple(notes(answer)))


def _time_of(asked: Window, spans: Sequence[Span]) -> Window:
    """Return the time that is drawn: the one asked for, and where that is open, the years that the events take."""
    first = f"{min(map(_first_known, spans))[:4]}-01-01" if asked.first == BEGINNING else asked.first
    last = f"{max(map(_last_known, spans))[:4]}-12-31" if asked.last == END else asked.last
    return Window(min(first, last), max(first, last))


def _first_known(span: Span) -> str:
    """Return the first day on which something may have begun, or ended, where that is open."""
    return _known(span.earliest_start, span.earliest_end, span.latest_end)


def _last_known(span: Span) -> str:
    return _known(span.latest_end, span.latest_start, span.earliest_start)


def _known(*days: str) -> str:
    return next((day for day in days if day not in (BEGINNING, END)), _NO_DAY)


def _spans_more(span: Span, time: Window) -> bool:
    """Tell whether a bar would fill the whole time and say nothing: as what it shows neither begins nor ends in it."""
    begins = time.first <= span.earliest_start and span.latest_start <= time.last
    ends = time.first <= span.earliest_end and span.latest_end <= time.last
    covers = any(part.earliest_start <= time.first and part.latest_end >= time.last for part in span.alternatives)
    return covers and not begins and not ends


def _told(above: Sequence[_Drawn], time: Window, style: Style) -> Iterator[Text]:
    """Tell in a line each what spans more than the time drawn, the shortest first, as it is the nearest to it."""
    if not above:
        return
    yield plain(f"Longer than {_in_words(time)}, or on an unknown day of a longer time: {len(above)}", "bold")
    dot, differ = (" - ", "!") if style.ascii else (" · ", "≠")
    for event, _ in sorted(
        above, key=lambda event: ordinal(event.span.latest_end) - ordinal(event.span.earliest_start)
    ):
        marks = ("?" if event.get("match") == "possible" else "") + (differ if event["disputed"] else "")
        said = [plain(f"{marks} {wording.date(event)}".lstrip()), plain(event["title"], _color(event["kind"]))]
        yield Text(dot).join([*said, Text(event["id"], "cyan")])
    yield Text()


def _sections(time: Window, events: Sequence[_Drawn], room: int, width: int) -> Iterator[tuple[Axis, list[_Drawn]]]:
    """Give the axes with their events: one, or for a time of more than a year one for each in which some begin.

    Where an axis has no room beside the ids, which are never cut, it has the width.
    """
    unit = unit_of(time)
    by_year: dict[str, list[_Drawn]] = {}
    for event in events:
        first = max(_first_known(event.span), time.first)
        by_year.setdefault(first[:4] if unit == "year" else "", []).append(event)
    for year, within in sorted(by_year.items()):
        part = Window(f"{year}-01-01", f"{year}-12-31") if year else time
        beside = Axis(part, "month" if year else unit, max(room, 1))
        fits = beside.cells >= len(beside.units)
        yield (beside if fits else Axis(part, beside.unit, width)), within


def _density(axis: Axis, spans: Sequence[Span], style: Style) -> Iterator[tuple[Text, Text]]:
    """Give the rows above the events: how many each unit of the axis saw at most, and the labels of the axis."""
    numbers = [sum(span.match(unit) != "no" for span in spans) for unit in axis.units]
    if style.ascii:
        levels = [str(min(number, 9)) if number else " " for number in numbers]
    else:
        levels = [_LEVELS[-(-number * 8 // max(*numbers, 1))] for number in numbers]
    least, most = min(numbers), max(numbers)
    range_ = f"possible in a {axis.unit}: {least if least == most else f'{least} to {most}'}"
    yield plain(axis.bars(levels), "blue"), plain(range_, "italic")
    for line in axis.labels():
        yield plain(line), Text()


def _in_words(time: Window) -> str:
    """Say a time: "1992", "May 1992", "spring 1992", "3 to 9 April 1993"."""
    year = time.first[:4]
    for text in (time.first[:7], *(f"{year}-{season}" for season in SEASONS)):
        span = parse(text)
        if (span.earliest_start, span.latest_end) == time:
            return in_words(text)
    return window_in_words(time)


def _bar(span: Span, axis: Axis, glyphs: _Glyphs) -> str:
    """Draw a date on an axis: solid where it is certain, lighter where it is only possible."""
    first, last = axis.time
    bar = [" "] * axis.cells
    for begin, end, sure in span.stretches(axis.time):
        cells = range(axis.first_cell(begin), axis.last_cell(end) + 1)
        for cell in cells[:1] if sure == "day" else cells:
            bar[cell] = getattr(glyphs, sure)
    if span.earliest_start < first:
        bar[0] = glyphs.before
    if span.latest_end > last:
        bar[-1] = glyphs.after
    return "".join(bar)


def _laid_out(rows: Sequence[tuple[Text, Text]], cells: int, width: int, *, beside: bool) -> Any:
    """Lay bars and words out side by side, or where there is no room the words below their bars."""
    if not beside:
        return Group(*(text for row in rows for text in row if text))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=min(cells, width), no_wrap=True, overflow="crop")
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _label(event: dict[str, Any], style: Style) -> Text:
    dot = " - " if style.ascii else " · "
    text = Text("\n").join([plain(event["title"], "bold"), plain(wording.date(event))])
    text.append(dot).append(event["id"], "cyan").append(dot).append(event["kind"], _color(event["kind"]))
    return Text("\n").join([text, *remarks(event, style)])


def _color(kind: str) -> str:
    return _FAMILIES[FAMILIES.get(kind, "other")][0]


def _legend(glyphs: _Glyphs, style: Style) -> Text:
    """Say what the drawing means."""
    meanings = (
        (glyphs.day, "on one day"),
        (glyphs.certain, "throughout"),
        (glyphs.possible, "possible, the day is not known"),
        (glyphs.before, "begun before"),
        (glyphs.after, "goes on"),
        ("?", "possibly outside these dates"),
        ("!" if style.ascii else "≠", "disputed"),
    )
    text = plain(", ".join(f"{glyph} {meaning}" for glyph, meaning in meanings) + ". Kinds: ")
    return text.append_text(Text("; ").join(plain(name, color) for color, name in _FAMILIES.values()))
