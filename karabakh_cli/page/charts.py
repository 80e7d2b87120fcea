"""Figures that answer the same question, each with its range on one scale."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from karabakh_cli.model.amount import range_of
from karabakh_cli.model.columns import when_of
from karabakh_cli.model.dates import parse


class Row(NamedTuple):
    """A figure, with what its words allow as parts of the scale, from 0 to 1; `open` has no highest number."""

    figure: dict[str, Any]
    low: float
    high: float
    open: bool


class Chart(NamedTuple):
    """The figures of one question and unit, the earliest first, and the number at the end of their scale."""

    question: str
    unit: str
    end: float
    rows: Sequence[Row]


def charts(figures: Sequence[dict[str, Any]]) -> list[Chart]:
    """Return a chart for each question that two figures or more answer in one unit, by question."""
    alike: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for figure in figures:
        if figure["question"] and figure["quantifier"]:
            alike.setdefault((figure["question"], figure["unit"]), []).append(figure)
    return [_chart(*key, same) for key, same in sorted(alike.items()) if len(same) > 1]


def _chart(question: str, unit: str, figures: Sequence[dict[str, Any]]) -> Chart:
    figures = sorted(figures, key=lambda figure: parse(when_of(figure)).latest_end)
    known = [number for figure in figures for number in range_of(figure) if math.isfinite(number)]
    end = max(*known, 1.0)
    return Chart(question, unit, end, list(_rows(figures, end)))


def _rows(figures: Sequence[dict[str, Any]], end: float) -> Iterator[Row]:
    for figure in figures:
        low, high = range_of(figure)
        open_ = math.isinf(high)
        yield Row(figure, low / end, 1.0 if open_ else high / end, open_)
