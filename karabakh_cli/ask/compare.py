"""Figures that answer the same question, side by side: who says how many, of whom exactly, and as of when."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from karabakh_cli.ask.filters import about
from karabakh_cli.ask.question import read_question
from karabakh_cli.ask.resolve import exactly
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS, cell
from karabakh_cli.text.fold import fold


def comparison(index: sqlite3.Connection, words: Sequence[str]) -> Answer[Any]:
    """Find the figures that answer the question asked for, the same questions together.

    A question that is named exactly leads, then the one with the most answers; within one, figures are in their order.
    What is asked for is a question, or a figure (then all that answer its question), or else words: then every
    question that has them all in its name or in the title of a figure that answers it (or else anywhere in one), and
    last the figures so found that answer no question. Raises QuestionError where there are no words.
    """
    said = " ".join(words)
    numbers = _of_question(index, said) or _with_figure(index, said) or _with_words(index, words)
    marks = ", ".join("?" * len(numbers))
    rows = index.execute(
        f"""SELECT body FROM records LEFT JOIN facets ON facets.number = records.number AND facets.name = 'question'
        WHERE records.number IN ({marks})
        ORDER BY facets.value IS NULL, facets.value = ? DESC,
          count(*) OVER (PARTITION BY facets.value) DESC, facets.value, records.number""",
        [*numbers, "-".join(fold(said).split())],
    )
    hits = [_hit(body) for (body,) in rows]
    return Answer("compare", COLUMNS["compare"], hits, "" if hits else f"no figure has all these words: {said}")


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
    asked = _questions_named(index, words)
    query = " AND ".join(f"({idea.query})" for idea in ideas)
    filters = [about(idea.label, idea.query, idea.ids) for idea in ideas]
    anywhere = " AND ".join(filter_.condition for filter_ in filters)
    for condition, values in (
        ("number IN (SELECT rowid FROM words WHERE words MATCH ?)", [f"title : ({query})"]),
        (anywhere, [value for filter_ in filters for value in filter_.values]),
    ):
        rows = index.execute(
            f"""SELECT number, (SELECT value FROM facets WHERE facets.number = records.number AND name = 'question')
            FROM records WHERE record = 'figure' AND {condition}""",
            values,
        ).fetchall()
        questions = {*asked, *(question for _, question in rows if question)}
        found = [number for number, question in rows if not question]
        found += [number for question in questions for number in _of_question(index, question)]
        if found:
            return found
    return []


def _questions_named(index: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    wanted = set(fold(" ".join(words)).split())
    questions = index.execute("SELECT DISTINCT value FROM facets WHERE name = 'question'")
    return [question for (question,) in questions if wanted <= set(question.split("-"))]


def _hit(body: str) -> Hit:
    figure = json.loads(body)
    return Hit([cell(figure, column) for column in COLUMNS["compare"]], body)
