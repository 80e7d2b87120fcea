"""The situation on a day as a page: what happened, who held what, what was changing, who was in office, what was known.

So that a day is taken in at once, the page is short: the longest sections end early, and each fact has the first of its
sources. A whole page is as long as it comes, and has all of them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from rich.console import Group
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.render.notes import notes
from karabakh_cli.render.page import LONGEST_LINE, source_in_a_line
from karabakh_cli.render.states import Entry, sections
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import lines, plain, wrap
from karabakh_cli.text.english import in_words

_MOST_LINES = 117
"""The lines of a page that is not whole, at the width of the longest line; more where lines are shorter.

With what is said beside it a page has 120 lines at the most.
"""


class _Section(NamedTuple):
    """A heading, the entries below it, and how many of them are shown."""

    title: str
    entries: list[Entry]
    shown: int

    @property
    def shown_entries(self) -> list[Entry]:
        """The entries that the page has room for."""
        return self.entries[: self.shown]


def day_page(answer: Answer[Any], style: Style) -> Rendered:
    """Lay the states of a day out as a page, and say beside it how many there are and whether all are shown."""
    page = _Page(answer, style)
    drawn, left_out = page.drawn()
    said = [*notes(answer)]
    if left_out:
        said.append(f"{left_out} more, and all sources: the same with --all")
    return Rendered(lines(Group(*drawn), page.width, color=style.color), tuple(said))


class _Page:
    """The page of one day; its sources are numbered in the order in which the page first names them."""

    def __init__(self, answer: Answer[Any], style: Style) -> None:
        self.answer, self.style = answer, style
        self.width = min(style.width or LONGEST_LINE, LONGEST_LINE)
        self.numbers: dict[str, int] = {}

    def drawn(self) -> tuple[list[Text], int]:
        """Return the lines of the page, and how many entries it has no room for."""
        laid = [_Section(title, entries, len(entries)) for title, entries in sections(self.answer) if entries]
        if not self.style.whole:
            laid = self._shortened(laid)
        self.numbers = {}
        day = self.answer.reading.window.first if self.answer.reading.window else ""
        drawn = [plain(in_words(day), "bold"), plain(_counts(self.answer), "italic")]
        for section in laid:
            drawn += [Text(), plain(section.title, "bold")]
            drawn += [line for entry in section.shown_entries for line in self._lines(entry)]
            if left := len(section.entries) - section.shown:
                drawn.append(plain(f"  and {left} more", "italic"))
        return [*drawn, *self._sources()], sum(len(each.entries) - each.shown for each in laid)

    def _shortened(self, sections: Sequence[_Section]) -> list[_Section]:
        """Return the sections with as many lines each as let the page fit, the same for all that have more."""
        heights = [[len(self._lines(entry)) for entry in section.entries] for section in sections]
        room = _MOST_LINES * LONGEST_LINE // self.width

        def at(most: int) -> list[_Section]:
            return [
                section._replace(shown=max(bisect_right([*accumulate(each)], most), 1))
                for section, each in zip(sections, heights, strict=True)
            ]

        def too_long(most: int) -> bool:
            kept = at(most)
            shown = sum(sum(each[: section.shown]) for section, each in zip(kept, heights, strict=True))
            cut = sum(section.shown < len(section.entries) for section in kept)
            self._number(kept)
            return 2 + 2 * len(kept) + shown + cut + len(self._sources()) > room

        return at(bisect_left(range(1, room), True, key=too_long))

    def _number(self, sections: Iterable[_Section]) -> None:
        """Give a number to each source of what is shown."""
        self.numbers = {}
        for said in (said for section in sections for entry in section.shown_entries for said in entry):
            self._cited(said.citations)

    def _cited(self, citations: Sequence[dict[str, Any]]) -> str:
        """Say by number what a fact rests on; nothing where it is not told."""
        told = citations if self.style.whole else citations[:1]
        numbered = [(self.numbers.setdefault(each["source"], len(self.numbers) + 1), each["locator"]) for each in told]
        where = "; ".join(f"{number}, {locator}" if self.style.whole else f"{number}" for number, locator in numbered)
        return f" [{where}]" if where else ""

    def _lines(self, entry: Entry) -> list[Text]:
        """Write an entry behind a mark, wrapped beside it."""
        whole = Text().join(
            said.words.copy().append_text(plain(self._cited(said.citations), "not bold")) for said in entry
        )
        mark = "- " if self.style.ascii else "• "
        wrapped = wrap(whole, self.width - len(mark))
        return [Text(" " * len(mark) if number else mark).append_text(line) for number, line in enumerate(wrapped)]

    def _sources(self) -> list[Text]:
        """Write the sources by number: in full on a whole page, else by their ids, side by side."""
        if not self.numbers:
            return []
        title = "Sources" if self.style.whole else "Sources, the first of each"
        return [Text(), plain(title, "bold"), *(self._in_full() if self.style.whole else self._side_by_side())]

    def _in_full(self) -> Iterator[Text]:
        indent = len(f"{len(self.numbers)}. ")
        for id_, number in self.numbers.items():
            wrapped = wrap(source_in_a_line(self.answer.related[id_]), self.width - indent)
            for place, line in enumerate(wrapped):
                yield Text(" " * indent if place else f"{number}. ".rjust(indent)).append_text(line)

    def _side_by_side(self) -> list[Text]:
        """Write the ids of sources behind their numbers, as many on a line as have room."""
        rows = [Text()]
        for id_, number in self.numbers.items():
            said = Text(f"{number} ").append(id_, "cyan")
            if rows[-1] and rows[-1].cell_len + len("   ") + said.cell_len > self.width:
                rows.append(Text())
            rows[-1].append("   " if rows[-1] else "").append_text(said)
        return rows


def _counts(answer: Answer[Any]) -> str:
    """Say of how much a page tells."""
    nouns = {"control": "place", "office": "office", "agreement": "agreement", "figure": "figure", "event": "event"}
    told = {noun: {hit.cells[1] for hit in answer.hits if hit.cells[0] == about} for about, noun in nouns.items()}
    return ", ".join(f"{len(ids)} {noun}{'' if len(ids) == 1 else 's'}" for noun, ids in told.items() if ids)
