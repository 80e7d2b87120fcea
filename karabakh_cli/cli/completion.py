"""What the shell offers at the TAB key: words of closed lists, and the ids of records with their titles."""

import os
import sqlite3
from collections.abc import Callable, Iterable

import typer

from karabakh_cli.ask.reference import open_facts
from karabakh_cli.ask.resolve import beginning_with, questions_beginning_with
from karabakh_cli.errors import KarabakhError
from karabakh_cli.text.escape import visible

Offered = list[tuple[str, str]]
"""Each value with its explanation, which zsh and fish show."""


def words(vocabulary: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a completion from a closed list."""
    return lambda incomplete: [word for word in vocabulary if word.startswith(incomplete)]


def words_of_the_subject(name: str) -> Callable[[typer.Context, str], Offered]:
    """Return a completion from the sides or standings of the facts."""

    def offered(index: sqlite3.Connection, incomplete: str) -> Offered:
        from karabakh_cli.ask.subject import words_of  # a question does without it

        return [(word, "") for word in words_of(index, name) if word.startswith(incomplete)]

    return lambda ctx, incomplete: _offered(ctx, lambda index: offered(index, incomplete))


def ids(*kinds: str) -> Callable[[typer.Context, str], Offered]:
    """Return a completion from the ids, or by the names, of the records of some kinds, of all if none is given."""
    return lambda ctx, incomplete: _offered(ctx, lambda index: beginning_with(index, incomplete, kinds))


def questions(ctx: typer.Context, incomplete: str) -> Offered:
    """Offer what `compare` takes: the questions that figures answer, then the figures."""
    return _offered(
        ctx,
        lambda index: questions_beginning_with(index, incomplete) + beginning_with(index, incomplete, ["figure"]),
    )


def _offered(ctx: typer.Context, ask: Callable[[sqlite3.Connection], Offered]) -> Offered:
    try:
        offered = open_facts(ctx.params.get("facts")).ask(ask)
    except KarabakhError:  # a question says that the facts cannot be used
        return []
    return [(visible(value), visible(meaning)) for value, meaning in offered]


def prepare() -> None:
    """Have completions say their explanations as they are, where the shell asks for some."""
    if not is_asked():
        return
    # Typer sends them through Rich's markup, which would double the time and swallow a [sic].
    from typer import _completion_classes

    _completion_classes._sanitize_help_text = lambda text: text


def is_asked() -> bool:
    """Return whether the shell asks what can be typed."""
    return "_KARABAKH_COMPLETE" in os.environ
