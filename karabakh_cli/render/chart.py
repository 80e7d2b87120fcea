"""Figures as bars, those of a unit on one scale; a stock as the tree of its parts, and what no part accounts for.

A flow counts moves, not people: flows are never added, nor taken from anything.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from karabakh_cli.answer import Answer
from karabakh_cli.render import Rendered, wording
from karabakh_cli.render.notes import notes
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, remarks, wrap

if TYPE_CHECKING:
    from karabakh_cli.render import Style

_RULE = "A flow counts moves, not people: flows are never added."
_RELATIONS = {"partition": "part", "subset": "of these", "contributes": "fed by"}
_OPEN_ABOVE = ("more-than", "at-least")
_COUNTED = ("partition", "subset")
"""The relations of what was counted within a whole; what fed a stock was not."""


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


def chart(answer: Answer[Any], style: "Style") -> Rendered:
    """Draw the figures of an answer by their unit, each once: a part within its whole."""
    width = style.width or PIPE_WIDTH
    glyphs = _ASCII if style.ascii else _BLOCKS
    wholes = [hit.whole() for hit in answer.hits]
    within = {component["figure"] for whole in wholes for component in whole["composition"]}
    by_unit: dict[str, list[_Row]] = {}
    for whole in wholes:
        if whole["id"] not in within:
            by_unit.setdefault(whole["unit"], []).extend(_tree(whole, answer.related, glyphs))
    parts: list[Any] = []
    for unit, rows in by_unit.items():
        parts += _of_one_unit(unit, rows, width, style)
    parts.append(_legend(glyphs))
    return Rendered(lines(Group(*parts), width, color=style.color), tuple(notes("figure", wholes)))


def _tree(
    figure: dict[str, Any], related: Mapping[str, dict[str, Any]], glyphs: _Glyphs, lead: str = "", trunk: str = "",
    relation: str = "",
) -> Iterator[_Row]:  # fmt: skip
    """Give a figure's row, and below it those of its parts, of what it excludes, of what no part accounts for."""
    yield _Row(figure, lead, trunk, relation)
    below: list[tuple[dict[str, Any] | None, str]] = [
        (related[component["figure"]], _RELATIONS[component["relation"]]) for component in figure["composition"]
    ]
    below += [(related[excluded["id"]], "not included") for excluded in figure["excludes"]]
    if figure["composition"]:
        below.append((None, _not_attributed(figure, related)))
    for number, (part, words) in enumerate(below, 1):
        last = number == len(below)
        inner_lead = trunk + (glyphs.last if last else glyphs.branch)
        inner_trunk = trunk + (" " * len(glyphs.trunk) if last else glyphs.trunk)
        if part is None:
            yield _Row(None, inner_lead, inner_trunk, words)
        else:
            yield from _tree(part, related, glyphs, inner_lead, inner_trunk, words)


def _not_attributed(figure: dict[str, Any], related: Mapping[str, dict[str, Any]]) -> str:
    """Say what no part of a figure accounts for: of parts that were counted within it, by subtraction of bounds."""
    parts = [related[part["figure"]] for part in figure["composition"] if part["relation"] in _COUNTED]
    total = wording.number(figure)
    if not parts:
        return f"not attributed: how many of the {total} each flow accounts for is not given; {_RULE.lower()}"
    bounds = [_bounds(counted) for counted in (figure, *parts)]
    if any(bound is None for pair in bounds for bound in pair):
        return f"not attributed: cannot be told, as one of the numbers is open ({total})"
    least = max(bounds[0][0] - sum(high for _, high in bounds[1:]), 0)
    most = max(bounds[0][1] - sum(low for low, _ in bounds[1:]), 0)
    about = "" if all(counted["quantifier"] in ("exact", "stated") for counted in (figure, *parts)) else "about "
    left = f"{least:,.10g}" if least == most else f"{least:,.10g} to {most:,.10g}"
    return f"not attributed: {about}{left} of {total}"


def _bounds(figure: dict[str, Any]) -> tuple[Any, Any]:
    """Return the least and the most that a figure may be, None where it is open to that side."""
    best = figure["best"]
    low, high = figure["low"], figure["high"]
    return (best if low is None else low, best if high is None else high)


def _of_one_unit(unit: str, rows: list[_Row], width: int, style: "Style") -> Iterator[Any]:
    """Draw the figures of a unit on a common scale, under a heading that tells it."""
    figures = [row.figure for row in rows if row.figure]
    most = max((value for figure in figures for value in _values(figure)), default=0)
    longest_id = max((len(row.lead) + cell_len(row.figure["id"]) for row in rows if row.figure), default=0)
    cells = max(min(width // 3, 48, width - longest_id - 4), 1)  # an id is never cut for the sake of a bar
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", ratio=1)
    grid.add_column(width=cells, no_wrap=True, overflow="crop")
    for number, row in enumerate(rows):
        if number and not row.lead:
            grid.add_row()
        bar = _bar(row.figure, most, cells, _ASCII if style.ascii else _BLOCKS) if row.figure else Text()
        grid.add_row(_said(row, style, width - cells - 4), bar)
    yield plain(f"{unit}, on a scale of 0 to {most:,}", "bold")
    yield Text()
    yield grid
    yield Text()


def _said(row: _Row, style: "Style", width: int) -> Text:
    """Say a figure beside its bar, each line behind the lines of its tree."""
    if row.figure is None:
        told = [plain(row.words, "italic")]
    else:
        figure = row.figure
        relation = f"{row.words}: " if row.words else ""
        when = f", {wording.date(figure)}, {figure['kind']}"
        told = [Text().append_text(plain(relation, "italic")).append_text(plain(wording.number(figure), "bold"))]
        told[0].append_text(plain(when))
        told += [plain(figure["of"]), plain(figure["id"], "cyan"), *remarks(figure, style)]
    wrapped = [part for line in told for part in wrap(line, width - len(row.lead))]
    return Text("\n").join(
        Text(row.trunk if number else row.lead).append_text(line) for number, line in enumerate(wrapped)
    )


def _values(figure: dict[str, Any]) -> list[Any]:
    return [figure[name] for name in ("low", "best", "high") if figure[name] is not None]


def _bar(figure: dict[str, Any], most: float, cells: int, glyphs: _Glyphs) -> Text:
    """Draw a figure from 0: solid as far as is known, lighter where it is possible, an arrow if it may be more."""
    values = _values(figure)
    if not values or most <= 0:
        return Text()

    def length(value: float) -> int:
        return max(round(value * (cells - 1) / most), 1) if value > 0 else 0

    open_below, open_above = figure["quantifier"] in ("close-to", "up-to"), figure["quantifier"] in _OPEN_ABOVE
    known = 0 if open_below else length(values[0])
    bar = glyphs.known * known + glyphs.possible * (length(values[-1]) - known)
    end = glyphs.more if open_above else "~" if figure["quantifier"] == "about" else ""
    return plain(bar + end, "blue" if figure["kind"] == "stock" else "green")


def _legend(glyphs: _Glyphs) -> Text:
    """Say what the drawing means, and the rule for flows."""
    told = (
        f"{glyphs.known} known, {glyphs.possible} possible, {glyphs.more} or more, ~ about. "
        f"A stock is how many at a moment, a flow how many over a time. {_RULE}"
    )
    return plain(told, "italic")
