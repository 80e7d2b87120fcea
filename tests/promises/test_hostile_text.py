"""Hostile text in facts: every view shows it harmless, every form for programs gives it back as it was."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from itertools import cycle
from pathlib import Path
from typing import Any

import bibtexparser
import rispy
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tables_back import own_fields, read_folder, read_sqlite, records

from karabakh_cli.ask.reference import Reference
from karabakh_cli.cli.answering import _asked
from karabakh_cli.cli.printing import complain, say
from karabakh_cli.errors import KarabakhError
from karabakh_cli.export import export
from karabakh_cli.export.tables import tables_for
from karabakh_cli.index.freshness import fingerprint
from karabakh_cli.index.write import fill
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.subject import Subject
from karabakh_cli.render import bibliography, render
from karabakh_cli.render.rows import cells as row_of
from karabakh_cli.render.rows import columns as columns_of
from karabakh_cli.render.style import BIBLIOGRAPHIC, FORMATS, PICTURED, UNCITED, Style
from tools.terminal import cells, without_our_escapes
from trials.text import FRAGMENTS, harmful, hostile_facts, numbered
from trials.trial import INVENTED_FACTS

QUESTIONS: list[Callable[[Reference], Answer[Any]]] = [
    lambda facts: facts.events(),
    lambda facts: facts.events("1991"),
    lambda facts: facts.actors(),
    lambda facts: facts.places(),
    lambda facts: facts.figures(),
    lambda facts: facts.sources(),
    lambda facts: facts.show("north-town", "battle-of-north-town", "displaced-1991", "north-army", "some-report"),
    lambda facts: facts.search("north"),
    lambda facts: facts.compare("north"),
    lambda facts: facts.on("1991-06-01"),
    lambda facts: facts.map("1991-06-01"),
    lambda facts: facts.map(),
    lambda facts: facts.disputes(),
    lambda facts: facts.changes(),
    lambda facts: facts.offices(),
    lambda facts: facts.count(facts.events(), "actor", "kind"),
    lambda facts: facts.overview(),
    lambda facts: facts.about(),
]
FOR_PEOPLE = ("table", "record", "picture")
TEXT = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4
).map("".join)


class Invented:
    """An index of the invented facts with other texts, also those that no facts file could hold, without a file."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.connection = sqlite3.connect(":memory:")
        fill(self.connection, hostile_facts(texts), fingerprint(INVENTED_FACTS), lambda part: None)

    def ask(self, question: Callable[[sqlite3.Connection], Any]) -> Any:
        """Ask the one index that there is."""
        return question(self.connection)


def is_looked_at(text: str, style: Style) -> None:
    """Assert that a terminal shows a text in its width, and that its only escapes are our own."""
    assert harmful(without_our_escapes(text) if style.color else text) == ""
    if style.width:
        assert max(map(cells, text.split("\n"))) <= max(style.width, 2)  # a wide letter takes two


def is_read_back(answer: Answer[Any], style: Style, text: str) -> None:
    """Assert that a program reads from a form what the records say."""
    assert style.format == "csv" or harmful(text.replace("\t", "")) == ""
    rows = [list(map(str, row_of(answer, hit, style))) for hit in answer.hits]
    if style.format == "csv":
        assert list(csv.reader(io.StringIO(text, newline=""))) == [list(columns_of(answer, style)), *rows]
    elif style.format == "tsv":
        assert [[unescaped(cell) for cell in line.split("\t")] for line in text.split("\n")] == rows
    elif style.format == "markdown":
        pipes = {re.sub(r"\\.", "", line).count("|") for line in text.split("\n")}
        assert (pipes, text.count("\n")) == ({len(rows[0]) + 1}, len(rows) + 1)
    elif style.format in READERS:
        assert READERS[style.format](text) == list(answer)
    else:
        sources = {source["id"]: source["title"] for source in bibliography.sources(answer)}
        assert BIBLIOGRAPHIES[style.format](text) == (sources if style.format == "csl-json" else list(sources))


READERS: dict[str, Callable[[str], Any]] = {
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.split("\n")],
    "yaml": lambda text: yaml.load(text, yaml.CSafeLoader),
}
BIBLIOGRAPHIES: dict[str, Callable[[str], Any]] = {
    "csl-json": lambda text: {item["id"]: item["title"] for item in json.loads(text)},
    "ris": lambda text: [entry["id"] for entry in rispy.loads(text)],
    "bibtex": lambda text: [entry["ID"] for entry in bibtexparser.loads(text).entries],
}


def unescaped(cell: str) -> str:
    """Return the text of a cell of TSV."""
    named = {"t": "\t", "n": "\n", "\\": "\\"}
    pattern = r"\\(?:([tn\\])|x(..)|u(....)|U(.{8}))"
    return re.sub(pattern, lambda found: named.get(found[1]) or chr(int(found[2] or found[3] or found[4], 16)), cell)


def are_exported(whole: list[dict[str, Any]], subject: Subject, folder: Path) -> None:
    """Assert that records come back from every export, and that those of JSON show nothing that is obeyed."""
    for name in ("facts.json", "facts.geojson", "facts.db", "package"):
        export(whole, subject, folder / name)
    assert json.loads((folder / "facts.json").read_text()) == whole
    places = {record["id"]: record["name"] for record in whole if record["record"] == "place"}
    features = json.loads((folder / "facts.geojson").read_text())["features"]
    assert all(
        places.get(each["id"], each["properties"].get("name")) == each["properties"].get("name") for each in features
    )
    for name in ("facts.json", "facts.geojson", "facts.metadata.json", "package/datapackage.json"):
        assert harmful((folder / name).read_text()) == ""
    about = json.loads((folder / "package" / "datapackage.json").read_text())
    assert (about["title"], about["description"]) == (subject.title, subject.description)
    expected, tables = {record["id"]: own_fields(record) for record in whole}, tables_for(subject.languages)
    for read in (read_sqlite(folder / "facts.db", tables), read_folder(folder / "package", tables)):
        assert {record["id"]: record for record in records(read, tables)} == expected


def is_told_harmlessly(text: str) -> None:
    """Assert that a message that repeats a text shows it harmless."""
    with redirect_stderr(io.StringIO()) as told:
        say(text)
        complain(KarabakhError(text, text))
    assert harmful(told.getvalue()) == ""


def test_an_error_without_a_next_step_is_one_line(capsys):
    """Nothing stands under what is wrong where nothing can be done about it."""
    complain(KarabakhError("gone"))
    assert capsys.readouterr().err == "karabakh: gone\n"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(TEXT, min_size=1, max_size=3),
    st.sampled_from(FORMATS),
    st.booleans(),
    st.sampled_from([None, 1, 2, 10, 30, 59, 60, 80, 120, 200]),
)
@example(["two\nlines"], "csv", False, None)  # a line break was not quoted
@example(["\u202e\u2066\xad\x7f"], "json", False, None)  # what turns text was sent as it is
@example(["\u202e: \x9b31m"], "yaml", False, None)
@example(["a\ufe0f\xad\U000e0041\U0001fffe"], "table", True, 80)  # what hides was hidden
@example(["a\u200cb \u200c a\u200db"], "record", False, None)
@example(["\t🏻", "9🏻" * 40], "table", False, 80)
@example(["👩\u200d💻 a\u200db"], "table", False, 120)  # cells that terminals count differently
@example(["x" * 300], "record", True, 1)  # labels left no room for values
@example(["&amp; ~~x~~ | \\|"], "markdown", False, None)
def test_no_text_is_obeyed_or_lost(tmp_path_factory, texts, form, color, width):
    """Whatever a fact says, a terminal shows it in its width and obeys nothing; programs read back what it says."""
    index = Invented(numbered(cycle(texts)))
    facts = Reference(index)
    for question in QUESTIONS:
        kind = question(facts).kind
        style = Style(form, width=width, color=color) if form in FOR_PEOPLE else Style(form)
        if (form != "picture" or kind in PICTURED) and (form not in BIBLIOGRAPHIC or kind not in UNCITED):
            found, style = _asked(facts, kind, question, None, style)
            text = "\n".join(render(found, style).lines)
            is_looked_at(text, style) if form in FOR_PEOPLE else is_read_back(found, style, text)
    if form == "json" and "\r" not in "".join(texts):  # which no facts file can hold
        are_exported(list(facts.records()), facts.subject(), tmp_path_factory.mktemp("exports"))
    is_told_harmlessly(texts[0])
    index.connection.close()
