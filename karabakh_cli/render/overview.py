"""The whole subject in one screen: phases with as many of their key events as there is room for, and what follows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, wrap
from karabakh_cli.text.english import MONTHS, SEASONS, in_words

_HEIGHT = 48
"""The lines of a screen of fifty, without those of the prompt."""
_INDENT = 2
_HEADINGS = {"number": "How many, by those who count", "dispute": "Most disputed", "question": "Ask next"}

_Point = Mapping[str, Any]


def overview(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the overview in the lines of a screen: of the key events of each phase those that most is said of."""
    width = style.width or PIPE_WIDTH
    points: list[_Point] = list(answer)
    below = [line for section in _HEADINGS for line in _section(section, points, width)]
    phases = _phases(points)
    left = max((cell_len(in_words(phase["when"])) + 1 for phase, _ in phases), default=0)
    drawn = {event["id"]: _event(event, phase, width - left) for phase, events in phases for event in events}
    shown = _chosen(phases, drawn, _HEIGHT - len(below))
    above = [line for phase, events in phases for line in _phase(phase, events, shown, drawn, left)]
    hidden = len(drawn) - len(shown)
    note = (f"{hidden} key events more: karabakh timeline --key, karabakh overview -f tsv",) if hidden else ()
    return Rendered(lines(Group(*above, *below), width, color=style.color), note)


def _phases(points: Sequence[_Point]) -> list[tuple[_Point, list[_Point]]]:
    """Return each phase with its events."""
    phases: list[tuple[_Point, list[_Point]]] = []
    for point in points:
        if point["section"] == "phase":
            phases.append((point, []))
        elif point["section"] == "event":
            phases[-1][1].append(point)
    return phases


def _chosen(phases: Sequence[tuple[_Point, list[_Point]]], drawn: Mapping[str, list[Text]], room: int) -> set[str]:
    """Choose events for so many lines, those of the phases in turns: first the best of each, one of each at least."""
    ranked = [sorted(events, key=_weight) for _, events in phases]
    shown: set[str] = set()
    for turn in range(max(map(len, ranked), default=0)):
        for event in (events[turn] for events in ranked if turn < len(events)):
            needed = len(drawn[event["id"]])
            if turn == 0 or needed <= room:
                shown.add(event["id"])
                room -= needed
    return shown


def _weight(event: _Point) -> int:
    """Rank an event by its parts, the figures that count something of it, and the sources that it cites: most first."""
    return -sum(int(event[name]) for name in ("parts", "figures", "sources"))


def _phase(
    phase: _Point, events: Sequence[_Point], shown: set[str], drawn: Mapping[str, list[Text]], left: int
) -> Iterator[Text]:
    """Give the lines of a phase: its years at the left of the first, and the events that are shown."""
    rows = [line for event in events if event["id"] in shown for line in drawn[event["id"]]]
    for number, row in enumerate(rows or [plain(phase["value"])]):
        beside = plain("" if number else in_words(phase["when"]))
        beside.pad_right(left - beside.cell_len)
        yield Text().append(beside.plain, "bold").append_text(row)


def _event(event: _Point, phase: _Point, width: int) -> list[Text]:
    """Say an event: its date, and in the rest of the line its title."""
    return _hanging(plain(f"{_briefly(event['when'], phase['when'])}: ", "cyan"), plain(event["title"]), width)


def _briefly(date: str, year: str) -> str:
    """Say a date in short, without a year that stands above it."""
    words = in_words(date)
    short = words.removesuffix(f" {year}")
    if short.rpartition(" ")[2] in (*MONTHS, *SEASONS.values()):
        words = short
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words.replace(" to ", "-")


def _section(section: str, points: Sequence[_Point], width: int) -> Iterator[Text]:
    """Give the lines of a section below an empty one; none where it has nothing."""
    found = [point for point in points if point["section"] == section]
    if not found:
        return
    yield Text()
    yield plain(_HEADINGS[section], "bold")
    for point in found:
        if section == "number":
            standing = plain(f"; {', '.join(point['standing'])}")
            value = Text().append_text(plain(point["value"], "bold")).append_text(standing)
            yield from _hanging(plain(f"{point['title']}: "), value, width)
        elif section == "dispute":
            yield from _dispute(point, width)
        else:
            yield from _hanging(plain(f"{point['value']}  ", "cyan"), plain(point["title"]), width)


def _dispute(point: _Point, width: int) -> list[Text]:
    """Say what is most disputed: in how many points, and which, as many as the line has room for."""
    points, (how_many, _, _) = point["points"], point["value"].partition(":")
    fitting = [point["value"], *(f"{how_many}: {', '.join(points[:n])} ..." for n in range(len(points) - 1, 0, -1))]
    said = next((text for text in fitting if cell_len(f"{point['title']}: {text}") <= width), how_many)
    return _hanging(plain(f"{point['title']}: "), plain(said), width)


def _hanging(first: Text, rest: Text, width: int) -> list[Text]:
    """Lay out a text behind its beginning, the following lines indented."""
    whole = Text().append_text(first).append_text(rest)
    wrapped = wrap(whole, width - _INDENT)
    return [Text(" " * _INDENT * bool(number)).append_text(line) for number, line in enumerate(wrapped)]
