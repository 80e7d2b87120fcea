"""Facts -> the content of an index that nobody else sees yet."""

import os
import sqlite3
from collections.abc import Callable, Container
from pathlib import Path

import msgspec

from karabakh_cli.index.entries import entries, in_order
from karabakh_cli.index.freshness import Fingerprint
from karabakh_cli.index.tables import INDEXES, SCHEMA, insert
from karabakh_cli.read.facts import Facts, Loaded, cached
from karabakh_cli.text.fold import fold

ROOM = 1024
"""The numbers between two records, where others may come to stand."""
_CHECKED = 0.5
"""The part of the compiling that is done when the facts are checked."""


def unsafe(file: Path) -> sqlite3.Connection:
    """Open a file that nobody else sees yet: what is half-written is thrown away, so nothing need be safe."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA page_size = 16384")  # a record's body seldom needs a second page
    connection.execute("PRAGMA cache_size = -16384")  # KiB: what is written is soon needed again, for the indexes
    return connection


def fill(connection: sqlite3.Connection, facts: Facts, now: Fingerprint, on_progress: Callable[[float], None]) -> None:
    """Write the index of all facts into an empty database; `on_progress` hears how far it is."""
    ordered = in_order(facts)
    numbers = {each.loaded.record.id: number * ROOM for number, each in enumerate(ordered, 1)}
    with connection:
        connection.executescript(SCHEMA)
        insert(connection, entries(facts, ordered), numbers, lambda part: on_progress(_CHECKED + (1 - _CHECKED) * part))
        connection.executescript(INDEXES)
        write_state(connection, facts, now, ())


def write_state(connection: sqlite3.Connection, facts: Facts, now: Fingerprint, unchanged: Container[str]) -> None:
    """Write down what the facts are about and which files the index is of; those unchanged are there already."""
    by_file: dict[str, list[Loaded]] = {}
    for loaded in (*facts.subjects, *facts.loaded):
        by_file.setdefault(str(loaded.file), []).append(loaded)
    new = {path: cached(now.files[path], found) for path, found in by_file.items() if path not in unchanged}
    rows = [(os.fsencode(path), *new[path]) for path in new]
    connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM meta")
    connection.execute("DELETE FROM synonyms")
    groups = [(" ".join(map(fold, group)),) for group in facts.subject.synonyms]
    connection.executemany("INSERT INTO synonyms VALUES (?)", groups)
    subject = msgspec.json.encode(facts.subject_record).decode()
    connection.execute(
        "INSERT INTO meta VALUES (?, ?, ?, ?, ?)", (now.image, now.program, subject, *facts.subject.years)
    )
