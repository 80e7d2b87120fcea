"""The chart: bars on one scale a unit, a stock as the tree of its parts; flows are never added."""

import re

import pytest
from drawing import FIGURE, HOSTILE, answer, drawn

from karabakh_cli.ask.composition import with_parts
from karabakh_cli.ask.search import named
from karabakh_cli.reference import open_facts

FULL = FIGURE | {"id": "full", "best": 100}
"""A figure that takes the whole scale: 32 cells and one for an arrow at 100 columns."""


def figure(id_: str, **values) -> dict:
    """Return a figure with some values."""
    return FIGURE | {"id": id_} | values


def bar(**values) -> str:
    """Return the bar of a figure beside one that takes the whole scale."""
    lines = drawn(answer("figure", [FULL, figure("this", **values)])).splitlines()
    first = lines.index(next(line for line in lines if line.startswith("this"))) - 2
    return re.search("[█░▶~]*$", lines[first].rstrip())[0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"best": 50}, "█" * 16),
        ({"best": 50, "quantifier": "exact"}, "█" * 16),
        ({"best": 50, "quantifier": "about"}, "█" * 16 + "~"),
        ({"low": 50, "quantifier": "more-than"}, "█" * 16 + "▶"),
        ({"low": 50, "quantifier": "at-least"}, "█" * 16 + "▶"),
        ({"high": 50, "quantifier": "close-to"}, "░" * 16),
        ({"high": 50, "quantifier": "up-to"}, "░" * 16),
        ({"low": 25, "high": 50}, "█" * 8 + "░" * 8),
        ({"best": 0.1}, "█"),
        ({"best": 0}, ""),
        ({"quantifier": None}, ""),
    ],
)
def test_a_bar_says_what_is_known_and_what_is_possible(values, expected):
    """Solid is known, light is possible, an arrow is open, and nothing above 0 is hidden."""
    assert bar(**values) == expected


def test_units_do_not_share_a_scale():
    """Each unit has its heading with its own scale."""
    text = drawn(answer("figure", [figure("a", best=900000), figure("b", best=20, unit="percent")]))
    assert "people, on a scale of 0 to 900,000" in text
    assert "percent, on a scale of 0 to 20" in text


def whole(*parts: dict, relation: str, excludes: tuple[dict, ...] = (), **values) -> str:
    """Return the chart of a figure with parts, which are asked for too."""
    composition = [{"figure": part["id"], "relation": relation} for part in parts]
    top = figure("whole", composition=composition, excludes=[{"id": other["id"]} for other in excludes], **values)
    related = {record["id"]: record for record in (*parts, *excludes)}
    return " ".join(drawn(answer("figure", [top, *parts], related)).split())


@pytest.mark.parametrize(
    ("best", "parts", "expected"),
    [
        (100, [{"best": 60}, {"best": 15}], "not attributed: 25 of 100 people"),
        (100, [{"best": 60}, {"best": 40}], "not attributed: 0 of 100 people"),
        (100, [{"low": 20, "high": 30}], "not attributed: 70 to 80 of 100 people"),
        (100, [{"best": 60, "quantifier": "about"}], "not attributed: about 40 of 100 people"),
        (100, [{"low": 60, "quantifier": "more-than"}], "cannot be told, as one of the numbers is open"),
    ],
)
@pytest.mark.parametrize("relation", ["partition", "subset"])
def test_what_no_part_accounts_for_is_told(relation, best, parts, expected):
    """Of parts that were counted within the whole the rest is told by its bounds, or that it cannot be."""
    told = whole(*(figure(f"part-{number}", **part) for number, part in enumerate(parts)), relation=relation, best=best)
    assert expected in told


def test_flows_are_never_added():
    """No number of the chart is made of flows, and the rule is said."""
    flows = [figure("first", best=500, kind="flow"), figure("second", best=350, kind="flow")]
    told = whole(*flows, relation="contributes", best=900)
    assert "850" not in told
    assert "not attributed: how many of the 900 people each flow accounts for is not given" in told
    assert not {" 50 ", " 400 ", " 550 "} & {f" {word} " for word in told.split()}
    assert told.count("flows are never added") == 2


def test_a_part_is_drawn_once_and_what_is_excluded_is_named():
    """A part that was asked for too stands within its whole alone; what is left out is told as such."""
    told = whole(figure("inner", best=60), relation="subset", best=100, excludes=(figure("outside", best=5),))
    assert told.count("inner") == 1
    assert "of these: 60 people" in told
    assert "not included: 5 people" in told


def test_the_parts_of_the_built_in_total_are_found():
    """The 900,000 of November 1994 have their three flows and what they exclude."""
    names = ["displaced-in-azerbaijan-1994-11"]
    found = open_facts().ask(lambda index: with_parts(index, named(index, names)))
    assert set(found.related) == {
        "fled-1993-offensives", "fled-1992", "expelled-from-armenia-1988-1989", "displaced-spring-1994",
    }  # fmt: skip


def test_chart_is_a_form_of_its_own(karabakh):
    """--chart draws in a pipe too, and cannot be had together with another form."""
    assert "900,000 people" in karabakh("refugees", "1994-11", "--chart").stdout
    assert karabakh("refugees", "1994", "--chart", "--json").returncode == 2
    assert karabakh("actors", "-f", "picture").returncode == 2


@pytest.mark.parametrize("width", [1, 20, 60, 80, 120, 200])
def test_texts_are_shown_not_obeyed_at_any_width(width):
    """Control characters never reach the terminal, and no line is too wide."""
    text = drawn(answer("figure", [figure("this", best=5, of=HOSTILE)]), width)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= max(width, 2)
