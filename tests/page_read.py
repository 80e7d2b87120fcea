"""A page, read back: its elements, and what stands within each that has an id."""

from html.parser import HTMLParser

ALONE = {"meta", "link", "input", "br", "hr", "img", "base", "wbr"}
"""Elements that have no end."""


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
        if tag not in ALONE:
            self.open.append((tag, attributes.get("id")))
        for _, id_ in self.open:
            if id_ and "href" in attributes:
                self.links.setdefault(id_, set()).add(attributes["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, which it must be."""
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
