"""The chart: bars on one scale a unit, a stock as the tree of its parts; flows are never added."""

import re

import pytest
from drawing import FIGURE, HOSTILE, answer, drawn
from rich.cells import cell_len

from karabakh_cli.ask.listing import listing
from karabakh_cli.ask.reference import open_facts
from karabakh_cli.ask.related import with_related
from karabakh_cli.ask.show import named
from karabakh_cli.render import render
from karabakh_cli.render.chart import _ASCII, _Trees
from karabakh_cli.render.style import Style

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


def test_people_stand_first():
    """The figures in people come before those of the unit that the answer begins with."""
    text = drawn(answer("figure", [figure("land", best=5, unit="km2"), figure("crowd", best=10)]))
    assert text.index("people, on a scale") < text.index("km2, on a scale")


def test_a_figure_of_another_unit_in_a_tree_has_no_bar():
    """What is not counted in the unit of the group is told in words, and does not stretch the scale."""
    top = figure("top", best=9, excludes=[{"id": "homes"}])
    lines = drawn(answer("figure", [top], {"homes": figure("homes", best=500, unit="families")})).splitlines()
    assert "people, on a scale of 0 to 9" in lines
    assert next(line for line in lines if "500 families" in line).endswith("stock")


def test_a_best_value_stands_with_its_bounds():
    """A figure with a best value and bounds says all three, and its bar shows the bounds."""
    text = drawn(answer("figure", [figure("this", low=20, best=40, high=80)]))
    assert "40 people (20 to 80)" in text
    assert "█" * 8 + "░" * 24 in text


def test_a_group_without_numbers_has_no_scale():
    """Where no source gives a number the words say so, under the unit alone."""
    lines = drawn(answer("figure", [figure("this", quantifier=None, unit="objects")])).splitlines()
    assert lines[0] == "objects"
    assert "objects, the number is not given" in lines[2]


def test_a_long_id_is_whole_and_does_not_flatten_the_bars():
    """An id passes below the bars in place of taking their room, so that their lengths can still be told apart."""
    long = "long-" * 11 + "id"
    lines = drawn(answer("figure", [figure(long, best=5), figure("short", best=10)]), 60).splitlines()
    assert long in lines
    assert [line.count("█") for line in lines[:-3] if "█" in line] == [7, 14]


def test_a_narrow_window_has_words_alone():
    """Where there is no room for bars neither they, nor their scale, nor what they mean is shown."""
    text = drawn(answer("figure", [figure("this", best=1000000)]), 20)
    assert "1,000,000 people" in text
    assert not set("█░▶") & set(text)
    assert "on a scale" not in text


def test_plain_characters_draw_the_same_chart():
    """With ASCII asked for, bars and trees are drawn of characters that every font has."""
    top = figure("top", low=50, high=100, composition=[{"figure": "inner", "relation": "subset"}])
    part = figure("inner", low=25, quantifier="more-than")
    text = drawn(answer("figure", [top], {"inner": part}), ascii=True)
    assert text.isascii()
    assert "#" * 16 + "-" * 16 in text
    assert re.search(r"^\|- of these: more than 25 people, .* {2}#{8}>$", text, re.MULTILINE)
    assert "`- not attributed" in text


def whole(*parts: dict, relation: str, excludes: tuple[dict, ...] = (), **values) -> str:
    """Return the chart of a figure with parts, which are asked for too."""
    composition = [{"figure": part["id"], "relation": relation} for part in parts]
    top = figure("whole", composition=composition, excludes=[{"id": other["id"]} for other in excludes], **values)
    related = {record["id"]: record for record in (*parts, *excludes)}
    return " ".join(drawn(answer("figure", [top, *parts], related)).split())


@pytest.mark.parametrize(
    ("best", "parts", "expected"),
    [
        (100, [{"low": 20, "high": 30}], "not attributed: 70 to 80 of 100 people"),
        (100, [{"best": 60, "quantifier": "about"}], "not attributed: about 40 of 100 people"),
        (100, [{"low": 60, "quantifier": "more-than"}], "cannot be told, as one of the numbers is open"),
        (100, [{"low": 60, "high": 120}], "not attributed: 0 to 40 of 100 people"),
    ],
)
@pytest.mark.parametrize("relation", ["partition", "subset"])
def test_what_no_part_accounts_for_is_told(relation, best, parts, expected):
    """Of parts that were counted within the whole the rest is told by its bounds, or that it cannot be."""
    told = whole(*(figure(f"part-{number}", **part) for number, part in enumerate(parts)), relation=relation, best=best)
    assert expected in told


@pytest.mark.parametrize(
    ("best", "parts", "disjoint", "overlapping"),
    [
        (613, [{"best": 106}, {"best": 100}], "407", "407 to 507"),
        (100, [{"best": 60}, {"best": 15}], "25", "25 to 40"),
        (100, [{"best": 60}, {"best": 40}], "0", "0 to 40"),
        (100, [{"best": 80}, {"best": 40}], None, "0 to 20"),
        (100, [{"best": 100}, {"best": 20}], None, "0"),
        (100, [{"best": 10}, {"best": 20}, {"best": 30}], "40", "40 to 70"),
        (100, [{"low": 10, "high": 20}, {"low": 30, "high": 40}], "40 to 60", "40 to 70"),
        (0.3, [{"best": 0.1}, {"best": 0.2}], "0", "0 to 0.1"),
    ],
)
def test_parts_are_added_and_subsets_may_overlap(best, parts, disjoint, overlapping):
    """Parts of a partition are added; subsets are together at least the largest of them, and at most their sum."""
    figures = [figure(f"part-{number}", **part) for number, part in enumerate(parts)]
    rest = f"{disjoint} of {best} people" if disjoint else f"cannot be told, as parts of {best} people may overlap"
    assert f"not attributed: {rest}" in whole(*figures, relation="partition", best=best)
    assert f"not attributed: {overlapping} of {best} people" in whole(*figures, relation="subset", best=best)


def test_an_exhaustive_partition_leaves_nothing():
    """Parts that are said to be all of a whole leave nothing, whatever the rounding of their numbers."""
    parts = [figure("first", best=30, quantifier="about"), figure("second", best=68)]
    told = whole(*parts, relation="partition", best=100, quantifier="about", exhaustive=True)
    assert "not attributed: none, the parts make up all of about 100 people" in told


def test_parts_in_two_ways_are_not_added():
    """A subset may lie within a part of the partition beside it, so that the two are not taken from the whole."""
    composition = [{"figure": "north", "relation": "partition"}, {"figure": "children", "relation": "subset"}]
    related = {"north": figure("north", best=60), "children": figure("children", best=20)}
    text = drawn(answer("figure", [figure("whole", best=100, composition=composition)], related), 200)
    assert "cannot be told, as parts of 100 people may overlap" in text


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


def test_a_part_of_a_part_is_drawn_once_with_what_must_be_known_of_it():
    """A figure that was asked for stands within its whole at any depth, and keeps its remark there."""
    leaf = figure("leaf", best=1, match="possible")
    middle = figure("middle", best=5, composition=[{"figure": "leaf", "relation": "subset"}])
    top = figure("top", best=9, composition=[{"figure": "middle", "relation": "subset"}])
    related = {"leaf": {**leaf, "match": None}, "middle": middle}
    text = drawn(answer("figure", [leaf, top], related))
    assert text.count("leaf") == 1
    assert re.search(r"leaf\n.*possible", text)


def test_the_relation_of_a_part_alone_is_slanted():
    """The style of the words before a number does not run on into what follows."""
    top = figure("top", best=9, composition=[{"figure": "inner", "relation": "subset"}])
    asked = answer("figure", [top], {"inner": figure("inner", best=5)})
    coloured = "\n".join(render(asked, Style("picture", width=100, color=True)).lines)
    assert "\x1b[3mof these: \x1b[0m\x1b[1m5 people\x1b[0m, November 1994, stock" in coloured


def test_figures_may_exclude_each_other():
    """Each of two figures that leave the other out names it, and neither is drawn within itself."""
    first, second = figure("first", best=5, excludes=[{"id": "second"}]), figure("second", excludes=[{"id": "first"}])
    text = drawn(answer("figure", [first, second], {"first": first, "second": second}))
    assert text.count("not included") == 2


def test_the_parts_of_the_built_in_total_are_found():
    """The 900,000 of November 1994 have their three flows and what they exclude."""
    names = ["displaced-in-azerbaijan-1994-11"]
    found = open_facts().ask(lambda index: with_related(index, named(index, names), "parts"))
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
    assert max(map(cell_len, text.splitlines())) <= max(width, 2)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_every_built_in_figure_is_drawn_whole_and_fits(width):
    """The chart of all figures has the id of each and no line too wide, though some ids break in the narrowest."""
    facts = open_facts()
    every = facts.ask(lambda index: with_related(index, listing(index, "figure"), "parts"))
    text = drawn(every, width)
    assert max(map(cell_len, text.splitlines())) <= width
    if width >= 60:
        assert {record["id"] for record in every} <= set(text.split())


def test_parts_of_several_wholes_are_drawn_once():
    """Figures that are parts of one another in levels do not double the chart with each level; a chain ends."""
    levels = [
        figure(f"f{level}", composition=[{"figure": f"f{level + 1}", "title": "", "relation": "subset"}] * 2)
        for level in range(30)
    ]
    records = {record["id"]: record for record in [*levels, figure("f30")]}
    rows = list(_Trees(records, _ASCII).of(records["f0"]))
    assert len(rows) < 100
    assert any(row.words.startswith("its parts are drawn where it stands first") for row in rows)
