"""A record as a page of reference for a person: what is known, what is disputed, what came around it, the sources."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from karabakh_cli.model.amount import amount
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import label_of
from karabakh_cli.render import wording
from karabakh_cli.render.labels import fields, uses
from karabakh_cli.render.style import Style
from karabakh_cli.render.terminal import labelled, lines, plain
from karabakh_cli.text.english import in_words
from karabakh_cli.text.escape import is_shown

LONGEST_LINE = 100
"""The cells of a line that the eye still finds its way back from."""
# What the page says in a way of its own: under the title, by role, in sections.
_SAID_BY_THE_PAGE = ("Kind", "Summary", "Where", "Who", "Provision", "Figures", "Part of", "See also")


def pages(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write each record as a page, with a line between them."""
    for number, hit in enumerate(answer.hits):
        if number:
            yield ""
            yield ("-" if style.ascii else "─") * _width(style)
        yield from _Page(hit.record(), answer, style).lines()


def _width(style: Style) -> int:
    return min(style.width or LONGEST_LINE, LONGEST_LINE)


class _Page:
    """The page of one record; its sources are numbered in the order in which the page first names them."""

    def __init__(self, record: dict[str, Any], answer: Answer[Any], style: Style) -> None:
        self.record, self.answer, self.style = record, answer, style
        self.numbers: dict[str, int] = {}
        for citation in record.get("sources") or []:
            self._number(citation)

    def lines(self) -> Iterator[str]:
        """Give the lines of the page."""
        record = self.record
        parts: list[RenderableType] = [self._head(), labelled(self._fields())]
        if record.get("summary"):
            parts.insert(1, Text("\n").join([Text(), plain(record["summary"]), Text()]))
        parts += [self._section(title, body) for title, body in self._sections() if body]
        return lines(Group(*parts), _width(self.style), color=self.style.color)

    def _head(self) -> Text:
        record = self.record
        known = [record.get("kind") or record.get("type") or "", record["record"]]
        under = [*known, *(["of the key events"] if record.get("key") else []), *wording.remarks(record)]
        dot = " - " if self.style.ascii else " · "
        head = plain(label_of(record), "bold")
        return head.append("\n").append(record["id"], "not bold cyan").append(dot + dot.join(under), "not bold italic")

    def _fields(self) -> Iterator[tuple[str, str | Text]]:
        said = [
            (name, value)
            for name, value in fields(self.record, self.style, self._cite)
            if name not in _SAID_BY_THE_PAGE
        ]
        yield from said[:1]
        for place in self.record.get("places") or []:
            yield "Where", self._place(place)
        by_role: dict[str, list[str]] = {}
        for participant in self.record.get("participants") or []:
            by_role.setdefault(participant["role"], []).append(wording.taking_part(participant))
        for role, names in by_role.items():
            yield role.capitalize(), ", ".join(names)
        if self.record.get("part_of"):
            yield "Part of", f"{self.record['part_of']['title']} ({self.record['part_of']['id']})"
        yield from said[1:]

    def _place(self, place: dict[str, Any]) -> str:
        """Say a place with its names in other languages."""
        names = (self.answer.related.get(place["id"]) or {}).get("names") or {}
        others = ", ".join(f"{self.style.language(language)} {name}" for language, name in names.items() if name)
        return f"{place['name']} ({others})" if others else str(place["name"])

    def _sections(self) -> Iterator[tuple[str, list[Text]]]:
        """Give the headings with their entries, empty ones too."""
        around, related = self.answer.around.get(self.record["id"]), self.answer.related
        yield "Provisions", [self._provision(provision) for provision in self.record.get("provisions") or []]
        if around:
            yield "Figures", [self._figure(related[id_]) for id_ in around.figures]
        for dispute in self.record.get("disputes") or []:
            yield f"Disputed: {dispute['about']}", [self._position(position) for position in dispute["positions"]]
        if around:
            yield "Parts", [self._event(related[id_]) for id_ in around.parts]
            yield "Before, at the same places", [self._event(related[id_]) for id_ in around.before]
            yield "After, at the same places", [self._event(related[id_]) for id_ in around.after]
        shown = {*around.before, *around.after} if around else set()
        others = [event["id"] for event in self.record.get("related") or [] if event["id"] not in shown]
        yield "See also", [self._event(related[id_]) for id_ in others]
        yield "Uses", [plain(f"{name}: {value}") for name, value in uses(self.record)]
        yield "Sources", [self._source(id_) for id_ in self.numbers]
        cited = wording.cite(self.record, self.style.citation)
        yield "Cite as", [plain(cited)] if cited else []

    def _section(self, title: str, entries: list[Text]) -> Group:
        """Lay out a heading and its entries, each behind a mark, or behind its number if it is a source."""
        mark = "-" if self.style.ascii else "•"
        body = Table.grid(padding=(0, 1, 0, 0))
        body.add_column(justify="right", no_wrap=True)
        body.add_column(overflow="fold")
        for number, entry in enumerate(entries, 1):
            body.add_row(plain(f"{number}." if title == "Sources" else mark), entry)
        return Group(Text(), plain(title, "bold"), body)

    def _figure(self, figure: dict[str, Any]) -> Text:
        text = plain(amount(figure), "bold").append(f", {wording.date(figure)}: ", "not bold")
        return text.append_text(plain(figure["of"], "not bold")).append(f" ({figure['id']})", "not bold cyan")

    def _event(self, event: dict[str, Any]) -> Text:
        text = plain(f"{in_words(event['date'])}: {event['title']} ")
        return text.append(f"({event['id']})", "cyan")

    def _position(self, position: dict[str, Any]) -> Text:
        by = f" ({position['by']})" if position["by"] else ""
        return plain(f"{position['says']}{by} [{self._cite(position['sources'])}]")

    def _provision(self, provision: dict[str, Any]) -> Text:
        return plain(f"{wording.provision(provision)} [{self._cite(provision['sources'])}]")

    def _number(self, citation: dict[str, Any]) -> int:
        return self.numbers.setdefault(citation["source"], len(self.numbers) + 1)

    def _cite(self, citations: list[dict[str, Any]]) -> str:
        return "; ".join(f"source {self._number(citation)}, {citation['locator']}" for citation in citations)

    def _source(self, id_: str) -> Text:
        """Say a source in full, and what it gives of this record."""
        source = self.answer.related[id_]
        given = [
            plain(wording.cited(citation) + _of_another_standing(citation, source))
            for citation in self.record.get("sources") or []
            if citation["source"] == id_
        ]
        address = [plain(source["url"], _link(source["url"]))] if source["url"] else []
        return Text("\n").join([source_in_a_line(source), *given, *address])


def source_in_a_line(source: dict[str, Any]) -> Text:
    """Say a source: its title, who wrote and published it, when, its standing, what was read of it, its id."""
    known = (source["author"], source["publisher"], source["number"], wording.date(source))
    details = "".join(f", {part}" for part in known if part)
    read = f"read: {source['read']}, " if source["read"] else ""
    standing = plain(f"{details} ({source['standing']}, {read}")
    line = plain(source["title"], _link(source["url"])).append_text(standing)
    return line.append(source["id"], "cyan").append(")")


def _of_another_standing(citation: dict[str, Any], source: dict[str, Any]) -> str:
    """Say the standing of a claim that is not that of the source which passes it on."""
    return f" [{citation['standing']}]" if citation["standing"] != source["standing"] else ""


def _link(url: str | None) -> str:
    """Return the style of a link to a page of the web, which terminals that know links make one."""
    safe = url and url.startswith(("https://", "http://")) and is_shown(url) and " " not in url
    return f"link {url}" if safe else ""
