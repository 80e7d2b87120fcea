"""Where each rule draws its line: small folders of facts on either side of it, and what is told of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import BUILT_IN_FACTS

from karabakh_cli.check import check
from karabakh_cli.read.facts import load
from karabakh_cli.read.fault import Fault

(SUBJECT,) = yaml.safe_load((BUILT_IN_FACTS / "subject.yaml").read_text(encoding="utf-8"))
"""What the facts of a row are about where it does not say otherwise: the words and bounds of the built-in facts."""
CITED = [{"source": "some-book", "locator": "p. 1"}]
CITING = {"places/citing": [{"id": "somewhere"}]}
# What a record holds where a row below does not say otherwise; its name is its id.
EVENT = {"title": "Some event", "kind": "other", "date": "1993-05-08", "summary": "There was a battle."}
ACTOR = {"kind": "group", "side": "other", "summary": "It took part."}
PLACE = {"kind": "town", "summary": "It was made up."}
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


def _faults(folder: Path, files: Records, *subjects: dict[str, Any]) -> list[Fault]:
    """Write records as files, each key on its line, with the book that they cite, and return what is wrong in them."""
    for name, records in (files | {"sources/book": [{"id": "some-book"}]}).items():
        _write(folder / f"{name}.yaml", [_record(name.partition("/")[0], record) for record in records])
    if subjects:
        _write(folder / "subject.yaml", subjects)
    return check(load(folder))


def _write(file: Path, rows: Sequence[dict[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _found(folder: Path, files: Records, *subjects: dict[str, Any]) -> list[str]:
    return [f"{fault.code} {fault.what}. {fault.remedy}." for fault in _faults(folder, files, *subjects)]


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
GIVE_IT = 'Give it; ".." is beyond the years covered.'
SAY_WHO, FROM_BEFORE = "Say who did.", "Say who did, or begin the first hold with ..."
# Holds on one place, (by, start, end) each, of which no day of the years 1988 to 1994 lies between two.
WITHOUT_A_GAP = {
    "the next day": [("a", "..", "1992-05-08"), ("b", "1992-05-09", "..")],
    "a change whose day is not known": [("a", "..", "[1992-05..1992-06]"), ("b", "[1992-05..1992-06]", "..")],
    "one hold that ends": [("a", "..", "1992-05-08")],
    "from the first of the years": [("a", "1988-01-01", "..")],
    "a gap before the years": [("a", "..", "1986-05-08"), ("b", "1987-05-08", "..")],
    "a gap after the years": [("a", "..", "1995-05-08"), ("b", "1995-06-08", "..")],
    "a day within a longer hold": [("a", "..", "1993"), ("b", "1991-05-08", "1991-05-08"), ("b", "1993-12-31", "..")],
    "a day that is about": [("a", "..", "1992-05-08"), ("b", "1992-05-10~", "..")],
    "in another order": [("b", "1992-05-09", ".."), ("a", "..", "1992-05-08")],
}
WITH_A_GAP = {
    f"before 1988-01-02. {FROM_BEFORE}": [("a", "1988-01-02", "..")],
    f"before 1992-05-08. {FROM_BEFORE}": [("a", "[..1992-05-08]", "..")],
    f"from 1992-05-09 to 1992-05-09. {SAY_WHO}": [("a", "..", "1992-05-08"), ("b", "1992-05-10", "..")],
    f"from 1993-06-01 to 1993-06-30. {SAY_WHO}": [("a", "..", "[1993-05-31..]"), ("b", "[..1993-07-01]", "..")],
    f"from 1987-05-09 to 1988-01-01. {SAY_WHO}": [("a", "..", "1987-05-08"), ("b", "1988-01-02", "..")],
}


def _member(of: str, **time: str) -> dict[str, Any]:
    return {"actor": of, "sources": CITED, **time}


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
    "DATE01 the day of a check": ({"places": [{"id": "p", "checked": "1994-05-12"}]}, []),
    **{
        f"DATE01 a check {day}": (
            {"places": [{"id": "p", "checked": day}]},
            [f"DATE01 no day on which it was read: {day}. Write a day, such as 1994-05-12."],
        )
        for day in ("1994", "1994-05", "1994-05-12~", "1994-05-12/1994-05-13")
    },
    "DATE01 a check on no day": (
        {"places": [{"id": "p", "checked": "1994-02-30"}]},
        ["DATE01 there is no such day: 1994-02-30. 1994-02 has 28 days."],
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
    "DATE02 an id that reads like a date": (
        {"places": [{"id": "1920"}], "events": [{"id": "e", "places": ["1920"]}]},
        [],
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
    "TIME01 one day": (
        {"places": [{"id": "p", "control": _held(("a", "..", "1993-06-08"), ("a", "1993-06-08", "1993-06-08"))}]}
        | SOMEBODY,
        [],
    ),
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
    "TIME01 a membership without a time": (
        {"actors": [{"id": "a", "member_of": ["b", {"actor": "c"}]}, {"id": "b"}, {"id": "c"}]},
        [],
    ),
    "TIME01 a membership from when to when": (
        {"actors": [{"id": "a", "member_of": [_member("b", start="1992", end="..")]}, {"id": "b"}]},
        [],
    ),
    "TIME01 a membership without a start": (
        {"actors": [{"id": "a", "member_of": [_member("b", end="1993")]}, {"id": "b"}]},
        [f"TIME01 a start is missing. {GIVE_IT}"],
    ),
    "TIME01 a membership that ends before it starts": (
        {"actors": [{"id": "a", "member_of": [_member("b", start="1994", end="1993")]}, {"id": "b"}]},
        [f"TIME01 the start 1994 is after the end 1993. {MEND_ONE}"],
    ),
    "TIME02 a day more than the day of a change": (
        {"places": [{"id": "p", "control": _held(("a", "..", "1993-06-09"), ("b", "1993-06-08", ".."))}]} | SOMEBODY,
        [f"TIME02 a and b both hold p from 1993-06-08 to 1993-06-09. {DISPUTE}"],
    ),
    **{
        f"TIME02 {one} beside {other}": (
            {"places": [{"id": "p", "control": _held(("a", "..", "1991"), ("a", one, "1993"), ("b", other, "1993"))}]}
            | SOMEBODY,
            [],
        )
        for one, other in (("1992~", "1992"), ("1992", "1992~"))
    },
    "TIME02 days beside a day in doubt": (
        {"places": [{"id": "p", "control": _held(("a", "..", "1992-07-02"), ("b", "1992-06-20~", ".."))}]} | SOMEBODY,
        [],
    ),
    "TIME02 two places": (
        {"places": [{"id": id_, "control": _held((by, "..", "1994"))} for id_, by in (("p", "a"), ("q", "b"))]}
        | SOMEBODY,
        [],
    ),
    "TIME02 a holder beside wrong dates": (
        {
            "places": [
                {
                    "id": "p",
                    "control": _held(("a", "1992", "1993-13"), ("a", "..", "1994"), ("b", "1993-01-01", "..")),
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
    "TIME02 two holders in part": (
        {
            "places": [
                {
                    "id": "p",
                    "control": [hold | {"in_part": True} for hold in _held(("a", "..", ".."), ("b", "..", ".."))],
                }
            ]
        }
        | SOMEBODY,
        [],
    ),
    **{
        f"TIME03 {how}": ({"places": [{"id": "p", "control": _held(*holds)}]} | SOMEBODY, [])
        for how, holds in WITHOUT_A_GAP.items()
    },
    **{
        f"TIME03 {what}": (
            {"places": [{"id": "p", "control": _held(*holds)}]} | SOMEBODY,
            [f"TIME03 nobody is said to hold it {what}"],
        )
        for what, holds in WITH_A_GAP.items()
    },
    "TIME03 a gap that another held in part": (
        {
            "places": [
                {
                    "id": "p",
                    "control": [
                        *_held(("a", "..", "1992-05-08"), ("b", "1993-01-01", "..")),
                        _held(("b", "1992-05-09", "1992-12-31"))[0] | {"in_part": True},
                    ],
                }
            ]
        }
        | SOMEBODY,
        [],
    ),
    "TIME03 dates that are none": (
        {"places": [{"id": "p", "control": _held(("a", "1992-13", ".."))}]} | SOMEBODY,
        ["DATE01 there is no month 13: 1992-13. Months are 01 to 12, seasons 21 (spring) to 24 (winter)."],
    ),
}


@pytest.mark.parametrize(("files", "told"), TIMES.values(), ids=TIMES.keys())
def test_rules_on_times(tmp_path, files, told):
    """What is on the right side of a rule on times is not told of; what is on the wrong side is, to the day."""
    assert _found(tmp_path, files, SUBJECT) == told


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
    "SRC01 a membership without a time": ({"actors": [{"id": "a", "member_of": [{"actor": "b"}]}, {"id": "b"}]}, []),
    **{
        f"SRC02 cited by {kind} alone": (
            {"sources": [{"id": "rare-book"}], kind: [{"id": "x", "sources": _citing("rare-book", "some-book")}]},
            [],
        )
        for kind in ("actors", "events", "figures", "places")
    },
    "SRC02 named where no source is": (
        {"sources": [{"id": "rare-book", "issued": "1990"}], "events": [{"id": "e", "places": ["rare-book"]}]},
        [
            "REF01 rare-book is of kind source. Name one of kind place here.",
            "SRC02 nothing cites rare-book. Cite it where it was read, or remove it.",
        ],
    ),
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
    "SRC04 no date": (
        EARLY | {"figures": [{"id": "f", "as_of": None, "sources": _citing("early-book", "some-book")}]},
        ["FIG02 a stock without as_of. Add as_of."],
    ),
    "SRC04 a citation of what is no source": (
        {"places": [{"id": "p"}], "events": [{"id": "e", "sources": _citing("some-book", "p")}]},
        ["REF01 p is of kind place. Name one of kind source here."],
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
    assert _found(tmp_path, files, SUBJECT) == told


COUNTRY = {"id": "country", "kind": "country", "lat": 40, "lon": 47}
FAR_COUNTRY = {"id": "far", "kind": "country", "lat": 55, "lon": 37}


def _at(lat: float, lon: float, **given: Any) -> dict[str, Any]:
    return {"id": "p", "lat": lat, "lon": lon} | given


def _astray(lat: float, lon: float, remedy: str = "Mend them") -> str:
    return f"GEO01 {lat} N {lon} E is not where p can be. {remedy}."


SQUARE = [[45, 39], [46, 39], [46, 40], [45, 40], [45, 39]]
THE_FIRST_AGAIN = "Write points of lon and lat, the first one again."


def _outlined(*rings: list[list[float]]) -> dict[str, Any]:
    return {"id": "p", "kind": "region", "outline": {"rings": rings, "sources": CITED}}


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
    "GEO01 an outline with a hole": ({"places": [_outlined(SQUARE, SQUARE[::-1])]}, []),
    "GEO01 an outline at the edge of the globe": (
        {"places": [_outlined([[-180, -90], [180, -90], [180, 90], [-180, -90]])]},
        [],
    ),
    **{
        f"GEO01 a ring of {ring}": (
            {"places": [_outlined(SQUARE, ring)]},
            [f"GEO01 a ring that is not closed. {THE_FIRST_AGAIN}"],
        )
        for ring in (SQUARE[:-1], SQUARE[:2] + SQUARE[:1], [])
    },
    **{
        f"GEO01 a point off the globe: {point}": (
            {"places": [_outlined([*SQUARE[:-1], list(point), SQUARE[0]])]},
            [f"GEO01 a point is not on the globe: {point}. {THE_FIRST_AGAIN}"],
        )
        for point in ((46.0, 90.5), (46.0, -90.5), (180.5, 40.0), (-180.5, 40.0))
    },
    "GEO02 membership": (
        {"actors": [{"id": "a", "member_of": ["c", "b"]}, {"id": "b"}, {"id": "c", "member_of": ["a"]}]},
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
    assert _found(tmp_path, files, SUBJECT) == told


QUESTIONED = {"question": "how-many"}
AMISS = "Move the number, or mend the quantifier."
WHOLE = {"id": "whole", "quantifier": "stated"}
TOTAL = "Mend them, or take exhaustive out."
EXHAUSTED = {"exhaustive": True, "composition": [_part("a"), _part("b")]}


def _exhausted(whole: dict[str, Any], a: dict[str, Any], b: dict[str, Any]) -> Records:
    """Return a figure that is exhausted by two parts, of the numbers and quantifiers that are given."""
    return {"figures": [WHOLE | EXHAUSTED | whole, {"id": "a"} | _stated(a), {"id": "b"} | _stated(b)]}


def _stated(numbers: dict[str, Any]) -> dict[str, Any]:
    return {"quantifier": "stated"} | numbers


def _subset(part: dict[str, Any], **whole: Any) -> Records:
    return {"figures": [WHOLE | {"composition": [_part("a", "subset")]} | whole, {"id": "a"} | _stated(part)]}


def _sum_and_rest(whole: dict[str, Any], part: dict[str, Any], rest: dict[str, Any]) -> Records:
    composed = {"composition": [_part("a", "contributes")], "excludes": ["rest"]}
    return {"figures": [WHOLE | composed | whole, {"id": "a"} | part, {"id": "rest"} | rest]}


def _best(number: float) -> dict[str, Any]:
    return {"quantifier": "stated", "best": number}


MORE, LEAST = {"quantifier": "more-than"}, {"quantifier": "at-least"}
UP_TO, CLOSE_TO, ABOUT = {"quantifier": "up-to"}, {"quantifier": "close-to"}, {"quantifier": "about"}
LARGER = ["FIG04 a is larger than whole. Mend one of the two."]
WAIVE = "Say so in the note, and waive with the reason."


def _asking(question: str) -> Records:
    """Return a figure that answers how-many, and a dispute on a question."""
    positions = [{"says": says, "sources": CITED} for says in "ab"]
    disputed = {"disputes": [{"about": "number", "question": question, "positions": positions}]}
    return {"figures": [{"id": "f"} | QUESTIONED], "events": [{"id": "e"} | disputed]}


FIGURES: dict[str, tuple[Records, list[str]]] = {
    **{
        f"FIG01 {', '.join(map(str, numbers.values()))}": ({"figures": [{"id": "f"} | numbers]}, [])
        for numbers in (
            {"quantifier": "exact", "best": 3},
            {"quantifier": "stated", "low": 3, "high": 3},
            {"quantifier": "about", "low": 3, "best": 4, "high": 5},
            {"quantifier": "about", "low": 3, "high": 5},
            MORE | {"low": 3},
            LEAST | {"low": 3},
            UP_TO | {"high": 3},
            CLOSE_TO | {"high": 3},
            {"quantifier": None},
        )
    },
    **{
        f"FIG01 {numbers['quantifier']} with {told}": (
            {"figures": [{"id": "f"} | numbers]},
            [f"FIG01 {numbers['quantifier']} goes with {wanted}, not with {told}. {AMISS}"],
        )
        for numbers, wanted, told in (
            (MORE | {"best": 3}, "low", "best"),
            (LEAST | {"low": 3, "high": 4}, "low", "low and high"),
            (UP_TO, "high", "no number"),
            ({"quantifier": "stated"}, "best or low and high or low and best and high", "no number"),
            ({"quantifier": "exact", "low": 3}, "best or low and high or low and best and high", "low"),
        )
    },
    "FIG01 a best number beyond the highest": (
        {"figures": [{"id": "f", "quantifier": "about", "low": 3, "best": 6, "high": 5}]},
        ["FIG01 low <= best <= high does not hold: [3, 6, 5]. Put them in order."],
    ),
    "FIG02 a stock with a period": (
        {"figures": [{"id": "f", "period": "1993"}]},
        ["FIG02 a stock with period. Write it as as_of."],
    ),
    "FIG02 a flow without a period": (
        {"figures": [{"id": "f", "kind": "flow", "as_of": None}]},
        ["FIG02 a flow without period. Add period."],
    ),
    "FIG03 unlike in everything": (
        {
            "figures": [
                WHOLE | _best(9) | {"composition": [_part("a", "partition")]},
                {"id": "a", "kind": "flow", "as_of": None, "period": "1993", "measure": "killed", "unit": "men"},
            ]
        },
        [
            "FIG03 a is a partition of whole with another kind and measure and unit. "
            "Name a figure of the same, or write contributes."
        ],
    ),
    "FIG03 what contributes may be unlike": (
        {
            "figures": [
                WHOLE | _best(9) | {"composition": [_part("a", "contributes")]},
                {"id": "a", "measure": "killed", "unit": "men"},
            ]
        },
        [],
    ),
    "FIG03 a partition beside others": (
        {
            "figures": [
                WHOLE | _best(9) | {"exhaustive": True, "composition": [_part("a", "contributes"), _part("b")]},
                {"id": "a"} | _best(5),
                {"id": "b"} | _best(9),
            ]
        },
        [],
    ),
    "FIG03 a part that is not there or no figure": (
        {
            "figures": [
                WHOLE | _best(9) | {"composition": [_part("gone"), _part("p"), _part("a")]},
                {"id": "a", "unit": "men"},
            ],
            "places": [{"id": "p"}],
        },
        [
            "REF01 there is no figure gone. Add the figure, or name another.",
            "REF01 p is of kind place. Name one of kind figure here.",
            "FIG03 a is a partition of whole with another unit. Name a figure of the same, or write contributes.",
        ],
    ),
    **{
        f"FIG04 parts that make {how}": (_exhausted(whole, a, b), [])
        for how, whole, a, b in (
            ("a billionth more", {"best": 10**8}, {"best": 10**8}, {"best": 0.1}),
            ("a billionth less", {"best": 10**8}, {"best": 10**8 - 0.1}, {"best": 0}),
            ("a tenth more than about", ABOUT | {"best": 10}, {"best": 6}, {"best": 5}),
            ("a tenth less than about", ABOUT | {"best": 10}, {"best": 6}, {"best": 3}),
            ("about as much as about", ABOUT | {"best": 10}, ABOUT | {"best": 10}, {"best": 2}),
            ("a tenth less than close to", CLOSE_TO | {"high": 10}, {"best": 6}, {"best": 3}),
            ("the least of a range", {"low": 9, "high": 10}, {"best": 4}, {"best": 5}),
            ("the most of a range", {"low": 9, "high": 10}, {"best": 4}, {"best": 6}),
            ("what at least may be", LEAST | {"low": 9}, {"best": 90}, {"best": 5}),
            ("what up to may be", UP_TO | {"high": 9}, {"best": 1}, {"best": 1}),
            ("more or less", {"best": 10}, UP_TO | {"high": 9}, LEAST | {"low": 1}),
            ("nothing that is known", {"best": 10}, {"best": 0}, {"best": 0}),
        )
    },
    **{
        f"FIG04 {told}": (_exhausted(whole, a, b), [f"FIG04 the parts make {told}. {TOTAL}"])
        for told, whole, a, b in (
            ("11.01, the whole is 9 to 11", ABOUT | {"best": 10}, {"best": 6}, {"best": 5.01}),
            ("8.99, the whole is 9 to 11", ABOUT | {"best": 10}, {"best": 6}, {"best": 2.99}),
            ("10.01, the whole is 9 to 10", CLOSE_TO | {"high": 10}, {"best": 6}, {"best": 4.01}),
            ("8.99, the whole is 9 to 10", CLOSE_TO | {"high": 10}, {"best": 6}, {"best": 2.99}),
            ("1,000.5, the whole is 1,234.5 or more", LEAST | {"low": 1234.5}, {"best": 1000}, {"best": 0.5}),
            ("10,000 or more, the whole is 9,000", {"best": 9000}, MORE | {"low": 9999}, {"best": 1}),
            ("0 to 9, the whole is 10", {"best": 10}, UP_TO | {"high": 8}, {"low": 0, "high": 1}),
            ("100,000,000.1, the whole is 100,000,000", {"best": 10**8}, {"best": 10**8}, {"best": 0.14}),
            ("99,999,999.85, the whole is 100,000,000", {"best": 10**8}, {"best": 10**8}, {"best": -0.15}),
        )
    },
    "FIG04 a partition that is not exhaustive": (
        {
            "figures": [
                WHOLE | _best(10) | {"composition": [_part("a"), _part("s", "subset"), _part("c", "contributes")]},
                {"id": "a"} | _best(50),
                {"id": "s"} | _best(10),
                {"id": "c"} | _best(50),
            ]
        },
        [],
    ),
    "FIG04 a subset is not a part of the sum": (
        {
            "figures": [
                WHOLE | _best(10) | EXHAUSTED | {"composition": [_part("a"), _part("b", "subset")]},
                {"id": "a"} | _best(10),
                {"id": "b"} | _best(5),
            ]
        },
        [],
    ),
    "FIG04 a subset of what is close to": (_subset({"best": 10}, high=10, **CLOSE_TO), []),
    "FIG04 a subset that may be smaller": (_subset({"low": 9, "high": 12}, best=10), []),
    "FIG04 a subset that is at least as much": (_subset(LEAST | {"low": 11}, best=10), LARGER),
    "FIG05 an excluded figure beside a part": (
        {
            "figures": [
                WHOLE | _best(9) | {"composition": [_part("a")], "excludes": ["b", "a"]},
                {"id": "a"} | _best(3),
                {"id": "b"} | _best(2),
            ]
        },
        ["FIG05 a is both a part and excluded. Keep one."],
    ),
    "FIG06 one number in each, whichever it is": (
        _sum_and_rest({"best": 9}, MORE | {"low": 4}, UP_TO | {"high": 5}),
        [f"FIG06 the parts and rest, which is excluded, make 9. {WAIVE}"],
    ),
    "FIG06 decimals": (
        _sum_and_rest({"best": 0.3}, _best(0.1), _best(0.2)),
        [f"FIG06 the parts and rest, which is excluded, make 0.3. {WAIVE}"],
    ),
    "FIG06 another sum": (_sum_and_rest({"best": 9}, _best(4), _best(4)), []),
    "FIG06 a range": (_sum_and_rest({"best": 9}, _best(4), {"quantifier": "stated", "low": 5, "high": 5}), []),
    "FIG06 no parts": ({"figures": [WHOLE | _best(9) | {"excludes": ["rest"]}, {"id": "rest"} | _best(9)]}, []),
    "FIG06 what is not there or no figure": (
        {
            "figures": [
                WHOLE | _best(9) | {"composition": [_part("a")], "excludes": ["gone", "p", "rest"]},
                {"id": "a"} | _best(4),
                {"id": "rest"} | _best(5),
            ],
            "places": [{"id": "p"}],
        },
        [
            "REF01 there is no figure gone. Add the figure, or name another.",
            "REF01 p is of kind place. Name one of kind figure here.",
            f"FIG06 the parts and rest, which is excluded, make 9. {WAIVE}",
        ],
    ),
    "FIG07 another measure": (
        {
            "figures": [
                {"id": "free", "measure": "killed"},
                {"id": "f"} | QUESTIONED,
                {"id": "same"} | QUESTIONED,
                {"id": "g", "measure": "killed"} | QUESTIONED,
            ]
        },
        ["FIG07 killed in people, but f answers how-many with troops in people. Give it a question of its own."],
    ),
    "FIG07 a dispute on what figures answer": (_asking("how-many"), []),
    "FIG07 a dispute on nearly that": (
        _asking("how-mny"),
        ["FIG07 no figure answers how-mny. Write one of how-many."],
    ),
    "FIG07 a dispute on another question": (_asking("why"), ["FIG07 no figure answers why. Leave it out."]),
    "FIG07 two questions": ({"figures": [{"id": "f"} | QUESTIONED, {"id": "g", "unit": "men", "question": "how"}]}, []),
}


@pytest.mark.parametrize(("files", "told"), FIGURES.values(), ids=FIGURES.keys())
def test_rules_on_figures(tmp_path, files, told):
    """Numbers go with their words, and parts with their whole, to the last that words and decimals allow."""
    assert _found(tmp_path, files, SUBJECT) == told


def _named(**given: Any) -> Records:
    """Return a town of some names, and another whose name is Some Town."""
    return {"places": [{"id": "a", "name": "Some Town"}, {"id": "b"} | given]}


def _disputed(*positions: dict[str, Any]) -> dict[str, Any]:
    return {"disputes": [{"about": "a point", "positions": list(positions)}]}


SIDES = ({"says": "one thing", "sources": CITED}, {"says": "another", "sources": CITED})
TAKEN = "is a name of a too. Leave it to one of the two, or make it plain."
PLAINLY = "Use a plain word, or say whose word it is."
SIDED = [
    "liberated", "Liberation", "occupy", "occupied", "occupying", "occupation", "freed", "terrorist", "aggressor",
    "aggressors", "aggression", "bandits", "heroic", "barbaric", "so-called", "ethnic cleansing", "genocide",
]  # fmt: skip
ATTRIBUTED = [
    "according to", "speaks of", "speak of", "spoke of", "call", "calls", "called", "say", "says", "said", "term",
    "terms", "wording", "word", "words", "describe", "describes", "described", "demands", "condemned", "charge",
    "charges", "charged", "accused", "wrote", "Resolution", "statement",
]  # fmt: skip
PLAIN = ["unheroic", "genocidal", "occupier"]
RECORDS: dict[str, tuple[Records, list[str]]] = {
    "ID01 good ids": ({"places": [{"id": id_, "name": id_} for id_ in ("a", "0", "a-1", "a1-b2-c3")]}, []),
    **{
        f"ID01 {id_}": (
            {"places": [{"id": id_}]},
            [f"ID01 not a kebab-case id: {id_}. Use a-z, 0-9 and single hyphens."],
        )
        for id_ in ("A", "-a", "a-", "a--b", "a b", "a.b", "ä", "٣")
    },
    "ID01 twice and of a wrong form": (
        {"actors": [{"id": "x"}, {"id": "B"}], "places": [{"id": "B"}]},
        [
            "ID01 not a kebab-case id: B. Use a-z, 0-9 and single hyphens.",
            "ID01 not a kebab-case id: B. Use a-z, 0-9 and single hyphens.",
            "ID01 the id stands twice: B. It is taken in actors.yaml, record 2.",
        ],
    ),
    "REF01 after a date": (
        {"places": [{"id": "p", "control": _held(("nobody", "..", "1993"))}]},
        ["REF01 there is no actor nobody. Add the actor, or name another."],
    ),
    "REF01 several are near": (
        {"places": [{"id": "town-a"}, {"id": "town-b"}], "events": [{"id": "e", "places": ["town-c"]}]},
        ["REF01 there is no place town-c. Write one of town-a, town-b."],
    ),
    "REF01 near, but of another kind": (
        {"actors": [{"id": "town-a"}], "events": [{"id": "e", "places": ["town-c"]}]},
        ["REF01 there is no place town-c. Add the place, or name another."],
    ),
    **{
        f"DISP01 {kind}": (
            {kind: [{"id": "x"} | _disputed(SIDES[0], {"says": "another"})]},
            ["DISP01 no source for this position. Add sources with source and locator."],
        )
        for kind in ("actors", "events", "figures", "places")
    },
    "DISP01 two sides": ({"events": [{"id": "e"} | _disputed(*SIDES)]}, []),
    "NAME01 actors and places": (
        {"actors": [{"id": "a", "name": "Place"}], "places": [{"id": "b", "name": "Place"}]},
        [],
    ),
    "NAME01 actors": (
        {"actors": [{"id": "a", "name": "Some Force"}, {"id": "b", "name": "some force"}]},
        [f"NAME01 some force {TAKEN}"],
    ),
    "NAME01 another spelling": (_named(also=["x", "SOME town"]), [f"NAME01 SOME town {TAKEN}"]),
    "NAME01 in another language": (
        _named(names={"az": "Some Town", "hy": "Քաղաք", "ru": "Город"}),
        [f"NAME01 Some Town {TAKEN}"],
    ),
    "NAME01 told once": (_named(name="Some Town", also=["some town"]), [f"NAME01 Some Town {TAKEN}"]),
    "NAME01 twice in one record": (_named(name="Village", also=["village"]), []),
    "NAME02 letters alone": (_named(names={"az": "Şəhər-1 (2)", "hy": "Քաղաք 1", "ru": "Город-1"}), []),
    **{
        f"NAME02 {kind} {strange}": (
            {kind: [{"id": "x", "names": {language: name}}]},
            [f"NAME02 the {language} name is not in {script} letters: {name}. Replace {strange}."],
        )
        for kind, language, script, name, strange in (
            ("actors", "az", "Latin", "Şəһər", "һ"),
            ("places", "hy", "Armenian", "Քաղաq", "q"),
            ("places", "ru", "Cyrillic", "Гopoд", "o p o"),
            ("places", "az", "Latin", "Şəhər 𗀀", "𗀀"),
        )
    },
    "TEXT01 as long as may be": (
        {"events": [{"id": "e", "title": "t" * 80, "summary": "s" * 900, "date_note": "d" * 901}]},
        [],
    ),
    "TEXT01 too long": (
        {"places": [{"id": "p", "summary": "s" * 901}]},
        ["TEXT01 summary of 901 characters. Say it in 900."],
    ),
    "TEXT01 a long note": ({"figures": [{"id": "f", "note": "n" * 901}]}, []),
    **{
        f"TEXT01 in the {field} of {kind}": (
            {kind: [{"id": "x", field: "It was heroic."}]},
            [f"TEXT01 a word that takes a side: heroic. {PLAINLY}"],
        )
        for kind, field in (
            ("events", "title"),
            ("events", "date_note"),
            ("actors", "summary"),
            ("places", "summary"),
            ("figures", "note"),
        )
    },
    **{
        f"TEXT01 {word}": (
            {"events": [{"id": "e", "summary": f"It was {word} there."}]},
            [f"TEXT01 a word that takes a side: {word}. {PLAINLY}"],
        )
        for word in SIDED
    },
    **{f"TEXT01 plain: {word}": ({"events": [{"id": "e", "summary": f"It was {word}."}]}, []) for word in PLAIN},
    **{
        f"TEXT01 {word}, attributed": ({"events": [{"id": "e", "summary": f"It was heroic {word} them."}]}, [])
        for word in ATTRIBUTED
    },
    **{
        f"TEXT01 quoted: {quoted}": ({"events": [{"id": "e", "summary": f"A {quoted} deed."}]}, [])
        for quoted in ('"heroic"', "“heroic”")
    },
    **{
        f"TEXT01 {text}": (
            {"events": [{"id": "e", "summary": text}]},
            [f"TEXT01 a word that takes a side: heroic. {PLAINLY}"],
        )
        for text in (
            "They said it. It was heroic.",
            'An "un"heroic deed.',
            "It was heroic; so they said.",
            'A "great" and heroic deed of a "great" town.',
            "It was a heroic deed of a so-called army.",
            "An essay on heroic deeds: sayings.",
        )
    },
}


@pytest.mark.parametrize(("files", "told"), RECORDS.values(), ids=RECORDS.keys())
def test_rules_on_records(tmp_path, files, told):
    """Ids, references, disputes, names and texts are told of where they break a rule, and only there."""
    assert _found(tmp_path, files, SUBJECT) == told


TOWN = {"id": "some-town", "name": "Şəhər Town", "also": ["Shahar"]} | {
    "names": {"az": "Şəhər", "hy": "Քաղաք", "ru": "Город"}
}
# Who and what texts below name: a person, a regiment of a state, a town in a district of a country, each with its id.
WORLD: Records = {
    "actors": [
        {"id": "some-person", "name": "Rza Aslanov", "kind": "person", "also": ["Riza Aslanoff"]},
        {"id": "some-regiment", "name": "366th Rifle Regiment", "member_of": ["some-state"]},
        {"id": "some-state", "name": "Some State", "kind": "state"},
    ],
    "places": [
        TOWN | {"within": "some-district"},
        {"id": "some-district", "name": "Some District", "within": "some-country"},
        {"id": "some-country", "name": "Some Country", "kind": "country"},
        {"id": "some-hill", "name": "Some Hill"},
    ],
}
CITE_IT = "Cite what gives it, or leave it out."


def _giving(gives: str, book: str = "some-book", **given: Any) -> list[dict[str, Any]]:
    return [{"source": book, "locator": "p. 1", "gives": gives} | given]


def _event(summary: str, gives: str = "that it was so", **given: Any) -> Records:
    return WORLD | {"events": [{"id": "e", "summary": summary, "sources": _giving(gives)} | given]}


def _of_the_hill(summary: str) -> Records:
    others = [place for place in WORLD["places"] if place["id"] != "some-hill"]
    return WORLD | {"places": [*others, {"id": "some-hill", "name": "Some Hill", "summary": summary}]}


def _numbered(**given: Any) -> dict[str, Any]:
    return {"id": "some-figure", **_best(40), **given}


GIVEN: dict[str, Records] = {
    **{
        f"{said} as {given}": _event(f"It was {said} then.", given)
        for said, given in (
            ("12,000", "12000 people"),
            ("12 000", "12,000 people"),
            ("12\u00a0000", "twelve thousand people"),
            ("12\u202f000", "12 thousand people"),
            ("twelve thousand", "12,000"),
            ("1,200,000", "1.2 million"),
            ("2.3 million", "2,300,000"),
            ("thirty-five", "35"),
            ("a dozen", "12"),
            ("two hundred", "200"),
            ("two hundred and fifty", "250"),
            ("three thousand two hundred and fifty", "3,250"),
            ("between three hundred and four hundred", "300 to 400"),
            ("1992-93", "from 1992 into 1993"),
            ("one or two", "nothing of that"),
        )
    },
    "a number after its year": _event("In 1993 120 people came.", "120 people"),
    "a day in words": _event("It began on 8 May 1993."),
    "both years of an interval": _event("It lasted from 1992 to 1994.", date="1992/1994"),
    "the year of a source": _event("A paper of 1994 tells it.", sources=_giving("it", "paper"))
    | {"sources": [{"id": "paper", "issued": "1994-02"}]},
    "the number of a source": _event("Resolution 822 tells it.", sources=_giving("it", "paper"))
    | {"sources": [{"id": "paper", "number": "S/RES/822"}]},
    "a figure that is linked": _event("40 came.", figures=["some-figure"]) | {"figures": [_numbered()]},
    "a figure about the event": _event("40 came.") | {"figures": [_numbered(event="e")]},
    "a figure's own number": {"figures": [_numbered(note="These 40 came late.")]},
    "a figure whose id a note names": {
        "figures": [_numbered(), {"id": "f", "note": "The 40 in some-figure are apart."}]
    },
    "an id with a number in it": {
        "figures": [{"id": "came-in-1066"}, {"id": "f", "note": "Not those in came-in-1066."}]
    },
    "a point of a text": _event("Page 1 tells it."),
    "a position": _event("Some say that 40 came.", **_disputed(SIDES[0], {"says": "they were 40", "sources": CITED})),
    "days that the text counts": _event("They left four days later."),
    "more days that the text counts": _event("They left twenty-one days later."),
    "members that the text counts": _event("Two of the nine members left."),
    "a name in full": _event("Şəhər Town fell.", "the fall of Şəhər Town"),
    "another spelling": _event("Şəhər Town fell.", "Shahar fell"),
    "another script": _event("Şəhər Town fell.", "взят Город"),
    "a name without its marks": _event("Sehər Town fell.", "Քաղաք"),
    "a place of the event": _event("Şəhər Town fell.", places=["some-town"]),
    "what a place of the event lies within": _event(
        "A town in Some District of Some Country fell.", places=["some-town"]
    ),
    "what a participant belongs to": _event(
        "Some State came.", participants=[{"actor": "some-regiment", "role": "unit"}]
    ),
    "the last word of a person's name": _event("Rza Aslanov came.", "that Aslanov came"),
    "the last word of another spelling": _event("Rza Aslanov came.", "that Aslanoff came"),
    "words in small letters": _event("The rifle regiment of some state fell."),
    "where a place lies": _of_the_hill("Hill near Şəhər Town, between Some District and Shahar, north of Shahar."),
    "the country of a place": _of_the_hill("Hill in Some Country."),
    "what lies in a place": WORLD
    | {"places/more": [{"id": "w", "summary": "Some Farm is in it."}, {"id": "x", "name": "Some Farm", "within": "w"}]},
    "no number of a date that is none": {
        "sources": [{"id": "paper", "issued": "1994"}],
        "events": [{"id": "e", "sources": _citing("paper", "some-book")}],
    },
}
MISSING: dict[str, tuple[Records, str]] = {
    **{
        f"{said} as {given}": (_event(f"It was {said} then.", given), missing)
        for said, given, missing in (
            ("12,000", "1,200 people", "12000"),
            ("two hundred", "20 people", "two hundred"),
            ("two hundred and fifty", "200 men and 50 women", "two hundred and fifty"),
            ("1991-92", "1991", "1992"),
            ("thirty-five", "30 or 5", "thirty five"),
            ("40 or 50", "40", "50"),
            ("three", "a third", "three"),
            ("40, and 40 again,", "50", "40"),
        )
    },
    "a number after its year": (_event("In 1993 120 people came."), "120"),
    "another day": (_event("It began on 9 May 1993."), "9"),
    "a year within an interval": (_event("It was worst in 1993.", date="1992/1994"), "1993"),
    "what two sources make together": (_event("12,000 came.", sources=[*_giving("12"), *_giving("000")]), "12000"),
    "the number of a page": (_event("These 7 came.", sources=[{"source": "some-book", "locator": "p. 7"}]), "7"),
    "another point of a text": (_event("Article 7 tells it."), "7"),
    "the day of a check": (_event("It ended in 1995.", checked="1995-05-12"), "1995"),
    "a figure of something else": (_event("40 came.") | {"figures": [_numbered()]}, "40"),
    "days of no other day": (_event("They stayed four days."), "four"),
    "a name and a number": (_event("Şəhər Town and 40 men fell."), "Şəhər Town, 40"),
    "a name that stands for a kind of thing": (_event("Şəhər Town fell.", "that a town fell"), "Şəhər Town"),
    "the first word of a person's name": (_event("Rza Aslanov came.", "that Rza came"), "Rza Aslanov"),
    "a name that begins with a number": (_event("The 366th Rifle Regiment came."), "366th Rifle Regiment"),
    "another script": (_event("It was Город."), "Город"),
    "where an event was": (_event("It was near Şəhər Town."), "Şəhər Town"),
    "the country of an event": (_event("It was in Some Country."), "Some Country"),
    "what happened at a place": (_of_the_hill("Şəhər Town held it."), "Şəhər Town"),
    "how far a place lies": (_of_the_hill("Hill 40 km north of Şəhər Town."), "40"),
}
SILENT = "of a source that was not read whole. Read it to its end, or say of which part it holds."
OWN_WORDS = "gives the position's own words. Write what the source says, with its date or number."
WRITE_EACH = "Write each account as a position with its source."
ANOTHER_VOICE = "Look for another voice."
VOICES = {
    "sources": [
        {"id": "lexicon", "type": "encyclopedia"},
        {"id": "party-book", "standing": "party-armenian"},
        {"id": "their-book", "standing": "party-azerbaijani"},
    ],
    "figures": [{"id": "used", "sources": _citing("lexicon", "party-book", "their-book")}],
}


def _read(read: str | None, summary: str, gives: str = "it") -> Records:
    """Return an event that cites a book of which so much was read."""
    return {
        "sources": [{"id": "b", "read": read}],
        "events": [{"id": "e", "summary": summary, "sources": _giving(gives, "b")}],
        **CITING,
    }


def _gives(*given: str | None) -> Records:
    """Return an event with two positions, of which the first cites as many books as there are things given."""
    books = [{"id": f"book-{number}"} for number in range(len(given))]
    cited = [
        {"source": book["id"], "locator": "p. 1"} | ({"gives": text} if text else {})
        for book, text in zip(books, given, strict=True)
    ]
    positions = (
        {"says": "It began on 8 May", "sources": cited},
        {"says": "later", "sources": _giving("before dawn, 8 May")},
    )
    return {"sources": books, "events": [{"id": "e"} | _disputed(*positions)]}


def _told_by(*sources: dict[str, Any], kind: str = "battle") -> Records:
    summary = "According to them there was fighting."
    return VOICES | CITING | {"events": [{"id": "e", "kind": kind, "summary": summary, "sources": list(sources)}]}


LEXICON, PARTY, OTHER_PARTY = ({"source": book, "locator": "p. 1"} for book in ("lexicon", "party-book", "their-book"))
EVIDENCE: dict[str, tuple[Records, list[str]]] = {
    **{f"EVID01 {what}": (files, []) for what, files in GIVEN.items()},
    **{
        f"EVID01 missing: {what}": (files, [f"EVID01 nothing cited gives {missing}. {CITE_IT}"])
        for what, (files, missing) in MISSING.items()
    },
    "EVID01 a source of no date": (
        {
            "sources": [{"id": "paper", "issued": "1994-13"}],
            "events": [{"id": "e", "sources": _citing("paper", "some-book")}],
        },
        ["DATE01 there is no month 13: 1994-13. Months are 01 to 12, seasons 21 (spring) to 24 (winter)."],
    ),
    **{
        f"EVID02 {gives}": (_gives(gives), [f"EVID02 book-0 {OWN_WORDS}"])
        for gives in ("It began on 8 May", "that it began on 8 May", "8 MAY", "May 8")
    },
    **{f"EVID02 {gives}": (_gives(gives), []) for gives in ("It began at dawn on 8 May", None, "the and")},
    "EVID02 two sources in one sentence": (
        _gives("at dawn, 8 May", "8 May at dawn"),
        ["EVID02 book-1 gives what another source of the position gives. Write what this source says."],
    ),
    "EVID02 two sources that give nothing": (_gives(None, None), []),
    "EVID02 two positions in one sentence": (_gives("before dawn, 8 May"), []),
    **{
        f"EVID03 {read}: {text}": (_read(read, text), [f'EVID03 "{said}" {SILENT}'])
        for read, text, said in (
            ("part", "It does not say who came.", "does not say"),
            ("opening", "They do not name who came.", "do not name"),
            ("metadata", "It gives no number.", "gives no number"),
            ("second-hand", "It tells of it without naming the town.", "without naming"),
            (None, "It did not mention the town.", "did not mention"),
            ("part", "It does not say who took part.", "does not say"),
            ("part", "The part read tells of the town. It does not say who came.", "does not say"),
        )
    },
    **{
        f"EVID03 {read}: {text}": (_read(read, text), [])
        for read, text in (
            ("whole", "It does not say who came."),
            ("part", "The part that was read does not say who came."),
            ("part", "Its opening does not say who came."),
            ("part", "Page 1 does not say who came."),
            ("part", "They no longer came, and gave no longer notice."),
            ("part", "It says who came."),
        )
    },
    "EVID03 what is given": (_read("part", "It was.", "does not say when"), [f'EVID03 "does not say" {SILENT}']),
    "EVID03 what is given of the whole": (_read("whole", "It was.", "does not say when"), []),
    "EVID03 one of two read whole": (
        {
            "sources": [{"id": "b", "read": "part"}, {"id": "c", "read": "whole"}],
            "events": [{"id": "e", "summary": "Neither does, or did not say.", "sources": _citing("b", "c")}],
            **CITING,
        },
        [],
    ),
    **{
        f"EVID04 {address}": (
            {"sources": [{"id": "b", "url": address}], "events": [{"id": "e", "sources": _citing("b", "some-book")}]},
            [
                f"EVID04 a site's front door: {address}. "
                "Give the page's own address, or say in the note that it is not known."
            ],
        )
        for address in (
            "https://example.org",
            "https://example.org/",
            "https://example.org/en",
            "https://example.org/en/",
            "https://example.org/en-US/",
            "https://example.org/index.php",
            "https://example.org/EN/Index.html",
            "https://example.org/home",
            "https://example.org/home/",
            "https://example.org/#news",
        )
    },
    **{
        f"EVID04 {address}": (
            {"sources": [{"id": "b", "url": address}], "events": [{"id": "e", "sources": _citing("b", "some-book")}]},
            [],
        )
        for address in (
            "https://example.org/?p=3",
            "https://example.org/en/?id=3",
            "https://example.org/index.php?id=3",
            "https://example.org/en/3",
            "https://example.org/english",
            "https://example.org/homeland",
            "https://example.org/news/index.html",
            "doi:10.1000/182",
            "https://[example.org",
        )
    },
    **{
        f"EVID05 a {kind} of one party": (
            _told_by(PARTY, kind=kind),
            [f"EVID05 a {kind} told by the side of armenia alone. {ANOTHER_VOICE}"],
        )
        for kind in ("battle", "shelling", "massacre", "displacement")
    },
    "EVID05 no violence": (_told_by(PARTY, kind="statement"), []),
    "EVID05 two parties": (_told_by(PARTY, OTHER_PARTY), []),
    "EVID05 an independent source": (_told_by(*CITED), []),
    "EVID05 one party twice": (
        _told_by(PARTY, PARTY | {"locator": "p. 2"}),
        [f"EVID05 a battle told by the side of armenia alone. {ANOTHER_VOICE}"],
    ),
    "EVID05 an encyclopedia alone": (
        _told_by(LEXICON),
        [f"EVID05 a battle told by encyclopedias alone. {ANOTHER_VOICE}"],
    ),
    "EVID05 an encyclopedia and a party": (
        _told_by(LEXICON, PARTY),
        [f"EVID05 a battle told by the side of armenia alone. {ANOTHER_VOICE}"],
    ),
    "EVID05 a party's claim in an independent source": (
        _told_by(CITED[0] | {"standing": "party-armenian"}),
        [f"EVID05 a battle told by the side of armenia alone. {ANOTHER_VOICE}"],
    ),
    "EVID05 two parties' claims in an independent source": (
        _told_by(*(CITED[0] | {"standing": f"party-{party}"} for party in ("armenian", "azerbaijani"))),
        [],
    ),
    "EVID05 an independent claim in a party's source": (_told_by(PARTY | {"standing": "independent"}), []),
    "EVID05 no source": (_told_by(), [f"SRC01 no source for e. {NO_SOURCE}"]),
    **{
        f"DISP02 {text}": (
            {"events": [{"id": "e", "date_note": text}]},
            [f'DISP02 "{said}" in date_note, and no dispute. {WRITE_EACH}'],
        )
        for text, said in (
            ("Another source has the day after.", "Another source"),
            ("By other accounts it was later.", "other accounts"),
            ("Some sources have it later.", "Some sources"),
            ("Sources differ on the day.", "Sources differ"),
            ("Others put it later.", "Others put"),
        )
    },
    **{
        f"DISP02 {text}": ({"events": [{"id": "e", "date_note": text}]}, [])
        for text in (
            "The other towns came later.",
            "In other words, later.",
            "The source differs from it.",
            "Others came.",
        )
    },
    "DISP02 a dispute": ({"events": [{"id": "e", "date_note": "Other sources differ."} | _disputed(*SIDES)]}, []),
    **{
        f"DISP02 in the {field} of {kind}": (
            {kind: [{"id": "x", field: "Other sources have more."}]},
            [f'DISP02 "Other sources" in {field}, and no dispute. {WRITE_EACH}'],
        )
        for kind, field in (("actors", "summary"), ("places", "summary"), ("figures", "note"))
    },
    "DISP02 a question with others": (
        {"figures": [{"id": "f", "note": "Other sources have more."} | QUESTIONED, {"id": "g"} | QUESTIONED]},
        [],
    ),
    "DISP02 a question without others": (
        {"figures": [{"id": "f", "note": "Other sources have more."} | QUESTIONED]},
        [f'DISP02 "Other sources" in note, and no dispute. {WRITE_EACH}'],
    ),
}


@pytest.mark.parametrize(("files", "told"), EVIDENCE.values(), ids=EVIDENCE.keys())
def test_rules_on_evidence(tmp_path, files, told):
    """What a text says is told of where nothing gives it, and only there, in whatever words it is said and given."""
    assert _found(tmp_path, files, SUBJECT) == told


def _subject(**given: Any) -> dict[str, Any]:
    return {"title": "Some subject", "standings": [{"name": "independent"}]} | given


def _language(code: str, name: str = "Some language") -> dict[str, str]:
    return {"code": code, "name": name, "script": "Latin"}


def _box(north: float, south: float, west: float, east: float) -> dict[str, Any]:
    return _subject(region={"north": north, "south": south, "west": west, "east": east})


def _speaking(*parties: str) -> list[dict[str, str]]:
    """Return standings of which the first is of nobody, and each other one of a party."""
    return [{"name": "independent"}, *({"name": f"party-{party}", "party": party} for party in parties)]


ADDED = "Add it to the {} of the subject."
TWICE = "Keep one of the two."
CLOSED = "Give both, such as 1988/1994."
BOX = "Write south < north and west < east."
CITED_BY_A_TOWN: Records = {"places": [{"id": "p"}]}
SUBJECTS: dict[str, tuple[list[dict[str, Any]], Records, list[str]]] = {
    "SUB01 words of the lists": (
        [_subject(sides=["north", "south"], languages=[_language("de"), _language("fr")])],
        {
            "actors": [{"id": "a", "side": "south", "names": {"de": "Heer", "fr": "Armee"}}],
            "places": [{"id": "p", "names": {"fr": "Ville"}}],
        },
        [],
    ),
    "SUB01 words of no list": (
        [_subject(sides=["north", "south"], languages=[_language("de")])],
        {
            "actors": [{"id": "a", "side": "west", "names": {"de": "Heer", "fr": "Armee", "it": "Armata"}}],
            "places": [{"id": "p", "names": {"fr": "Ville"}}],
            "sources": [{"id": "b", "standing": "hostile"}],
            "figures": [{"id": "f", "sources": _citing("some-book", "b")}],
        },
        [
            "SUB01 no such side: west. Write one of north, south.",
            "SUB01 no such language: fr. Write one of de.",
            "SUB01 no such language: it. Write one of de.",
            "SUB01 no such language: fr. Write one of de.",
            "SUB01 no such standing: hostile. Write one of independent.",
        ],
    ),
    "SUB01 the standing of a claim": (
        [_subject()],
        {"places": [{"id": "p", "sources": [CITED[0] | {"standing": "independent"}]}]},
        [],
    ),
    "SUB01 a standing in a dispute": (
        [_subject(sides=["other"])],
        {
            "places": [
                {"id": "p"} | _disputed(SIDES[0], {"says": "so", "sources": [CITED[0] | {"standing": "hostile"}]})
            ]
        },
        ["SUB01 no such standing: hostile. Write one of independent."],
    ),
    "SUB01 a side in capitals": (
        [_subject(sides=["north", "south"])],
        {"actors": [{"id": "a", "side": "North"}]},
        ["SUB01 no such side: North. Write one of north, south."],
    ),
    "SUB01 a subject without lists": (
        [{"title": "Some subject"}],
        {"actors": [{"id": "a", "names": {"de": "Heer"}}]},
        [
            f"SUB01 no such side: other. {ADDED.format('sides')}",
            f"SUB01 no such language: de. {ADDED.format('languages')}",
            f"SUB01 no such standing: independent. {ADDED.format('standings')}",
        ],
    ),
    "SUB01 no subject": (
        [],
        {
            "actors": [{"id": "a", "side": "west", "names": {"xx": "Heer"}}],
            "sources": [{"id": "b", "standing": "hostile"}],
            "figures": [{"id": "f", "sources": _citing("b")}],
            "places": [{"id": "p"}],
        },
        [],
    ),
    "SUB02 a word in two lists, a name of two languages": (
        [
            _subject(
                sides=["north", "independent", "nor"],
                languages=[_language("de"), _language("nor")],
                standings=[{"name": "independent"}, {"name": "nor", "party": "north"}],
            )
        ],
        CITED_BY_A_TOWN,
        [],
    ),
    "SUB02 codes of languages": (
        [
            _subject(
                languages=[_language("de-at"), _language("sr-latn"), _language("DE"), _language('d"e'), _language("d")]
            )
        ],
        CITED_BY_A_TOWN,
        [f"SUB02 no code of a language: {code}. Write it as in az." for code in ("DE", 'd"e', "d")],
    ),
    "SUB02 one word three times": (
        [_subject(sides=["a", "b", "a", "a"])],
        CITED_BY_A_TOWN,
        [f"SUB02 a stands twice in sides. {TWICE}"] * 2,
    ),
    "SUB02 one standing of two parties": (
        [_subject(sides=["a", "b"], standings=[*_speaking("a"), {"name": "party-a", "party": "b"}])],
        CITED_BY_A_TOWN,
        [f"SUB02 party-a stands twice in standings. {TWICE}"],
    ),
    "SUB02 one language of two names": (
        [_subject(languages=[_language("de", "German"), _language("de", "Low German")])],
        CITED_BY_A_TOWN,
        [f"SUB02 de stands twice in languages. {TWICE}"],
    ),
    **{
        f"SUB03 {field} {time}": ([_subject(**{field: time})], CITED_BY_A_TOWN, [])
        for field in ("years", "dates")
        for time in ("1988/1994", "1988", "1988-02-20/1994-05-12", "1988-05")
    },
    **{
        f"SUB03 {field} {time}": (
            [_subject(**{field: time})],
            CITED_BY_A_TOWN,
            [f"SUB03 {field} without an end: {time}. {CLOSED}"],
        )
        for field in ("years", "dates")
        for time in ("1988/..", "../1994")
    },
    "SUB03 a time that is none": (
        [_subject(years="1988-13/..")],
        CITED_BY_A_TOWN,
        ["DATE01 there is no month 13: 1988-13/... Months are 01 to 12, seasons 21 (spring) to 24 (winter)."],
    ),
    "SUB03 open on both sides": (
        [_subject(dates="..")],
        CITED_BY_A_TOWN,
        ["DATE01 dates cannot be open on both sides. Give a date.", f"SUB03 dates without an end: ... {CLOSED}"],
    ),
    **{
        f"SUB04 {box}": ([_box(*box)], CITED_BY_A_TOWN, [])
        for box in ((90, -90, -180, 180), (0.1, 0, 0, 0.1), (-80, -90, 170, 180))
    },
    **{
        f"SUB04 {box}": (
            [_box(*box)],
            CITED_BY_A_TOWN,
            [
                f"SUB04 no region of the globe: {float(box[1])} to {float(box[0])} N, "
                f"{float(box[2])} to {float(box[3])} E. {BOX}"
            ],
        )
        for box in (
            (90.1, 38, 43, 51),
            (42, -90.1, 43, 51),
            (42, 38, -180.1, 51),
            (42, 38, 43, 180.1),
            (38, 38, 43, 51),
            (42, 38, 43, 43),
            (38, 42, 43, 51),
            (42, 38, 51, 43),
        )
    },
    "SUB05 parties that are sides": (
        [_subject(sides=["north", "south"], standings=_speaking("north", "south"))],
        CITED_BY_A_TOWN,
        [],
    ),
    "SUB05 a party that is no side": (
        [_subject(sides=["north", "south"], standings=_speaking("north", "west"))],
        CITED_BY_A_TOWN,
        ["SUB05 no such side: west. Write one of north, south."],
    ),
    "SUB05 a party where there are no sides": (
        [_subject(standings=_speaking("north"))],
        CITED_BY_A_TOWN,
        ["SUB05 no such side: north. Add it to the sides."],
    ),
    "SUB06 three subjects": (
        [_subject(), _subject(), _subject()],
        CITED_BY_A_TOWN,
        [f"SUB06 a second subject; the first is in this file. {TWICE}"] * 2,
    ),
    "DATE02 and the like, no subject": (
        [],
        {
            "events": [{"id": "e", "date": "1066", "summary": "The town was liberated."}],
            "places": [COUNTRY, _at(48.5, 2.5, within="country", names={"ru": "Town"})],
            "sources": [{"id": "party-book", "standing": "party-armenian"}],
            "figures": [{"id": "f", "sources": _citing("party-book")}],
        },
        [],
    ),
    "SRC03 a standing that speaks for nobody": (
        [_subject(standings=[{"name": "independent"}, {"name": "party-north"}])],
        {
            "sources": [{"id": "party-book", "standing": "party-north"}],
            "figures": [{"id": "f", "sources": _citing("party-book")}],
            "places": [{"id": "p"}],
        },
        [],
    ),
    "TIME02 no shared offices": (
        [_subject(sides=["other"])],
        _officials("Deputy of the council"),
        [
            "TIME02 some-person and other-person both hold Deputy of the council of some-body "
            f"from 1992-12-31 to 1994-01-01. {DISPUTE}"
        ],
    ),
}


@pytest.mark.parametrize(("subjects", "files", "told"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_rules_on_the_subject(tmp_path, subjects, files, told):
    """A subject keeps its lists, times and region in order, and decides the words of records, where there is one."""
    assert _found(tmp_path, files, *subjects) == told


IN_FORCE = {"kind": "agreement", "in_force": {"start": "1994", "end": "1993", "observance": "held"}}
EXCEPT = {"composition": [_part("b", "contributes")]}
# What is wrong in a record -> the codes, each with the line that it is told of at.
LINES: dict[str, tuple[Records, list[str]]] = {
    "an id": (
        {"sources": [{"id": "unread"}, {"id": "Unread"}], "figures": [{"id": "unread"}]},
        ['ID01 "id": "unread"', 'SRC02 "id": "unread"', 'ID01 "id": "Unread"', 'SRC02 "id": "Unread"'],
    ),
    "a name": (_named(name="Some Town"), ['NAME01 "name": "Some Town",']),
    "a name in a language": (_named(names={"az": "Some Town"}), ['NAME01 "az": "Some Town"']),
    "a name in other letters": (
        {"places": [{"id": "p", "names": {"az": "Şəhər", "hy": "Town"}}]},
        ['NAME02 "hy": "Town"'],
    ),
    "another spelling": (_named(also=["x", "Some Town"]), ['NAME01 "Some Town"']),
    "an excluded part": (
        {
            "figures": [
                WHOLE | _best(9) | {"excludes": ["a", "b"]} | EXCEPT,
                {"id": "a"} | _best(2),
                {"id": "b"} | _best(3),
            ]
        },
        ['FIG05 "b"'],
    ),
    "an excluded rest": (
        {
            "figures": [WHOLE | _best(9) | {"excludes": ["a", "rest"]} | EXCEPT]
            + [{"id": id_} | _best(number) for id_, number in (("a", 2), ("b", 3), ("rest", 6))]
        },
        ['FIG06 "rest"'],
    ),
    "an agreement in force": ({"events": [{"id": "e"} | IN_FORCE]}, ['TIME01 "in_force": {']),
}


@pytest.mark.parametrize(("files", "told"), LINES.values(), ids=LINES.keys())
def test_where_a_fault_is_told(tmp_path, files, told):
    """A fault is told of at the line of the value that is wrong, wherever in the record that stands."""
    faults = _faults(tmp_path, files, SUBJECT)
    lines = [Path(fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1] for fault in faults]
    assert [f"{fault.code} {line.strip()}" for fault, line in zip(faults, lines, strict=True)] == told
