"""An answer -> text, in the form asked for; for people on a terminal, for programs in a pipe."""

from collections.abc import Callable, Iterator
from typing import Any

from karabakh_cli.model.answer import Answer
from karabakh_cli.render.style import BIBLIOGRAPHIC, FITTING, NARROW, Rendered, Style


def render(answer: Answer[Any], style: Style) -> Rendered:
    """Write an answer in a form. Only what that form needs is imported."""
    if style.is_day and answer.kind == "on":
        from karabakh_cli.render.day import day_page

        return day_page(answer, style)
    if style.format in ("table", "picture") and answer.kind in FITTING and not style.fields:
        return _drawn(answer, style)
    if style.format == "table":
        return _for_people(answer, style)
    if style.is_page and answer.kind == "show":
        from karabakh_cli.render.page import pages

        return Rendered(pages(answer, style))
    if style.format == "record":
        from karabakh_cli.render.record import records

        return Rendered(records(answer, style))
    if style.format == "picture":
        return _picture(answer, style)
    if style.format in BIBLIOGRAPHIC:
        from karabakh_cli.render.bibliography import FORMS

        return Rendered(FORMS[style.format](answer))
    return Rendered(_program_form(style.format)(answer, style))


def _for_people(answer: Answer[Any], style: Style) -> Rendered:
    from karabakh_cli.render.layouts import LAYOUTS
    from karabakh_cli.render.listing import listing

    if answer.kind in LAYOUTS and not style.fields and (style.width or NARROW) >= NARROW:
        return listing(answer, style)
    from karabakh_cli.render.table import table

    return table(answer, style)


def _drawn(answer: Answer[Any], style: Style) -> Rendered:
    if answer.kind == "overview":
        from karabakh_cli.render.overview import overview

        return overview(answer, style)
    from karabakh_cli.render import bars

    return bars.of_counts(answer, style) if answer.kind == "count" else bars.of_the_facts(answer, style)


def _picture(answer: Answer[Any], style: Style) -> Rendered:
    if answer.kind == "event":
        from karabakh_cli.render.timeline import timeline

        return timeline(answer, style)
    if answer.kind == "figure":
        from karabakh_cli.render.chart import chart

        return chart(answer, style)
    if answer.kind == "compare":
        from karabakh_cli.render.comparison import comparison

        return comparison(answer, style)
    if answer.kind == "change":
        from karabakh_cli.render.months import months

        return months(answer, style)
    from karabakh_cli.render.map import map_of

    return map_of(answer, style)


def _program_form(name: str) -> Callable[[Answer[Any], Style], Iterator[str]]:
    if name in ("json", "jsonl", "yaml"):
        from karabakh_cli.render import structured

        return {"json": structured.json_array, "jsonl": structured.json_lines, "yaml": structured.yaml_list}[name]
    from karabakh_cli.render import rows

    return {"tsv": rows.tsv, "csv": rows.csv, "markdown": rows.markdown}[name]
