"""A question, once parsed -> its answer on standard output, what is told beside it, and the exit status."""

from collections.abc import Callable, Sequence
from typing import Any

from karabakh_cli.ask.reference import Reference
from karabakh_cli.cli.output import Output, check_fields, style_of
from karabakh_cli.cli.printing import say, write
from karabakh_cli.cli.progress import telling
from karabakh_cli.model.answer import Answer
from karabakh_cli.read.folder import facts_folder
from karabakh_cli.render import BIBLIOGRAPHIC, Style, render


def answered(output: Output, kind: str, question: Callable[[Reference], Answer[Any]]) -> int:
    """Ask the facts a question, whose answer is of a kind, and print the answer; return the exit status."""
    style = style_of(output, kind)
    with telling() as progress:
        facts = Reference(facts_folder(output.facts), progress)
        if style.fields:
            check_fields(style.fields, facts.fields(kind))
        answer = with_related(facts, question(facts)[: output.limit], style)
    if not answer and style.format == "picture":
        style = style._replace(format="tsv")  # of nothing there is no picture
    rendered = render(answer, style)
    write(rendered.lines, paged=style.width is not None and not output.no_pager)
    if not answer:
        say(f"nothing matches: {answer.emptied_by}")
        return 1
    if style.width is not None:
        for note in rendered.notes:
            say(note)
    return 0


def said(words: Sequence[str] | None) -> str:
    """Return the words of a command line as the text of a question."""
    return " ".join(words or [])


def with_related(facts: Reference, answer: Answer[Any], style: Style) -> Answer[Any]:
    """Add the records that a picture, a page or a bibliography tells of beside those found; other forms need none."""
    if style.format in BIBLIOGRAPHIC:
        from karabakh_cli.ask.citations import with_sources

        return facts.ask(lambda index: with_sources(index, answer))
    if style.format == "picture" and answer.kind == "figure":
        from karabakh_cli.ask.composition import with_parts

        return facts.ask(lambda index: with_parts(index, answer))
    if style.is_page and answer.kind == "show":
        from karabakh_cli.ask.surroundings import with_surroundings

        return facts.ask(lambda index: with_surroundings(index, answer))
    return answer
