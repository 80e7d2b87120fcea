"""Faults in the middle: whatever happened before, the next question gives the right answer and nothing is lost."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from trials.trial import QUESTION, ROOT, NotHereError, Room, quietly_failed, trial

EXPORTS = ("facts.db", "facts.zip", "facts.geojson", "facts.json", "package")


@trial(times=200, few=8)
def killed_while_compiling(room: Room, turn: int) -> None:
    """Kill the program at a random moment of a first question."""
    _killed(room, random.Random(turn).uniform(0, 0.6), *QUESTION)
    room.answers_rightly()
    assert all(file.suffix == ".sqlite" or file.suffix == ".aside" for file in room.indexes), room.indexes


@trial(times=200, few=4)
def killed_while_refreshing(room: Room, turn: int) -> None:
    """Kill the program at a random moment of a question after a facts file has changed."""
    room.run(*QUESTION, check=True)
    room.edit("Battle of North Town", "Combat of North Town")
    _killed(room, random.Random(turn).uniform(0, 0.4), *QUESTION)
    room.answers_rightly()


@trial(times=200, few=5)
def killed_while_exporting(room: Room, turn: int) -> None:
    """Kill an export at a random moment: what was there before is whole, or the new one is."""
    name = EXPORTS[turn % len(EXPORTS)]
    target, another = room.folder / name, room.folder / "another" / name
    another.parent.mkdir()
    room.run("export", str(target), check=True)
    old = _content(target)
    room.edit("Battle of North Town", "Combat of North Town")
    room.run("export", str(another), check=True)
    assert old != _content(another)
    _killed(room, random.Random(turn).uniform(0, 0.5), "export", str(target), "--force")
    assert _content(target) in (old, _content(another)), name
    room.answers_rightly()


def _killed(room: Room, seconds: float, *arguments: str) -> None:
    """Start the program and kill it after so many seconds, without a chance to clean up."""
    process = room.start(*arguments)
    time.sleep(seconds)
    process.kill()
    process.communicate()


def _content(target: Path) -> dict[str, bytes]:
    """Return the content of an export, by the names of its files."""
    files = [target] if target.is_file() else sorted(target.iterdir())
    return {file.name if target.is_dir() else target.suffix: file.read_bytes() for file in files}


@trial(times=60, few=6)
def full_disk_below_the_cache(room: Room, turn: int) -> None:
    """Fill the disk of the cache folder, before or in the middle of a compile."""
    with _small_disk(room.cache, kilobytes=4 * turn + 4):
        room.answers_rightly()
        assert all(file.suffix == ".sqlite" for file in room.indexes), room.indexes
        room.edit("Battle of North Town", "Combat of North Town")
        room.answers_rightly()
    room.answers_rightly()


@trial(times=60, few=5)
def full_disk_below_an_export(room: Room, turn: int) -> None:
    """Fill the disk of an export: it says so, and what was there before is whole."""
    target = room.folder / "disk" / EXPORTS[turn % len(EXPORTS)]
    room.run(*QUESTION, check=True)
    with _small_disk(target.parent, kilobytes=4 * turn + 4):
        old = target if target.suffix else target.with_name("a neighbour")
        old.write_bytes(b"old")
        run = room.run("export", str(target), "--force")
        if run.returncode:
            quietly_failed(run, 4)
            there = {file.name: file.read_bytes() for file in target.parent.iterdir()}
            assert there == {old.name: b"old"}, there


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Mount a file system of a size over a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "none", folder)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mount(*arguments: str | Path) -> None:
    if os.geteuid() != 0:
        raise NotHereError("only root may mount a file system")
    subprocess.run(["mount", *arguments], check=True)


@trial(times=5, few=1)
def cache_that_cannot_be_written(room: Room, turn: int) -> None:
    """Make the cache folder read-only, without an index, with a fresh one, and with one of other facts."""
    room.cache.mkdir()
    with _read_only(room.cache):
        room.answers_rightly()
    room.answers_rightly()
    with _read_only(room.cache):
        room.answers_rightly()
        room.edit("Battle of North Town", "Combat of North Town")
        room.answers_rightly()


@trial(times=3, few=1)
def program_that_cannot_be_written(room: Room, turn: int) -> None:
    """Run the program from a read-only folder, with its facts in it as a wheel lays them."""
    program = room.folder / "program"
    shutil.copytree(ROOT / "karabakh_cli", program / "karabakh_cli", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "facts", program / "karabakh_cli" / "facts")
    del room.environment["KARABAKH_FACTS"]
    with _read_only(program):
        answers = {room.run("events", "1993", cwd=program, check=True).stdout for _ in range(2)}
    assert answers == {room.run("events", "1993", cwd=ROOT, check=True).stdout}
    assert not list(program.rglob("__pycache__"))


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    _mount("--bind", folder, folder)
    try:
        _mount("-o", "remount,ro,bind", folder)
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@trial(times=4, few=4)
def cache_that_is_no_folder(room: Room, turn: int) -> None:
    """Have the cache folder be a file, below a file, a link to nowhere, or a link to itself."""
    place = room.folder / "place"
    place.write_text("a file")
    room.environment["XDG_CACHE_HOME"] = str(place / "cache" if turn == 1 else place)
    if turn > 1:
        place.unlink()
        place.symlink_to("place" if turn == 3 else "/nowhere/at/all")
    room.answers_rightly()
    assert turn > 1 or place.read_text() == "a file"


@trial(times=200, few=10)
def index_that_is_damaged(room: Room, turn: int) -> None:
    """Cut the index short, zero it, or put random bytes in its place or after its beginning."""
    room.run(*QUESTION, check=True)
    chance = random.Random(turn)
    (file,) = room.indexes
    content = file.read_bytes()
    kept = content[: chance.randrange(len(content))]
    rest = len(content) - len(kept)
    file.write_bytes(
        [kept, bytes(len(content)), chance.randbytes(9999), kept + bytes(rest), kept + chance.randbytes(rest)][turn % 5]
    )
    room.answers_rightly()


@trial(times=6, few=6)
def index_that_is_another(room: Room, turn: int) -> None:
    """Put an index of another version or other facts, a foreign or empty file, a folder or a link in its place."""
    room.run(*QUESTION, check=True)
    (file,) = room.indexes
    if turn == 0:
        with closing(sqlite3.connect(file)) as index, index:
            index.execute("UPDATE meta SET fingerprint = 'of another version' || fingerprint, program = 'another'")
    elif turn == 1:
        other = Path(shutil.copytree(room.facts, room.folder / "other facts"))
        (other / "events" / "dates.yaml").unlink()
        room.run(*QUESTION, check=True, env={"KARABAKH_FACTS": str(other)})
        (index_of_other,) = set(room.indexes) - {file}
        os.replace(index_of_other, file)
    else:
        file.unlink()
        if turn == 2:
            with closing(sqlite3.connect(file)) as foreign, foreign:
                foreign.execute("CREATE TABLE meta (fingerprint TEXT, program TEXT)")
        elif turn == 3:
            file.touch()
        elif turn == 4:
            file.mkdir()
        else:
            file.symlink_to(room.facts / "events" / "dates.yaml")
    room.answers_rightly()


@trial(times=40, few=3)
def index_replaced_while_it_is_read(room: Room, turn: int) -> None:
    """Replace, cut or remove the index in the middle of a question."""
    room.run(*QUESTION, check=True)
    change = ("os.replace(copy, file)", "os.truncate(file, 4096)", "os.unlink(file)", "open(file, 'wb').close()")
    code = (
        "import glob, os, shutil, sys\n"
        "from karabakh_cli import open_facts\n"
        "facts, [file] = open_facts(), glob.glob(os.environ['XDG_CACHE_HOME'] + '/karabakh/*')\n"
        "copy = shutil.copy(file, file + '.copy')\n"
        "asked = []\n"
        "def question(index):\n"
        "    rows = index.execute('SELECT id FROM records ORDER BY number')\n"
        "    first = rows.fetchone()\n"
        f"    if not asked: asked.append(1); {change[turn % 4]}\n"
        "    index.execute('PRAGMA cache_size = 1')\n"
        "    return [first, *rows, *index.execute('SELECT id FROM names ORDER BY rowid')]\n"
        "answer = facts.ask(question)\n"
        "sys.exit(answer != facts.ask(question))"
    )
    run = subprocess.run([sys.executable, "-c", code], env=room.environment, capture_output=True)
    assert (run.returncode, run.stderr) == (0, b""), run
    room.answers_rightly()


@trial(times=3, few=1, each=32)
def first_questions_at_once(room: Room, turn: int) -> None:
    """Ask first questions, 32 at once."""
    runs = [room.start(*QUESTION) for _ in range(32)]
    answers = {(*run.communicate(), run.returncode) for run in runs}
    assert answers == {(room.right_answer(), b"", 0)}, answers
    assert [file.suffix for file in room.indexes] == [".sqlite"]


@trial(times=15, few=1)
def facts_that_change_under_readers(room: Room, turn: int) -> None:
    """Ask with 16 readers at once for four seconds, while the facts change and are compiled."""
    version, over, wrong = [1000], time.monotonic() + 4, list[object]()
    room.edit("Battle of North Town", "Battle number 1000")

    def read() -> None:
        while time.monotonic() < over:
            least = version[0]
            run = room.run("events", "battle", "number", "--fields", "title")
            told = int(run.stdout.rpartition(b" ")[2] or 0)
            if run.returncode or run.stderr or not least <= told <= version[0]:
                wrong.append(run)

    readers = [threading.Thread(target=read) for _ in range(16)]
    for reader in readers:
        reader.start()
    while time.monotonic() < over:
        time.sleep(1)
        version[0] += 1  # before the edit: a reader may see the new one or the old one
        room.edit(f"Battle number {version[0] - 1}", f"Battle number {version[0]}")
    for reader in readers:
        reader.join()
    assert not wrong, wrong
    room.answers_rightly()


@trial(times=200, few=6)
def facts_edited_within_a_tick(room: Room, turn: int) -> None:
    """Edit a facts file in place during a question or right after it, its size and times as they were."""
    file = room.facts / "events" / "happenings.yaml"
    before, content = file.stat(), file.read_bytes()
    process = room.start(*QUESTION)
    if turn % 2:
        process.communicate()
    time.sleep(random.Random(turn).uniform(0, 0.02 if turn % 2 else 0.4))
    file.write_bytes(content.replace(b"Battle of North Town", b"Combat of North Town"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    process.communicate()
    assert b"Combat" in room.run(*QUESTION).stdout
    room.answers_rightly()


@trial(times=10, few=2)
def clock_that_jumps(room: Room, turn: int) -> None:
    """Date the facts, the index and what a killed run left a day ahead or forty years back."""
    ahead = time.time() + (86400 if turn % 2 else -40 * 365 * 86400)
    room.run(*QUESTION, check=True)
    (room.cache / "karabakh" / "0.aside").touch()
    for file in (*room.facts.rglob("*"), *room.indexes):
        os.utime(file, (ahead, ahead))
    room.answers_rightly()
    room.edit("Battle of North Town", "Combat of North Town")
    room.answers_rightly()
