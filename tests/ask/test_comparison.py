"""`compare`: every figure that answers the same question, side by side."""

import json

import pytest


def rows(run) -> list[list[str]]:
    """Return the cells of the rows of an answer."""
    return [line.split("\t") for line in run.stdout.splitlines()]


def test_every_count_of_khojaly_stands_side_by_side(karabakh):
    """`compare khojaly` gives every figure titled so, and every other one that answers the same questions."""
    figures = json.loads(karabakh("figures", "--json").stdout)
    titled = {figure["id"] for figure in figures if "khojaly" in figure["title"].casefold()}
    questions = {figure["question"] for figure in figures if figure["id"] in titled} - {None}
    expected = titled | {figure["id"] for figure in figures if figure["question"] in questions}
    found = rows(karabakh("compare", "khojaly"))
    assert {row[1] for row in found} == expected
    assert len(found) == len(expected) > 20


def test_the_same_questions_stand_together_the_one_with_most_answers_first(karabakh):
    """Rows of one question follow one another."""
    questions = [row[0] for row in rows(karabakh("compare", "khojaly"))]
    counts = [questions.count(question) for question in dict.fromkeys(questions)]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == len(set(questions))


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("war-dead-whole-war", "war-dead-whole-war"),
        ("war-dead-1991-1994", "war-dead-whole-war"),
        ("sumgait deaths", "sumgait-deaths"),
        ("share of territory held", "share-of-azerbaijan-held"),
        ("displaced totals", "displaced-in-azerbaijan-total"),
    ],
)
def test_a_question_is_found_by_its_name_a_figure_or_words(karabakh, asked, question):
    """The question asked for is the first in the answer, with two figures at least."""
    found = rows(karabakh("compare", asked))
    assert [row[0] for row in found[:2]] == [question, question]


def test_a_row_says_who_says_it_and_their_standing(small):
    """Beside the value stand who gives it and the sources' standings; JSON gives the whole figures."""
    (row,) = rows(small("compare", "displaced-in-country"))
    assert row[:2] == ["displaced-in-country", "displaced-1991"]
    assert row[9:] == ["Some institute", "independent", "some-report", "", "", "", "no"]
    (figure,) = json.loads(small("compare", "displaced-in-country", "--json").stdout)
    assert (figure["record"], figure["best"]) == ("figure", 900000)
    (chosen,) = json.loads(small("compare", "displaced-in-country", "--fields", "by,standing", "--json").stdout)
    assert chosen == {"by": ["Some institute"], "standing": ["independent"]}


def test_what_numbers_that_cannot_all_be_right_differ_in_is_told(told):
    """On a terminal a note says of a question whose numbers disagree in what else they differ, and of no other."""
    noted = " ".join(told("compare", "share-held").split())
    assert "share-held: not all of these numbers can be right; they differ in who is counted, by whom" in noted
    assert "can be right" not in told("compare", "displaced-in-country")


def test_no_figure_is_an_answer_too(small):
    """Words that no figure has exit with 1."""
    run = small("compare", "xyzzy")
    assert (run.returncode, run.stdout) == (1, "")
    assert "no figure has all these words: xyzzy" in run.stderr
