"""The form that an answer takes, by the options, the terminal and the environment."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence

from karabakh_cli.ask.chosen import chosen
from karabakh_cli.cli.options import COLORS, Output
from karabakh_cli.errors import QuestionError
from karabakh_cli.render.style import BIBLIOGRAPHIC, FORMATS, PICTURED, UNCITED, Style, default_format


def as_chart(output: Output) -> Output:
    """Return the output asked for with the form of a picture; raise QuestionError where another form is asked for."""
    if output.json or output.format not in (None, "picture"):
        raise QuestionError("two forms: --chart and another", "leave one of --chart and -f or --json out")
    return _as_picture(output)


def drawn_on_a_terminal(output: Output) -> Output:
    """Return the output asked for with a picture as its form on a terminal, where none is chosen."""
    chosen_already = output.json or output.format or output.fields
    return output if chosen_already or not _on_terminal() or _accessible() else _as_picture(output)


def _as_picture(output: Output) -> Output:
    return Output(**vars(output) | {"format": "picture"})


def style_of(output: Output, kind: str) -> Style:
    """Decide how an answer is written, by the options, the terminal and the environment; raise QuestionError."""
    check_limit(output.limit)
    form = chosen("format", output.format, FORMATS, "events")[0] if output.format else None
    color = chosen("color", output.color, COLORS, "events")[0]
    if output.json and form not in (None, "json"):
        raise QuestionError(f"two forms: json and {form}", "leave one of --json and -f out")
    if form == "picture" and kind not in PICTURED:
        raise QuestionError(f"there is no picture of this kind: {kind}", "try: karabakh timeline")
    if form in BIBLIOGRAPHIC and kind in UNCITED:
        raise QuestionError(f"this answer has no bibliography: {kind}", "try: karabakh about -f bibtex")
    if output.fields and form in ("picture", *BIBLIOGRAPHIC):
        raise QuestionError(f"this form has no fields to choose: {form}", "leave --fields out")
    on_terminal = _on_terminal()
    width = shutil.get_terminal_size().columns if on_terminal else None
    usual = "record" if on_terminal and _accessible() else default_format(kind, width)
    return Style(
        format="json" if output.json else form or usual,
        fields=tuple(name.strip() for name in output.fields.split(",")) if output.fields is not None else (),
        header=output.header,
        width=width,
        color=color == "always" or (color == "auto" and is_colored()),
        ascii=_is_dumb() or _accessible(),
    )


def check_limit(limit: int | None) -> None:
    """Raise QuestionError for a limit that leaves nothing."""
    if limit is not None and limit < 1:
        raise QuestionError(f"no such limit: {limit}", "--limit takes 1 or more")


def is_colored() -> bool:
    """Tell whether what is printed is read on a terminal with colours that nobody has forbidden."""
    return _on_terminal() and "NO_COLOR" not in os.environ and not _is_dumb() and _obeys_escapes()


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"


def check_fields(asked: Sequence[str], known: Sequence[str], within: Callable[[], Sequence[str]]) -> None:
    """Raise QuestionError for a field that the records asked about do not have; `within` gives those within fields."""
    for name in asked:
        if name in known or ("." in name and name in within()):
            continue
        head = name.partition(".")[0]
        near = [path for path in within() if path.partition(".")[0] == head]
        remedy = f"one of {', '.join(near or known)}"
        raise QuestionError(
            f"no such field: {name}", remedy if near else f"{remedy}; or within one, as sources.standing"
        )


def fields_side_by_side(names: Sequence[str], width: int) -> list[str]:
    """Lay fields out in lines of a width: those of a record, then those within each of them behind its name.

    Those of sources, which many fields have, are told once.
    """
    import textwrap  # a question does without it

    by_head: dict[str, dict[str, None]] = {}
    for name in names:
        head, dot, rest = name.partition(".")
        before, sources, _ = rest.rpartition("sources.")
        by_head.setdefault(f"{head}." if dot else "", {})[before + sources or rest or head] = None
    lines = []
    for head, parts in by_head.items():
        first = f"{head} " if head else ""
        lines += textwrap.wrap(first + " ".join(parts), max(width, 20), subsequent_indent=" " * len(first))
    return lines


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _obeys_escapes() -> bool:
    """Tell whether a terminal obeys escapes; the console of Windows does where it is asked to."""
    if sys.platform != "win32":
        return True
    import ctypes

    console, mode = ctypes.windll.kernel32, ctypes.c_ulong()
    output, escapes = console.GetStdHandle(-11), 4
    known = console.GetConsoleMode(output, ctypes.byref(mode))
    return bool(known and console.SetConsoleMode(output, mode.value | escapes))


def _accessible() -> bool:
    """Tell whether the reader asks for what a screen reader says well: records, without boxes or symbols."""
    return bool(os.environ.get("ACCESSIBLE"))
