"""A record's values in words for people: dates, numbers, places, the people in an event."""

from typing import Any

from karabakh_cli.model.columns import label_of, when_of
from karabakh_cli.model.subject import cite as cited_as
from karabakh_cli.text.english import in_words

NO_QUESTION = "figures that no other is compared with"
"""What heads the figures of a comparison that answer no question."""
_BY = ("attacker", "perpetrator", "author", "party", "signatory")
_AGAINST = ("defender", "victim", "addressee", "subject")


def date(record: dict[str, Any]) -> str:
    """Say when: the date of an event, the day or period of a figure, the issue of a source; "" if none is given."""
    text = when_of(record)
    return in_words(text) if text else ""


def name_list(references: list[dict[str, Any]]) -> list[str]:
    """List what references lead to, by name or title, each once."""
    return list(dict.fromkeys(label_of(reference) for reference in references))


def taking_part(participant: dict[str, Any]) -> str:
    """Say who took part in an event, and for whom."""
    acted_for = participant["for"]
    return f"{participant['name']} (for {acted_for['name']})" if acted_for else str(participant["name"])


def by(event: dict[str, Any]) -> list[str]:
    """List who acted in an event: attackers, perpetrators, authors, the parties of what was agreed."""
    return _in_roles(event, _BY)


def against(event: dict[str, Any]) -> list[str]:
    """List whom an event befell or was meant for: defenders, victims, addressees."""
    return _in_roles(event, _AGAINST)


def _in_roles(event: dict[str, Any], roles: tuple[str, ...]) -> list[str]:
    return name_list([participant for participant in event["participants"] if participant["role"] in roles])


def provision(provision: dict[str, Any]) -> str:
    """Say what a point of a text asks of whom: "op. para. 3, Armenia: to use its influence"."""
    of = f" ({', '.join(name_list(provision['of']))})" if provision["of"] else ""
    return f"{provision['point']}{of}: {provision['asks']}"


def holder(state: dict[str, Any]) -> str:
    """Say who holds what a state is about, and whether in part, or in an acting capacity."""
    marks = [words for key, words in (("in_part", "in part"), ("acting", "acting")) if state.get(key)]
    return ", ".join([str(state["value"]["name"]), *marks])


def holders(holders: list[dict[str, Any]]) -> str:
    """Say who held something before or after a change, each with whether in part, or in an acting capacity."""
    return "; ".join(holder({"value": each, **each}) for each in holders) or "nobody known"


def followed(change: dict[str, Any], then: str = ", then ") -> str:
    """Say who held something before a change and who after it; of an agreement, whether it came into force."""
    if change["about"] == "agreement":
        return "in force" if change["after"] else "no longer in force"
    return f"{holders(change['before'])}{then}{holders(change['after'])}"


def in_office(held: dict[str, Any]) -> str:
    """Say who held an office; of a gap, that nobody is known to have."""
    return holder({"value": held["holder"], **held}) if held["holder"] else "nobody known"


def from_to(start: str, end: str | None) -> str:
    """Say since when and until when a state held; of a figure or an event, which has no end, when it was."""
    if end is None:
        return in_words(start)
    if start == end == "..":
        return "throughout the years covered"
    if start == "..":
        return f"until {in_words(end)}"
    return f"from {in_words(start)}{' on' if end == '..' else f' to {in_words(end)}'}"


def said_by(citations: list[dict[str, Any]]) -> str:
    """List who says what is cited: whom the sources name for it, else their authors or publishers."""
    return "; ".join(dict.fromkeys(citation["by"] for citation in citations))


def whose(figure: dict[str, Any]) -> str:
    """Say whose people or things a figure counts, and of people whether civilians, combatants or both."""
    actor = [figure["actor"]["name"]] if figure["actor"] else []
    return ", ".join([*actor, *([figure["counted"]] if figure["counted"] else [])])


def cited(citation: dict[str, Any]) -> str:
    """Say what a source gives, and on whose word where it is not its own."""
    gives = f": {citation['gives']}" if citation["gives"] else ""
    on_whose_word = f" (by {citation['according_to']})" if citation["according_to"] else ""
    return f"{citation['locator']}{gives}{on_whose_word}"


def standings(citations: list[dict[str, Any]]) -> str:
    """List the standings of cited sources."""
    return ", ".join(dict.fromkeys(citation["standing"] for citation in citations))


def sources(record: dict[str, Any]) -> str:
    """Say how many sources a record rests on."""
    count = len({citation["source"] for citation in record.get("sources", [])})
    return f"{count} source{'' if count == 1 else 's'}" if count else ""


def cite(record: dict[str, Any], whole: str) -> str:
    """Say how a record of facts is cited, which are cited as a whole; "" for a source, which is cited itself."""
    return cited_as(label_of(record), record["id"], whole) if whole and record["record"] != "source" else ""


def remarks(record: dict[str, Any]) -> list[str]:
    """Say what a reader must know beside the facts: that sources differ, that the date may lie outside the question."""
    return [
        *(["disputed"] if record.get("disputed") else []),
        *(["possible"] if record.get("match") == "possible" else []),
    ]
