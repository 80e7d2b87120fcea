"""The way back from exported tables to records, by which the tests see that nothing was lost."""

import csv
import io
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from karabakh_cli.export.rows import Row
from karabakh_cli.export.tables import COMMON, LISTS, Column, List, Tables

_DERIVED = ("earliest", "latest", "disputed", "cited")


def read_sqlite(file: Path, tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table of an exported file, as `records` takes them."""
    with closing(sqlite3.connect(file)) as database:
        return {
            table.name: [
                tuple(_sqlite_value(column, value) for column, value in zip(table.columns, row, strict=True))
                for row in database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')
            ]
            for table in tables.every
        }


def _sqlite_value(column: Column, value: Any) -> Any:
    return bool(value) if column.type == "boolean" and value is not None else value


def read_folder(folder: Path, tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table of an exported folder, as `records` takes them."""
    return {
        table.name: [
            tuple(_csv_value(column, row[column.name]) for column in table.columns)
            for row in csv.DictReader(
                io.StringIO((folder / f"{table.name}.csv").read_text(encoding="utf-8"), newline="")
            )
        ]
        for table in tables.every
    }


def _csv_value(column: Column, text: str) -> Any:
    if text == "":
        return None
    if column.type == "boolean":
        return text == "true"
    if column.type in ("string", "date"):
        return text
    return float(text) if set(text) & set(".e") else int(text)


def records(found: Mapping[str, Iterable[Row]], tables: Tables) -> list[dict[str, Any]]:
    """Return the records that rows were made of, each with its own fields: references as ids, as facts files have them.

    The rows may come in any order. What is derived (bounds of dates, disputed, uses) is left out.
    """
    parts = _Parts(found, tables)
    return [
        parts.record(kind, dict(zip((column.name for column in table.columns), row, strict=True)))
        for kind, table in tables.main.items()
        for row in found[table.name]
    ]


class _Parts:
    """The rows of the tables that hold parts of records, by the record and the part they belong to, in order."""

    def __init__(self, found: Mapping[str, Iterable[Row]], tables: Tables) -> None:
        keys = {table.name: table.keys for table in tables.every}
        self.by_owner: dict[tuple[str, tuple[Any, ...]], list[Row]] = {}
        for name in [*(list_.table for list_ in LISTS), "provision_actors", *(table.name for table in COMMON)]:
            for row in sorted(found[name], key=lambda row: row[: keys[name]]):
                self.by_owner.setdefault((name, row[: keys[name] - 1]), []).append(row)

    def of(self, table: str, *owner: Any) -> list[Row]:
        return self.by_owner.get((table, owner), [])

    def record(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        id_ = row["id"]
        record = {"record": kind, **_deepened(row)}
        for list_ in LISTS:
            if list_.kind == kind:
                record[list_.field] = [self._item(list_, id_, values) for _, *values in self.of(list_.table, id_)]
        if kind == "place":
            record["outline"] = self._outline(id_)
        if kind in ("event", "actor", "place"):
            record["also"] = [spelling for *_, spelling in self.of("spellings", id_)]
        if kind != "source":
            record["disputes"] = [self._dispute(id_, *values) for _, *values in self.of("disputes", id_)]
            record["sources"] = self._citations(id_, "record")
        record["waive"] = [{"rule": rule, "reason": reason} for *_, rule, reason in self.of("waivers", id_)]
        return record

    def _item(self, list_: List, id_: str, values: list[Any]) -> Any:
        position, *values = values
        keys = [key for key, _ in list_.keys]
        item = {key: value for key, value in zip(keys, values, strict=True) if key not in _DERIVED}
        if list_.field in ("offices", "control", "member_of", "provisions"):
            item["sources"] = self._citations(id_, f"{list_.field} {position}")
        if list_.field == "provisions":
            item["of"] = [actor for *_, actor in self.of("provision_actors", id_, position)]
        return item["id"] if set(item) == {"id"} else item

    def _dispute(self, id_: str, number: int, about: str, question: str | None) -> dict[str, Any]:
        positions = [
            {"says": says, "by": by, "sources": self._citations(id_, f"disputes {number} {position}")}
            for *_, position, says, by in self.of("positions", id_, number)
        ]
        return {"about": about, "positions": positions, "question": question}

    def _citations(self, id_: str, part: str) -> list[dict[str, Any]]:
        rows = self.of("citations", id_, part)
        names = ("source", "locator", "gives", "according_to", "standing")
        return [dict(zip(names, said, strict=True)) for _, _, _, *said in rows]

    def _outline(self, id_: str) -> dict[str, Any] | None:
        rings: list[list[list[Any]]] = []
        while points := self.of("outlines", id_, len(rings)):
            rings.append([point for _, _, _, *point in points])
        return {"rings": rings, "sources": self._citations(id_, "outline")} if rings else None


def _deepened(row: dict[str, Any]) -> dict[str, Any]:
    """Put the columns of a field that holds one thing together again."""
    record = {name: value for name, value in row.items() if name not in _DERIVED}
    for prefix, field in (("name_", "names"), ("in_force_", "in_force")):
        columns = [name for name in row if name.startswith(prefix)]
        if columns:
            inner = {name.removeprefix(prefix): record.pop(name) for name in columns}
            inner = {name: value for name, value in inner.items() if name not in _DERIVED}
            record[field] = inner if field == "names" or any(inner.values()) else None
    return record


def own_fields(record: dict[str, Any]) -> dict[str, Any]:
    """Return a whole record with its own fields alone: references as ids, nothing derived."""
    left_out = {*_DERIVED, "events", "cited_by", "match", "against"}
    return {name: _own(value) for name, value in record.items() if name not in left_out}


def _own(value: Any) -> Any:
    if isinstance(value, list):
        return [_own(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) in ({"id", "name"}, {"id", "title"}):
        return value["id"]
    described = {"name", "title", "url"}  # what stands beside a reference for the reader
    if "source" in value:
        described.add("by")
    return {key: _own(inner) for key, inner in value.items() if key not in described}
