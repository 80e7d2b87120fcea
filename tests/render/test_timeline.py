"""The timeline: a bar from the earliest to the latest day of an event, lighter where it is only possible."""

import pytest
from drawing import EVENT, HOSTILE, SHOWN, answer, drawn


def bar(date: str, year: str = "", width: int = 100) -> str:
    """Return the bar of one event, whose section is that of the year it begins in."""
    lines = drawn(answer("event", [EVENT | {"id": "an-event", "date": date}]), width).splitlines()
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
        ("1993-01/1993-12", "░" * 2 + "█" * 31 + "░" * 3),
        ("1993-01-01~/1993-06-30", "░" * 18 + " " * 18),
        ("1993-07-02/1994-01-15", " " * 17 + "█" * 18 + "▶"),
        ("1993-12-01/..", " " * 32 + "█" * 3 + "▶"),
        ("[1993-12-01..]", " " * 32 + "░" * 3 + "▶"),
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
    year = str(int(date.removeprefix("[").removeprefix("..").removeprefix("/")[:4]))
    assert drawn(answer("event", [EVENT | {"id": "an-event", "date": date}])).splitlines()[0].split()[0] == year


@pytest.mark.parametrize("date", ["9998", "9998-24", "[9998..]", "9998-12/.."])
def test_the_last_year_is_drawn(date):
    """The last year that a date can have is drawn, also where it goes on."""
    assert bar(date, "9998")


def test_events_are_grouped_by_the_year_they_begin_in():
    """Each year has its heading with the number of its events, in order."""
    dates = ["1991-05-01", "1991-06", "1992-01-01/1993-01-01"]
    events = [EVENT | {"id": f"event-{number}", "date": date} for number, date in enumerate(dates)]
    text = drawn(answer("event", events))
    assert [line.split() for line in text.splitlines() if "event" in line and line[:2] == "19"] == [
        ["1991", "2", "events"],
        ["1992", "1", "event"],
    ]


def test_years_stand_in_order_also_where_a_beginning_is_open():
    """An event whose beginning is open stands in the year of its end, after the years before it."""
    dates = ["../1993-03-31", "1988-02-01", "1993-05-01"]
    events = [EVENT | {"id": f"event-{number}", "date": date} for number, date in enumerate(dates)]
    lines = drawn(answer("event", events)).splitlines()
    assert [line.split()[:2] for line in lines if line[:4].isdigit()] == [["1988", "1"], ["1993", "2"]]


def test_density_counts_the_events_possible_in_each_month():
    """Above the months stands how many events each may have seen, as digits where blocks cannot be shown."""
    dates = ["1993-01-05", "1993-01", "1993-02-01/1993-03-31", "[1993-03..1993-04]"]
    events = [EVENT | {"id": f"event-{number}", "date": date} for number, date in enumerate(dates)]
    density = drawn(answer("event", events), ascii=True).splitlines()[1]
    assert density[:36:3].strip() == "2121"
    assert "possible in a month: 0 to 2" in density


def test_density_leaves_out_what_lies_between_the_members_of_a_set():
    """An event that was in one of two months is counted in these, and in no month between them."""
    events = [EVENT | {"id": "an-event", "date": "[1993-02,1993-05]"}]
    density = drawn(answer("event", events), ascii=True).splitlines()[1]
    assert density[:36:3] == " 1  1       "


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
