"""The TAB key: a line as it is typed -> what its last word may become, as the scripts of the shells read it.

The first line of an answer says what is offered: `words`, which follow, or the shell's own `files` or `folders`. A word
is a line: for bash it is quoted, for zsh and fish, which quote what they insert, an explanation stands behind a tab.
"""

from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer._click.shell_completion import _resolve_context, _resolve_incomplete

from karabakh_cli.cli.app import app, fill_in_words, only_the_command_of
from karabakh_cli.cli.completion import Offered
from karabakh_cli.cli.printing import write
from karabakh_cli.cli.typed import quoted, read_line
from karabakh_cli.errors import KarabakhError
from karabakh_cli.text.escape import is_shown, visible

_LISTED, _IN_TURN = "63", "37"
"""How bash says in COMP_TYPE that words are only listed, or inserted one after the other."""


def answer(shell: str, arguments: Sequence[str]) -> None:
    """Write what is offered to a shell that asks with the line up to the cursor, and bash with what it will replace.

    What asks in another way, as the scripts did that Typer makes, is given nothing: zsh would have run it.
    """
    if shell in _WRITTEN and arguments:
        kind, offered = offers(arguments[0])
        write([kind, *_WRITTEN[shell](offered, *arguments)])


def offers(line: str) -> tuple[str, Offered]:
    """Return what may stand in place of the last word of a line: the kind of what is offered, and each word."""
    read = read_line(line)
    if read is None or not read.words:
        return "words", []
    words = read.words[2:] if read.words[1:2] == ["help"] else read.words[1:]
    named = next((word for word in words if not word.startswith("-")), "")
    with only_the_command_of([named]):
        command: Any = typer.main.get_command(app)
    if named and named not in command.commands:
        return "words", []
    context: Any = _resolve_context(command, {}, "karabakh", words)
    asked, typed = _resolve_incomplete(context, words, read.typed)
    metavar = (getattr(asked, "metavar", None) or "").strip("[]")
    if metavar in ("FILE", "FOLDER"):
        return f"{metavar.lower()}s", []
    before = read.typed.removesuffix(typed) if typed else read.typed  # an option and its =
    try:
        offered = _offered(asked, context, typed)
    except KarabakhError:  # a question says that the facts cannot be used
        return "words", []
    return "words", [(before + word, visible(meaning)) for word, meaning in offered if is_shown(word)]


def _offered(asked: Any, context: Any, typed: str) -> Offered:
    """Return what a command or a parameter offers; a word of the facts that would pass for an option is left out."""
    if asked is context.command:
        fill_in_words(asked)
        return [(item.value, item.help or "") for item in asked.shell_complete(context, typed)]
    context.obj = typed
    found = [(item.value, item.help or "") for item in asked.shell_complete(context, "")]
    return [(word, meaning) for word, meaning in found if not word.startswith("-")]


def _for_bash(offered: Offered, line: str, replaced: str = "", how: str = "") -> list[str]:
    """Return what bash shall put in place of the end of a line; bash inserts the beginning that words share.

    Where that is not what is typed, what is typed would be lost: there several words are only listed.
    """
    kept = read_line(line.removesuffix(replaced))
    if kept is None or not line.endswith(replaced):
        return []
    words = [quoted(word.removeprefix(kept.typed), kept.quote) for word, _ in offered if word.startswith(kept.typed)]
    continued = all(word.startswith(replaced) for word in words)
    return words if continued or len(words) == 1 or how in (_LISTED, _IN_TURN) else []


def _explained(offered: Offered, line: str) -> list[str]:
    return [f"{word}\t{meaning}" for word, meaning in offered]


def _for_powershell(offered: Offered, line: str) -> list[str]:
    """Return the words that need no quoting there, where even marks beyond ASCII quote."""
    return _explained([(word, meaning) for word, meaning in offered if word.translate(_PLAIN).isalnum()], line)


_PLAIN = str.maketrans("", "", "-_=,")
_WRITTEN: dict[str, Callable[..., list[str]]] = {
    "bash": _for_bash, "zsh": _explained, "fish": _explained, "powershell": _for_powershell,
}  # fmt: skip
