"""Rules on the subject: what it says of itself, and that records keep to its lists."""

import re
from collections.abc import Iterator

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.errors import DateError
from karabakh_cli.model.dates import BEGINNING, END, parse
from karabakh_cli.read.facts import Facts
from karabakh_cli.read.fault import Fault, Path_
from karabakh_cli.text.nearest import Hints, listed

RULES = Ruleset()


@RULES.error("SUB01")
def records_keep_to_the_subject(facts: Facts) -> Iterator[Fault]:
    """Each side, standing and language of a record is one that the subject has, where there is a subject."""
    lists, hints = facts.subject.words, Hints()
    known = {name: frozenset(words) for name, words in lists.items()}
    for loaded in facts.loaded if facts.subjects else ():
        record = loaded.record
        asked: list[tuple[Path_, str, str]] = [
            (("names", code), "language", code) for code in getattr(record, "names", ())
        ]
        if loaded.kind == "actor":
            asked.append((("side",), "side", record.side))
        elif loaded.kind == "source":
            asked.append((("standing",), "standing", record.standing))
        asked += [
            ((*path, "standing"), "standing", citation.standing)
            for path, citation in loaded.citations()
            if citation.standing
        ]
        for path, what, word in asked:
            if word not in known[f"{what}s"]:
                words = lists[f"{what}s"]
                likely = listed(hints.near(word, words) or words)
                remedy = f"Write one of {likely}" if words else f"Add it to the {what}s of the subject"
                yield loaded.fault(path, f"no such {what}: {word}", remedy)


@RULES.error("SUB02")
def the_lists_of_the_subject_have_no_doubles(facts: Facts) -> Iterator[Fault]:
    """A language, a side and a standing stand once in the subject; a language has a code of small letters (ISO 639)."""
    for loaded in facts.subjects:
        subject = loaded.record
        lists = {
            "languages": [language.code for language in subject.languages],
            "sides": subject.sides,
            "standings": [standing.name for standing in subject.standings],
        }
        for index, code in enumerate(lists["languages"]):
            if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", code):
                yield loaded.fault(("languages", index, "code"), f"no code of a language: {code}", "Write it as in az")
        for field, words in lists.items():
            seen = set[str]()
            for index, word in enumerate(words):
                if word in seen:
                    yield loaded.fault((field, index), f"{word} stands twice in {field}", "Keep one of the two")
                seen.add(word)


@RULES.error("SUB03")
def the_times_of_the_subject_are_closed(facts: Facts) -> Iterator[Fault]:
    """The years of the subject, and the bounds of its dates, have a beginning and an end."""
    for loaded in facts.subjects:
        for field in ("years", "dates"):
            text = getattr(loaded.record, field) or ""
            try:
                span = parse(text)
            except DateError:  # there is none, or DATE01 reports it
                continue
            if BEGINNING in span or END in span:
                yield loaded.fault((field,), f"{field} without an end: {text}", "Give both, such as 1988/1994")


@RULES.error("SUB04")
def the_region_of_the_subject_is_a_box(facts: Facts) -> Iterator[Fault]:
    """The region lies on the globe, its north north of its south and its east east of its west."""
    for loaded in facts.subjects:
        region = loaded.record.region
        if region and not (-90 <= region.south < region.north <= 90 and -180 <= region.west < region.east <= 180):
            box = f"{region.south} to {region.north} N, {region.west} to {region.east} E"
            yield loaded.fault(("region",), f"no region of the globe: {box}", "Write south < north and west < east")


@RULES.error("SUB05")
def the_party_of_a_standing_is_a_side(facts: Facts) -> Iterator[Fault]:
    """The party that a standing speaks for is one of the subject's sides."""
    hints = Hints()
    for loaded in facts.subjects:
        sides = loaded.record.sides
        known = frozenset(sides)
        for index, standing in enumerate(loaded.record.standings):
            if standing.party and standing.party not in known:
                likely = listed(hints.near(standing.party, sides) or sides)
                remedy = f"Write one of {likely}" if likely else "Add it to the sides"
                yield loaded.fault(("standings", index, "party"), f"no such side: {standing.party}", remedy)


@RULES.error("SUB06")
def there_is_one_subject(facts: Facts) -> Iterator[Fault]:
    """The facts of a folder have one subject at most."""
    for loaded in facts.subjects[1:]:
        first = facts.subjects[0].file
        where = f"in {first.relative_to(facts.folder)}" if first != loaded.file else "in this file"
        yield loaded.fault((), f"a second subject; the first is {where}", "Keep one of the two")
