"""The timeline: a bar from the earliest to the latest day of an event, lighter where it is only possible."""

from itertools import pairwise

import pytest
from drawing import EVENT, HOSTILE, SHOWN, answer, drawn
from hypothesis import given
from hypothesis import strategies as st

from karabakh_cli.model.dates import Window, moved, ordinal
from karabakh_cli.render.axis import Axis, unit_of


def events(*dates: str) -> list[dict]:
    """Return an event for each date."""
    return [EVENT | {"id": f"event-{number}", "date": date} for number, date in enumerate(dates)]


def below_the_legend(text: str) -> list[str]:
    """Return the lines of a timeline without the legend, which comes first."""
    legend, _, rest = text.partition("\n\n")
    assert "on one day" in legend
    return rest.splitlines()


def timeline(*dates: str, window: tuple[str, str] | None = None, width: int = 100) -> list[str]:
    """Return the lines of a timeline of events that were found within a time."""
    return below_the_legend(drawn(answer("event", events(*dates), window=window), width))


def bar(date: str, year: str = "", width: int = 100) -> str:
    """Return the bar of one event, whose section is that of the year it begins in."""
    lines = timeline(date, width=width)
    if year:
        assert lines[0].startswith(year)
    return lines[3][:36]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1993-01-01", "●" + " " * 35),
        ("1993-12-31", " " * 35 + "●"),
        ("1993", "░" * 36),
        ("[1993-01..1993-06]", "░" * 18 + " " * 18),
        ("1993-01-01/1993-06-30", "█" * 18 + " " * 18),
        ("1993-01/1993-12", "░" * 2 + "█" * 32 + "░" * 2),
        ("1993-01-01~/1993-06-30", "░" * 18 + " " * 18),
        ("1993-07-02/1994-01-15", " " * 18 + "█" * 17 + "▶"),
        ("1993-12-01/..", " " * 33 + "█" * 2 + "▶"),
        ("[1993-12-01..]", " " * 33 + "░" * 2 + "▶"),
        ("[..1993-06]", "◀" + "░" * 17 + " " * 18),
        ("[1993-01-01,1993-12-31]", "░" + " " * 34 + "░"),
        ("[1993-01-01,1994-05]", "░" + " " * 34 + "▶"),
        ("[1993-01-01,1993-01-01]", "●" + " " * 35),
    ],
)
def test_a_bar_is_solid_where_certain_and_light_where_possible(date, expected):
    """Days, sets, intervals, qualified and open dates are drawn by their four bounds, with arrows at the year's end."""
    assert f"{bar(date, '1993'):36}" == expected


def test_an_open_beginning_is_an_arrow_to_the_left():
    """What began before what is known is drawn in the year of its end."""
    assert bar("../1993-03-31", "1993").startswith("◀")


@pytest.mark.parametrize("date", ["0988", "[..0988]", "../0988-05", "0988-05-08", "0001", "[..0001-01-01]"])
def test_any_year_is_drawn(date):
    """A year of three digits, or of one, has its section like any other."""
    year = date.removeprefix("[").removeprefix("..").removeprefix("/")[:4]
    assert timeline(date)[0].split()[0] == year


@pytest.mark.parametrize("date", ["9998", "9998-24", "[9998..]", "9998-12/.."])
def test_the_last_year_is_drawn(date):
    """The last year that a date can have is drawn, also where it goes on."""
    assert bar(date, "9998")


def test_what_is_open_at_both_ends_is_drawn():
    """An event of which neither end is known is drawn, alone and beside others."""
    assert "event-0" in "\n".join(timeline(".."))
    assert "event-0" in "\n".join(timeline("..", "1992-05-09", window=("1992-05-01", "1992-05-31")))


def test_events_are_grouped_by_the_year_they_begin_in():
    """Each year of a long time has its heading with the number of its events, in order."""
    lines = timeline("1991-05-01", "1991-06", "1992-01-01/1993-01-01")
    headings = [line.split() for line in lines if line.endswith(("event", "events"))]
    assert headings == [["1991", "2", "events"], ["1992", "1", "event"]]


def test_years_stand_in_order_also_where_a_beginning_is_open():
    """An event whose beginning is open stands in the year of its end, after the years before it."""
    lines = timeline("../1993-03-31", "1988-02-01", "1993-05-01")
    assert [line.split()[:2] for line in lines if line[:4].isdigit()] == [["1988", "1"], ["1993", "2"]]


def test_density_counts_the_events_possible_in_each_month():
    """Above the months stands how many events each may have seen, as digits where blocks cannot be shown."""
    found = events("1993-01-05", "1993-01", "1993-02-01/1993-03-31", "[1993-03..1993-04]")
    density = below_the_legend(drawn(answer("event", found), ascii=True))[1]
    assert density[:36:3].strip() == "2121"
    assert "possible in a month: 0 to 2" in density


def test_density_leaves_out_what_lies_between_the_members_of_a_set():
    """An event that was in one of two months is counted in these, and in no month between them."""
    density = below_the_legend(drawn(answer("event", events("[1993-02,1993-05]")), ascii=True))[1]
    assert density[:36:3] == " 1  1       "


@pytest.mark.parametrize(
    ("window", "heading", "unit", "labels"),
    [
        (("1992-05-01", "1992-05-31"), "May 1992", "day", "1   5    10   15   20   25   30"),
        (("1992-03-01", "1992-05-31"), "spring 1992", "week", "Mar       Apr       May"),
        (("1992-01-01", "1992-12-31"), "1992", "month", "J  F  M  A  M  J  J  A  S  O  N  D"),
        (("1992-07-01", "1993-06-30"), "1 July 1992 to 30 June 1993", "month", "1992              1993"),
        (("1992-01-01", "1993-12-31"), "1992", "month", "J  F  M  A  M  J  J  A  S  O  N  D"),
    ],
)
def test_the_axis_is_that_of_the_time_asked(window, heading, unit, labels):
    """A month is drawn by days, a season by weeks, a year by months, and of a longer time each year for itself."""
    first, density, axis, *_ = timeline(moved(window[0], 8), window=window)
    assert first == f"{heading}  1 event"
    assert f"possible in a {unit}: 0 to 1" in density
    assert "".join(axis.split()) == "".join(labels.split())


def test_what_spans_more_than_the_time_asked_is_a_line_above():
    """What neither begins nor ends in the time, as far as is known, has no bar and no year: the nearest comes first."""
    lines = timeline("1990/1994", "1992", "[1990,1992-05]", "1992-05-09", window=("1992-05-01", "1992-05-31"))
    assert lines[0] == "Longer than May 1992, or on an unknown day of a longer time: 3"
    assert [line.split(" · ")[-1] for line in lines[1:4]] == ["event-1", "event-2", "event-0"]
    assert lines[5] == "May 1992  1 event"
    assert not any(line.startswith(("1990", "1994")) for line in lines[4:])


@pytest.mark.parametrize(
    "date", ["1992-05", "1992-05/1993", "1992-03/1992-05", "1992-05-01/..", "1992-04-30/1992-05-02"]
)
def test_what_begins_or_ends_in_the_time_asked_is_drawn(date):
    """An event of which the time shows a beginning or an end has its bar there."""
    assert timeline(date, window=("1992-05-01", "1992-05-31"))[0] == "May 1992  1 event"


def test_a_day_is_one_cell_of_its_month():
    """On an axis of days an event stands in the cell under its number, where this is not the second of two letters."""
    lines = timeline("1992-05-05", window=("1992-05-01", "1992-05-31"))
    assert lines[3].index("●") == lines[2].index("5")


def test_marks_of_what_is_told_above_are_in_the_legend():
    """In a line above, what is disputed and what is possibly outside stand as marks that the legend explains."""
    found = [EVENT | {"id": "an-event", "date": "1992", "disputed": True, "match": "possible"}]
    text = drawn(answer("event", found, window=("1992-05-01", "1992-05-31")))
    assert "? possibly outside these dates, ≠ disputed" in " ".join(text.split())
    assert "?≠ 1992 · Title · an-event" in text


def test_a_narrow_window_has_the_words_below_the_bars():
    """Where an axis has no room beside the ids, which are never cut, it takes the width, and the words stand below."""
    found = [EVENT | {"id": "an-event-with-a-name-that-takes-its-room", "date": "1992-05-09"}]
    lines = below_the_legend(drawn(answer("event", found, window=("1992-05-01", "1992-05-31")), 60))
    assert lines[4].strip() == "●"
    assert "an-event-with-a-name-that-takes-its-room" in "".join(lines[5:])


DAYS = st.dates().map(lambda day: day.isoformat())


@given(DAYS, st.integers(0, 399), st.integers(1, 120), DAYS)
def test_every_day_has_its_cells_in_order(first, days, room, day):
    """Whatever the time and the room, a day lies on the axis, and later days stand no earlier."""
    time = Window(first, moved(first, days))
    axis = Axis(time, unit_of(time), room)
    assert 0 <= axis.first_cell(day) <= axis.last_cell(day) < axis.cells <= max(room, 1)
    assert axis.first_cell(day) <= axis.first_cell(moved(day, 1))
    assert axis.units[0].first == time.first
    assert axis.units[-1].last == time.last
    assert all(ordinal(two.first) == ordinal(one.last) + 1 for one, two in pairwise(axis.units))
    assert all(len(line) <= axis.cells for line in [*axis.labels(), axis.bars("x" * len(axis.units))])


def test_what_must_be_known_is_said_in_words():
    """Disputed events and those possibly outside the dates asked are told in words."""
    text = drawn(answer("event", [EVENT | {"id": "an-event", "date": "1993", "disputed": True, "match": "possible"}]))
    assert "disputed" in text
    assert "possible" in text


@pytest.mark.parametrize("width", [1, 20, 60, 80, 120, 200])
def test_titles_are_shown_not_obeyed_and_ids_stay_whole(width):
    """Markup and control characters of a title come out visible; an id is never cut where it fits."""
    text = drawn(answer("event", [EVENT | {"id": "an-event", "date": "1993", "title": HOSTILE}]), width)
    assert "\x1b" not in text
    assert "\u202e" not in text
    if width >= 60:
        assert "an-event" in text
        assert SHOWN.split(" ")[0] in text
    assert max(map(len, text.splitlines())) <= max(width, 2)
