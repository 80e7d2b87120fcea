"""A name as the user writes it -> the record that it leads to."""

import json
import sqlite3
from collections.abc import Sequence

from karabakh_cli.ask.when import refuse_what_is_too_long
from karabakh_cli.ask.words import any_of
from karabakh_cli.errors import QuestionError
from karabakh_cli.text.fold import fold

ALL_KINDS = ("event", "actor", "place", "figure", "source")
_MOST_LISTED = 10
"""The records that a part of a name is said to lead to."""
_MOST_WORDS = 20
"""The words of a part of a name."""


def resolve(index: sqlite3.Connection, name: str, kinds: Sequence[str]) -> str:
    """Return the id that a name leads to: an id, a name as written, a name but for case and marks, a word of one name.

    Raises QuestionError where there is none, with those that are near, and where there are several, with all.
    """
    refuse_what_is_too_long(name)
    if ids := exactly(index, name, kinds) or _with_the_words(index, fold(name), kinds):
        return _the_one(index, name, ids)
    what = kinds[0] if len(kinds) == 1 else "record"
    likely = _near_ids(index, name, kinds)
    remedy = f"did you mean {' or '.join(likely)}?" if likely else f"karabakh search {name}"
    raise QuestionError(f"no such {what}: {name}", remedy)


def resolve_any(index: sqlite3.Connection, names: Sequence[str]) -> list[str]:
    """Return the ids of the records of any kind that are named: by all words as one name, or else by a name each.

    A title leads to a source only where it names nothing else, and no one record has its words in its name. Raises
    QuestionError for a name that leads to no record or to several.
    """
    whole, facts = " ".join(names), [kind for kind in ALL_KINDS if kind != "source"]
    if ids := exactly(index, whole, facts):
        return [_the_one(index, whole, ids)]
    each = [exactly(index, name, facts) for name in names]
    if len(names) > 1 and all(each):
        return [_the_one(index, name, ids) for name, ids in zip(names, each, strict=True)]
    by_words = _with_the_words(index, fold(whole), facts)
    if len(by_words) != 1 and (ids := exactly(index, whole, ["source"])):
        return [_the_one(index, whole, ids)]
    if by_words or len(names) == 1 or not any(each):
        return [resolve(index, whole, facts)]
    return [resolve_any(index, [name])[0] for name in names]


def exactly(index: sqlite3.Connection, name: str, kinds: Sequence[str]) -> list[str]:
    """Return the ids of records with an id, a name as written, or else a name but for case and marks."""
    marks = ", ".join("?" * len(kinds))
    for column, value, table in (("id", name, "records"), ("name", name, "names"), ("folded", fold(name), "names")):
        rows = index.execute(
            f"SELECT DISTINCT id FROM {table} WHERE {column} = ? AND record IN ({marks}) ORDER BY id", [value, *kinds]
        )
        if ids := [id_ for (id_,) in rows]:
            return ids
    return []


def is_name(index: sqlite3.Connection, name: str) -> bool:
    """Return whether a text as a whole is an id or a name of a record other than a source."""
    return bool(exactly(index, name, [kind for kind in ALL_KINDS if kind != "source"]))


def _the_one(index: sqlite3.Connection, name: str, ids: Sequence[str]) -> str:
    """Return the one id; raise QuestionError where there are several, which it lists with what they are."""
    if len(ids) == 1:
        return ids[0]
    query = "SELECT id, record || ' ' || title FROM records WHERE id IN (SELECT value FROM json_each(?))"
    rows = dict(index.execute(query, [json.dumps(list(ids[:_MOST_LISTED]))]))
    listed = ", ".join(f"{id_} ({rows[id_]})" for id_ in ids[:_MOST_LISTED])
    more = f" and {len(ids) - _MOST_LISTED} more" if len(ids) > _MOST_LISTED else ""
    raise QuestionError(f"the name leads to {len(ids)} records: {name}", f"say which: {listed}{more}")


def _with_the_words(index: sqlite3.Connection, folded: str, kinds: Sequence[str]) -> list[str]:
    """Return the places and actors, or else the events, of which a name has all the words."""
    words = [word for word in folded.split() if any(map(str.isalnum, word))]
    if not 0 < len(words) <= _MOST_WORDS:
        return []
    of_a_name = " AND ".join(["number IN (SELECT number FROM facets WHERE name = 'word' AND value = ?)"] * len(words))
    in_a_title = f"title : ({' AND '.join(any_of([word]) for word in words)})"
    for some, condition, values in (
        (("place", "actor"), of_a_name, words),
        (("event",), "number IN (SELECT rowid FROM words WHERE words MATCH ?)", [in_a_title]),
    ):
        asked = [kind for kind in some if kind in kinds]
        query = f"SELECT id FROM records WHERE record IN ({', '.join('?' * len(asked))}) AND {condition} ORDER BY id"
        ids = [id_ for (id_,) in index.execute(query, [*asked, *values])]
        if ids:
            beginning = [id_ for id_ in ids if id_.startswith(f"{'-'.join(words)}-")]
            return beginning if "event" in some and len(beginning) == 1 else ids
    return []


def _near_ids(index: sqlite3.Connection, name: str, kinds: Sequence[str]) -> list[str]:
    """Return the ids of records with a name, or an id, spelled most like a name, of about its length."""
    from karabakh_cli.text.nearest import near

    marks, folded = ", ".join("?" * len(kinds)), fold(name)
    bounds = [len(folded) * 2 // 3, len(folded) * 3 // 2 + 1]
    known = dict(
        index.execute(
            f"SELECT folded, id FROM names WHERE record IN ({marks}) AND length(folded) BETWEEN ? AND ?",
            [*kinds, *bounds],
        )
    )
    rows = index.execute(
        f"SELECT id FROM records WHERE record IN ({marks}) AND length(id) BETWEEN ? AND ?", [*kinds, *bounds]
    )
    known |= {id_: id_ for (id_,) in rows}
    return list(dict.fromkeys(known[close] for close in near(folded, known)))
