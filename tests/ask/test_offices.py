"""Who held which office from when to when, and the days of nobody between them."""

import json
import shutil

import pytest
from conftest import SMALL_FACTS

from karabakh_cli.ask.reference import Reference, open_facts

CITED = {"sources": [{"source": "some-report", "locator": "p. 1", "gives": "so"}]}
# A person -> the offices that they held.
HELD = {
    "first": [("Minister of the north", "1991-01-10", "1992-03"), ("Envoy of the north", "[..1991-05]", "[1991-05..]")],
    "second": [("Minister of the north", "1992-03", "1992-06-10")],
    "third": [("Minister of the north", "[1992-09..1992-10]", "1993-06"), ("Keeper", "1990", "[1990..]")],
    "fourth": [("Minister of the north", "1993-07-01", "..")],
    "fifth": [("Keeper", "1993", ".."), ("Aide to the Keeper", "1990-05", "1990-06")],
}
GAP = ("Minister of the north", "", "not attested", "1992-06-10", "[1992-09..1992-10]")


@pytest.fixture(scope="module")
def held(tmp_path_factory) -> Reference:
    """Return the invented facts with persons in offices one after the other."""
    folder = tmp_path_factory.mktemp("offices") / "facts"
    shutil.copytree(SMALL_FACTS, folder)
    person = {"kind": "person", "side": "other", "summary": "A person.", **CITED}
    records = [
        {
            "id": id_,
            "name": f"The {id_.title()}",
            **person,
            "offices": [
                {"office": name, "of": "north", "start": since, "end": until, **CITED} for name, since, until in each
            ],
        }
        for id_, each in HELD.items()
    ]
    (folder / "actors" / "more.yaml").write_text(json.dumps(records), encoding="utf-8")  # YAML without aliases
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        yield open_facts(folder)


def rows(answer) -> list[tuple]:
    """Return the rows of an answer without their sources."""
    return [tuple(hit.cells[:5]) for hit in answer.hits]


def test_holders_stand_in_order_of_time_by_office_with_the_gaps(held):
    """Of each office who held it come the earlier first; days of nobody between two are a row without a holder."""
    assert [row[:2] for row in rows(held.offices("north minister"))] == [
        ("Minister of the north", holder) for holder in ("first", "second", "", "third", "fourth")
    ]
    assert GAP in rows(held.offices())
    offices = [row[0] for row in rows(held.offices())]
    assert offices == sorted(offices)


def test_an_office_that_begins_with_what_is_asked_comes_first(held):
    """A keeper comes before his aide, who comes first where he is asked for, and by name where neither is."""
    asked = {text: [row[0].split()[0] for row in rows(held.offices(text))] for text in ("keeper", "aide", "1990")}
    assert asked["keeper"] == ["Keeper", "Keeper", "Aide"]
    assert asked["aide"] == ["Aide"]
    assert asked["1990"] == ["Aide", "Keeper"]


def test_where_one_followed_another_there_is_no_gap(held):
    """On one day, within one month, to the next day, or after an end that no source tells there is none."""
    gaps = [row for row in rows(held.offices()) if not row[1]]
    assert gaps == [GAP]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("1992-01", [("first", "certain")]),
        ("1992-03-10", [("first", "possible"), ("second", "possible")]),
        ("1992-07", [("", "not attested")]),
        ("1992-09", [("third", "possible")]),
        ("1992-06..1992-11", [("second", "certain"), ("", "not attested"), ("third", "certain")]),
        ("1990", []),
    ],
)
def test_a_time_tells_who_held_an_office_in_it(held, when, told):
    """Of a time those are told who certainly or possibly held an office in it, and the gap that it meets."""
    assert [row[1:3] for row in rows(held.offices(f"{when} minister north"))] == told


def test_what_is_not_attested_in_a_time_is_left_out_of_it(held):
    """Whoever is last attested before a time is told without one alone."""
    assert ("Keeper", "third", "certain", "1990", "[1990..]") in rows(held.offices("keeper"))
    assert [row[1] for row in rows(held.offices("1992 keeper"))] == []
    assert rows(held.offices("1991-05-10 envoy")) == []


def test_words_name_an_office_whose_it_is_or_who_held_it(held):
    """Each word or name stands in the office or in the name of who held it, or names them or whose office it is."""
    assert {row[0] for row in rows(held.offices("third"))} == {"Minister of the north", "Keeper"}
    assert {row[1] for row in rows(held.offices("north"))} >= {"first", "fifth", "north-commander"}
    assert [row[1] for row in rows(held.offices("the second minister"))] == ["second"]
    assert held.offices("ministers of xyzzy").why_empty == "the offices: 9, the word ministers: 4, the word xyzzy: 0"


def test_a_gap_is_a_record_without_a_holder(held):
    """The record of an office has who held it and whose it is; that of a gap no holder and no source."""
    records = list(held.offices("1992-05..1992-07 minister north"))
    assert records[0]["holder"] == {"id": "second", "name": "The Second"}
    assert records[1] == {
        "record": "office", "office": "Minister of the north", "of": {"id": "north", "name": "North"}, "holder": None,
        "acting": False, "since": "1992-06-10", "until": "[1992-09..1992-10]", "sources": [],
        "certainty": "not attested",
    }  # fmt: skip


def test_a_time_beyond_the_years_is_told(held):
    """Of a time outside the years covered no office is told."""
    assert held.offices("1970").why_empty == "1970 lies outside the years covered, 1988 to 1994"
