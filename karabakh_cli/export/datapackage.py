"""The facts as a Frictionless Data Package (version 2): a folder, or a ZIP file, of typed CSV tables."""

import csv
import io
import json
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from karabakh_cli.export.meanings import languages_of, meanings_of
from karabakh_cli.export.rows import rows
from karabakh_cli.export.tables import Table, Tables, tables_for
from karabakh_cli.model.subject import Subject

DESCRIPTOR = "datapackage.json"
NAMES = {DESCRIPTOR, *(f"{table.name}.csv" for table in tables_for(()).every)}
"""The files of a package."""
MARKS = {DESCRIPTOR, "records.csv"}
"""Those by which a package of any version is known as ours."""
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_UNIX, _READABLE = 3, stat.S_IFREG | 0o644
"""The mode that a file unpacked from a ZIP file gets, on whatever system it was packed; without one its owner's."""
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""A ZIP file has a time for each file in it; the same facts give the same bytes."""


def write_folder(records: Sequence[dict[str, Any]], subject: Subject, folder: Path) -> None:
    """Write the package into a folder that is there."""
    for name, content in _files(records, subject):
        (folder / name).write_bytes(content)


def write_zip(records: Sequence[dict[str, Any]], subject: Subject, file: Path) -> None:
    """Write the package as one ZIP file: the same records give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _files(records, subject):
            entry = zipfile.ZipInfo(name, _SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _READABLE << 16
            package.writestr(entry, content)


def _files(records: Sequence[dict[str, Any]], subject: Subject) -> Iterator[tuple[str, bytes]]:
    languages = languages_of(records, subject)
    tables = tables_for(languages)
    yield DESCRIPTOR, (json.dumps(_descriptor(subject, tables, languages), indent=1) + "\n").encode()
    found = rows(records, tables)
    for table in tables.every:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        writer.writerows([_value(value) for value in row] for row in found[table.name])
        yield f"{table.name}.csv", text.getvalue().encode()


def _descriptor(subject: Subject, tables: Tables, languages: Mapping[str, str]) -> Mapping[str, Any]:
    meanings = meanings_of(languages)
    licence = subject.licence and {
        "name": subject.licence["id"] or subject.licence["name"],
        "path": subject.licence["url"],
        "title": subject.licence["title"],
    }
    about = {
        "name": subject.id,
        "title": subject.title,
        "description": subject.description,
        "licenses": [{key: value for key, value in licence.items() if value}] if licence else None,
    }
    return {
        "$schema": _PROFILE,
        **{key: value for key, value in about.items() if value},
        "sources": [{"title": "The documents that the facts cite, one a row", "path": "sources.csv"}],
        "resources": [_resource(table, meanings) for table in tables.every],
    }


def _resource(table: Table, meanings: Mapping[str, str]) -> dict[str, Any]:
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
                {"name": column.name, "type": column.type, "description": meanings[column.name]}
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
