"""A date that the program prints can be typed back: it means the same days or is refused, and takes no word along."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from karabakh_cli.ask.when import read_window, split
from karabakh_cli.errors import DateError, QuestionError
from karabakh_cli.model.dates import BEGINNING, END, Window, days_in_month, parse
from karabakh_cli.model.reading import window_in_words
from karabakh_cli.render.wording import from_to
from karabakh_cli.text.english import in_words

# A way to ask for a date among words, and the words besides it.
PHRASINGS = {
    "{}": "",
    "in {}": "",
    "on {}": "",
    "of {}": "",
    "at {}": "",
    "as of {}": "",
    "during {}": "",
    "within {}": "",
    "throughout {}": "",
    "({})": "",
    "{}.": "",
    "dated {}": "",
    "shusha {}": "shusha",
    "{} shusha": "shusha",
    "shusha, {}": "shusha,",
    "{}, shusha": "shusha",
    "events of {}": "events",
    "the battle of {}": "the battle",
    "what happened in {}?": "what happened",
    "town held in {} lost": "town held lost",
    "rocket on shusha in {}": "rocket on shusha",
    "cease-fire during {} broken": "cease-fire broken",
    "\u0428\u0443\u0448\u0430 {}": "\u0428\u0443\u0448\u0430",
}

YEARS = st.integers(1985, 1996)
MONTHS = st.builds(lambda year, month: f"{year}-{month:02}", YEARS, st.integers(1, 12))
DAYS = st.builds(
    lambda month, day: f"{month}-{min(day, days_in_month(*map(int, month.split('-')))):02}", MONTHS, st.integers(1, 31)
)
SEASONS = st.builds(lambda year, season: f"{year}-{season}", YEARS, st.integers(21, 24))
UNITS = st.one_of(YEARS.map(str), MONTHS, DAYS, SEASONS)
QUALIFIED = st.builds("{}{}".format, UNITS, st.sampled_from(["", "", "?", "~", "%"]))
DATES = st.one_of(
    QUALIFIED,
    st.builds("{}/{}".format, QUALIFIED, QUALIFIED),
    QUALIFIED.map("../{}".format),
    QUALIFIED.map("{}/..".format),
    st.builds("[{}..{}]".format, QUALIFIED, QUALIFIED),
    QUALIFIED.map("[..{}]".format),
    QUALIFIED.map("[{}..]".format),
    st.lists(QUALIFIED, min_size=2, max_size=4).map(lambda units: f"[{','.join(units)}]"),
)


def days_of(date: str) -> Window:
    """Return the days of a date of the profile; what is none is tried no further."""
    try:
        span = parse(date)
    except DateError:
        assume(False)
    return Window(span.earliest_start, span.latest_end)


def holds(said: str, days: Window, phrasing: str) -> bool:
    """Tell whether a date as it is printed, in a phrasing, is its days beside the phrasing's words, or refused."""
    try:
        window, _, words = split(phrasing.format(said).split())
    except QuestionError:
        return True
    return (window, words) == (days, PHRASINGS[phrasing].split())


@settings(max_examples=400, deadline=None)
@given(DATES, st.sampled_from(sorted(PHRASINGS)))
def test_a_date_as_it_is_printed_can_be_asked(date, phrasing):
    """A date of the profile in words, among any words, is read as its days or refused."""
    assert holds(in_words(date), days_of(date), phrasing)


@settings(max_examples=400, deadline=None)
@given(QUALIFIED | st.just(".."), QUALIFIED | st.just("..") | st.none(), st.sampled_from(sorted(PHRASINGS)))
def test_since_when_and_until_when_can_be_asked(start, end, phrasing):
    """The time of a state, as it is printed, is read as the days from its first to its last, or refused."""
    assume((start, end) not in (("..", ".."), ("..", None)))
    first = BEGINNING if start == ".." else days_of(start).first
    last = days_of(start).last if end is None else END if end == ".." else days_of(end).last
    assert holds(from_to(start, end), Window(first, last), phrasing)


@settings(max_examples=400, deadline=None)
@given(DAYS | st.just(BEGINNING), DAYS | st.just(END), st.sampled_from(sorted(PHRASINGS)))
def test_the_days_of_a_question_can_be_asked(first, last, phrasing):
    """The days of a question, as the line `read as` tells them, are read as the same days."""
    assume(first <= last and (first, last) != (BEGINNING, END))
    assert holds(window_in_words(Window(first, last)), Window(first, last), phrasing)


@settings(max_examples=300, deadline=None)
@given(UNITS, st.sampled_from(sorted(PHRASINGS)))
def test_a_year_a_month_a_day_and_a_season_are_never_refused(unit, phrasing):
    """What people ask for most is understood in every phrasing, in words and as it is written."""
    for said in (unit, in_words(unit)):
        window, _, words = split(phrasing.format(said).split())
        assert (window, words) == (days_of(unit), PHRASINGS[phrasing].split())


@pytest.mark.parametrize(
    "date", ["1993-03/1993-09", "[1992-06..1992-07]", "[1992-09-19,1992-09-21]", "../1993-04", "[..1992-06]",
             "[1991-12..]", "1992-21/1992-22", "1992-12/1993-02", "1993-05~", "[1992..1993]", "1992-24?",
             "[1991,1992,1993]"],
)  # fmt: skip
def test_the_forms_of_dates_in_the_facts_are_never_refused(date):
    """Each form in which facts have dates is understood as it is printed."""
    assert read_window(in_words(date)) == days_of(date)
