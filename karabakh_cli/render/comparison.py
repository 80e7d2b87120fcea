"""The figures of a question on one axis: who counts, and beside it the range of the number, with a letter for standing.

Each question has its own axis, from 0 to the most that a figure of it says.
"""

import itertools
import math
from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import Any, NamedTuple

from rich.console import Group
from rich.text import Text

from karabakh_cli.model.amount import amount, range_of
from karabakh_cli.model.answer import Answer
from karabakh_cli.render import wording
from karabakh_cli.render.notes import notes
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, remarks, wrap

_COLORS = ("blue", "green", "magenta", "cyan", "red")
_LEAST_CELLS, _MOST_CELLS = 20, 100
"""The cells of an axis; in a window that has no room for the least, numbers are told in words alone."""
_ROOM_BEHIND = 4
"""The cells behind the most that is said, for the letters and the arrow of what may be more."""
_MOST_TICKS = 5
_GAP = 2


class _Glyphs(NamedTuple):
    """What ranges and the axis are drawn with."""

    between: str
    about: str
    less: str
    more: str
    axis: str
    tick: str


_LINES = _Glyphs("━", "┄", "◀", "▶", "─", "┬")
_ASCII = _Glyphs("=", "~", "<", ">", "-", "+")
_LESS, _MORE = ("close-to", "up-to"), ("more-than", "at-least")


def comparison(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the figures of an answer, question by question, those of a question on one axis."""
    width = style.width or PIPE_WIDTH
    glyphs = _ASCII if style.ascii else _LINES
    records = [hit.record() for hit in answer.hits]
    letters = _letters(records)
    cells = min(width * 11 // 20, _MOST_CELLS)
    drawn = [*_legend(letters, glyphs, with_axis=cells >= _LEAST_CELLS), Text()]
    for (question, unit), figures in itertools.groupby(
        records, key=lambda figure: (figure["question"], figure["unit"])
    ):
        of_one = list(figures)
        drawn.append(plain(f"{question or wording.NO_QUESTION}, in {unit}", "bold magenta"))
        axis = _Axis(of_one, cells, glyphs)
        if axis.is_drawn:
            drawn += [Text(" " * (width - cells)).append_text(line) for line in axis.lines()]
        for figure in of_one:
            drawn += _rows(figure, letters, axis, width, style)
        drawn.append(Text())
    return Rendered(lines(Group(*drawn[:-1]), width, color=style.color), tuple(notes(answer)))


def _letters(figures: Sequence[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return a letter and a colour for each standing: of its last word, or else of it all, the first that is free."""
    found: dict[str, tuple[str, str]] = {}
    standings = {citation["standing"] for figure in figures for citation in figure["sources"]}
    for number, standing in enumerate(sorted(standings)):
        taken = {letter for letter, _ in found.values()}
        candidates = f"{standing.rpartition('-')[2]}{standing}{ascii_uppercase}".upper()
        free = (letter for letter in candidates if letter in ascii_uppercase and letter not in taken)
        found[standing] = next(free, "?"), _COLORS[number % len(_COLORS)]
    return found


class _Axis:
    """The axis of a question, from 0 to the most that is said, as long as a number of cells."""

    def __init__(self, figures: Sequence[dict[str, Any]], cells: int, glyphs: _Glyphs) -> None:
        bounds = [value for figure in figures if figure["quantifier"] for value in range_of(figure)]
        self._most = max((value for value in bounds if value < math.inf), default=0)
        self.cells, self._glyphs = cells, glyphs
        self.is_drawn = cells >= _LEAST_CELLS and self._most > 0

    def lines(self) -> Iterator[Text]:
        """Give the numbers of the axis, where they do not touch, and the line with its ticks below them."""
        step = next(step for step in _steps() if self._most / step <= _MOST_TICKS)
        numbers, line = [" "] * self.cells, [self._glyphs.axis] * self.cells
        free = 0
        for tick in (step * number for number in range(int(self._most / step) + 1)):
            place, number = self._place(tick), f"{tick:,.10g}"
            line[place] = self._glyphs.tick
            begin = min(max(place - len(number) // 2, 0), self.cells - len(number))
            if begin >= free:
                numbers[begin : begin + len(number)] = number
                free = begin + len(number) + 1
        yield from (plain("".join(numbers).rstrip()), plain("".join(line)))

    def range(self, figure: dict[str, Any], letters: str) -> str:
        """Draw the range of a number with the letters of who stands behind it: at its ends, or at the one it has."""
        low, high = range_of(figure)
        quantifier, best = figure["quantifier"], figure["best"]
        row = [" "] * (self.cells + len(letters) + 1)
        ends = [self._place(value) for value in (low, high) if value < math.inf]
        between = self._glyphs.about if quantifier in ("about", "close-to") else self._glyphs.between
        row[ends[0] : ends[-1] + 1] = between * (ends[-1] + 1 - ends[0])
        marked = [ends[-1]] if quantifier in _LESS else [*ends] if best is None else [self._place(best)]
        for place in marked:
            row[place : place + len(letters)] = letters
        if quantifier in _MORE:
            row[ends[0] + len(letters)] = self._glyphs.more
        elif quantifier == "up-to":
            row[0] = self._glyphs.less
        return "".join(row).rstrip()[: self.cells]

    def _place(self, value: float) -> int:
        return round(value * (self.cells - _ROOM_BEHIND) / self._most)


def _steps() -> Iterator[float]:
    """Give 0.01, 0.02, 0.05, 0.1 and so on: the round steps that an axis can have."""
    return (factor * 10.0**power for power in itertools.count(-2) for factor in (1, 2, 5))


def _rows(
    figure: dict[str, Any], letters: dict[str, tuple[str, str]], axis: _Axis, width: int, style: Style
) -> Iterator[Text]:
    """Say who counts how many, as of when, and draw the range beside it; an id may pass below the axis."""
    room = width - axis.cells - _GAP if axis.is_drawn else width
    of = dict.fromkeys(citation["standing"] for citation in figure["sources"])
    said = [
        *wrap(plain(wording.said_by(figure["sources"]) or "nobody named", "bold"), room),
        *wrap(plain(f"{amount(figure)}, {wording.date(figure)}"), room),
        *([] if axis.is_drawn else wrap(plain(", ".join(of)), room)),
        *wrap(plain(figure["id"], "cyan"), width),
        *(part for line in remarks(figure, style) for part in wrap(line, room)),
    ]
    if axis.is_drawn and figure["quantifier"]:
        said[0].pad_right(width - axis.cells - said[0].cell_len)
        color = letters[next(iter(of))][1] if of else ""
        said[0].append_text(plain(axis.range(figure, "".join(letters[standing][0] for standing in of)), color))
    yield from said


def _legend(letters: dict[str, tuple[str, str]], glyphs: _Glyphs, *, with_axis: bool) -> Iterator[Text]:
    """Say what the letters and the lines mean."""
    if with_axis:
        said = [plain(f"{letter} {standing}", color) for standing, (letter, color) in letters.items()]
        yield Text("Standing of the source: ").append_text(Text(", ").join(said))
        lines_ = ((glyphs.between, "from a least to a most"), (glyphs.about, "about"), (glyphs.more, "or more"))
        yield plain(", ".join(f"{glyph} {meaning}" for glyph, meaning in (*lines_, (glyphs.less, "up to"))), "italic")
