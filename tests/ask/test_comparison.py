"""`compare`: every figure that answers the same question, side by side."""

import json
import sys

import pytest
from conftest import SMALL_FACTS

from karabakh_cli.model.amount import range_of
from karabakh_cli.render.notes import notes
from tools.terminal import Terminal


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
    """Rows of one question follow one another; of questions named alike, those of most figures come first."""
    found = [row[0] for row in rows(karabakh("compare", "khojaly"))]
    questions = [question for question in dict.fromkeys(found) if "khojaly" in question.split("-")]
    counts = [found.count(question) for question in questions]
    assert counts == sorted(counts, reverse=True)
    assert len(dict.fromkeys(found)) == sum(one != two for one, two in zip(found, [*found[1:], None], strict=True))


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("refugees", "armenian-refugees-1988-1994"),
        ("khojaly", "khojaly-deaths"),
        ("khojaly civilians", "khojaly-civilian-deaths"),
        ("displaced azerbaijan", "displaced-in-azerbaijan-total"),
        ("war dead", "war-dead-whole-war"),
        ("armenian refugees", "armenian-refugees-1988-1994"),
        ("shares of azerbaijan", "share-of-azerbaijan-held"),
    ],
)
def test_the_best_named_question_leads(karabakh, asked, question):
    """Of questions with two figures or more that leads which has most of the words in its name."""
    assert rows(karabakh("compare", asked))[0][0] == question


def test_figures_stand_in_the_order_of_what_they_differ_in(facts):
    """Within a question figures stand by whose people they count, then by number, the lowest first."""
    figures = list(facts.compare("killed"))
    assert len(figures) > 20
    for question in {figure["question"] for figure in figures} - {None}:
        of_one = [figure for figure in figures if figure["question"] == question]
        keys = [
            (not figure["quantifier"], (figure["actor"] or {}).get("id", ""), figure["counted"] or "", range_of(figure))
            for figure in of_one
        ]
        assert keys == sorted(keys)


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
    """A note says of a question whose numbers disagree how far they lie apart and in what else, and of no other."""
    noted = " ".join(told("compare", "share-held").split())
    assert "share-held: about 8 to 10.5 percent against 20 percent; they differ in" in noted
    assert "who counts (" in noted
    assert "when" not in noted.partition("against")[2].partition("karabakh:")[0]
    assert "against" not in told("compare", "displaced-in-country")


def test_of_many_disagreements_the_first_are_told(facts):
    """Of many questions whose numbers disagree the first five are told of, and how many more there are."""
    figures = list(facts.compare("killed"))
    disputed = {figure["question"] for figure in figures if figure["against"]}
    told = [note for note in notes(facts.compare("killed")) if " against " in note]
    assert [note.partition(":")[0] in disputed for note in told] == [True] * 5
    more = f"{len(disputed) - 5} more questions with numbers that cannot all be right: karabakh disputes"
    assert more in list(notes(facts.compare("killed")))


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_a_window_of_any_width_has_all_of_a_comparison(environment, width):
    """Who counts and how many lead; of whom, as of when, whose word and the id stand beside or below them."""
    env = environment | {"KARABAKH_PAGER": "", "KARABAKH_FACTS": str(SMALL_FACTS)}
    command = [sys.executable, "-m", "karabakh_cli", "compare", "share-held", "--color", "never"]
    _, shown, said = Terminal(command, env, rows=200, columns=width).finish()
    assert shown.replace(",", "").split()[:4] == ["who", "counts", "how", "many"]
    words = " ".join(shown.split())
    for told in ("20 percent", "December 1991", "party-armenian", "independent", "share-held-says-south"):
        assert told in words
    assert "left out" not in said


def test_no_figure_is_an_answer_too(small):
    """Words that no figure has exit with 1."""
    run = small("compare", "xyzzy")
    assert (run.returncode, run.stdout) == (1, "")
    assert "no figure has all these words: xyzzy" in run.stderr
