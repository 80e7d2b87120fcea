"""What is said beside an answer on a terminal: how many records, what must be known of them, how to see more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from karabakh_cli.model.amount import amount, range_of
from karabakh_cli.model.answer import Answer
from karabakh_cli.render.wording import date, name_list, said_by, standings, whose

_DIFFERING = (
    ("whose people", whose),
    ("who is counted", lambda figure: figure["of"]),
    ("where", lambda figure: ", ".join(name_list(figure["places"]))),
    ("when", date),
    ("who counts", lambda figure: said_by(figure["sources"])),
    ("standing", lambda figure: standings(figure["sources"])),
)
"""In what the numbers of a question may differ."""
_MOST_SAID = 40
"""The letters that the different values of it may take; of more only their number is said."""
_MOST_QUESTIONS = 5
"""Of more questions only is said how many more have numbers that cannot all be right."""
_NOUNS = {
    "search": "record",
    "on": "state",
    "map": "place",
    "compare": "figure",
    "dispute": "position",
    "office": "tenure",
}


def notes(answer: Answer[Any]) -> Iterator[str]:
    """Say how many records an answer has and how sure they are, and how to see one whole.

    Of a comparison, also in what numbers differ that cannot all be right.
    """
    said_in = "certainty" if answer.kind in ("change", "office") else "match"
    disputed = possible = gaps = 0
    of_sources: Counter[str] = Counter()
    for record in answer:  # one after the other, as there may be many
        disputed += bool(record.get("disputed"))
        possible += record.get(said_in) == "possible"
        gaps += record.get("holder", "") is None
        of_sources.update([record["standing"]] if answer.kind == "source" else [])
    of_all = f" of {answer.total:,}" if answer.total > len(answer) else ""
    noun = _NOUNS.get(answer.kind, answer.kind)
    yield ", ".join(
        [
            f"{len(answer) - gaps:,}{of_all} {noun}{'' if answer.total - gaps == 1 else 's'}",
            *([f"{gaps:,} gap{'' if gaps == 1 else 's'}"] if gaps else []),
            *([f"{disputed:,} disputed"] if disputed else []),
            *([f"{possible:,} possibly outside these dates"] if possible else []),
            *(f"{count:,} {standing}" for standing, count in of_sources.most_common()),
        ]
    )
    if answer.kind == "compare":
        yield from _disagreements([*answer])
    if answer.kind not in ("on", "map", "change", "office"):
        yield "karabakh show ID gives a record whole, with its sources"


def _disagreements(figures: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Say of each question whose numbers cannot all be right how far they lie apart, and in what else they differ."""
    disputed = list(dict.fromkeys(figure["question"] for figure in figures if figure["against"]))
    for question in disputed[:_MOST_QUESTIONS]:
        rivals = [figure for figure in figures if figure["question"] == question and figure["against"]]
        least, most = min(rivals, key=range_of), max(rivals, key=range_of)
        values = {what: list(dict.fromkeys(filter(None, map(say, rivals)))) for what, say in _DIFFERING}
        in_what = ", ".join(_differ(what, said) for what, said in values.items() if len(said) > 1)
        yield f"{question}: {amount(least)} against {amount(most)}; they differ in {in_what or 'nothing else'}"
    if (more := len(disputed) - _MOST_QUESTIONS) > 0:
        questions = f"{more:,} more question{'' if more == 1 else 's'}"
        yield f"{questions} with numbers that cannot all be right: karabakh disputes"


def _differ(what: str, values: Sequence[str]) -> str:
    """Say in what numbers differ, with the values if they are short: "when (1991 or 1992)", "who counts (6)"."""
    said = " or ".join(values)
    return f"{what} ({said if len(said) <= _MOST_SAID else len(values)})"
