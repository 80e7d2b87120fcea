"""Figures that answer the same question, each with its range on one scale."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from karabakh_cli.model.amount import amount, range_of
from karabakh_cli.model.columns import when_of
from karabakh_cli.model.dates import parse
from karabakh_cli.model.subject import Subject
from karabakh_cli.page.records import Facts
from karabakh_cli.page.section import Section, written
from karabakh_cli.render import wording


class Row(NamedTuple):
    """A figure in words, with what these allow as parts of the scale, from 0 to 1; `open` has no highest number."""

    figure: Any
    amount: str
    when: str
    by: str
    low: float
    high: float
    open: bool


class Chart(NamedTuple):
    """The figures of one question and unit, the earliest first, and the number at the end of their scale."""

    measure: str
    question: str
    unit: str
    end: float
    rows: Sequence[Row]
    first: bool = True
    """Whether no other chart of the question comes before it."""

    @property
    def address(self) -> str:
        """What leads to it within the charts: its question, and its unit where another chart has the question."""
        return self.question if self.first else f"{self.question}~{self.unit}"


def section(subject: Subject, facts: Facts) -> Section:
    """Return the charts of all questions that several figures answer."""
    drawn = charts(facts.of_kind["figure"])
    return Section("charts", "Figures compared", written("charts.html", charts=drawn) if drawn else "")


def charts(figures: Sequence[Any]) -> list[Chart]:
    """Return a chart for each question that two figures or more answer in one unit, by measure."""
    alike: dict[tuple[str, str], list[Any]] = {}
    for figure in figures:
        if figure["question"] and figure["quantifier"]:
            alike.setdefault((figure["question"], figure["unit"]), []).append(figure)
    drawn = sorted((_chart(*key, same) for key, same in alike.items() if len(same) > 1), key=lambda chart: chart[:3])
    questions = [chart.question for chart in drawn]
    return [chart._replace(first=questions.index(chart.question) == number) for number, chart in enumerate(drawn)]


def _chart(question: str, unit: str, figures: Sequence[Any]) -> Chart:
    figures = sorted(figures, key=lambda figure: parse(when_of(figure)).latest_end)
    known = [number for figure in figures for number in range_of(figure) if math.isfinite(number)]
    end = max(*known, 1.0)
    return Chart(figures[0]["measure"], question, unit, end, list(_rows(figures, end)))


def _rows(figures: Sequence[Any], end: float) -> Iterator[Row]:
    for figure in figures:
        low, high = range_of(figure)
        open_ = math.isinf(high)
        words = amount(figure), wording.date(figure), wording.said_by(figure["sources"])
        yield Row(figure, *words, low / end, 1.0 if open_ else high / end, open_)
