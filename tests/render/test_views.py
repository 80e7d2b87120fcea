"""What each view shows on a terminal, whole, at four widths: tests/render/answers.

`pytest tests/render/test_views.py --refresh` writes the expected answers anew.
"""

import re
from pathlib import Path

import pytest
from test_terminal import ESCAPE, cells

ANSWERS = Path(__file__).parent / "answers"
VIEWS = {
    "table": ["events", "may", "1994"],
    "record": ["show", "shusha-captured-1992"],
    "timeline": ["timeline", "1992-05"],
    "chart": ["refugees", "1994", "--chart"],
    "compare": ["compare", "khojaly"],
    "ranges": ["compare", "khojaly", "-f", "picture"],
    "map": ["map", "1993-08-01"],
    "day": ["on", "1993-07-24"],
    "changes": ["changes", "1993-07"],
    "offices": ["offices", "minister of defence"],
    "count": ["events", "1992", "--count", "month"],
    "overview": ["overview"],
    "about": ["about"],
}
DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff\u2022\u2260\u2800-\u28ff·]")
"""Arrows, boxes, blocks, bullets and the other marks that a plain font may lack."""


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_as_it_was_looked_at(terminal, request, view, width):
    """Each view at each width is the one that stands in tests/render/answers, and fits."""
    shown = terminal(width, *VIEWS[view], "--color", "never")
    file = ANSWERS / f"{view}-{width}.txt"
    if request.config.getoption("--refresh"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")
    assert max(map(cells, shown.splitlines())) <= width


@pytest.mark.parametrize("view", VIEWS)
def test_colour_says_nothing_that_the_text_does_not(terminal, view):
    """With its escapes taken out, a coloured view is the plain one; none is grey, black, white or yellow."""
    coloured = terminal(80, *VIEWS[view], "--color", "always")
    plain = [line.rstrip() for line in ESCAPE.sub("", coloured).splitlines()]
    assert plain == [line.rstrip() for line in terminal(80, *VIEWS[view], "--color", "never").splitlines()]
    codes = {code for codes in re.findall(r"\x1b\[([\d;]*)m", coloured) for code in codes.split(";")}
    assert codes <= {"0", "1", "3", "4", "31", "32", "34", "35", "36"}


@pytest.mark.parametrize("view", VIEWS)
def test_a_dumb_terminal_gets_characters_that_every_font_has(terminal, view):
    """With TERM=dumb nothing is drawn with boxes, blocks, arrows or bullets, and no escape is sent."""
    shown = terminal(80, *VIEWS[view], TERM="dumb")
    assert not DRAWN.search(shown), DRAWN.findall(shown)
    assert "\x1b" not in shown


@pytest.mark.parametrize("view", ["table", "record", "timeline", "compare", "map", "day", "changes", "offices"])
def test_accessible_answers_are_records_without_boxes_or_symbols(terminal, view):
    """ACCESSIBLE=1 writes a label and a value a line for every view that is not asked for as a drawing."""
    shown = terminal(80, *VIEWS[view], "--color", "never", ACCESSIBLE="1")
    assert not DRAWN.search(shown)
    assert re.search(r"^(Id|Record|Question|About|When|Office): +\S", shown, re.MULTILINE)


@pytest.mark.parametrize("width", [1, 20, 59])
@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_window_breaks_nothing(terminal, view, width):
    """A window of a few columns still shows the answer, and no line is wider where a word can be broken."""
    shown = terminal(width, *VIEWS[view], "--color", "never")
    assert len(shown.splitlines()) > 5
    assert max(map(cells, shown.splitlines())) <= max(width, 2)


def test_a_terminal_that_does_not_know_its_width_gets_eighty_columns(terminal):
    """A width of nothing is taken for eighty columns."""
    assert max(map(cells, terminal(0, "events", "1993", "--color", "never").splitlines())) in range(70, 81)


def test_addresses_are_links_where_colours_are_and_are_printed_everywhere(terminal):
    """A record's sources carry hyperlinks of their addresses; the addresses stand in the text too."""
    address = "https://www.latimes.com/archives/la-xpm-1992-05-09-mn-1600-story.html"
    coloured = terminal(100, *VIEWS["record"], "--color", "always")
    assert re.search(rf"\x1b\]8;[^;]*;{re.escape(address)}\x1b\\", coloured)
    assert address in ESCAPE.sub("", coloured)
    assert "\x1b]8" not in terminal(100, *VIEWS["record"], "--color", "never")
