"""What the facts hold: how many of what, how well they are founded, what was read; and how to cite them."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from karabakh_cli import __version__
from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.ask.subject import subject_of
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import BEGINNING
from karabakh_cli.model.subject import Subject, cite

_Row = tuple[str, str, int | None, int | None]
"""What is told, of which value, how many, and of how many; of a text the last two are None."""


def about(index: sqlite3.Connection) -> Answer[Any]:
    """Tell how many records of each kind there are, how well facts are founded, and how they are cited.

    `related` has the whole of the facts as a source, for reference managers.
    """
    subject = subject_of(index)
    rows = [*_records(index), *_years(index), *_founded(index, subject), *_sources(index), *_cited(index, subject)]
    whole = {subject.id or "facts": _as_source(subject)}
    return Answer("about", COLUMNS["about"], [_hit(row) for row in rows], related=whole)


def _hit(row: _Row) -> Hit:
    about, value, count, of = row
    body = {"record": "about", "about": about, "value": value, "count": count, "of": of}
    return Hit(["" if cell is None else cell for cell in row], json.dumps(body, ensure_ascii=False))


def _records(index: sqlite3.Connection) -> list[_Row]:
    counts = dict(index.execute("SELECT record, count(*) FROM records GROUP BY record"))
    return [("records", f"{kind}s", counts.get(kind, 0), sum(counts.values())) for kind in ALL_KINDS]


def _years(index: sqlite3.Connection) -> Iterator[_Row]:
    """Say how many events began, at the earliest, in which year; of what has no known beginning, ended."""
    rows = index.execute(
        """SELECT substr(CASE WHEN earliest_start = ? THEN latest_end ELSE earliest_start END, 1, 4), count(*)
        FROM records WHERE record = 'event' GROUP BY 1 ORDER BY 1""",
        [BEGINNING],
    ).fetchall()
    total = sum(count for _, count in rows)
    yield from (("events by the year they began", year, count, total) for year, count in rows)


def _founded(index: sqlite3.Connection, subject: Subject) -> Iterator[_Row]:
    """Say how many facts, which all records but sources are, rest on two sources, are firm, disputed, checked.

    Firm is what nobody disputes and two sources give, not all of them the claims of one side.
    """
    total, several = set[int](), set[int]()
    for number, count in index.execute("SELECT number, value FROM facets WHERE name = 'sources'"):
        total.add(number)
        if int(count) > 1:
            several.add(number)
    voices: dict[int, set[str]] = {}
    parties = subject.parties
    for number, standing in index.execute("SELECT number, value FROM facets WHERE name = 'standing'"):
        voices.setdefault(number, set()).add(parties.get(standing) or "")
    disputed, checked = (
        {number for (number,) in index.execute("SELECT number FROM facets WHERE name = ?", [name])} & total
        for name in ("disputed", "checked")
    )
    firm = {number for number in several - disputed if "" in voices[number] or len(voices[number]) > 1}
    for value, found in (
        ("on two sources or more", several),
        ("firm", firm),
        ("disputed", disputed),
        ("checked", checked),
    ):
        yield "facts", value, len(found), len(total)


def _sources(index: sqlite3.Connection) -> Iterator[_Row]:
    """Say of what standing the sources are, and what of them was read."""
    query = (
        "SELECT value, count(*) FROM facets JOIN records USING (number) WHERE name = ? AND record = 'source' GROUP BY 1"
    )
    (total,) = index.execute("SELECT count(*) FROM records WHERE record = 'source'").fetchone()
    for name, heading in (("standing", "sources by standing"), ("read", "sources by what was read")):
        counts = dict(index.execute(query, [name]))
        if left := total - sum(counts.values()):
            counts["not said"] = left
        yield from ((heading, value, counts[value], total) for value in sorted(counts, key=lambda each: -counts[each]))


def _cited(index: sqlite3.Connection, subject: Subject) -> Iterator[_Row]:
    yield "title", subject.title, None, None
    if subject.description:
        yield "description", subject.description, None, None
    yield "version", f"karabakh {__version__}", None, None
    if subject.licence:
        yield "licence", _licence(subject.licence), None, None
    yield "cite the whole", subject.cited_as, None, None
    example = index.execute(
        """SELECT title, id FROM records LEFT JOIN facets ON facets.number = records.number AND name = 'key'
        WHERE record <> 'source' ORDER BY value IS NULL, records.number LIMIT 1"""
    ).fetchone()
    if example:
        title, id_ = example
        yield "cite one fact", cite(title, id_, subject.cited_as), None, None


def _licence(licence: Any) -> str:
    return ", ".join(filter(None, [licence.get("title") or licence["name"], licence.get("url")]))


def _as_source(subject: Subject) -> dict[str, Any]:
    """Return the whole of the facts in the shape of a source, of which a bibliography is made."""
    unknown = dict.fromkeys(("publisher", "issued", "url", "number", "language"))
    note = subject.cited_as + (f". {_licence(subject.licence)}" if subject.licence else "")
    own = {"record": "source", "id": subject.id or "facts", "type": "dataset", "title": subject.title}
    return unknown | own | {"author": subject.author, "note": note}
