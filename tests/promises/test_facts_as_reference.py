"""The curated facts as a reference: forty questions a reader would ask, and how well the events are supported."""

import json

import pytest

# A question in plain words -> the record that answers it, and something that its answer says.
QUESTIONS = {
    "when did Shusha fall": ("shusha-captured-1992", "1992-05-08"),
    "when was Lachin taken": ("lachin-captured-1992", "1992-05"),
    "capture of Kelbajar": ("kelbajar-captured-1993", "1993-03-27"),
    "fall of Agdam": ("agdam-captured-1993", "1993-07"),
    "capture of Fizuli": ("fizuli-captured-1993", "1993-08"),
    "Zangelan captured": ("zangelan-captured-1993", "1993-10"),
    "Kubatly captured": ("kubatly-captured-1993", "1993-08"),
    "Jebrail captured": ("jebrail-captured-1993", "1993-08"),
    "Khojaly killing of residents": ("khojaly-1992", "1992-02"),
    "Maragha villagers killed": ("maragha-1992", "1992-04"),
    "Sumgait violence 1988": ("sumgait-pogrom-1988", "1988-02"),
    "Baku pogrom January 1990": ("baku-pogrom-1990", "1990-01"),
    "Black January": ("black-january-1990", "1990-01"),
    "Operation Ring": ("operation-ring-1991", "1991"),
    "Karakend helicopter": ("karakend-helicopter-1991", "1991-11-20"),
    "independence referendum in Karabakh": ("nkr-referendum-1991", "1991-12-10"),
    "resolution 822": ("resolution-822-1993", "1993-04-30"),
    "resolution 853": ("resolution-853-1993", "1993-07-29"),
    "resolution 874": ("resolution-874-1993", "1993-10-14"),
    "resolution 884": ("resolution-884-1993", "1993-11-12"),
    "Bishkek Protocol": ("bishkek-protocol-1994", "1994-05"),
    "cease-fire of May 1994": ("ceasefire-may-1994", "1994-05-12"),
    "Zheleznovodsk communique": ("zheleznovodsk-communique-1991", "1991-09"),
    "Tehran communique": ("tehran-communique-1992", "1992-05"),
    "coup in Azerbaijan June 1993": ("coup-in-azerbaijan-1993", "1993-06"),
    "Aliyev elected president": ("aliyev-elected-1993", "1993-10"),
    "Elchibey elected": ("elchibey-elected-1992", "1992-06"),
    "Turkey closes the border": ("turkey-closes-border-1993", "1993"),
    "Minsk Group": ("minsk-group", "CSCE"),
    "Heydar Aliyev": ("heydar-aliyev", "azerbaijan"),
    "Levon Ter-Petrosyan": ("levon-ter-petrosyan", "President of Armenia"),
    "Abulfaz Elchibey": ("abulfaz-elchibey", "President of Azerbaijan"),
    "Robert Kocharyan": ("robert-kocharyan", "karabakh-armenian"),
    "Шуша": ("shusha", "Shusha"),
    "Ստեփանակերտ": ("stepanakert", "Stepanakert"),
    "Ağdam": ("agdam", "Agdam"),
    "Kəlbəcər": ("kelbajar", "Kelbajar"),
    "displaced in Azerbaijan November 1994": ("displaced-in-azerbaijan-1994-11", "900000"),
    "share of Azerbaijan held GlobalSecurity": ("share-of-azerbaijan-held-1992-1994", "20"),
    "who fled in 1992 in Azerbaijan": ("flight-in-azerbaijan-1992", "150,000"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_reader_s_question_is_answered_among_the_first_five(karabakh, question):
    """The record that answers a question is among the first five, cited, and says what was asked for."""
    id_, says = QUESTIONS[question]
    found = {
        record["id"]: record for record in json.loads(karabakh("search", question, "--json", "--limit", "5").stdout)
    }
    assert id_ in found, list(found)
    assert found[id_]["sources"]
    assert says in json.dumps(found[id_], ensure_ascii=False)


def test_there_are_forty_questions():
    """The questions are forty."""
    assert len(QUESTIONS) == 40


def test_the_facts_break_no_rule(karabakh):
    """`check --strict` has nothing to say of the built-in facts."""
    run = karabakh("check", "--strict")
    assert (run.stdout, run.stderr, run.returncode) == ("", "karabakh: 0 errors, 0 warnings\n", 0)


def test_most_events_rest_on_two_sources_and_an_independent_one(karabakh):
    """At least 80 percent of the events have two sources, and 90 percent an independent or primary one."""
    events = json.loads(karabakh("events", "--json").stdout)
    two = [event for event in events if len({citation["source"] for citation in event["sources"]}) >= 2]
    strong = [event for event in events if {c["standing"] for c in event["sources"]} & {"independent", "primary"}]
    assert len(two) >= 0.8 * len(events)
    assert len(strong) >= 0.9 * len(events)


@pytest.mark.parametrize(
    ("day", "subject", "value", "certainty"),
    [
        ("1992-05-10", "shusha", "karabakh-armenian-forces", "certain"),
        ("1992-05-10", "lachin", "azerbaijan", "certain"),
        ("1993-07-22", "agdam", "azerbaijan", "certain"),
        ("1993-07-24", "agdam", "karabakh-armenian-forces", "certain"),
        ("1993-07-24", "fizuli", "azerbaijan", "certain"),
        ("1993-07-24", "kelbajar", "karabakh-armenian-forces", "certain"),
        ("1994-05-12", "President of Armenia", "levon-ter-petrosyan", "certain"),
        ("1994-05-12", "President of Azerbaijan", "heydar-aliyev", "certain"),
        ("1994-05-12", "ceasefire-may-1994", "held-with-violations", "certain"),
    ],
)
def test_a_day_reads_true(karabakh, day, subject, value, certainty):
    """Who held what on days of the war is as the records' sources have it."""
    rows = [line.split("\t") for line in karabakh("on", day).stdout.splitlines()]
    assert [subject, value, certainty] in [row[1:4] for row in rows]
