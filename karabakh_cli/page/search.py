"""What the page's own search needs beside the records' text: names as they are found by, words, and what they weigh."""

from collections.abc import Iterator
from typing import Any, get_args

from karabakh_cli.ask.reference import Reference
from karabakh_cli.ask.search import BY_KIND, BY_TIME, RANKING
from karabakh_cli.ask.unit import MONTH_NUMBERS, SEASON_NUMBERS
from karabakh_cli.ask.words import ASKING, FUNCTION_WORDS
from karabakh_cli.model.columns import label_of
from karabakh_cli.model.vocabulary import Measure
from karabakh_cli.page.records import Facts, Record
from karabakh_cli.page.section import Section, written
from karabakh_cli.text.fold import fold


def section(reference: Reference, facts: Facts) -> Section:
    """Return the place of the answers, with the data that they are found by."""
    numbers = {id_: number for number, id_ in enumerate(facts.by_id)}
    data = {
        "records": [_entry(record, numbers) for record in facts.by_id.values()],
        "synonyms": [list(map(fold, group)) for group in reference.subject().synonyms],
        "measures": get_args(Measure),
        "ignored": sorted(FUNCTION_WORDS),
        "asking": ASKING,
        "ranking": RANKING,
        "times": BY_TIME,
        "kinds": BY_KIND,
        "months": MONTH_NUMBERS,
        "seasons": SEASON_NUMBERS,
    }
    return Section("search", "Search", written("search.html"), data)


def _entry(record: dict[str, Any], numbers: dict[str, int]) -> list[Any]:
    """Return a record as the search knows it beside its article, in the order in which its script takes it apart."""
    return [
        [name for name in dict.fromkeys(map(fold, _other_names(record))) if name != fold(label_of(record))],
        [record.get("earliest") or "", record.get("latest") or ""],
        sorted({numbers[id_] for id_ in _references(record)}),
        [numbers[id_] for id_ in _belonging_to(record)],
        numbers[record["seat_of"]["id"]] if record.get("seat_of") else -1,
        numbers[record["event"]["id"]] if record.get("event") else -1,
        record.get("measure", ""),
        int(bool(record.get("key"))),
    ]


def _other_names(record: Record) -> Iterator[str]:
    yield from (name for name in (record.get("names") or {}).values() if name)
    yield from record.get("also", ())
    if record.get("number"):
        yield record["number"]


def _references(record: Record) -> Iterator[str]:
    """Give what a record refers to, by which it is found."""
    for name in ("places", "concerns", "origin", "destination", "member_of", "figures"):
        yield from (each["id"] for each in record.get(name) or ())
    for each in record.get("participants") or ():
        yield each["actor"]
        yield from [each["for"]["id"]] if each["for"] else []
    for name in ("actor", "within", "seat_of", "part_of", "event"):
        yield from [record[name]["id"]] if record.get(name) else []


def _belonging_to(record: Record) -> list[str]:
    """Return what a record is included in where that is asked about: a place's surroundings, what a body belongs to."""
    if record["record"] == "place":
        return [record["within"]["id"]] if record["within"] else []
    if record["record"] == "actor" and record["kind"] != "person":
        return [each["id"] for each in record["member_of"]]
    return []
