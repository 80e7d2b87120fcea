"""The facts in open forms: nothing is lost on the way, the same facts give the same bytes, no file is half-written."""

import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec
import pytest
import shapely
from conftest import SMALL_FACTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables_back import own_fields, read_folder, read_sqlite, records

from karabakh_cli import export as exporting
from karabakh_cli import open_facts
from karabakh_cli.errors import OutputError, QuestionError
from karabakh_cli.export import export
from karabakh_cli.export.rows import rows
from karabakh_cli.export.tables import tables_for
from karabakh_cli.model import shapes
from karabakh_cli.model.subject import Subject
from karabakh_cli.read.facts import load
from tools.terminal import heed_signals

FORMS = ["facts.db", "facts.sqlite", "facts.zip", "facts", "facts.geojson", "facts.json"]


Exported = tuple[list[dict[str, Any]], Subject]
"""What an export is made of: every record, and what they are about."""


@pytest.fixture(scope="module")
def built_in() -> Exported:
    """Return the built-in facts."""
    return [*open_facts().records()], open_facts().subject()


@pytest.fixture(scope="module")
def invented() -> Exported:
    """Return the invented facts."""
    return [*open_facts(SMALL_FACTS).records()], open_facts(SMALL_FACTS).subject()


def content(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of every file of a folder."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def round_trips(whole: list[dict[str, Any]], subject: Subject, folder: Path) -> None:
    """Assert that records come back from SQLite and from a data package with every field as it was."""
    expected = {record["id"]: own_fields(record) for record in whole}
    export(whole, subject, folder / "facts.db", force=True)
    export(whole, subject, folder / "package", force=True)
    tables = tables_for(subject.languages)
    for read in (read_sqlite(folder / "facts.db", tables), read_folder(folder / "package", tables)):
        assert {record["id"]: record for record in records(read, tables)} == expected


def test_every_fact_comes_back_from_sqlite_and_from_a_data_package(built_in, invented, tmp_path):
    """Facts to tables to facts: equal field by field, for all the facts there are."""
    round_trips(*built_in, tmp_path)
    round_trips(*invented, tmp_path)


DATES = ["..", "1992", "1993-05-08", "[1992-06..1992-07]", "[..1992-06]", "[1991-12..]", "1992-24~", "1992/1993-05"]


LANGUAGES = ("az", "hy", "ru")


def as_facts_are(value: Any) -> Any:
    """Keep generated values to what facts may hold: no control characters, no empty text, numbers of fifteen digits."""
    if isinstance(value, str):
        kept = "".join(letter for letter in value if letter == "\n" or letter.isprintable())
        return kept or "text"
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value % 10**15
    if isinstance(value, float):
        return round(value % 1000, 3) if abs(value) < 1e15 else 0.5
    if isinstance(value, dict):
        fitting = {key: as_facts_are(inner) for key, inner in value.items()}
        if "names" in fitting:  # by the codes of the subject and no others
            fitting["names"] = dict(zip_longest(LANGUAGES, [*fitting["names"].values()][: len(LANGUAGES)]))
        if "rings" in fitting:  # a line has a point at least
            fitting["rings"] = [[[0.5, 1], *ring] for ring in [[], *fitting["rings"]]]
        times = [fitting[key] for key in ("start", "end") if key in fitting]
        return fitting | (_times(*times) if times else {})
    return [as_facts_are(item) for item in value] if isinstance(value, list | tuple) else value


def _times(start: str | None, end: str | None) -> dict[str, str | None]:
    """Return a start and an end as facts may have them: both, or of a membership neither."""
    if start is None or end is None:
        return {"start": None, "end": None}
    return {"start": DATES[len(start) % len(DATES)], "end": DATES[len(end) % len(DATES)]}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(
            *(st.from_type(kind) for kind in (shapes.Event, shapes.Actor, shapes.Place, shapes.Figure, shapes.Source))
        )
    )
)
def test_any_records_come_back_from_sqlite_and_from_a_data_package(invented, tmp_path_factory, generated):
    """The round trip holds for records of any content that facts may have."""
    _, subject = invented
    assert tuple(subject.languages) == LANGUAGES
    whole = [as_facts_are(record) | {"id": f"record-{number}"} for number, record in enumerate(generated)]
    round_trips(whole, subject, tmp_path_factory.mktemp("export"))


def test_rows_in_any_order_give_the_same_records(invented):
    """What stands in lists comes back in its order, whatever the order of the rows."""
    whole, subject = invented
    tables = tables_for(subject.languages)
    forwards = rows(whole, tables)
    backwards = {name: list(reversed(found)) for name, found in forwards.items()}
    by_id = {record["id"]: record for record in records(forwards, tables)}
    assert {record["id"]: record for record in records(backwards, tables)} == by_id


def test_the_same_facts_give_the_same_bytes_in_each_form(invented, tmp_path):
    """Two exports of the same facts are the same, byte by byte, the metadata too."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        for name in FORMS:
            export(*invented, folder / name, force=True)  # .db and .sqlite share their metadata
        time.sleep(1.1 if folder is first else 0)  # long enough for a time of writing to differ
    for name in [*FORMS, "facts.metadata.json"]:
        assert content(first / name) == content(second / name) != {}


def test_json_is_what_json_prints(karabakh, tmp_path):
    """The records of the .json file are those of `--json`, all of them."""
    assert karabakh("export", str(tmp_path / "facts.json")).returncode == 0
    written = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
    printed = [
        json.loads(karabakh(f"{kind}s", "--json").stdout) for kind in ("event", "actor", "place", "figure", "source")
    ]
    assert written == [record for kind in printed for record in kind]


def test_sqlite_has_sound_keys_full_text_and_views(built_in, tmp_path):
    """Every foreign key leads somewhere, words are found, and each view has rows."""
    export(*built_in, tmp_path / "facts.db")
    with closing(sqlite3.connect(tmp_path / "facts.db")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = database.execute(
            "SELECT id FROM events JOIN events_fts ON events.rowid = events_fts.rowid WHERE events_fts MATCH 'lachin'"
        )
        assert "lachin-captured-1992" in {id_ for (id_,) in found}
        for view in ("events_and_sources", "who_held_what", "who_held_which_office", "figures_side_by_side"):
            assert len(database.execute(f"SELECT * FROM {view}").fetchall()) > 50
        positions = database.execute("SELECT count(*) FROM what_is_disputed").fetchone()
        assert positions == (sum(len(d["positions"]) for r in built_in[0] for d in r.get("disputes", ())),)
    metadata = json.loads((tmp_path / "facts.metadata.json").read_text())
    tables = {name for (name,) in sqlite3.connect(tmp_path / "facts.db").execute("SELECT name FROM sqlite_master")}
    assert set(metadata["databases"]["facts"]["tables"]) <= tables


@pytest.mark.parametrize("spelling", ["Agdam", "Ağdam", "Աղդամ", "Агдам", "Aghdam", "Ակնա", "akna"])
def test_sqlite_finds_a_place_by_any_spelling(built_in, tmp_path, spelling):
    """Names in every script and other spellings are in the full text of a place."""
    export(*built_in, tmp_path / "facts.db")
    with closing(sqlite3.connect(tmp_path / "facts.db")) as database:
        found = database.execute(
            "SELECT id FROM places JOIN places_fts ON places.rowid = places_fts.rowid WHERE places_fts MATCH ?",
            (spelling,),
        )
        assert "agdam" in {id_ for (id_,) in found}


def test_sqlite_says_from_which_day_to_which_a_place_was_held(built_in, tmp_path):
    """The view has the dates as written, their bounds with null where they are open, and the sources."""
    export(*built_in, tmp_path / "facts.db")
    with closing(sqlite3.connect(tmp_path / "facts.db")) as database:
        question = (
            """SELECT "end", earliest, latest, sources FROM who_held_what WHERE place = 'agdam' ORDER BY latest"""
        )
        (_, opened, last, _), (end, earliest, latest, sources) = database.execute(question).fetchall()
    assert (opened, last) == ("1993-07-23", None)
    assert (end, earliest, latest) == ("[1993-07-23..1993-07-24]", None, "1993-07-24")
    assert sources == "wikipedia-battle-of-aghdam,roots-of-karabakh-ch26-p7"


def test_every_column_of_every_table_is_explained(invented, tmp_path):
    """Datasette and the data package say what each table and each column means."""
    export(*invented, tmp_path / "facts.db")
    export(*invented, tmp_path / "package")
    told = json.loads((tmp_path / "facts.metadata.json").read_text())["databases"]["facts"]["tables"]
    package = json.loads((tmp_path / "package" / "datapackage.json").read_text())
    assert "outlines" in told
    for table in package["resources"]:
        assert re.fullmatch(r"[A-Z][^.]{15,}\.", table["description"])
        assert table["title"] == table["name"].replace("_", " ").capitalize()
        fields = {field["name"]: field["description"] for field in table["schema"]["fields"]}
        assert told[table["name"]]["columns"] == fields
        assert all(fields.values())


def citations_in(value: Any) -> Iterator[dict[str, Any]]:
    """Give every citation within a value."""
    if isinstance(value, dict) and "locator" in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from citations_in(inner)


def test_own_fields_are_those_of_the_facts_files(invented):
    """What a round trip compares is what the YAML holds, with defaults: nothing less, nothing more."""
    loaded = {
        read.record.id: {"record": read.kind, **json.loads(msgspec.json.encode(read.record))}
        for read in load(SMALL_FACTS).loaded
    }
    standings = {id_: record["standing"] for id_, record in loaded.items() if record["record"] == "source"}
    for record in loaded.values():
        if "names" in record:
            record["names"] = dict.fromkeys(LANGUAGES) | record["names"]
        for citation in citations_in(record):
            citation["standing"] = citation["standing"] or standings[citation["source"]]
        for membership in record.get("member_of", ()):
            membership["id"] = membership.pop("actor")
    assert {record["id"]: own_fields(record) for record in invented[0]} == loaded


def test_geojson_draws_an_outline_with_its_holes(invented, tmp_path):
    """A place with an outline is its polygons, of which a ring that runs clockwise is a hole; it needs no point."""
    export(*invented, tmp_path / "facts.geojson")
    collection = json.loads((tmp_path / "facts.geojson").read_text(encoding="utf-8"))
    geometry = {feature["id"]: feature["geometry"] for feature in collection["features"]}["country"]
    assert geometry["type"] == "MultiPolygon"
    assert [len(polygon) for polygon in geometry["coordinates"]] == [2]
    drawn = shapely.geometry.shape(geometry)
    assert drawn.is_valid
    assert drawn.contains(shapely.Point(45.5, 39.5))
    assert not drawn.contains(shapely.Point(46.5, 40.5))


def test_geojson_is_as_rfc_7946_has_it(built_in, tmp_path):
    """Longitude comes first, every feature has its members, and events without a place have no geometry."""
    export(*built_in, tmp_path / "facts.geojson")
    collection = json.loads((tmp_path / "facts.geojson").read_text(encoding="utf-8"))
    features = {feature["id"]: feature for feature in collection["features"]}
    assert set(collection) == {"type", "features"}
    assert features["shusha"]["geometry"]["coordinates"][0] == pytest.approx(46.75, abs=0.1)
    held = features["agdam"]["properties"]["control"][0]
    assert (held["actor"], held["earliest"], held["latest"]) == ("azerbaijan", None, "1993-07-24")
    assert {feature["type"] for feature in features.values()} == {"Feature"}
    geometries = {(feature["geometry"] or {}).get("type") for feature in features.values()}
    assert geometries == {None, "Point", "MultiPoint", "MultiPolygon"}


@pytest.mark.parametrize("name", ["facts.xml", "facts.csv", "facts.db.gz"])
def test_an_unknown_ending_is_refused_with_those_there_are(small, tmp_path, name):
    """The ending chooses the form; another is a wrong question."""
    run = small("export", str(tmp_path / name))
    assert run.returncode == 2
    assert run.stderr.splitlines()[0] == f"karabakh: unknown ending: {name}"
    assert ".geojson" in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMS)
def test_what_is_there_stays_unless_force_is_given(small, tmp_path, name):
    """An existing file is not replaced; with --force it is; the status is 4."""
    target = tmp_path / name
    assert small("export", str(target)).returncode == 0
    (target / "datapackage.json" if target.is_dir() else target).write_text("mine")
    run = small("export", str(target))
    assert run.returncode == 4
    assert run.stderr.splitlines() == [f"karabakh: already exists: {target}", f"karabakh export {target} --force"]
    assert b"mine" in content(target).values()
    assert small("export", str(target), "--force").returncode == 0
    assert b"mine" not in content(target).values()


@pytest.mark.parametrize("name", ["folder", "folder.db"])
def test_a_folder_of_something_else_is_never_replaced(small, tmp_path, name):
    """Not even with --force: somebody's folder is no export of ours."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "thesis.txt").write_text("mine")
    run = small("export", str(tmp_path / name), "--force")
    assert (run.returncode, run.stderr.count("\n")) == (4, 2)
    assert content(tmp_path / name) == {"thesis.txt": b"mine"}


@pytest.mark.parametrize("there", [{"datapackage.json", "data.csv"}, {"datapackage.json"}, {"facts.db"}])
def test_a_data_package_of_somebody_else_is_never_replaced(invented, tmp_path, there):
    """A folder is ours by all that is in it, not by a name that every data package has."""
    (tmp_path / "facts").mkdir()
    for name in there:
        (tmp_path / "facts" / name).write_text("mine")
    with pytest.raises(OutputError, match="a folder of something else"):
        export(*invented, tmp_path / "facts", force=True)
    assert content(tmp_path / "facts") == dict.fromkeys(there, b"mine")


@pytest.mark.parametrize("kept", ["notes.txt", "figures"])
def test_what_a_person_put_into_an_exported_package_is_never_lost(invented, tmp_path, kept):
    """With a file or a folder of somebody's own in it, a package is no longer ours to replace."""
    export(*invented, tmp_path / "facts")
    (tmp_path / "facts" / kept).mkdir() if kept == "figures" else (tmp_path / "facts" / kept).write_text("mine")
    with pytest.raises(OutputError, match="a folder of something else"):
        export(*invented, tmp_path / "facts", force=True)
    assert (tmp_path / "facts" / kept).exists()


def test_an_empty_folder_is_filled_with_force(invented, tmp_path):
    """There is nothing in it to lose."""
    (tmp_path / "facts").mkdir()
    export(*invented, tmp_path / "facts", force=True)
    assert (tmp_path / "facts" / "datapackage.json").is_file()


def test_a_name_too_long_is_one_line(small, tmp_path):
    """What the file system refuses before anything is written has the same status as what it refuses later."""
    run = small("export", str(tmp_path / f"{'x' * 300}.db"))
    assert (run.returncode, run.stderr.count("\n")) == (4, 2)


def test_metadata_of_another_database_stays_unless_force_is_given(invented, tmp_path):
    """The file beside the database is as safe as the database; the remedy names what was asked for."""
    (tmp_path / "facts.metadata.json").write_text("mine")
    with pytest.raises(OutputError) as refused:
        export(*invented, tmp_path / "facts.db")
    assert refused.value.remedy == f"karabakh export {tmp_path / 'facts.db'} --force"
    assert content(tmp_path) == {"facts.metadata.json": b"mine"}


def test_a_database_is_not_replaced_where_its_metadata_cannot_be_written(invented, tmp_path, monkeypatch):
    """Both files are written before either is moved."""
    whole, subject = invented
    export(whole, subject, tmp_path / "facts.db")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def failing(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting.sqlite, "write_metadata", failing)
    with pytest.raises(OutputError, match="No space left"):
        export(whole[:-1], subject, tmp_path / "facts.db", force=True)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", FORMS)
def test_a_file_that_may_not_grow_leaves_the_old_one_whole(invented, tmp_path, name):
    """A real refusal of the system in the middle of writing, as on a full disk."""
    export(*invented, tmp_path / name)
    before, there = content(tmp_path / name), set(tmp_path.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            export(*invented, tmp_path / name, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert content(tmp_path / name) == before
    assert set(tmp_path.iterdir()) == there


def test_an_interruption_between_two_moves_gives_the_old_package_back(invented, tmp_path, monkeypatch):
    """Ctrl-C right after the old folder was moved away loses nothing."""
    export(*invented, tmp_path / "facts")
    before, move, moved = content(tmp_path / "facts"), os.replace, []

    def interrupted_after_the_first(source: Path, target: Path) -> None:
        move(source, target)
        moved.append(target)
        if len(moved) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(exporting.os, "replace", interrupted_after_the_first)
    with pytest.raises(KeyboardInterrupt):
        export(*invented, tmp_path / "facts", force=True)
    assert content(tmp_path / "facts") == before
    assert [path.name for path in tmp_path.iterdir()] == ["facts"]


@pytest.mark.parametrize("name", FORMS)
def test_a_place_that_cannot_be_written_is_one_line(small, tmp_path, name):
    """A folder that is not there, or is a file, is told with status 4."""
    (tmp_path / "file").write_text("")
    for folder in ("nowhere", "file"):
        run = small("export", str(tmp_path / folder / name))
        assert (run.returncode, run.stdout) == (4, "")
        assert "cannot be written" in run.stderr
        assert "Traceback" not in run.stderr


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), sqlite3.OperationalError("disk is full")])
@pytest.mark.parametrize("name", ["facts.db", "facts"])
def test_a_full_disk_leaves_the_old_file_whole(invented, tmp_path, monkeypatch, name, problem):
    """Where the writing fails in the middle, what was there is there, and nothing else."""
    export(*invented, tmp_path / name)
    before, there = content(tmp_path / name), set(tmp_path.iterdir())

    def failing(*_: Any) -> Any:
        raise problem

    monkeypatch.setattr(exporting.sqlite, "rows", failing)
    monkeypatch.setattr(exporting.datapackage, "rows", failing)
    with pytest.raises(OutputError) as told:
        export(*invented, tmp_path / name, force=True)
    reason = problem.strerror if isinstance(problem, OSError) else problem
    assert told.value.what == f"{tmp_path / name} cannot be written: {reason}"
    assert content(tmp_path / name) == before
    assert set(tmp_path.iterdir()) == there


def test_a_package_that_cannot_be_moved_into_place_gives_the_old_one_back(invented, tmp_path, monkeypatch):
    """Between moving the old folder away and the new one in, nothing is lost."""
    export(*invented, tmp_path / "facts")
    before, moves = content(tmp_path / "facts"), iter([True, False, True])
    move = os.replace

    def failing_once(source: Path, target: Path) -> None:
        if not next(moves):
            raise OSError(5, "Input/output error")
        move(source, target)

    monkeypatch.setattr(exporting.os, "replace", failing_once)
    with pytest.raises(OutputError):
        export(*invented, tmp_path / "facts", force=True)
    assert content(tmp_path / "facts") == before


@pytest.mark.parametrize("name", ["facts.db", "facts.zip", "facts"])
def test_an_interrupted_export_leaves_the_old_file_whole(environment, small, tmp_path, name):
    """Ctrl-C in the middle exits with 130; the old export is whole, and nothing stands beside it."""
    assert small("export", str(tmp_path / name)).returncode == 0
    before, there = content(tmp_path / name), set(tmp_path.iterdir())
    code = (
        "import sys, time\nfrom karabakh_cli import export as exporting\nfrom karabakh_cli.cli import main\n"
        "def slow(records, tables):\n    print('writing', flush=True)\n    while True:\n        time.sleep(0.01)\n"
        "exporting.sqlite.rows = exporting.datapackage.rows = slow\n"
        f"sys.argv = ['karabakh', 'export', {str(tmp_path / name)!r}, '--force']\nmain()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True, preexec_fn=heed_signals
    )
    assert process.stdout
    assert process.stdout.readline() == "writing\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130
    assert content(tmp_path / name) == before
    assert set(tmp_path.iterdir()) == there


def test_wrong_endings_and_places_are_our_errors(invented, tmp_path):
    """From Python the same refusals are exceptions."""
    with pytest.raises(QuestionError):
        export(*invented, tmp_path / "facts.xml")
    export(*invented, tmp_path / "facts.json")
    with pytest.raises(OutputError):
        export(*invented, tmp_path / "facts.json")
