"""An index of facts as they were -> one of facts as they are, by rewriting what a changed file touches."""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from karabakh_cli.index.entries import Dated, embedded_elsewhere, entries, in_order
from karabakh_cli.index.freshness import Fingerprint
from karabakh_cli.index.previous import Previous
from karabakh_cli.index.tables import delete, insert
from karabakh_cli.index.write import ROOM, unsafe, write_state
from karabakh_cli.model.links import links
from karabakh_cli.read.facts import Facts


def refreshed(file: Path, aside: Path, facts: Facts, now: Fingerprint, previous: Previous) -> bool:
    """Make a copy of an index that is of the facts as they are now; return whether that could be done."""
    unchanged = previous.unchanged(now)
    gone = [path for path in previous.files if path not in unchanged]
    if any(str(subject.file) not in unchanged for subject in facts.subjects) or any(
        previous.files[path].kind == "subject" for path in gone
    ):
        return False  # every entry is made by it
    old = {record.id: record for path in gone for record, _ in previous.files[path].unpacked()}
    new = {loaded.record.id: loaded.record for loaded in facts.loaded if str(loaded.file) not in unchanged}
    changed = {id_ for id_ in {*old, *new} if type(old.get(id_)) is not type(new.get(id_)) or old[id_] != new[id_]}
    touched = changed | _touched(facts, old, new, changed)
    if len(touched) > len(facts.loaded) // 3:
        return False
    shutil.copyfile(file, aside)
    with closing(unsafe(aside)) as connection, connection:
        if connection.execute("SELECT fingerprint FROM meta").fetchone() != (previous.fingerprint,):
            return False  # another run has replaced it since it was read
        there = dict(connection.execute("SELECT id, number FROM records"))
        ordered = in_order(facts)
        numbers = _numbered(ordered, {id_: number for id_, number in there.items() if id_ not in changed})
        if numbers is None:
            return False
        for id_ in touched & set(there):
            delete(connection, id_, there[id_])
        insert(connection, entries(facts, ordered, touched), numbers)
        connection.executemany("DELETE FROM files WHERE path = ?", [(os.fsencode(path),) for path in gone])
        write_state(connection, facts, now, unchanged)
    return True


def _touched(facts: Facts, old: Mapping[str, Any], new: Mapping[str, Any], changed: set[str]) -> set[str]:
    """Return the records that changed ones refer to or referred to, and those that refer to a changed one.

    Their entries repeat the changed record's title, date and references; if none of these changed, nothing else is
    rewritten.
    """
    differing = {id_ for id_ in changed if embedded_elsewhere(old.get(id_)) != embedded_elsewhere(new.get(id_))}
    if not differing:
        return set()
    records = [found[id_] for found in (old, new) for id_ in differing & set(found)]
    referred = {link.value for record in records for link in links(record) if link.to != "date"}
    referring = {each.record.id for each in facts.loaded if any(link.value in differing for link in each.links)}
    questions = {question for record in records if (question := getattr(record, "question", None))}
    rivals = {each.record.id for each in facts.of_kind("figure") if each.record.question in questions}
    return (referred & set(facts.by_id)) | referring | rivals


def _numbered(ordered: Iterable[Dated], there: Mapping[str, int]) -> dict[str, int] | None:
    """Give each record its number: what is there keeps its own, the others come between; None if there is no room."""
    numbers: dict[str, int] = {}
    last, waiting = 0, list[str]()
    for id_ in [*(each.loaded.record.id for each in ordered), None]:
        if id_ is not None and id_ not in there:
            waiting.append(id_)
            continue
        number = there[id_] if id_ is not None else last + ROOM * (len(waiting) + 1)
        step = (number - last) // (len(waiting) + 1)
        if step < 1:
            return None
        numbers |= {each: last + step * place for place, each in enumerate(waiting, 1)}
        waiting.clear()
        if id_ is not None:
            numbers[id_] = last = number
    return numbers
