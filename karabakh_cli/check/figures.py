"""Rules on numbers: what a figure gives, and how it stands to other figures."""

import math
from collections.abc import Iterator
from typing import Any

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.model.amount import allowed
from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.read.fault import Fault
from karabakh_cli.text.nearest import near

RULES = Ruleset()

_FITTING: dict[str | None, list[list[str]]] = {
    "more-than": [["low"]],
    "at-least": [["low"]],
    "close-to": [["high"]],
    "up-to": [["high"]],
    None: [[]],
}
_ROUNDING = 1 + 1e-9  # sums of decimals are never exact


@RULES.error("FIG01")
def bounds_fit_the_quantifier(facts: Facts) -> Iterator[Fault]:
    """Low <= best <= high; more-than and at-least fill low alone, close-to and up-to high alone, the others best, or
    low and high. Where no source gives a number there is no quantifier.
    """
    for loaded in facts.of_kind("figure"):
        figure = loaded.record
        given = [name for name in ("low", "best", "high") if getattr(figure, name) is not None]
        values = [getattr(figure, name) for name in given]
        if values != sorted(values):
            yield loaded.fault((given[0],), f"{' <= '.join(given)} does not hold: {values}", "Put them in order")
        fitting = _FITTING.get(figure.quantifier, [["best"], ["low", "high"], ["low", "best", "high"]])
        if given not in fitting:
            wanted = " or ".join(" and ".join(names) or "no number" for names in fitting)
            numbers = " and ".join(given) or "no number"
            what = f"{figure.quantifier or 'no quantifier'} goes with {wanted}, not with {numbers}"
            yield loaded.fault(("quantifier",), what, "Move the number, or mend the quantifier")


@RULES.error("FIG02")
def stocks_and_flows_have_their_time(facts: Facts) -> Iterator[Fault]:
    """A stock has as_of and no period, a flow has period and no as_of."""
    for loaded in facts.of_kind("figure"):
        wanted, other = ("as_of", "period") if loaded.record.kind == "stock" else ("period", "as_of")
        if getattr(loaded.record, wanted) is None:
            yield loaded.fault(("kind",), f"a {loaded.record.kind} without {wanted}", f"Add {wanted}")
        if getattr(loaded.record, other) is not None:
            yield loaded.fault((other,), f"a {loaded.record.kind} with {other}", f"Write it as {wanted}")


@RULES.error("FIG03")
def parts_are_of_the_whole_s_kind(facts: Facts) -> Iterator[Fault]:
    """Partition and subset join figures of one kind, measure and unit; exhaustive goes with a partition alone."""
    for loaded in facts.of_kind("figure"):
        figure = loaded.record
        for path, relation, part in _parts(loaded, facts):
            unlike = [name for name in ("kind", "measure", "unit") if getattr(part, name) != getattr(figure, name)]
            if relation != "contributes" and unlike:
                what = f"{part.id} is a {relation} of {figure.id} with another {' and '.join(unlike)}"
                yield loaded.fault(path, what, "Name a figure of the same, or write contributes")
        if figure.exhaustive and not any(component.relation == "partition" for component in figure.composition):
            yield loaded.fault(("exhaustive",), "exhaustive without a partition", "Leave it out")


@RULES.error("FIG04")
def parts_add_up(facts: Facts) -> Iterator[Fault]:
    """An exhaustive partition adds up to the whole as its words allow; no part of a subset exceeds the whole."""
    for loaded in facts.of_kind("figure"):
        low, high = allowed(loaded.record)
        sums = [0.0, 0.0]
        for path, relation, part in _parts(loaded, facts):
            part_low, part_high = allowed(part)
            if relation == "partition":
                sums = [sums[0] + part_low, sums[1] + part_high]
            elif relation == "subset" and part_low > high:
                yield loaded.fault(path, f"{part.id} is larger than {loaded.record.id}", "Mend one of the two")
        off = sums[0] > high * _ROUNDING or sums[1] * _ROUNDING < low
        if loaded.record.exhaustive and any(sums) and off:
            what = f"the parts make {_shown(*sums)}, the whole is {_shown(low, high)}"
            yield loaded.fault(("composition",), what, "Mend them, or take exhaustive out")


@RULES.error("FIG05")
def parts_are_not_excluded(facts: Facts) -> Iterator[Fault]:
    """No figure is both a part of another and excluded from it."""
    for loaded in facts.of_kind("figure"):
        parts = {component.figure for component in loaded.record.composition}
        for index, excluded in enumerate(loaded.record.excludes):
            if excluded in parts:
                yield loaded.fault(("excludes", index), f"{excluded} is both a part and excluded", "Keep one")


@RULES.warning("FIG06")
def exclusions_are_no_parts_of_the_sum(facts: Facts) -> Iterator[Fault]:
    """Parts plus an excluded figure do not add up exactly to the total; where they do, wording and arithmetic
    disagree.
    """
    for loaded in facts.of_kind("figure"):
        parts = [_number(part) for _, _, part in _parts(loaded, facts)]
        for index, id_ in enumerate(loaded.record.excludes if parts else []):
            excluded = facts.by_id.get(id_)
            if not excluded or excluded.kind != "figure":
                continue
            total, terms = _number(loaded.record), [*parts, _number(excluded.record)]
            if math.isclose(sum(terms), total):  # what is not one number makes a sum that equals nothing
                what = f"the parts and {id_}, which is excluded, make {_shown(total, total)}"
                yield loaded.fault(("excludes", index), what, "Say so in the note, and waive with the reason")


@RULES.error("FIG07")
def one_question_has_one_measure(facts: Facts) -> Iterator[Fault]:
    """Figures of one question share measure and unit; a dispute's question is one that figures answer."""
    first: dict[str, Any] = {}
    for loaded in facts.of_kind("figure"):
        figure = loaded.record
        if not figure.question:
            continue
        other = first.setdefault(figure.question, figure)
        if (other.measure, other.unit) != (figure.measure, figure.unit):
            this, that = (f"{one.measure} in {one.unit}" for one in (figure, other))
            what = f"{this}, but {other.id} answers {figure.question} with {that}"
            yield loaded.fault(("question",), what, "Give it a question of its own")
    for loaded in facts.of_kind("event", "actor", "place", "figure"):
        for index, dispute in enumerate(loaded.record.disputes):
            if dispute.question and dispute.question not in first:
                likely = near(dispute.question, first)
                remedy = f"Write one of {', '.join(likely)}" if likely else "Leave it out"
                yield loaded.fault(("disputes", index, "question"), f"no figure answers {dispute.question}", remedy)


def _parts(loaded: Loaded, facts: Facts) -> Iterator[tuple[tuple[str | int, ...], str, Any]]:
    """Give the parts of a figure that exist, with the path and the relation of each."""
    for index, component in enumerate(loaded.record.composition):
        part = facts.by_id.get(component.figure)
        if part is not None and part.kind == "figure":
            yield ("composition", index), component.relation, part.record


def _number(figure: Any) -> float:
    """Return the one number of a figure, whichever bound it fills; not a number for a range or where there is none."""
    given = [value for value in (figure.low, figure.best, figure.high) if value is not None]
    return float(given[0]) if len(given) == 1 else math.nan


def _shown(low: float, high: float) -> str:
    if low == high:
        return f"{low:,.10g}"
    return f"{low:,.10g} or more" if high == float("inf") else f"{low:,.10g} to {high:,.10g}"
