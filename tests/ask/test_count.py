"""`--count`: how many records of a listing have which value; the same as asking for each value alone."""

import json

import jsonschema
import pytest
from conftest import VARIANTS

from karabakh_cli import open_facts
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.columns import COUNTED

LISTINGS = {
    "events": "event", "actors": "actor", "places": "place", "figures": "figure", "refugees": "figure",
    "sources": "source", "disputes": "dispute",
}  # fmt: skip


def pairs(answer):
    """Return the rows of a count as a mapping from its values to how many."""
    return {tuple(hit.cells[:-1]) if len(hit.cells) > 2 else hit.cells[0]: hit.cells[-1] for hit in answer.hits}


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        (["events", "--count", "kind"], {"other": 10, "battle": 1, "ceasefire": 1, "incident": 1}),
        (
            ["events", "1991", "--count", "place"],
            {"abroad": 1, "north-district": 1, "north-town": 1, "north-village": 1, "": 1},
        ),
        (["events", "1991", "--count", "actor"], {"north": 2, "north-army": 1, "some-mediator": 1, "south": 1, "": 2}),
        (["events", "1991", "--count", "role"], {"party": 1, "mediator": 1, "defender": 1, "attacker": 1, "": 2}),
        (["events", "1991", "--count", "key"], {"no": 3, "yes": 1}),
        (["events", "1991", "--count", "sources"], {"1": 3, "2": 1}),
        (["events", "1991", "--count", "observance"], {"broken": 1, "": 3}),
        (["sources", "--count", "year"], {"1992": 2, "1995": 1}),
        (["sources", "--count", "language"], {"en": 3}),
        (["sources", "--count", "read"], {"whole": 1, "": 2}),
        (["figures", "--count", "unit"], {"people": 3, "percent": 2}),
        (["figures", "--count", "question"], {"share-held": 2, "displaced-in-country": 1, "": 2}),
        (["refugees", "--count", "origin"], {"north-town": 1, "": 1}),
        (["figures", "--count", "exhaustive"], {"no": 5}),
    ],
)  # fmt: skip
def test_a_listing_is_counted_by_a_field(small, question, counts):
    """Each value has how many records have it, an empty one those that have none, in rows of `value count`."""
    rows = [line.split("\t") for line in small(*question).stdout.splitlines()]
    assert {value: int(count) for value, count in rows} == counts


def test_frequent_values_come_first_times_and_numbers_as_they_run(small):
    """Kinds are in the order of how many they are, years in that of time, and what has no value is last."""
    kinds = small("events", "--count", "kind").stdout.splitlines()
    assert kinds == ["other\t10", "battle\t1", "ceasefire\t1", "incident\t1"]
    years = [line.split("\t")[0] for line in small("events", "--count", "year").stdout.splitlines()]
    assert years == sorted(years)
    assert small("events", "1991", "--count", "observance").stdout.splitlines()[-1].startswith("\t")


def test_two_fields_are_counted_in_pairs(small):
    """Each value of the first stands beside each of the second that goes with it, in the order of each."""
    rows = [line.split("\t") for line in small("events", "1991", "--count", "kind,place").stdout.splitlines()]
    assert rows == [
        ["battle", "north-town", "1"],
        ["ceasefire", "abroad", "1"],
        ["ceasefire", "north-district", "1"],
        ["incident", "north-village", "1"],
        ["other", "", "1"],
    ]


@pytest.mark.parametrize("year", range(1990, 1996))
def test_a_year_has_as_many_as_are_listed_for_it(facts, year):
    """The events of a year by count are those that the year alone lists, possible ones too; so are the months."""
    by_year = pairs(facts.count(facts.events(), "year"))
    assert by_year[str(year)] == len(facts.events(str(year)))
    months = pairs(facts.count(facts.events(str(year)), "month"))
    assert months == {
        f"{year}-{month:02}": found for month in range(1, 13) if (found := len(facts.events(f"{year}-{month:02}")))
    }


@pytest.mark.parametrize(
    ("listing", "field"),
    [
        ("events", "kind"),
        ("events", "standing"),
        ("events", "source"),
        ("figures", "measure"),
        ("figures", "counted"),
        ("actors", "kind"),
        ("actors", "side"),
        ("places", "kind"),
        ("sources", "type"),
        ("sources", "standing"),
    ],
)
def test_a_value_has_as_many_as_are_listed_for_it(facts, listing, field):
    """Of each word that a filter takes there are as many by count as the filter lists."""
    listed = getattr(facts, listing)
    for value, count in [*pairs(facts.count(listed(), field)).items()][:25]:
        if value:
            assert count == len(listed(**{field: value})), value


def test_the_sides_of_an_event_are_those_of_who_took_part(invented):
    """An event counts once for each side that somebody of it took part for."""
    battle = invented.events("1991-05-08", kind="battle")
    assert pairs(invented.count(battle, "side")) == {"armenia": 1, "azerbaijan": 1}


def test_what_counts_twice_is_told(small):
    """Standard error says how many records are in several groups, and what the counts add up to."""
    run = small("events", "1991", "--count", "place")
    told = "karabakh: 1 of 4 events have several values of place: each counts them, 5 in all\n"
    assert (run.returncode, run.stderr) == (0, told)
    assert small("events", "1991", "--count", "kind").stderr == ""
    assert " may fall in several years: each counts them, " in small("events", "--count", "year").stderr


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("events --count title", "this differs for every record, and is not counted: title\none of year, "),
        ("events --count id", "this differs for every record, and is not counted: id\none of year, "),
        ("events --count colour", "no such field to count by: colour\none of year, month, kind, place, "),
        ("events --count yaer", "no such field to count by: yaer\ntry: --count year"),
        ("events --count sources.standin", "no such field to count by: sources.standin\none of year, "),
        ("events --count kind,year,place", "not one field or two: kind,year,place\n--count takes one, or two: "),
        ("events --count kind,kind", "not one field or two: kind,kind\n"),
        ("events --count kind,", "no such field to count by: \n"),
        ("places --count year", "no such field to count by: year\none of kind, within, "),
        ("events --count kind -f bibtex", "this answer has no bibliography: count\n"),
        ("events --count kind --fields id", "no such field: id\none of value, count"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_with_what_can(small, question, told):
    """A field that is not there, or that no two records share, is one line, and one that helps."""
    run = small(*question.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"karabakh: {told}")


@pytest.mark.parametrize(("said", "meant"), [("kinds", "kind"), ("places", "place"), ("key ,year", "key,year")])
def test_a_field_may_be_said_as_people_say_it(small, said, meant):
    """The plural of a field is the field, and spaces around it are none."""
    assert small("events", "--count", said).stdout == small("events", "--count", meant).stdout != ""


def test_what_leads_to_a_record_is_counted_with_its_name(small):
    """The id of a record that disputes are of is told with the title of that record."""
    counted = json.loads(small("disputes", "--count", "record", "--json").stdout)
    titles = {event["id"]: event["title"] for event in json.loads(small("events", "--json").stdout)}
    assert len(counted) > 1
    named = {each["value"]: each["name"] for each in counted}
    assert None not in named.values()
    assert {id_: title for id_, title in titles.items() if id_ in named}.items() <= named.items()
    assert named.keys() & titles.keys()


@pytest.mark.parametrize("field", ["sources.by", "participants.role", "places.name", "clarity", "also"])
def test_any_other_field_is_counted_by_its_name(small, field):
    """A field of the JSON, or one within another by its path, counts as it stands in a cell."""
    run = small("events", "--count", field)
    assert run.returncode == 0
    assert sum(int(line.split("\t")[1]) for line in run.stdout.splitlines()) >= 13


@pytest.mark.parametrize(("listing", "kind"), LISTINGS.items())
def test_every_listing_counts_by_every_field_that_it_names(small, listing, kind):
    """`--count` alone lists the fields, and each of them counts every record at least once."""
    names = small(listing, "--count").stdout.split()
    assert names == list(COUNTED[kind])
    every = len(small(listing).stdout.splitlines())
    for name in names:
        counts = [int(line.split("\t")[1]) for line in small(listing, "--count", name).stdout.splitlines()]
        assert sum(counts) >= every, name


def test_a_count_is_json_with_names_that_fits_its_schema(small):
    """A record of a count says of what and by what, its value, the name of a value that is an id, and how many."""
    counts = json.loads(small("events", "1991", "--count", "place,kind", "--json").stdout)
    assert counts[0] == {
        "record": "count", "counted": "event", "by": ["place", "kind"], "value": "abroad", "name": "North",
        "value2": "ceasefire", "name2": None, "count": 1,
    }  # fmt: skip
    assert json.loads(small("events", "1991", "--count", "observance", "--json").stdout)[-1]["value"] is None
    jsonschema.validate(counts, json.loads(small("schema", "count").stdout))
    assert small("events", "1991", "--count", "place", "--fields", "name,count").stdout.startswith("North\t1\n")
    header = small("events", "--count", "kind,year", "-f", "csv").stdout.splitlines()[0]
    assert header == "value,value2,count"


def test_a_word_that_is_some_id_too_has_no_name(karabakh):
    """The kind `ceasefire` is no reference to an event of that id; a place is one to its record."""
    counts = json.loads(karabakh("events", "--count", "kind", "--json", facts=VARIANTS).stdout)
    assert {row["name"] for row in counts} == {None}
    counts = json.loads(karabakh("events", "--count", "places.id", "--json", facts=VARIANTS).stdout)
    assert {row["name"] is None for row in counts if row["value"]} == {False}


def test_nothing_found_is_nothing_counted(small):
    """Where no record is found, the reason is that of the listing, with its exit status."""
    run = small("events", "1996", "--count", "kind")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("karabakh: nothing matches: 1996: 0")
    assert small("events", "1996", "--count", "kind", "--json").stdout == "[]\n"


def test_the_filters_of_a_listing_hold_before_it_is_counted(small):
    """Words, times and filters choose what is counted; --limit is of the rows."""
    assert small("events", "north", "--key", "--count", "kind").stdout == "battle\t1\n"
    assert small("events", "--count", "kind", "--limit", "1").stdout == "other\t10\n"


def test_a_date_that_is_open_counts_where_it_is_known(small):
    """Of `../1993-04` the years covered count, and not every year before them."""
    years = [line.split("\t")[0] for line in small("events", "--count", "year").stdout.splitlines()]
    assert years[0] == "1988"


def test_one_of_several_days_counts_in_no_month_between(karabakh, tmp_path):
    """A set of days has the months of its members alone."""
    cited = "summary: S, sources: [{source: s, locator: p}]"
    event = f"- {{id: e, title: E, kind: other, date: '[1990-01-05,1990-04-01]', {cited}}}"
    (tmp_path / "events.yaml").write_text(f"{event}\n")
    (tmp_path / "sources.yaml").write_text("- {id: s, type: book, title: A book, standing: any}\n")
    assert karabakh("events", "--count", "month", facts=tmp_path).stdout == "1990-01\t1\n1990-04\t1\n"


def test_python_counts_an_answer(invented):
    """`count` takes an answer and a field or two, and raises what the command tells."""
    assert [row["count"] for row in invented.count(invented.sources(), "type")] == [2, 1]
    with pytest.raises(QuestionError):
        invented.count(invented.events(), "title")
    with pytest.raises(QuestionError):
        invented.count(invented.on("1991-06-01"), "about")


@pytest.mark.parametrize(("most", "found"), [("1", 12), ("2", 13)])
def test_what_rests_on_few_sources_is_found(small, most, found):
    """`--sources N` lists what has so many sources of its own at most, also beside other filters."""
    assert len(small("events", "--sources", most).stdout.splitlines()) == found
    listed = json.loads(small("events", "--sources", most, "--json").stdout)
    assert all(len({citation["source"] for citation in event["sources"]}) <= int(most) for event in listed)
    assert len(small("figures", "--sources", "1", "--standing", "party-armenian").stdout.splitlines()) == 1


def test_no_number_of_sources_is_refused(small):
    """Nothing rests on no source: 0 and less are one line; a filter that leaves nothing is named."""
    for wrong in ("0", "-1"):
        run = small("events", f"--sources={wrong}")
        told = f"karabakh: no such number of sources: {wrong}\n--sources takes 1 or more\n"
        assert (run.returncode, run.stderr) == (2, told)
    assert "sources 1 or fewer: 12" in small("events", "--sources", "1", "--key").stderr


def test_open_facts_takes_the_same_filter(environment, monkeypatch):
    """In Python `sources=1` is `--sources 1`."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    facts = open_facts()
    assert 0 < len(facts.events(sources=1)) < len(facts.events(sources=3)) < len(facts.events())
