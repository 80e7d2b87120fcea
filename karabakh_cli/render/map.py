"""The region in the terminal: a letter at each place for who held it, names where there is room, and all in words."""

import math
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.vocabulary import ON_A_MAP
from karabakh_cli.render import wording
from karabakh_cli.render.style import NARROW, Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, labelled, lines, plain
from karabakh_cli.text.escape import visible

_KM_PER_DEGREE = 111.2
_MOST_ROWS = 44
_LEAST_KM = 0.5
"""The least that a cell of the map is across, so that one place alone has a map too."""
_COLORS = ("cyan", "yellow", "green", "magenta", "blue", "red")
_CHANGING, _SHARED = "*", "+"
_SEVERAL = {_CHANGING: "changing hands", _SHARED: "held in part by several"}
"""The marks of places that no one holder's letter would be true of, and what each stands for."""
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200)


class _Mark(NamedTuple):
    """A place on the map: its letter and colour, and the states that say who held it, several if it changed hands."""

    place: dict[str, Any]
    states: list[dict[str, Any]]
    letter: str
    color: str
    attested: bool = True

    @property
    def changing(self) -> bool:
        """Whether it changed hands on the day."""
        return self.letter == _CHANGING


def map_of(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the places of an answer at their coordinates; in a narrow window, or with one row, list them alone."""
    width = style.width or PIPE_WIDTH
    marks = list(_marks(answer))
    parts: list[Any] = [labelled(_legend(marks))]
    if width >= NARROW:
        grid = _Grid([mark.place for mark in marks], width)
        parts = [*grid.drawn(marks), Text(), _scale(grid.km, style), Text(), *parts]
    count = ", ".join([f"{len(marks):,} place{'' if len(marks) == 1 else 's'}", *_unsure(marks)])
    notes_ = (count, "karabakh on DATE shows all that held on that day, with sources")
    return Rendered(lines(Group(*parts), width, color=style.color), notes_)


def _unsure(marks: list[_Mark]) -> Iterator[str]:
    """Count the places that changed hands, and those whose holder is not attested, if there are any."""
    for count, what in (
        *((sum(mark.letter == letter for mark in marks), what) for letter, what in _SEVERAL.items()),
        (sum(not mark.attested for mark in marks), "not attested on this day"),
    ):
        if count:
            yield f"{count} {what}"


def _marks(answer: Answer[Any]) -> Iterator[_Mark]:
    """Give the mark of each place: who held it as a capital, or small where that is not attested on the day.

    A day of change belongs to what ended and to what began: then no letter alone would be true, and neither is it where
    several held a part each.
    """
    letters = _letters(answer)
    by_place: dict[str, list[dict[str, Any]]] = {}
    for hit in answer.hits:
        state = hit.record()
        by_place.setdefault(state["subject"]["id"], []).append(state)
    for id_, states in by_place.items():
        attested = [state for state in states if state.get("certainty") != "not attested"]
        shown = attested or states
        letter, color = letters[shown[0]["value"]["id"]]
        several = len({state["value"]["id"] for state in attested}) > 1
        changing = any(state.get("certainty") == "changing" for state in shown)
        if several and not changing and all(state.get("in_part") for state in attested):
            letter, color = _SHARED, "blue"
        elif several or changing:
            letter, color, shown = _CHANGING, "red", states
        elif not attested:
            letter = letter.lower()
            yield _Mark(answer.related[id_], shown, letter, color, attested=False)
            continue
        yield _Mark(answer.related[id_], shown, letter, color)


def _letters(answer: Answer[Any]) -> dict[str, tuple[str, str]]:
    """Return a letter and a colour for each holder in the facts, the same on every day; without a day, for each kind.

    Each takes the first of its initials, or else of its letters, that none before it has taken.
    """
    holders = {id_: record["name"] for id_, record in answer.related.items() if record["record"] == "actor"}
    if answer.hits[0].cells[0] == "place":
        holders = {kind: kind for kind in ON_A_MAP} | {str(hit.cells[2]): str(hit.cells[2]) for hit in answer.hits}
    letters: dict[str, tuple[str, str]] = {}
    for number, (id_, name) in enumerate(holders.items()):
        taken = {letter for letter, _ in letters.values()}
        initials = [word[0] for word in name.split()]
        candidates = [letter.upper() for letter in (*initials, *id_, *ascii_uppercase) if letter.isascii()]
        # A digit cannot be written small, as what is not attested is.
        letter = next((letter for letter in candidates if letter.isalpha() and letter not in taken), "?")
        letters[id_] = (letter, _COLORS[number % len(_COLORS)])
    return letters


class _Grid:
    """A grid of cells, twice as high as wide, over the places: equirectangular, true to scale in the middle."""

    def __init__(self, places: list[dict[str, Any]], width: int) -> None:
        latitudes, longitudes = [place["lat"] for place in places], [place["lon"] for place in places]
        self.width = width
        self.north, self.west = max(latitudes), min(longitudes)
        self.km_per_longitude = _KM_PER_DEGREE * math.cos(math.radians((self.north + min(latitudes)) / 2))
        across = (max(longitudes) - self.west) * self.km_per_longitude
        down = (self.north - min(latitudes)) * _KM_PER_DEGREE
        self.km = max(across / (width - 2), down / 2 / (min(_MOST_ROWS, width // 3) - 1), _LEAST_KM)
        self.rows = [[" "] * width for _ in range(round(down / 2 / self.km) + 1)]

    def drawn(self, marks: list[_Mark]) -> list[Text]:
        """Draw the letters, the more important places first, then names where they cover nothing."""
        ordered = sorted(marks, key=lambda mark: (_rank(mark.place), mark.place["name"]))
        drawn: dict[tuple[int, int], _Mark] = {}
        for mark in ordered:
            drawn.setdefault(self._cell(mark.place), mark)
        for (row, column), mark in drawn.items():
            self.rows[row][column] = mark.letter
        for (row, column), mark in drawn.items():
            self._name(row, column, visible(mark.place["name"]))
        texts = [plain("".join(row).rstrip()) for row in self.rows]
        for (row, column), mark in drawn.items():
            texts[row].stylize(f"bold {mark.color}", column, column + 1)
        return texts

    def _cell(self, place: dict[str, Any]) -> tuple[int, int]:
        row = (self.north - place["lat"]) * _KM_PER_DEGREE / 2 / self.km
        return round(row), round((place["lon"] - self.west) * self.km_per_longitude / self.km)

    def _name(self, row: int, column: int, name: str) -> None:
        """Write a name to the right of a letter, or to its left, if the cells there are free."""
        for start in (column + 2, column - 1 - len(name)):
            end = start + len(name)
            beside = (column + 1, end + 1) if start > column else (max(start - 1, 0), column)
            room = self.rows[row][slice(*beside)]
            fits = start >= 0 and end <= self.width and cell_len(name) == len(name)  # a wide letter takes two cells
            if fits and all(cell == " " for cell in room):
                self.rows[row][start:end] = name
                return


def _rank(place: dict[str, Any]) -> int:
    """Where two places are too near for both, that of the lower rank is drawn and named."""
    return ON_A_MAP.index(place["kind"]) if place["kind"] in ON_A_MAP else len(ON_A_MAP)


def _scale(km: float, style: Style) -> Text:
    """Draw a bar of a round length, a quarter of a narrow window at most."""
    length = max((scale for scale in _SCALES if scale / km <= NARROW / 4), default=_SCALES[0])
    left, line, right = "|-|" if style.ascii else "├─┤"
    return plain(f"{left}{line * max(round(length / km) - 1, 1)}{right} {length} km, north is up")


def _legend(marks: list[_Mark]) -> Iterator[tuple[str, Text]]:
    """Say of each letter what it stands for and where it stands, so that every place can be read in words."""
    alike: dict[tuple[str, str], list[_Mark]] = {}
    for mark in marks:  # there are more holders than letters: those without one share a mark, and are told apart here
        holder = "" if mark.letter in _SEVERAL else mark.states[0]["value"]["id"]
        alike.setdefault((mark.letter, holder), []).append(mark)
    for (letter, _), same in sorted(alike.items(), key=lambda item: (not item[0][0].isupper(), -len(item[1]))):
        value = same[0].states[0]["value"]["name"]
        if letter in _SEVERAL:
            what, names = _SEVERAL[letter], [_with_times(mark) for mark in same]
        elif not same[0].attested:
            what, names = f"{value}, not attested on this day", [_with_times(mark) for mark in same]
        else:
            what, names = value, [mark.place["name"] for mark in same]
        head = plain(f"{what}, {len(same)}", f"bold {same[0].color}")
        yield letter, Text().append_text(head).append_text(plain(f": {'; '.join(names)}"))


def _with_times(mark: _Mark) -> str:
    """Say from when to when a place was held, and by whom, where the letter does not stand for all of that."""
    named = mark.changing or len(mark.states) > 1
    times = [_time(state, among_attested=mark.changing) for state in mark.states]
    holders = [f"{state['value']['name']} " if named else "" for state in mark.states]
    sides = (holder + time for holder, time in zip(holders, times, strict=True))
    return f"{mark.place['name']} ({', '.join(sides)})"


def _time(state: dict[str, Any], *, among_attested: bool) -> str:
    unattested = among_attested and state["certainty"] == "not attested"
    return wording.from_to(state["since"], state["until"]) + (", not attested on this day" if unattested else "")
