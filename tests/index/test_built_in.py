"""The index that a wheel carries: it answers where it is of the facts beside it, and nothing is compiled then."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL_FACTS

import karabakh_cli

ASK = """
import sys
from karabakh_cli import open_facts
print([event["title"] for event in open_facts().events("1991")][:1], "yaml" in sys.modules)
"""
WRITE = """
import sys
from pathlib import Path
from karabakh_cli.index import built_in
built_in.write_built_in(Path(sys.argv[1]), built_in.PACKAGE / "facts")
"""


@pytest.fixture
def installed(tmp_path):
    """Return the folder of a program that lies as a wheel lays it, with small facts and their index in it."""
    package = tmp_path / "site" / "karabakh_cli"
    shutil.copytree(Path(karabakh_cli.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SMALL_FACTS, package / "facts")
    written(package)
    return package


def run(package, code, *arguments, **env):
    """Run code with an installed program, by a user whose cache cannot be written."""
    around = {**os.environ, "PYTHONPATH": str(package.parent), "XDG_CACHE_HOME": "/proc/none", **env}
    around.pop("KARABAKH_FACTS", None)
    command = [sys.executable, "-B", "-c", code, *arguments]
    return subprocess.run(command, env=around, cwd=package.parent, capture_output=True, text=True, check=True).stdout


def written(package, name="facts.sqlite"):
    """Write the index of an installed program's facts into it."""
    file = package / name
    file.unlink(missing_ok=True)
    run(package, WRITE, str(file))
    return file


def test_the_first_answer_compiles_nothing(installed):
    """Facts that are as they were built in are answered from their index: what reads YAML is not even imported."""
    answer, compiled = run(installed, ASK).strip().rsplit(" ", 1)
    assert (answer[:2], compiled) == ("['", "False")
    (installed / "facts.sqlite").unlink()
    assert run(installed, ASK).strip() == f"{answer} True"


def test_dates_of_files_do_not_matter(installed):
    """Whenever an installer dates the files, it is their content that counts."""
    for number, file in enumerate(installed.rglob("*.*")):
        os.utime(file, (number, number))
    assert run(installed, ASK).endswith("False\n")


def test_it_can_be_read_where_nothing_can_be_written(installed):
    """A read-only installation answers from it too."""
    (installed / "facts.sqlite").chmod(0o444)
    installed.chmod(0o555)
    try:
        assert run(installed, ASK).endswith("False\n")
    finally:
        installed.chmod(0o755)


def of_the_same_size(package):
    """Change a letter of a title, and keep the size and the dates of the file."""
    file = next(file for file in sorted((package / "facts").rglob("*.yaml")) if "Battle" in file.read_text())
    status = file.stat()
    file.write_text(file.read_text().replace("Battle", "Bottle", 1))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def a_new_file(package):
    """Add a facts file without a record."""
    (package / "facts" / "events" / "more.yaml").write_text("[]\n")


def another_program(package):
    """Change a module that facts pass."""
    module = package / "text" / "fold.py"
    module.write_text(module.read_text() + "# changed\n")


@pytest.mark.parametrize("change", [of_the_same_size, a_new_file, another_program])
def test_what_was_changed_is_compiled_anew(installed, change):
    """An index of other facts, or of another program, is not asked: the answer is of what lies there."""
    change(installed)
    assert run(installed, ASK).endswith("True\n")


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_one_that_cannot_be_read_is_none(installed, damage):
    """An empty, foreign or damaged file in its place, or one of another SQLite, costs a compiling and no word."""
    (installed / "facts.sqlite").write_bytes(damage)
    assert run(installed, ASK).endswith("True\n")


def test_one_that_cannot_be_opened_is_none(installed):
    """Where the system refuses to open it the facts are compiled."""
    refuse = """
import sqlite3
connect = sqlite3.connect
def refused(name, *arguments, **options):
    if "immutable" in str(name):
        raise sqlite3.OperationalError("unable to open database file")
    return connect(name, *arguments, **options)
sqlite3.connect = refused
"""
    assert run(installed, refuse + ASK).endswith("True\n")


def test_one_that_is_damaged_further_in_is_left_for_a_new_one(installed):
    """Damage that only the question meets is met with a new index."""
    file = installed / "facts.sqlite"
    content = bytearray(file.read_bytes())
    content[16384 * 3 :] = os.urandom(len(content) - 16384 * 3)
    file.write_bytes(content)
    assert run(installed, ASK).endswith("True\n")


def test_the_same_facts_make_the_same_bytes(installed):
    """What is built twice, in another folder at another time, is one."""
    first = (installed / "facts.sqlite").read_bytes()
    elsewhere = installed.parent.parent / "elsewhere" / "karabakh_cli"
    shutil.copytree(installed, elsewhere)
    assert written(elsewhere).read_bytes() == first
    assert str(installed.parent).encode() not in first
