"""What the shell offers at the TAB key for a value: words of closed lists, records with their titles, days, fields.

Each function that is given to an argument or an option asks its context: `obj` is what is typed of the value.
"""

import os
from collections.abc import Callable, Iterable

import typer

from karabakh_cli.ask.reference import Reference, open_facts
from karabakh_cli.model.columns import COUNTED

Offered = list[tuple[str, str]]
"""Each value with its explanation, which zsh and fish show."""
_KINDS = {
    "events": "event", "timeline": "event", "actors": "actor", "places": "place", "figures": "figure",
    "refugees": "figure", "sources": "source", "disputes": "dispute",
    "changes": "change", "offices": "office",
}  # fmt: skip
"""The kind of answer that a command gives, where it is not of the command's name."""


def words(vocabulary: Iterable[str]) -> Callable[[typer.Context], Offered]:
    """Return a completion from a closed list."""
    return lambda ctx: _likely(vocabulary, ctx.obj)


def words_of_the_subject(name: str) -> Callable[[typer.Context], Offered]:
    """Return a completion from the sides or standings of the facts."""

    def offered(ctx: typer.Context) -> Offered:
        from karabakh_cli.ask.subject import words_of  # a question does without it

        return _likely(_facts(ctx).ask(lambda index: words_of(index, name)), ctx.obj)

    return offered


def ids(*kinds: str) -> Callable[[typer.Context], Offered]:
    """Return a completion from the ids, or by the names, of the records of some kinds, of all if none is given."""

    def offered(ctx: typer.Context) -> Offered:
        from karabakh_cli.ask.offers import records_offered  # a question does without it

        before = ctx.params.get("names") or []  # of `show`, where a name may have several words
        return _facts(ctx).ask(lambda index: records_offered(index, ctx.obj, kinds, before))

    return offered


def questions(ctx: typer.Context) -> Offered:
    """Offer what `compare` takes: the questions that figures answer, then the figures."""
    from karabakh_cli.ask.offers import questions_offered, records_offered  # a question does without it

    typed = ctx.obj
    return _facts(ctx).ask(
        lambda index: questions_offered(index, typed) + records_offered(index, typed, ["figure"]),
    )


def days(ctx: typer.Context) -> Offered:
    """Offer the days on which something happened, where no other word of a date is there."""
    from karabakh_cli.ask.offers import days_offered  # a question does without it

    there = ctx.params.get("day") or ctx.params.get("when")
    return [] if there else _facts(ctx).ask(lambda index: days_offered(index, ctx.obj))


def fields(ctx: typer.Context) -> Offered:
    """Offer the fields that an answer of a command has, after those that are there and a comma."""
    facts, kind = _facts(ctx), kind_of(str(ctx.info_name))
    known = [] if "." in ctx.obj.rpartition(",")[2] else facts.fields(kind)
    return _behind_commas(ctx.obj, known) or _behind_commas(ctx.obj, facts.fields_within(kind))


def counted(ctx: typer.Context) -> Offered:
    """Offer the fields that the records of a command are counted by: one, or two with a comma."""
    return [] if ctx.obj.count(",") > 1 else _behind_commas(ctx.obj, COUNTED[kind_of(str(ctx.info_name))])


def kind_of(command: str) -> str:
    """Return the kind of answer that a command gives."""
    return _KINDS.get(command, command)


def _behind_commas(text: str, known: Iterable[str]) -> Offered:
    """Offer words after those that are there and a comma."""
    there, comma, typed = text.rpartition(",")
    left = [word for word in known if word not in there.split(",")]
    return [(f"{there}{comma}{word}", "") for word, _ in _likely(left, typed)]


def _likely(vocabulary: Iterable[str], typed: str) -> Offered:
    """Return the words that begin so, or else those that have it within."""
    listed = list(vocabulary)
    found = [word for word in listed if word.startswith(typed)] or [word for word in listed if typed in word]
    return [(word, "") for word in found]


def _facts(ctx: typer.Context) -> Reference:
    named = ctx.params.get("facts")
    return open_facts(os.path.expanduser(named) if named else None)  # the shell has not done it yet


def asking_shell() -> str:
    """Return the shell that asks what can be typed, or nothing where a user asks."""
    return os.environ.get("_KARABAKH_COMPLETE", "")
