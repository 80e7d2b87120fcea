"""Where each rule draws its line: small folders of facts on either side of it, and what is told of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from karabakh_cli.check import check
from karabakh_cli.facts import load

CITED = [{"source": "some-book", "locator": "p. 1"}]
CITING = {"places/citing": [{"id": "somewhere"}]}
# What a record holds where a row below does not say otherwise; its name is its id.
EVENT = {"title": "Some event", "kind": "battle", "date": "1993-05-08", "summary": "There was a battle."}
ACTOR = {"kind": "group", "side": "other", "summary": "It took part."}
PLACE = {"kind": "town", "summary": "A made-up town."}
FIGURE = {
    "title": "Some figure",
    "measure": "troops",
    "kind": "stock",
    "of": "soldiers",
    "as_of": "1993",
    "unit": "people",
}
BOOK = {"type": "book", "title": "Some book", "standing": "independent"}
SOME = {"events": EVENT, "actors": ACTOR, "places": PLACE, "figures": FIGURE, "sources": BOOK}

Records = dict[str, list[dict[str, Any]]]


def _record(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    named = {"name": given["id"]} if kind in ("actors", "places") else {}
    cited = {} if kind == "sources" else {"sources": CITED}
    kept = SOME[kind] | named | cited | given
    return {key: value for key, value in kept.items() if value is not None}


def _found(folder: Path, files: Records) -> list[str]:
    """Write records as files, with the book that they cite, and return what is told of them."""
    for name, records in (files | {"sources/book": [{"id": "some-book"}]}).items():
        file = folder / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = name.partition("/")[0]
        written = [json.dumps(_record(kind, record), ensure_ascii=False) for record in records]
        file.write_text("".join(f"- {record}\n" for record in written), encoding="utf-8")
    return [f"{fault.code} {fault.what}. {fault.remedy}." for fault in check(load(folder))]


def _citing(*books: str) -> list[dict[str, str]]:
    return [{"source": book, "locator": "p. 1"} for book in books]


def _held(*states: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [{"by": by, "start": start, "end": end, "sources": CITED} for by, start, end in states]


def _office(office: str, start: str = "1992", end: str = "1994", of: str = "some-body") -> dict[str, Any]:
    return {"office": office, "of": of, "start": start, "end": end, "sources": CITED}


def _officials(office: str, other_body: str = "some-body") -> Records:
    """Return two people who have one office at one time."""
    return {
        "actors": [
            {"id": "some-body"},
            {"id": "other-body"},
            {"id": "some-person", "offices": [_office(office)]},
            {"id": "other-person", "offices": [_office(office, of=other_body)]},
        ]
    }


def _part(figure: str, relation: str = "partition") -> dict[str, str]:
    return {"figure": figure, "relation": relation}


SOMEBODY: Records = {"actors": [{"id": "a"}, {"id": "b"}]}
OUTSIDE = "is not between 1985 and 1996. Mend it, or waive with the reason."
MEND_ONE = "Mend one of the two."
DISPUTE = "Mend the dates, or make a dispute of them."
TIMES: dict[str, tuple[Records, list[str]]] = {
    "DATE01 each wrong date of a record": (
        {
            "events": [
                {"id": "e", "date": "..", "kind": "ceasefire"}
                | {"in_force": {"start": "1993-05-32", "end": "..", "observance": "held"}}
            ]
        },
        [
            "DATE01 date cannot be open on both sides. Give a date.",
            "DATE01 there is no such day: 1993-05-32. 1993-05 has 31 days.",
        ],
    ),
    "DATE02 the first and the last day": (
        {"events": [{"id": "a", "date": "1985-01-01"}, {"id": "b", "date": "1996-12-31"}]},
        [],
    ),
    "DATE02 the day before": ({"events": [{"id": "e", "date": "1984-12-31"}]}, [f"DATE02 1984-12-31 {OUTSIDE}"]),
    "DATE02 the day after": ({"events": [{"id": "e", "date": "1997-01-01"}]}, [f"DATE02 1997-01-01 {OUTSIDE}"]),
    "DATE02 one end": (
        {"events": [{"id": "a", "date": "1984/1993"}, {"id": "b", "date": "1993/1997"}]},
        [f"DATE02 1984/1993 {OUTSIDE}", f"DATE02 1993/1997 {OUTSIDE}"],
    ),
    "DATE02 open ends": (
        {"actors": [{"id": "some-body"}, {"id": "a", "offices": [_office("Commander", "..", "..")]}]},
        [],
    ),
    "DATE02 every kind of record": (
        {
            "actors": [{"id": "some-body"}, {"id": "a", "offices": [_office("Commander", "1984")]}],
            "places": [{"id": "p", "control": _held(("some-body", "1983", "1993"))}],
            "figures": [{"id": "f", "as_of": "1982"}],
            "sources": [{"id": "late-book", "issued": "2001"}],
            "events": [{"id": "e", "date": "1981", "sources": _citing("some-book", "late-book")}],
        },
        [f"DATE02 {year} {OUTSIDE}" for year in (1984, 1981, 1982, 1983)],
    ),
    "DATE02 the background": (
        {"events/background": [{"id": "a", "date": "1920"}], "events/later": [{"id": "b", "date": "1921"}]},
        [f"DATE02 1921 {OUTSIDE}"],
    ),
    "DATE03 an open start": (
        {"events": [{"id": "e", "date": "../1993"}]},
        ["DATE03 the date is open: ../1993. Give the end that is known."],
    ),
    "DATE03 a winter in an interval": (
        {"events": [{"id": "e", "date": "1992-24/1993-21"}]},
        ["DATE03 a winter without a date_note: 1992-24/1993-21. Say which winter is meant."],
    ),
    "DATE03 a winter with a note": ({"events": [{"id": "e", "date": "1992-24", "date_note": "That of 1992."}]}, []),
    "DATE03 a part as long as the whole": (
        {"events": [{"id": "e", "date": "1993"}, {"id": "part", "date": "1993", "part_of": "e"}]},
        [],
    ),
    "DATE03 a part that ends after the whole": (
        {"events": [{"id": "e", "date": "1993-05"}, {"id": "part", "date": "1993-05/1993-06", "part_of": "e"}]},
        ["DATE03 1993-05/1993-06 is not within e, 1993-05. Mend one of the dates, or name it in related."],
    ),
    "DATE03 no date to be within": (
        {"events": [{"id": "e", "date": "1993-13"}, {"id": "part", "date": "1993-05", "part_of": "e"}]},
        ["DATE01 there is no month 13: 1993-13. Months are 01 to 12, seasons 21 (spring) to 24 (winter)."],
    ),
    "DATE03 a part without a date": (
        {"events": [{"id": "e", "date": "1993-05"}, {"id": "part", "date": "1993-13", "part_of": "e"}]},
        ["DATE01 there is no month 13: 1993-13. Months are 01 to 12, seasons 21 (spring) to 24 (winter)."],
    ),
    "DATE03 no whole to be within": (
        {"events": [{"id": "e", "part_of": "nothing"}, {"id": "f", "part_of": "p"}], "places": [{"id": "p"}]},
        [
            "REF01 there is no event nothing. Add the event, or name another.",
            "REF01 p is of kind place. Name one of kind event here.",
        ],
    ),
    "AGR01 an agreement": (
        {"events": [{"id": "e", "kind": "agreement"}]},
        ["AGR01 agreement without in_force. Add start, end and observance."],
    ),
    "AGR01 an agreement that was kept": (
        {
            "events": [
                {"id": "e", "kind": "agreement", "in_force": {"start": "1993", "end": "1994", "observance": "held"}}
            ]
        },
        [],
    ),
    "TIME01 one day": ({"places": [{"id": "p", "control": _held(("a", "1993-06-08", "1993-06-08"))}]} | SOMEBODY, []),
    "TIME01 an agreement in force": (
        {
            "events": [
                {"id": "e", "kind": "agreement", "in_force": {"start": "1994", "end": "1993", "observance": "held"}}
            ]
        },
        [f"TIME01 the start 1994 is after the end 1993. {MEND_ONE}"],
    ),
    "TIME01 an office": (
        {"actors": [{"id": "some-body"}, {"id": "a", "offices": [_office("Commander", "1994", "1993")]}]},
        [f"TIME01 the start 1994 is after the end 1993. {MEND_ONE}"],
    ),
    "TIME02 a day more than the day of a change": (
        {"places": [{"id": "p", "control": _held(("a", "1992", "1993-06-09"), ("b", "1993-06-08", ".."))}]} | SOMEBODY,
        [f"TIME02 a and b both hold p from 1993-06-08 to 1993-06-09. {DISPUTE}"],
    ),
    "TIME02 one of two in doubt": (
        {"places": [{"id": "p", "control": _held(("a", "1992", "1993"), ("b", "1992~", "1993"))}]} | SOMEBODY,
        [],
    ),
    "TIME02 two places": (
        {"places": [{"id": id_, "control": _held((by, "1992", "1994"))} for id_, by in (("p", "a"), ("q", "b"))]}
        | SOMEBODY,
        [],
    ),
    "TIME02 a holder beside wrong dates": (
        {
            "places": [
                {
                    "id": "p",
                    "control": _held(("a", "1992", "1993-13"), ("a", "1992", "1994"), ("b", "1993-01-01", "..")),
                }
            ]
        }
        | SOMEBODY,
        [
            "DATE01 there is no month 13: 1993-13. Months are 01 to 12, seasons 21 (spring) to 24 (winter).",
            f"TIME02 a and b both hold p from 1993-01-01 to 1994-01-01. {DISPUTE}",
        ],
    ),
    "TIME02 one office in two bodies": (_officials("Commander", other_body="other-body"), []),
    **{
        f"TIME02 a shared office: {office}": (_officials(f"{office} of the council"), [])
        for office in ("Deputy", "Member", "Co-Chairman", "Representative", "Adviser")
    },
}


@pytest.mark.parametrize(("files", "told"), TIMES.values(), ids=TIMES.keys())
def test_rules_on_times(tmp_path, files, told):
    """What is on the right side of a rule on times is not told of; what is on the wrong side is, to the day."""
    assert _found(tmp_path, files) == told


TWO_BOOKS = {
    "sources": [
        {"id": "party-book", "standing": "party-armenian"},
        {"id": "their-book", "standing": "party-azerbaijani"},
    ]
}
OF_A_PARTY = {"id": "e", "sources": _citing("party-book")}
USED = {"figures": [{"id": "used", "sources": _citing("party-book", "their-book")}]}
EARLY = {"sources": [{"id": "early-book", "issued": "1993-05-07"}]}
NO_SOURCE = "Add sources with source, locator and gives."
UNSAID = 'sources alone and does not say so. Say "according to", or add another source.'
SOURCES: dict[str, tuple[Records, list[str]]] = {
    "SRC01 every kind of record": (
        {kind: [{"id": kind, "sources": None}] for kind in ("actors", "events", "figures", "places")}
        | {"events/cited": [{"id": "cited"}]},
        [f"SRC01 no source for {kind}. {NO_SOURCE}" for kind in ("actors", "events", "figures", "places")],
    ),
    "SRC01 the second entry": (
        {
            "actors": [
                {"id": "some-body"},
                {"id": "a", "offices": [_office("Commander"), _office("Speaker") | {"sources": []}]},
            ]
        },
        [f"SRC01 no source for this entry of offices. {NO_SOURCE}"],
    ),
    **{
        f"SRC02 cited by {kind} alone": (
            {"sources": [{"id": "rare-book"}], kind: [{"id": "x", "sources": _citing("rare-book", "some-book")}]},
            [],
        )
        for kind in ("actors", "events", "figures", "places")
    },
    "SRC03 two parties": (
        TWO_BOOKS | {"events": [{"id": "e", "sources": _citing("party-book", "their-book")}]} | CITING,
        [],
    ),
    **{
        f"SRC03 {kind}": (
            TWO_BOOKS | USED | CITING | {f"{kind}/party": [{"id": "x", "sources": _citing("party-book")}]},
            [f"SRC03 x rests on party-armenian {UNSAID}"],
        )
        for kind in ("actors", "events", "figures", "places")
    },
    "SRC03 attributed in its summary": (
        TWO_BOOKS | USED | CITING | {"events": [OF_A_PARTY | {"summary": "According to one side, it was so."}]},
        [],
    ),
    **{
        f"SRC03 attributed in its {field}": (
            TWO_BOOKS
            | USED
            | CITING
            | {
                "figures/party": [
                    {"id": "f", "sources": _citing("party-book"), field: "soldiers according to one side"}
                ]
            },
            [],
        )
        for field in ("note", "of")
    },
    "SRC03 others cited only in a dispute": (
        TWO_BOOKS
        | USED
        | CITING
        | {
            "events": [
                OF_A_PARTY
                | {"disputes": [{"about": "date", "positions": [{"says": says, "sources": CITED} for says in "ab"]}]}
            ]
        },
        [f"SRC03 e rests on party-armenian {UNSAID}"],
    ),
    "SRC03 independent sources alone": ({"events": [{"id": "e"}]}, []),
    "SRC04 issued on the day": (
        EARLY | {"events": [{"id": "e", "date": "1993-05-07", "sources": _citing("early-book", "some-book")}]},
        [],
    ),
    "SRC04 issued in the year": (
        {
            "sources": [{"id": "early-book", "issued": "1993"}],
            "events": [{"id": "e", "sources": _citing("early-book", "some-book")}],
        },
        [],
    ),
    "SRC04 a stock": (
        EARLY | {"figures": [{"id": "f", "as_of": "1993-05-08", "sources": _citing("some-book", "early-book")}]},
        ["SRC04 early-book was issued 1993-05-07, before 1993-05-08. Mend a date, or cite another source."],
    ),
    "SRC04 a flow": (
        EARLY
        | {
            "figures": [
                {
                    "id": "f",
                    "kind": "flow",
                    "as_of": None,
                    "period": "1994",
                    "sources": _citing("some-book", "early-book"),
                }
            ]
        },
        ["SRC04 early-book was issued 1993-05-07, before 1994. Mend a date, or cite another source."],
    ),
    "SRC04 wrong dates": (
        {
            "sources": [{"id": "a-book", "issued": "1993-13"}, {"id": "early-book", "issued": "1992"}],
            "events": [{"id": "e", "sources": _citing("a-book", "early-book", "some-book")}],
        },
        [
            "SRC04 early-book was issued 1992, before 1993-05-08. Mend a date, or cite another source.",
            "DATE01 there is no month 13: 1993-13. Months are 01 to 12, seasons 21 (spring) to 24 (winter).",
        ],
    ),
    "SRC04 a dispute": (
        EARLY
        | {
            "events": [
                {
                    "id": "e",
                    "disputes": [
                        {
                            "about": "date",
                            "positions": [
                                {"says": "a", "sources": _citing(book)} for book in ("some-book", "early-book")
                            ],
                        }
                    ],
                }
            ]
        },
        ["SRC04 early-book was issued 1993-05-07, before 1993-05-08. Mend a date, or cite another source."],
    ),
}


@pytest.mark.parametrize(("files", "told"), SOURCES.values(), ids=SOURCES.keys())
def test_rules_on_sources(tmp_path, files, told):
    """Of whatever kind a record is, its sources are asked for, and whose they are and when they were issued counts."""
    assert _found(tmp_path, files) == told


COUNTRY = {"id": "country", "kind": "country", "lat": 40, "lon": 47}
FAR_COUNTRY = {"id": "far", "kind": "country", "lat": 55, "lon": 37}


def _at(lat: float, lon: float, **given: Any) -> dict[str, Any]:
    return {"id": "p", "lat": lat, "lon": lon} | given


def _astray(lat: float, lon: float, remedy: str = "Mend them") -> str:
    return f"GEO01 {lat} N {lon} E is not where p can be. {remedy}."


PLACES: dict[str, tuple[Records, list[str]]] = {
    **{
        f"GEO01 at the edge of the globe: {lat} {lon}": ({"places": [_at(lat, lon)]}, [])
        for lat, lon in ((90, 180), (-90, -180), (0, 0))
    },
    **{
        f"GEO01 off the globe: {lat} {lon}": ({"places": [_at(lat, lon)]}, [_astray(lat, lon)])
        for lat, lon in ((90.5, 0.5), (-90.5, 0.5), (0.5, 180.5), (0.5, -180.5))
    },
    **{
        f"GEO01 at the edge of the region: {lat} {lon}": ({"places": [COUNTRY, _at(lat, lon, within="country")]}, [])
        for lat, lon in ((38, 43), (42, 51))
    },
    **{
        f"GEO01 out of the region: {lat} {lon}": (
            {"places": [COUNTRY, _at(lat, lon, within="country")]},
            [_astray(lat, lon)],
        )
        for lat, lon in ((37.5, 45.5), (42.5, 45.5), (40.5, 42.5), (40.5, 51.5))
    },
    "GEO01 in a country elsewhere": ({"places": [FAR_COUNTRY, _at(48.5, 2.5, within="far")]}, []),
    "GEO01 in a country without coordinates": (
        {"places": [{"id": "land", "kind": "country"}, _at(48.5, 2.5, within="land")]},
        [],
    ),
    "GEO01 in a region": ({"places": [COUNTRY | {"kind": "region"}, _at(48.5, 2.5, within="country")]}, []),
    "GEO01 two steps within a country": (
        {"places": [COUNTRY, {"id": "r", "within": "country"}, _at(48.5, 2.5, within="r")]},
        [_astray(48.5, 2.5)],
    ),
    "GEO01 swapped at the edge": (
        {"places": [COUNTRY, _at(43.0, 38.0, within="country")]},
        [_astray(43.0, 38.0, "Swap lat and lon")],
    ),
    "GEO01 a longitude alone": (
        {"places": [{"id": "p", "lon": 46.5}]},
        ["GEO01 half of a pair of coordinates: p. Give both lat and lon."],
    ),
    "GEO02 membership": (
        {"actors": [{"id": "a", "member_of": ["b", "c"]}, {"id": "b"}, {"id": "c", "member_of": ["a"]}]},
        [f"GEO02 {id_} leads back to itself by member_of. Take one step out of the circle." for id_ in "ac"],
    ),
    "GEO02 composition": (
        {
            "figures": [
                {"id": "f", "composition": [_part("g", "contributes")]},
                {"id": "g", "composition": [_part("f", "contributes")]},
            ]
        },
        [f"GEO02 {id_} leads back to itself by composition. Take one step out of the circle." for id_ in "fg"],
    ),
    "GEO02 two ways to one record": (
        {
            "actors": [
                {"id": "a", "member_of": ["b", "c"]},
                {"id": "b", "member_of": ["d"]},
                {"id": "c", "member_of": ["d"]},
                {"id": "d"},
            ]
        },
        [],
    ),
    "GEO02 what is not there or of another kind": (
        {"actors": [{"id": "a", "member_of": ["p", "gone"]}], "places": [{"id": "p", "within": "a"}]},
        [
            "REF01 p is of kind place. Name one of kind actor here.",
            "REF01 there is no actor gone. Add the actor, or name another.",
            "REF01 a is of kind actor. Name one of kind place here.",
        ],
    ),
}


@pytest.mark.parametrize(("files", "told"), PLACES.values(), ids=PLACES.keys())
def test_rules_on_places(tmp_path, files, told):
    """Coordinates may lie up to the edges of the globe and of the region; a walk upwards may meet but not circle."""
    assert _found(tmp_path, files) == told
