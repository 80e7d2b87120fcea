"""The values of a filter -> words of its closed list, or what was meant by them."""

from collections.abc import Sequence
from typing import Any, get_args

from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.errors import QuestionError

Asked = str | Sequence[str] | None
"""One value of a filter, or several of which any one may hold."""


def chosen(option: str, values: Asked, vocabulary: Any, kind: str) -> list[str]:
    """Return the values of a filter as words of its closed list; raise QuestionError for what means none of them."""
    words = get_args(vocabulary) or tuple(vocabulary)
    found = []
    for value in several(values):
        if value in words:
            found.append(value)
            continue
        from karabakh_cli.ask.everyday import word_meant
        from karabakh_cli.text.nearest import listed, near

        meant = word_meant(kind, option, value, words)
        if meant is None:
            with_it = [word for word in words if value.lower() in word.split("-")]
            likely = [] if with_it else near(value, words, most=1)
            flag = f"--{option} " if option.isalpha() else ""  # some are arguments, and said in words
            command = f"{kind}s" if kind in ALL_KINDS else kind
            remedy = f"try: karabakh {command} {flag}{likely[0]}" if likely else f"one of {listed(with_it or words)}"
            raise QuestionError(f"no such {option}: {value}", remedy)
        found.append(meant)
    return found


def several(values: Asked) -> list[str]:
    """Return the values asked for as a list."""
    return [values] if isinstance(values, str) else list(values or [])
