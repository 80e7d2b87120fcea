"""What takes text from outside, as targets of a fuzzer: bytes in; nothing but our own errors may come out.

`python -m trials.fuzz` looks for bytes that break one; what it found worth keeping is in `corpus/`, which the tests
replay.
"""

import json
import re
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from karabakh_cli.ask import when
from karabakh_cli.ask.reference import Reference, open_facts
from karabakh_cli.ask.related import with_related
from karabakh_cli.ask.subject import subject_of
from karabakh_cli.check import RULES, check
from karabakh_cli.errors import DateError, KarabakhError
from karabakh_cli.index.freshness import fingerprint
from karabakh_cli.index.write import fill
from karabakh_cli.model import dates
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.record import RECORDS
from karabakh_cli.model.schema import output_schema
from karabakh_cli.model.subject_file import SHAPES
from karabakh_cli.read.facts import Facts, load
from karabakh_cli.render import render
from karabakh_cli.render.style import Style
from karabakh_cli.text.english import in_words
from trials.trial import INVENTED_FACTS

CORPUS = Path(__file__).parent / "corpus"


def corpus(target: str) -> list[bytes]:
    """Return the inputs that are kept for a target."""
    return [json.loads(line).encode("latin-1") for line in (CORPUS / f"{target}.jsonl").read_text().splitlines()]


def keep(target: str, inputs: list[bytes]) -> None:
    """Keep inputs for a target, in place of those that were kept, a line each."""
    lines = sorted(
        {f"{json.dumps(content.decode('latin-1'))}\n" for content in inputs}, key=lambda line: (len(line), line)
    )
    (CORPUS / f"{target}.jsonl").write_text("".join(lines))


def a_date(content: bytes) -> None:
    """Read a date: it is refused with a remedy, or has bounds in order, words, and a second reader's agreement."""
    text = _text(content)
    try:
        span = dates.parse(text)
    except DateError as refused:
        assert refused.what and refused.remedy, text
        return
    assert span.earliest_start <= span.latest_start, text
    assert span.earliest_end <= span.latest_end, text
    assert span.earliest_start <= span.earliest_end, text
    assert span.latest_start <= span.latest_end, text
    assert in_words(text), text
    everything = dates.Window(span.earliest_start, span.latest_end)
    assert span.match(everything) == ("possible" if span.qualified else "certain"), text
    _agrees_with_edtf(text, span)


def _agrees_with_edtf(text: str, span: dates.Span) -> None:
    """Assert that the edtf package accepts a date that we accept, with the same bounds where the two should agree."""
    if text == ".." or text.startswith("["):  # no date of EDTF; a set, whose members the package wants alike
        return
    if re.fullmatch(r"\d{4}-2[1-4][?~%]", text):  # a season in doubt, which the package reads only within an interval
        return
    try:
        read = parse_edtf(text)
    except EDTFParseException:
        raise AssertionError(f"edtf refuses what we accept: {text}") from None
    # Winters differ (docs/reference.md, Dates); what is open or approximate the package widens in a way of its own.
    if not set("?~%") & set(text) and ".." not in text and "-24" not in text:
        bounds = tuple("{:04}-{:02}-{:02}".format(*day[:3]) for day in (read.lower_strict(), read.upper_strict()))
        assert bounds == (span.earliest_start, span.latest_end), (text, bounds)


def a_question(content: bytes) -> None:
    """Ask about a time in words: it is understood or refused."""
    text = _text(content)
    with suppress(KarabakhError):
        window, _, words = when.split(text.split())
        assert window is None or window.first <= window.last, text
        assert len(words) <= len(text.split()) * 2, text
    facts = _invented()
    for ask in (facts.events, facts.figures, facts.on, facts.map, lambda said: facts.events(after=said)):
        with suppress(KarabakhError):
            ask(text)


def some_words(content: bytes) -> None:
    """Look for words and names: they are looked for as they are, or refused."""
    text = _text(content)
    facts = _invented()
    for ask in (
        facts.search,
        facts.show,
        facts.compare,
        facts.disputes,
        facts.offices,
        facts.actors,
        lambda said: facts.places(within=said),
    ):
        with suppress(KarabakhError):
            ask(text)


def a_facts_file(content: bytes) -> None:
    """Read a facts file, whose first byte chooses its kind: it has faults, or can be compiled and shown."""
    kind = list(SHAPES)[content[0] % len(SHAPES)] if content else "event"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{kind}{'s' if kind in RECORDS else ''}.yaml").write_bytes(content[1:])
        facts = load(Path(folder))
        assert all(fault.line >= 1 and fault.what and fault.remedy for fault in facts.faults), facts.faults
        _use(facts, Path(folder))


def _use(facts: Facts, folder: Path) -> None:
    """Check facts among the invented ones, and compile and show them where they are sound."""
    invented = _invented_records()
    of_themselves = bool(facts.subjects)
    facts.loaded += invented.loaded
    facts.subjects += [] if of_themselves else invented.subjects
    check(facts, [rule for rule in RULES if rule.warning])
    if check(facts, [rule for rule in RULES if not rule.warning]):
        return
    with closing(sqlite3.connect(":memory:")) as index:
        fill(index, facts, fingerprint(folder)._replace(files=_Any()), lambda part: None)
        rows = index.execute("SELECT id, body FROM records ORDER BY number").fetchall()
        new = [Hit((), body) for id_, body in rows if of_themselves or id_ not in invented.by_id]
        answer = with_related(index, Answer("show", (), new), "surroundings")
        subject = subject_of(index)
        output_schema(subject)
        for form in ("json", "tsv", "record", "table"):
            list(render(answer, Style(form, width=80, languages=subject.languages)).lines)


class _Any(dict[str, str]):
    """The states of files, of which none is looked at."""

    def __missing__(self, path: str) -> str:
        return ""


@cache
def _invented_records() -> Facts:
    return load(INVENTED_FACTS)


@cache
def _invented() -> Reference:
    return open_facts(INVENTED_FACTS)


def _text(content: bytes) -> str:
    """Return bytes as the text that Python makes of an argument of the command line."""
    return content.replace(b"\0", b"").decode("utf-8", "surrogateescape")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "dates": a_date,
    "questions": a_question,
    "words": some_words,
    "facts": a_facts_file,
}
