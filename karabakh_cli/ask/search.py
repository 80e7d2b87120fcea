"""Records of every kind by words, best first."""

import json
import math
import re
import sqlite3
from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple, get_args

from karabakh_cli.ask.excerpt import excerpt, pattern_of
from karabakh_cli.ask.filters import REFERRING, within
from karabakh_cli.ask.question import Idea, Question, read_question
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import Span, Window, parse
from karabakh_cli.model.vocabulary import Measure
from karabakh_cli.text.fold import fold

MOST = 200
"""The records that a search gives where no limit is set."""
_MOST_WEIGHED = 1000
"""Where more records than these have every idea, the ideas do not tell them apart, and where they have them decides."""
# What an idea counts by where a record has it: the record is what is named, its name has it, its summary, a field that
# refers to it, or any other text.
_WHERE = {"named": 1.25, "name": 1.0, "summary": 0.6, "refers": 0.55, "elsewhere": 0.35}
_NAMED, _IN_NAME, _IN_SUMMARY, _REFERS, _ELSEWHERE = _WHERE.values()
_OF_THE_KIND, _OF_THE_MEASURE, _KEY = 1.35, 1.2, 1.1
RANKING = {**_WHERE, "kind": _OF_THE_KIND, "measure": _OF_THE_MEASURE, "key": _KEY}
BY_TIME = {"": 1.0, "other": 0.75, "overlaps": 1.15, "within": 1.5, "exactly": 1.7}
"""What it counts that a record is of the time asked, by how it lies to that; of a record without a time, nothing."""
BY_KIND = {"event": 1.0, "actor": 0.95, "place": 0.95, "figure": 0.95, "source": 0.5}


class _Candidate(NamedTuple):
    """A record that has some of the ideas."""

    number: int
    record: str
    id: str
    key: bool
    measure: str
    event: str
    """The event that a figure is about."""
    in_time: str
    weights: dict[int, float]
    """What each idea counts in it, by the position of the idea."""


def found(index: sqlite3.Connection, text: str, limit: int | None = None) -> Answer[Any]:
    """Find records of every kind by words, best first, at most `limit`, or 200.

    What counts is how many of the question's ideas a record has, the rarer ones more, and where it has them: in its
    name, its summary, in a reference to what is named, anywhere else. A record whose name is the question leads. A date
    prefers records of its time; "how many", "who was", "when" prefer figures, actors, events. Raises QuestionError
    where there is nothing to look for.
    """
    question = read_question(index, text, strict=False)
    ideas = [idea for idea in question.ideas if _has_any(index, idea)]
    numbers = _best(index, text, question, ideas) if ideas else []
    if not question.ideas:
        numbers = _of_the_time(index, question)
    missing = [idea for idea in question.ideas if idea not in ideas]
    return Answer(
        "search",
        COLUMNS["search"],
        list(_hits(index, numbers[: limit or MOST], pattern_of(ideas))),
        "" if numbers else _nothing(index, question),
        reading=question.reading,
        pattern=pattern_of(ideas),
        notes=tuple(_notes(index, missing, 0 if limit else len(numbers))) if numbers else (),
    )


def _hits(index: sqlite3.Connection, numbers: Sequence[int], pattern: str) -> Iterator[Hit]:
    """Give records with what was found in them, in an order."""
    rows = index.execute(
        """SELECT record, records.id, date, title, body, coalesce(
          json_extract(body, '$.summary'), json_extract(body, '$.of'), json_extract(body, '$.note'), '')
        FROM json_each(?) AS wanted JOIN records ON records.number = wanted.value ORDER BY wanted.key""",
        [json.dumps(numbers)],
    )
    compiled = re.compile(pattern, re.IGNORECASE)
    for record, id_, date, title, body, summary in rows:
        why = excerpt(summary, map(json.loads, (body,)), compiled)
        yield Hit((record, id_, date or "", title, why), body, beside={"excerpt": why})


def _best(index: sqlite3.Connection, text: str, question: Question, ideas: Sequence[Idea]) -> list[int]:
    """Return the numbers of the records that have the ideas, the best first."""
    every = " AND ".join(f"({idea.query})" for idea in ideas)
    rows = index.execute(f"SELECT rowid FROM words WHERE words MATCH ? LIMIT {_MOST_WEIGHED + 1}", [every]).fetchall()
    if len(rows) > _MOST_WEIGHED:
        title = f"title : ({every})"
        first = index.execute(f"SELECT rowid FROM words WHERE words MATCH ? LIMIT {MOST}", [title]).fetchall()
        return list(dict.fromkeys(number for (number,) in [*first, *rows]))
    named = _named_exactly(index, text)
    measures = _measures_asked(question)
    candidates = list(_candidates(index, ideas, question.window))
    counts = [sum(idea in each.weights for each in candidates) for idea in range(len(ideas))]
    rarity = [math.log(1 + len(candidates) / (1 + count)) for count in counts]
    scored = sorted(
        candidates, key=lambda each: (each.id not in named, -_score(each, rarity, question.kind, measures), each.number)
    )
    most = max((len(each.weights) for each in candidates), default=0)
    best = [each for each in scored if 2 * len(each.weights) >= most or each.id in named]
    return [each.number for each in (best if question.kind == "figure" else _events_among_figures(best))]


def _events_among_figures(ordered: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Give an event before the second of the figures about it, where it has as many of the ideas: they crowd it out."""
    events = {each.id: each for each in ordered if each.record == "event"}
    given, crowding = set[str](), set[str]()
    for each in ordered:
        event = events.get(each.event)
        if event and each.event in crowding and event.id not in given and len(event.weights) >= len(each.weights):
            given.add(event.id)
            yield event
        crowding.add(each.event)
        if each.id not in given:
            given.add(each.id)
            yield each


def _measures_asked(question: Question) -> set[str]:
    """Return the measures that the words of a question for figures name: killed, if it has `died`."""
    if question.kind != "figure":
        return set()
    from karabakh_cli.ask.everyday import word_meant

    meant = (word_meant("figure", "measure", word, get_args(Measure)) for word in question.reading.words)
    return {measure for measure in meant if measure}


def _score(candidate: _Candidate, rarity: Sequence[float], kind: str, measures: Container[str]) -> float:
    """Weigh a record: its ideas by their rarity and place, as a whole by the share of all ideas that it has."""
    weight = sum(rarity[idea] * weight for idea, weight in candidate.weights.items())
    share = sum(rarity[idea] for idea in candidate.weights) / (sum(rarity) or 1)
    return (
        weight
        * share
        * BY_KIND[candidate.record]
        * (_OF_THE_KIND if candidate.record == kind else 1)
        * (_OF_THE_MEASURE if candidate.measure in measures else 1)
        * BY_TIME[candidate.in_time]
        * (_KEY if candidate.key else 1)
    )


def _candidates(index: sqlite3.Connection, ideas: Sequence[Idea], window: Window | None) -> Iterator[_Candidate]:
    """Give the records that have an idea or more."""
    weights: dict[int, dict[int, float]] = {}
    for position, idea in enumerate(ideas):
        for weight, number in _having(index, idea):
            held = weights.setdefault(number, {})
            held[position] = max(held.get(position, 0), weight)
    rows = index.execute(
        """SELECT records.number, record, records.id, keys.value IS NOT NULL, measures.value, events.value, date
        FROM json_each(?) AS wanted JOIN records ON records.number = wanted.value
        LEFT JOIN facets AS keys ON keys.number = records.number AND keys.name = 'key'
        LEFT JOIN facets AS measures ON measures.number = records.number AND measures.name = 'measure'
        LEFT JOIN facets AS events ON events.number = records.number AND events.name = 'event'""",
        [json.dumps(list(weights))],
    )
    for number, record, id_, key, measure, event, date in rows:
        in_time = _lying(parse(date), window) if window and date and record != "source" else ""
        yield _Candidate(number, record, id_, bool(key), measure or "", event or "", in_time, weights[number])


def _lying(date: Span, window: Window) -> str:
    """Return how a date lies to the days asked about: other, overlaps, within, exactly."""
    if date.match(window) == "no":
        return "other"
    if (date.earliest_start, date.latest_end) == window:
        return "exactly"
    return "within" if window.first <= date.earliest_start and date.latest_end <= window.last else "overlaps"


def _having(index: sqlite3.Connection, idea: Idea) -> Iterator[tuple[float, int]]:
    """Give the records that have an idea, with what it counts by where they have it."""
    for weight, where in ((_IN_NAME, "title : "), (_IN_SUMMARY, "summary : "), (_ELSEWHERE, "")):
        rows = index.execute("SELECT rowid FROM words WHERE words MATCH ?", [f"{where}({idea.query})"])
        yield from ((weight, number) for (number,) in rows)
    if idea.ids:
        named = json.dumps([name.id for name in idea.named] or list(idea.ids))
        rows = index.execute("SELECT number FROM records WHERE id IN (SELECT value FROM json_each(?))", [named])
        yield from ((_NAMED, number) for (number,) in rows)
        yield from ((_REFERS, number) for (number,) in index.execute(REFERRING, [named, named]))


def _has_any(index: sqlite3.Connection, idea: Idea) -> bool:
    return bool(idea.ids or index.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", [idea.query]).fetchone())


def _named_exactly(index: sqlite3.Connection, text: str) -> set[str]:
    rows = index.execute("SELECT id FROM names WHERE folded = ? AND record <> 'source'", [fold(text)])
    return {id_ for (id_,) in rows}


def _of_the_time(index: sqlite3.Connection, question: Question) -> list[int]:
    """Return the events of the days asked about: there is a date and nothing else."""
    time = within(question.window or Window(), "", certain=False)
    query = f"SELECT number FROM records WHERE record = 'event' AND {time.condition} ORDER BY number"
    rows = index.execute(query, time.values)
    return [number for (number,) in rows]


def _notes(index: sqlite3.Connection, missing: Sequence[Idea], count: int) -> Iterator[str]:
    """Say what no record has, and what is spelled like it, and how many records there are beyond those given."""
    if missing:
        from karabakh_cli.ask.why_empty import spelled_alike

        words = [idea.said for idea in missing]
        near = spelled_alike(index, words)
        yield f"no record has: {', '.join(words[:20])}" + (f" (near: {', '.join(near)})" if near else "")
    if count > MOST:
        all_ = f"{count:,}" if count <= _MOST_WEIGHED else f"more than {_MOST_WEIGHED:,}"
        yield f"the best {MOST} of {all_}: --limit N shows more"


def _nothing(index: sqlite3.Connection, question: Question) -> str:
    from karabakh_cli.ask.why_empty import spelled_alike

    if not question.ideas:
        return "no event of that time"
    near = spelled_alike(index, [idea.said for idea in question.ideas])
    return "no record has any of these words" + (f"\nnear: {', '.join(near)}" if near else "")
