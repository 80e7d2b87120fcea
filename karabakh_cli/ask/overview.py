"""The whole subject in short, from facts alone: phases and key events, main numbers, what is disputed, what to ask."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from karabakh_cli.ask.subject import subject_of, years_of
from karabakh_cli.model.amount import amount
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS, cell
from karabakh_cli.model.dates import BEGINNING

_MOST_PHASES = 12
_LENGTHS = (1, 5, 10, 25, 50, 100, 250, 500, 1000, 10_000)
"""The years that a phase may have: the fewest by which there are not too many phases."""
_MOST_SUBJECTS, _MOST_PER_SUBJECT = 3, 3
"""Of how many measures numbers are told, and how many of each: of different actors."""
_MOST_DISPUTED, _MOST_QUESTIONS = 3, 5
_SETTLEMENTS = ("city", "town", "village")


def overview(index: sqlite3.Connection) -> Answer[Any]:
    """Tell the phases with their key events, main numbers, the most disputed records, and what to ask next.

    Key events are those marked so, all events where none is; a phase is a year, or several where there are many. Main
    numbers are those that most figures give, of the measures with most figures.
    """
    numbers = list(_numbers(index))
    disputed = list(_disputed(index))
    points = [*_phases(index), *numbers, *disputed]
    points += list(_questions(index, numbers, disputed))[:_MOST_QUESTIONS]
    columns = COLUMNS["overview"]
    hits = [Hit([cell(point, column) for column in columns], json.dumps(point, ensure_ascii=False)) for point in points]
    return Answer("overview", columns, hits, "" if hits else "there are no events and figures in these facts")


def _point(section: str, title: str, value: str = "", **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "section": section,
        "when": None,
        "title": title,
        "value": value,
        "standing": [],
        "id": None,
    }
    return {"record": "overview", **told, **more}


class _Event(NamedTuple):
    """An event as the overview needs it, with how many are part of it, count something of it, and are cited in it."""

    number: int
    id: str
    title: str
    date: str
    year: int
    parts: int
    figures: int
    sources: int


def _phases(index: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Give each phase with how many events began in it, and behind it its key events."""
    years = years_of(index)
    events, key = _events(index)
    events = [event for event in events if int(years.first[:4]) <= event.year <= int(years.last[:4])]
    length = _length_of_phases({event.year for event in events})
    for first in sorted({_first_year(event.year, length) for event in events}):
        began = [event for event in events if _first_year(event.year, length) == first]
        when = f"{first:04}" if length == 1 else f"{first:04}/{first + length - 1:04}"
        known = [event for event in began if event.number in key]
        value = f"{len(began):,} event{'' if len(began) == 1 else 's'}"
        value += f", {len(known):,} of them key" if known else ""
        yield _point("phase", when, value, when=when)
        for event in known:
            parts = f"{event.parts:,} part{'' if event.parts == 1 else 's'}" if event.parts else ""
            counts = {"parts": event.parts, "figures": event.figures, "sources": event.sources}
            yield _point("event", event.title, parts, when=event.date, id=event.id, **counts)


def _events(index: sqlite3.Connection) -> tuple[list[_Event], set[int]]:
    """Return the events in their order, and the numbers of those that are key."""
    parts, figures = (
        dict(index.execute("SELECT value, count(*) FROM facets WHERE name = ? GROUP BY value", [name]))
        for name in ("part_of", "event")
    )
    sources = dict(index.execute("SELECT number, count(*) FROM facets WHERE name = 'source' GROUP BY number"))
    key = {number for (number,) in index.execute("SELECT number FROM facets WHERE name = 'key'")}
    rows = index.execute(
        """SELECT number, id, title, date, earliest_start, latest_end FROM records
        WHERE record = 'event' ORDER BY number"""
    )
    events = [
        _Event(
            *(number, id_, title, date, int((end if start == BEGINNING else start)[:4])),
            *(parts.get(id_, 0), figures.get(id_, 0), sources.get(number, 0)),
        )
        for number, id_, title, date, start, end in rows
    ]
    return events, key or {event.number for event in events}


def _length_of_phases(years: set[int]) -> int:
    return next(length for length in _LENGTHS if len({_first_year(year, length) for year in years}) <= _MOST_PHASES)


def _first_year(year: int, length: int) -> int:
    return year - year % length


def _numbers(index: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Give the questions that most figures answer: of the measures with most figures one for each of a few actors.

    The measures of displacement are one. What is about one event is told where nothing is about the whole.
    """
    displacement = subject_of(index).displacement
    answers: dict[str, list[dict[str, Any]]] = {}
    sizes: Counter[str] = Counter()
    rows = index.execute("SELECT body FROM records WHERE record = 'figure' ORDER BY number")
    for (body,) in rows:
        figure = json.loads(body)
        if figure["quantifier"]:
            sizes[_subject(figure, displacement)] += 1
            answers.setdefault(figure["question"] or figure["id"], []).append(figure)
    told = {question: figures for question, figures in answers.items() if len(figures) > 1} or answers
    for subject, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SUBJECTS]:
        of_it = [item for item in told.items() if _subject(item[1][0], displacement) == subject]
        whole = [item for item in of_it if not any(figure["event"] for figure in item[1])] or of_it
        by_actor: dict[str, tuple[str, list[dict[str, Any]]]] = {}
        for question, figures in sorted(whole, key=lambda item: (-len(item[1]), item[0])):
            by_actor.setdefault((figures[0]["actor"] or {}).get("id", ""), (question, figures))
        yield from (_number(*item) for item in [*by_actor.values()][:_MOST_PER_SUBJECT])


def _subject(figure: Mapping[str, Any], displacement: Sequence[str]) -> str:
    return "displacement" if figure["measure"] in displacement else str(figure["measure"])


def _number(question: str, figures: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Tell the least and the most that the figures of a question give, and of what standing they are."""
    low, is_bound = min((_given(figure, "low", "best", "high"), not _is_open(figure, "low")) for figure in figures)
    high, is_open = max((_given(figure, "high", "best", "low"), _is_open(figure, "high")) for figure in figures)
    ends = dict.fromkeys((f"{low:,}{'' if is_bound else ' or fewer'}", f"{high:,}{' or more' if is_open else ''}"))
    value = amount(figures[0]) if len(figures) == 1 else f"{' to '.join(ends)} {figures[0]['unit']}"
    standing = list(dict.fromkeys(citation["standing"] for figure in figures for citation in figure["sources"]))
    more = {"low": low, "high": high, "unit": figures[0]["unit"], "figures": len(figures)}
    return _point("number", _title_of(figures), value, standing=standing, id=question, **more)


def _title_of(figures: Sequence[Mapping[str, Any]]) -> str:
    """Return what the titles of figures begin with, up to a comma: that of most of them, or else the shortest."""
    titles = Counter(str(figure["title"]).partition(",")[0] for figure in figures)
    return min(titles, key=lambda title: (-titles[title], len(title), title))


def _given(figure: Mapping[str, Any], *names: str) -> int | float:
    return next(figure[name] for name in names if figure[name] is not None)  # type: ignore[no-any-return] # a number


def _is_open(figure: Mapping[str, Any], bound: str) -> bool:
    """Tell whether the least, or the most, that a figure gives is no bound."""
    beyond = ("up-to", "close-to") if bound == "low" else ("more-than", "at-least")
    return figure[bound] is None and figure["quantifier"] in beyond


def _disputed(index: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Give the records on which sources differ in most points."""
    rows = index.execute(
        "SELECT id, records.title, about, count(*) FROM positions JOIN records USING (id) GROUP BY id, about"
    )
    points: dict[tuple[str, str], dict[str, int]] = {}
    for id_, title, about, count in rows:
        points.setdefault((id_, title), {})[about] = count
    most = sorted(points.items(), key=lambda item: (-len(item[1]), -sum(item[1].values()), item[0]))
    for (id_, title), counts in most[:_MOST_DISPUTED]:
        about = sorted(counts, key=lambda name: (-counts[name], name))
        how_many = f"{len(about)} point{'' if len(about) == 1 else 's'}"
        more = {"points": about, "positions": sum(counts.values())}
        yield _point("dispute", title, f"{how_many}: {', '.join(about)}", id=id_, **more)


def _questions(
    index: sqlite3.Connection, numbers: Sequence[Mapping[str, Any]], disputed: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Give questions that these facts answer well, each with the command that asks it, the best first."""
    for number in sorted(numbers, key=lambda number: -number["figures"])[:1]:
        yield _point("question", "Who gives which number", f"karabakh compare {number['id']}")
    for record in disputed[:1]:
        yield _point("question", "What sources disagree on", f"karabakh show {record['id']}")
    for (day,) in _day_of_most_sources(index):
        yield _point("question", "Who held what on that day", f"karabakh on {day}")
    for id_, name in _most_events(index, "place", _SETTLEMENTS):
        yield _point("question", f"What happened at {name}", f"karabakh events --place {id_}")
    for id_, name in _most_events(index, "actor", ("person",)):
        yield _point("question", f"Who was {name}", f"karabakh show {id_}")
    yield from _of_the_listings(index)


def _day_of_most_sources(index: sqlite3.Connection) -> Iterator[tuple[str]]:
    """Give the day, within the years covered, of the event of one day that most sources tell."""
    years = years_of(index)
    yield from index.execute(
        """SELECT date FROM records JOIN facets USING (number)
        WHERE record = 'event' AND facets.name = 'sources' AND length(date) = 10 AND date BETWEEN ? AND ?
        ORDER BY CAST(value AS INTEGER) DESC, number LIMIT 1""",
        years,
    )


def _most_events(index: sqlite3.Connection, name: str, kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the place, or the actor, of some kinds that most events have."""
    yield from index.execute(
        """SELECT records.id, records.title FROM records
        JOIN facets AS kind ON kind.number = records.number AND kind.name = 'kind'
          AND kind.value IN (SELECT value FROM json_each(:kinds))
        JOIN facets AS of ON of.name = :name AND of.value = records.id
        JOIN records AS events ON events.number = of.number AND events.record = 'event'
        WHERE records.record = :name GROUP BY records.id ORDER BY count(*) DESC, records.id LIMIT 1""",
        {"name": name, "kinds": json.dumps(list(kinds))},
    )


def _of_the_listings(index: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Give questions that any facts answer, for those that have little else."""
    counts = dict(index.execute("SELECT record, count(*) FROM records GROUP BY record"))
    for kind, title, command in (
        ("event", "How many events of which kind", "karabakh events --count kind"),
        ("actor", "Who acted", "karabakh actors"),
        ("figure", "How many, of whom, and who says so", "karabakh figures"),
        ("source", "What it all rests on", "karabakh sources"),
        ("place", "Where it happened", "karabakh places"),
    ):
        if counts.get(kind):
            yield _point("question", title, command)
