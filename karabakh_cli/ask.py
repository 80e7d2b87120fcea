"""A question -> an answer. The only place that decides what belongs to one, and in which order."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from karabakh_cli.answer import Answer, Hit
from karabakh_cli.columns import COLUMNS
from karabakh_cli.dates import BEGINNING, Span, Window
from karabakh_cli.errors import QuestionError, near
from karabakh_cli.index import CELLS, SPAN
from karabakh_cli.names import fold

ALL_KINDS = ("event", "actor", "place", "figure", "source")

COVERED = Window("1988-01-01", "1994-12-31")
"""The years whose days can be asked about: what stands beyond them in records was not looked for."""

# How much a word counts in a title or name, in a summary, and anywhere else in a record; and a record by its kind.
_WEIGHTS = "10.0, 4.0, 1.0"
_KIND_WEIGHTS = "WHEN 'event' THEN 1.6 WHEN 'figure' THEN 1 WHEN 'source' THEN 0.5 ELSE 1.4"
# Words of a question that carry none of its meaning; they are looked for only where there are no others.
_FUNCTION_WORDS = frozenset((
    "a", "an", "and", "are", "at", "by", "did", "do", "does", "for", "from", "had", "has", "have", "how", "in",
    "into", "is", "it", "its", "of", "on", "or", "that", "the", "their", "there", "to", "was", "were", "what",
    "when", "where", "which", "who", "whom", "why", "with",
))  # fmt: skip

_DAYS_AROUND = 3
"""How many days before and after a day its events are told from."""

# A filter's value stands for these records too: what lies within a place, the district that a town is the seat of,
# the forces, bodies and parties (not persons) that belong to an actor.
_LYING_WITHIN = """
    WITH RECURSIVE included(id) AS (
      VALUES (?1) UNION
      SELECT records.id FROM included JOIN facets ON facets.name = 'within' AND facets.value = included.id
      JOIN records USING (number)
    ) SELECT id FROM included"""
_AT_A_PLACE = f"""{_LYING_WITHIN}
    UNION SELECT value FROM facets JOIN records USING (number) WHERE facets.name = 'seat_of' AND records.id = ?1"""
_MEMBERS = """
    WITH RECURSIVE included(id) AS (
      VALUES (?1) UNION
      SELECT records.id FROM included JOIN facets ON facets.name = 'member_of' AND facets.value = included.id
      JOIN records USING (number)
      WHERE NOT EXISTS (SELECT 1 FROM facets AS kind WHERE kind.name = 'kind' AND kind.value = 'person'
                        AND kind.number = records.number)
    ) SELECT id FROM included"""
_INCLUDING = {
    "actor": _MEMBERS, "place": _AT_A_PLACE, "origin": _AT_A_PLACE, "destination": _AT_A_PLACE,
    "within": _LYING_WITHIN, "source": "VALUES (?1)",
}  # fmt: skip
_KIND_NAMED = {"origin": "place", "destination": "place", "within": "place"}


class _Filter(NamedTuple):
    """One condition on records, and how the user said it."""

    said: str
    condition: str
    values: tuple[str | int, ...]


def listing(
    index: sqlite3.Connection,
    kind: str,
    *,
    window: Window | None = None,
    window_said: str = "",
    words: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
    certain: bool = False,
) -> Answer:
    """List the records of a kind that meet every filter, in their order of presentation.

    `facets` gives, by the name of a filter, values of which any one may hold: words of a closed vocabulary, or for
    actors, places and sources an id or any name. Raises QuestionError for a name that leads to no or to two records.
    """
    filters = [_facet(index, name, values) for name, values in (facets or {}).items() if values]
    if window:
        filters.insert(0, _within(window, window_said, certain=certain))
    if words:
        filters.append(_worded(words))
    where = " AND ".join(["record = ?", *(filter_.condition for filter_ in filters)])
    values = [kind, *(value for filter_ in filters for value in filter_.values)]
    match = _certainty(window) if window else "''"
    columns = COLUMNS[kind]
    cells = [match if name == "match" else cell for name, cell in zip(columns, CELLS, strict=False)]
    rows = index.execute(
        f"SELECT {', '.join(cells)}, body, {match} FROM records WHERE {where} ORDER BY number", [*values]
    )
    hits = [Hit(cells, body, match) for *cells, body, match in rows]
    return Answer(kind, COLUMNS[kind], hits, "" if hits else _what_each_leaves(index, kind, filters))


def disputes(index: sqlite3.Connection, words: Sequence[str]) -> Answer:
    """List every position of every dispute; with words, of the records that have them all, the best first."""
    columns = 'id, about, "by", says, sources, body'
    if words:
        ranked = f"SELECT rowid AS number, bm25(words, {_WEIGHTS}) AS rank FROM words WHERE words MATCH ?"
        rows = index.execute(
            f"SELECT {columns} FROM positions JOIN ({ranked}) USING (number) ORDER BY rank, positions.rowid",
            [" ".join(_terms(words))],
        )
    else:
        rows = index.execute(f"SELECT {columns} FROM positions ORDER BY rowid")
    hits = [Hit(cells, body) for *cells, body in rows]
    return Answer("dispute", COLUMNS["dispute"], hits, "" if hits else "no dispute in a record with all these words")


def on(index: sqlite3.Connection, day: str, *, everything: bool = False) -> Answer:
    """Tell the situation on a day: holds on places, offices, agreements, the latest figures, the events around it.

    Nothing is interpolated. With `everything`, also what is not attested on that day, and figures older than a year.
    """
    if not COVERED.first <= day <= COVERED.last:
        return Answer("on", COLUMNS["on"], [], f"{day} lies outside the years covered, 1988 to 1994")
    hits = [*_holding(index, day, everything=everything), *_latest_figures(index, day, everything=everything)]
    return Answer("on", COLUMNS["on"], hits + _events_around(index, day))


def _holding(index: sqlite3.Connection, day: str, *, everything: bool) -> list[Hit]:
    rows = index.execute(
        f"""SELECT about, subject, value, since, until, sources, body, {", ".join(SPAN)} FROM states
        WHERE about NOT IN ('figure', 'event') AND earliest_start <= ? AND latest_end >= ?
        ORDER BY about = 'agreement', about = 'office', subject, earliest_start""",
        [day, day],
    )
    hits = []
    for about, subject, value, since, until, sources, body, *span in rows:
        certainty = Span(*span).on(day)
        if certainty != "not attested" or everything:
            hits.append(Hit((about, subject, value, certainty, since, until, sources), body, certainty, "certainty"))
    return hits


def _latest_figures(index: sqlite3.Connection, day: str, *, everything: bool) -> list[Hit]:
    """Find the last stock figure that answers each question by a day."""
    oldest = BEGINNING if everything else f"{int(day[:4]) - 1:04}{day[4:]}"
    rows = index.execute(
        """SELECT about, subject, value, since, sources, body FROM states
        WHERE about = 'figure' AND latest_end <= ?1 AND latest_end >= ?2 AND latest_end = (
          SELECT max(latest_end) FROM states AS other
          WHERE other.about = 'figure' AND other.subject = states.subject AND other.latest_end <= ?1)
        ORDER BY subject""",
        [day, oldest],
    )
    return [
        Hit((about, subject, value, "latest", since, "", sources), body, "latest", "certainty")
        for about, subject, value, since, sources, body in rows
    ]


def _events_around(index: sqlite3.Connection, day: str) -> list[Hit]:
    """Find the events of the days around a day, those of a month or less; longer ones are no news of the day."""
    around = _around(day, _DAYS_AROUND)
    rows = index.execute(
        f"""SELECT about, subject, value, {_certainty(around)}, since, until, sources, body FROM states
        WHERE about = 'event' AND earliest_start <= ? AND latest_end >= ?
          AND julianday(latest_end) - julianday(earliest_start) <= 31
        ORDER BY rowid""",
        [around.last, around.first],
    )
    return [Hit(cells, body, cells[3], "certainty") for *cells, body in rows]


def _around(day: str, days: int) -> Window:
    middle = date.fromisoformat(day)
    return Window(*((middle + timedelta(days=step)).isoformat() for step in (-days, days)))


def search(index: sqlite3.Connection, words: Sequence[str]) -> Answer:
    """Find records of every kind by words, best first.

    A record whose name is asked for leads; then those with all the words, in the title first, then those with most
    of them; among equals the better match by BM25 over titles and names, summaries, and the rest, in falling weight,
    where an event or an actor counts more than a figure about it, and a source, which tells of many things, least.
    """
    terms = _terms(words)
    any_word = " OR ".join(terms)
    each_word = " UNION ALL ".join(["SELECT rowid FROM words WHERE words MATCH ?"] * len(terms))
    rows = index.execute(
        f"""
        WITH counted(number, found) AS (SELECT rowid, count(*) FROM ({each_word}) GROUP BY rowid),
        ranked(number, rank) AS (SELECT rowid, bm25(words, {_WEIGHTS}) FROM words WHERE words MATCH ?)
        SELECT record, id, date, title, body FROM counted JOIN ranked USING (number) JOIN records USING (number)
        ORDER BY id IN (SELECT id FROM names WHERE folded = ?) AND record <> 'source' DESC, found DESC,
          record <> 'source' AND number IN (SELECT rowid FROM words WHERE words MATCH ?) DESC,
          rank * CASE record {_KIND_WEIGHTS} END, number
        """,
        [*terms, any_word, fold(" ".join(words)), f"title : ({' '.join(terms)})"],
    )
    hits = [Hit((record, id_, date or "", title), body) for record, id_, date, title, body in rows]
    emptied_by = "" if hits else "no record has any of these words"
    return Answer("search", COLUMNS["search"], hits, emptied_by)


def show(index: sqlite3.Connection, names: Sequence[str]) -> Answer:
    """Find the records that are named, by id or any name, in the order asked.

    Several words may be one name (`show heydar aliyev`). Raises QuestionError for a name that leads to no record
    or to several.
    """
    try:
        ids = [_resolve_any(index, " ".join(names))]
    except QuestionError:
        if len(names) == 1:
            raise
        ids = [_resolve_any(index, name) for name in names]
    bodies = {id_: body for id_ in ids for (body,) in index.execute("SELECT body FROM records WHERE id = ?", [id_])}
    return Answer("show", (), [Hit((), bodies[id_]) for id_ in dict.fromkeys(ids)])


def fields(index: sqlite3.Connection, kinds: Sequence[str]) -> list[str]:
    """Return what can be asked of records of some kinds: their columns, then every other field, each once."""
    import json

    columns = [column for kind in (*kinds, "search") for column in COLUMNS[kind]]  # every record has those of a search
    bodies = (index.execute("SELECT body FROM records WHERE record = ? LIMIT 1", [kind]).fetchone() for kind in kinds)
    return list(dict.fromkeys([*columns, *(field for body in bodies if body for field in json.loads(body[0]))]))


def resolve(index: sqlite3.Connection, name: str, kinds: Sequence[str]) -> str:
    """Return the id that a name leads to: itself an id, else a name as written, else a name but for case and marks.

    Raises QuestionError where there is none, with those that are near, and where there are several, with all.
    """
    marks = ", ".join("?" * len(kinds))
    for column, value, table in (
        ("id", name, "records"),
        ("name", name, "names"),
        ("folded", fold(name), "names"),
    ):
        ids = [
            id_
            for (id_,) in index.execute(
                f"SELECT DISTINCT id FROM {table} WHERE {column} = ? AND record IN ({marks}) ORDER BY id",
                [value, *kinds],
            )
        ]
        if len(ids) == 1:
            return str(ids[0])
        if ids:
            raise QuestionError(f"the name leads to {len(ids)} records: {name}", f"say which: {', '.join(ids)}")
    what = kinds[0] if len(kinds) == 1 else "record"
    likely = _near_ids(index, name, kinds, marks)
    remedy = f"did you mean {' or '.join(likely)}?" if likely else f"karabakh search {name}"
    raise QuestionError(f"no such {what}: {name}", remedy)


def _resolve_any(index: sqlite3.Connection, name: str) -> str:
    """Return the id of a record of any kind; a title leads to a source only where it names nothing else."""
    if index.execute("SELECT 1 FROM records WHERE id = ?", [name]).fetchone():
        return name
    kinds = [kind for kind in ALL_KINDS if kind != "source"]
    named = index.execute("SELECT 1 FROM names WHERE folded = ? AND record <> 'source'", [fold(name)]).fetchone()
    return resolve(index, name, kinds if named else ALL_KINDS)


def _near_ids(index: sqlite3.Connection, name: str, kinds: Sequence[str], marks: str) -> list[str]:
    known = dict(index.execute(f"SELECT folded, id FROM names WHERE record IN ({marks})", kinds))
    known |= {id_: id_ for (id_,) in index.execute(f"SELECT id FROM records WHERE record IN ({marks})", kinds)}
    return list(dict.fromkeys(known[close] for close in near(fold(name), known)))


def _certainty(window: Window) -> str:
    """Return the SQL of a date's match (dates.Span.match); the window's days are ours, not the user's text."""
    certain = f"latest_start <= '{window.last}' AND earliest_end >= '{window.first}' AND NOT qualified"
    return f"CASE WHEN {certain} THEN 'certain' ELSE 'possible' END"


def _within(window: Window, said: str, *, certain: bool) -> _Filter:
    condition = "earliest_start <= ? AND latest_end >= ?"
    if certain:
        said, condition = f"{said}, certainly", f"{condition} AND {_certainty(window)} = 'certain'"
    return _Filter(said, condition, (window.last, window.first))


def _facet(index: sqlite3.Connection, name: str, asked: Sequence[str]) -> _Filter:
    """Make a filter of values of which any one may hold, each with what it includes."""
    values: list[str] = []
    for value in asked:
        if name in _INCLUDING:
            id_ = resolve(index, value, [_KIND_NAMED.get(name, name)])
            values += [included for (included,) in index.execute(_INCLUDING[name], [id_])]
        else:
            values.append(value)
    marks = ", ".join("?" * len(values))
    said = name if name in ("key", "disputed") else f"{name} {' or '.join(asked)}"
    condition = f"number IN (SELECT number FROM facets WHERE name = ? AND value IN ({marks}))"
    return _Filter(said, condition, (name, *values))


def _worded(words: Sequence[str]) -> _Filter:
    """Make a filter of words that a record has all of."""
    condition = "number IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return _Filter(f"the words {' '.join(words)}", condition, (" ".join(_terms(words)),))


def _terms(words: Iterable[str]) -> list[str]:
    """Return the words as literal terms of the full-text index; raise QuestionError where none can be found."""
    folded = [word for text in words for word in fold(text).split() if any(map(str.isalnum, word))]
    if not folded:
        raise QuestionError(f"nothing to look for: {' '.join(words)}", "karabakh search lachin corridor")
    meaningful = [word for word in folded if word not in _FUNCTION_WORDS] or folded
    quoted = ('"{}"'.format(word.replace('"', "")) for word in meaningful)
    return list(dict.fromkeys(quoted))


def _what_each_leaves(index: sqlite3.Connection, kind: str, filters: Sequence[_Filter]) -> str:
    """Tell how many records each filter leaves alone: "1993: 61, actor iran: 2, place hadrut: 0"."""
    counts = (
        index.execute(f"SELECT count(*) FROM records WHERE record = ? AND {filter_.condition}", [kind, *filter_.values])
        for filter_ in filters
    )
    told = (f"{filter_.said}: {count.fetchone()[0]}" for filter_, count in zip(filters, counts, strict=True))
    return ", ".join(told) or f"there are no {kind}s in these facts"
