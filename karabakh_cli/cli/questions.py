"""The commands that ask for records by name or words, for a day, for what sources say beside one another."""

import codecs
import sys
from typing import Annotated

import typer

from karabakh_cli.cli import completion
from karabakh_cli.cli.answering import answered, said
from karabakh_cli.cli.app import command
from karabakh_cli.cli.options import LISTED, All, ConcernedOptions, CountDisputes, Output, When, WhenAndWords
from karabakh_cli.cli.output import drawn_on_a_terminal
from karabakh_cli.errors import QuestionError

NAME = "An id or any name"
_DAY = "One day, as 1993-07-24 or 24 july 1993."


@command
def show(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help=f"{NAME}; - reads ids from standard input.",
            show_default=False,
            autocompletion=completion.ids(),
        ),
    ],
    *,
    output: Output,
) -> int:
    """Show a record whole, with disputes and sources.

    \b
    karabakh show shusha
    karabakh show heydar aliyev
    karabakh search agdam --fields id | karabakh show -
    """
    if "-" in names and output.fields != LISTED:
        names = [name for name in names if name != "-"] + _piped_ids()
        if not names:
            raise QuestionError("no ids on standard input", "karabakh search WORDS --fields id | karabakh show -")
    return answered(output, "show", lambda facts: facts.show(*names))


def _piped_ids() -> list[str]:
    """Read the first cell of each line of standard input, as UTF-8 whatever the locale, as it is written."""
    if sys.stdin is None:
        return []
    try:
        given = sys.stdin.buffer.read()
    except OSError as problem:
        raise QuestionError(f"standard input cannot be read: {problem.strerror}", "karabakh show NAME") from None
    if given.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in given:
        raise QuestionError("standard input is UTF-16 or the like", "iconv -f UTF-16 -t UTF-8 FILE | karabakh show -")
    # A byte order mark begins each of several files that were put together, too.
    lines = given.decode("utf-8", "surrogateescape").replace("\ufeff", "").split("\n")
    return [id_ for line in lines if (id_ := line.split("\t")[0].strip())]


@command
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words in any order.", show_default=False)],
    *,
    output: Output,
) -> int:
    """Search records of every kind by words, best first.

    \b
    karabakh search lachin corridor
    karabakh search resolution 822
    """
    return answered(output, "search", lambda facts: facts.search(said(words), limit=output.limit))


@command
def compare(
    figures: Annotated[
        list[str],
        typer.Argument(
            metavar="QUESTION-OR-FIGURE",
            help="A question that figures answer, a figure, or words.",
            show_default=False,
            autocompletion=completion.questions,
        ),
    ],
    *,
    output: Output,
) -> int:
    """Set every figure that answers the same question side by side.

    \b
    karabakh compare khojaly
    karabakh compare war-dead-whole-war -f picture
    karabakh compare displaced-in-azerbaijan-1994-11
    """
    return answered(output, "compare", lambda facts: facts.compare(said(figures)))


@command
def on(
    day: Annotated[
        list[str],
        typer.Argument(metavar="DATE", help=_DAY, show_default=False, autocompletion=completion.days),
    ],
    all: All = False,
    *,
    filters: ConcernedOptions,
    output: Output,
) -> int:
    """Tell the situation on a day: who held what, what was in force.

    \b
    karabakh on 1993-07-24
    karabakh on 1993-07-24 --place agdam
    karabakh on 12 may 1994 --all
    """
    return answered(output, "on", lambda facts: facts.on(said(day), **vars(filters), all=all), whole=all)


@command
def changes(when: When = None, *, filters: ConcernedOptions, output: Output) -> int:
    """List what changed hands, office or force, before and after.

    \b
    karabakh changes 1993-07
    karabakh changes 1993-07-01..1993-09-01 --actor azerbaijan
    karabakh changes --place agdam
    """
    drawn = drawn_on_a_terminal(output)
    return answered(drawn, "change", lambda facts: facts.changes(said(when), **vars(filters)))


@command
def offices(question: WhenAndWords = None, *, output: Output) -> int:
    """List who held which office from when to when.

    \b
    karabakh offices minister of defence
    karabakh offices 1993 azerbaijan
    """
    return answered(output, "office", lambda facts: facts.offices(said(question)))


@command
def map(
    day: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DATE]", help=_DAY, show_default=False, autocompletion=completion.days),
    ] = None,
    *,
    filters: ConcernedOptions,
    output: Output,
) -> int:
    """Draw the region, and who held which place on a day.

    \b
    karabakh map 1993-08-01
    karabakh map 1992-02-01 --place nagorno-karabakh
    karabakh map
    """
    drawn = drawn_on_a_terminal(output)
    return answered(drawn, "map", lambda facts: facts.map(said(day) or None, **vars(filters)))


@command
def disputes(question: WhenAndWords = None, *, count: CountDisputes = None, output: Output) -> int:
    """List what sources disagree on, position by position.

    \b
    karabakh disputes khojaly
    karabakh disputes | cut -f1 | uniq -c
    """
    return answered(output, "dispute", lambda facts: facts.disputes(said(question)), count)


@command
def overview(*, output: Output) -> int:
    """Tell the whole subject in one screen, and what to ask next.

    \b
    karabakh overview
    karabakh overview --json | jq '.[] | select(.section == "number")'
    """
    return answered(output, "overview", lambda facts: facts.overview())


@command
def about(*, output: Output) -> int:
    """Tell what the facts hold, how firm, and how to cite them.

    \b
    karabakh about
    karabakh about -f bibtex
    """
    return answered(output, "about", lambda facts: facts.about())
