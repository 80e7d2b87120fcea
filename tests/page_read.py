"""A page, read back: its elements, and what stands within each that has an id; and hostile facts to make one of."""

import sqlite3
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from karabakh_cli.index.freshness import fingerprint
from karabakh_cli.index.write import fill
from trials.text import hostile_facts
from trials.trial import INVENTED_FACTS

ALONE = {"meta", "link", "input", "br", "hr", "img", "base", "wbr"}
"""Elements that have no end."""
ENDED_BY = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""Elements whose end may be left out, with those whose beginning ends them; the end of what they are in does too."""


class Page(HTMLParser):
    """A page, read: its elements with their attributes, and the text within each that has an id."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.links: dict[str, set[str]] = {}
        self.open: list[tuple[str, str | None]] = []
        self.raw: list[tuple[dict[str, str | None], str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element, and its address under the ids that it is within."""
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        self.elements.append((tag, attributes))
        while self.open and tag in ENDED_BY.get(self.open[-1][0], ()):
            self.open.pop()
        if tag not in ALONE:
            self.open.append((tag, attributes.get("id")))
        for _, id_ in self.open:
            if id_ and "href" in attributes:
                self.links.setdefault(id_, set()).add(attributes["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, which it must be, but for those that need no end."""
        while self.open[-1][0] in ENDED_BY:
            self.open.pop()
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Keep a text under the ids that it is within."""
        if self.open and self.open[-1][0] in ("script", "style"):
            self.raw.append((self.elements[-1][1], data))
            return
        for _, id_ in self.open:
            if id_:
                self.texts.setdefault(id_, []).append(data)

    def text(self, id_: str, between: str = "") -> str:
        """Return the text of the element of an id, its spaces as one, with what shall stand between its parts."""
        return " ".join(between.join(self.texts.get(id_, ())).split())

    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]


HOSTILE = (
    "</script><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "<!-- <script>",
    "javascript:alert(1)", "</style><style>*{display:none}</style>", "{{ 7 * 7 }}{% raw %}", "&lt;b&gt;&#60;",
    "]]>\u2028\u2029", "<base href=https://example.org/>", "data:text/html,<script>alert(1)</script>",
    "</title></head><body>", "\\u003cscript", 'https://example.org/" onclick="alert(1)', "<svg/onload=alert(1)>",
    "\u202egnp.exe", "\x00\x1b[31m", "</article></main>",
)  # fmt: skip


class Invented:
    """An index of the invented facts with other texts, also those that no facts file could hold, without a file."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.connection = sqlite3.connect(":memory:")
        fill(self.connection, hostile_facts(texts), fingerprint(INVENTED_FACTS), lambda part: None)

    def ask(self, question: Any) -> Any:
        """Ask the one index that there is."""
        return question(self.connection)
