"""What other programs read of what is written for them: each takes a text or a file and gives back what it found.

They raise NotHereError where a program is not on this machine.
"""

import json
import re
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import bibtexparser
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from ruamel.yaml import YAML

from trials.trial import NotHereError


def _run(text: str, *command: str) -> str:
    """Give a text to a program and return what it writes."""
    if not shutil.which(command[0]):
        raise NotHereError(f"{command[0]} is not on this machine")
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout


def jq(text: str) -> Any:
    """Return what jq reads of JSON."""
    return json.loads(_run(text, "jq", "--compact-output", "."))


def sqlite(file: Path, question: str) -> list[dict[str, Any]]:
    """Return the rows that SQLite's own program reads of a database, of which there is at least one."""
    rows: list[dict[str, Any]] = json.loads(_run("", "sqlite3", "-json", "-readonly", str(file), question))
    return rows


def yaml(text: str, version: tuple[int, int] = (1, 2)) -> Any:
    """Return what a reader of YAML reads that follows one version of it."""
    reader = YAML(typ="safe", pure=True)
    reader.version = version
    return reader.load(text)


def github(markdown: str) -> list[str]:
    """Return the cells of a table as HTML, as GitHub's own reader makes them, without the heads."""
    html = _run(markdown, "cmark-gfm", "-e", "table", "-e", "autolink", "-e", "strikethrough")
    return re.findall("<td>(.*?)</td>", html)


def pandoc(text: str, form: str) -> list[dict[str, Any]]:
    """Return what Pandoc reads of sources in one of its forms, as CSL-JSON."""
    items: list[dict[str, Any]] = json.loads(_run(text, "pandoc", "-f", form, "-t", "csljson"))
    return items


def unquoted(text: str) -> str:
    """Return a text without quotes, which Pandoc turns, and the markup that it makes of quotes within quotes."""
    return re.sub("[\"'‘’“”`]|<[^>]*>", "", text)


def bibtex(text: str) -> dict[str, dict[str, str]]:
    """Return entries by their ids as a BibTeX parser reads them, with the values as TeX prints them."""
    parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    entries = parser.parse(text).entries_dict.items()
    return {id_: {name: _printed(value) for name, value in entry.items()} for id_, entry in entries}


def _printed(tex: str) -> str:
    """Return what TeX prints: commands and escaped marks as the marks they stand for, braces not at all."""
    marks = {"backslash": "\\", "asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}"}
    return re.sub(r"\\text(\w+){}|\\([^a-z])|[{}]", lambda found: marks.get(found[1], found[2] or ""), tex)


def citeproc(items: list[dict[str, Any]]) -> list[str]:
    """Return the bibliography that a citation processor makes of items of CSL-JSON, an entry each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what its own style does not know
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        return [str(entry) for entry in bibliography.bibliography()]
