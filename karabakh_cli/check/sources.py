"""Rules on sources: that everything cites one, and what may be said on the word of which."""

from collections.abc import Iterator
from typing import Any

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.errors import DateError
from karabakh_cli.model.dates import parse
from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.read.fault import Fault

RULES = Ruleset()

_FACTS = ("event", "actor", "place", "figure")


@RULES.error("SRC01")
def facts_are_cited(facts: Facts) -> Iterator[Fault]:
    """Every event, actor, place, figure, office, dated membership, hold on a place, outline and provision cites a
    source.
    """
    for loaded in facts.of_kind(*_FACTS):
        parts: list[tuple[tuple[str | int, ...], Any]] = [((), loaded.record)]
        for field in ("offices", "control", "provisions", "member_of"):
            parts += [
                ((field, index), part)
                for index, part in enumerate(getattr(loaded.record, field, ()))
                if field != "member_of" or part.start
            ]
        if outline := getattr(loaded.record, "outline", None):
            parts.append((("outline",), outline))
        for path, part in parts:
            if not part.sources:
                what = f"no source for {loaded.record.id}" if not path else f"no source for this entry of {path[0]}"
                yield loaded.fault(path, what, "Add sources with source, locator and gives")


@RULES.warning("SRC02")
def sources_are_used(facts: Facts) -> Iterator[Fault]:
    """Every source is cited somewhere."""
    cited = {link.value for loaded in facts.of_kind(*_FACTS) for link in loaded.links if link.to == "source"}
    for loaded in facts.of_kind("source"):
        if loaded.record.id not in cited:
            yield loaded.fault(("id",), f"nothing cites {loaded.record.id}", "Cite it where it was read, or remove it")


@RULES.warning("SRC03")
def what_one_party_says_is_attributed(facts: Facts) -> Iterator[Fault]:
    """A record that rests on one party's sources alone says "according to" in its summary, note or `of`."""
    partial = {standing.name for standing in facts.subject_record.standings if standing.party}
    for loaded in facts.of_kind(*_FACTS):
        standings = {source.standing for _, source in _cited(loaded, facts, top_only=True)}
        if len(standings) == 1 and standings <= partial:
            texts = (getattr(loaded.record, name, None) for name in ("summary", "note", "of"))
            if not any("according to" in text.casefold() for text in texts if text):
                what = f"{loaded.record.id} rests on {standings.pop()} sources alone and does not say so"
                yield loaded.fault((), what, 'Say "according to", or add another source')


@RULES.warning("SRC04")
def sources_come_after_what_they_report(facts: Facts) -> Iterator[Fault]:
    """A source was not issued before what it reports began."""
    for loaded in facts.of_kind("event", "figure"):
        record = loaded.record
        date = record.date if loaded.kind == "event" else record.as_of or record.period
        for path, source in _cited(loaded, facts):
            try:
                early = bool(date and source.issued) and parse(source.issued).latest_end < parse(date).earliest_start
            except DateError:
                continue
            if early:
                what = f"{source.id} was issued {source.issued}, before {date}"
                yield loaded.fault(path, what, "Mend a date, or cite another source")


def _cited(loaded: Loaded, facts: Facts, *, top_only: bool = False) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Give the sources that a record cites, with the path to each citation; or those of the record itself alone."""
    for path, to, value in loaded.links:
        source = facts.by_id.get(value) if to == "source" else None
        if source and source.kind == "source" and not (top_only and path[0] != "sources"):
            yield path, source.record
