"""What held over time, taken from records: who held a place or an office, what was in force, how many there were."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from karabakh_cli.model.columns import label_of
from karabakh_cli.model.dates import Lasting, Span, parse, parse_state


class State(NamedTuple):
    """One state: what it is about, of whom or what, its value, when, its sources, and all of it as JSON.

    `about` is control, office, agreement, figure or event. A figure and an event are of a moment: they have no end.
    """

    about: str
    subject: str
    value: str
    since: str
    until: str
    span: Lasting | Span
    sources: str
    body: str


def states(record: dict[str, Any]) -> Iterator[State]:
    """Give the states that a record has; the record is whole, with its references resolved."""
    this = {"id": record["id"], "name": label_of(record)}
    for control in record.get("control") or []:
        yield _state("control", this, control["by"], control, control["sources"])
    for office in record.get("offices") or []:
        yield _state("office", {"id": office["office"], "name": office["office"]}, this, office, office["sources"])
    if record.get("in_force"):
        observance = record["in_force"]["observance"]
        yield _state("agreement", this, {"id": observance, "name": observance}, record["in_force"], record["sources"])
    if record["record"] == "figure" and record["as_of"]:
        numbers = {name: record[name] for name in ("quantifier", "low", "best", "high", "unit")}
        said = " ".join(str(value) for value in numbers.values() if value is not None)
        subject = {"id": record["question"] or record["id"], "name": record["of"]}
        yield _moment("figure", subject, this | numbers, said, record["as_of"], record["sources"])
    if record["record"] == "event":
        yield _moment("event", this, this, record["title"], record["date"], record["sources"])


def _state(
    about: str, subject: dict[str, Any], value: dict[str, Any], times: dict[str, Any], citations: list[dict[str, Any]]
) -> State:
    since, until = times["start"], times["end"]
    state = {"record": "state", "about": about, "subject": subject, "value": value, "since": since, "until": until}
    state["sources"] = citations
    state |= {name: times[name] for name in ("in_part", "acting", "of") if name in times}
    return State(
        about, subject["id"], value["id"], since, until, parse_state(since, until), _ids(citations), _json(state)
    )


def _moment(
    about: str, subject: dict[str, Any], value: dict[str, Any], said: str, date: str, citations: list[dict[str, Any]]
) -> State:
    state: dict[str, Any] = {"record": "state", "about": about, "subject": subject, "value": value}
    state |= {"since": date, "until": None, "sources": citations}
    return State(about, subject["id"], said, date, "", parse(date), _ids(citations), _json(state))


def _json(state: dict[str, Any]) -> str:
    return msgspec.json.encode(state).decode()


def _ids(citations: list[dict[str, Any]]) -> str:
    return "; ".join(dict.fromkeys(citation["source"] for citation in citations))
