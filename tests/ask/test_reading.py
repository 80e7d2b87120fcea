"""How a question is read: its time, its names, its words; what is meant as a date or a name never becomes a word.

Each case that once went wrong stands with others of its kind, which nobody had tried when they were written down.
"""

import json
import time

import pytest

from karabakh_cli.ask.reference import Reference
from karabakh_cli.ask.words import kind_asked
from karabakh_cli.errors import KarabakhError, QuestionError
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.dates import Window
from karabakh_cli.model.reading import Name, Reading


def asked(facts: Reference, line: str) -> Answer:
    """Ask a question as on a command line: the command, then its words."""
    command, _, question = line.partition(" ")
    return getattr(facts, command)(question)


def ids(answer: Answer) -> list[str]:
    """Return the ids of an answer's records."""
    return [record["id"] for record in answer]


# A question -> the plain one that it means. After each that was answered otherwise come five others of its kind.
MEANS = {
    "events before 1992": "events ..1991",
    "events before may 1992": "events ..1992-04",
    "events shusha before 1992": "events ..1991 shusha",
    "events prior to 1992": "events ..1991",
    "events earlier than 1992": "events ..1991",
    "events up to and including 1991": "events ..1991",
    "figures pre-1992": "figures ..1991",
    "events from 1991 till 1992": "events 1991..1992",
    "events from 1991 until 1992": "events 1991..1992",
    "events from 1991 through 1992": "events 1991..1992",
    "events from 1991 to 1992": "events 1991..1992",
    "events from 1991 - 1992": "events 1991..1992",
    "events 1991 till 1992": "events 1991..1992",
    "events in 1993": "events 1993",
    "events on 1993": "events 1993",
    "events of 1993": "events 1993",
    "events during 1993": "events 1993",
    "events throughout 1993": "events 1993",
    "events within 1993": "events 1993",
    "events (1993)": "events 1993",
    "events what happened in 1993?": "events 1993",
    "refugees azerbaijan end 1994": "refugees azerbaijan late 1994",
    "refugees azerbaijan end of 1994": "refugees azerbaijan late 1994",
    "refugees azerbaijan at the end of 1994": "refugees azerbaijan late 1994",
    "refugees azerbaijan end-1994": "refugees azerbaijan late 1994",
    "refugees azerbaijan beginning of 1994": "refugees azerbaijan early 1994",
    "refugees azerbaijan middle of 1994": "refugees azerbaijan mid 1994",
    "events spring of 1992": "events spring 1992",
    "events spring-1992": "events spring 1992",
    "events autumn, 1992": "events 1992-23",
    "events the spring of the year 1992": "events 1992-21",
    "events in spring, 1992;": "events 1992-21",
    "events spring of 1992.": "events 1992-21",
    "events 12-may-1994": "events 1994-05-12",
    "events may-1994": "events 1994-05",
    "events 12/may/1994": "events 1994-05-12",
    "events may-12-1994": "events 1994-05-12",
    "events 12th may, 1994": "events 1994-05-12",
    "events may the 12th 1994": "events 1994-05-12",
    "events 1992\u20131993": "events 1992..1993",
    "events 1992\u20141993": "events 1992..1993",
    "events 1992 \u2013 1993": "events 1992..1993",
    "events 1992\u20111993": "events 1992..1993",
    "events may 1992\u2013june 1993": "events 1992-05..1993-06",
    "events spring\u2013summer 1992": "events 1992-03..1992-08",
    "events april to may 1994": "events 1994-04..1994-05",
    "events april/may 1994": "events 1994-04..1994-05",
    "events april-may 1994": "events 1994-04..1994-05",
    "events spring to summer 1992": "events 1992-03..1992-08",
    "events april or may 1994": "events 1994-04..1994-05",
    "events april through may 1994": "events 1994-04..1994-05",
    "events 27 march to 3 april 1993": "events 1993-03-27..1993-04-03",
    "events 27th of march to the 3rd of april 1993": "events 1993-03-27..1993-04-03",
    "events march 27 - april 3, 1993": "events 1993-03-27..1993-04-03",
    "events from 27 march until 3 april 1993": "events 1993-03-27..1993-04-03",
    "events 27 March 1993 to 3 April 1993": "events 1993-03-27..1993-04-03",
    "events between 27 march and 3 april 1993": "events 1993-03-27..1993-04-03",
    "events early 1993-05": "events 1993-05-01..1993-05-10",
    "events late 1993-05": "events 1993-05-21..1993-05-31",
    "events mid-1993": "events 1993-05..1993-08",
    "events mid-may-1993": "events 1993-05-11..1993-05-20",
    "events the middle of 1993-05": "events 1993-05-11..1993-05-20",
    "events early-may 1993": "events 1993-05-01..1993-05-10",
    "events 25/02/1992": "events 1992-02-25",
    "events 02/25/1992": "events 1992-02-25",
    "events 25.02.1992": "events 1992-02-25",
    "events 25-02-1992": "events 1992-02-25",
    "events 1992/02/25": "events 1992-02-25",
    'events "25/02/1992"': "events 1992-02-25",
    "events shushi": "events shusha",
    "events \u0428\u0443\u0448\u0430": "events shusha",
    "events \u0547\u0578\u0582\u0577\u056b": "events shusha",
    "events \u015eU\u015eA": "events shusha",
    "events shusha's": "events shusha",
    "events (shushi)": "events shusha",
    "events aghdam": "events agdam",
    "events kalbajar": "events kelbajar",
    "events khankendi": "events stepanakert",
    "events fuzuli": "events fizuli",
    "events mountainous karabakh": "events nagorno-karabakh",
    "figures xocali": "figures khojaly",
    "figures Xocal\u0131": "figures khojaly",
    "figures \u0425\u043e\u0434\u0436\u0430\u043b\u044b": "figures khojaly",
    "figures khojali killed": "figures khojaly killed",
    "figures killed at xocali?": "figures khojaly killed",
    "figures in Khojaly, killed": "figures khojaly killed",
    "events aghdam captured": "events agdam captured",
    "events captured aghdam?": "events captured agdam",
    "events heydar aliyev's 1993": "events 1993 heydar aliyev",
    "sources U.S.": "sources US",
    "sources U.N.": "sources UN",
    "sources cease\u2010fire": "sources cease-fire",
    "sources cease\u2011fire": "sources cease-fire",
    "sources Human\u2013Rights Watch": "sources human rights watch",
    "figures 20 000": "figures 20,000",
    "figures 20\u00a0000": "figures 20000",
    "figures 900 000": "figures 900,000",
    "figures 1 000 000": "figures 1,000,000",
    "figures 30 000 people": "figures 30,000 people",
    "figures 20 000 refugees 1992": "figures 1992 20,000 refugees",
    "events K\u200belbajar": "events kelbajar",
    "events Shu\u00adsha": "events shusha",
    "events \u202bAgdam\u202c": "events agdam",
    "events \ufeffAgdam": "events agdam",
    "events \uff33\uff28\uff35\uff33\uff28\uff21": "events shusha",
    "events K\u04d9lb\u04d9c\u04d9r": "events K\u0259lb\u0259c\u0259r",
    "events \u053c\u0535\u054e\u0548\u0546 \u054f\u0535\u0550-\u054a\u0535\u054f\u0550\u0548\u054d\u0545\u0531\u0546": (
        "events Levon Ter-Petrosyan"
    ),
    "events Levon Ter\u2013Petrosyan": "events Levon Ter-Petrosyan",
    "events Levon Ter Petrosyan": "events Levon Ter-Petrosyan",
    "events nagorno karabakh": "events nagorno-karabakh",
    "events nagorno\u2011karabakh": "events nagorno-karabakh",
}


@pytest.mark.parametrize(("question", "plain"), MEANS.items())
def test_a_question_means_what_it_says(facts, question, plain):
    """A question finds what the same question in plain words and ISO dates finds, and reads it alike."""
    one, other = asked(facts, question), asked(facts, plain)
    assert ids(one) == ids(other) != []
    assert one.reading.window == other.reading.window
    assert {name.id for name in one.reading.names} == {name.id for name in other.reading.names}


def test_a_hyphened_word_is_found_in_both_spellings(facts):
    """`cease-fire` finds all that `cease fire` finds, and what is written in one word."""
    hyphened = ids(facts.sources("cease-fire"))
    apart = [source for source in facts.sources("cease fire") if "cease" in source["title"].lower()]
    assert set(ids(apart)) <= set(hyphened) <= set(ids(facts.sources("ceasefire")))
    assert ids(facts.sources("cease-fires")) == hyphened


# What is meant as a date and is refused -> what is said of it.
REFUSED = {
    "events 12.may.1994": "this date cannot be read: 12.may.1994",
    "events 12may1994": "this date cannot be read: 12may1994",
    "events may1992": "this date cannot be read: may1992",
    "events mid1992": "this date cannot be read: mid1992",
    "events dec.1991": "this date cannot be read: dec.1991",
    "events q1 1992": "this time cannot be read: q1",
    "events q2 1992": "this time cannot be read: q2",
    "events q3 1992": "this time cannot be read: q3",
    "events q4 1992": "this time cannot be read: q4",
    "events 25 02 1992": "this date cannot be read: 02",
    "events 1992 02 25": "this date cannot be read: 02",
    "events the 8th of 1992": "this date cannot be read: 8th",
    "events 05-1992": "this date cannot be read: 05-1992",
    "events 5/1992": "this date cannot be read: 5/1992",
    "events 1992's": "this date cannot be read: 1992's",
    "events 1992/93": "this date cannot be read: 1992/93",
    "events 1990s": "this date cannot be read: 1990s",
    "events early 1993-05-08": "this time cannot be read: early",
    "events early to mid 1993": "this time cannot be read: early",
    "events late april to early may 1994": "this time cannot be read: late",
    "events april and may 1994": "april of which year?",
    "events may 8": "may of which year?",
    "events spring '92": "spring of which year?",
    "events spring": "spring of which year?",
    "events 29/02/1993": "there is no such day: 1993-02-29",
    "events 13/13/1992": "there is no month 13: 1992-13-13",
    "events 03/04/1993": "this date cannot be read: 03/04/1993",
    "events between 1992": "between needs a date",
    "events since shusha": "since needs a date",
    "events from 1993": "this can mean two things: from 1993",
    "events 1992 and 1993": "two dates in one question: 1992 and 1993",
    "search 12may1994": "this date cannot be read: 12may1994",
    "search 03/04/1993": "this date cannot be read: 03/04/1993",
}


@pytest.mark.parametrize(("question", "what"), REFUSED.items())
def test_what_is_meant_as_a_date_never_becomes_a_word(facts, question, what):
    """What looks like a date and is not understood is refused, with a form that works."""
    with pytest.raises(QuestionError) as raised:
        asked(facts, question)
    assert raised.value.what == what
    assert raised.value.remedy


@pytest.mark.parametrize(
    "words",
    ["mi-8 helicopter", "bm-21 grad", "resolution 822", "3 corps", "1st battalion", "marched", "fall of shusha",
     "80 percent", "cease-fire", "decree no. 7", "t-72 tank", "second army", "end of the war", "marches", "mayor"],
)  # fmt: skip
def test_words_that_only_resemble_dates_are_words(facts, words):
    """Numbers and words that are no dates stay words, with a year beside them too."""
    assert facts.events(words).reading.window is None
    assert facts.search(f"1992 {words}").reading.window == Window("1992-01-01", "1992-12-31")


# A question -> the names and the words that it is read as.
NAMED = {
    "aghdam captured": (["agdam"], ["captured"]),
    "shushi rocket": (["shusha"], ["rocket"]),
    "rocket fired at \u0428\u0443\u0448\u0430": (["shusha"], ["rocket", "fired"]),
    "nagorno karabakh republic recognised": (["nagorno-karabakh-republic"], ["recognised"]),
    "nagorno karabakh republic proclaimed": (["nkr-proclaimed-1991"], []),
    "nagorno karabakh recognised": (["nagorno-karabakh"], ["recognised"]),
    "levon ter petrosyan resigned": (["levon-ter-petrosyan"], ["resigned"]),
    "heydar aliyev's shusha": (["heydar-aliyev", "shusha"], []),
    "lachin district captured": (["lachin-district"], ["captured"]),
    "resolution 822": (["resolution-822-1993"], []),
}


KINDS_ASKED = {
    "figure": """how many; how much; how large; how big; how strong; number of; numbers of; total; population;
        inhabitants;
        census; death toll; toll; casualties; percentage; percent; share of; size of; strength of; сколько""",
    "actor": """who was; who is; who were; who commanded; who led; who headed; who became; who succeeded; who replaced;
        minister; president; commander; chairman; chief of; spokesman; ambassador; кто""",
    "event": """when; what day; which day; what date; which date; date of; what year; which year; what happened; date;
        когда""",
}


@pytest.mark.parametrize(
    ("phrase", "kind"), [(phrase.strip(), kind) for kind, all_ in KINDS_ASKED.items() for phrase in all_.split(";")]
)
def test_a_question_asks_for_a_kind_of_record_by_its_words(phrase, kind):
    """Each way to ask for a number, a person or a day asks for figures, actors or events, wherever it stands."""
    assert kind_asked(f"{phrase} shusha") == kind_asked(f"shusha {phrase} 1992") == kind


@pytest.mark.parametrize(("question", "names", "words"), [(text, *read) for text, read in NAMED.items()])
def test_names_are_found_among_words_the_longest_first(facts, question, names, words):
    """A name in any script is a record, not a word, and of two names at a place the longer one is meant."""
    reading = facts.search(question).reading
    assert [name.id for name in reading.names] == names
    assert list(reading.words) == words


@pytest.mark.parametrize("name", ["Cease-fire of May 1994", "CEASE-FIRE OF MAY 1994", "cease fire of may 1994"])
def test_a_name_with_a_date_in_it_is_a_name(facts, name):
    """What is the name of a record as a whole is that, though there is a month and a year in it."""
    for answer in (facts.search(name), facts.events(name)):
        assert [each.id for each in answer.reading.names] == ["ceasefire-may-1994"]
        assert answer.reading.window is None
        assert "ceasefire-may-1994" in ids(answer)


def test_words_of_a_name_of_several_are_words(facts):
    """A surname that several have, in any script, is looked for as a word and finds them."""
    assert {"heydar-aliyev", "tahir-aliyev"} <= set(ids(facts.actors("aliyev")))
    found = facts.search("\u0410\u043b\u0438\u0435\u0432 elected")
    assert found.reading.names == ()
    assert "heydar-aliyev" in ids(found)[:5]


@pytest.mark.parametrize(
    ("question", "words", "ignored"),
    [
        ("when did the rocket fall on a town", ["rocket", "fall", "town"], ["when", "did", "the", "on", "a"]),
        ("how many people died", ["died"], ["how", "many", "people"]),
        ("when did the", ["when", "did", "the"], []),
        ("who", ["who"], []),
        ("also 1993", [], ["also"]),
        ("the shusha", [], ["the"]),
    ],
)
def test_function_words_carry_nothing(facts, question, words, ignored):
    """Function words are left out, and said to be; alone they are looked for."""
    reading = facts.search(question).reading
    assert (list(reading.words), list(reading.ignored)) == (words, ignored)


@pytest.mark.parametrize("question", ["...", "?!", "   ", "-", "\u200b", "( )", "\u2026", "\t\n"])
@pytest.mark.parametrize(
    "command", ["events", "actors", "places", "figures", "refugees", "sources", "search", "disputes"]
)
def test_a_question_of_nothing_is_refused(facts, command, question):
    """Marks and spaces alone ask for nothing, and are not taken for a question after everything."""
    with pytest.raises(QuestionError) as raised:
        getattr(facts, command)(question)
    assert raised.value.what.startswith("nothing to look for")


READINGS = {
    "everything": Reading(),
    "up to 31 December 1991; place Shusha; words: rocket; not looked for: the": Reading(
        Window(last="1991-12-31"), "before 1992", (Name("shushi", "place", "shusha", "Shusha"),), ("rocket",), ("the",)
    ),
    "from 1 June 1992 on": Reading(Window(first="1992-06-01"), "after may 1992"),
    "any day": Reading(Window(), ".."),
    "1992 to 1993": Reading(Window("1992-01-01", "1993-12-31"), "1992..1993"),
    "24 July 1993": Reading(Window("1993-07-24", "1993-07-24"), "1993-07-24"),
    "27 March to 3 April 1993": Reading(Window("1993-03-27", "1993-04-03"), "27 march to 3 april 1993"),
    "actor Azerbaijan; place Azerbaijan": Reading(
        names=(
            Name("azerbaijan", "actor", "azerbaijan", "Azerbaijan"),
            Name("azerbaijan", "place", "azerbaijan-territory", "Azerbaijan"),
            Name("azeri", "place", "azerbaijan-territory", "Azerbaijan"),
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "reading"), READINGS.items())
def test_a_reading_is_said_in_one_line(line, reading):
    """Days, names, words and what is not looked for are said in this order, each name once."""
    assert reading.in_words() == line


def test_a_reading_is_a_record():
    """As JSON a reading has its first and last day, null where open, its names with what was said, and its words."""
    reading = READINGS["up to 31 December 1991; place Shusha; words: rocket; not looked for: the"]
    assert reading.as_record() == {
        "window": {"earliest": None, "latest": "1991-12-31"},
        "names": [{"said": "shushi", "record": "place", "id": "shusha", "name": "Shusha"}],
        "words": ["rocket"],
        "ignored": ["the"],
    }
    assert Reading().as_record() == {"window": None, "names": [], "words": [], "ignored": []}


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (["events", "before", "1992", "north", "town", "the", "battle"],
         "up to 31 December 1991; place North Town; words: battle; not looked for: the"),
        (["events"], "everything"),
        (["events", "--after", "1992"], "from 1 January 1992 on"),
        (["events", "1992", "--until", "1992-06"], "1 January to 30 June 1992"),
        (["actors", "1992"], "words: 1992"),
        (["on", "1991-05-10"], "10 May 1991"),
        (["map", "10 may 1991"], "10 May 1991"),
        (["show", "north-town"], "place North Town"),
        (["search", "xyzzy"], "words: xyzzy"),
    ],
)  # fmt: skip
def test_read_as_prints_the_reading_in_place_of_the_answer(small, question, line):
    """--read-as prints one line, also where the answer would be empty."""
    run = small(*question, "--read-as")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"{line}\n", "")


def test_read_as_prints_json(small):
    """--read-as --json prints the reading as one object."""
    run = small("events", "before", "1992", "north", "town", "the", "battle", "--read-as", "--json")
    assert json.loads(run.stdout) == {
        "window": {"earliest": None, "latest": "1991-12-31"},
        "names": [{"said": "north town", "record": "place", "id": "north-town", "name": "North Town"}],
        "words": ["battle"],
        "ignored": ["the"],
    }


def test_a_terminal_tells_how_a_question_was_read(small, told):
    """On a terminal a line says how a question was read, unless that says no more than the question; in a pipe none."""
    assert "read as" not in small("events", "before", "1992").stderr
    assert "karabakh: read as: up to 31 December 1991\n" in told("events", "before", "1992")
    assert "karabakh: read as: place North Town\n" in told("events", "nordstadt")
    for question in ("1991", "battle", "1991-05-08"):
        assert "read as" not in told("events", question)
    assert "read as" not in told("show", "nordstadt")  # its page says so


@pytest.mark.parametrize(
    "option", ["after", "before", "since", "until", "place", "actor", "kind", "source", "fields", "format", "facts"]
)
def test_an_empty_value_is_refused(small, option):
    """An option that is there and empty was meant: it is no question without that option."""
    for arguments in ([f"--{option}", ""], [f"--{option}="]):
        run = small("events", *arguments)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.splitlines()[0].startswith("karabakh: an empty value: ")


@pytest.mark.parametrize(
    "command",
    [
        "events",
        "show",
        "search",
        "on",
        "changes",
        "offices",
        "map",
        "compare",
        "disputes",
        "schema",
        "check",
        "timeline",
    ],
)
def test_an_empty_argument_is_refused(small, command):
    """An argument that is there and empty was meant, too."""
    run = small(command, "")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("karabakh: an empty value: ")


@pytest.mark.parametrize(
    "arguments",
    [["--after", " "], ["--place", " "], ["--limit", ""], ["--kind", " "], ["--kind", "battle", "--kind", ""]],
)
def test_a_blank_value_is_refused(small, arguments):
    """A value of spaces, or one empty value of several, is refused with one line and a next step."""
    run = small("events", *arguments)
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 2)


def test_an_empty_facts_variable_counts_as_unset(karabakh):
    """KARABAKH_FACTS= is as if it were not there, as an empty variable is elsewhere."""
    run = karabakh("events", "1993", "--limit", "1", env={"KARABAKH_FACTS": ""})
    assert (run.returncode, run.stdout) == (0, karabakh("events", "1993", "--limit", "1").stdout)


HOSTILE = {
    "a character without a meaning": "shusha\x00 rocket",
    "a lone surrogate": "shusha \udcfc",
    "half a pair": "\ud83d shusha",
    "bidirectional text": "\u202e1992\u202c \u2066\u0634\u0648\u0634\u0627\u2069 shusha",
    "500 different words": " ".join(f"word{number}" for number in range(500)),
    "64 different words": " ".join(f"word{number}" for number in range(64)),
    "2 MB of text": "shusha " * 300_000,
    "2 MB in one word": "s" * 2_000_000,
    "many names": "shusha agdam lachin kelbajar khojaly " * 100,
    "digits": "9" * 4000,
    "spaced numbers": "20 000 " * 700,
    "marks": "'\"()[]{}*^:~-+" * 300,
    "many hyphens": "-".join(["a"] * 2000),
    "many points": ".".join(["a"] * 2000),
    "years": "1992 " * 900,
    "combining marks": "s" + "\u0327" * 4000,
    "query syntax": 'NEAR("shusha" "agdam", 5) AND title:* OR {x}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize(
    "command", ["events", "search", "sources", "disputes", "compare", "on", "show", "changes", "offices"]
)
def test_any_text_is_answered_or_refused_in_bounded_time(facts, command, text):
    """Whatever is asked, there is an answer or one clear line with a next step, within seconds."""
    begun = time.monotonic()
    try:
        getattr(facts, command)(text)
    except KarabakhError as error:
        refusal = error.what.replace(text, ""), error.remedy
        assert "\n" not in refusal[0]
        assert refusal[1]
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("text", [b"shusha \xff", "shusha \x07", "\u202eshusha", "a" * 100_000])
def test_a_hostile_argument_ends_in_an_answer_or_a_line(small, text):
    """The program neither stops with a traceback nor obeys what an argument has in it."""
    run = small("events", text)
    assert run.returncode in (1, 2)
    assert run.stdout == ""
    assert "Traceback" not in run.stderr
    assert not {"\x07", "\u202e"} & set(run.stderr)
