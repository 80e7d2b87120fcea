"""Figures that answer the same question, side by side: who says how many, of whom exactly, and as of when."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from karabakh_cli.ask.filters import about
from karabakh_cli.ask.question import read_question
from karabakh_cli.ask.resolve import exactly
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.amount import range_of
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS, cell
from karabakh_cli.text.fold import fold

_WITH_ALL_ANSWERS = """
    WITH asked AS (SELECT value AS number FROM json_each(?)),
      questions AS (SELECT value FROM facets WHERE name = 'question' AND number IN (SELECT number FROM asked))
    SELECT number, NULL AS question, body FROM records
    WHERE number IN (SELECT number FROM asked) AND json_extract(body, '$.question') IS NULL
    UNION ALL SELECT number, value, body FROM facets JOIN records USING (number)
    WHERE name = 'question' AND value IN (SELECT value FROM questions)
    ORDER BY number"""


class _Found(NamedTuple):
    """A figure of a comparison, and whether it is one of those that have the words asked for."""

    figure: dict[str, Any]
    body: str
    named: bool

    def hit(self) -> Hit:
        """Return it as an answer has it."""
        return Hit([cell(self.figure, column) for column in COLUMNS["compare"]], self.body)


def comparison(index: sqlite3.Connection, words: Sequence[str]) -> Answer[Any]:
    """Find the figures that answer the question asked for, the same questions together, the best named first.

    What is asked for is a question, or a figure (then all that answer its question), or else words: then every
    question that has them all in its name or in the title of a figure that answers it (or else anywhere in one), and
    last the figures so found that answer no question. Within a question figures stand in the order of what they differ
    in. Raises QuestionError where there are no words.
    """
    said = " ".join(words)
    found = set(_of_question(index, said) or _with_figure(index, said) or _with_words(index, words))
    by_question: dict[str | None, list[_Found]] = {}
    for number, question, body in index.execute(_WITH_ALL_ANSWERS, [json.dumps([*found])]):
        by_question.setdefault(question, []).append(_Found(json.loads(body), body, number in found))
    asked = fold(said).split()
    groups = sorted(by_question.items(), key=lambda group: _rank(group[0], group[1], asked))
    hits = [figure.hit() for _, figures in groups for figure in sorted(figures, key=_differing)]
    return Answer("compare", COLUMNS["compare"], hits, "" if hits else f"no figure has all these words: {said}")


def _rank(question: str | None, figures: Sequence[_Found], asked: Sequence[str]) -> tuple[Any, ...]:
    """Return where a question stands among others: the one named exactly first, then those that compare anything.

    Of these one that has more of the words in its name comes first, then one more of whose figures have them, then one
    of more figures, then one of a shorter name. Figures that answer no question come last.
    """
    if question is None:
        return (True,)
    name = {_singular(word) for word in question.split("-")}
    words = sum(_singular(word) in name for word in asked)
    share = sum(found.named for found in figures) / len(figures)
    return False, question != "-".join(asked), len(figures) == 1, -words, -share, -len(figures), len(name), question


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _differing(found: _Found) -> tuple[Any, ...]:
    """Return what figures of a question are sorted by: whose people they count, how many, when; without one last."""
    figure = found.figure
    of_whom = (figure["actor"] or {}).get("id", ""), figure["counted"] or ""
    return figure["quantifier"] is None, of_whom, range_of(figure), figure["earliest"] or ""


def _of_question(index: sqlite3.Connection, question: str) -> list[int]:
    rows = index.execute("SELECT number FROM facets WHERE name = 'question' AND value = ?", [question])
    return [number for (number,) in rows]


def _with_figure(index: sqlite3.Connection, name: str) -> list[int]:
    """Return the figures that answer the question of the one named, itself alone if it answers none."""
    ids = exactly(index, name, ["figure"])
    if len(ids) != 1:
        return []
    number, question = index.execute(
        """SELECT records.number, facets.value FROM records
        LEFT JOIN facets ON facets.number = records.number AND facets.name = 'question' WHERE id = ?""",
        ids,
    ).fetchone()
    return _of_question(index, question) if question else [number]


def _with_words(index: sqlite3.Connection, words: Sequence[str]) -> list[int]:
    """Return the figures of the questions that have all the words, in names and titles, else anywhere in a figure."""
    ideas = read_question(index, " ".join(words), timed=False).ideas
    if not ideas:
        raise QuestionError(f"nothing to look for: {' '.join(words)}", "karabakh compare QUESTION-OR-FIGURE")
    query = " AND ".join(f"({idea.query})" for idea in ideas)
    filters = [about(idea.label, idea.query, idea.ids) for idea in ideas]
    anywhere = " AND ".join(filter_.condition for filter_ in filters)
    found = [number for question in _questions_named(index, words) for number in _of_question(index, question)]
    for condition, values in (
        ("number IN (SELECT rowid FROM words WHERE words MATCH ?)", [f"title : ({query})"]),
        (anywhere, [value for filter_ in filters for value in filter_.values]),
    ):
        rows = index.execute(f"SELECT number FROM records WHERE record = 'figure' AND {condition}", values)
        found += [number for (number,) in rows]
        if found:
            return found
    return []


def _questions_named(index: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    wanted = set(fold(" ".join(words)).split())
    questions = index.execute("SELECT DISTINCT value FROM facets WHERE name = 'question'")
    return [question for (question,) in questions if wanted <= set(question.split("-"))]
