"""Which records a question finds, and in which order."""

import json

import pytest


def ids(run) -> list[str]:
    """Return the first column of an answer."""
    assert run.returncode == 0, run.stderr
    return [line.split("\t")[0] for line in run.stdout.splitlines()]


@pytest.mark.parametrize(
    ("date", "id_", "matches"),
    [
        ("1992", "in-1992", ["", "certain", "possible", ""]),
        ("1992~", "about-1992", ["", "possible", "possible", ""]),
        ("1992-24", "winter-1992", ["possible", "possible", "possible", ""]),
        ("1992-12/1993-02", "turn-of-1993", ["certain", "certain", "certain", ""]),
        ("[1992-12..1993-02]", "one-day-that-winter", ["possible", "possible", "possible", ""]),
        ("1992/1993", "both-years", ["certain", "certain", "certain", "possible"]),
        ("1993-03/1993-09", "spring-to-autumn-1993", ["certain", "", "", "certain"]),
        ("1993~", "about-1993", ["possible", "", "", "possible"]),
        ("1993-12/1994-01", "turn-of-1994", ["certain", "", "", ""]),
        ("../1993-04", "until-april-1993", ["certain", "certain", "certain", "possible"]),
    ],
)
def test_a_date_falls_within_the_days_asked_certainly_possibly_or_not(small, date, id_, matches):
    """The table of docs/reference.md, Dates, holds when it is asked through the command."""
    found = []
    for asked in ("1993", "1992", "1992-12", "1993-04-03"):
        rows = [line.split("\t") for line in small("events", asked).stdout.splitlines()]
        found.append(next((row[-1] for row in rows if row[0] == id_), ""))
        assert all(row[1] == date for row in rows if row[0] == id_)
    assert found == matches


def test_events_come_oldest_first(small):
    """Events are listed by the first day they may have begun on."""
    rows = json.loads(small("events", "1991..", "--json").stdout)
    assert [row["earliest"] or "" for row in rows] == sorted(row["earliest"] or "" for row in rows)


def test_certain_leaves_the_possible_out(small):
    """--certain keeps only what certainly falls within the days asked."""
    assert "winter-1992" in ids(small("events", "1993"))
    assert "winter-1992" not in ids(small("events", "1993", "--certain"))


@pytest.mark.parametrize(
    "question",
    [["1991-05-08"], ["8 may 1991"], ["8", "May", "1991"], ["1991-05-08..1991-05-08"], ["--after", "1991-05-08"],
     ["--before", "1991-05-08"], ["may", "1991"], ["early", "may", "1991"], ["spring", "1991"]],
)  # fmt: skip
def test_a_date_may_be_written_or_said(small, question):
    """Every form of WHEN, and --after and --before, with both ends included, finds the day."""
    assert "battle-of-north-town" in ids(small("events", *question))


def test_a_place_includes_what_lies_within_and_what_it_is_the_seat_of(small):
    """--place finds events at a place, within it, and in the district it is the seat of, or concerning them."""
    assert ids(small("events", "--place", "north-district")) == ["talks-about-north", "plain-text-only"]
    assert ids(small("events", "--place", "north-town")) == ["battle-of-north-town", "talks-about-north"]
    assert ids(small("events", "--place", "country")) == [
        "battle-of-north-town", "talks-about-north", "plain-text-only",
    ]  # fmt: skip


def test_an_actor_includes_its_members_but_not_persons(small):
    """--actor finds events of the forces and bodies that belong to the actor."""
    assert ids(small("events", "--actor", "north")) == ["battle-of-north-town", "talks-about-north"]
    run = small("events", "--actor", "north-commander")
    assert (run.returncode, run.stdout) == (1, "")


def test_one_option_twice_means_either_and_two_options_mean_both(small):
    """The values of one option widen a question; another option narrows it."""
    assert len(ids(small("events", "--kind", "battle", "--kind", "ceasefire"))) == 2
    assert ids(small("events", "--kind", "battle", "--kind", "ceasefire", "--actor", "south")) == [
        "battle-of-north-town"
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (["events", "--key"], ["battle-of-north-town"]),
        (["events", "--disputed"], ["battle-of-north-town"]),
        (["events", "--source", "south-report"], ["battle-of-north-town"]),
        (["events", "--source", "Report of the South"], ["battle-of-north-town"]),
        (["events", "cease-fire"], ["talks-about-north"]),
        (["events", "ceasefires"], ["talks-about-north"]),
        (["events", "1991", "mediator"], ["talks-about-north"]),
        (["actors", "--side", "azerbaijan", "--kind", "armed-force"], ["north-army"]),
        (["actors", "invented", "organisation"], ["some-mediator"]),
        (["places", "--within", "country"], ["north-district", "north-town", "north-village"]),
        (["places", "--kind", "town"], ["north-town"]),
        (["refugees"], ["fled-1991", "displaced-1991"]),
        (["refugees", "--origin", "country"], ["fled-1991"]),
        (["refugees", "--destination", "country"], ["displaced-1991"]),
        (["figures", "--measure", "territory"], ["share-held-1991", "share-held-says-south"]),
        (["figures", "missing"], ["missing-1991"]),
        (["figures", "900,000"], ["displaced-1991"]),
        (["sources", "--standing", "party-armenian"], ["south-report"]),
        (["sources", "--type", "statement"], ["north-report", "south-report"]),
    ],
)
def test_filters_and_words_narrow_a_listing(small, question, expected):
    """Each filter, and each word, leaves the records that meet it."""
    assert ids(small(*question)) == expected


@pytest.mark.parametrize(
    "name", ["north-town", "North Town", "NORTH TOWN", "Şimal şəhəri", "simal seheri", "nordstadt"]
)
def test_a_name_in_any_spelling_leads_to_its_record(small, name):
    """An id, a name as written, and a name but for case and diacritics all lead to the record."""
    assert small("show", name).stdout.startswith("Name: North Town\n")


@pytest.mark.parametrize("name", ["shusha", "Shushi", "susa", "şuşa", "Շուշի", "Шуша"])
def test_the_names_of_shusha_answer_alike(karabakh, name):
    """A town is found by its Azerbaijani, Armenian, Russian and English names alike."""
    assert karabakh("events", "--place", name).stdout == karabakh("events", "--place", "shusha").stdout != ""


def test_several_words_may_be_one_name(small):
    """Words that together are a name show that record; else each is a name."""
    assert small("show", "army", "of", "the", "north").stdout.startswith("Name: Army of the North\n")
    both = small("show", "north-army", "south").stdout
    assert "Id: north-army" in both
    assert "Id: south" in both


def test_show_reads_ids_from_standard_input(small):
    """`-` stands for the ids, or the rows that begin with them, on standard input."""
    found = small("search", "battle", "--fields", "id").stdout
    shown = small("show", "-", input=found).stdout
    assert "Id: battle-of-north-town" in shown
    assert small("show", "-", input=small("search", "battle", "--fields", "id,when,title").stdout).stdout == shown


def test_search_puts_the_record_of_that_name_first_then_those_with_all_words(small):
    """A record named so leads; those with every word come before those with some."""
    rows = [line.split("\t") for line in small("search", "north", "town").stdout.splitlines()]
    assert rows[0][:2] == ["place", "north-town"]
    rows = [line.split("\t")[1] for line in small("search", "village", "markup").stdout.splitlines()]
    assert rows[0] == "plain-text-only"
    assert "north-village" in rows


@pytest.mark.parametrize("words", ['"north', "AND", "north*", "title:north", "NEAR(a b)", "(", "north-", "né'rth"])
def test_search_knows_no_query_syntax(small, words):
    """Words are looked for as they are: nothing in them is an operator or breaks the search."""
    run = small("search", words, "north")
    assert run.returncode == 0, run.stderr
    assert "fault" not in run.stderr


def test_search_weighs_a_name_over_a_summary_and_a_summary_over_the_rest(small):
    """The army found by its name comes before the state found by a citation."""
    found = [line.split("\t")[1] for line in small("search", "army").stdout.splitlines()]
    assert found[0] == "north-army"
    assert "north-commander" in found


def test_the_title_of_a_source_or_an_event_leads_to_that_not_to_all_that_name_it(small):
    """Of a citation the words that it gives are searched; the words of a source or a related event find that alone."""
    found = {line.split("\t")[0] for line in small("search", "report", "--limit", "50").stdout.splitlines()}
    assert found == {"source", "figure"}  # the figure's note has the word
    assert "north-commander" in small("search", "in command").stdout
    assert "talks-about-north" in small("search", "talks").stdout
    assert "battle-of-north-town" not in small("search", "talks").stdout


def test_a_day_tells_what_held_and_how_certain_that_is(small):
    """`on` tells holds, offices, agreements and figures of a day, each with its certainty and sources."""
    rows = [line.split("\t") for line in small("on", "1991-06-15").stdout.splitlines()]
    assert ["control", "north-town", "north", "certain", "..", "[1991-12..]", "some-report"] in rows
    assert [
        "office",
        "Commander of the army",
        "north-commander",
        "certain",
        "1991-01",
        "[1991-12..]",
        "some-report",
    ] in rows
    assert ["agreement", "talks-about-north", "broken", "changing", "1991-06", "[1991-07..]", "some-report"] in rows


def test_what_is_not_attested_is_told_only_with_all(small):
    """Beyond what sources show, in a direction left open, a state is `not attested`."""
    assert "north-commander" not in small("on", "1992-06-01").stdout
    rows = [line.split("\t") for line in small("on", "1992-06-01", "--all").stdout.splitlines()]
    assert ["office", "Commander of the army", "north-commander", "not attested"] in [row[:4] for row in rows]


def test_the_latest_figures_are_told_with_their_age(small):
    """Of each question the last stock figure by the day is told, with the day it is of; none older than a year."""
    told = [line.split("\t") for line in small("on", "1992-02-01").stdout.splitlines()]
    figures = [row for row in told if row[0] == "figure"]
    assert [row[1:5] for row in figures] == [
        ["displaced-in-country", "stated 900000 people", "latest", "1991-12"],
        ["share-held", "about 8 10.5 percent", "latest", "1991-12"],
        ["share-held", "stated 20 percent", "latest", "1991-12"],
    ]
    for day, told in (("1992-12-31", True), ("1993-01-01", False), ("1993-06-01", False), ("1994-02-01", False)):
        assert ("figure\t" in small("on", day).stdout) is told, day
    assert "figure" in small("on", "1994-02-01", "--all").stdout


def test_a_day_tells_the_events_around_it(small):
    """Events of the three days before and after are told; those of more than a month are not."""
    rows = [line.split("\t") for line in small("on", "1991-05-10").stdout.splitlines()]
    assert [row for row in rows if row[0] == "event"] == [
        [
            "event",
            "battle-of-north-town",
            "Battle of North Town",
            "certain",
            "1991-05-08",
            "",
            "some-report; north-report",
        ]
    ]


def test_chosen_columns_are_those_of_the_row(small):
    """--fields gives the same cells of a day, and of a dispute, as the whole row has."""
    for question in (["on", "1991-05-10"], ["on", "1992-02-01"], ["disputes"]):
        rows = [line.split("\t") for line in small(*question).stdout.splitlines()]
        chosen = small(*question, "--fields", "sources,about").stdout.splitlines()
        position = 0 if question[0] == "on" else 1
        assert [line.split("\t") for line in chosen] == [[row[-1], row[position]] for row in rows]
    values = small("on", "1992-02-01", "--fields", "value").stdout.splitlines()
    assert "stated 900000 people" in values


def test_disputes_are_listed_position_by_position(small):
    """Each position stands in a row with who holds it, or who wrote or published its source, and its sources."""
    assert [line.split("\t") for line in small("disputes", "battle").stdout.splitlines()] == [
        ["battle-of-north-town", "who began", "the north", "the south began", "north-report"],
        ["battle-of-north-town", "who began", "The south", "the north began", "south-report"],
    ]
    assert small("disputes", "markup").returncode == 1


def test_figures_that_disagree_are_positions_beside_a_dispute_on_their_question(small):
    """Figures of one question that cannot all be right are listed as positions, next to a dispute that names it."""
    rows = [line.split("\t") for line in small("disputes").stdout.splitlines()][2:]
    assert [row[:3] for row in rows] == [
        ["country", "how much of it the south held", "The south"],
        ["country", "how much of it the south held", "Some institute"],
        ["share-held-1991", "share-held", "Some institute"],
        ["share-held-says-south", "share-held", "The south"],
    ]
    assert rows[3][3] == "20 percent, December 1991: land of the country held by the south, according to the south"
    positions = json.loads(small("disputes", "--json").stdout)
    assert {position["question"] for position in positions[2:]} == {"share-held"}
    assert [row.split("\t")[-1] for row in small("compare", "share-held").stdout.splitlines()] == ["yes", "yes"]


def test_a_claim_is_asked_for_by_its_own_standing(small):
    """`--standing` finds what rests on a claim of that standing, whoever passes the claim on."""
    assert ids(small("events", "--standing", "party-armenian")) == ["battle-of-north-town", "talks-about-north"]
    assert ids(small("events", "--standing", "party-azerbaijani")) == ["battle-of-north-town"]
    assert {"talks-about-north", "battle-of-north-town"} <= {*ids(small("events", "--standing", "independent"))}
    assert ids(small("figures", "--standing", "party-armenian")) == ["share-held-says-south"]


def test_figures_are_asked_for_by_whose_people_and_who_they_count(small):
    """`--actor` finds the figures of an actor's people or land, `--counted` those of civilians or combatants."""
    assert ids(small("figures", "--actor", "north")) == ["missing-1991"]
    assert ids(small("figures", "--actor", "South")) == ["share-held-says-south"]
    assert ids(small("figures", "--counted", "combatants")) == ["missing-1991"]
    assert small("figures", "--counted", "civilians").returncode == 1
    assert small("figures", "--actor", "south", "--counted", "combatants").returncode == 1
    assert small("figures", "--actor", "some-mediator").returncode == 1


def test_a_source_tells_what_rests_on_it(small):
    """`sources` counts the records that cite a source, and `show` lists them."""
    rows = {line.split("\t")[0]: line.split("\t")[-2:] for line in small("sources").stdout.splitlines()}
    assert rows["south-report"] == ["3", ""]
    assert rows["some-report"][1] == "whole"
    assert "Cited by: Battle of North Town (event battle-of-north-town)\n" in small("show", "south-report").stdout


def test_a_place_and_an_actor_tell_their_events(small):
    """`show` of a place or an actor lists what happened there or with it."""
    for name in ("north-town", "south"):
        assert "Event: 8 May 1991: Battle of North Town (battle-of-north-town)\n" in small("show", name).stdout


def test_an_event_is_found_by_the_name_it_is_known_by(karabakh):
    """An event's other names lead to it, before a source of that title."""
    assert "Id: bishkek-protocol-1994\n" in karabakh("show", "Bishkek Protocol").stdout
    assert "Id: resolution-822-1993\n" in karabakh("show", "resolution", "822").stdout
