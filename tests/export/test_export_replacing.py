"""What is replaced by an export, and what stands beside it: no reader gets the old rows, no other the new ones."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SMALL_FACTS

from karabakh_cli import export as exporting
from karabakh_cli import open_facts
from karabakh_cli.errors import OutputError
from karabakh_cli.export import export

BESIDE = ("-wal", "-shm", "-journal")


@pytest.fixture(scope="module")
def invented():
    """Return the invented facts."""
    return [*open_facts(SMALL_FACTS).records()], open_facts(SMALL_FACTS).subject()


def left_by_a_server(database: Path, journal: str) -> None:
    """Have a program change a database in a way of keeping a journal, and be killed before it has put it in order."""
    code = (
        "import os, signal, sqlite3, sys\n"
        "database = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "database.execute(f'PRAGMA journal_mode = {sys.argv[2]}')\n"
        "database.execute('PRAGMA cache_size = 1')\n"
        "database.execute('BEGIN')\n"
        "database.execute('UPDATE events SET title = printf(\\'%.4000c\\', \\'x\\')')\n"
        "if sys.argv[2] == 'WAL': database.execute('COMMIT')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(database), journal], check=False)
    assert killed.returncode == -signal.SIGKILL


def titles(database: Path) -> list[str]:
    """Return the titles of the events in a database, which must be sound."""
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [title for (title,) in opened.execute("SELECT title FROM events")]


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
@pytest.mark.parametrize("name", ["facts.db", "facts.sqlite", "facts.of.mine.db"])
def test_a_reader_gets_the_new_rows_whatever_a_server_left(invented, tmp_path, name, journal):
    """What SQLite kept beside the old database is gone with it."""
    export(*invented, tmp_path / name)
    expected = titles(tmp_path / name)
    left_by_a_server(tmp_path / name, journal)
    assert any((tmp_path / f"{name}{ending}").exists() for ending in BESIDE)
    export(*invented, tmp_path / name, force=True)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(BESIDE)] == []
    assert titles(tmp_path / name) == expected


def test_what_is_left_of_a_database_that_is_gone_is_refused_without_force(invented, tmp_path):
    """It would be read into the new database."""
    left = tmp_path / "facts.db-wal"
    left.write_bytes(b"mine")
    with pytest.raises(OutputError) as refused:
        export(*invented, tmp_path / "facts.db")
    assert refused.value.what == f"already exists: {left}"
    assert [path.name for path in tmp_path.iterdir()] == ["facts.db-wal"]
    export(*invented, tmp_path / "facts.db", force=True)
    assert not left.exists()


def test_a_folder_where_sqlite_would_keep_something_is_refused(invented, tmp_path):
    """Somebody's folder is never removed."""
    (tmp_path / "facts.db-wal").mkdir()
    with pytest.raises(OutputError, match="a folder of something else"):
        export(*invented, tmp_path / "facts.db", force=True)


def test_only_a_database_has_something_beside_it(invented, tmp_path):
    """A file of such a name beside another form is somebody's own."""
    (tmp_path / "facts.json-wal").write_text("mine")
    export(*invented, tmp_path / "facts.json")
    assert (tmp_path / "facts.json-wal").read_text() == "mine"


def test_a_database_that_cannot_be_replaced_keeps_what_is_beside_it(invented, tmp_path, monkeypatch):
    """Where the new one cannot be moved into place, as on Windows while it is read, the old one has its rows."""
    file, move = tmp_path / "facts.db", os.replace
    export(*invented, file)
    left_by_a_server(file, "WAL")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def in_use(source: Path, target: Path) -> None:
        if target == file:
            raise PermissionError(13, "Permission denied")
        move(source, target)

    monkeypatch.setattr(exporting.os, "replace", in_use)
    with pytest.raises(OutputError, match="Permission denied"):
        export(*invented, file, force=True)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def mode(path: Path) -> int:
    """Return who may do what with a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("allowed", [0o640, 0o600, 0o444, 0o664])
@pytest.mark.parametrize("name", ["facts.json", "facts.db", "facts.zip", "facts.geojson"])
def test_what_replaces_a_file_may_be_read_by_whom_the_old_one_might(invented, tmp_path, name, allowed):
    """A file that was closed to others is not opened to them, nor the other way round."""
    export(*invented, tmp_path / name)
    for path in tmp_path.iterdir():
        path.chmod(allowed)
    export(*invented, tmp_path / name, force=True)
    assert {mode(path) for path in tmp_path.iterdir()} == {allowed}


def test_what_replaces_a_folder_may_be_read_by_whom_the_old_one_might(invented, tmp_path):
    """The modes of a data package and of each file in it stay."""
    folder = tmp_path / "facts"
    export(*invented, folder)
    folder.chmod(0o750)
    (folder / "events.csv").chmod(0o600)
    usual = mode(folder / "places.csv")
    export(*invented, folder, force=True)
    assert (mode(folder), mode(folder / "events.csv"), mode(folder / "places.csv")) == (0o750, 0o600, usual)


def test_a_new_file_has_the_usual_mode(invented, tmp_path):
    """What was not there before is as the user's umask has it."""
    previous = os.umask(0o027)
    try:
        export(*invented, tmp_path / "facts.json")
        export(*invented, tmp_path / "facts")
    finally:
        os.umask(previous)
    assert (mode(tmp_path / "facts.json"), mode(tmp_path / "facts")) == (0o640, 0o750)


def test_what_is_unpacked_from_a_zip_file_can_be_read(invented, tmp_path):
    """Every file in it has a mode, by which the others may read it too."""
    export(*invented, tmp_path / "facts.zip")
    with zipfile.ZipFile(tmp_path / "facts.zip") as package:
        assert {(entry.create_system, entry.external_attr >> 16) for entry in package.infolist()} == {(3, 0o100644)}


def test_no_file_is_named_as_standard_output_is(small, tmp_path):
    """`-` is refused, with what can be written into a pipe."""
    run = small("export", "-", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines() == [
        "karabakh: an export is a file, and - is none",
        "karabakh export FILE, or karabakh events --json",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "typed"), [("-x.json", "./-x.json"), ("a b.json", "'a b.json'"), ("$(x).json", "'$(x).json'")]
)
def test_the_next_step_can_be_typed(small, environment, tmp_path, name, typed):
    """A name that looks like an option, or that a shell would read otherwise, is written so that it is that name."""
    assert small("export", "--", name, cwd=tmp_path).returncode == 0
    refused = small("export", "--", name, cwd=tmp_path)
    assert refused.stderr.splitlines()[1] == f"karabakh export {typed} --force"
    forced = refused.stderr.splitlines()[1].replace("karabakh", f"{sys.executable} -m karabakh_cli", 1)
    around = environment | {"KARABAKH_FACTS": str(SMALL_FACTS)}
    assert subprocess.run(forced, shell=True, cwd=tmp_path, env=around, check=False).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
