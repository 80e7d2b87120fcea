"""A question, once parsed -> its answer on standard output, what is told beside it, and the exit status."""

import sqlite3
from collections.abc import Callable

from karabakh_cli.answer import Answer
from karabakh_cli.ask.listing import fields
from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.cli.output import Output, check_fields, style_of
from karabakh_cli.cli.printing import say, write
from karabakh_cli.cli.progress import Progress
from karabakh_cli.columns import COLUMNS
from karabakh_cli.folder import facts_folder
from karabakh_cli.index import with_index
from karabakh_cli.render import Style, render


def answered(output: Output, kind: str, question: Callable[[sqlite3.Connection], Answer]) -> int:
    """Ask the facts a question, whose answer is of a kind, and print the answer; return the exit status."""
    style = style_of(output, kind)

    def asked(index: sqlite3.Connection) -> Answer:
        if style.fields:
            check_fields(style.fields, _fields(index, kind))
        answer = question(index)
        if output.limit is not None:
            answer = answer._replace(hits=answer.hits[: output.limit])
        return _with_related(index, answer, style)

    with Progress() as progress:
        answer = with_index(facts_folder(output.facts), asked, progress)
    if not answer.hits and style.format == "picture":
        style = style._replace(format="tsv")  # of nothing there is no picture
    rendered = render(answer, style)
    write(rendered.lines, paged=style.width is not None and not output.no_pager)
    if not answer.hits:
        say(f"nothing matches: {answer.emptied_by}")
        return 1
    if style.width is not None:
        for note in rendered.notes:
            say(note)
    return 0


def _fields(index: sqlite3.Connection, kind: str) -> list[str]:
    if kind in ("search", "show"):
        return fields(index, ALL_KINDS)
    if kind == "compare":
        return [*COLUMNS["compare"], *fields(index, ["figure"])]
    return fields(index, [kind]) if kind in ALL_KINDS else list(COLUMNS[kind])


def _with_related(index: sqlite3.Connection, answer: Answer, style: Style) -> Answer:
    """Add the records that a picture or a page tells of beside those found; rows and whole records need none."""
    if style.format == "picture" and answer.kind == "figure":
        from karabakh_cli.ask.composition import with_parts

        return with_parts(index, answer)
    if style.is_page and answer.kind == "show":
        from karabakh_cli.ask.surroundings import with_surroundings

        return with_surroundings(index, answer)
    return answer
