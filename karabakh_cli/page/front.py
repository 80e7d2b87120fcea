"""The front page: the whole in short, as `overview` tells it, and what the facts are and how they are cited."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from karabakh_cli.ask.reference import Reference
from karabakh_cli.page.records import Facts
from karabakh_cli.page.section import Section, written

_LED_TO = (
    (re.compile(r"karabakh compare (\S+)"), "Charts~{}"),
    (re.compile(r"karabakh on (\S+)"), "Day~{}"),
    (re.compile(r"karabakh events --place (\S+)"), "Events~place={}"),
    (re.compile(r"karabakh show (\S+)"), "{}"),
)
"""Where on the page the commands lead that an overview offers."""


def section(reference: Reference, facts: Facts, parts: Sequence[str]) -> Section:
    """Return the front page, which leads to those parts of the page that there are, by their addresses."""
    phases: list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = []
    others: dict[str, list[Mapping[str, Any]]] = {"number": [], "dispute": [], "question": []}
    for point in reference.overview():
        if point["section"] == "phase":
            phases.append((point, []))
        elif point["section"] == "event":
            phases[-1][1].append(point)
        else:
            others[point["section"]].append(point)
    questions = [(point["title"], led) for point in others["question"] if (led := _address(str(point["value"]), parts))]
    counts = [
        (f"{kind.capitalize()}s", f"{kind}{'' if len(records) == 1 else 's'}", len(records))
        for kind, records in facts.of_kind.items()
        if records
    ]
    about = [(point["about"], point["value"]) for point in reference.about() if point["count"] is None]
    markup = written(
        "front.html",
        phases=phases,
        numbers=others["number"],
        disputed=others["dispute"],
        questions=questions,
        counts=counts,
        about=about,
        charts="Charts" in parts,
        line=facts.words["line"],
    )
    return Section("overview", "Overview", markup)


def _address(command: str, parts: Sequence[str]) -> str:
    """Return where a command leads on the page; "" where that is not there."""
    for pattern, address in _LED_TO:
        found = pattern.fullmatch(command)
        part, behind, _ = address.partition("~")
        if found and (not behind or part in parts):
            return address.format(found[1])
    return ""
