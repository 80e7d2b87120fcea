"""Rules on dates and on what held over time."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.errors import DateError
from karabakh_cli.model.dates import BEGINNING, END, Lasting, Span, moved, parse, parse_state
from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.read.fault import Fault, Path_

RULES = Ruleset()

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _Held(NamedTuple):
    """Something held by someone over time, and where that is written."""

    loaded: Loaded
    path: tuple[str | int, ...]
    by: str
    span: Lasting
    doubtful: bool = False
    """Whether its start or its end bears a mark: how far off it may be, no source says."""


@RULES.error("DATE01")
def dates_are_in_the_profile(facts: Facts) -> Iterator[Fault]:
    """A date is of the profile (docs/reference.md, Dates) and runs forwards; only a start or an end may be open
    (`..`).
    """
    for loaded in (*facts.loaded, *facts.subjects):
        for path, to, value in loaded.links:
            if to != "date":
                continue
            if path == ("checked",) and not _DAY.fullmatch(value):
                yield loaded.fault(path, f"no day on which it was read: {value}", "Write a day, such as 1994-05-12")
            if value == ".." and path[-1] not in ("start", "end"):
                yield loaded.fault(path, f"{path[-1]} cannot be open on both sides", "Give a date")
            try:
                parse(value)
            except DateError as problem:
                yield loaded.fault(path, problem.what, problem.remedy[0].upper() + problem.remedy[1:])


@RULES.warning("DATE02")
def dates_are_of_the_subject(facts: Facts) -> Iterator[Fault]:
    """A date lies within the subject's dates; sources, and the file that the subject calls background, apart."""
    bounds, background = _span(facts.subject_record.dates or ".."), facts.subject_record.background
    for loaded in facts.of_kind("event", "actor", "place", "figure"):
        if loaded.file.name == background or not bounds:
            continue
        for path, to, value in loaded.links:
            span = _span(value) if to == "date" and path != ("checked",) else None
            if span and (_outside(span.earliest_start, bounds) or _outside(span.latest_end, bounds)):
                first, last = bounds.earliest_start[:4], bounds.latest_end[:4]
                what = f"{value} is not between {first} and {last}"
                yield loaded.fault(path, what, "Mend it, or waive with the reason")


@RULES.warning("DATE03")
def event_dates_are_closed(facts: Facts) -> Iterator[Fault]:
    """An event's date is open at neither end; a part lies within its whole's time; a winter (`-24`), which runs into
    the next year, has a `date_note`.
    """
    for loaded in facts.of_kind("event"):
        event, span = loaded.record, _span(loaded.record.date)
        if span and event.date != ".." and (span.earliest_start == BEGINNING or span.latest_end == END):
            yield loaded.fault(("date",), f"the date is open: {event.date}", "Give the end that is known")
        if re.search(r"\d{4}-24", event.date) and not event.date_note:
            yield loaded.fault(("date",), f"a winter without a date_note: {event.date}", "Say which winter is meant")
        whole = facts.by_id.get(event.part_of)
        if not whole or whole.kind != "event":
            continue
        around = _span(whole.record.date)
        if span and around and not _within(span, around):
            what = f"{event.date} is not within {whole.record.id}, {whole.record.date}"
            yield loaded.fault(("part_of",), what, "Mend one of the dates, or name it in related")


@RULES.warning("AGR01")
def agreements_were_kept_or_not(facts: Facts) -> Iterator[Fault]:
    """A cease-fire or an agreement has `in_force`, with an observance."""
    for loaded in facts.of_kind("event"):
        if loaded.record.kind in ("ceasefire", "agreement") and not loaded.record.in_force:
            yield loaded.fault(("kind",), f"{loaded.record.kind} without in_force", "Add start, end and observance")


@RULES.error("TIME01")
def states_start_before_they_end(facts: Facts) -> Iterator[Fault]:
    """A state has a start and an end, and the start is not after the end: of an office, a membership, a hold on a
    place, an agreement in force.
    """
    for loaded in facts.of_kind("event", "actor", "place"):
        for path, state in _states(loaded):
            if not (state.start and state.end):
                missing = "an end" if state.start else "a start"
                yield loaded.fault(path, f"{missing} is missing", 'Give it; ".." is beyond the years covered')
                continue
            starts, ends = _span(state.start), _span(state.end)
            if starts and ends and starts.earliest_start > ends.latest_end:
                what = f"the start {state.start} is after the end {state.end}"
                yield loaded.fault(path, what, "Mend one of the two")


@RULES.error("TIME02")
def holders_do_not_overlap(facts: Facts) -> Iterator[Fault]:
    """Two holders of one place (`in_part` apart), or of one office that one person has, do not certainly overlap by
    more than a day.
    """
    shared = tuple(facts.subject_record.shared_offices)
    held: defaultdict[tuple[str, str], list[_Held]] = defaultdict(list)
    for loaded in facts.of_kind("actor", "place"):
        for path, state in _states(loaded):
            if path[0] == "member_of" or getattr(state, "in_part", False):
                continue
            try:
                span = parse_state(state.start, state.end)
                doubtful = parse(state.start).qualified or parse(state.end).qualified
            except DateError:
                continue
            if loaded.kind == "place":
                held[loaded.record.id, ""].append(_Held(loaded, path, state.by, span, doubtful))
            elif not state.office.startswith(shared):
                held[state.office, state.of].append(_Held(loaded, path, loaded.record.id, span, doubtful))
    for (what, of), holds in held.items():
        place = f"{what} of {of}" if of else what
        for one, other, first, last in _overlapping([hold for hold in holds if not hold.doubtful]):
            both = f"{one.by} and {other.by} both hold {place} from {first} to {last}"
            yield other.loaded.fault(other.path, both, "Mend the dates, or make a dispute of them")


@RULES.warning("TIME03")
def places_are_held_without_a_gap(facts: Facts) -> Iterator[Fault]:
    """From a place's first hold to its last no day of the subject's years is without a holder; the first begins
    `..`.
    """
    years = _span(facts.subject_record.years or "")
    if years is None:
        return
    for loaded in facts.of_kind("place"):
        held = sorted(_attested(loaded), key=lambda each: each[1:])
        if held and held[0][1] > years.earliest_start:
            what = f"nobody is said to hold it before {held[0][1]}"
            yield loaded.fault(held[0][0], what, "Say who did, or begin the first hold with ..")
        until = held[0][2] if held else END
        for path, since, to in held[1:]:
            gap = moved(until, 1), moved(since, -1)
            if gap[0] <= gap[1] and gap[1] >= years.earliest_start and gap[0] <= years.latest_end:
                yield loaded.fault(path, f"nobody is said to hold it from {gap[0]} to {gap[1]}", "Say who did")
            until = max(until, to)


def _attested(loaded: Loaded) -> Iterator[tuple[Path_, str, str]]:
    """Give the holds on a place with the first and the last day on which each may be, changing included."""
    for path, state in _states(loaded):
        try:
            span = parse_state(state.start, state.end)
        except DateError:  # DATE01 reports it
            continue
        yield (
            path,
            span.earliest_start if span.start_known else span.latest_start,
            span.latest_end if span.end_known else span.earliest_end,
        )


def _overlapping(holds: list[_Held]) -> Iterator[tuple[_Held, _Held, str, str]]:
    """Give the pairs of two holders that surely overlap, in the order they were read, with the first and the last day.

    Going from start to start, each is compared with the others' that have not ended: every step gives a pair, or
    leaves out for ever what has ended.
    """
    sure = [each for each in enumerate(holds) if each[1].span.latest_start < each[1].span.earliest_end]
    going: defaultdict[str, list[tuple[int, _Held]]] = defaultdict(list)
    for later in sorted(sure, key=lambda each: each[1].span.latest_start):
        first = later[1].span.latest_start
        for by in [by for by in going if by != later[1].by]:
            going[by] = [each for each in going[by] if each[1].span.earliest_end > first]
            for one in going[by] or going.pop(by):
                (_, earlier), (_, other) = sorted((one, later), key=lambda each: each[0])
                yield earlier, other, first, min(one[1].span.earliest_end, later[1].span.earliest_end)
        going[later[1].by].append(later)


def _span(text: str) -> Span | None:
    try:
        return parse(text)
    except DateError:  # DATE01 reports it
        return None


def _outside(day: str, bounds: Span) -> bool:
    return day not in (BEGINNING, END) and not bounds.earliest_start <= day <= bounds.latest_end


def _within(part: Span, whole: Span) -> bool:
    return whole.earliest_start <= part.earliest_start and part.latest_end <= whole.latest_end


def _states(loaded: Loaded) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    record = loaded.record
    for field in ("offices", "control"):
        for index, state in enumerate(getattr(record, field, ())):
            yield (field, index), state
    for index, membership in enumerate(getattr(record, "member_of", ())):
        if membership.start or membership.end:
            yield ("member_of", index), membership
    if getattr(record, "in_force", None):
        yield ("in_force",), record.in_force
