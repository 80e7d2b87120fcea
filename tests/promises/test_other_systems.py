"""What Windows and macOS do otherwise, by their documentation, on the system at hand."""

import ctypes
import fcntl
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import SMALL_FACTS

from karabakh_cli import cleanup, open_facts
from karabakh_cli.cli import output
from karabakh_cli.index import compile as compiling
from karabakh_cli.index.freshness import settled_fingerprint
from karabakh_cli.read.folder import facts_files
from trials.systems import windows_listing, windows_status


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Return a copy of the invented facts, with a cache folder beside it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(SMALL_FACTS, tmp_path / "facts"))


def test_without_numbers_every_folder_is_read(folder, monkeypatch):
    """All questions have the answers that they have with numbers of folders."""
    questions = (lambda of: of.events(), lambda of: of.places(), lambda of: of.on("1991-06-01"))
    expected = [question(open_facts(SMALL_FACTS)) for question in questions]
    monkeypatch.setattr(os, "scandir", windows_listing)
    assert [question(open_facts(folder)) for question in questions] == expected
    assert all(expected)


@pytest.mark.parametrize("links", [[("again", "events")], [("up", ".")], [("a", "events"), ("b", "a")], [("x", "x")]])
def test_without_numbers_a_folder_is_read_once(folder, monkeypatch, links):
    """Links to a folder that is read, to the whole, to one another and to themselves lead to no file twice."""
    for name, to in links:
        (folder / name).symlink_to(folder / to)
    with_numbers = [os.path.realpath(path) for path in facts_files(folder)]
    monkeypatch.setattr(os, "scandir", windows_listing)
    without = [os.path.realpath(path) for path in facts_files(folder)]
    assert {*without} == {*with_numbers}
    assert len(without) <= len(with_numbers)


def test_without_a_time_of_change_a_tick_is_waited_out_by_that_of_modification(folder, monkeypatch):
    """A facts file that was just written is read when the tick of the clock is over."""
    slept: list[float] = []
    modified = max(path.stat().st_mtime_ns for path in folder.rglob("*.yaml"))
    os.utime(folder / "events" / "dates.yaml", ns=(modified, written := modified + 10**9 + 1))
    monkeypatch.setattr(os, "scandir", windows_listing)
    monkeypatch.setattr(time, "time_ns", lambda: written + 5_000_000 + int(sum(slept) * 1e9))
    monkeypatch.setattr(time, "sleep", slept.append)
    settled_fingerprint(folder)
    assert sum(slept) == pytest.approx(0.015, abs=0.001)


def test_an_index_is_trusted_where_anybody_may_write_by_its_mode(folder, monkeypatch):
    """Windows tells no other mode of a file: the second question is answered from the index that the first made."""
    stat = os.stat
    monkeypatch.setattr(os, "stat", lambda path, **options: windows_status(stat(path, **options)))
    monkeypatch.delattr(os, "getuid")
    expected = open_facts(folder).events()
    (index,) = (folder.parent / "cache" / "karabakh").iterdir()
    made = stat(index).st_ino
    assert open_facts(folder).events() == expected
    assert stat(index).st_ino == made


def test_an_index_in_use_that_cannot_be_replaced_leaves_answers_right(folder, monkeypatch):
    """Changed facts are answered from memory, also by the next question, and nothing is left beside the index."""
    there = len(open_facts(folder).events())
    (cache,) = (folder.parent / "cache").iterdir()
    before = {path: path.stat() for path in cache.iterdir()}
    move = os.replace

    def in_use(source: Path, target: Path) -> None:
        if Path(target).suffix == ".sqlite":
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        move(source, target)

    monkeypatch.setattr(compiling.os, "replace", in_use)
    (folder / "events" / "dates.yaml").unlink()
    facts = open_facts(folder)
    expected = len(facts.events())
    assert 0 < expected < there
    assert len(facts.events()) == len(open_facts(folder).events()) == expected
    assert {path: path.stat() for path in cache.iterdir()} == before
    monkeypatch.undo()


def test_a_system_without_sighup_has_the_other_signals(monkeypatch):
    """The program starts, and a request to terminate ends it."""
    heard = []
    monkeypatch.delattr(signal, "SIGHUP")
    monkeypatch.setattr(signal, "signal", lambda number, _: heard.append(number))
    monkeypatch.setattr(signal, "getsignal", lambda number: signal.SIG_DFL)
    cleanup.leave_on_signals()
    assert heard == [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("refused", [False, True])
def test_macos_is_told_to_write_to_the_disk_itself(tmp_path, monkeypatch, refused):
    """`fsync` does not reach it there; a file system that does not know the other way is left at that."""
    asked = []

    def told(file: object, what: int) -> None:
        asked.append(what)
        if refused:
            raise OSError(45, "Operation not supported")

    (tmp_path / "file").touch()
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", told)
    monkeypatch.setattr(sys, "platform", "darwin")
    compiling._reach_the_disk(tmp_path / "file")
    assert asked == [51]


@pytest.mark.parametrize(("known", "taken"), [(1, 1), (1, 0), (0, 1)])
def test_the_console_of_windows_is_asked_for_escapes(monkeypatch, known, taken):
    """Colours are sent where it says that it obeys them, with what it does else unchanged."""
    modes: list[int] = []

    def set_mode(_: int, mode: int) -> int:
        modes.append(mode)
        return taken

    def told(_: int, mode: ctypes.c_ulong) -> int:
        mode._obj.value = 3
        return known

    console = SimpleNamespace(GetStdHandle=lambda number: number, GetConsoleMode=told, SetConsoleMode=set_mode)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=console), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert output._obeys_escapes() is bool(known and taken)
    assert modes == ([7] if known else [])
