"""What sources disagree on: the positions of written disputes, and figures of one question that cannot all be right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from karabakh_cli.model.amount import allowed, amount, meet
from karabakh_cli.model.columns import label_of, when_of
from karabakh_cli.text.english import in_words

_NUMBER = ("quantifier", "low", "best", "high", "unit")
COMPARED = ("question", *_NUMBER)
"""The fields of a figure by which others of its question may be told to disagree."""
Disagreeing = Mapping[str, Sequence[Any]]
"""The figures of each question in which two numbers cannot both be right."""


class Position(NamedTuple):
    """A position in a dispute: its row, and all of it as JSON."""

    point: str
    """What the positions of one dispute share: the question that figures answer, or the record of which it is one."""
    cells: tuple[str, str, str, str, str]
    body: str


def disagreeing(figures: Iterable[Any]) -> Disagreeing:
    """Return the figures with a number that answer a question, of the questions in which two numbers cannot both be."""
    answers: dict[str, list[Any]] = {}
    for figure in figures:
        if figure.question and figure.quantifier:
            answers.setdefault(figure.question, []).append(figure)
    return {question: rivals for question, rivals in answers.items() if not meet(map(allowed, rivals))}


def against(figure: Any, disagreeing: Disagreeing) -> list[dict[str, Any]]:
    """Return the figures whose numbers cannot be that of a figure, though they answer the same question."""
    others = disagreeing.get(figure.question, ()) if figure.quantifier else ()
    return [
        {"id": other.id, "title": other.title} | {name: getattr(other, name) for name in _NUMBER}
        for other in others
        if not meet([allowed(figure), allowed(other)])
    ]


def positions(whole: dict[str, Any], disagreeing: Disagreeing) -> Iterator[Position]:
    """Give every position that a whole record holds: those of its disputes, and of a figure its own number."""
    yield from _written(whole)
    yield from _as_position(whole, disagreeing)


def _written(whole: dict[str, Any]) -> Iterator[Position]:
    """Give every position of a record's disputes, with what is disputed."""
    described = {"id": whole["id"], "title": label_of(whole), "of": whole["record"]}
    for dispute in whole.get("disputes") or []:
        for position in dispute["positions"]:
            by = position["by"] or "; ".join(dict.fromkeys(citation["by"] for citation in position["sources"]))
            body = {"record": "dispute", **described, "about": dispute["about"], **position}
            yield _position(dispute["question"], by, body)


def _as_position(whole: dict[str, Any], disagreeing: Disagreeing) -> Iterator[Position]:
    """Give a figure as a position, where others answer its question with numbers that cannot be its own."""
    if whole["record"] == "figure" and whole["question"] in disagreeing and whole["quantifier"]:
        by = "; ".join(dict.fromkeys(citation["by"] for citation in whole["sources"]))
        says = f"{amount(whole)}, {in_words(when_of(whole) or '')}: {whole['of']}"
        body = {"record": "dispute", "id": whole["id"], "title": whole["title"], "of": "figure"}
        body |= {"about": whole["question"], "says": says, "by": by, "sources": whole["sources"]}
        yield _position(whole["question"], by, body)


def _position(question: str | None, by: str, body: dict[str, Any]) -> Position:
    sources = "; ".join(dict.fromkeys(citation["source"] for citation in body["sources"]))
    cells = (body["id"], body["about"], by, body["says"], sources)
    return Position(question or body["id"], cells, msgspec.json.encode(body | {"question": question}).decode())
