"""Dates as people say them: read from a question, refused where they could mean two things, and said in English."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_cli.ask.when import _DASH, _tokens, bounded, read_window, split, times
from karabakh_cli.errors import DateError, QuestionError
from karabakh_cli.model.dates import BEGINNING, END, Window, parse
from karabakh_cli.text.english import MONTHS, SEASONS, in_words

# A date as written or said -> the first and last day asked about.
SAID = {
    "1993": ("1993-01-01", "1993-12-31"),
    "1993-04": ("1993-04-01", "1993-04-30"),
    "1993-04-03": ("1993-04-03", "1993-04-03"),
    "1992-21": ("1992-03-01", "1992-05-31"),
    "1993~": ("1993-01-01", "1993-12-31"),
    "1992/1993": ("1992-01-01", "1993-12-31"),
    "winter 1992/1993": ("1992-12-01", "1993-02-28"),
    "winter 1992/93": ("1992-12-01", "1993-02-28"),
    "winter 1992 - 1994": ("1992-12-01", "1994-12-31"),
    "../1993-04": (BEGINNING, "1993-04-30"),
    "1993-04/..": ("1993-04-01", END),
    "[1992-06..1992-07]": ("1992-06-01", "1992-07-31"),
    "[1992,1994]": ("1992-01-01", "1994-12-31"),
    "1992..1993": ("1992-01-01", "1993-12-31"),
    "1992-05..": ("1992-05-01", END),
    "..1991": (BEGINNING, "1991-12-31"),
    "1992-05..1993-04-03": ("1992-05-01", "1993-04-03"),
    "1993..1993": ("1993-01-01", "1993-12-31"),
    "april 1993": ("1993-04-01", "1993-04-30"),
    "April 1993": ("1993-04-01", "1993-04-30"),
    "APR 1993": ("1993-04-01", "1993-04-30"),
    "sept 1991": ("1991-09-01", "1991-09-30"),
    "sep 1991": ("1991-09-01", "1991-09-30"),
    "may 1992": ("1992-05-01", "1992-05-31"),
    "february 1992": ("1992-02-01", "1992-02-29"),
    "spring 1992": ("1992-03-01", "1992-05-31"),
    "summer 1992": ("1992-06-01", "1992-08-31"),
    "autumn 1992": ("1992-09-01", "1992-11-30"),
    "fall 1992": ("1992-09-01", "1992-11-30"),
    "winter 1992": ("1992-12-01", "1993-02-28"),
    "12 may 1994": ("1994-05-12", "1994-05-12"),
    "may 12 1994": ("1994-05-12", "1994-05-12"),
    "May 12, 1994": ("1994-05-12", "1994-05-12"),
    "3 apr 1993": ("1993-04-03", "1993-04-03"),
    "early 1993": ("1993-01-01", "1993-04-30"),
    "mid 1993": ("1993-05-01", "1993-08-31"),
    "late 1993": ("1993-09-01", "1993-12-31"),
    "early may 1992": ("1992-05-01", "1992-05-10"),
    "mid may 1992": ("1992-05-11", "1992-05-20"),
    "late may 1992": ("1992-05-21", "1992-05-31"),
    "late february 1992": ("1992-02-21", "1992-02-29"),
    "early spring 1992": ("1992-03-01", "1992-03-31"),
    "mid winter 1992": ("1993-01-01", "1993-01-31"),
    "late winter 1991": ("1992-02-01", "1992-02-29"),
}


@pytest.mark.parametrize(("text", "days"), SAID.items())
def test_dates_as_said(text, days):
    """A date as written or as said names the days from a first to a last one."""
    assert read_window(text) == Window(*days)


@pytest.mark.parametrize("text", SAID)
def test_dates_among_words(text):
    """A date is found wherever it stands among the words of a question, which keep their order."""
    window = read_window(text)
    for arguments in (f"shusha {text} battle", f"{text} shusha battle", f"shusha battle {text}"):
        assert split(arguments.split()) == (window, text, ["shusha", "battle"])
    assert split(["shusha", text, "battle"]) == (window, text, ["shusha", "battle"])


# The words of a question without a date.
WORDS = [
    "", "shusha", "cease-fire", "may", "march on some town", "resolution 822", "S/RES/822", "..",
    "no. 3", "10 000", "900,000", "mid", "1st corps", "80%", "12345", "t-72", "mi-8", "bm-21 grad", "12 villages",
    "death march", "jan eliasson", "the fall of some town", "7th army", "captured by some", "from some town", "...",
]  # fmt: skip


@pytest.mark.parametrize("text", WORDS)
def test_words_alone(text):
    """Words and numbers that name no date are words to search for, all of them."""
    assert split([text]) == (None, "", text.split())


def test_no_arguments():
    """A question without arguments names no date and no words."""
    assert split([]) == (None, "", [])


TWO_DATES = {
    "1992 1993": ("1992 and 1993", "ask for 1992..1993"),
    "before 1990 after 1992": ("before 1990 and after 1992", "ask for one, then for the other"),
    "1992 shusha 1993-04": ("1992 and 1993-04", "ask for 1992..1993-04"),
    "may 1992 shusha 1993": ("may 1992 and 1993", None),
    "spring 1992 april 1993": ("spring 1992 and april 1993", None),
}


@pytest.mark.parametrize(("text", "dates", "remedy"), [(text, *told) for text, told in TWO_DATES.items()])
def test_two_dates(text, dates, remedy):
    """Two dates in one question are refused, with the range between them as the remedy."""
    with pytest.raises(QuestionError) as raised:
        split(text.split())
    assert raised.value.what == f"two dates in one question: {dates}"
    assert remedy is None or raised.value.remedy == remedy


@pytest.mark.parametrize("text", ["1992 1993", "spring 1992 april 1993", "12 may 1994 1995", "..1991 1993"])
def test_the_remedy_for_two_dates_works(text):
    """What is proposed in place of two dates is one that can be asked."""
    with pytest.raises(QuestionError) as raised:
        split(text.split())
    window, _, words = split(raised.value.remedy.removeprefix("ask for ").split())
    assert window is not None
    assert words == []


AMBIGUOUS = "day and month could be either: write year-month-day, such as 1993-04-03"
# What is meant as a date and is none -> what is wrong with it, and the remedy.
REFUSED = {
    "03/04/1993": ("this date cannot be read: 03/04/1993", AMBIGUOUS),
    "3/4/93": ("this date cannot be read: 3/4/93", AMBIGUOUS),
    "03.04.1993": ("this date cannot be read: 03.04.1993", AMBIGUOUS),
    "03-04-1993": ("this date cannot be read: 03-04-1993", AMBIGUOUS),
    "1990s": (
        "this date cannot be read: 1990s",
        "write the range of years, such as 1990/1999 or [1990..1999]",
    ),
    "199x": (
        "this date cannot be read: 199x",
        "write the range of years, such as 1990/1999 or [1990..1999]",
    ),
    "1993/": (
        "this date cannot be read: 1993/",
        "write an open end with two dots, such as 1993/.. or ../1993",
    ),
    "1993-13": ("there is no month 13: 1993-13", "months are 01 to 12, seasons 21 (spring) to 24 (winter)"),
    "1993-02-30": ("there is no such day: 1993-02-30", "1993-02 has 28 days"),
    "31 june 1993": ("there is no such day: 1993-06-31", "1993-06 has 30 days"),
    "february 30 1993": ("there is no such day: 1993-02-30", "1993-02 has 28 days"),
    "1993-05-08T12:30": (
        "this date cannot be read: 1993-05-08T12:30",
        "leave the time out: write the day alone, such as 1993-05-08",
    ),
    "04/05/1993": (
        "this date cannot be read: 04/05/1993",
        "day and month could be either: write year-month-day, such as 1993-04-03",
    ),
    "1992-13-05": ("there is no month 13: 1992-13-05", "months are 01 to 12, seasons 21 (spring) to 24 (winter)"),
    "1993..1992": ("the range runs backwards: 1993..1992", "write 1992..1993"),
    "1993/1992": ("the interval runs backwards: 1993/1992", "write 1992/1993"),
    "0000": ("there is no year 0000: 0000", "years are 0001 to 9998"),
    "early 0000": ("there is no year 0000: 0000", "years are 0001 to 9998"),
}


@pytest.mark.parametrize(("text", "what", "remedy"), [(text, *told) for text, told in REFUSED.items()])
def test_wrong_dates(text, what, remedy):
    """What is meant as a date and is none is refused with its remedy; it never becomes a word to search for."""
    with pytest.raises(DateError) as alone:
        read_window(text)
    with pytest.raises(DateError) as among_words:
        split(["shusha", *text.split(), "battle"])
    for raised in (alone, among_words):
        assert (raised.value.what, raised.value.remedy) == (what, remedy)


# What looks like a date and is not understood -> what is said of it.
DOUBTFUL = {
    "april coup": "april of which year?",
    "early spring": "spring of which year?",
    "winter": "winter of which year?",
    "12 may": "may of which year?",
    "12 may 94": "may of which year?",
    "in 92": "a year of two digits: 92",
    "'92": "a year of two digits: '92",
    "before the ceasefire": "before needs a date",
    "after some town": "after needs a date",
    "last week of 1993": "this time cannot be read: week",
    "second 1993": "this time cannot be read: second",
    "end of 1993 start": "this time cannot be read: start",
    "week 5 1992": "this time cannot be read: week",
    "1992 week 5": "this time cannot be read: week",
    "quarter 2 1992": "this time cannot be read: quarter",
    "day 40 1993": "this time cannot be read: day",
    "Q3 1993": "this time cannot be read: q3",
    "1992 q1": "this time cannot be read: q1",
}


@pytest.mark.parametrize(("text", "what"), DOUBTFUL.items())
def test_what_looks_like_a_date_is_refused(text, what):
    """A month without a year, a year of two digits, and a word that waits for a date never become words."""
    with pytest.raises(DateError) as raised:
        split(text.split())
    assert raised.value.what == what
    assert raised.value.remedy


# A time as people say it -> its first and last day.
SPOKEN = {
    "winter 1992-1993": ("1992-12-01", "1993-02-28"),
    "winter of 1991\u20131992": ("1991-12-01", "1992-02-29"),
    "before 1992": (BEGINNING, "1991-12-31"),
    "after may 1992": ("1992-06-01", END),
    "since 1992": ("1992-01-01", END),
    "until April 1993": (BEGINNING, "1993-04-30"),
    "by 1993": (BEGINNING, "1993-12-31"),
    "through 1993": (BEGINNING, "1993-12-31"),
    "up to 1991": (BEGINNING, "1991-12-31"),
    "from 1993 on": ("1993-01-01", END),
    "1994 or earlier": (BEGINNING, "1994-12-31"),
    "1992 or later": ("1992-01-01", END),
    "in 1993": ("1993-01-01", "1993-12-31"),
    "on 8 may 1992": ("1992-05-08", "1992-05-08"),
    "during the year 1993": ("1993-01-01", "1993-12-31"),
    "the night of 25 february 1992": ("1992-02-25", "1992-02-25"),
    "end 1994": ("1994-09-01", "1994-12-31"),
    "the beginning of 1994": ("1994-01-01", "1994-04-30"),
    "spring of 1992": ("1992-03-01", "1992-05-31"),
    "Sept. 1992": ("1992-09-01", "1992-09-30"),
    "the 12th of may 1994": ("1994-05-12", "1994-05-12"),
    "12-may-1994": ("1994-05-12", "1994-05-12"),
    "May 12, 1994": ("1994-05-12", "1994-05-12"),
    "1994 may 12": ("1994-05-12", "1994-05-12"),
    "25/02/1992": ("1992-02-25", "1992-02-25"),
    "02/25/1992": ("1992-02-25", "1992-02-25"),
    "5/5/1992": ("1992-05-05", "1992-05-05"),
    "1993/05/08": ("1993-05-08", "1993-05-08"),
    "1993-5-8": ("1993-05-08", "1993-05-08"),
    "19930508": ("1993-05-08", "1993-05-08"),
    "early 1993-05": ("1993-05-01", "1993-05-10"),
    "1992\u20131993": ("1992-01-01", "1993-12-31"),
    "1992-1993": ("1992-01-01", "1993-12-31"),
    "1992-93": ("1992-01-01", "1993-12-31"),
    "1992 to 1993": ("1992-01-01", "1993-12-31"),
    "april to may 1994": ("1994-04-01", "1994-05-31"),
    "27 march to 3 april 1993": ("1993-03-27", "1993-04-03"),
    "9-11 may 1994": ("1994-05-09", "1994-05-11"),
    "May 5-9, 1994": ("1994-05-05", "1994-05-09"),
    "5 May \u2014 9 May 1994": ("1994-05-05", "1994-05-09"),
    "between june and july 1992": ("1992-06-01", "1992-07-31"),
    "from march to april 1993": ("1993-03-01", "1993-04-30"),
    "8 or 9 May 1992": ("1992-05-08", "1992-05-09"),
    "8, 9 or 10 May 1992": ("1992-05-08", "1992-05-10"),
    "8 May 1992, 9 June 1992 or 10 July 1992": ("1992-05-08", "1992-07-10"),
    "first half of 1993": ("1993-01-01", "1993-06-30"),
    "about 1992": ("1992-01-01", "1992-12-31"),
    "1993?": ("1993-01-01", "1993-12-31"),
    "may 1994.": ("1994-05-01", "1994-05-31"),
}


@pytest.mark.parametrize(("text", "days"), SPOKEN.items())
def test_times_as_people_say_them(text, days):
    """A time is read as it is said, alone and among words, and takes no word with it."""
    assert read_window(text) == Window(*days)
    window, _, words = split(f"shusha {text} battle".split())
    assert (window, words) == (Window(*days), ["shusha", "battle"])


@pytest.mark.parametrize("text", ["after may 1992 before 1994", "before 1994 some town after may 1992"])
def test_two_bounds_make_one_time(text):
    """What is after one date and before another lies between them."""
    assert split(text.split())[0] == Window("1992-06-01", "1993-12-31")


def test_several_dates_are_said_one_after_the_other():
    """Where a question may have several dates, its time goes from the first to the last, and is said as they were."""
    found = times("1994 some town 1992-05", several=True)
    assert (found.window, found.said) == (Window("1992-05-01", "1994-12-31"), "1994, 1992-05")


@pytest.mark.parametrize("text", ["from 1993", "from may 1993 some town"])
def test_what_can_mean_two_things_is_refused_with_both(text):
    """`from` alone may mean from then on, or that time alone."""
    with pytest.raises(QuestionError) as raised:
        split(text.split())
    assert "since" in raised.value.remedy
    assert "in " in raised.value.remedy


@pytest.mark.parametrize(
    "text",
    ["about " * 900, "early " * 800, "in the " * 700, "9 " * 2000, "may " * 1000, "1 or " * 900, "between " * 600],
)
def test_long_questions_are_read_in_bounded_time(text):
    """Whatever is said over and over is refused or read, and runs into no limit of Python's."""
    try:
        split(text.split())
    except QuestionError as error:
        assert error.remedy  # noqa: PT017 - a refusal is one of the two right outcomes


def test_a_question_has_an_end():
    """Two megabytes are no question."""
    with pytest.raises(QuestionError) as raised:
        split(["town"] * 400_000)
    assert raised.value.what == "a question of 1,999,999 characters"


@pytest.mark.parametrize("text", ["", "shusha", "may", "1993 shusha", "shusha 1993", "1992 1993", "12 may"])
def test_windows_that_are_no_dates(text):
    """An option that takes a date takes one date and no other word."""
    with pytest.raises(DateError):
        read_window(text)


ALL_1993 = Window("1993-01-01", "1993-12-31")
# A window and its text, --after, --before -> the narrowed window and how it is told.
BOUNDED = {
    "neither": (ALL_1993, "1993", None, None, ALL_1993, "1993"),
    "nothing at all": (None, "", None, None, None, ""),
    "after": (ALL_1993, "1993", "1993-04", None, Window("1993-04-01", "1993-12-31"), "1993, after 1993-04"),
    "before": (ALL_1993, "1993", None, "1993-04", Window("1993-01-01", "1993-04-30"), "1993, before 1993-04"),
    "both": (
        ALL_1993,
        "1993",
        "spring 1993",
        "1993-06-05",
        Window("1993-03-01", "1993-06-05"),
        "1993, after spring 1993, before 1993-06-05",
    ),
    "beyond the window": (ALL_1993, "1993", "1992", "1994", ALL_1993, "1993, after 1992, before 1994"),
    "after alone": (None, "", "1993-04-03", None, Window("1993-04-03", END), "after 1993-04-03"),
    "before alone": (None, "", None, "may 1992", Window(BEGINNING, "1992-05-31"), "before may 1992"),
    "one day": (
        None,
        "",
        "1993-04-03",
        "1993-04-03",
        Window("1993-04-03", "1993-04-03"),
        "after 1993-04-03, before 1993-04-03",
    ),
}


@pytest.mark.parametrize(
    ("window", "said", "after", "before", "narrowed", "told"), BOUNDED.values(), ids=BOUNDED.keys()
)
def test_bounded(window, said, after, before, narrowed, told):
    """--after and --before narrow what is asked about, from their first day and to their last one."""
    assert bounded(window, said, after, before) == (narrowed, told)


@pytest.mark.parametrize(
    ("window", "said", "after", "before", "told"),
    [
        (ALL_1993, "1993", "1994", None, "1993, after 1994"),
        (ALL_1993, "1993", None, "1992", "1993, before 1992"),
        (None, "", "1993", "1992", "after 1993, before 1992"),
    ],
)
def test_bounded_to_nothing(window, said, after, before, told):
    """Bounds that leave no day are refused."""
    with pytest.raises(DateError) as raised:
        bounded(window, said, after, before)
    assert raised.value.what == f"no day is left: {told}"
    assert raised.value.remedy == "--after takes the earlier date, --before the later"


def test_bounded_by_a_wrong_date():
    """A wrong date in --after or --before is refused like any other."""
    with pytest.raises(DateError, match="03/04/1993"):
        bounded(None, "", "03/04/1993", None)


# A date of the profile -> how it is said.
IN_WORDS = {
    "1993": "1993",
    "1993-05": "May 1993",
    "1993-05-08": "8 May 1993",
    "1993-12-31": "31 December 1993",
    "1992-21": "spring 1992",
    "1992-22": "summer 1992",
    "1992-23": "autumn 1992",
    "1992-24": "winter 1992-93",
    "1999-24": "winter 1999-00",
    "1993?": "perhaps 1993",
    "1993-05~": "about May 1993",
    "1993-05-08%": "perhaps about 8 May 1993",
    "1992-24~": "about winter 1992-93",
    "1992/1993": "1992 to 1993",
    "1992-12/1993-02": "December 1992 to February 1993",
    "1993-03/1993-09": "March to September 1993",
    "1993-04-01/1993-04-03": "1 to 3 April 1993",
    "1993-03-27/1993-04-03": "27 March to 3 April 1993",
    "1992-12-30/1993-01-02": "30 December 1992 to 2 January 1993",
    "1993-05-08/1993-06": "8 May to June 1993",
    "1992-21/1992-22": "spring to summer 1992",
    "1992~/1993~": "about 1992 to about 1993",
    "1993-03~/1993-09": "about March to September 1993",
    "../1993-04": "until April 1993",
    "1993-04/..": "from April 1993 on",
    "[1992-06..1992-07]": "between June and July 1992",
    "[1992-05-08..1992-05-09]": "between 8 and 9 May 1992",
    "[1992..1993]": "between 1992 and 1993",
    "[1992,1993]": "1992 or 1993",
    "[1992-05-08,1992-05-09]": "8 or 9 May 1992",
    "[1991,1992,1993]": "1991, 1992 or 1993",
    "[..1993-04]": "April 1993 or earlier",
    "[1993-04..]": "April 1993 or later",
    "..": "open",
}


@pytest.mark.parametrize(("text", "words"), IN_WORDS.items())
def test_in_words(text, words):
    """A date of the profile is said in English, with what its two ends share said once."""
    parse(text)
    assert in_words(text) == words


@pytest.mark.parametrize(
    "text",
    ["1993", "1993-05-08", *(f"1993-{month:02}" for month in range(1, 13)), "1992-21", "1992-22", "1992-23"],
)
def test_words_are_understood(text):
    """A year, month, day or season as the program says it can be asked about."""
    span = parse(text)
    assert read_window(in_words(text)) == Window(span.earliest_start, span.latest_end)


TOKENS = st.one_of(
    st.sampled_from([*MONTHS, *SEASONS.values(), "early", "mid", "late", "may", "fall", "..", "/", "[", "]", ","]),
    st.text(alphabet="0129-/.[],~?%xsT:", min_size=1, max_size=12),
    st.integers(0, 9999).map(str),
    st.text(min_size=1),
)


@given(st.lists(TOKENS, max_size=6))
def test_any_question(arguments):
    """Whatever is asked, every word of it is in the date or among the words, or the question is refused."""
    try:
        window, text, words = split(arguments)
    except QuestionError as error:
        assert error.remedy  # noqa: PT017 - a refusal is one of the two right outcomes
        return
    assert (window is None) == (text == "")
    assert window is None or set(words) <= set(_tokens(" ".join(arguments)))
    assert window is None or window.first <= window.last


UNITS = st.sampled_from(["1992", "1992-06", "1992-06-05", "1993-24", "1993-21", "1993?", "1993-07~", "1993-07-08%"])
INSIDE = st.tuples(UNITS, st.sampled_from(["{}..{}", "{},{}"]), UNITS)
WRITTEN = (
    UNITS | st.tuples(UNITS, UNITS).map("/".join) | INSIDE.map(lambda set_: f"[{set_[1].format(set_[0], set_[2])}]")
)


@given(WRITTEN)
def test_every_date_can_be_said(text):
    """Every date that the profile takes can be said."""
    try:
        parse(text)
    except DateError:
        return
    assert in_words(text).strip()


@given(st.text("a- \n\u2013\u2212", max_size=12))
def test_dashes_are_found_as_an_expression_without_regard_to_cost_finds_them(text):
    """Looking at a row of spaces from its first alone finds the same dashes as looking from each."""
    assert _DASH.sub(" - ", text) == re.sub("\\s+-\\s+|\\s*[\u2010-\u2015\u2212]\\s*", " - ", text)
