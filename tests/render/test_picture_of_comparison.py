"""The picture of a comparison: the figures of a question on one axis, with a letter for whose word each is."""

import re

import pytest
from drawing import FIGURE, HOSTILE, answer, drawn
from rich.cells import cell_len

from karabakh_cli.ask.reference import open_facts
from karabakh_cli.render import render
from karabakh_cli.render.style import Style


def figure(id_: str, by: str = "Some institute", *standings: str, **values) -> dict:
    """Return a figure that somebody gives, of a question."""
    sources = [{"source": "a", "by": by, "standing": standing} for standing in standings or ("independent",)]
    of = {"actor": None, "counted": None, "question": "how-many", "against": [], "places": []}
    return FIGURE | of | {"id": id_, "sources": sources} | values


FULL = figure("full", best=102)
"""A figure that takes the whole axis: at 200 columns this has 100 cells, of which four lie behind the most."""


def range_(**values) -> str:
    """Return the range of a figure as it is drawn, beside one that takes the whole axis."""
    lines = drawn(answer("compare", [FULL, figure("this", "Somebody", **values)]), 200).splitlines()
    return next(line for line in lines if line.startswith("Somebody"))[100:]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"best": 51}, " " * 48 + "I"),
        ({"low": 34, "high": 51}, " " * 32 + "I" + "━" * 15 + "I"),
        ({"low": 34, "best": 40, "high": 51}, " " * 32 + "━" * 6 + "I" + "━" * 10),
        ({"best": 51, "quantifier": "about"}, " " * 43 + "┄" * 5 + "I" + "┄" * 5),
        ({"high": 51, "quantifier": "close-to"}, " " * 43 + "┄" * 5 + "I"),
        ({"low": 51, "quantifier": "more-than"}, " " * 48 + "I▶"),
        ({"low": 51, "quantifier": "at-least"}, " " * 48 + "I▶"),
        ({"high": 51, "quantifier": "up-to"}, "◀" + "━" * 47 + "I"),
        ({"best": 0}, "I"),
        ({"quantifier": None}, ""),
    ],
)
def test_a_range_is_drawn_by_the_words_of_its_source(values, expected):
    """A number is a letter, a range a line, about a dotted one, and what is open an arrow."""
    assert range_(**values) == expected


def test_the_picture_ends_with_its_last_line():
    """Between two questions stands an empty line, and none behind the last."""
    lines = drawn(answer("compare", [FULL, figure("this", best=5, question="another")]), 200).split("\n")
    assert [line.strip() for line in lines].count("") == 2  # behind the key, and between the questions
    assert lines[-1].strip()


def test_figures_of_which_none_has_a_number_have_no_axis():
    """Where no source gives a number there is nothing to measure: the figures are told in words alone."""
    text = drawn(answer("compare", [figure(id_, quantifier=None) for id_ in ("one", "another")]), 200)
    assert "number is not given" in text
    assert not re.search(r"[┬├┼─]", text)


def test_who_counts_stands_beside_the_range_with_how_many_and_when():
    """A figure has who counts it first, then its number and its time, then its id."""
    lines = drawn(answer("compare", [figure("this", "Some institute", best=1500)])).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("Some institute"))
    assert lines[at].endswith("I")
    assert lines[at + 1 : at + 3] == ["1,500 people, November 1994", "this"]


def test_standing_is_told_by_a_letter_and_not_by_colour_alone():
    """Each standing has a letter of its own, which the legend gives before the picture; several stand side by side."""
    of_all = figure("this", "Somebody", "party-north", "party-northern", "independent", best=5)
    text = drawn(answer("compare", [of_all]))
    legend = text.splitlines()[0]
    letters = dict(reversed(each.split(" ")) for each in legend.partition(": ")[2].split(", "))
    assert set(letters) == {"party-north", "party-northern", "independent"}
    assert len(set(letters.values())) == 3
    assert f"{letters['party-north']}{letters['party-northern']}{letters['independent']}" in text


def test_each_question_has_its_axis_and_its_numbers_do_not_touch():
    """The numbers of an axis are round, begin at 0, and stand over their ticks; another question has its own."""
    lines = drawn(answer("compare", [figure("a", best=900000), figure("b", best=7, question="other")])).splitlines()
    axes = [
        re.findall(r"[\d,.]+", lines[number - 1])
        for number, line in enumerate(lines)
        if line.strip("─┬ ") == "" and line
    ]
    assert axes == [["0", "200,000", "400,000", "600,000", "800,000"], ["0", "2", "4", "6"]]
    assert [line for line in lines if line.endswith("in people")] == ["how-many, in people", "other, in people"]


def test_units_do_not_share_an_axis():
    """Figures of no question, and of another unit, are drawn apart."""
    found = [figure("a", best=5, question=None), figure("b", best=20, unit="percent", question=None)]
    text = drawn(answer("compare", found))
    assert "figures that no other is compared with, in people" in text
    assert "figures that no other is compared with, in percent" in text


def test_a_narrow_window_has_words_alone():
    """Where there is no room for an axis neither it nor its legend is drawn, and the standing is said in words."""
    text = drawn(answer("compare", [figure("this", best=1000000)]), 30)
    assert "1,000,000 people" in text
    assert "independent" in text
    assert not set("━┄▶┬") & set(text)


def test_plain_characters_draw_the_same_picture():
    """With ASCII asked for, ranges and axis are drawn of characters that every font has."""
    text = drawn(
        answer("compare", [figure("this", low=50, high=100), figure("b", low=20, quantifier="more-than")]), ascii=True
    )
    assert text.isascii()
    assert re.search(r"I=+I", text)
    assert "I>" in text


def test_what_must_be_known_is_said_in_words():
    """A disputed figure says so."""
    assert "disputed" in drawn(answer("compare", [figure("this", best=5, disputed=True)]))


@pytest.mark.parametrize("width", [1, 20, 60, 80, 120, 200])
def test_texts_are_shown_not_obeyed_at_any_width(width):
    """Control characters never reach the terminal, and no line is too wide."""
    text = drawn(answer("compare", [figure("this", HOSTILE, best=5)]), width)
    assert "\x1b" not in text
    assert max(map(cell_len, text.splitlines())) <= max(width, 2)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_every_built_in_question_is_drawn_and_fits(width):
    """The picture of many questions has the id of each figure, no line too wide, and no yellow."""
    asked = open_facts().compare("killed")
    text = drawn(asked, width)
    assert max(map(cell_len, text.splitlines())) <= width
    if width >= 60:
        assert {record["id"] for record in asked} <= set(text.split())
    coloured = "\n".join(render(asked, Style("picture", width=width, color=True)).lines)
    assert not re.search(r"\x1b\[[\d;]*33m", coloured.replace("\x1b[33m≠", ""))


def test_a_picture_of_a_comparison_can_be_had_in_a_pipe(karabakh):
    """-f picture draws in a pipe too."""
    assert "war-dead-whole-war, in people" in karabakh("compare", "war-dead-whole-war", "-f", "picture").stdout
