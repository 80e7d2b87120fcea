"""A date by the index and by the program: what SQL says of it is what dates.Span.match says."""

import sqlite3
from itertools import combinations_with_replacement

import pytest

from karabakh_cli.ask.filters import match_sql, within
from karabakh_cli.index.entries import Entry
from karabakh_cli.index.tables import SCHEMA, insert
from karabakh_cli.model.dates import Window, parse

UNITS = ["1992", "1992-05", "1992-06", "1992-24", "1992-05-08", "1992-05-31", "1993-01-01", "1993-02"]
DOUBTFUL = [f"{unit}{mark}" for unit, mark in zip(UNITS, "?~%?~%?~", strict=True)]
PAIRS = [(one, other) for one, other in combinations_with_replacement(UNITS + DOUBTFUL[:5], 2)]
DATES = [
    "../1992-05", "1992-05/..", "[..1992-05]", "[1992-05..]", "[1992-05,1993-01-01,1994]", *UNITS, *DOUBTFUL,
    *(f"[{one},{other}]" for one, other in PAIRS),
    *(f"{form[0]}{one}{form[1]}{other}{form[2]}" for form in (("", "/", ""), ("[", "..", "]")) for one, other in PAIRS
      if parse(one).earliest_start <= parse(other).latest_end),
]  # fmt: skip
DAYS = ["1991-12-31", "1992-05-01", "1992-05-08", "1992-05-31", "1992-06-15", "1992-12-31", "1993-01-01", "1993-02-28"]
WINDOWS = [Window(*days) for days in combinations_with_replacement(DAYS, 2)]
NUMBERS = {date: number for number, date in enumerate(DATES, 1)}


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    """Return an index of records of which each has a date of its own."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    beside = {"cells": [], "facets": [], "names": [], "words": ("", "", ""), "states": [], "positions": []}
    entries = (
        Entry(record="event", id=date, title="", date=date, span=parse(date), body="{}", **beside) for date in DATES
    )
    insert(connection, entries, NUMBERS)
    return connection


def test_the_dates_are_of_every_form():
    """The grid has dates of every form, and of each answer some."""
    matches = [parse(date).match(window) for date in DATES for window in WINDOWS]
    assert len(DATES) > 200
    assert min(map(matches.count, ("no", "possible", "certain"))) > 500


@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_sql_says_of_a_date_what_its_type_says(index, window):
    """Over a grid of dates and days asked, the index finds what is no `no`, and tells certain from possible."""
    time = within(window, "", certain=False)
    found = index.execute(f"SELECT id, {match_sql(window)} FROM records WHERE {time.condition}", time.values).fetchall()
    meant = {date: parse(date).match(window) for date in DATES}
    assert dict(found) == {date: match for date, match in meant.items() if match != "no"}
    sure = within(window, "", certain=True)
    certain = index.execute(f"SELECT id FROM records WHERE {sure.condition}", sure.values).fetchall()
    assert {date for (date,) in certain} == {date for date, match in meant.items() if match == "certain"}
