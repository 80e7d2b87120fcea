"""Rules on what every record has: its id, its references, its names, its disputes, its texts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from karabakh_cli.check.rule import Problem, Ruleset
from karabakh_cli.errors import near
from karabakh_cli.read.facts import Facts, Loaded
from karabakh_cli.text.fold import fold

RULES = Ruleset()

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
# Left as texts, for re to compile where a warning needs them: a question asks for errors alone.
_SIDED = (
    r"\b(?:liberat\w+|occup(?:y|ied|ying|ation)|freed|terroris\w+|aggress(?:or|ors|ion)|bandit\w*|heroic|barbaric|"
    r"so-called|ethnic cleansing|genocide)\b"
)
_ATTRIBUTED = (
    r"\b(?:according to|speaks? of|spoke of|calls?|(?<!so-)called|says?|said|terms?|wording|words?|describe[sd]?|"
    r"demand\w*|condemn\w*|charge[sd]?|accus\w+|wrote|resolution|statement)\b"
)
_SCRIPTS = {"az": "LATIN", "hy": "ARMENIAN", "ru": "CYRILLIC"}


@RULES.error("ID01")
def ids_are_unique(facts: Facts) -> Iterator[Problem]:
    """An id is unique over all facts and kebab-case."""
    for loaded in facts.loaded:
        first = facts.by_id[loaded.record.id]
        if first is not loaded:
            there = f"{first.file.name}, record {first.number + 1}"
            yield Problem(loaded, ("id",), f"the id stands twice: {loaded.record.id}", f"It is taken in {there}")
        if not _KEBAB.fullmatch(loaded.record.id):
            yield Problem(
                loaded, ("id",), f"not a kebab-case id: {loaded.record.id}", "Use a-z, 0-9 and single hyphens"
            )


@RULES.error("REF01")
def references_exist(facts: Facts) -> Iterator[Problem]:
    """Every reference leads to a record, and to one of the right kind."""
    for loaded in facts.loaded:
        for path, kind, value in loaded.namings:
            if kind == "date":
                continue
            target = facts.by_id.get(value)
            if target is None:
                ids = [other.record.id for other in facts.of_kind(kind)]
                likely = near(value, ids)
                remedy = f"Write one of {', '.join(likely)}" if likely else f"Add the {kind}, or name another"
                yield Problem(loaded, path, f"there is no {kind} {value}", remedy)
            elif target.kind != kind:
                yield Problem(loaded, path, f"{value} is of kind {target.kind}", f"Name one of kind {kind} here")


@RULES.error("DISP01")
def disputes_have_sides(facts: Facts) -> Iterator[Problem]:
    """A dispute has two positions or more, each with a source."""
    for loaded in facts.of_kind("event", "actor", "place", "figure"):
        for index, dispute in enumerate(loaded.record.disputes):
            if len(dispute.positions) < 2:
                yield Problem(
                    loaded,
                    ("disputes", index),
                    f"one position is no dispute: {dispute.about}",
                    "Add the other one",
                )
            for number, position in enumerate(dispute.positions):
                if not position.sources:
                    path = ("disputes", index, "positions", number)
                    yield Problem(loaded, path, "no source for this position", "Add sources with source and locator")


@RULES.error("NAME01")
def names_lead_to_one_record(facts: Facts) -> Iterator[Problem]:
    """A name or spelling, its case and diacritics aside, leads to one actor and to one place at most."""
    for kind in ("actor", "place"):
        owners: dict[str, Loaded] = {}
        for loaded in facts.of_kind(kind):
            for folded, (path, name) in _names(loaded.record).items():
                owner = owners.setdefault(folded, loaded)
                if owner is not loaded:
                    what = f"{name} is a name of {owner.record.id} too"
                    yield Problem(loaded, path, what, "Leave it to one of the two, or make it plain")


@RULES.error("NAME02")
def names_are_in_their_script(facts: Facts) -> Iterator[Problem]:
    """The name under az is in Latin letters, under hy in Armenian, under ru in Cyrillic."""
    for loaded in facts.of_kind("actor", "place"):
        for language, script in _SCRIPTS.items():
            name = getattr(loaded.record.names, language) or ""
            strange = [letter for letter in name if letter.isalpha() and script not in _in_unicode(letter)]
            if strange:
                what = f"the {language} name is not in {script.title()} letters: {name}"
                yield Problem(loaded, ("names", language), what, f"Replace {' '.join(strange)}")


@cache
def _in_unicode(letter: str) -> str:
    """Return the name of a letter, which begins with its script."""
    return unicodedata.name(letter, "")


@RULES.warning("TEXT01")
def texts_are_short_and_plain(facts: Facts) -> Iterator[Problem]:
    """A title has at most 80 characters, a summary 900; the words that take a side (liberated, occupied, terrorist
    and their like) stand only in quotation or where the sentence says whose word it is.
    """
    for loaded in facts.of_kind("event", "actor", "place", "figure"):
        for field, most in (("title", 80), ("summary", 900), ("note", None), ("date_note", None)):
            text = getattr(loaded.record, field, None) or ""
            if most and len(text) > most:
                yield Problem(loaded, (field,), f"{field} of {len(text)} characters", f"Say it in {most}")
            for sentence in re.split(r"(?<=[.;])\s", re.sub(r'["“][^"”]*["”]', "", text)):
                found = re.search(_SIDED, sentence, re.IGNORECASE)
                if found and not re.search(_ATTRIBUTED, sentence, re.IGNORECASE):
                    remedy = "Use a plain word, or say whose word it is"
                    yield Problem(loaded, (field,), f"a word that takes a side: {found[0]}", remedy)


def _names(record: Any) -> dict[str, tuple[tuple[str | int, ...], str]]:
    """Return every name of a record once, by its folded form, with the path to it."""
    given: dict[str, tuple[tuple[str | int, ...], str]] = {}
    languages = ((("names", language), getattr(record.names, language)) for language in _SCRIPTS)
    also = ((("also", index), name) for index, name in enumerate(record.also))
    for path, name in ((("name",), record.name), *languages, *also):
        if name:
            given.setdefault(fold(name), (path, name))
    return given
