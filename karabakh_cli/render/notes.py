"""What is said beside an answer on a terminal: how many records, what must be known of them, how to see more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

_NOUNS = {"search": "record", "on": "state", "map": "place", "compare": "figure", "dispute": "position"}


def notes(kind: str, records: Sequence[dict[str, Any]], shortened: int = 0) -> Iterator[str]:
    """Say how many records of a kind an answer has and how sure they are, and how to see one, or a shortened cell."""
    disputed = sum(bool(record.get("disputed")) for record in records)
    possible = sum(record.get("match") == "possible" for record in records)
    yield ", ".join(
        [
            _counted(len(records), _NOUNS.get(kind, kind)),
            *([f"{disputed} disputed"] if disputed else []),
            *([f"{possible} possibly outside these dates"] if possible else []),
            *(_standings(records) if kind == "source" else []),
        ]
    )
    if shortened:
        yield f"{_counted(shortened, 'cell')} shortened: karabakh show ID gives all of it"
    elif kind not in ("on", "map"):
        yield "karabakh show ID gives a record whole, with its sources"


def _standings(sources: Sequence[dict[str, Any]]) -> list[str]:
    standings = Counter(source["standing"] for source in sources)
    return [f"{count} {standing}" for standing, count in standings.most_common()]


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
