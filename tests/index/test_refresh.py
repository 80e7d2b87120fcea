"""An index refreshed file by file is the one that would be made anew."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import BUILT_IN_FACTS, SMALL_FACTS

from karabakh_cli import open_facts
from karabakh_cli.errors import FactsError
from karabakh_cli.index import compile as compiling
from karabakh_cli.index import refresh
from karabakh_cli.index.file import Index
from karabakh_cli.read import facts

ROWS = {
    "records": "SELECT record, id, title, date, earliest_start, body, cell0, cell4, cell8 FROM records ORDER BY number",
    "times": "SELECT id, first, last FROM times LEFT JOIN records ON number = key / 1000000 ORDER BY id, first, last",
    "facets": "SELECT name, value, id FROM facets JOIN records USING (number) ORDER BY 1, 2, 3",
    "names": "SELECT folded, name, record, id FROM names ORDER BY 1, 2, 3, 4",
    "states": "SELECT about, subject, value, since, until, sources, body FROM states ORDER BY rowid",
    "state times": "SELECT subject, first, last FROM states JOIN state_times ON number = states.rowid ORDER BY number",
    "positions": "SELECT id, about, says, body FROM positions ORDER BY number, rowid",
    "words": "SELECT term, col, offset, id FROM instances JOIN records ON doc = number ORDER BY 1, 2, 3, 4",
    "files": "SELECT path, state, kind, records FROM files ORDER BY path",
    "meta": "SELECT * FROM meta",
}  # fmt: skip


def everything(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Return all that an index holds, in an order of its own, without its numbers."""
    connection.execute("CREATE VIRTUAL TABLE temp.instances USING fts5vocab(main, words, instance)")
    return {name: connection.execute(query).fetchall() for name, query in ROWS.items()}


def records(file: Path) -> list[dict[str, Any]]:
    """Return the records of a facts file."""
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


def write(file: Path, rows: list[dict[str, Any]]) -> None:
    """Write a facts file."""
    file.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), encoding="utf-8")


def edited(file: str, **values: Any):
    """Return a change: the second record of a file gets other values."""

    def change(folder: Path) -> None:
        rows = records(folder / file)
        rows[1] |= values
        write(folder / file, rows)

    return change


def a_date_told_apart(folder: Path) -> None:
    """Give an event that was on one of two days the one of them."""
    file = folder / "events" / "1990.yaml"
    rows = records(file)
    row = next(row for row in rows if "," in row["date"])
    row["date"] = row["date"].strip("[]").split(",")[0]
    write(file, rows)


def an_event_gone(folder: Path) -> None:
    """Remove an event that nothing refers to."""
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*/*.yaml"))
    for file in sorted(folder.glob("events/*.yaml")):
        rows = records(file)
        gone = [row for row in rows if text.count(row["id"]) == 1]
        if gone:
            write(file, [row for row in rows if row is not gone[0]])
            return
    raise AssertionError("every event is referred to")


def an_event_new(folder: Path) -> None:
    """Add a file with an event between others."""
    row = records(folder / "events" / "1991.yaml")[3] | {"id": "new-event", "date": "1991-05-15"}
    write(
        folder / "events" / "new.yaml", [{key: row[key] for key in row if key not in ("related", "part_of", "figures")}]
    )


def records_moved(folder: Path) -> None:
    """Move records from one file to another."""
    first, second = folder / "events" / "1991.yaml", folder / "events" / "1992.yaml"
    rows = records(first)
    write(first, rows[5:])
    write(second, rows[:5] + records(second))


def a_file_renamed(folder: Path) -> None:
    """Rename a file."""
    (folder / "events" / "1989.yaml").rename(folder / "events" / "other.yaml")


def the_subject_gone(folder: Path) -> None:
    """Take away what the facts are about, and with it which offices several hold at once."""
    (folder / "subject.yaml").unlink()
    file = folder / "actors" / "persons.yaml"
    rows = records(file)
    for row in rows:
        row["offices"] = [held for held in row.get("offices", []) if not held["office"].startswith("Member")]
    write(file, rows)


def another_subject(folder: Path) -> None:
    """Have the facts be about something else, in another language."""
    (subject,) = records(folder / "subject.yaml")
    languages = [*subject["languages"], {"code": "de", "name": "German", "script": "Latin"}]
    write(folder / "subject.yaml", [subject | {"title": "Another subject", "languages": languages}])


def many_at_once(folder: Path) -> None:
    """Change every file, too much for a refresh."""
    for file in folder.glob("events/*.yaml"):
        write(file, [row | {"title": f"{row['title']} again"} for row in records(file)])


CHANGES = {
    "an event's summary": edited("events/1993.yaml", summary="Another summary."),
    "an event's participants": edited(
        "events/1993.yaml", participants=[{"actor": "un-security-council", "role": "observer"}]
    ),
    "a source's address": edited("sources/documents.yaml", url="https://example.org/another"),
    "an event's title": edited("events/1993.yaml", title="Another title"),
    "an event's date, and its order": edited("events/1993.yaml", date="1988-03-03"),
    "an event's date, to one of two": edited("events/1993.yaml", date="[1988-03-03,1993-12-30]"),
    "an event's date, of one of two": a_date_told_apart,
    "an event's places": edited("events/1992.yaml", places=["shusha", "lachin"]),
    "a place's name": edited("places/settlements.yaml", name="Another Name"),
    "an actor's name and side": edited("actors/persons.yaml", name="Somebody Else", side="other"),
    "a figure's value": edited("figures/displacement.yaml", title="Another figure"),
    "a source's title": edited("sources/documents.yaml", title="Another document", standing="independent"),
    "an event gone": an_event_gone,
    "an event new": an_event_new,
    "records moved": records_moved,
    "a file renamed": a_file_renamed,
    "everything": many_at_once,
    "another subject": another_subject,
    "no subject": the_subject_gone,
}
MADE_ANEW = ("everything", "another subject", "no subject")
"""The changes after which every entry is another."""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Return a copy of the built-in facts whose index is compiled, in a cache folder beside it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    copy = Path(shutil.copytree(BUILT_IN_FACTS, tmp_path / "facts"))
    Index(copy).ask(lambda _: None)
    return copy


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """Return a list that grows with each call of a function."""
    calls: list[Any] = []
    function = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *arguments: calls.append(arguments) or function(*arguments))
    return calls


@pytest.mark.parametrize("change", CHANGES)
def test_a_refreshed_index_is_the_one_made_anew(folder, tmp_path, monkeypatch, change):
    """After any change the refreshed index holds what a new one would, and only changed files were read for it."""
    CHANGES[change](folder)
    filled, read = counted(monkeypatch, compiling, "fill"), counted(monkeypatch, facts, "_load_file")
    refreshed = Index(folder).ask(everything)
    assert bool(filled) is (change in MADE_ANEW)
    assert len(read) <= (8 if change == "everything" else 2)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "anew"))
    anew = Index(folder).ask(everything)
    assert {name for name in ROWS if refreshed[name] != anew[name]} == set()


@pytest.mark.parametrize(("field", "value", "alone"), [("summary", "Another.", True), ("title", "Another", False)])
def test_what_others_do_not_tell_of_is_written_alone(folder, monkeypatch, field, value, alone):
    """Of an event whose summary changed its own entry is made anew; a title stands in the entries of others too."""
    edited("events/1993.yaml", **{field: value})(folder)
    deleted = counted(monkeypatch, refresh, "delete")
    Index(folder).ask(lambda _: None)
    assert (len(deleted) == 1) is alone
    assert deleted


RIVAL, OTHER = "share-held-says-south", "share-held-1991"
# What becomes of a figure, and whether it and the other of its question are against each other then.
RIVALS: dict[str, tuple[dict[str, Any], bool]] = {
    "another number against": ({"best": "30"}, True),
    "a number that meets the other": ({"best": "10"}, False),
    "no number": ({"best": None, "quantifier": None}, False),
    "another question": ({"question": "another-question"}, False),
    "no question": ({"question": None}, False),
    "another title": ({"title": "Another title"}, True),
}


@pytest.fixture
def two_figures(tmp_path, monkeypatch) -> Path:
    """Return a copy of the invented facts, of which one of two figures that disagree has a file of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = Path(shutil.copytree(SMALL_FACTS, tmp_path / "facts"))
    rows = records(folder / "figures" / "all.yaml")
    write(folder / "figures" / "rival.yaml", [row for row in rows if row["id"] == RIVAL])
    write(folder / "figures" / "all.yaml", [row for row in rows if row["id"] != RIVAL])
    dispute = next(row for row in records(folder / "places" / "all.yaml") if row["id"] == "country")
    assert dispute["disputes"][0].pop("question")  # it would be at fault where no figure answers it
    others = [row for row in records(folder / "places" / "all.yaml") if row["id"] != "country"]
    write(folder / "places" / "all.yaml", [dispute, *others])
    assert _against(folder) == {OTHER: [RIVAL], RIVAL: [OTHER]}
    return folder


@pytest.mark.parametrize(("values", "disputed"), RIVALS.values(), ids=RIVALS.keys())
def test_what_is_against_a_figure_follows_the_others_of_its_question(
    two_figures, tmp_path, monkeypatch, values, disputed
):
    """When a figure changes, the others of its question say so in `against` and `disputed`, as an index anew would."""
    file = two_figures / "figures" / "rival.yaml"
    (rival,) = records(file)
    write(file, [{key: value for key, value in (rival | values).items() if value is not None}])
    filled = counted(monkeypatch, compiling, "fill")
    refreshed = Index(two_figures).ask(everything)
    assert not filled
    assert _against(two_figures) == ({OTHER: [RIVAL], RIVAL: [OTHER]} if disputed else {OTHER: [], RIVAL: []})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "anew"))
    anew = Index(two_figures).ask(everything)
    assert {name for name in ROWS if refreshed[name] != anew[name]} == set()


def test_a_figure_that_is_gone_is_against_nothing(two_figures):
    """When the file of a figure is taken away, the other of its question is no longer disputed."""
    (two_figures / "figures" / "rival.yaml").unlink()
    assert _against(two_figures) == {OTHER: []}


def _against(folder: Path) -> dict[str, list[str]]:
    """Return the ids of what is against each of two figures, of which a disputed one has some."""
    found = {record["id"]: record for record in open_facts(folder).records() if record["id"] in (RIVAL, OTHER)}
    assert [record["disputed"] for record in found.values()] == [bool(record["against"]) for record in found.values()]
    return {id_: [other["id"] for other in record["against"]] for id_, record in found.items()}


def test_an_index_that_another_replaced_meanwhile_is_not_refreshed(folder, monkeypatch, tmp_path):
    """Where the index is another one when it is copied than when its files were read, it is made anew."""
    title = "XYZZY, a title that was put back"
    events = folder / "events" / "1993.yaml"
    before = events.read_text(encoding="utf-8")
    index = Index(folder)
    (file,) = (tmp_path / "cache" / "karabakh").iterdir()
    edited("events/1993.yaml", title=title)(folder)
    shutil.copy2(file, tmp_path / "of the old facts")
    index.ask(lambda _: None)
    shutil.copy2(file, tmp_path / "of the edited facts")
    shutil.copy2(tmp_path / "of the old facts", file)
    events.write_text(before, encoding="utf-8")
    settled_facts = compiling.settled_facts

    def replaced_meanwhile(*arguments: Any) -> Any:
        shutil.copy2(tmp_path / "of the edited facts", file)
        return settled_facts(*arguments)

    monkeypatch.setattr(compiling, "settled_facts", replaced_meanwhile)
    titles = index.ask(lambda connection: connection.execute("SELECT title FROM records").fetchall())
    assert (title,) not in titles


def test_a_change_that_breaks_a_rule_is_found_in_files_that_did_not_change(folder):
    """A reference from an unchanged file to a record that is gone stops the question."""
    rows = records(folder / "places" / "settlements.yaml")
    write(folder / "places" / "settlements.yaml", [row for row in rows if row["id"] != "shusha"])
    with pytest.raises(FactsError, match="shusha"):
        Index(folder).ask(lambda _: None)


def test_numbers_run_out_without_harm():
    """Where there is no room between two records the index is made anew."""
    ordered = [type("D", (), {"loaded": type("L", (), {"record": type("R", (), {"id": id_})})}) for id_ in "abc"]
    assert refresh._numbered(ordered, {"a": 1024, "c": 1025}) is None
    assert refresh._numbered(ordered, {"a": 1024, "c": 1026}) == {"a": 1024, "b": 1025, "c": 1026}
    assert refresh._numbered(ordered, {}) == {"a": 1024, "b": 2048, "c": 3072}
    assert refresh._numbered(ordered, {"a": 2048, "b": 1024, "c": 3072}) is None
