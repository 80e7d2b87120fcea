"""Sources for reference managers: BibTeX, CSL-JSON and RIS. What a source's date does not say is not said here either.

Authors stand as our facts have them, each whole: no first and last names are made of them. What our editors remark on a
source goes where a bibliography does not print it.
"""

import json
import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from karabakh_cli.model import dates
from karabakh_cli.model.answer import Answer
from karabakh_cli.text.english import in_words
from karabakh_cli.text.escape import escaped_in_json, visible

Source = dict[str, Any]

# The type of a source as CSL 1.0.2, BibTeX and RIS have it, and the BibTeX field that its publisher goes into.
# RIS has no treaty and no statement; its generic type is a journal article to Zotero.
_TYPES = {
    "resolution": ("document", "misc", "GOVDOC", "howpublished"),
    "statement": ("document", "misc", "GOVDOC", "howpublished"),
    "report": ("report", "techreport", "RPRT", "institution"),
    "agreement": ("treaty", "misc", "GOVDOC", "howpublished"),
    "dataset": ("dataset", "misc", "DATA", "howpublished"),
    "book": ("book", "book", "BOOK", "publisher"),
    "article": ("article-journal", "article", "JOUR", "journal"),
    "news": ("article-newspaper", "article", "NEWS", "journal"),
    "encyclopedia": ("entry-encyclopedia", "incollection", "ENCYC", "booktitle"),
    "webpage": ("webpage", "misc", "ELEC", "howpublished"),
}
_WITHIN_A_CONTAINER = ("article", "news", "encyclopedia", "webpage")
"""Types whose publisher is, in CSL and RIS, the title of what they stand in."""
_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_BIBTEX |= {mark: f"\\{mark}" for mark in "&%$#_{}"}
# BibTeX counts braces, escaped ones too; these it does not, but Pandoc leaves them out.
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_IN_ADDRESS = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "{}\\"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The month macros of every BibTeX style: they print the name in the language of the style."""

_DATE = r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d{2})?)?[~?]?"
_IN_BIBLATEX = re.compile(rf"{_DATE}|\d{{4}}-2[1-4][~?]?|(?:{_DATE}|\.\.)/(?:{_DATE}|\.\.)")
"""The dates of our facts that its `date` takes: not those of which only one is meant, nor `%`, a comment to TeX."""
_BODIES = {
    "Agency", "Assembly", "Association", "Board", "Bureau", "Center", "Centre", "Commission", "Committee", "Council",
    "Department", "Foundation", "Group", "Institute", "Ministry", "Monitor", "Office", "Party", "Programme", "Project",
    "Service", "Society", "Union", "University",
}  # fmt: skip
"""Words of the names of bodies, which may have an "and" of their own."""


def sources(answer: Answer[Any]) -> Iterator[Source]:
    """Give the sources of an answer, each once: those found, or those that the records found cite, in `related`."""
    found = {record["id"]: record for record in answer if record["record"] == "source"}
    yield from (found | {id_: source for id_, source in answer.related.items() if id_ not in found}).values()


def authors(text: str | None) -> list[str]:
    """Return the authors that a text names, one by one where it is plain that they are several, else as one."""
    if not text:
        return []
    parts = text.split("; ")
    if len(parts) == 1:
        parts = re.split(",? and |, ", text)
        persons = all(map(_is_full_name, parts))
        if " and " not in text or not (persons or all(map(_is_short_name, parts))):
            return [text]
    return [part for part in parts if part.strip()] or [text]


def _is_full_name(text: str) -> bool:
    """Tell whether a text is a first and a last name, or the like: words with capitals, none of them of a body."""
    words = text.split(" ")
    return len(words) > 1 and all(word[:1].isupper() for word in words) and _BODIES.isdisjoint(words)


def _is_short_name(text: str) -> bool:
    """Tell whether a text is what agencies sign with: AFP, dpa."""
    return " " not in text and (text.isupper() or len(text) <= 4)


def bibtex(answer: Answer[Any]) -> Iterator[str]:
    """Write an entry a source."""
    for source in sources(answer):
        _, kind, _, publisher = _TYPES[source["type"]]
        year, *rest = _single(source["issued"])
        in_full = bool(year) and len(rest) < 2  # and what reads `date` need not read it twice
        fields = {
            "title": _kept(source["title"]),
            "author": " and ".join(map(_kept, authors(source["author"]))),
            publisher: _kept(source["publisher"]),
            "year": year or _bibtex(_words(source["issued"])),
            "month": _MONTHS[int(rest[0]) - 1] if rest else None,
            "date": source["issued"] if not in_full and _IN_BIBLATEX.fullmatch(source["issued"] or "") else None,
            "number": _bibtex(source["number"]),
            "url": visible(source["url"] or "").translate(_IN_ADDRESS),
            "language": _bibtex(source["language"]),
            "annotation": _bibtex(source["note"]),
        }
        yield f"@{kind}{{{source['id']},"
        braced = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value}
        yield from (f"  {name} = {value}," for name, value in braced.items())
        yield "}"
        yield ""


def csl_json(answer: Answer[Any]) -> Iterator[str]:
    """Write one array of items, one a line."""
    items = [escaped_in_json(json.dumps(_csl(source), ensure_ascii=False)) for source in sources(answer)]
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
        kind = _TYPES[source["type"]][2]
        fields = [
            ("TY", kind),
            ("ID", source["id"]),
            ("TI", source["title"]),
            *(("AU", _ris_author(author)) for author in authors(source["author"])),
            ("T2" if source["type"] in _WITHIN_A_CONTAINER else "PB", source["publisher"]),
            ("PY", _year(source["issued"])),
            ("DA", "/".join([year, *rest, "", "", ""][:4]) if year else _words(source["issued"])),
            ("SN" if kind in ("RPRT", "GOVDOC") else "M1", source["number"]),
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
        "author": [{"literal": author} for author in authors(source["author"])] or None,
        container: source["publisher"],
        "issued": _csl_date(source["issued"]) if source["issued"] else None,
        "number": source["number"],
        "URL": source["url"],
        "language": source["language"],
        "annote": source["note"],
    }
    return {name: value for name, value in item.items() if value is not None}


def _csl_date(text: str) -> dict[str, Any]:
    """Return a date as CSL has it: one unit or two, `circa` where it is not certain; what has no such form in words."""
    units = [list(map(int, unit.split("-"))) for unit in re.findall(r"\d{4}(?:-\d{2}){0,2}", text)]
    seasons = [unit.pop() - 20 for unit in units if len(unit) == 2 and unit[1] > 12]
    is_open = ".." in text and len(units) == 1
    if is_open or "," in text or (seasons and len(units) > 1):
        return {"literal": in_words(text)}
    issued: dict[str, Any] = {"date-parts": units}
    if seasons:
        issued["season"] = seasons[0]
    if set(text) & set("[?~%"):
        issued["circa"] = True
    return issued


def _ris_author(author: str) -> str:
    """Return an author with the comma that ends a name which is not to be split; one with commas cannot be kept so."""
    return author if "," in author else f"{author},"


def _year(issued: str | None) -> int | None:
    """Return the year that the whole of a date certainly lies in, if there is one."""
    span = dates.parse(issued) if issued else None
    if span is None or span.qualified or span.earliest_start[:4] != span.latest_end[:4]:
        return None
    return int(span.earliest_start[:4])


def _words(issued: str | None) -> str:
    return in_words(issued) if issued else ""


def _single(issued: str | None) -> list[str]:
    """Return the year, month and day of a date that is one unit and certain; no year for any other."""
    found = re.fullmatch(r"(\d{4})(?:-(0\d|1[0-2])(?:-(\d{2}))?)?", issued or "")
    return [part for part in found.groups() if part] if found else [""]


def _kept(text: str | None) -> str:
    """Return a text in braces of its own, which keep its capitals, and an "and" in it from parting names."""
    return f"{{{_bibtex(text)}}}" if text else ""


def _bibtex(text: str | None) -> str:
    shown = visible(text or "")
    depths = [0, *accumulate((letter == "{") - (letter == "}") for letter in shown)]
    in_pairs = min(depths) == depths[-1] == 0
    marks = _BIBTEX if in_pairs else _BIBTEX | _LONE_BRACES
    return "".join(marks.get(letter, letter) for letter in shown)
