"""The facts as a Frictionless Data Package (version 2): a folder, or a ZIP file, of typed CSV tables."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from karabakh_cli.export.meanings import MEANINGS
from karabakh_cli.export.tables import TABLES, Column, Table, rows

DESCRIPTOR = "datapackage.json"
NAMES = {DESCRIPTOR, *(f"{table.name}.csv" for table in TABLES)}
"""The files of a package."""
MARKS = {DESCRIPTOR, "records.csv"}
"""Those by which a package of any version is known as ours."""
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""A ZIP file has a time for each file in it; the same facts give the same bytes."""


def write_folder(records: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write the package into a folder that is there."""
    for name, content in _files(records):
        (folder / name).write_bytes(content)


def write_zip(records: Sequence[dict[str, Any]], file: Path) -> None:
    """Write the package as one ZIP file: the same records give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _files(records):
            entry = zipfile.ZipInfo(name, _SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)


def read(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table of an exported folder, as `tables.records` takes them."""
    return {
        table.name: [
            tuple(_read_value(column, row[column.name]) for column in table.columns)
            for row in csv.DictReader(
                io.StringIO((folder / f"{table.name}.csv").read_text(encoding="utf-8"), newline="")
            )
        ]
        for table in TABLES
    }


def _files(records: Sequence[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    yield DESCRIPTOR, (json.dumps(_descriptor(), indent=1) + "\n").encode()
    found = rows(records)
    for table in TABLES:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        writer.writerows([_value(value) for value in row] for row in found[table.name])
        yield f"{table.name}.csv", text.getvalue().encode()


def _descriptor() -> Mapping[str, Any]:
    return {
        "$schema": _PROFILE,
        "name": "karabakh",
        "title": "Facts about the first Nagorno-Karabakh war, 1988 to 1994",
        "description": "Every fact names its sources; where they differ, each version is a position with its own.",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0",
            }
        ],
        "sources": [{"title": "The documents that the facts cite, one a row", "path": "sources.csv"}],
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    foreign = [
        {"fields": list(fields), "reference": {"resource": resource, "fields": list(keys)}}
        for fields, resource, keys in table.foreign_keys()
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": f"{table.description}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": MEANINGS[column.name]}
                for column in table.columns
            ],
            "missingValues": [""],
            "primaryKey": [column.name for column in table.columns[: table.keys]],
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _read_value(column: Column, text: str) -> Any:
    if text == "":
        return None
    if column.type == "boolean":
        return text == "true"
    if column.type in ("string", "date"):
        return text
    return float(text) if set(text) & set(".e") else int(text)
