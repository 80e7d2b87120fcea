"""What a search gives beside its records: why each was found, what no record has, and how many there are."""

import json
import re

import pytest
from conftest import VARIANTS

from karabakh_cli.ask.excerpt import excerpt, pattern_of
from karabakh_cli.ask.filters import REFERRING
from karabakh_cli.ask.question import Idea
from karabakh_cli.ask.reference import open_facts
from karabakh_cli.ask.search import _Candidate, _events_among_figures, found
from trials.folders import _event
from trials.trial import Room


def test_each_record_says_why_it_was_found(small):
    """The last column is the sentence with most of what was looked for, and JSON has it as a field."""
    rows = [line.split("\t") for line in small("search", "battle").stdout.splitlines()]
    found = {row[1]: row[4] for row in rows}
    assert found["battle-of-north-town"] == "North Town was held in a battle of one day."
    assert found["missing-1991"]  # the title alone has the word: some text of the record stands there
    records = json.loads(small("search", "battle", "--json").stdout)
    assert [record["excerpt"] for record in records] == [row[4] for row in rows]
    assert small("search", "battle", "--fields", "excerpt").stdout.splitlines() == [row[4] for row in rows]
    assert "excerpt" not in json.loads(small("events", "battle", "--json").stdout)[0]


def test_an_excerpt_is_one_line_of_bounded_length(facts):
    """An excerpt has 160 characters or a few more, without a line break, cut between words."""
    for words in (
        "khojaly killed",
        "grad rockets stepanakert",
        "shusha",
        "cease-fire 1994",
        "\u0428\u0443\u0448\u0430",
    ):
        for record in facts.search(words, limit=40):
            assert len(record["excerpt"]) <= 170
            assert "\n" not in record["excerpt"]


def test_an_excerpt_has_what_was_looked_for(facts):
    """A record that has the word in a text has it in its excerpt, in whatever ending."""
    found = facts.search("rockets", limit=15)
    assert sum(bool(re.search("rocket|missile|grad", record["excerpt"], re.IGNORECASE)) for record in found) >= 12


WHERE = ("places", "concerns", "origin", "destination", "within", "seat_of")
LED = f"SELECT id FROM records WHERE number IN ({REFERRING})"


def test_all_that_refers_to_a_place_is_led_to(environment, monkeypatch):
    """A place leads to where something was, where people came from or went, and what lies within."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    facts = open_facts(VARIANTS)
    everything = [*facts.events(), *facts.actors(), *facts.places(), *facts.figures()]
    for asked in ("town", "village", "country", "abroad"):
        rows = facts.ask(lambda index, named=f'["{asked}"]': index.execute(LED, [named, named]).fetchall())
        referring = {record["id"] for record in everything if f"'id': '{asked}'" in str([*map(record.get, WHERE)])}
        assert {id_ for (id_,) in rows} == {asked} | referring


WORDS = pattern_of([Idea("rocket", '"rockets" OR "missile"'), Idea("town", '"town"')])


@pytest.mark.parametrize(
    ("summary", "record", "why"),
    [
        ("A rocket fell. A rocket hit the town.", {}, "A rocket hit the town."),
        ("Nothing of it.", {"sources": [{"gives": "a missile"}]}, "a missile"),
        ("Nothing of it.", {"title": "A rocket"}, "Nothing of it."),
        ("", {"positions": [{"says": "two rockets, and the town"}]}, "two rockets, and the town"),
        ("", {}, ""),
        ("The townlet. A townspeople.", {}, "The townlet."),
    ],
)
def test_the_sentence_with_most_of_the_words_is_chosen(summary, record, why):
    """The summary comes first, and where it has none of the words, another text of the record."""
    assert excerpt(summary, iter([record]), re.compile(WORDS, re.IGNORECASE)) == why


def test_a_long_sentence_is_cut_around_the_first_word():
    """What is left out before and behind is marked."""
    pattern = re.compile(WORDS, re.IGNORECASE)
    why = excerpt(f"{'before ' * 60}rocket{' behind' * 60}", iter([{}]), pattern)
    assert why.startswith("... before")
    assert why.endswith("behind ...")
    assert "rocket" in why
    assert len(why) <= 170


def test_what_was_found_is_bold_on_a_terminal_and_plain_in_a_pipe(small, terminal):
    """The words that were looked for stand out where that can be seen, and nowhere else."""
    from conftest import SMALL_FACTS

    shown = terminal(120, "search", "battle", KARABAKH_FACTS=str(SMALL_FACTS))
    assert re.search(r"\x1b\[1m[Bb]attle\x1b\[0m", shown)
    assert "\x1b" not in small("search", "battle").stdout
    assert "\x1b" not in terminal(120, "search", "battle", KARABAKH_FACTS=str(SMALL_FACTS), NO_COLOR="1")


def test_words_that_no_record_has_are_said_with_near_names(small):
    """What was left out of a search is told beside it, also in a pipe."""
    run = small("search", "battle", "nordstat", "xqzzwy")
    assert run.returncode == 0
    assert run.stderr.splitlines()[0] == "karabakh: no record has: nordstat, xqzzwy (near: nordstadt)"
    assert "no record has" not in small("search", "battle").stderr


def test_what_nothing_has_is_said_once(small):
    """Where no record has any of the words, one line says so, and what is near."""
    run = small("search", "nordstat")
    assert run.stderr == "karabakh: nothing matches: no record has any of these words\nnear: nordstadt\n"


def test_a_limit_takes_the_best(facts):
    """--limit N gives the first N of all that are found, more than 200 too."""
    all_ = [record["id"] for record in facts.search("armenian", limit=5000)]
    assert len(all_) > 200
    for limit in (1, 5, 200, 300):
        assert [record["id"] for record in facts.search("armenian", limit=limit)] == all_[:limit]


def test_the_best_200_are_given_and_how_many_there_are_is_said(facts):
    """Without a limit a search gives 200 records, and a note tells of the others."""
    found = facts.search("armenian")
    assert len(found) == 200
    count = len(facts.search("armenian", limit=5000))
    told = f"{count:,}" if count <= 1000 else "more than 1,000"
    assert found.notes == (f"the best 200 of {told}: --limit N shows more",)
    assert facts.search("armenian", limit=3).notes == ()
    assert facts.search("shusha rocket store").notes == ()


def test_the_record_that_is_named_leads(facts):
    """A search that is a name begins with the record of that name."""
    named = {
        "shusha": "shusha",
        "heydar aliyev": "heydar-aliyev",
        "khankendi": "stepanakert",
        "resolution 822": "resolution-822-1993",
        "Cease-fire of May 1994": "ceasefire-may-1994",
    }
    assert {name: facts.search(name)[0]["id"] for name in named} == named


def test_a_time_alone_is_what_happened_in_it(facts):
    """A search for a date and nothing else gives the events of those days."""
    found = facts.search("8 may 1992")
    assert {record["record"] for record in found} == {"event"}
    assert [record["id"] for record in found] == [record["id"] for record in facts.events("8 may 1992")]


def test_a_name_of_many_records_is_looked_up_as_often_as_that_of_a_few(tmp_path, monkeypatch):
    """The spellings of what has one name are looked for in as many records as a query can have."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    room = Room(tmp_path / "room")
    (room.facts / "events" / "same.yaml").write_text("".join(_event(number, title="Same") for number in range(60)))
    asked = list[str]()

    def traced(index):
        index.set_trace_callback(asked.append)
        return found(index, "same")

    assert sum(hit.cells[3] == "Same" for hit in open_facts(room.facts).ask(traced).hits) == 60
    assert sum("SELECT DISTINCT folded FROM names WHERE id" in query for query in asked) == 24


def test_figures_about_an_event_do_not_crowd_it_out():
    """Of several figures about one event the first keeps its place, and the event comes before the second."""

    def candidate(id_: str, event: str = "", ideas: int = 2) -> _Candidate:
        record = "figure" if event else "event"
        return _Candidate(0, record, id_, False, "", event, "", dict.fromkeys(range(ideas), 1.0))

    figures = [candidate("one", "battle"), candidate("two", "battle"), candidate("three", "battle")]
    ordered = [*figures, candidate("other"), candidate("battle")]
    assert [each.id for each in _events_among_figures(ordered)] == ["one", "battle", "two", "three", "other"]
    weaker = [*figures, candidate("battle", ideas=1)]
    assert [each.id for each in _events_among_figures(weaker)] == ["one", "two", "three", "battle"]
