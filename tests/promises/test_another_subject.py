"""Nothing of this war is code: facts about another country and decade get the same tool, with their own words."""

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

ANOTHER = Path(__file__).parent.parent / "another"
OURS = ("karabakh", "Azerbaijan", "CC BY", "CC-BY", "1988", "1994")
"""What must not leak from the built-in subject; the name of the program is also that of a region."""


@pytest.fixture
def another(karabakh):
    """Return a function that asks the other facts."""
    return lambda *arguments, **options: karabakh(*arguments, facts=ANOTHER, **options)


@pytest.fixture
def without_subject(tmp_path):
    """Return a copy of the other facts that says nothing of what they are about."""
    folder = Path(shutil.copytree(ANOTHER, tmp_path / "islands"))
    (folder / "subject.yaml").unlink()
    return folder


def test_other_facts_are_sound(another):
    """They keep every rule, warnings included."""
    assert another("check", str(ANOTHER), "--strict").stderr == "karabakh: 0 errors, 0 warnings\n"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (["events", "1864"], "landing-at-reef-town\ntruce-of-reef-town"),
        (["timeline", "march", "1864"], "landing-at-reef-town"),
        (["events", "--place", "რიფი"], "landing-at-reef-town\ntruce-of-reef-town"),
        (["actors", "--side", "big-island"], "big-fleet"),
        (["sources", "--standing", "archive"], "fleet-log"),
        (["refugees"], "refugees-reef-town"),
        (["search", "orasul", "recif"], "reef-town"),
    ],
)
def test_other_facts_answer_questions(another, question, found):
    """Times, names in their languages, sides, standings and views are those of their subject."""
    assert another(*question, "--fields", "id").stdout.strip().startswith(found)


def test_a_day_of_other_facts(another):
    """`on` and `map` know the years and the region of their subject."""
    assert another("on", "1864-06-01").stdout.splitlines() == [
        "control\treef-town\tbig-fleet\tcertain\t1864-03-05\t1866\tfleet-log",
        "agreement\ttruce-of-reef-town\theld\tcertain\t1864-04\t1865-01-01\tfleet-log",
    ]
    assert another("on", "1993-06-01").stderr.endswith("outside the years covered, 1860 to 1869\n")
    assert another("map", "1864-06-01").stdout.startswith("control\treef-town\tbig-fleet\tcertain")


def test_a_record_names_the_languages_of_its_subject(another):
    """`show` writes each name under its language, in JSON under the codes of the subject."""
    assert "Georgian: რიფი\nRomanian: Orașul Recif" in another("show", "reef-town").stdout
    assert json.loads(another("show", "reef-town", "--json").stdout)[0]["names"] == {"ka": "რიფი", "ro": "Orașul Recif"}


def test_help_and_refusals_name_the_words_of_the_subject(another):
    """The sides of another subject stand in the help and in the remedy for a wrong one."""
    assert "One of big-island, small-island." in another("actors", "--help").stdout
    assert another("actors", "--side", "big-ireland").stderr.endswith("try: karabakh actors --side big-island\n")
    assert another("actors", "--side", "azerbaijan").stderr.endswith("one of big-island, small-island\n")


def test_exports_carry_their_own_title_and_licence(another, tmp_path):
    """A data package and a database say what they are about and under which licence, and nothing of the built-in."""
    for name in ("facts.zip", "facts.db"):
        assert another("export", str(tmp_path / name)).returncode == 0
    package = json.loads(zipfile.ZipFile(tmp_path / "facts.zip").read("datapackage.json"))
    assert package["name"] == "islands"
    assert package["title"] == "Invented facts about the war of the islands, 1860 to 1869"
    assert package["licenses"] == [
        {"name": "ODbL-1.0", "path": "https://example.org/odbl/", "title": "Open Database License 1.0"}
    ]
    metadata = json.loads((tmp_path / "facts.metadata.json").read_text())
    assert (metadata["license"], metadata["license_url"]) == ("ODbL 1.0", "https://example.org/odbl/")
    with sqlite3.connect(tmp_path / "facts.db") as database:
        assert database.execute("SELECT name_ka, name_ro FROM places").fetchall() == [("რიფი", "Orașul Recif")]
        found = "SELECT id FROM places WHERE rowid IN (SELECT rowid FROM places_fts WHERE places_fts MATCH 'recif')"
        assert database.execute(found).fetchall() == [("reef-town",)]
    for text in (json.dumps(package), json.dumps(metadata)):
        assert [word for word in OURS if word in text] == []


def test_without_a_subject_nothing_is_claimed(karabakh, without_subject, tmp_path):
    """The title is the folder's name, there is no licence, and every year, side, standing and language will do."""
    ask = lambda *arguments: karabakh(*arguments, facts=without_subject)  # noqa: E731
    assert ask("check", str(without_subject), "--strict").returncode == 0
    assert ask("on", "1993-06-01").stderr.startswith("karabakh: nothing matches")
    assert ask("map", "1864-06-01").stdout.startswith("control\treef-town")
    assert ask("actors", "--side", "big-island", "--fields", "id").stdout == "big-fleet\n"
    assert ask("actors", "--side", "azerbaijan").stderr.endswith("one of big-island\n")
    assert "ka: რიფი" in ask("show", "reef-town").stdout
    assert ask("refugees").stdout.count("\n") == 2
    ask("export", str(tmp_path / "out"))
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert package["title"] == "islands"
    assert {"name", "licenses", "description"} & set(package) == set()
    assert [word for word in OURS if word in json.dumps(package)] == []
    assert "name_ka" in (tmp_path / "out" / "places.csv").read_text().split("\n")[0]


def test_a_changed_subject_changes_answers(karabakh, tmp_path):
    """A subject that is edited, added or taken away is seen by the next question."""
    folder = Path(shutil.copytree(ANOTHER, tmp_path / "facts"))
    subject = folder / "subject.yaml"
    text = subject.read_text()
    assert karabakh("on", "1870-01-01", facts=folder).stderr.endswith("1860 to 1869\n")
    subject.write_text(text.replace('years: "1860/1869"', 'years: "1860/1879"'))
    assert "outside" not in karabakh("on", "1870-01-01", facts=folder).stderr
    subject.unlink()
    assert "outside" not in karabakh("on", "1990-01-01", facts=folder).stderr
    subject.write_text(text)
    assert karabakh("on", "1990-01-01", facts=folder).stderr.endswith("1860 to 1869\n")


def test_facts_of_ones_own_begin_sound(karabakh, tmp_path):
    """`init` makes a folder that `check --strict` finds clean and that every kind of question answers from."""
    folder = tmp_path / "mine"
    assert karabakh("init", str(folder)).returncode == 0
    assert karabakh("check", str(folder), "--strict").stderr == "karabakh: 0 errors, 0 warnings\n"
    assert karabakh("events", facts=folder).stdout.startswith("capture-of-north-town-1950\t1950-05-08")
    assert karabakh("show", "northton", facts=folder).stdout.startswith("Name: North Town")
    assert karabakh("map", "1950-06-01", facts=folder).stdout.startswith("control\tnorth-town")
    assert karabakh("export", str(tmp_path / "mine.db"), facts=folder).returncode == 0
    assert len((folder / "README.md").read_text().splitlines()) <= 10
    kinds = {path.parent.name for path in folder.glob("*/*.yaml")}
    assert kinds == {"events", "actors", "places", "figures", "sources"}
    assert all(path.read_text().startswith("#") for path in folder.rglob("*.yaml"))


def test_init_replaces_nothing(karabakh, tmp_path):
    """A folder or file that is there stays as it is, and what cannot be written is one line."""
    (tmp_path / "there").mkdir()
    refused = karabakh("init", str(tmp_path / "there"))
    assert (refused.returncode, refused.stderr.splitlines()[0]) == (
        4,
        f"karabakh: already exists: {tmp_path / 'there'}",
    )
    assert list((tmp_path / "there").iterdir()) == []
    assert karabakh("init", "/proc/nowhere/facts").returncode == 4


@pytest.mark.parametrize(
    ("said", "example"),
    [("..1987", "1987-12-31"), ("1860..", "1860-01-01"), ("..", "1993-04-03"), ("0988", "0988-01-01")],
)
def test_where_every_year_is_covered_a_day_is_proposed_that_can_be_asked(karabakh, without_subject, said, example):
    """In place of a time with an open end the day that is proposed is one that there is, and can be asked."""
    refused = karabakh("on", said, facts=without_subject)
    assert (refused.returncode, refused.stderr.splitlines()[-1]) == (2, f"try: karabakh on {example}")
    assert karabakh("on", example, facts=without_subject).returncode in (0, 1)


def test_the_first_day_that_can_be_asked_is_answered(karabakh, without_subject):
    """There are no days before it to look at for events, which is no fault of the question; it is said what is not."""
    answer = karabakh("on", "0001-01-01", facts=without_subject)
    told = "karabakh: nothing matches: no hold, office, agreement, figure or event of 0001-01-01\n"
    assert (answer.returncode, answer.stderr) == (1, told)
