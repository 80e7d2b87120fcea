"""Rules on evidence: that what a record says is given by what it cites, by two voices where people were killed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import msgspec

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.check.said import Names, numbers, texts
from karabakh_cli.errors import DateError
from karabakh_cli.model.dates import parse
from karabakh_cli.model.vocabulary import FIGHTING, HARM
from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.read.fault import Fault, Path_
from karabakh_cli.text.english import in_words
from karabakh_cli.text.fold import fold

RULES = Ruleset()

_MOST_BESIDE = 500
"""The records that stand beside one with their names: more than any has that somebody wrote."""
_FACTS = ("event", "actor", "place", "figure")
_OWN_TEXTS = ("summary", "note", "date_note")
_NO_EVIDENCE = (*_OWN_TEXTS, "waive", "checked", "locator")
_ANOTHER = re.compile(
    r"\b(?:(?:an)?other (?:source|account|report|count|number|figure|version)s?|(?:some|different) (?:source|account)s?"
    r"|(?:source|account|report)s (?:differ|disagree)|others (?:say|give|put|count|name))\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:do(?:es)?|did) not (?:say|name|give|mention|tell|specify|identify)\b"
    r"|\b(?:gives|names) no (?!longer\b)\w+|\bwithout (?:naming|giving|saying)\b",
    re.IGNORECASE,
)
_A_PART = r"(?:part|opening|passage|abstract|excerpt|page|paragraph)s?"
_OF_THE_PART = re.compile(  # and not "who took part"
    rf"\b(?:the|this|that|these|those|its)(?: \w+)? {_A_PART}\b|\b{_A_PART} (?:read\b|\d)", re.IGNORECASE
)
_FRONT_DOOR = re.compile(r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/?(?:(?<=/)(?:index|default|home)(?:\.\w+)?/?)?", re.IGNORECASE)
_ID = re.compile(r"(?<![a-z0-9])[a-z0-9]++(?:-[a-z0-9]++)+")
_COUNTED_HERE = re.compile(  # what the text itself counts: the days between two dates, the members of a list
    r"\b[\w-]+ (?:days?|weeks?|months?|years?) (?:later|earlier|before|after)\b|\bof (?:the|its|their|these) [a-z]+\b",
    re.IGNORECASE,
)
# A point of a text, which a locator gives, and no other number does.
_POINT = re.compile(r"\b(?:paragraph|article|point|page|table|section|chapter|annex)s? \d+\b", re.IGNORECASE)
# Where a place lies, which needs no word of a source.
_LYING = re.compile(
    r"\b(?:near|between|(?:north|south)?(?:north|south|east|west) of|border (?:with|of))(?: the)?"
    r" {name}(?: {name})?(?: (?:and|or) {name}(?: {name})?)?".replace("{name}", r"[^\W\d_a-z][\w-]+")
)
_EMPTY_WORDS = "a an the of on in at to by for and or that it was were is are had has be from with as its"
_ALIKE = frozenset(_EMPTY_WORDS.split(" "))


@RULES.warning("DISP02")
def other_accounts_are_disputes(facts: Facts) -> Iterator[Fault]:
    """Where a date note, a summary or a note speaks of another account ("other sources", "sources differ"), the record
    has a dispute, or is a figure whose question has others.
    """
    answers: defaultdict[str | None, int] = defaultdict(int)
    for loaded in facts.of_kind("figure"):
        answers[loaded.record.question] += 1
    for loaded in facts.of_kind(*_FACTS):
        question = getattr(loaded.record, "question", None)
        if loaded.record.disputes or (question and answers[question] > 1):
            continue
        for field in _OWN_TEXTS:
            if found := _ANOTHER.search(getattr(loaded.record, field, None) or ""):
                what = f'"{found[0]}" in {field}, and no dispute'
                yield loaded.fault((field,), what, "Write each account as a position with its source")


@RULES.warning("EVID01")
def what_is_said_is_given(facts: Facts) -> Iterator[Fault]:
    """Every number, and every name of an actor or a place, in a summary or a note is given by a citation, a position, a
    linked figure, or a field of the record.
    """
    given = _Given(facts)
    for loaded in facts.of_kind(*_FACTS):
        for field in _OWN_TEXTS:
            text = getattr(loaded.record, field, None)
            missing = given.missing(loaded, text) if text else []
            if missing:
                what = f"nothing cited gives {', '.join(missing)}"
                yield loaded.fault((field,), what, "Cite what gives it, or leave it out")


@RULES.warning("EVID02")
def evidence_is_its_own(facts: Facts) -> Iterator[Fault]:
    """What a position's source gives is more than the position's own words, and two sources of a position do not give
    one and the same sentence.
    """
    for loaded in facts.of_kind(*_FACTS):
        for index, dispute in enumerate(loaded.record.disputes):
            for number, position in enumerate(dispute.positions):
                said: set[frozenset[str]] = set()
                for place, citation in enumerate(position.sources):
                    words = _words(citation.gives or "")
                    path = ("disputes", index, "positions", number, "sources", place)
                    if words and words <= _words(position.says):
                        what = f"{citation.source} gives the position's own words"
                        yield loaded.fault(path, what, "Write what the source says, with its date or number")
                    elif words in said:
                        what = f"{citation.source} gives what another source of the position gives"
                        yield loaded.fault(path, what, "Write what this source says")
                    said |= {words} if words else set()


@RULES.warning("EVID03")
def silence_is_of_what_was_read(facts: Facts) -> Iterator[Fault]:
    """That a source "does not say", name or give something is said only of one that was read whole, or of the part that
    was read.
    """
    for loaded in facts.of_kind(*_FACTS):
        cited = list(loaded.citations())
        said: list[tuple[Path_, str, list[Any]]] = [
            ((field,), getattr(loaded.record, field, None) or "", [citation for _, citation in cited])
            for field in _OWN_TEXTS
        ]
        said += [((*path, "gives"), citation.gives or "", [citation]) for path, citation in cited]
        for path, text, citations in said:
            for sentence in re.split(r"(?<=[.;:])\s", text):
                silent = _SILENT.search(sentence)
                if silent and not _OF_THE_PART.search(sentence) and not _read_whole(facts, citations):
                    what = f'"{silent[0]}" of a source that was not read whole'
                    yield loaded.fault(path, what, "Read it to its end, or say of which part it holds")


@RULES.warning("EVID04")
def addresses_lead_to_pages(facts: Facts) -> Iterator[Fault]:
    """The address of a source leads to a page, not to a site's front door."""
    for loaded in facts.of_kind("source"):
        try:
            address = urlsplit(loaded.record.url or "")
        except ValueError:  # it is no address that leads anywhere
            continue
        if address.netloc and not address.query and _FRONT_DOOR.fullmatch(address.path):
            what = f"a site's front door: {loaded.record.url}"
            yield loaded.fault(("url",), what, "Give the page's own address, or say in the note that it is not known")


@RULES.warning("EVID05")
def violence_is_told_by_two_voices(facts: Facts) -> Iterator[Fault]:
    """Fighting, and violence against people, is told by two voices: an independent or primary source, or both
    parties.
    """
    parties = {standing.name: standing.party for standing in facts.subject_record.standings if standing.party}
    for loaded in facts.of_kind("event"):
        if loaded.record.kind not in (*FIGHTING, *HARM):
            continue
        voices = set()
        for citation in loaded.record.sources:
            source = facts.by_id.get(citation.source)
            if source and source.kind == "source" and source.record.type != "encyclopedia":
                voices.add(parties.get(citation.standing or source.record.standing, ""))
        if loaded.record.sources and "" not in voices and len(voices) < 2:  # SRC01 tells of none
            of = f"the side of {voices.pop()} alone" if voices else "encyclopedias alone"
            yield loaded.fault(("kind",), f"a {loaded.record.kind} told by {of}", "Look for another voice")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text))) - _ALIKE


def _read_whole(facts: Facts, citations: list[Any]) -> bool:
    """Tell whether any of what is cited was read to its end."""
    sources = (facts.by_id.get(citation.source) for citation in citations)
    return any(source and getattr(source.record, "read", None) == "whole" for source in sources)


def _in_words(date: str) -> str:
    try:
        parse(date)
    except DateError:  # DATE01 reports it
        return date
    return in_words(date)


def _said_of(record: Any) -> Iterator[str]:
    """Give what a record beside another gives for it: its title, date and numbers, and of whom or what it is."""
    yield record.label
    if record.when:
        yield f"{record.when} {_in_words(record.when)}"
    for field in ("of", "number", "publisher", "author"):
        yield getattr(record, field, None) or ""
    yield from (f"{getattr(record, name):.15g}" for name in ("low", "best", "high") if getattr(record, name, None))


class _Given:
    """What is given for what records say: by their other fields, their citations, what they cite and refer to."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._names = facts, Names(facts)
        self._countries = {
            loaded.record.id for loaded in facts.of_kind("actor", "place") if loaded.record.kind in ("country", "state")
        }

    @cached_property
    def _figures(self) -> dict[str, list[Any]]:
        """The figures about each event."""
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for loaded in self._facts.of_kind("figure"):
            if loaded.record.event:
                found[loaded.record.event].append(loaded.record)
        return found

    @cached_property
    def _lying_in(self) -> defaultdict[str, set[str]]:
        """The places that lie in each."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for loaded in self._facts.of_kind("place"):
            if loaded.record.within:
                found[loaded.record.within].add(loaded.record.id)
        return found

    def missing(self, loaded: Loaded, text: str) -> list[str]:
        """Return the numbers and names of a text of a record that nothing gives, as the text says them."""
        named = [self._facts.by_id[id_].record for id_ in _ID.findall(text) if id_ in self._facts.by_id]
        given = "; ".join([*self._texts(loaded), *(each for other in named for each in _said_of(other))])
        told = {id_ for _, ids in self._names.within(given) for id_ in ids} | self._ids(loaded)
        words = " ".join(["", *(fold(word) for word in re.findall(r"\w+", given) if not word[0].islower())])
        rest = _ID.sub(lambda id_: " " if id_[0] in self._facts.by_id else id_[0], text)
        rest, missing = _COUNTED_HERE.sub(" ", rest), []
        if loaded.kind == "place":
            rest = _LYING.sub(" ", rest)
        located = numbers(" ".join(citation.locator for _, citation in loaded.citations()))
        rest = _POINT.sub(lambda point: " " if numbers(point[0]).keys() <= located.keys() else point[0], rest)
        for name, ids in self._names.within(rest):
            rest = rest.replace(name, " ", 1)
            short = self._names.short_for(name, ids)
            if loaded.kind == "place" and ids <= self._countries:
                continue
            if not ids & told and not any(f" {word}" in words for word in short):
                missing.append(name)
        have = numbers(given)
        missing += [said for value, said in numbers(rest).items() if value not in have]
        return list(dict.fromkeys(missing))

    def _texts(self, loaded: Loaded) -> Iterator[str]:
        """Give the texts that may give something: of all fields but those that are asked, of sources, of figures."""
        record = loaded.record
        fields = msgspec.to_builtins(record)
        yield from texts(fields, _NO_EVIDENCE)
        yield from (_in_words(link.value) for link in loaded.links if link.to == "date" and link.path != ("checked",))
        linked = [self._facts.by_id[link.value].record for link in loaded.links if link.value in self._facts.by_id]
        for other in (record, *linked, *self._figures.get(record.id, ())):
            yield from _said_of(other)

    def _ids(self, loaded: Loaded) -> set[str]:
        """Return the records that one refers to, with what their places lie within and their actors belong to."""
        found = {loaded.record.id}
        ahead = [link.value for link in loaded.links if link.to in ("actor", "place")]
        while ahead and len(found) < _MOST_BESIDE:
            other = self._facts.by_id.get(id_ := ahead.pop())
            if other and id_ not in found:
                found.add(id_)
                record = other.record
                ahead += [of for of in (getattr(record, "within", None), getattr(record, "seat_of", None)) if of]
                ahead += [of.actor for of in getattr(record, "member_of", ())]
        return found | self._lying_in[loaded.record.id]
