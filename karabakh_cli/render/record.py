"""An answer as records: `Label: value`, one a line; wrapped under its label on a terminal, never in a pipe."""

from collections.abc import Iterable, Iterator
from typing import Any

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import label_of
from karabakh_cli.render import wording
from karabakh_cli.render.labels import Line, fields, label, uses, where
from karabakh_cli.render.style import Style
from karabakh_cli.text.escape import visible


def records(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write the records one after the other, parted by an empty line; chosen fields alone if some are chosen."""
    for number, hit in enumerate(answer.hits):
        if number:
            yield ""
        if style.fields or answer.kind != "show":
            names = style.fields or answer.columns
            row = zip(names, answer.row(hit, names), strict=True)
            lines_of: Iterable[Line] = ((label(name), str(value)) for name, value in row if value != "")
        else:
            lines_of = _lines(hit.record(), style)
        yield from _written(lines_of, style)


def _written(lines_of: Iterable[Line], style: Style) -> Iterator[str]:
    if style.width is None and not style.color:
        for name, value in lines_of:
            yield f"{visible(name)}: {visible(value)}"
        return
    from karabakh_cli.render.terminal import labelled, lines

    yield from lines(labelled(lines_of), style.width, color=style.color)


def _lines(record: dict[str, Any], style: Style) -> Iterator[Line]:
    """Say a whole record: what it is, what is known, what is disputed, and on which sources it rests."""
    yield ("Name" if "name" in record else "Title"), label_of(record)
    yield "Id", record["id"]
    yield from fields(record, style)
    yield from _disputes(record)
    yield from uses(record)
    for number, citation in enumerate(record.get("sources") or [], 1):
        yield f"Source {number}", _citation(citation)
    if cited := wording.cite(record, style.citation):
        yield "Cite as", cited


def _disputes(record: dict[str, Any]) -> Iterator[Line]:
    for dispute in record.get("disputes") or []:
        yield "Disputed", dispute["about"]
        for position in dispute["positions"]:
            by = f" ({position['by']})" if position["by"] else ""
            yield "  Position", f"{position['says']}{by} [{where(position['sources'])}]"


def _citation(citation: dict[str, Any]) -> str:
    address = f" <{citation['url']}>" if citation["url"] else ""
    return f"{citation['title']} ({citation['source']}, {citation['standing']}), {wording.cited(citation)}{address}"
