"""The one reader of questions: a text -> its time, the records that it names, and an idea for each other word."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from karabakh_cli.ask.filters import AT_A_PLACE, MEMBERS
from karabakh_cli.ask.when import Times, is_loose, refuse_what_is_too_long, times
from karabakh_cli.ask.words import MOST_ALTERNATIVES, alternatives, any_of, folded_words, kind_asked, parted
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.dates import Window
from karabakh_cli.model.reading import Name, Reading
from karabakh_cli.text.fold import fold

_LONGEST_NAME = 10
"""The words of the longest name that is looked for among others."""
_MOST_IDEAS = 64
_MOST_NAMED = 5
"""The places and actors that a word of their names stands for; a word of more names is a word alone."""
_SPACED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)", re.ASCII)
_POSSESSIVE = re.compile("['\u2019]s$")
_NAMED_KINDS = ("place", "actor", "event")


class Idea(NamedTuple):
    """One thing that a question is about: a record that is named, or a word with what means the same."""

    said: str
    query: str
    """What the full-text index is asked for: any of these phrases."""
    ids: tuple[str, ...] = ()
    """The records that are named, with what lies within a place and who belongs to an actor."""
    named: tuple[Name, ...] = ()

    @property
    def label(self) -> str:
        """What the idea was read as: `place Shusha`, `the word rocket`."""
        if not self.named:
            return f"the word {self.said}"
        return " or ".join(dict.fromkeys(f"{name.record} {name.name}" for name in self.named))


class Question(NamedTuple):
    """A question, read."""

    reading: Reading
    ideas: tuple[Idea, ...]
    kind: str
    """The kind of record that it asks for by its words: figure, actor, event, or ""."""

    @property
    def window(self) -> Window | None:
        """The days that are asked about."""
        return self.reading.window


def read_question(index: sqlite3.Connection, text: str, *, timed: bool = True, strict: bool = True) -> Question:
    """Read a question; without `timed` a date in it is a word like others.

    Without `strict` words that wait for a date (`after the coup`) say nothing, a month or a season without a year is a
    word, and several dates are one time; else they are refused. The longest name wins over those within it. Raises
    DateError for what looks like a date and is not understood, and QuestionError for two dates, for too many words and
    where there is nothing to look for.
    """
    refuse_what_is_too_long(text)
    text.encode()  # what is no text cannot be asked: the index says so
    text = _SPACED_NUMBER.sub(lambda found: _as_one_number(index, found[0]), text)
    if _names_at(index, [fold(text)]):  # a name may have a date in it, as a whole it is meant as a name
        found, tokens = Times(None, "", [], {}), [fold(text)]
        doubtful = {}
    else:
        found = times(text, several=not strict) if timed else Times(None, "", text.split(), {})
        tokens, doubtful = found.words, found.doubtful
    spans = list(_spans(index, tokens))
    covered = {place for begin, end, _ in spans for place in range(begin, end)}
    for place, problem in doubtful.items():
        if place not in covered and (strict or not is_loose(tokens[place])):
            raise problem
    others = folded_words(token for place, token in enumerate(tokens) if place not in covered)
    words = parted(others, alone=not spans and not found.window)
    if not (found.window or spans or words.wanted):
        raise QuestionError(f"nothing to look for: {text}", "karabakh search WORDS")
    named = {names[0].said: names for *_, names in spans}
    if len(words.wanted) + len(named) > _MOST_IDEAS:
        raise QuestionError(f"a question of {len(words.wanted) + len(named)} words", f"ask in at most {_MOST_IDEAS}")
    ideas = [*(_named(index, names) for names in named.values()), *(_word(index, word) for word in words.wanted)]
    names = tuple(name for idea in ideas for name in idea.named)
    reading = Reading(found.window, found.said, names, tuple(words.wanted), tuple(words.ignored))
    return Question(reading, tuple(ideas), kind_asked(" ".join(folded_words(text.split()))))


def _as_one_number(index: sqlite3.Connection, spaced: str) -> str:
    """Return a number that is written with spaces as one word, where a record has it (20 000), else as it is."""
    joined = "".join(filter(str.isdigit, spaced))
    has = index.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", [any_of([joined])]).fetchone()
    return joined if has else spaced


def _spans(index: sqlite3.Connection, tokens: Sequence[str]) -> Iterator[tuple[int, int, list[Name]]]:
    """Give the names among words, the longest from each place on, with where they begin and end.

    A name is one as it is typed, or without the marks around its words and an 's at its end: `(shusha's)`.
    """
    typed, bare = [fold(token) for token in tokens], [token.strip(",;:?!()") for token in tokens]
    folded, owning = [fold(token) for token in bare], [fold(_POSSESSIVE.sub("", token)) for token in bare]
    spans = {
        (begin, end): [
            " ".join(filter(None, typed[begin:end])),
            " ".join(filter(None, [*folded[begin : end - 1], owning[end - 1]])),
        ]
        for begin in range(len(tokens))
        for end in range(begin + 1, min(begin + _LONGEST_NAME, len(tokens)) + 1)
        if folded[begin] and owning[end - 1]
    }
    known = _names_at(index, [said for spellings in spans.values() for said in spellings])
    place = 0
    while place < len(tokens):
        longest_first = range(place + _LONGEST_NAME, place, -1)
        said_to = [(said, end) for end in longest_first for said in spans.get((place, end), ()) if said in known]
        if said_to:
            said, end = said_to[0]
            yield place, end, [name._replace(said=said) for name in known[said]]
        place = end if said_to else place + 1


def _names_at(index: sqlite3.Connection, folded: Sequence[str]) -> dict[str, list[Name]]:
    """Return the records that names lead to, by folded name."""
    kinds = ", ".join(f"'{kind}'" for kind in _NAMED_KINDS)
    rows = index.execute(
        f"""SELECT DISTINCT folded, names.record, names.id, title FROM names JOIN records USING (id)
        WHERE folded IN (SELECT value FROM json_each(?)) AND names.record IN ({kinds})""",
        [json.dumps(list(dict.fromkeys(folded)))],
    )
    found: dict[str, list[Name]] = {}
    for name, record, id_, title in rows:
        found.setdefault(name, []).append(Name(name, record, id_, title))
    return found


def _named(index: sqlite3.Connection, names: Sequence[Name]) -> Idea:
    """Return the idea of named records: whatever refers to one of them, or has one of their names."""
    spellings = [spelling for name in names[:MOST_ALTERNATIVES] for spelling in _spellings(index, name.id)]
    including = {"place": AT_A_PLACE, "actor": MEMBERS, "event": "VALUES (:id)"}
    ids = [id_ for name in names for (id_,) in index.execute(including[name.record], {"id": name.id})]
    return Idea(names[0].said, any_of(spellings), tuple(dict.fromkeys(ids)), tuple(names))


def _spellings(index: sqlite3.Connection, id_: str) -> list[str]:
    return [folded for (folded,) in index.execute("SELECT DISTINCT folded FROM names WHERE id = ? LIMIT 12", [id_])]


def _word(index: sqlite3.Connection, word: str) -> Idea:
    """Return the idea of a word: what means the same, and the places and actors of which it is a word of the name."""
    rows = index.execute(
        """SELECT id FROM facets JOIN records USING (number) WHERE name = 'word' AND value = ? LIMIT ?""",
        [word, _MOST_NAMED + 1],
    ).fetchall()
    ids = tuple(id_ for (id_,) in rows) if len(rows) <= _MOST_NAMED else ()
    return Idea(word, alternatives(index, word), ids)
