"""What is said beside an answer on a terminal: how many records, what must be known of them, how to see more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from karabakh_cli.model.columns import when_of
from karabakh_cli.render.wording import said_by, whose

_DIFFERING = (
    ("who is counted", lambda figure: (figure["of"], whose(figure))),
    ("where", lambda figure: str(figure["places"])),
    ("when", when_of),
    ("by whom", lambda figure: said_by(figure["sources"])),
)
_NOUNS = {
    "search": "record",
    "on": "state",
    "map": "place",
    "compare": "figure",
    "dispute": "position",
    "office": "tenure",
}


def notes(kind: str, records: Sequence[dict[str, Any]], shortened: int = 0) -> Iterator[str]:
    """Say how many records of a kind an answer has and how sure they are, and how to see one, or a shortened cell."""
    disputed = sum(bool(record.get("disputed")) for record in records)
    gaps = sum(record.get("holder", "") is None for record in records)
    said_in = "certainty" if kind in ("change", "office") else "match"
    possible = sum(record.get(said_in) == "possible" for record in records)
    yield ", ".join(
        [
            _counted(len(records) - gaps, _NOUNS.get(kind, kind)),
            *([_counted(gaps, "gap")] if gaps else []),
            *([f"{disputed} disputed"] if disputed else []),
            *([f"{possible} possibly outside these dates"] if possible else []),
            *(_standings(records) if kind == "source" else []),
        ]
    )
    if kind == "compare":
        yield from _disagreements(records)
    if shortened:
        yield f"{_counted(shortened, 'cell')} shortened: karabakh show ID gives all of it"
    elif kind not in ("on", "map", "change", "office"):
        yield "karabakh show ID gives a record whole, with its sources"


def _disagreements(figures: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Say of each question whose numbers cannot all be right in what else they differ."""
    for question in dict.fromkeys(figure["question"] for figure in figures if figure["against"]):
        rivals = [figure for figure in figures if figure["question"] == question]
        differing = [words for words, say in _DIFFERING if len({say(figure) for figure in rivals}) > 1]
        in_what = ", ".join(differing) or "nothing else"
        yield f"{question}: not all of these numbers can be right; they differ in {in_what}"


def _standings(sources: Sequence[dict[str, Any]]) -> list[str]:
    standings = Counter(source["standing"] for source in sources)
    return [f"{count} {standing}" for standing, count in standings.most_common()]


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
