"""A question, once parsed -> its answer on standard output, what stands beside it, and the exit status."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from karabakh_cli.ask.reference import Reference, open_facts
from karabakh_cli.cli.options import LISTED, Output
from karabakh_cli.cli.output import check_fields, fields_side_by_side, style_of
from karabakh_cli.cli.printing import say, write
from karabakh_cli.cli.progress import progress_bar
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import COUNTED
from karabakh_cli.render import render
from karabakh_cli.render.style import BIBLIOGRAPHIC, Style
from karabakh_cli.text.escape import escaped_in_json, visible

if TYPE_CHECKING:
    from karabakh_cli.ask.related import Beside


TIMED = ("event", "figure")
"""The kinds of record that are asked for by their time."""


def answered(
    output: Output,
    kind: str,
    question: Callable[[Reference], Answer[Any]],
    count: str | None = None,
    *,
    whole: bool = False,
) -> int:
    """Ask the facts a question, whose answer is of a kind, and print the answer; return the exit status.

    With `count`, a field or two, print how many records of the answer have which value. A `whole` page is as long as
    it comes.
    """
    if LISTED in (output.fields, count):
        return _write_fields(output, kind, only_counted=output.fields != LISTED)
    if count is not None:
        names = count.split(",")
        return answered(output, "count", lambda facts: facts.count(question(facts), *names))
    style = style_of(output, kind)._replace(whole=whole)
    with progress_bar() as on_progress:
        facts = open_facts(output.facts, on_progress)
        answer, style = facts.at_once(lambda facts: _asked(facts, kind, question, output.limit, style))
    if output.read_as:
        return _write_reading(answer, style)
    if not answer and style.format in ("picture", "table", "markdown"):
        style = style._replace(format="tsv", header=None)  # of nothing there is no picture, and no head of a table
    rendered = render(answer, style)
    write(rendered.lines, paged=style.width is not None and not output.no_pager, heading=rendered.heading)
    on_terminal = style.width is not None
    if on_terminal and kind != "show" and not answer.reading.is_plain:  # a page says whose it is
        say(f"read as: {answer.reading.in_words()}")
    for note in answer.notes:
        say(note)
    if not answer:
        say(f"nothing matches: {answer.why_empty}")
        return 1
    for note in rendered.notes if on_terminal else ():
        say(note)
    return 0


def _write_reading(answer: Answer[Any], style: Style) -> int:
    """Write how the question was read: as JSON if that is the form asked for, else in a line."""
    import json  # rows do without it

    as_json = json.dumps(answer.reading.as_record(), ensure_ascii=False)
    write([escaped_in_json(as_json) if style.format in ("json", "jsonl") else visible(answer.reading.in_words())])
    return 0


def _write_fields(output: Output, kind: str, *, only_counted: bool) -> int:
    """Write what --fields or --count takes of a kind of answer: a field a line, or on a terminal side by side."""
    width = style_of(Output(**vars(output) | {"fields": None}), kind).width
    facts = open_facts(output.facts)
    names = COUNTED[kind] if only_counted else [*facts.fields(kind), *facts.fields_within(kind)]
    write(map(visible, names if width is None else fields_side_by_side(names, width)))
    return 0


def said(words: Sequence[str] | None) -> str:
    """Return the words of a command line as the text of a question."""
    return " ".join(words or [])


def _asked(
    facts: Reference, kind: str, question: Callable[[Reference], Answer[Any]], limit: int | None, style: Style
) -> tuple[Answer[Any], Style]:
    """Ask, of one state of the facts, all that the answer in its form takes; return it, and the form filled in."""
    if style.fields:
        check_fields(style.fields, facts.fields(kind), lambda: facts.fields_within(kind))
    answer = question(facts)
    if style.width is not None and style.format in ("table", "record") and kind in TIMED:
        answer = answer.certain_first()
    answer = answer[:limit]
    if beside := _beside(style, kind):
        answer = facts.with_related(answer, beside)
    if style.format == "record":
        subject = facts.subject()
        style = style._replace(languages=subject.languages, citation=subject.cited_as)
    return answer, style


def _beside(style: Style, kind: str) -> "Beside | None":
    """Return what stands beside an answer in a bibliography, a chart, a map and a page; other forms need nothing."""
    if style.format in BIBLIOGRAPHIC and kind != "about":  # which is cited itself
        return "sources"
    if style.format == "picture" and kind in ("figure", "map"):
        return "parts" if kind == "figure" else "outlines"
    is_page = (kind == "show" and style.is_page) or (kind == "on" and style.is_day)
    return "surroundings" if is_page else None
