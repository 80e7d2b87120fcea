"""Rules on dates and on what held over time."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from karabakh_cli.check.rule import Problem, Ruleset
from karabakh_cli.dates import Span, parse, parse_state
from karabakh_cli.errors import DateError
from karabakh_cli.facts import Facts, Loaded
from karabakh_cli.model import namings

RULES = Ruleset()

# Several people hold such an office at once.
_SHARED_OFFICES = ("Deputy", "Member", "Co-Chairman", "Representative", "Adviser")


class _Held(NamedTuple):
    """Something held by someone over time, and where that is written."""

    loaded: Loaded
    path: tuple[str | int, ...]
    by: str
    span: Span


@RULES.error("DATE01")
def dates_are_in_the_profile(facts: Facts) -> Iterator[Problem]:
    """A date is of the profile (README, Dates) and runs forwards; only a start or an end may be open (`..`)."""
    for loaded in facts.loaded:
        for path, names, value in namings(loaded.record):
            if names != "date":
                continue
            if value == ".." and path[-1] not in ("start", "end"):
                yield Problem(loaded, path, f"{path[-1]} cannot be open on both sides", "Give a date")
                continue
            try:
                parse(value)
            except DateError as problem:
                yield Problem(loaded, path, problem.what, problem.remedy[0].upper() + problem.remedy[1:])


@RULES.error("TIME01")
def states_start_before_they_end(facts: Facts) -> Iterator[Problem]:
    """The start of an office, a hold on a place or an agreement in force is not after its end."""
    for loaded in facts.of_kind("event", "actor", "place"):
        for path, state in _states(loaded):
            try:
                starts, ends = parse(state.start), parse(state.end)
            except DateError:
                continue
            if starts.earliest_start > ends.latest_end:
                what = f"the start {state.start} is after the end {state.end}"
                yield Problem(loaded, path, what, "Mend one of the two")


@RULES.error("TIME02")
def holders_do_not_overlap(facts: Facts) -> Iterator[Problem]:
    """Two holders of one place, or of one office that one person has, do not certainly overlap by more than a day."""
    held: defaultdict[tuple[str, str], list[_Held]] = defaultdict(list)
    for loaded in facts.of_kind("actor", "place"):
        for path, state in _states(loaded):
            try:
                span = parse_state(state.start, state.end)
            except DateError:
                continue
            if loaded.kind == "place":
                held[loaded.record.id, ""].append(_Held(loaded, path, state.by, span))
            elif not state.office.startswith(_SHARED_OFFICES):
                held[state.office, state.of].append(_Held(loaded, path, loaded.record.id, span))
    for (what, of), holds in held.items():
        for one, other in combinations(holds, 2):
            first = max(one.span.latest_start, other.span.latest_start)
            last = min(one.span.earliest_end, other.span.earliest_end)
            sure = not (one.span.qualified or other.span.qualified)
            if one.by != other.by and sure and first < last:
                place = f"{what} of {of}" if of else what
                told = f"{one.by} and {other.by} both hold {place} from {first} to {last}"
                yield Problem(other.loaded, other.path, told, "Mend the dates, or make a dispute of them")


def _states(loaded: Loaded) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    record = loaded.record
    for field in ("offices", "control"):
        for index, state in enumerate(getattr(record, field, ())):
            yield (field, index), state
    if getattr(record, "in_force", None):
        yield ("in_force",), record.in_force
