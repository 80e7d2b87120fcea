"""Who held which office from when to when, and between whom nobody is known to have."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from karabakh_cli.ask.question import Idea, read_question
from karabakh_cli.ask.subject import outside_the_years, years_of
from karabakh_cli.index.columns import LASTING
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import Lasting, Window, moved
from karabakh_cli.text.fold import fold

_CERTAINTIES = {"certain": "certain", "changing": "possible", "not attested": "not attested"}
"""How sure it is that an office was held in a time, by what the state says of it."""


class _Held(NamedTuple):
    """An office as someone held it."""

    office: str
    sources: str
    lasting: Lasting
    state: dict[str, Any]


def offices(index: sqlite3.Connection, text: str) -> Answer[Any]:
    """Find who held the offices that a question asks for, in its time or ever, by office, the earlier first.

    An office that begins with what is asked comes before one that has it later: a minister before his deputies.

    Of a time, what is not attested in it is left out. Between two that held an office one after the other, the days of
    nobody are told. Raises QuestionError and DateError for what cannot be read.
    """
    question = read_question(index, text) if text else None
    asked, years = question.window if question else None, years_of(index)
    if question and asked and (asked.first > years.last or asked.last < years.first):
        return Answer("office", COLUMNS["office"], [], outside_the_years(question.reading.said, years))
    ideas = question.ideas if question else ()
    every = [(held, all(_is_about(held, idea) for idea in ideas)) for held in _held(index)]
    by_office = [(office, [*held]) for office, held in groupby(every, key=lambda each: each[0].office)]
    by_office.sort(key=lambda each: not any(_begins_with(each[0], idea) for idea in ideas))
    hits = [
        hit for _, of_one in by_office for hit in _told(of_one, asked or Window(), attested_alone=asked is not None)
    ]
    about = [f"the offices: {len(every)}", *(f"{idea.label}: {_count(every, idea)}" for idea in ideas)]
    why_empty = "" if hits else ", ".join(about) + (f", in {question.reading.said}: none" if question and asked else "")
    return Answer("office", COLUMNS["office"], hits, why_empty, reading=question.reading if question else None)


def _held(index: sqlite3.Connection) -> Iterator[_Held]:
    rows = index.execute(
        f"""SELECT subject, sources, body, {", ".join(LASTING)} FROM states WHERE about = 'office'
        ORDER BY subject, earliest_start, latest_start, latest_end"""
    )
    return (_Held(office, sources, Lasting(*bounds), json.loads(body)) for office, sources, body, *bounds in rows)


def _count(every: Sequence[tuple[_Held, bool]], idea: Idea) -> int:
    return sum(_is_about(held, idea) for held, _ in every)


def _is_about(held: _Held, idea: Idea) -> bool:
    """Tell whether an idea names who held an office or whose it is, or stands in the words of either."""
    ids = {held.state["value"]["id"], held.state["of"]["id"]}
    if ids & {*idea.ids}:
        return True
    text = f" {fold(held.office)} {fold(held.state['value']['name'])}"
    return any(phrase in text for phrase in _phrases(idea))


def _begins_with(office: str, idea: Idea) -> bool:
    return any(f" {fold(office)}".startswith(phrase) for phrase in _phrases(idea))


def _phrases(idea: Idea) -> list[str]:
    """Return what an idea is spelled like, as words begin with it."""
    return [f" {phrase.removesuffix('s')}" for phrase in re.findall('"([^"]+)"', idea.query)]


def _told(holders: Sequence[tuple[_Held, bool]], window: Window, *, attested_alone: bool) -> Iterator[Hit]:
    """Tell who held an office within a window, and the gaps, of those that a question is about."""
    latest, before = "", None
    for held, is_about in holders:
        if before and before[1] and is_about and latest < moved(held.lasting.earliest_start, -1):
            gap = Window(moved(latest, 1), moved(held.lasting.earliest_start, -1))
            if gap.first <= window.last and gap.last >= window.first:
                yield _gap(before[0], held)
        certainty = _CERTAINTIES.get(held.lasting.during(window))
        if is_about and certainty and not (attested_alone and certainty == "not attested"):
            yield _hit(held, certainty)
        if held.lasting.latest_end >= latest:
            latest, before = held.lasting.latest_end, (held, is_about)


def _hit(held: _Held, certainty: str) -> Hit:
    state = held.state
    record = {
        "record": "office", "office": held.office, "of": state["of"], "holder": state["value"],
        "acting": state["acting"], "since": state["since"], "until": state["until"], "sources": state["sources"],
    }  # fmt: skip
    cells = (held.office, state["value"]["id"], certainty, state["since"], state["until"], held.sources)
    return Hit(cells, json.dumps(record, ensure_ascii=False), certainty, "certainty")


def _gap(before: _Held, after: _Held) -> Hit:
    """Tell of the days between two that held an office: from the end of the one to the start of the other."""
    since, until = before.state["until"], after.state["since"]
    record = {
        "record": "office", "office": after.office, "of": after.state["of"], "holder": None, "acting": False,
        "since": since, "until": until, "sources": [],
    }  # fmt: skip
    cells = (after.office, "", "not attested", since, until, "")
    return Hit(cells, json.dumps(record, ensure_ascii=False), "not attested", "certainty")
