"""Other programs: what is written for them they read back as the facts have it, whatever text stands in these."""

import csv
import html
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import rispy

from karabakh_cli.model.record import RECORDS, Record
from karabakh_cli.render import bibliography
from karabakh_cli.text.escape import visible
from trials import readers
from trials.text import hostile_facts, numbered, random_texts, text_fields, write_facts
from trials.trial import Room, trial

Fields = dict[str, Any]
_LABELS = {"event": "title", "actor": "name", "place": "name", "figure": "of", "source": "title"}
"""The column of each kind that may hold any text."""


@trial(times=40, few=1, each=11)
def other_programs(room: Room, turn: int) -> None:
    """Have eleven readers, jq, sqlite3, Pandoc and a citation processor among them, read hostile text back."""
    facts = hostile_facts(numbered(random_texts(random.Random(turn))))
    write_facts(room, facts)
    room.run("export", str(room.folder / "facts.db"), check=True)
    for kind in RECORDS:
        said = {loaded.record.id: _texts(loaded.record) for loaded in facts.of_kind(kind)}
        for read in _OF_RECORDS:
            found = {row["id"]: {field: row[field] for field in said[row["id"]]} for row in read(room, kind)}
            assert found == said, (read, kind)
        labels = {id_: fields[_LABELS[kind]] for id_, fields in said.items()}
        assert _csv(room, kind) == labels, kind
        shown = {id_: _words(label) for id_, label in labels.items()}
        assert {id_: _words(cell) for id_, cell in _github(room, kind).items()} == shown, kind
    for read, as_kept in _OF_SOURCES.items():
        for id_, fields in read(room):
            kept = {name: as_kept(value) for name, value in fields.items()}
            wanted = {name: as_kept(_said(said[id_], name)) for name in fields}
            assert kept == wanted, (read, id_, kept, wanted)


def _texts(record: Record) -> Fields:
    """Return the texts of a record in fields of its own."""
    found = {field: getattr(record, field) for field, takes in text_fields(type(record)).items() if takes}
    return {field: value for field, value in found.items() if isinstance(value, str)}


def _said(source: Fields, name: str) -> str:
    """Return a field of a source as reference managers have it: the authors one by one."""
    return " and ".join(bibliography.authors(source["author"])) if name == "author" else source[name]


def _words(text: str) -> str:
    """Return a text as it is shown, and kept by readers that take any spaces for one."""
    return " ".join(visible(text).split())


def _pressed(text: str) -> str:
    """Return a text as Pandoc keeps it, which turns quotes and puts spaces before marks where the language has them."""
    return "".join(readers.unquoted(text).split())


def _without_braces(text: str) -> str:
    """Return a text as Pandoc reads it in BibTeX, where a brace without its other one has no form that it knows."""
    return re.sub("[{}]", "", _pressed(visible(text)))


def _written(room: Room, *question: str) -> str:
    return room.run(*question, check=True).stdout.decode()


_OF_RECORDS: tuple[Callable[[Room, str], list[Fields]], ...] = (
    lambda room, kind: readers.jq(_written(room, f"{kind}s", "--json")),
    lambda room, kind: readers.yaml(_written(room, f"{kind}s", "-f", "yaml")),
    lambda room, kind: readers.sqlite(room.folder / "facts.db", f"SELECT * FROM {kind}s"),
)
"""Readers of whole records: jq, one of YAML 1.2, SQLite's own."""


def _csv(room: Room, kind: str) -> dict[str, str]:
    written = _written(room, f"{kind}s", "-f", "csv", "--fields", f"id,{_LABELS[kind]}")
    _, *rows = csv.reader(io.StringIO(written, newline=""))
    return dict(rows)


def _github(room: Room, kind: str) -> dict[str, str]:
    markdown = _written(room, f"{kind}s", "-f", "markdown", "--fields", f"id,{_LABELS[kind]}")
    cells = [html.unescape(re.sub("<[^>]*>", "", cell)) for cell in readers.github(markdown)]
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _bibtex(room: Room) -> Iterator[tuple[str, Fields]]:
    for id_, entry in readers.bibtex(_written(room, "sources", "-f", "bibtex")).items():
        names = {"title": "title", "author": "author", "number": "number", "language": "language", "note": "annotation"}
        yield id_, {name: entry[field] for name, field in names.items() if field in entry}


def _ris(room: Room) -> Iterator[tuple[str, Fields]]:
    for entry in rispy.loads(_written(room, "sources", "-f", "ris")):
        yield entry["id"], {"title": entry["title"]} | ({"note": entry["notes"][0]} if "notes" in entry else {})


def _by_pandoc(form: str, read_as: str) -> Callable[[Room], Iterator[tuple[str, Fields]]]:
    def read(room: Room) -> Iterator[tuple[str, Fields]]:
        for item in readers.pandoc(_written(room, "sources", "-f", form), read_as):
            publisher = item.get("container-title") or item.get("publisher")
            authors = " and ".join(author["literal"] for author in item.get("author", []))
            found = {"title": item["title"], "publisher": publisher, "author": authors}
            yield item["id"], {name: value for name, value in found.items() if value}

    return read


def _citeproc(room: Room) -> Iterator[tuple[str, Fields]]:
    items = json.loads(_written(room, "sources", "-f", "csl-json"))
    for item, entry in zip(items, readers.citeproc(items), strict=True):
        yield item["id"], {"title": item["title"] if item["title"].rstrip(".") in entry else entry}


_OF_SOURCES: dict[Callable[[Room], Iterator[tuple[str, Fields]]], Callable[[str], str]] = {
    _bibtex: _words,
    _ris: _words,
    _by_pandoc("bibtex", "bibtex"): _without_braces,
    _by_pandoc("bibtex", "biblatex"): _without_braces,
    _by_pandoc("csl-json", "csljson"): _pressed,
    _citeproc: _words,
}
"""Readers of a bibliography, and a text as each keeps it."""
