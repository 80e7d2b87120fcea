"""How an answer is to be written, and what comes of writing it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

BIBLIOGRAPHIC = ("bibtex", "csl-json", "ris")
"""The forms that write the sources of an answer."""
FORMATS = ("table", "record", "picture", "tsv", "csv", "json", "jsonl", "yaml", "markdown", *BIBLIOGRAPHIC)
FITTING = ("count", "overview", "about")
"""The kinds of answer that are drawn to any width, and whose table is their picture."""
PICTURED = ("event", "figure", "compare", "map", "change", *FITTING)
"""The kinds of answer that have a picture: a timeline, a chart, ranges on an axis, a map, months, and those."""
UNCITED = ("count", "overview")
"""The kinds of answer that have no bibliography."""
NARROW = 60
"""A terminal of fewer columns gets records, not a table."""


class Style(NamedTuple):
    """How an answer is to be written; `width` and `color` matter on a terminal alone.

    `ascii` asks for characters that every font has, in place of boxes and blocks.
    """

    format: str
    fields: tuple[str, ...] = ()
    header: bool | None = None
    width: int | None = None
    color: bool = False
    ascii: bool = False
    whole: bool = False
    """Whether a page may be as long as it comes."""
    languages: Mapping[str, str] = {}
    """The names of languages, by the codes under which records have names in them."""
    citation: str = ""
    """How the whole of the facts is cited, of which a record is a part."""

    @property
    def is_page(self) -> bool:
        """Whether records are laid out as pages for a person, not as lines for a program."""
        return self.format == "record" and self.width is not None and not self.fields

    @property
    def is_day(self) -> bool:
        """Whether the situation on a day is laid out as a page."""
        return self.format == "table" and not self.fields and (self.width is None or self.width >= NARROW)

    def language(self, code: str) -> str:
        """Return the name of a language; its code where it has none."""
        return self.languages.get(code, code)


class Rendered(NamedTuple):
    """The lines of an answer, and what to say beside it on standard error."""

    lines: Iterable[str]
    notes: tuple[str, ...] = ()
    heading: int = 0
    """How many lines at the top head all the others: a pager can keep them in sight."""


def default_format(kind: str, width: int | None) -> str:
    """Return the form an answer takes where none is asked for; `width` is the terminal's, None in a pipe."""
    if kind == "show" or (width is not None and width < NARROW and kind not in FITTING):
        return "record"
    return "tsv" if width is None else "table"
