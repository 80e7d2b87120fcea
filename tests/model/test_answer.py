"""Answers and errors as Python hands them on: between processes, into data frames, beside one another."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas
import pytest
from conftest import SMALL_FACTS

from karabakh_cli import open_facts
from karabakh_cli.errors import DateError, FactsError, KarabakhError, OutputError, QuestionError
from karabakh_cli.read.fault import BrokenFactsError, Fault

QUESTIONS = [
    lambda facts: facts.events("1991"),
    lambda facts: facts.events("1991")[:0],
    lambda facts: facts.events("2050"),
    lambda facts: facts.figures(),
    lambda facts: facts.search("north town"),
    lambda facts: facts.show("north-town"),
    lambda facts: facts.on("1991-06-01"),
    lambda facts: facts.disputes(),
    lambda facts: facts.sources(),
]


@pytest.fixture(autouse=True)
def cache(environment, monkeypatch):
    """Use the cache folder of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])


def events_of(folder: Path) -> list:
    """Ask a facts folder; in another process."""
    return open_facts(folder).events()


def by_another_process(function, argument):
    """Have a function called in another process, begun anew as on Windows and macOS, and return what it returns."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, argument).result(60)


def test_faulty_facts_asked_in_another_process_are_told_of(tmp_path):
    """The error comes out of a pool of processes with its faults, its status and the next step."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "1993.yaml").write_text("- id: no-title\n")
    with pytest.raises(BrokenFactsError) as here:
        events_of(tmp_path)
    with pytest.raises(BrokenFactsError) as there:
        by_another_process(events_of, tmp_path)
    assert there.value.faults == here.value.faults != []
    assert (there.value.what, there.value.remedy) == (here.value.what, f"karabakh check {tmp_path}")


def test_an_answer_comes_out_of_another_process():
    """It is the answer that this process gets, and so are those of one object that both ask."""
    assert by_another_process(events_of, SMALL_FACTS) == events_of(SMALL_FACTS)
    facts = open_facts(SMALL_FACTS)
    assert by_another_process(facts.events, "1991") == facts.events("1991")


@pytest.mark.parametrize("again", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy])
@pytest.mark.parametrize(
    "error",
    [
        KarabakhError("what"),
        QuestionError("what", "remedy"),
        DateError("what", "remedy"),
        FactsError("what", "remedy"),
        OutputError("what", "remedy"),
        BrokenFactsError([Fault(f"wrong {number}", "mend it", line=number) for number in range(12)], "folder"),
        BrokenFactsError([], "folder"),
    ],
    ids=repr,
)
def test_an_error_can_be_handed_on(error, again):
    """What is wrong, the next step, the status, the faults and what others noted on it are the same."""
    error.add_note("noted")
    other = again(error)
    assert (type(other), str(other), other.args) == (type(error), str(error), error.args)
    assert (other.status, vars(other)) == (error.status, vars(error))


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_can_be_handed_on(question):
    """Pickled or copied it has the same records, rows, notes and reading."""
    answer = question(open_facts(SMALL_FACTS))
    for other in (pickle.loads(pickle.dumps(answer)), copy.deepcopy(answer)):
        assert other == answer
        assert vars(other) == vars(answer)


def test_answers_with_the_same_records_are_equal():
    """It does not matter how they were asked for; other records, another order, a list are something else."""
    facts = open_facts(SMALL_FACTS)
    assert facts.events("1991") == facts.events("in 1991") == facts.events("1991")[:]
    assert facts.events("1991") != facts.events("1991")[:1]
    assert facts.events("1991") != facts.events("1991")[::-1]
    assert facts.events("2050") != facts.figures("2050")
    assert facts.events("1991") != list(facts.events("1991"))
    assert list(facts.events("1991")) == list(facts.events("1991"))


@pytest.mark.parametrize("asked", ["1991", "2050"])
def test_a_data_frame_has_the_columns_that_it_is_told(asked):
    """With names of columns, pandas makes the same ones of an answer without records."""
    frame = pandas.DataFrame(open_facts(SMALL_FACTS).events(asked), columns=["id", "title", "date"])
    assert list(frame.columns) == ["id", "title", "date"]
    assert frame.empty is (asked == "2050")
    assert frame.notna().all(axis=None)
