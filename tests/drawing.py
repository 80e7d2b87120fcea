"""Answers for the tests of drawings, made of records that name only what matters."""

import json
from typing import Any

from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.dates import Window
from karabakh_cli.model.reading import Reading
from karabakh_cli.render import render
from karabakh_cli.render.style import Style

HOSTILE = "[sic] :cat: [/b] \x1b]0;window\x07 \u202eabc"
SHOWN = r"[sic] :cat: [/b] \x1b]0;window\x07 \u202eabc"

EVENT = {"record": "event", "title": "Title", "kind": "battle", "sources": [], "disputed": False}
FIGURE = {
    "record": "figure", "kind": "stock", "of": "whom", "low": None, "best": None, "high": None, "quantifier": "stated",
    "unit": "people", "as_of": "1994-11", "period": None, "composition": [], "excludes": [], "sources": [],
    "disputed": False,
}  # fmt: skip


def answer(
    kind: str,
    records: list[dict[str, Any]],
    related: dict[str, dict[str, Any]] | None = None,
    window: tuple[str, str] | None = None,
) -> Answer:
    """Return an answer of records, found within a time where one is given."""
    hits = [Hit((), json.dumps(record)) for record in records]
    return Answer(kind, (), hits, related=related or {}, reading=Reading(window and Window(*window)))


def drawn(asked: Answer, width: int = 100, *, ascii: bool = False) -> str:
    """Return the picture of an answer as text."""
    return "\n".join(render(asked, Style("picture", width=width, ascii=ascii)).lines)
