"""Where nothing matches: what each filter and each idea leaves alone, what is near, and no head of an empty table."""

import time

import pytest

from karabakh_cli.errors import QuestionError

# A question without an answer -> what is said of it.
EMPTY = {
    ("events", "2020"): ["nothing matches: 2020: 0", "near: 1993-12/1994-01 turn-of-1994"],
    ("events", "1995..1996", "the", "battle"): [
        "nothing matches: 1995..1996: 0, the word battle: 1",
        "near: 1991-05-08 battle-of-north-town",
    ],
    ("events", "1994", "--actor", "north", "battle"): [
        "nothing matches: 1994: 1, actor north: 2, the word battle: 1",
        "near: 1991-05-08 battle-of-north-town",
    ],
    ("events", "1991-05", "--kind", "ceasefire"): [
        "nothing matches: 1991-05: 2, kind ceasefire: 1",
        "near: 1991-06 talks-about-north",
    ],
    ("events", "1991-06", "north village"): [
        "nothing matches: 1991-06: 2, place North Village: 1",
        "near: 1991-07-01 plain-text-only",
    ],
    ("events", "1993", "--certain", "--key"): None,
    ("events", "nordstat"): ["nothing matches: the word nordstat: 0", "near: nordstadt"],
    ("events", "battle", "xqzzwy"): ["nothing matches: the word battle: 1, the word xqzzwy: 0"],
    ("events", "--actor", "some-mediator", "--kind", "battle"): [
        "nothing matches: actor some-mediator: 1, kind battle: 1"
    ],
    ("actors", "--kind", "party"): ["nothing matches: kind party: 0"],
    ("places", "--within", "abroad", "--kind", "town"): ["nothing matches: kind town: 1, within abroad: 0"],
    ("figures", "1870"): None,
    ("sources", "xqzzwy"): ["nothing matches: the word xqzzwy: 0"],
    ("search", "nordstat"): ["nothing matches: no record has any of these words", "near: nordstadt"],
    ("search", "1995"): ["nothing matches: no event of that time"],
    ("disputes", "markup"): ["nothing matches: no dispute in a record that has all of this"],
}


@pytest.mark.parametrize("question", EMPTY, ids=" ".join)
def test_an_empty_answer_says_why(small, question):
    """Standard output is empty, and standard error tells what each filter alone leaves, and what is near."""
    run = small(*question)
    assert (run.returncode, run.stdout) == (1, "")
    lines = run.stderr.removeprefix("karabakh: ").splitlines()
    assert lines[0].startswith("nothing matches: ")
    assert EMPTY[question] is None or lines == EMPTY[question]


@pytest.mark.parametrize("form", ["tsv", "table", "record", "json", "jsonl", "yaml", "markdown", "picture"])
def test_an_empty_answer_has_no_head(small, form):
    """Of nothing there is no table, no picture and no column; JSON and YAML have an empty list."""
    run = small("events", "2020", "-f", form)
    assert (run.returncode, run.stdout) == (1, {"json": "[]\n", "yaml": "[]\n"}.get(form, ""))


def test_an_empty_csv_has_its_header(small):
    """A program that reads CSV by its columns finds them, and no row."""
    assert small("events", "2020", "-f", "csv").stdout.startswith("id,date,")
    assert small("events", "2020", "-f", "csv").stdout.count("\n") == 1
    assert small("events", "2020", "-f", "csv", "--no-header").stdout == ""


@pytest.mark.parametrize(
    "question", [["events", "2020"], ["search", "xqzzwy"], ["timeline", "2020"], ["map", "1870"], ["actors", "xqzzwy"]]
)
def test_a_terminal_shows_no_head_of_an_empty_table(environment, question):
    """On a terminal, too, an empty answer is a line on standard error alone."""
    import sys

    from conftest import SMALL_FACTS

    from tools.terminal import Terminal

    env = environment | {"KARABAKH_PAGER": "", "KARABAKH_FACTS": str(SMALL_FACTS)}
    status, shown, told = Terminal([sys.executable, "-m", "karabakh_cli", *question], env).finish()
    assert (status, shown) == (1, "")
    assert "nothing matches: " in told


def test_what_is_near_is_what_the_other_filters_leave(facts):
    """The records before and after the days asked about meet every other filter."""
    why = facts.events("1988-02-01 shusha").why_empty
    near = [each.split()[-1] for each in why.partition("near: ")[2].split(", ")]
    of_shusha = {record["id"] for record in facts.events("shusha")}
    assert near
    assert set(near) <= of_shusha


def test_near_words_are_one_for_each_of_the_first(facts):
    """Of several unknown words each of the first has the one name that is most like it."""
    why = facts.events("stepanakrt agdamm").why_empty
    assert why.splitlines() == ["the word stepanakrt: 0, the word agdamm: 0", "near: stepanakert, agdam"]


@pytest.mark.parametrize("command", ["events", "actors", "sources", "search", "compare", "disputes", "show"])
def test_many_unknown_words_are_answered_in_bounded_time(facts, command):
    """3,000 unknown words are refused, and as many as a question takes are answered, both at once."""
    begun = time.monotonic()
    with pytest.raises(QuestionError):
        getattr(facts, command)(" ".join(f"xqz{number:x}" for number in range(3000)))
    fewer = " ".join(f"xqz{number:x}" for number in range(60))
    if command == "show":
        with pytest.raises(QuestionError):
            facts.show(*fewer.split())
    else:
        assert len(getattr(facts, command)(fewer)) == 0
    assert time.monotonic() - begun < 5
