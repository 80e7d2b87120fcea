"""Figures as bars, those of a unit on one scale; a stock as the tree of its parts, and what no part accounts for.

A flow counts moves, not people: flows that fed a stock are never added, nor taken from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from karabakh_cli.model.amount import amount
from karabakh_cli.model.answer import Answer
from karabakh_cli.render import wording
from karabakh_cli.render.notes import notes
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, remarks, wrap

_RULE = "A flow counts moves, not people: flows are never added."
_RELATIONS = {"partition": "part", "subset": "of these", "contributes": "fed by"}
_EXCLUDED = "not included"
_OPEN_ABOVE = ("more-than", "at-least")
_COUNTED = ("partition", "subset")
"""The relations of what was counted within a whole; what fed a stock was not."""
_PARTS_ELSEWHERE = "its parts are drawn where it stands first, or asked for by karabakh show"
_DEEPEST = 12
"""The levels of parts within parts that are drawn."""
_NARROWEST_WITH_BARS = 40
"""In a narrower window the words take all the room there is."""


class _Glyphs(NamedTuple):
    """What bars and trees are drawn with."""

    known: str
    possible: str
    more: str
    branch: str
    last: str
    trunk: str


_BLOCKS = _Glyphs("█", "░", "▶", "├─ ", "└─ ", "│  ")
_ASCII = _Glyphs("#", "-", ">", "|- ", "`- ", "|  ")


class _Row(NamedTuple):
    """A line of the chart: a figure behind the lines of its tree, or words in place of one."""

    figure: dict[str, Any] | None
    lead: str
    """The lines of the tree before the first line of text, and before the ones that follow."""
    trunk: str
    words: str


def chart(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the figures of an answer by their unit, people first, each once: a part within its whole."""
    width = style.width or PIPE_WIDTH
    glyphs = _ASCII if style.ascii else _BLOCKS
    records = [hit.record() for hit in answer.hits]
    known = {**answer.related, **{record["id"]: record for record in records}}  # those asked for know how they match
    within = _ids_of_parts(records, known)
    by_unit: dict[str, list[_Row]] = {}
    trees = _Trees(known, glyphs)
    for record in records:
        if record["id"] not in within:
            by_unit.setdefault(record["unit"], []).extend(trees.of(record))
    drawn: list[Text] = []
    for unit in sorted(by_unit, key=lambda unit: unit != "people"):
        drawn += _of_one_unit(unit, by_unit[unit], width, style)
    drawn.append(_legend(glyphs, with_bars=width >= _NARROWEST_WITH_BARS))
    return Rendered(lines(Group(*drawn), width, color=style.color), tuple(notes(answer)))


def _ids_of_parts(records: Sequence[dict[str, Any]], known: Mapping[str, dict[str, Any]]) -> set[str]:
    """Return the ids of the parts of figures, and of the parts of those, at any depth."""
    found: set[str] = set()
    waiting = list(records)
    while waiting:
        for component in waiting.pop()["composition"]:
            if component["figure"] not in found:
                found.add(component["figure"])
                waiting.append(known[component["figure"]])
    return found


class _Trees:
    """Draws figures as trees of their parts. The parts of a figure that is a part of several are drawn once."""

    def __init__(self, known: Mapping[str, dict[str, Any]], glyphs: _Glyphs) -> None:
        self._known, self._glyphs = known, glyphs
        self._drawn: set[str] = set()

    def of(self, figure: dict[str, Any], lead: str = "", trunk: str = "", relation: str = "") -> Iterator[_Row]:
        """Give a figure's row, and below it those of its parts, of what it excludes, of what no part accounts for."""
        yield _Row(figure, lead, trunk, relation)
        below = self._below(figure)
        if below and (figure["id"] in self._drawn or len(trunk) >= _DEEPEST * len(self._glyphs.trunk)):
            yield _Row(None, trunk + self._glyphs.last, trunk + " " * len(self._glyphs.trunk), _PARTS_ELSEWHERE)
            return
        self._drawn.add(figure["id"])
        for number, (other, words) in enumerate(below, 1):
            last = number == len(below)
            inner_lead = trunk + (self._glyphs.last if last else self._glyphs.branch)
            inner_trunk = trunk + (" " * len(self._glyphs.trunk) if last else self._glyphs.trunk)
            if other is None or words == _EXCLUDED:  # two figures may exclude each other: what is left out has no tree
                yield _Row(other, inner_lead, inner_trunk, words)
            else:
                yield from self.of(other, inner_lead, inner_trunk, words)

    def _below(self, figure: dict[str, Any]) -> list[tuple[dict[str, Any] | None, str]]:
        """Return what stands below a figure, each with its relation, or words alone."""
        parts = [(self._known[part["figure"]], _RELATIONS[part["relation"]]) for part in figure["composition"]]
        return [
            *parts,
            *((self._known[excluded["id"]], _EXCLUDED) for excluded in figure["excludes"]),
            *([(None, _not_attributed(figure, self._known))] if parts else []),
        ]


def _not_attributed(figure: dict[str, Any], known: Mapping[str, dict[str, Any]]) -> str:
    """Say what no part of a figure accounts for: of parts that were counted within it, by subtraction of bounds."""
    relations = {part["figure"]: part["relation"] for part in figure["composition"] if part["relation"] in _COUNTED}
    parts = [known[id_] for id_ in relations]
    total = amount(figure)
    if not parts:
        return f"not attributed: how many of the {total} each flow accounts for is not given; {_RULE.lower()}"
    if figure.get("exhaustive"):
        return f"not attributed: none, the parts make up all of {total}"
    bounds = [_bounds(counted) for counted in (figure, *parts)]
    if any(bound is None for pair in bounds for bound in pair):
        return f"not attributed: cannot be told, as one of the numbers is open ({total})"
    # Subsets may overlap: together they are at least the largest of them. Parts of a partition do not.
    together = max if set(relations.values()) == {"subset"} else sum
    # Sums of decimals are never exact; and 0 comes first, so that it wins over -0.0.
    least = max(0, round(bounds[0][0] - sum(high for _, high in bounds[1:]), 6))
    most = round(bounds[0][1] - together(low for low, _ in bounds[1:]), 6)
    if most < 0 or len(set(relations.values())) > 1:
        return f"not attributed: cannot be told, as parts of {total} may overlap"
    about = "" if all(counted["quantifier"] in ("exact", "stated") for counted in (figure, *parts)) else "about "
    left = f"{least:,.10g}" if least == most else f"{least:,.10g} to {most:,.10g}"
    return f"not attributed: {about}{left} of {total}"


def _bounds(figure: dict[str, Any]) -> tuple[Any, Any]:
    """Return the least and the most that a figure may be, None where it is open to that side."""
    best = figure["best"]
    low, high = figure["low"], figure["high"]
    return (best if low is None else low, best if high is None else high)


def _of_one_unit(unit: str, rows: Sequence[_Row], width: int, style: Style) -> Iterator[Text]:
    """Draw the figures of a unit on a common scale, under a heading that names it."""
    figures = [row.figure for row in rows if row.figure and row.figure["unit"] == unit]
    most = max((value for figure in figures for value in _values(figure)), default=0)
    cells = _cells_for_bars(rows, width) if most > 0 else 0
    room = width - cells - 4 if cells else width
    said = [_said(row, style, room, width) for row in rows]
    column = min(max(line.cell_len for lines_ in said for line in lines_), room)
    yield plain(f"{unit}, on a scale of 0 to {most:,}" if cells else unit, "bold")
    for row, (first, *others) in zip(rows, said, strict=True):
        if not row.lead:
            yield Text()
        if cells and row.figure and row.figure["unit"] == unit:
            first.pad_right(column + 2 - first.cell_len)
            first.append_text(_bar(row.figure, most, cells, _ASCII if style.ascii else _BLOCKS))
        yield from (first, *others)
    yield Text()


def _cells_for_bars(rows: Sequence[_Row], width: int) -> int:
    """Return how long bars may be: a third of the width, a quarter where ids are long; these then pass below them."""
    longest_id = max(len(row.lead) + cell_len(row.figure["id"]) for row in rows if row.figure)
    return min(max(min(width // 3, width - longest_id - 4), width // 4), 48) if width >= _NARROWEST_WITH_BARS else 0


def _said(row: _Row, style: Style, room: int, width: int) -> list[Text]:
    """Say a figure in the room beside its bar, each line behind the lines of its tree; an id may take the width."""
    figure = row.figure
    if figure is None:
        words = wrap(plain(row.words, "italic"), room - len(row.lead))
    else:
        first = Text().append_text(plain(f"{row.words}: " if row.words else "", "italic"))
        first.append_text(plain(amount(figure), "bold"))
        first.append_text(plain(f"{_around_best(figure)}, {wording.date(figure)}, {figure['kind']}"))
        words = [
            *wrap(first, room - len(row.lead)),
            *wrap(plain(figure["of"]), room - len(row.lead)),
            *wrap(plain(figure["id"], "cyan"), width - len(row.lead)),
            *(part for line in remarks(figure, style) for part in wrap(line, room - len(row.lead))),
        ]
    return [Text(row.trunk if number else row.lead).append_text(line) for number, line in enumerate(words)]


def _around_best(figure: dict[str, Any]) -> str:
    """Say the bounds of a figure that has a best value, which alone is its number in words."""
    low, best, high = (figure[name] for name in ("low", "best", "high"))
    return "" if best is None or low is None or high is None else f" ({low:,} to {high:,})"


def _values(figure: dict[str, Any]) -> list[Any]:
    return [figure[name] for name in ("low", "best", "high") if figure[name] is not None]


def _bar(figure: dict[str, Any], most: float, cells: int, glyphs: _Glyphs) -> Text:
    """Draw a figure from 0: solid as far as is known, lighter where it is possible, an arrow if it may be more."""
    values = _values(figure)
    if not values:
        return Text()

    def length(value: float) -> int:
        return max(round(value * (cells - 1) / most), 1) if value > 0 else 0

    open_below, open_above = figure["quantifier"] in ("close-to", "up-to"), figure["quantifier"] in _OPEN_ABOVE
    known = 0 if open_below else length(values[0])
    bar = glyphs.known * known + glyphs.possible * (length(values[-1]) - known)
    end = glyphs.more if open_above else "~" if figure["quantifier"] == "about" else ""
    return plain(bar + end, "blue" if figure["kind"] == "stock" else "green")


def _legend(glyphs: _Glyphs, *, with_bars: bool) -> Text:
    """Say what the drawing means, and the rule for flows."""
    bars = f"{glyphs.known} known, {glyphs.possible} possible, {glyphs.more} or more, ~ about. " if with_bars else ""
    return plain(f"{bars}A stock is how many at a moment, a flow how many over a time. {_RULE}", "italic")
