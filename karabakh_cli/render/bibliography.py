"""Sources for reference managers: BibTeX, CSL-JSON and RIS. What a source's date does not say is not said here either.

Authors stand as our facts have them, whole: no first and last names are made of them.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from karabakh_cli import when
from karabakh_cli.answer import Answer
from karabakh_cli.render.safe import visible

Source = dict[str, Any]

# The type of a source as CSL 1.0.2, BibTeX and RIS have it, and the BibTeX field that its publisher goes into.
_TYPES = {
    "resolution": ("document", "misc", "GOVDOC", "howpublished"),
    "statement": ("document", "misc", "GEN", "howpublished"),
    "report": ("report", "techreport", "RPRT", "institution"),
    "agreement": ("treaty", "misc", "GEN", "howpublished"),
    "dataset": ("dataset", "misc", "DATA", "howpublished"),
    "book": ("book", "book", "BOOK", "publisher"),
    "article": ("article-journal", "article", "JOUR", "journal"),
    "news": ("article-newspaper", "article", "NEWS", "journal"),
    "encyclopedia": ("entry-encyclopedia", "misc", "ENCYC", "howpublished"),
    "webpage": ("webpage", "misc", "ELEC", "howpublished"),
}
_WITHIN_A_CONTAINER = ("article", "news", "encyclopedia", "webpage")
"""Types whose publisher is, in CSL and RIS, the title of what they stand in."""
# BibTeX counts braces, escaped ones too.
_BIBTEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
} | {mark: f"\\{mark}" for mark in "&%$#_"}  # fmt: skip


def sources(answer: Answer[Any]) -> Iterator[Source]:
    """Give the sources of an answer, each once: those found, or those that the records found cite, in `related`."""
    found = {record["id"]: record for record in answer if record["record"] == "source"}
    yield from (found | {id_: source for id_, source in answer.related.items() if id_ not in found}).values()


def bibtex(answer: Answer[Any]) -> Iterator[str]:
    """Write an entry a source."""
    for source in sources(answer):
        _, kind, _, publisher = _TYPES[source["type"]]
        year, *rest = _single(source["issued"])
        fields = {
            "title": f"{{{_bibtex(source['title'])}}}",  # the inner braces keep its capitals
            "author": f"{{{_bibtex(source['author'])}}}" if source["author"] else None,
            publisher: _bibtex(source["publisher"]),
            "year": year or _bibtex(when.in_words(source["issued"]) if source["issued"] else None),
            **dict(zip(("month", "day"), rest, strict=False)),
            "number": _bibtex(source["number"]),
            "url": visible(source["url"] or ""),
            "language": _bibtex(source["language"]),
            "note": _bibtex(source["note"]),
        }
        yield f"@{kind}{{{source['id']},"
        yield from (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
        yield "}"
        yield ""


def csl_json(answer: Answer[Any]) -> Iterator[str]:
    """Write one array of items, one a line."""
    items = [json.dumps(_csl(source), ensure_ascii=False) for source in sources(answer)]
    if not items:
        yield "[]"
        return
    yield "["
    yield from (f"{item}," for item in items[:-1])
    yield items[-1]
    yield "]"


def ris(answer: Answer[Any]) -> Iterator[str]:
    """Write a reference a source, with line feeds where the specification has carriage returns too."""
    for source in sources(answer):
        year, *rest = _single(source["issued"])
        words = "" if year or not source["issued"] else when.in_words(source["issued"])
        fields = [
            ("TY", _TYPES[source["type"]][2]),
            ("ID", source["id"]),
            ("TI", source["title"]),
            ("AU", source["author"]),
            ("T2" if source["type"] in _WITHIN_A_CONTAINER else "PB", source["publisher"]),
            ("PY", year),
            ("DA", "/".join([year, *rest, "", ""][:3]) + f"/{words}" if source["issued"] else None),
            ("M1", source["number"]),
            ("UR", source["url"]),
            ("LA", source["language"]),
            ("N1", source["note"]),
        ]
        yield from (f"{tag}  - {visible(str(value))}" for tag, value in fields if value)
        yield "ER  - "
        yield ""


FORMS: dict[str, Callable[[Answer[Any]], Iterator[str]]] = {"bibtex": bibtex, "csl-json": csl_json, "ris": ris}


def _csl(source: Source) -> dict[str, Any]:
    container = "container-title" if source["type"] in _WITHIN_A_CONTAINER else "publisher"
    item = {
        "id": source["id"],
        "type": _TYPES[source["type"]][0],
        "title": source["title"],
        "author": [{"literal": source["author"]}] if source["author"] else None,
        container: source["publisher"],
        "issued": _csl_date(source["issued"]) if source["issued"] else None,
        "number": source["number"],
        "URL": source["url"],
        "language": source["language"],
        "note": source["note"],
    }
    return {name: value for name, value in item.items() if value is not None}


def _csl_date(text: str) -> dict[str, Any]:
    """Return a date as CSL has it: its units as they are, two for a range or a set, `circa` where it is not certain."""
    parts, seasons = [], []
    for unit in re.findall(r"\d{4}(?:-\d{2}){0,2}", text):
        year, *rest = map(int, unit.split("-"))
        if rest and rest[0] > 12:
            seasons.append(rest[0] - 20)
            rest = []
        parts.append([year, *rest])
    issued: dict[str, Any] = {"date-parts": [parts[0], parts[-1]] if len(parts) > 1 else parts}
    if seasons:
        issued["season"] = seasons[0]
    if set(text) & set("[?~%") or ".." in text:
        issued["circa"] = True
    return issued


def _single(issued: str | None) -> list[str]:
    """Return the year, month and day of a date that is one unit and certain; no year for any other."""
    found = re.fullmatch(r"(\d{4})(?:-(0\d|1[0-2])(?:-(\d{2}))?)?", issued or "")
    return [part for part in found.groups() if part] if found else [""]


def _bibtex(text: str | None) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in visible(text or ""))
