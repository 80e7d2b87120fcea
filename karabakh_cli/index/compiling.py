"""Facts -> the rows of an index: of all, or, where an index is there, of the files that changed and what they touch."""

import os
import shutil
import sqlite3
import time
from collections.abc import Container, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from karabakh_cli.check import RULES, check
from karabakh_cli.cleanup import at_the_end
from karabakh_cli.errors import FactsError
from karabakh_cli.index.entries import Dated, Entry, entries, in_order, names_of, told_elsewhere, words_of
from karabakh_cli.index.file import CELLS, INDEXES, SCHEMA, SEAL, SPAN, Told, untouched
from karabakh_cli.model.dates import ordinal
from karabakh_cli.model.record import namings
from karabakh_cli.read.facts import Facts, Loaded, Packed, load, packed
from karabakh_cli.read.fault import BrokenFactsError
from karabakh_cli.read.folder import Fingerprint, fingerprint, settled_fingerprint
from karabakh_cli.text.fold import fold

# The part of the compiling that is done when the facts are loaded, and when they are checked.
_LOADED, _CHECKED = 0.4, 0.5
_ROOM = 1024
"""The numbers between two records, where others may come to stand."""
_INSERTS = {
    table: f"INSERT OR IGNORE INTO {table} {columns} VALUES ({', '.join('?' * count)})"
    for table, columns, count in (
        ("records", "", 6 + len(SPAN) + len(CELLS)),
        ("facets", "", 3),
        ("names", "", 4),
        ("times", "", 3),
        (
            "states",
            "(rowid, about, subject, value, since, until, " + ", ".join(SPAN) + ", sources, body)",
            8 + len(SPAN),
        ),
        ("state_times", "", 3),
        ("positions", "", 7),
        ("words", "(rowid, title, summary, notes)", 4),
    )
}
_MOST_STATES = 1_000_000
"""More states than a record has room for in a facts file."""
_ASIDE = ".aside"
_ABANDONED = 3600
"""Seconds."""
_READINGS = 5
"""How often facts are read that change meanwhile."""
_AT_A_TIME = 500
"""The entries that are written together."""


class Before(NamedTuple):
    """The index that is there: the state of the facts that it is of, and their files, by paths."""

    fingerprint: bytes = b""
    files: Mapping[str, Packed] = {}

    def unchanged(self, now: Fingerprint) -> dict[str, Packed]:
        """Return the files that are as they were."""
        return {path: pack for path, pack in self.files.items() if now.files.get(path) == pack.state}


def index_before(file: Path, running: str) -> Before:
    """Read what an index was made from; nothing where it is of another program, was changed or cannot be read."""
    if not untouched(file):
        return Before()
    try:
        with closing(sqlite3.connect(file)) as index:
            fingerprint, program = index.execute("SELECT fingerprint, program FROM meta").fetchone() or (b"", "")
            if program == running:
                rows = index.execute("SELECT path, state, kind, records FROM files")
                return Before(fingerprint, {os.fsdecode(path): Packed(*pack) for path, *pack in rows})
    except sqlite3.Error:  # damaged, foreign, or none
        pass
    return Before()


def settled_facts(folder: Path, before: Before, told: Told) -> tuple[Facts, Fingerprint]:
    """Read the facts while nothing in them changes, those of unchanged files from what was before.

    Returns them with their state. Raises BrokenFactsError for errors, and FactsError where they never come to rest.
    """
    for _ in range(_READINGS):
        now = settled_fingerprint(folder)
        try:
            facts = _sound_facts(folder, now, before, told)
        except FactsError:
            if fingerprint(folder) == now:
                raise
        else:
            if fingerprint(folder) == now:
                return facts, now
    raise FactsError(f"the facts change while they are read: {folder}", "ask again when they are at rest")


def _sound_facts(folder: Path, now: Fingerprint, before: Before, told: Told) -> Facts:
    facts = load(folder, lambda part: told(part * _LOADED), before.unchanged(now))
    if errors := check(facts, [rule for rule in RULES if not rule.warning]):
        raise BrokenFactsError(errors, str(folder))
    return facts


def write_aside(file: Path, facts: Facts, now: Fingerprint, before: Before, told: Told) -> None:
    """Write an index aside and move it into place: the old one refreshed where that will do, else a new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(file.parent)
    aside = file.with_name(f"{file.stem}.{os.urandom(8).hex()}{_ASIDE}")
    with at_the_end(lambda: aside.unlink(missing_ok=True)):
        aside.touch(mode=0o600, exist_ok=False)
        try:
            refreshed = bool(before.files) and _refreshed(file, aside, facts, now, before)
        except sqlite3.Error:  # the old one turns out to be damaged
            refreshed = False
        if not refreshed:
            aside.write_bytes(b"")
            with closing(_quick(aside)) as connection:
                fill(connection, facts, now, told)
        _reach_the_disk(aside)
        os.utime(aside, (SEAL, SEAL))
        os.replace(aside, file)


def _remove_abandoned(folder: Path) -> None:
    """Remove what runs that were killed had begun to write; a run that still writes has written within the hour."""
    for aside in folder.glob(f"*{_ASIDE}"):
        with suppress(OSError):  # another run removes it too
            if time.time() - aside.stat().st_ctime > _ABANDONED:
                aside.unlink()


def _reach_the_disk(file: Path) -> None:
    """Have a file written out before it takes its name: a power cut must not leave a name with half of a content."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _quick(file: Path) -> sqlite3.Connection:
    """Open a file that nobody else sees yet: what is half-written is thrown away, so nothing need be safe."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA page_size = 16384")  # a record's body seldom needs a second page
    connection.execute("PRAGMA cache_size = -16384")  # KiB: what is written is soon needed again, for the indexes
    return connection


def fill(connection: sqlite3.Connection, facts: Facts, now: Fingerprint, told: Told) -> None:
    """Write the index of all facts into an empty database."""
    ordered = in_order(facts)
    numbers = {each.loaded.record.id: number * _ROOM for number, each in enumerate(ordered, 1)}
    with connection:
        connection.executescript(SCHEMA)
        _insert(connection, entries(facts, ordered), numbers, told)
        connection.executescript(INDEXES)
        _note(connection, facts, now, ())


def _insert(connection: sqlite3.Connection, found: Iterable[Entry], numbers: Mapping[str, int], told: Told) -> None:
    waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _INSERTS}

    def write() -> None:
        for table, rows in waiting.items():
            connection.executemany(_INSERTS[table], rows)
            rows.clear()

    for count, entry in enumerate(found, 1):
        _add_rows(waiting, numbers[entry.id], entry)
        if count % _AT_A_TIME == 0:
            write()
            told(_CHECKED + (1 - _CHECKED) * count / len(numbers))
    write()


def _note(connection: sqlite3.Connection, facts: Facts, now: Fingerprint, same: Container[str]) -> None:
    """Write down which files the index is of, those that are the same apart."""
    by_file: dict[str, list[Loaded]] = {}
    for loaded in facts.loaded:
        by_file.setdefault(str(loaded.file), []).append(loaded)
    new = {path: packed(now.files[path], found) for path, found in by_file.items() if path not in same}
    rows = [(os.fsencode(path), *new[path]) for path in new]
    connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM meta")
    connection.execute("INSERT INTO meta VALUES (?, ?)", (now.image, now.program))


def _add_rows(rows: dict[str, list[tuple[Any, ...]]], number: int, entry: Entry) -> None:
    """Add an entry's rows to those of the tables that they go into."""
    columns = (number, entry.record, entry.id, entry.title, entry.date, *entry.span, entry.body)
    rows["records"].append((*columns, *entry.cells, *[None] * (len(CELLS) - len(entry.cells))))
    rows["words"].append((number, *entry.words))
    if entry.date:
        rows["times"].append((number, ordinal(str(entry.span[0])), ordinal(str(entry.span[3]))))
    rows["facets"] += [(number, *facet) for facet in entry.facets]
    rows["names"] += [(*name, entry.record, entry.id) for name in entry.names]
    for key, state in enumerate(entry.states, number * _MOST_STATES):  # in the order of the records
        rows["states"].append((key, *state[:5], *state.span, state.sources, state.body))
        rows["state_times"].append((key, ordinal(state.span.earliest_start), ordinal(state.span.latest_end)))
    rows["positions"] += [(number, *position.cells, position.body) for position in entry.positions]


def _refreshed(file: Path, aside: Path, facts: Facts, now: Fingerprint, before: Before) -> bool:
    """Make a copy of an index that is of the facts as they are now; tell whether that could be done."""
    same = before.unchanged(now)
    gone = [path for path in before.files if path not in same]
    old = {record.id: record for path in gone for record, _ in before.files[path].unpacked()}
    new = {loaded.record.id: loaded.record for loaded in facts.loaded if str(loaded.file) not in same}
    changed = {id_ for id_ in {*old, *new} if type(old.get(id_)) is not type(new.get(id_)) or old[id_] != new[id_]}
    touched = changed | _touched(facts, old, new, changed)
    if len(touched) > len(facts.loaded) // 3:
        return False
    shutil.copyfile(file, aside)
    with closing(_quick(aside)) as connection, connection:
        if connection.execute("SELECT fingerprint FROM meta").fetchone() != (before.fingerprint,):
            return False  # another run has replaced it since it was read
        there = dict(connection.execute("SELECT id, number FROM records"))
        ordered = in_order(facts)
        numbers = _numbered(ordered, {id_: number for id_, number in there.items() if id_ not in changed})
        if numbers is None:
            return False
        for id_ in touched & set(there):
            _delete(connection, id_, there[id_])
        _insert(connection, entries(facts, ordered, touched), numbers, lambda part: None)
        connection.executemany("DELETE FROM files WHERE path = ?", [(os.fsencode(path),) for path in gone])
        _note(connection, facts, now, same)
    return True


def _touched(facts: Facts, old: Mapping[str, Any], new: Mapping[str, Any], changed: set[str]) -> set[str]:
    """Return the records that changed ones refer to or referred to, and those that refer to a changed one.

    Their entries tell of the changed ones; where what they tell is as it was, there are none.
    """
    told = {id_ for id_ in changed if told_elsewhere(old.get(id_)) != told_elsewhere(new.get(id_))}
    if not told:
        return set()
    records = [found[id_] for found in (old, new) for id_ in told & set(found)]
    referred = {naming.value for record in records for naming in namings(record) if naming.names != "date"}
    referring = {each.record.id for each in facts.loaded if any(naming.value in told for naming in each.namings)}
    return (referred & set(facts.by_id)) | referring


def _numbered(ordered: Iterable[Dated], there: Mapping[str, int]) -> dict[str, int] | None:
    """Give each record its number: what is there keeps its own, the others come between; None if there is no room."""
    numbers: dict[str, int] = {}
    last, waiting = 0, list[str]()
    for id_ in [*(each.loaded.record.id for each in ordered), None]:
        if id_ is not None and id_ not in there:
            waiting.append(id_)
            continue
        number = there[id_] if id_ is not None else last + _ROOM * (len(waiting) + 1)
        step = (number - last) // (len(waiting) + 1)
        if step < 1:
            return None
        numbers |= {each: last + step * place for place, each in enumerate(waiting, 1)}
        waiting.clear()
        if id_ is not None:
            numbers[id_] = last = number
    return numbers


def _delete(connection: sqlite3.Connection, id_: str, number: int) -> None:
    """Take the rows of a record out of an index."""
    (body,) = connection.execute("SELECT body FROM records WHERE number = ?", [number]).fetchone()
    whole = msgspec.json.decode(body)
    words = "INSERT INTO words (words, rowid, title, summary, notes) VALUES ('delete', ?, ?, ?, ?)"
    connection.execute(words, (number, *words_of(whole)))
    names = [(fold(name), id_) for name in names_of(whole)]
    connection.executemany("DELETE FROM names WHERE folded = ? AND id = ?", names)
    for table in ("records", "times", "facets", "positions"):
        connection.execute(f"DELETE FROM {table} WHERE number = ?", [number])
    bounds = [number * _MOST_STATES, (number + 1) * _MOST_STATES]
    states = connection.execute("SELECT rowid FROM states WHERE rowid >= ? AND rowid < ?", bounds).fetchall()
    connection.executemany("DELETE FROM states WHERE rowid = ?", states)
    connection.executemany("DELETE FROM state_times WHERE number = ?", states)  # for a range all would be gone through
