"""What is said beside an answer on a terminal: how many records, what must be known of them, how to see more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import when_of
from karabakh_cli.render.wording import said_by, whose

_DIFFERING = (
    ("who is counted", lambda figure: (figure["of"], whose(figure))),
    ("where", lambda figure: str(figure["places"])),
    ("when", when_of),
    ("by whom", lambda figure: said_by(figure["sources"])),
)
_NOUNS = {"search": "record", "on": "state", "map": "place", "compare": "figure", "dispute": "position"}


def notes(answer: Answer[Any], shortened: int = 0) -> Iterator[str]:
    """Say how many records an answer has and how sure they are, and how to see one, or a shortened cell."""
    disputed = possible = 0
    standings: Counter[str] = Counter()
    for record in answer:  # one after the other, as there may be many
        disputed += bool(record.get("disputed"))
        possible += record.get("match") == "possible"
        standings.update([record["standing"]] if answer.kind == "source" else [])
    of_all = f" of {answer.total:,}" if answer.total > len(answer) else ""
    noun = _NOUNS.get(answer.kind, answer.kind)
    yield ", ".join(
        [
            f"{len(answer):,}{of_all} {noun}{'' if answer.total == 1 else 's'}",
            *([f"{disputed:,} disputed"] if disputed else []),
            *([f"{possible:,} possibly outside these dates"] if possible else []),
            *(f"{count:,} {standing}" for standing, count in standings.most_common()),
        ]
    )
    if answer.kind == "compare":
        yield from _disagreements([*answer])
    if shortened:
        yield f"{shortened:,} cell{'' if shortened == 1 else 's'} shortened: karabakh show ID gives all of it"
    elif answer.kind not in ("on", "map"):
        yield "karabakh show ID gives a record whole, with its sources"


def _disagreements(figures: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Say of each question whose numbers cannot all be right in what else they differ."""
    for question in dict.fromkeys(figure["question"] for figure in figures if figure["against"]):
        rivals = [figure for figure in figures if figure["question"] == question]
        differing = [words for words, say in _DIFFERING if len({say(figure) for figure in rivals}) > 1]
        in_what = ", ".join(differing) or "nothing else"
        yield f"{question}: not all of these numbers can be right; they differ in {in_what}"
