"""Hostile text: a fact may hold any text, and a terminal is shown it and never obeys it."""

import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import yaml

from karabakh_cli.model.part import Part, Text
from karabakh_cli.model.record import RECORDS
from karabakh_cli.model.subject_file import Subject
from karabakh_cli.read.facts import Facts, load
from karabakh_cli.render.style import BIBLIOGRAPHIC, FORMATS
from tools.terminal import cells, without_our_escapes
from trials.surroundings import QUESTIONS, on_a_terminal
from trials.trial import INVENTED_FACTS, Room, trial

FRAGMENTS = (
    "\t", "\n", "\r\nER  - \n", "\x00", "\x07", "\x1b[2J", "\x1b]0;window\x07", "\x1b]52;c;Y2xpcA==\x1b\\", "\x7f",
    "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "\x85", "\x9b31m", "\x9d0;window\x9c", "\u2028", "\u2029",
    "\u202eabc", "\u202a", "\u2066abc\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d", "a\u200cb",
    "a\u200db", "\u2060", "\ufeff", "\xad", "\ufe0f", "\u2764\ufe0f", "\U000e0100", "\U000e0041\U000e007f", "\u034f",
    "\u3164", "\xa0", "\u3000", "\ufff9", "\ue000", "\U0001fffe", "[red]x[/red]", "[link=http://example.org]x[/link]",
    "[/]", ":cat:", "e\u0301", "a" + "\u0301" * 100, "\u0301", "漢字", "\ufdfd", "👩\u200d💻", "=1+1", "+1", "-1", "@x",
    '"', "'", ",", ";", "\\", "\\n", "|", "`", "*", "_", "#", "<b>", "&amp;", "{", "}", "%", "$", "~", "^", ": ", "- ",
    "!x", "x" * 300, "word " * 30, "NO", "1993", "null", "ER  - ", "@book{x,", "שלום", "مرحبا",
)  # fmt: skip
"""What text may do: control the terminal, turn or hide what stands around it, pass for markup or for a row's end."""
_IGNORED = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")


def harmful(text: str) -> str:
    """Return the characters of a text that a terminal would obey, or not show."""
    return "".join(
        letter
        for letter in text
        if (unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or _IGNORED.match(letter))
        and letter not in "\n\u200c"
    )


def hostile_facts(texts: Iterator[str]) -> Facts:
    """Return the invented facts with other texts wherever a fact may hold any text."""
    facts = load(INVENTED_FACTS)
    figures = [loaded.record for loaded in facts.of_kind("figure")]
    answering = {figure.question: figure for figure in figures}
    joined = [
        (dispute, answering.get(dispute.question) if dispute.question else None)
        for loaded in facts.of_kind("event", "actor", "place", "figure")
        for dispute in loaded.record.disputes
    ]
    for loaded in facts.loaded:
        _fill(loaded.record, texts)
    for dispute, figure in joined:
        dispute.question = figure and figure.question
    for subject in facts.subjects:
        _fill_subject(subject.record, facts, texts)
    return facts


def _fill_subject(subject: Subject, facts: Facts, texts: Iterator[str]) -> None:
    """Put other texts into what facts say that they are about, and into the records where these keep to its words."""
    subject.title, subject.description, subject.citation = next(texts), next(texts), next(texts)
    for language in subject.languages:
        language.name = next(texts)
    sides = {side: next(texts) for side in subject.sides}
    standings = {standing.name: next(texts) for standing in subject.standings}
    subject.sides = list(sides.values())
    for standing in subject.standings:
        standing.name, standing.party = standings[standing.name], sides.get(standing.party)
    for loaded in facts.of_kind("actor"):
        loaded.record.side = sides[loaded.record.side]
    for loaded in facts.of_kind("source"):
        loaded.record.standing = standings[loaded.record.standing]
    for loaded in facts.loaded:
        for _, citation in loaded.citations():
            citation.standing = standings.get(citation.standing)


def _fill(part: Part, texts: Iterator[str]) -> None:
    for field, takes in text_fields(type(part)).items():
        value = getattr(part, field)
        if isinstance(value, list):
            setattr(part, field, [next(texts) for _ in value] if takes else value)
            for item in value:
                if isinstance(item, Part):
                    _fill(item, texts)
        elif field == "names":
            setattr(part, field, {each: _without_letters(next(texts)) for each in ("az", "hy", "ru")})
        elif isinstance(value, Part):
            _fill(value, texts)
        elif takes:
            setattr(part, field, next(texts))


def _without_letters(text: str) -> str:
    """Return a text that is in the script of any language."""
    return "".join(letter for letter in text if not letter.isalpha())


@cache
def text_fields(part: type[Part]) -> dict[str, bool]:
    """Return the fields of a class, and whether they take any text."""
    hints = get_type_hints(part, include_extras=True)
    return {field: Text in (type_, *get_args(type_)) and field != "rule" for field, type_ in hints.items()}


def numbered(texts: Iterator[str]) -> Iterator[str]:
    """Give texts with a word to be found by and a number each: no name may lead to two records."""
    return (f"{text} north {number}" for number, text in enumerate(texts))


def random_texts(chance: random.Random) -> Iterator[str]:
    """Give texts of a few fragments that may stand in a facts file."""
    while True:
        text = " ".join(chance.choices(FRAGMENTS, k=chance.randrange(1, 4)))
        yield re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", "", text)


def write_facts(room: Room, facts: Facts) -> None:
    """Write facts into the folder of a room, in place of those that are there."""
    for kind in RECORDS:
        for file in (room.facts / f"{kind}s").iterdir():
            file.unlink()
        rows = [_row(loaded.record) for loaded in facts.of_kind(kind)]
        (room.facts / f"{kind}s" / "all.yaml").write_text(yaml.safe_dump(rows))
    (room.facts / "subject.yaml").write_text(yaml.safe_dump([_row(loaded.record) for loaded in facts.subjects]))


def _row(value: Any) -> Any:
    """Return what stands for a record in a facts file."""
    if isinstance(value, Part):
        found = ((field, _row(getattr(value, field))) for field in value.__struct_fields__)
        return {field: inner for field, inner in found if inner not in (None, [], {}, False)}
    if isinstance(value, list | tuple):
        return [_row(item) for item in value]
    if isinstance(value, dict):
        return {key: _row(inner) for key, inner in value.items()}
    return value if isinstance(value, bool) or value is None else str(value)


@trial(times=100, few=1)
def hostile_text(room: Room, turn: int) -> None:
    """Fill every text of the facts with control sequences, turned and hidden text and markup, and ask everything."""
    chance = random.Random(turn)
    write_facts(room, hostile_facts(numbered(random_texts(chance))))
    room.run("events", check=True)
    for question in QUESTIONS:
        uncited = BIBLIOGRAPHIC if question[0] == "overview" or "--count" in question else ()
        form = chance.choice([each for each in FORMATS if each not in ("picture", "csv", *uncited)])
        color = chance.choice(["always", "never"])
        run = room.run(*question, *(() if question[-1] == "--chart" else ("-f", form)), "--color", color, check=True)
        _shown(run.stdout.decode().replace("\t", "" if form == "tsv" else "\t") + run.stderr.decode(), color)
        columns = chance.randrange(1, 200)
        status, shown, told = on_a_terminal(
            room, *question, "--color", color, "--no-pager", columns=columns, environment=room.environment
        )
        assert status == 0, told
        _shown(shown + told, color)
        widest = max(shown.split("\n"), key=cells)
        assert cells(widest) <= max(columns, 2), (question, columns, cells(widest), ascii(widest))
    for question in (("actors", "--help"), ("sources", "--help"), ("schema",), ("schema", "actor")):
        _shown(room.run(*question, check=True).stdout.decode(), "never")
    _complains_harmlessly(room, next(random_texts(chance)).replace("\n", " "))


def _complains_harmlessly(room: Room, text: str) -> None:
    """Assert that text in an argument, and in what is wrong with facts, is shown harmless."""
    for question in (
        ("events", text),
        ("events", "--actor", text),
        ("show", text),
        ("events", "--kind", text),
        ("actors", "--side", text),
        (text,),
    ):
        told = room.run(*question).stderr.decode()
        assert harmful(told) == "", (question, told)
    row = {"id": "x", text: text, "kind": text, "title": [text], "also": {text: text}}
    (room.facts / "events" / "wrong.yaml").write_text(yaml.safe_dump([row]))
    for question in (("check",), ("events",)):
        run = room.run(*question)
        assert run.returncode == 3, run
        assert harmful(run.stdout.decode() + run.stderr.decode()) == "", run


def _shown(text: str, color: str) -> None:
    assert harmful(text if color == "never" else without_our_escapes(text)) == "", harmful(text)
