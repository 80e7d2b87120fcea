"""The compiled facts: fresh after any change, whole at any moment, and never in the way."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import SMALL_FACTS

import karabakh_cli
from karabakh_cli.ask import filters
from karabakh_cli.ask.reference import Reference
from karabakh_cli.cli.answering import answered
from karabakh_cli.cli.options import Output
from karabakh_cli.errors import FactsError
from karabakh_cli.index import compile as compiling
from karabakh_cli.index import file as index
from karabakh_cli.index import tables
from karabakh_cli.index.freshness import SEAL, settled_fingerprint
from karabakh_cli.index.words import words_of


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a copy of the invented facts, with a cache folder beside it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(SMALL_FACTS, tmp_path / "facts"))


def titles(folder: Path) -> list[str]:
    """Return the titles of all events, asked through the index."""
    return index.Index(folder).ask(
        lambda opened: [title for (title,) in opened.execute("SELECT title FROM records WHERE record = 'event'")],
    )


def index_file(folder: Path) -> Path:
    """Return the one index file of the cache folder."""
    (file,) = (folder.parent / "cache" / "karabakh").iterdir()
    return file


def test_a_fresh_index_is_not_built_again(folder):
    """Where no file changed, the index stays the file it was."""
    titles(folder)
    before = index_file(folder).stat()
    titles(folder)
    assert index_file(folder).stat() == before


def test_how_far_the_compiling_is_is_told_from_nothing_to_all(folder, monkeypatch):
    """Before each of seven files what is loaded, 0.4 of it all; of the last half what is written."""
    monkeypatch.setattr(tables, "_AT_A_TIME", 6)
    told: list[float] = []
    index.Index(folder, told.append).ask(lambda opened: None)
    records = sum(1 for file in folder.rglob("*.yaml") for line in file.read_text().splitlines() if line[:5] == "- id:")
    written = [0.5 + count / (records - 1) / 2 for count in range(6, records, 6)]  # the subject is not written so
    assert told == pytest.approx([*(0.4 * number / 7 for number in range(7)), *written])


@pytest.mark.parametrize("change", ["edited", "new", "gone", "edited with its times set back"])
def test_the_index_follows_every_change(folder, change):
    """A facts file that changed, is new or is gone is seen by the next question."""
    count = len(titles(folder))
    dates, happenings = folder / "events" / "dates.yaml", folder / "events" / "happenings.yaml"
    if change == "new":
        extra = happenings.read_text().split("\n\n")[1].replace("battle-of-north-town", "another")
        (folder / "events" / "extra.yaml").write_text(extra)
        assert len(titles(folder)) == count + 1
    elif change == "gone":
        dates.unlink()
        assert len(titles(folder)) == count - 10
    else:
        times = dates.stat()
        dates.write_text(dates.read_text().replace("Dated 1992~", "Dated 1992?"))
        if "times" in change:
            os.utime(dates, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert "Dated 1992?" in titles(folder)


@pytest.mark.parametrize(
    ("module", "before", "after"),
    [
        ("check/records.py", "_KEBAB.fullmatch(loaded.record.id)", "False"),
        ("text/fold.py", "    folded = _folded(name)\n", "    folded = _folded(name)[::-1]\n"),
    ],
)
def test_the_index_follows_a_change_of_the_program(tmp_path, environment, module, before, after):
    """Facts are compiled anew when a rule or the folding of names changed, whatever folder it lies in."""
    package = Path(shutil.copytree(Path(karabakh_cli.__file__).parent, tmp_path / "karabakh_cli"))
    environment = environment | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "KARABAKH_FACTS": str(SMALL_FACTS)}
    command = [sys.executable, "-m", "karabakh_cli", "events"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    (file,) = (tmp_path / "cache" / "karabakh").iterdir()
    there = file.stat().st_ino, file.stat().st_ctime_ns
    changed = (package / module).read_text()
    assert before in changed
    (package / module).write_text(changed.replace(before, after))
    again = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True)
    assert again.returncode == (3 if module.startswith("check") else 0)
    assert ((file.stat().st_ino, file.stat().st_ctime_ns) == there) is (again.returncode == 3)


@pytest.mark.parametrize("damage", ["empty", "cut", "random", "foreign", "another version", "damaged inside"])
def test_a_damaged_index_is_built_again_without_a_word(folder, damage):
    """Whatever happened to the file, the next question gives the right answer."""
    right = titles(folder)
    file = index_file(folder)
    content = file.read_bytes()
    if damage == "foreign":
        file.unlink()
        sqlite3.connect(file).execute("CREATE TABLE something (else_)").connection.close()
    elif damage == "another version":
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE meta SET fingerprint = 'of another program'")
    elif damage == "damaged inside":
        file.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    else:
        file.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "random": os.urandom(9999)}[damage])
    assert titles(folder) == right


@pytest.mark.parametrize("cache", ["is a file", "is below a file", "is nowhere"])
def test_without_a_cache_folder_the_facts_are_compiled_in_memory(folder, monkeypatch, cache):
    """A home that cannot be written costs time, not the answer."""
    place = folder.parent / "place"
    place.write_text("")
    target = {"is a file": place, "is below a file": place / "cache", "is nowhere": Path("/proc/nowhere")}[cache]
    monkeypatch.setenv("XDG_CACHE_HOME", str(target))
    assert len(titles(folder)) == 13


def test_an_index_that_was_written_to_is_built_again(folder):
    """A change within a text, which SQLite takes for the text, is noticed, also where a facts file changed too."""
    right = titles(folder)
    for facts_changed in (False, True):
        content = index_file(folder).read_bytes()
        index_file(folder).write_bytes(content.replace(b"Battle of North Town", b"Battel of North Town"))
        if facts_changed:
            (folder / "events" / "dates.yaml").touch()
        assert titles(folder) == right


def test_two_first_runs_at_once_are_safe(folder, environment):
    """Eight first questions at once all get the answer, and leave one index and nothing else."""
    env = environment | {"XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"], "KARABAKH_FACTS": str(folder)}
    command = [sys.executable, "-m", "karabakh_cli", "events"]
    runs = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    answers = {run.communicate() for run in runs}
    assert len(answers) == 1
    assert {run.returncode for run in runs} == {0}
    assert index_file(folder).suffix == ".sqlite"


def test_a_failed_build_leaves_nothing_behind(folder, monkeypatch):
    """Where building is cut short, no half of an index stays in the cache folder."""

    def cut_short(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(compiling, "fill", cut_short)
    with pytest.raises(KeyboardInterrupt):
        titles(folder)
    assert list((folder.parent / "cache" / "karabakh").iterdir()) == []


@pytest.mark.parametrize("change", ["a file more", "a file less", "another content", "a fault for a moment"])
def test_facts_that_change_while_they_are_read_are_read_again(folder, monkeypatch, change):
    """The answer is of the facts as they were at one moment, and a fault that is gone again is not told."""
    happenings, extra = folder / "events" / "happenings.yaml", folder / "events" / "extra.yaml"
    content, load, count = happenings.read_text(), compiling.load, len(titles(folder))
    record = content.split("\n\n")[1].replace("battle-of-north-town", "another")
    extra.write_text(record.replace("another", "a-third"))
    readings: list[Path] = []

    def changing(*arguments):
        readings.append(folder)
        if len(readings) > 1:
            return load(*arguments)
        if change == "a file more":
            (folder / "events" / "new.yaml").write_text(record)
        elif change == "a file less":
            extra.unlink()
        elif change == "another content":
            happenings.write_text(content.replace("Battle", "Battel"))
        else:
            happenings.write_text("- nothing")
        try:
            return load(*arguments)
        finally:
            happenings.write_text(content)

    monkeypatch.setattr(compiling, "load", changing)
    assert len(titles(folder)) == count + {"a file more": 2, "a file less": 0}.get(change, 1)
    assert "Battel of North Town" not in titles(folder)
    assert len(readings) == 2


def test_facts_that_never_come_to_rest_are_not_answered_from(folder, monkeypatch):
    """Where the facts change during every reading, the question says so."""
    load = compiling.load

    def changing(*arguments):
        (folder / "events" / "happenings.yaml").touch()
        return load(*arguments)

    monkeypatch.setattr(compiling, "load", changing)
    with pytest.raises(FactsError) as raised:
        titles(folder)
    assert raised.value.what == f"the facts change while they are read: {folder}"
    assert raised.value.remedy == "ask again when they are at rest"


@pytest.mark.parametrize(("hours", "left"), [(0.9, True), (1.1, False)])
def test_what_a_killed_run_left_is_removed_after_an_hour(folder, monkeypatch, hours, left):
    """An index half-written long ago is removed by the next compiling; one that may still be written stays."""
    titles(folder)
    abandoned = folder.parent / "cache" / "karabakh" / "0123.aside"
    abandoned.touch()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + hours * 3600)
    (folder / "events" / "dates.yaml").touch()
    titles(folder)
    assert abandoned.exists() is left


@pytest.mark.parametrize(("age", "waited"), [(0.0, [0.02]), (0.005, [0.015]), (0.02, []), (9.0, []), (-9.0, [])])
def test_a_change_within_a_tick_of_the_clock_is_waited_out(folder, monkeypatch, age, waited):
    """Facts changed less than a tick ago are read when it is over: a change in the same tick would not be seen."""
    slept: list[float] = []
    changed = max(entry.stat().st_ctime_ns for entry in folder.rglob("*.yaml"))
    monkeypatch.setattr(time, "time_ns", lambda: changed + int((age + sum(slept)) * 1e9))
    monkeypatch.setattr(time, "sleep", slept.append)
    settled_fingerprint(folder)
    assert slept == pytest.approx(waited)


@pytest.mark.parametrize(
    "question",
    [
        lambda facts: facts.events("1991-05-08"),
        lambda facts: facts.events(place="north-town"),
        lambda facts: facts.events(actor="north-army", kind="battle"),
        lambda facts: facts.events("battle"),
        lambda facts: facts.on("1991-06-01"),
        lambda facts: facts.show("North Town"),
        lambda facts: facts.search("battle"),
        lambda facts: facts.compare("displaced-in-country"),
        lambda facts: facts.disputes("battle"),
    ],
)
def test_no_question_reads_all_the_facts(folder, question):
    """Days, places, actors, names and words are looked up in indexes: no table of facts is read through."""
    facts = Reference(index.Index(folder))
    asked: list[str] = []
    plans: list[str] = []
    ask = facts.ask

    def traced(answer):
        def within(connection):
            connection.set_trace_callback(asked.append)
            found = answer(connection)
            connection.set_trace_callback(None)
            for statement in (text for text in asked if not text.startswith("--")):  # those are SQLite's own
                plans.extend(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))
            return found

        return ask(within)

    facts.ask = traced
    assert len(question(facts)) > 0
    assert [plan for plan in plans if re.match(r"SCAN (records|facets|names|states|positions)\b(?! USING)", plan)] == []
    assert any("SEARCH" in plan or "VIRTUAL TABLE INDEX" in plan for plan in plans)


def test_what_sqlite_refuses_is_no_damage(folder):
    """A question that SQLite refuses is our fault: the index stays the file it was."""
    titles(folder)
    before = index_file(folder).stat()
    with pytest.raises(sqlite3.OperationalError):
        index.Index(folder).ask(lambda opened: opened.execute("SELECT nothing FROM records"))
    assert index_file(folder).stat() == before


def test_a_missing_table_is_damage(folder):
    """An index without one of its tables is made anew, and the question answered."""
    right = titles(folder)
    file = index_file(folder)
    with sqlite3.connect(file) as opened:
        opened.execute("DROP TABLE records")
    os.utime(file, (SEAL, SEAL))
    assert titles(folder) == right


@pytest.mark.parametrize(
    ("problem", "how"),
    [("no such module: fts5", "without fts5"), ("no such module: rtree", "without rtree"),
     ("no such function: json_extract", "without json_extract")],
)  # fmt: skip
def test_sqlite_without_what_an_index_needs_is_said(folder, problem, how):
    """Where SQLite lacks a feature, one line says which, and what to do."""

    def lacking(_):
        raise sqlite3.OperationalError(problem)

    with pytest.raises(FactsError) as raised:
        index.Index(folder).ask(lacking)
    assert raised.value.what == f"this Python has SQLite {sqlite3.sqlite_version}, {how}"
    assert raised.value.remedy.startswith("karabakh needs SQLite 3.27 or later")


def test_an_sqlite_that_is_too_old_is_said(folder, monkeypatch):
    """An older SQLite is refused before anything is compiled."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 26, 0))
    with pytest.raises(FactsError, match=r"which is older than 3\.27"):
        titles(folder)
    assert not (folder.parent / "cache" / "karabakh").exists()


@pytest.mark.parametrize("other", ["sqlite", "python"])
def test_versions_do_not_share_an_index(folder, monkeypatch, other):
    """Another SQLite or Python has an index of its own, and leaves the one that is there as it is."""
    right, first = titles(folder), index_file(folder)
    before = first.stat()
    if other == "sqlite":
        monkeypatch.setattr(sqlite3, "sqlite_version", "3.99.0")
    else:
        monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert titles(folder) == right
    assert len(list(first.parent.iterdir())) == 2
    assert first.stat() == before


def test_a_question_opens_the_index_once(folder, monkeypatch, capsys):
    """Fields, the answer and what stands beside it are read on one connection, whatever happens meanwhile."""
    opened: list[object] = []
    connect = sqlite3.connect

    def counting(*arguments, **options):
        opened.append(arguments)
        return connect(*arguments, **options)

    titles(folder)
    monkeypatch.setattr(sqlite3, "connect", counting)
    monkeypatch.setenv("KARABAKH_FACTS", str(folder))
    output = Output(format="bibtex", fields=None)
    assert answered(output, "event", lambda facts: facts.events("1991")) == 0
    assert answered(Output(fields="id,title"), "event", lambda facts: facts.events("1991")) == 0
    assert capsys.readouterr().out
    assert len(opened) == 2


@pytest.mark.parametrize("including", [filters.AT_A_PLACE, filters.MEMBERS, filters.LYING_WITHIN])
def test_what_is_included_is_found_step_by_step_by_an_index(folder, including):
    """A step of a recursive question looks up what refers to one record; it does not go through all references."""

    def plan(opened):
        return [row[3] for row in opened.execute(f"EXPLAIN QUERY PLAN {including}", {"id": "some-country"})]

    steps = [step for step in index.Index(folder).ask(plan) if "facets" in step and "PRIMARY KEY" not in step]
    assert steps
    assert [step for step in steps if "value=?" not in step] == []


@pytest.mark.parametrize(("days", "there", "left"), [(29, False, True), (31, True, True), (31, False, False)])
def test_indexes_of_folders_that_are_gone_are_removed_after_a_month(folder, tmp_path, monkeypatch, days, there, left):
    """A compile takes away what was compiled from facts that are no longer there; other indexes stay."""
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    titles(other)
    (made,) = (tmp_path / "cache" / "karabakh").iterdir()
    if not there:
        shutil.rmtree(other)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + days * 86400)
    titles(folder)
    assert made.exists() is left


def test_facts_that_change_all_the_time_are_not_waited_for(folder, monkeypatch):
    """A file that is touched again and again is waited for a few times, and no longer."""
    slept: list[float] = []

    def touched(seconds):
        slept.append(seconds)
        (folder / "events" / "dates.yaml").touch()

    titles(folder)
    monkeypatch.setattr(time, "sleep", touched)
    (folder / "events" / "dates.yaml").touch()
    settled_fingerprint(folder)
    assert len(slept) <= 5


@pytest.mark.parametrize("whose", ["another user's", "one that others may write"])
def test_an_index_that_others_could_have_written_is_not_trusted(folder, whose):
    """An index is made anew where it is not ours alone, sealed as it may be."""
    right = titles(folder)
    file = index_file(folder)
    with sqlite3.connect(file) as opened:
        opened.execute("UPDATE records SET title = 'False'")
    os.utime(file, (SEAL, SEAL))
    assert set(titles(folder)) == {"False"}
    if whose == "another user's":
        if os.getuid() != 0:
            pytest.skip("only the superuser gives a file to another user")
        os.chown(file, 12345, 12345)
    else:
        file.chmod(0o666)
    assert titles(folder) == right


def test_a_user_without_a_home_has_no_cache(folder, monkeypatch, tmp_path):
    """Where nobody knows a home, the facts are compiled in memory, and nothing is left where the program was run."""
    monkeypatch.setattr(index.platformdirs, "user_cache_path", lambda name: Path("~/.cache") / name)
    monkeypatch.chdir(tmp_path)
    assert len(titles(folder)) == 13
    assert not (tmp_path / "~").exists()


def test_a_name_that_differs_in_case_or_accents_alone_is_searched_once():
    """A record has no more weight for a word because its name is written in more ways that are found alike."""
    names, _, _ = words_of({"record": "place", "name": "Susa", "names": {"az": "Şuşa"}, "also": ["SUSA", "Shusha"]})
    assert names.casefold().split("; ") == ["susa", "shusha"]
