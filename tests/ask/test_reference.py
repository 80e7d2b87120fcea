"""The Python interface: `open_facts()` gives the records that the commands print."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from conftest import SMALL_FACTS

from karabakh_cli import open_facts
from karabakh_cli.errors import DateError, FactsError, QuestionError
from karabakh_cli.model import shapes as records
from karabakh_cli.model import shapes_of_answers as answers

QUESTIONS = [
    (["events", "spring", "1992", "--place", "Lachin"], lambda facts: facts.events("spring 1992", place="Lachin")),
    (["events", "--kind", "capture", "--kind", "coup"], lambda facts: facts.events(kind=["capture", "coup"])),
    (["actors", "--side", "azerbaijan"], lambda facts: facts.actors(side="azerbaijan")),
    (["places", "--within", "Lachin District"], lambda facts: facts.places(within="Lachin District")),
    (["refugees", "1994", "--certain"], lambda facts: facts.refugees("1994", certain=True)),
    (["figures", "khojaly", "--measure", "killed"], lambda facts: facts.figures("khojaly", measure="killed")),
    (["sources", "--standing", "primary"], lambda facts: facts.sources(standing="primary")),
    (["show", "heydar", "aliyev"], lambda facts: facts.show("heydar aliyev")),
    (["search", "lachin", "corridor"], lambda facts: facts.search("lachin corridor")),
    (["compare", "khojaly"], lambda facts: facts.compare("khojaly")),
    (["on", "1993-08-01", "--all"], lambda facts: facts.on("1993-08-01", all=True)),
    (["on", "1993-07-24", "--place", "agdam"], lambda facts: facts.on("1993-07-24", place="agdam")),
    (["changes", "1993-07", "--actor", "azerbaijan"], lambda facts: facts.changes("1993-07", actor="azerbaijan")),
    (["offices", "1993", "president"], lambda facts: facts.offices("1993 president")),
    (["map", "1993-08-01", "--actor", "armenia"], lambda facts: facts.map("1993-08-01", actor="armenia")),
    (["map"], lambda facts: facts.map()),
    (["disputes", "kelbajar"], lambda facts: facts.disputes("kelbajar")),
    (["events", "1992", "--sources", "1"], lambda facts: facts.events("1992", sources=1)),
    (["events", "1992", "--count", "kind"], lambda facts: facts.count(facts.events("1992"), "kind")),
    (["overview"], lambda facts: facts.overview()),
    (["about"], lambda facts: facts.about()),
]  # fmt: skip


@pytest.fixture(autouse=True)
def cache(environment, monkeypatch):
    """Use the cache folder of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])


@pytest.mark.parametrize(
    ("command", "question"), QUESTIONS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_question_gives_what_its_command_prints(karabakh, command, question):
    """The records of an answer are those of `--json`, in the same order."""
    printed = json.loads(karabakh(*command, "--json").stdout)
    answer = question(open_facts())
    assert list(answer) == printed
    assert (len(answer), answer[0], answer[-1]) == (len(printed), printed[0], printed[-1])
    assert list(answer[:2]) == printed[:2]


KINDS = {
    "events": records.Event, "actors": records.Actor, "places": records.Place, "figures": records.Figure,
    "sources": records.Source, "disputes": answers.DisputePosition, "changes": answers.Change,
    "offices": answers.OfficeHeld,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", [None, SMALL_FACTS])
def test_every_record_has_the_declared_shape(kind, folder):
    """Each record of the facts has the fields of its class and no other, and values of their types."""
    found = getattr(open_facts(folder), kind)()
    declared = set(KINDS[kind].__annotations__)
    required = declared - {"earliest", "latest", "match"}
    for record in found:
        assert required <= set(record) <= declared
        msgspec.convert(record, KINDS[kind])


@pytest.mark.parametrize("day", ["1988-03-01", "1992-05-09", "1994-12-31"])
def test_every_state_has_the_declared_shape(day):
    """So has each state of a day and of the map."""
    for state in [*open_facts().on(day, all=True), *open_facts().map(day), *open_facts().map()]:
        assert set(state) <= set(answers.State.__annotations__)
        msgspec.convert(state, answers.State)


@pytest.mark.parametrize(
    ("question", "error"),
    [
        (lambda facts: facts.events("03/04/1993"), DateError),
        (lambda facts: facts.events(kind="battel"), QuestionError),
        (lambda facts: facts.events(place="nowhere"), QuestionError),
        (lambda facts: facts.show("nothing of the kind"), QuestionError),
        (lambda facts: facts.on("1993"), QuestionError),
        (lambda facts: facts.search(""), QuestionError),
    ],
)
def test_a_wrong_question_raises_what_the_command_tells(question, error, capsys):
    """Errors are exceptions with what is wrong and the next step; nothing is printed."""
    with pytest.raises(error) as raised:
        question(open_facts())
    assert raised.value.what
    assert raised.value.remedy
    assert capsys.readouterr() == ("", "")


def test_facts_that_cannot_be_used_raise(tmp_path):
    """A folder that is not there is told when it is opened, broken facts when they are asked."""
    with pytest.raises(FactsError):
        open_facts(tmp_path / "nowhere")
    with pytest.raises(FactsError):
        open_facts(Path(__file__).parent.parent / "check" / "broken" / "REF01").events()


def test_nothing_found_is_an_empty_answer_that_says_why():
    """An answer of nothing is false and has no records."""
    answer = open_facts().events("1870")
    assert not answer
    assert list(answer) == []
    assert answer.why_empty.startswith("1870: 0")


def test_threads_may_share_one_reference():
    """Eight threads that ask one reference get what one gets."""
    facts = open_facts()
    expected = [len(facts.events(str(year))) for year in range(1988, 1995)]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(5):
            assert list(threads.map(lambda year: len(facts.events(str(year))), range(1988, 1995))) == expected


def test_an_index_that_cannot_be_kept_in_a_file_is_kept_in_memory(monkeypatch, tmp_path):
    """Without a cache folder the facts are compiled once a reference, not once a question."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    told: list[float] = []
    facts = open_facts(SMALL_FACTS, told.append)
    assert len(facts.actors()) == len(facts.actors()) > 2
    compiled = len(told)
    assert compiled > 0
    facts.events()
    assert len(told) == compiled


def test_importing_the_package_costs_nothing_and_prints_nothing(environment):
    """`import karabakh_cli` alone brings neither the index nor Typer with it; `open_facts` brings no Typer."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "import karabakh_cli\n"
        "assert not {'typer', 'sqlite3'} & (set(sys.modules) - before)\n"
        "from karabakh_cli import open_facts\n"
        "facts = open_facts()\n"
        "assert facts.events('1993')[0]['record'] == 'event'\n"
        "assert not {'typer', 'rich'} & set(sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (Path(__file__).parent.parent.parent / "karabakh_cli" / "py.typed").exists()
    assert os.environ.get("PYTHONPATH") is None
