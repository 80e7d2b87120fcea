"""Whole answers over facts of every variant (tests/variants), to the letter: tests/render/whole.

A changed value shows here where the other tests look at shapes: what is written, what is said beside it, how it ends.
`pytest tests/render/test_whole_answers.py --refresh` writes them anew.
"""

import re
import sys
from collections.abc import Iterator

import msgspec
import pytest
import yaml
from conftest import VARIANTS, transcript

from karabakh_cli.model.columns import COUNTED
from karabakh_cli.model.record import RECORDS
from karabakh_cli.render.bibliography import authors
from tools.terminal import Terminal

ROWS = ("tsv --header", "csv", "markdown", "json", "record")
BIBLIOGRAPHIES = ("bibtex", "ris", "csl-json")
EVERYTHING = ("events", "actors", "places", "figures", "sources")
# What is asked, and the forms in which it is answered.
ASKED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **{name: ((name,), ROWS) for name in (*EVERYTHING, "disputes")},
    "times": (
        (
            "events 1991", "events 1990-01-18", "events 1990-01-25", "events 1990..1990-02", "events --certain 1992",
            "events summer 1992", "events --after 1992-05-31", "events --before 1990-04", "figures 1992", "refugees",
            "events --key", "events --disputed", "disputes 1991", "events 1991 --limit 2",
        ),
        ("tsv",),
    ),
    "days": (
        (
            "on 1989-12-31", "on 1990-01-01", "on 1990-03-01", "on 1990-04-30", "on 1990-08-01", "on 1990-08-01 --all",
            "on 1991-05-08", "on 1991-07-02", "on 1992-05-17", "on 1992-12-31",
            "on 1992-12-31 --all", "on 1993-01-01", "map 1993-01-01",
            "on 1991-05-08 --place town", "on 1991-05-08 --actor army", "changes", "changes 1991", "offices",
            "offices 1991",
            "map", "map 1991-05-08", "map 1992-05-17", "map 1992-12-31", "map 1990-08-01 --place oblast",
        ),
        ("tsv --header",),
    ),
    "a-day": (("on 1991-05-08", "changes 1991", "offices", "map 1992-05-17"), ("csv", "markdown", "json", "record")),
    "compared": (
        ("compare displaced-in-the-country", "compare fled", "compare battle", "compare the killed or wounded"),
        ("tsv --header", "json", "record"),
    ),
    "searched": (
        (
            "search town", "search battle of the town", "search 1991-05", "search killed in battle", "search Oberstadt",
            "search none", "search true", "search 40.25", "search 10.5", "search 9000", "search keeper", "search Doe",
            "search S/RES/1", "search held-with-violations", "search partition", "search at-least", "search summary",
            "search attacker", "search de-facto-state", "search killed-in-the-battle", "search some institute",
            "search eighth", "search orchards", "search pear trees of the monastery", "search bridges flood",
            "search army saddle snow", "search marched through", "search winter", "search may 1992",
            "search how many fled the village", "search who commanded the army", "search when was the town taken",
            "search number of displaced", "search what happened to the villagers",
            "search Вер. Город", "search to Abroad", "search mediator", "search ru",
        ),
        ("tsv --header",),
    ),
    "counted": (
        (
            "events --count year", "events --count kind,month", "events 1991 --count place", "actors --count side",
            "places --count holder", "figures --count measure", "sources --count read", "disputes --count kind",
        ),
        ROWS,
    ),
    "counted-by-all": (
        tuple(f"{kind}s --count {name}" for kind, names in COUNTED.items() for name in names),
        ("json",),
    ),
    "cells": (
        (
            "events --fields id,participants,places,provisions,disputes,sources,in_force,part_of,concerns,also,waive",
            "events --fields id,related,figures,key,clarity,disputed,checked,earliest,latest,date,date_note,when",
            "actors --fields id,name,names,also,offices,member_of,events,disputes,sources,waive,checked,summary",
            "places --fields id,name,names,also,within,seat_of,lat,lon,control,events,disputes,sources,waive",
            "figures --fields id,actor,against,composition,excludes,exhaustive,origin,destination,places,event,counted",
            "figures --fields id,low,best,high,quantifier,unit,of,as_of,period,question,sources,disputes,note,waive",
            "sources --fields id,type,author,publisher,issued,number,language,standing,read,cited,cited_by,note,url",
            "disputes --fields id,of,title,about,by,says,question,sources",
            "events --fields id,sources.standing,sources.by,participants.role,places.name,disputes.positions.says",
        ),
        ("tsv --header",),
    ),
    "whole": (("overview", "about"), ROWS),
    "cited": (("about", "sources", "events", "figures"), BIBLIOGRAPHIES),
    "read": (
        (
            "events 1991 --read-as", "events 1991 --read-as --json", "search who died --read-as",
            "events between may 1991 and june 1992 town --read-as", "on 1991-05-08 --read-as",
        ),
        ("",),
    ),
    "refused": (
        (
            "events --count xyzzy", "events --count id", "events --count kind,year,month", "events --sources 0",
            "overview -f bibtex", "events --fields sources.xyzzy",
            "events 1980", "events 1991 --place abroad --kind battle", "events xyzzy", "on 1991", "on 1999-01-01",
            "on 1991-05-08 --place xyzzy", "on 1991-05-08 --place abroad --actor army", "changes 1999",
            "changes 1992..1991", "changes town", "changes 1991 --place abroad", "offices xyzzy", "offices 1999",
            "map 1999-01-01", "show xyzzy", "show twn", "search xyzzy", "compare xyzzy", "compare of the",
            "events --kind batle", "events --place xyzzy", "events --fields xyzzy", "events --limit 0",
            "events -f xyzzy", "events -f csv --json", "figures --chart --json", "actors -f picture",
            "sources -f bibtex --fields id", "events --after", "evnts", "events --xyzzy",
            "events 1991-02-30", "events 03/04/1991", "events 1992..1991", "actors --side xyzzy", "export x.xyzzy",
            "export -", "export /dev/null/facts.db", "export", "export --force", "init", "init /dev/null/facts",
            "check /dev/null/facts", "events --facts /dev/null/facts", "events --facts=", "events --facts", "show",
            "show --", "show town --facts /dev/null/facts", "events ../..", "events [1992..1991]", "events 1991-13",
            "events 1991-05-08T12:00", "events 199X", "events 1991/", "events 0000", "events 1991--05",
            "events week 5 1992", "events quarter 5 1992", "events 1991 1992", "on", "on 1991..1992", "on town",
            "map town",
            "map 1991", "changes 1991 1992", "changes 1991 town", "compare", "search", "search --", "timeline xyzzy",
            "help xyzzy", "help evnts", "schema xyzzy", "about xyzzy",
            "events --color xyzzy", "events --color", "events --limit xyzzy", "events --sources xyzzy",
            "events --json --csv",
            "events --after 1992 --before 1991", "events --after xyzzy", "figures --chart -f csv", "events --fields",
            "events --fields ,", "events --fields id,,kind", "disputes xyzzy",
            "refugees --side nobody", "places --within xyzzy", "sources --type xyzzy", "figures --measure xyzzy",
            "figures --counted xyzzy", "events --actor the", "events --kind capture,battle", "-f csv", "--json",
            "--xyzzy",
            "events -- --kind", "offices --place town", "town --kind battle",
        ),
        ("",),
    ),
    "meant": (
        ("1991-05-08", "1991", "town", "battle of the town", "battle --json", "Верхний Город", "help statuses"),
        ("",),
    ),
}  # fmt: skip
SHOWN = (
    "events", "events 1991", "actors", "places", "figures", "refugees", "sources", "disputes", "timeline", "map",
    "map 1991-05-08", "map 1992-05-17", "map 1990-08-01", "on 1991-05-08", "on 1991-05-08 --place town",
    "on 1992-12-31 --all", "search town",
    "changes", "changes -f table", "offices", "compare displaced-in-the-country", "figures --chart", "events xyzzy",
    "events between may and june 1991",
    "overview", "about", "events --count kind", "events --count year,kind", "events --fields", "events --count",
    "show town", "show battle", "show long-march", "show displaced-said-by-the-north", "show commander", "show report",
)  # fmt: skip
"""What is asked on a terminal."""
NARROW = (
    "events", "actors", "places", "figures", "sources", "disputes", "search town", "compare battle", "on 1991-05-08",
    "figures --fields quantifier,low,best,high,exhaustive,disputed,measure,unit", "places --fields id,kind,seat_of,lat",
    "events --fields key,disputed,clarity,kind,summary", "on 1991-05-08 --fields certainty,value",
)  # fmt: skip
"""What is asked in windows of a few widths."""
COLOURED = (
    *(question for question in SHOWN if "xyzzy" not in question),
    "changes 1991",
    "search battle",
    "timeline 1991",
    "help events",
)


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_the_one_that_was_looked_at(asked, as_looked_at, name):
    """In each form every value, every note beside it and every status is as in tests/render/whole."""
    questions, forms = ASKED[name]
    told = [asked(f"{question} -f {form}" if form else question) for question in questions for form in forms]
    as_looked_at(f"{name}.txt", "".join(told))


@pytest.mark.parametrize("kind", RECORDS)
def test_every_record_is_shown_as_it_was_looked_at(asked, as_looked_at, kind):
    """`show` says every field of every record, line by line, as in tests/render/whole."""
    ids = [record["id"] for record in _written(f"{kind}s")]
    as_looked_at(f"show-{kind}.txt", "".join(asked(f"show {id_} -f record") for id_ in ids))


@pytest.mark.parametrize("question", COLOURED)
def test_the_colours_are_those_that_were_looked_at(terminal, as_looked_at, question):
    """What is bold, coloured, in italics or a link is as in tests/render/whole, where escapes stand as ^[."""
    shown = terminal(80, *question.split(), KARABAKH_FACTS=str(VARIANTS), TERM="xterm")
    as_looked_at(f"coloured-{question.replace(' ', '-')}.txt", re.sub(r"id=\d+", "id=", shown.replace("\x1b", "^[")))


def test_authors_are_parted_as_was_looked_at(each_as_looked_at):
    """Each word of the name of a body keeps an "and" within it; persons and agencies are parted at theirs."""
    each_as_looked_at("authors.txt", lambda text: " | ".join(authors(text)))


@pytest.mark.parametrize("name", NARROW)
def test_a_narrow_table_is_the_one_that_was_looked_at(terminal, as_looked_at, name):
    """In windows of a few widths each column has the width, and each cell the lines, that it has in the folder."""
    shown = [terminal(width, *name.split(), KARABAKH_FACTS=str(VARIANTS), NO_COLOR="1") for width in (60, 72, 130)]
    as_looked_at(f"narrow-{name.replace(' ', '-')}.txt", "\n".join(shown))


@pytest.mark.parametrize("question", SHOWN)
def test_a_terminal_shows_what_was_looked_at(environment, as_looked_at, question):
    """On a terminal of 100 columns what is drawn, and what is said beside it, is as in tests/render/whole."""
    env = environment | {"KARABAKH_PAGER": "", "KARABAKH_FACTS": str(VARIANTS), "NO_COLOR": "1", "TERM": "xterm"}
    command = [sys.executable, "-m", "karabakh_cli", *question.split()]
    status, shown, beside = Terminal(command, env, rows=200, columns=100).finish()
    as_looked_at(f"terminal-{question.replace(' ', '-')}.txt", transcript(question, shown, beside, status))


def _written(kind: str) -> Iterator[dict]:
    for file in sorted((VARIANTS / kind).glob("*.yaml")):
        yield from yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", RECORDS)
def test_the_variants_have_every_field(kind):
    """Each field of a record has a value in some record of the variants, and some record is without it where it may."""
    records = list(_written(f"{kind}s"))
    fields = {field.name: field for field in msgspec.structs.fields(RECORDS[kind]) if field.name != "waive"}
    assert {name for name in fields if not any(name in record for record in records)} == set()
    optional = {name for name, field in fields.items() if not field.required} - {"sources"}
    assert {name for name in optional if all(name in record for record in records)} == set()
