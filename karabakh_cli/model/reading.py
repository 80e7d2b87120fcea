"""How a question was read: its days, the records that its names lead to, its other words, and what says nothing."""

from typing import Any, NamedTuple

from karabakh_cli.model.dates import BEGINNING, END, Window
from karabakh_cli.text.english import in_words


class Name(NamedTuple):
    """A name among the words of a question, and the record that it leads to."""

    said: str
    record: str
    id: str
    name: str


class Reading(NamedTuple):
    """How a question was read; what a command line shows, and what a program can ask for."""

    window: Window | None = None
    said: str = ""
    """The date, as it was asked."""
    names: tuple[Name, ...] = ()
    words: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    """Words that say nothing of what is looked for."""

    def in_words(self) -> str:
        """Say it in one line: "up to 31 December 1991; place Shusha; words: rocket"."""
        names = dict.fromkeys(f"{name.record} {name.name}" for name in self.names)
        parts = [
            window_in_words(self.window) if self.window else "",
            *names,
            f"words: {', '.join(self.words)}" if self.words else "",
            f"not looked for: {', '.join(self.ignored)}" if self.ignored else "",
        ]
        return "; ".join(filter(None, parts)) or "everything"

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say of it that the question does not say itself."""
        written = all(letter.isdigit() or letter in "-." for letter in self.said)
        return written and not self.names and not self.ignored

    def as_record(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        window = self.window and {"earliest": self.window.first, "latest": self.window.last}
        names = [{"said": name.said, "record": name.record, "id": name.id, "name": name.name} for name in self.names]
        return {
            "window": window and {end: None if day in (BEGINNING, END) else day for end, day in window.items()},
            "names": names,
            "words": list(self.words),
            "ignored": list(self.ignored),
        }


def window_in_words(window: Window) -> str:
    """Say the days of a window: "1993", "up to 31 December 1991", "from 1 June 1992 on", "3 to 9 April 1993"."""
    first, last = window
    if first == BEGINNING:
        return "any day" if last == END else f"up to {in_words(last)}"
    if last == END:
        return f"from {in_words(first)} on"
    if first == last:
        return in_words(first)
    if (first[4:], last[4:]) == ("-01-01", "-12-31"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]} to {last[:4]}"
    return in_words(f"{first}/{last}")
