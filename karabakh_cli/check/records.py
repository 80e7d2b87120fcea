"""Rules on what every record has: its id, its references, its names, its disputes, its texts."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.read.fault import Fault
from karabakh_cli.text.fold import fold
from karabakh_cli.text.nearest import Hints

RULES = Ruleset()

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@RULES.error("ID01")
def ids_are_unique(facts: Facts) -> Iterator[Fault]:
    """An id is unique over all facts and kebab-case."""
    for loaded in facts.loaded:
        first = facts.by_id[loaded.record.id]
        if first is not loaded:
            there = f"{first.file.name}, record {first.number + 1}"
            yield loaded.fault(("id",), f"the id stands twice: {loaded.record.id}", f"It is taken in {there}")
        if not _KEBAB.fullmatch(loaded.record.id):
            yield loaded.fault(("id",), f"not a kebab-case id: {loaded.record.id}", "Use a-z, 0-9 and single hyphens")


@RULES.error("REF01")
def references_exist(facts: Facts) -> Iterator[Fault]:
    """Every reference leads to a record, and to one of the right kind."""
    hints, ids = Hints(), defaultdict[str, list[str]](list)
    for loaded in facts.loaded:
        ids[loaded.kind].append(loaded.record.id)
    for loaded in facts.loaded:
        for path, kind, value in loaded.links:
            if kind == "date":
                continue
            target = facts.by_id.get(value)
            if target is None:
                likely = hints.near(value, ids[kind])
                remedy = f"Write one of {', '.join(likely)}" if likely else f"Add the {kind}, or name another"
                yield loaded.fault(path, f"there is no {kind} {value}", remedy)
            elif target.kind != kind:
                yield loaded.fault(path, f"{value} is of kind {target.kind}", f"Name one of kind {kind} here")


@RULES.error("DISP01")
def disputes_have_sides(facts: Facts) -> Iterator[Fault]:
    """A dispute has two positions or more, each with a source."""
    for loaded in facts.of_kind("event", "actor", "place", "figure"):
        for index, dispute in enumerate(loaded.record.disputes):
            if len(dispute.positions) < 2:
                yield loaded.fault(
                    ("disputes", index),
                    f"one position is no dispute: {dispute.about}",
                    "Add the other one",
                )
            for number, position in enumerate(dispute.positions):
                if not position.sources:
                    path = ("disputes", index, "positions", number)
                    yield loaded.fault(path, "no source for this position", "Add sources with source and locator")


@RULES.error("NAME01")
def names_lead_to_one_record(facts: Facts) -> Iterator[Fault]:
    """A name or spelling, its case and diacritics aside, leads to one actor and to one place at most."""
    for kind in ("actor", "place"):
        owners: dict[str, Loaded] = {}
        for loaded in facts.of_kind(kind):
            for folded, (path, name) in _names(loaded.record).items():
                owner = owners.setdefault(folded, loaded)
                if owner is not loaded:
                    what = f"{name} is a name of {owner.record.id} too"
                    yield loaded.fault(path, what, "Leave it to one of the two, or make it plain")


@RULES.error("NAME02")
def names_are_in_their_script(facts: Facts) -> Iterator[Fault]:
    """A name in another language is in the script that the subject has for that language."""
    scripts = {language.code: language.script for language in facts.subject_record.languages}
    for loaded in facts.of_kind("actor", "place"):
        for code, name in loaded.record.names.items():
            script = scripts.get(code, "")
            strange = [letter for letter in name if letter.isalpha() and script.upper() not in _in_unicode(letter)]
            if strange:
                what = f"the {code} name is not in {script} letters: {name}"
                yield loaded.fault(("names", code), what, f"Replace {' '.join(strange)}")


@cache
def _in_unicode(letter: str) -> str:
    """Return the name of a letter, which begins with its script."""
    return unicodedata.name(letter, "")


@RULES.warning("TEXT01")
def texts_are_short_and_plain(facts: Facts) -> Iterator[Fault]:
    """A title has at most 80 characters, a summary 900; the subject's loaded words stand only in quotation or where
    the sentence says whose word it is.
    """
    loaded_word = _any_of(facts.subject_record.loaded_words)
    attributed = _any_of(facts.subject_record.attributing_words)
    for loaded in facts.of_kind("event", "actor", "place", "figure"):
        for field, most in (("title", 80), ("summary", 900), ("note", None), ("date_note", None)):
            text = getattr(loaded.record, field, None) or ""
            if most and len(text) > most:
                yield loaded.fault((field,), f"{field} of {len(text)} characters", f"Say it in {most}")
            for sentence in re.split(r"(?<=[.;])\s", _unquoted(text)):
                found = loaded_word.search(sentence)
                if found and not attributed.search(sentence):
                    remedy = "Use a plain word, or say whose word it is"
                    yield loaded.fault((field,), f"a word that takes a side: {found[0]}", remedy)


def _unquoted(text: str) -> str:
    """Return a text without what is quoted in it; what is not ended is no quotation, and is passed as a whole."""
    return re.sub(r'["“][^"”]*+(["”]?)', lambda found: "" if found[1] else found[0], text)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return an expression for any of some words in a text, whatever their case; at its end `*` is any ending."""
    either = "|".join(re.escape(word.removesuffix("*")) + r"\w*+" * word.endswith("*") for word in words) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{either})(?!\w)", re.IGNORECASE)


def _names(record: Any) -> dict[str, tuple[tuple[str | int, ...], str]]:
    """Return every name of a record once, by its folded form, with the path to it."""
    given: dict[str, tuple[tuple[str | int, ...], str]] = {}
    languages = ((("names", code), name) for code, name in record.names.items())
    also = ((("also", index), name) for index, name in enumerate(record.also))
    for path, name in ((("name",), record.name), *languages, *also):
        if name:
            given.setdefault(fold(name), (path, name))
    return given
