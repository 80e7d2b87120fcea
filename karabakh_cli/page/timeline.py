"""The events along the years covered: a row each with its bar, and how many there were in each month."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from karabakh_cli.model.dates import Span, Window, days_in_month, ordinal, parse
from karabakh_cli.model.subject import Subject
from karabakh_cli.model.vocabulary import FAMILIES
from karabakh_cli.page.records import Facts
from karabakh_cli.page.section import Section, written
from karabakh_cli.render import wording


class Bar(NamedTuple):
    """A part of the time covered, in days from its beginning, and how sure it is that an event was in it."""

    begin: int
    end: int
    sure: str
    """As a stretch of a date says it."""


class Row(NamedTuple):
    """An event of the timeline."""

    event: Any
    when: str
    family: str
    times: Sequence[Span]
    bars: Sequence[Bar]

    @property
    def bounds(self) -> str:
        """The four bounds of each of its times, as the script reads them."""
        return ";".join(" ".join(time[:4]) for time in self.times)


class Month(NamedTuple):
    """How many events a month certainly had, and how many more it may have had."""

    month: str
    certain: int
    possible: int


def section(subject: Subject, facts: Facts) -> Section:
    """Return the timeline of the events, over the years covered."""
    events, years = facts.of_kind["event"], subject.years
    if not events or years == Window():
        return Section("timeline", "Timeline", "")
    shown = rows(events, years)
    days = ordinal(years.last) - ordinal(years.first) + 1
    counted = months(shown, years)
    most = max((month.certain + month.possible for month in counted), default=0)
    drawing = written("timeline.html", years=years, days=days, rows=shown, months=counted, most=max(most, 1))
    return Section("timeline", "Timeline", drawing)


def rows(events: Sequence[Any], years: Window) -> list[Row]:
    """Return the events that may have been in the years covered, in the order given, with their bars."""
    spans = ((event, parse(event["date"])) for event in events)
    return [
        Row(
            event,
            wording.date(event),
            FAMILIES.get(event["kind"], "other"),
            span.alternatives,
            list(_bars(span, years)),
        )
        for event, span in spans
        if span.match(years) != "no"
    ]


def months(shown: Sequence[Row], years: Window) -> list[Month]:
    """Count the events of each month of the years covered."""
    spans = [parse(row.event["date"]) for row in shown]
    counted = []
    for year in range(int(years.first[:4]), int(years.last[:4]) + 1):
        for month in range(1, 13):
            first = f"{year:04}-{month:02}"
            days = Window(f"{first}-01", f"{first}-{days_in_month(year, month):02}")
            near = (span for span in spans if span.earliest_start <= days.last and span.latest_end >= days.first)
            said = [span.match(days) for span in near]
            counted.append(Month(first, said.count("certain"), said.count("possible")))
    return counted


def _bars(span: Span, years: Window) -> Iterator[Bar]:
    zero = ordinal(years.first)
    for first, last, sure in span.stretches(years):
        yield Bar(ordinal(first) - zero, ordinal(last) + 1 - zero, sure)
