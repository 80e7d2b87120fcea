"""An answer -> text, in the form asked for; for people on a terminal, for programs in a pipe."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from karabakh_cli.model.answer import Answer

BIBLIOGRAPHIC = ("bibtex", "csl-json", "ris")
"""The forms that write the sources of an answer."""
FORMATS = ("table", "record", "picture", "tsv", "csv", "json", "jsonl", "yaml", "markdown", *BIBLIOGRAPHIC)
PICTURED = ("event", "figure", "map")
"""The kinds of answer that have a picture: a timeline, a chart, a map."""
NARROW = 60
"""A terminal of fewer columns gets records, not a table."""


class Style(NamedTuple):
    """How an answer is to be written; `width` and `color` matter on a terminal alone.

    `ascii` asks for characters that every font has, in place of boxes and blocks.
    """

    format: str
    fields: tuple[str, ...] = ()
    header: bool | None = None
    width: int | None = None
    color: bool = False
    ascii: bool = False

    @property
    def is_page(self) -> bool:
        """Whether records are laid out as pages for a person, not as lines for a program."""
        return self.format == "record" and self.width is not None and not self.fields


class Rendered(NamedTuple):
    """The lines of an answer, and what to tell beside it on standard error."""

    lines: Iterable[str]
    notes: tuple[str, ...] = ()


def default_format(kind: str, width: int | None) -> str:
    """Return the form an answer takes where none is asked for; `width` is the terminal's, None in a pipe."""
    if kind == "show" or (width is not None and width < NARROW):
        return "record"
    return "tsv" if width is None else "table"


def render(answer: Answer[Any], style: Style) -> Rendered:
    """Write an answer in a form. Only what that form needs is imported."""
    if style.format == "table":
        from karabakh_cli.render.table import table

        return table(answer, style)
    if style.format == "record":
        from karabakh_cli.render.record import records

        return Rendered(records(answer, style))
    if style.format == "picture":
        return _picture(answer, style)
    if style.format in BIBLIOGRAPHIC:
        from karabakh_cli.render.bibliography import FORMS

        return Rendered(FORMS[style.format](answer))
    return Rendered(_program_form(style.format)(answer, style))


def _picture(answer: Answer[Any], style: Style) -> Rendered:
    if answer.kind == "event":
        from karabakh_cli.render.timeline import timeline

        return timeline(answer, style)
    if answer.kind == "figure":
        from karabakh_cli.render.chart import chart

        return chart(answer, style)
    from karabakh_cli.render.map import map_of

    return map_of(answer, style)


def _program_form(name: str) -> Callable[[Answer[Any], Style], Iterator[str]]:
    if name in ("json", "jsonl", "yaml"):
        from karabakh_cli.render import structured

        return {"json": structured.json_array, "jsonl": structured.json_lines, "yaml": structured.yaml_list}[name]
    from karabakh_cli.render import rows

    return {"tsv": rows.tsv, "csv": rows.csv, "markdown": rows.markdown}[name]
