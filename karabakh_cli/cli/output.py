"""How an answer is wanted: the options that every question has, and the form that follows from them."""

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple

from karabakh_cli.ask.reference import chosen
from karabakh_cli.cli import completion
from karabakh_cli.cli.options import Facts, option
from karabakh_cli.errors import QuestionError
from karabakh_cli.render import BIBLIOGRAPHIC, FORMATS, PICTURED, Style, default_format

COLORS = ("auto", "always", "never")


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}."


class Output(NamedTuple):
    """How and from which facts an answer is wanted, as the options say it."""

    format: Annotated[
        str | None,
        option(_either(FORMATS), "--format", "-f", metavar="FORM", offered=completion.words(FORMATS)),
    ] = None
    json: Annotated[bool, option("The same as -f json.", "--json")] = False
    fields: Annotated[str | None, option("Only these fields, in this order.", "--fields", metavar="A,B,C")] = None
    header: Annotated[
        bool | None,
        option("Column names above tsv (by default not), csv and markdown.", "--header/--no-header"),
    ] = None
    limit: Annotated[int | None, option("At most so many records.", "--limit", metavar="N")] = None
    color: Annotated[str, option(_either(COLORS), "--color", metavar="WHEN", offered=completion.words(COLORS))] = "auto"
    no_pager: Annotated[bool, option("Do not page an answer longer than the screen.", "--no-pager")] = False
    facts: Facts = None


def with_output(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that takes `output` an option for each field of Output, at the end of its options."""
    signature = inspect.signature(command)
    own = [parameter for name, parameter in signature.parameters.items() if name != "output"]
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=Output._field_defaults[name], annotation=type_)
        for name, type_ in Output.__annotations__.items()
    ]

    def run(**values: Any) -> int:
        output = Output(**{name: values.pop(name) for name in Output._fields})
        return command(**values, output=output)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    keyword_only = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    run.__signature__ = signature.replace(parameters=[*keyword_only, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *shared]}
    return run


def as_chart(output: Output) -> Output:
    """Return the output asked for with the form of a picture; raise QuestionError where another form is asked for."""
    if output.json or output.format not in (None, "picture"):
        raise QuestionError("two forms: --chart and another", "leave one of --chart and -f or --json out")
    return output._replace(format="picture")


def drawn_on_a_terminal(output: Output) -> Output:
    """Return the output asked for with a picture as its form on a terminal, where none is chosen."""
    chosen_already = output.json or output.format or output.fields
    return output if chosen_already or not _on_terminal() or _accessible() else output._replace(format="picture")


def style_of(output: Output, kind: str) -> Style:
    """Decide how an answer is written, by the options, the terminal and the environment; raise QuestionError."""
    if output.limit is not None and output.limit < 1:
        raise QuestionError(f"no such limit: {output.limit}", "--limit takes 1 or more")
    chosen("format", [output.format] if output.format else [], FORMATS, "events")
    chosen("color", [output.color], COLORS, "events")
    if output.json and output.format not in (None, "json"):
        raise QuestionError(f"two forms: json and {output.format}", "leave one of --json and -f out")
    if output.format == "picture" and kind not in PICTURED:
        raise QuestionError(f"there is no picture of this kind: {kind}", "try: karabakh timeline 1993")
    if output.fields and output.format in ("picture", *BIBLIOGRAPHIC):
        raise QuestionError(f"this form has no fields to choose: {output.format}", "leave --fields out")
    on_terminal = _on_terminal()
    width = (shutil.get_terminal_size().columns or 80) if on_terminal else None
    dumb = os.environ.get("TERM") == "dumb"
    plain = "NO_COLOR" in os.environ or dumb
    usual = "record" if on_terminal and _accessible() else default_format(kind, width)
    return Style(
        format="json" if output.json else output.format or usual,
        fields=tuple(name.strip() for name in output.fields.split(",")) if output.fields is not None else (),
        header=output.header,
        width=width,
        color=output.color == "always" or (output.color == "auto" and on_terminal and not plain),
        ascii=dumb or _accessible(),
    )


def check_fields(asked: Sequence[str], known: Sequence[str]) -> None:
    """Raise QuestionError for a field that the records asked about do not have."""
    for name in asked:
        if name not in known:
            raise QuestionError(f"no such field: {name}", f"one of {', '.join(known)}")


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _accessible() -> bool:
    """Tell whether the reader asks for what a screen reader says well: records, without boxes or symbols."""
    return bool(os.environ.get("ACCESSIBLE"))
