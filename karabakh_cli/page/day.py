"""What held on any day of the years covered: each hold, office and agreement with the days on which it is attested."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from karabakh_cli.model.dates import Certainty, Lasting, Window, moved, ordinal, parse_state
from karabakh_cli.model.subject import Subject
from karabakh_cli.page.plan import Plan
from karabakh_cli.page.records import Facts
from karabakh_cli.page.section import Section, written
from karabakh_cli.render import wording
from karabakh_cli.render.holders import CHANGING, SEVERAL, held, letters

_COLORS = 4
"""How many colours the holders share, which their letters tell apart."""
Record = Any
"""A record, or a part of one, as an answer has it."""


class Run(NamedTuple):
    """A time throughout which something was equally sure, by its first and last day."""

    first: str
    last: str
    certainty: Certainty


class Kept(NamedTuple):
    """A hold, an office or an agreement: what it was of, who or what held, in words since when, and its runs."""

    of: Record
    what: str
    state: Record
    who: str
    holder: str | None
    time: str
    runs: Sequence[Run]

    @property
    def days(self) -> str:
        """Its runs as the script reads them."""
        return ";".join(f"{run.first} {run.last} {run.certainty.replace(' ', '-')}" for run in self.runs)


class Mark(NamedTuple):
    """What stands at a place on the map from a day on: a letter, the look that tells its meaning, and all in words."""

    since: str
    letter: str
    look: str
    words: str


def section(subject: Subject, facts: Facts) -> Section:
    """Return what held on any day: the map of who held what, the offices, the agreements."""
    years = subject.years
    if years == Window():
        return Section("day", "A day", "")
    places = facts.of_kind["place"]
    held_ones = holds(places, years)
    known = holders(held_ones)
    of_places = {id_: list(same) for id_, same in groupby(held_ones, key=lambda kept: kept.of["id"])}
    turns = {id_: list(marks(of_place, known)) for id_, of_place in of_places.items()}
    plan = Plan(in_the_region) if (in_the_region := _drawn(subject, places)) else None
    markup = written(
        "day.html",
        years=years,
        days=ordinal(years.last) - ordinal(years.first),
        plan=plan,
        areas=[place for place in places if place["outline"]],
        placed=plan.placed([place for place in in_the_region if place["id"] in turns]) if plan else [],
        marks={id_: turn[-1] for id_, turn in turns.items() if turn},
        holders=known,
        several=SEVERAL,
        groups={
            "Who held what": held_ones,
            "Who was in office": offices(facts.of_kind["actor"], years),
            "Agreements in force": agreements(facts.of_kind["event"], years),
        },
    )
    return Section("day", "A day", markup, turns)


def _drawn(subject: Subject, places: Sequence[Record]) -> list[Record]:
    """Return the places of the region that have holders, which the map is laid over."""
    region = subject.region
    known = [place for place in places if place["lat"] is not None and place["control"]]
    if not region:
        return known
    return [
        place
        for place in known
        if region["south"] <= place["lat"] <= region["north"] and region["west"] <= place["lon"] <= region["east"]
    ]


def runs(lasting: Lasting, years: Window) -> list[Run]:
    """Return how sure it is that a state held, for all days of the years covered on which it may have."""
    first, last = max(lasting.earliest_start, years.first), min(lasting.latest_end, years.last)
    turns = (lasting.latest_start, moved(lasting.latest_start, 1), lasting.earliest_end, moved(lasting.earliest_end, 1))
    begins = sorted({first, *(turn for turn in turns if first < turn <= last)} if first <= last else ())
    ends = [*(moved(begin, -1) for begin in begins[1:]), last]
    found = [Run(begin, end, lasting.on(begin)) for begin, end in zip(begins, ends, strict=False)]
    alike = (list(same) for _, same in groupby(found, key=lambda run: run.certainty))
    return [Run(same[0].first, same[-1].last, same[0].certainty) for same in alike]


def holds(places: Sequence[Record], years: Window) -> list[Kept]:
    """Return who held places, place by place."""
    return [_kept(place, place["name"], hold, hold["by"], years) for place in places for hold in place["control"]]


def offices(actors: Sequence[Record], years: Window) -> list[Kept]:
    """Return who was in which office, office by office, the earlier first."""
    found = [
        _kept(office["of"], _named(office), office, actor, years) for actor in actors for office in actor["offices"]
    ]
    return sorted((kept for kept in found if kept.runs), key=lambda kept: (kept.what, kept.runs[0].first))


def _named(office: Record) -> str:
    """Name an office, and what it is of where that is not in its name."""
    name, of = office["office"], office["of"]["name"]
    return str(name) if of in name else f"{name}, {of}"


def agreements(events: Sequence[Record], years: Window) -> list[Kept]:
    """Return what was in force, the earlier first."""
    return [_kept(event, event["title"], event["in_force"], None, years) for event in events if event["in_force"]]


def _kept(of: Record, what: str, state: Record, holder: Record | None, years: Window) -> Kept:
    value = {**state, "value": holder}
    who = wording.holder(value) if holder else f"observance: {str(state['observance']).replace('-', ' ')}"
    time = wording.from_to(state["start"], state["end"])
    found = runs(parse_state(state["start"], state["end"]), years)
    return Kept(of, what, value, who, holder["id"] if holder else None, time, found)


def holders(kept: Sequence[Kept]) -> dict[str, tuple[str, str]]:
    """Return the letter and the name of each holder, by id, of the one with the most holds first."""
    most = Counter(each.state["value"]["id"] for each in kept)
    names = {each.state["value"]["id"]: each.state["value"]["name"] for each in kept}
    ordered = {id_: names[id_] for id_, _ in sorted(most.items(), key=lambda item: (-item[1], item[0]))}
    marks = letters(ordered)
    return {id_: (marks[id_], name) for id_, name in ordered.items()}


def marks(of_place: Sequence[Kept], known: Mapping[str, tuple[str, str]]) -> Iterator[Mark]:
    """Give what stands at a place from the beginning of the years covered on, whenever it is another than before."""
    begins = sorted({day for kept in of_place for run in kept.runs for day in (run.first, moved(run.last, 1))})
    before = None
    for day in begins:
        mark = _mark(day, of_place, known)
        if before is None or mark[1:] != before[1:]:
            yield mark
        before = mark


def _mark(day: str, of_place: Sequence[Kept], known: Mapping[str, tuple[str, str]]) -> Mark:
    """Return what stands at a place on a day, by the same rules as on the map of a terminal."""
    on_day = [
        {**kept.state, "certainty": run.certainty}
        for kept in of_place
        for run in kept.runs
        if run.first <= day <= run.last
    ]
    if not on_day:
        return Mark(day, "", "unknown", "nobody known to have held it")
    states, several, attested = held(on_day)
    names = [wording.holder(dict(state)) for state in states]
    if several:
        then = " → " if several == CHANGING else "; "
        return Mark(day, several, "several", f"{SEVERAL[several]}: {then.join(dict.fromkeys(names))}")
    holder = states[0]["value"]["id"]
    letter, look = known[holder][0], f"holder-{list(known).index(holder) % _COLORS}"
    if attested:
        return Mark(day, letter, look, names[0])
    return Mark(day, letter.lower(), f"{look} unattested", f"{names[0]}, not attested on this day")
