"""Whole exports of facts of every variant (tests/variants), to the letter: tests/export/whole.

`pytest tests/export/test_whole_exports.py --refresh` writes them anew.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import VARIANTS

from karabakh_cli import open_facts
from karabakh_cli.export import export


@pytest.fixture
def exported(environment, monkeypatch, tmp_path):
    """Return a function that exports the variants under a name, and gives where they were written."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    facts = open_facts(VARIANTS)

    def write(name: str) -> list[Path]:
        return export([*facts.records()], facts.subject(), tmp_path / name)

    return write


@pytest.mark.parametrize("name", ["variants.geojson", "variants.json"])
def test_a_file_is_the_one_that_was_looked_at(exported, as_looked_at, name):
    """Every feature of the map, and every record, has the values that it has in tests/export/whole."""
    (file,) = exported(name)
    as_looked_at(name, file.read_text(encoding="utf-8"))


def test_a_data_package_is_the_one_that_was_looked_at(exported, as_looked_at):
    """The descriptor and every row of every table are as in tests/export/whole."""
    (folder,) = exported("package")
    files = sorted(folder.iterdir())
    as_looked_at("package.txt", "".join(f"== {file.name}\n{file.read_text(encoding='utf-8')}" for file in files))


def test_a_database_is_the_one_that_was_looked_at(exported, as_looked_at):
    """What a database is made by, what its views and its full text give, and its metadata are as in the folder."""
    file, metadata = exported("variants.db")
    with closing(sqlite3.connect(file)) as database:
        made = database.execute("SELECT name, type, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name").fetchall()
        made = [each for each in made if "_fts_" not in each[0]]
        told = [f"{sql}\n" for _, _, sql in made]
        for name in [name for name, type_, _ in made if type_ == "view"]:
            told += [f"== {name}\n", *(f"{json.dumps(row)}\n" for row in database.execute(f"SELECT * FROM {name}"))]
        for name in [name for name, _, _ in made if name.endswith("_fts")]:
            for word in ("town", "ministry", "9,000", "oberstadt", "хозяйство", "север", "ninth"):
                found = database.execute(f"SELECT rowid FROM {name} WHERE {name} MATCH ?", [f'"{word}"']).fetchall()
                told += [f"{name} {word} {[number for (number,) in found]}\n"]
    as_looked_at("database.txt", "".join(told))
    as_looked_at("metadata.json", metadata.read_text(encoding="utf-8"))
