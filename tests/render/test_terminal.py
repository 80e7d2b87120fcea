"""What a person sees: tables and records that fit the window, in a real terminal."""

import re
import unicodedata

import pytest
from conftest import SMALL_FACTS

ESCAPE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;.*?\x1b\\")


def cells(line: str) -> int:
    """Return how many terminal cells a line takes."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in ESCAPE.sub("", line)
    )


@pytest.mark.parametrize("width", [20, 59, 60, 80, 120, 160])
@pytest.mark.parametrize(
    "question", [["events", "1993"], ["refugees"], ["actors"], ["show", "shusha"], ["search", "agdam"]]
)
def test_an_answer_fits_the_window(terminal, width, question):
    """No line is wider than the terminal."""
    lines = terminal(width, *question).splitlines()
    assert len(lines) > 5
    assert max(map(cells, lines)) <= width


@pytest.mark.parametrize("width", [60, 80, 160])
@pytest.mark.parametrize(
    ("question", "drawing"),
    [
        (["events"], []),
        (["figures"], []),
        (["actors"], []),
        (["places"], []),
        (["sources"], []),
        (["disputes"], []),
        (["timeline"], []),
        (["figures"], ["--chart"]),
        (["compare", "khojaly"], []),
    ],
)
def test_no_id_is_cut(terminal, karabakh, width, question, drawing):
    """Every id of the answer stands whole on one line of the table or drawing."""
    ids = [line.split("\t")[question[0] == "compare"] for line in karabakh(*question).stdout.splitlines()]
    shown = {
        word for line in terminal(width, *question, *drawing).splitlines() for word in ESCAPE.sub("", line).split()
    }
    assert [id_ for id_ in ids if id_ not in shown] == []


def test_a_day_is_told_by_names_not_by_cut_ids(terminal):
    """The page of a day says events by their titles, and each id beside its title is whole."""
    text = " ".join(ESCAPE.sub("", terminal(120, "on", "1994-05-12")).split())
    assert "12 May 1994: Cease-fire of May 1994 (ceasefire-may-1994) [" in text


def test_possible_and_disputed_are_said_in_words(terminal):
    """A mark that matters is a word, with or without colour."""
    for env in ({}, {"NO_COLOR": "1"}):
        text = " ".join(ESCAPE.sub("", terminal(80, "events", "1993", **env)).split())
        assert "disputed" in text
        assert "? possible" in text


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_escape_is_sent_where_none_is_wanted(terminal, env):
    """NO_COLOR and a dumb terminal get plain text."""
    assert "\x1b" not in terminal(80, "events", "1993", **env)
    assert "\x1b" not in terminal(80, "show", "shusha", **env)
    assert "\x1b[" in terminal(80, "events", "1993")


def test_text_from_facts_is_shown_not_obeyed(terminal, environment):
    """Markup and emoji codes in a title come out as they are."""
    folder = str(SMALL_FACTS)
    text = ESCAPE.sub("", terminal(100, "events", "1991-07", "--facts", folder))
    assert '[sic] :cat: [/b] \\ "quoted", a\\x09tab' in text


def test_a_narrow_terminal_gets_records(terminal):
    """Under 60 columns a listing is written as records."""
    assert "Id:" in ESCAPE.sub("", terminal(50, "events", "1993"))
