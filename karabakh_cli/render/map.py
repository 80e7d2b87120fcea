"""The region in the terminal: a letter at each place for who held it, names where there is room, and all in words."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rich.console import Group
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.dates import moved, parse_state
from karabakh_cli.model.vocabulary import ON_A_MAP, importance
from karabakh_cli.render import wording
from karabakh_cli.render.ground import Ground, frame_of, in_view
from karabakh_cli.render.holders import CHANGING, SEVERAL, SHARED, held, letters
from karabakh_cli.render.style import NARROW, Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, labelled, lines, plain
from karabakh_cli.text.english import MONTHS
from karabakh_cli.text.escape import visible

_COLORS = ("cyan", "green", "magenta", "blue")
_COLORS_OF_SEVERAL = {CHANGING: "red", SHARED: "blue"}
_SCALES = (2, 5, 10, 20, 50, 100, 200)
_LATELY = 31
"""How many days before or after a day a place changed hands that a map tells of beside its name."""
_ORDINARY = (True, True, True)
"""The importance of a place that has its name beside its letter or nowhere."""
_WATER = "blue"
_LAND = ("country", "region", "autonomous-oblast", "district")
"""The kinds of places whose outline is a border; any other is that of a water."""


_Letters = dict[str, tuple[str, str]]
"""The letter and the colour of each holder."""


class _Mark(NamedTuple):
    """A place on the map: its letter and colour, and the states that say who held it, several if it changed hands."""

    place: dict[str, Any]
    states: Sequence[dict[str, Any]]
    letter: str
    color: str
    attested: bool = True
    lately: str = ""
    """When it changed hands, if that was within a month of the day."""

    @property
    def changing(self) -> bool:
        """Whether it changed hands on the day."""
        return self.letter == CHANGING


def map_of(answer: Answer[Any], style: Style) -> Rendered:
    """Draw the places of an answer at their coordinates; in a narrow window, or with one row, list them alone."""
    width = style.width or PIPE_WIDTH
    marks = list(_marks(answer))
    parts: list[Any] = [labelled(_legend(marks))]
    if width >= NARROW:
        parts = [*_drawn(answer, marks, width, style), Text(), *parts]
    count = ", ".join([f"{len(marks):,} place{'' if len(marks) == 1 else 's'}", *_unsure(marks)])
    notes_ = (count, "karabakh on DATE shows all that held on that day, with sources")
    return Rendered(lines(Group(*parts), width, color=style.color), notes_)


def _drawn(answer: Answer[Any], marks: list[_Mark], width: int, style: Style) -> Iterator[Text]:
    """Draw the map, and below it its scale, and what lies beyond its window."""
    areas = [record for record in answer.related.values() if record.get("outline")]
    if not answer.reading.window:  # without holders an area needs no letter: its name stands in it
        named = {area["id"] for area in areas if area["kind"] in _LAND}
        marks = [mark for mark in marks if mark.place["id"] not in named] or marks
    kept = [mark.place["id"] for mark in marks if mark.lately or mark.place["kind"] == ON_A_MAP[0]]
    ground = Ground(in_view([mark.place for mark in marks], kept), width, ascii=style.ascii)
    _outline(ground, areas)
    _write(ground, marks, _letters(answer), style)
    for area in areas:
        if area["id"] not in {mark.place["id"] for mark in marks}:
            name = visible(area["name"])
            ground.name_within(area["outline"]["rings"], name.upper() if area["kind"] in _LAND else name, "italic")
    yield from ground.texts()
    yield Text()
    yield _scale(ground.km, style)
    if any(mark.lately and not mark.changing for mark in marks):
        yield plain("A day beside a name: the place changed hands then, within a month of the day asked.", "italic")
    yield from _beyond(ground, marks)


def _outline(ground: Ground, areas: list[dict[str, Any]]) -> None:
    """Draw the outlines, those of waters last."""
    frame = frame_of([area["outline"]["rings"] for area in areas])
    for area in sorted(areas, key=lambda area: area["kind"] not in _LAND):
        ground.outline(area["outline"]["rings"], "" if area["kind"] in _LAND else _WATER, frame)


def _write(ground: Ground, marks: list[_Mark], letters: _Letters, style: Style) -> None:
    """Write the letters, then the names, those of the more important places first.

    Where villages crowd, some of those that did not change hands lately stand for the others: names need room.
    """
    named = []
    for mark in sorted(marks, key=_importance):
        cell = ground.cell(mark.place)
        crowd = mark.place["kind"] == "village" and not (mark.lately or mark.changing)
        if cell and ground.letter(*cell, mark.letter, f"bold {mark.color}", apart=crowd):
            named.append((cell, mark))
    for cell, mark in named:
        any(ground.name(*cell, text, anywhere=_importance(mark) < _ORDINARY) for text in _names(mark, letters, style))


def _names(mark: _Mark, letters: _Letters, style: Style) -> Iterator[str]:
    """Give what may stand beside a letter, the longest first: a name, and how or when the place changed hands."""
    name = visible(mark.place["name"])
    if mark.changing:
        arrow = ">" if style.ascii else "→"
        holders = [id_ for id_, _ in groupby(state["value"]["id"] for state in mark.states)]
        yield f"{name} {arrow.join(letters[id_][0] for id_ in holders)}"
    elif mark.lately:
        yield f"{name}, {mark.lately}"
    yield name


def _importance(mark: _Mark) -> tuple[Any, ...]:
    """Return what a place comes after others by, of which but one is drawn in a cell, and that is named first.

    A city, as a capital is, comes first, then what changed hands lately, then the seat of a district, then by kind.
    """
    kind = importance(mark.place["kind"])
    return kind > 0, not (mark.lately or mark.changing), not mark.place.get("seat_of"), kind, mark.place["name"]


def _beyond(ground: Ground, marks: list[_Mark]) -> Iterator[Text]:
    """Say which places lie beyond the window, and how far from its middle."""
    beyond = [mark for mark in marks if not ground.cell(mark.place)]
    if beyond:
        said = [f"{mark.letter} {mark.place['name']}, {ground.away(mark.place)}" for mark in beyond]
        yield plain(f"Beyond this window: {'; '.join(said)}")


def _unsure(marks: list[_Mark]) -> Iterator[str]:
    """Count the places that changed hands, and those whose holder is not attested, if there are any."""
    for count, what in (
        *((sum(mark.letter == letter for mark in marks), what) for letter, what in SEVERAL.items()),
        (sum(not mark.attested for mark in marks), "not attested on this day"),
    ):
        if count:
            yield f"{count} {what}"


def _marks(answer: Answer[Any]) -> Iterator[_Mark]:
    """Give the mark of each place: who held it as a capital, or small where that is not attested on the day.

    A day of change belongs to what ended and to what began: then no letter alone would be true, and neither is it where
    several held a part each.
    """
    known = _letters(answer)
    day = answer.reading.window.first if answer.reading.window else ""
    by_place: dict[str, list[dict[str, Any]]] = {}
    for hit in answer.hits:
        state = hit.record()
        by_place.setdefault(state["subject"]["id"], []).append(state)
    for id_, states in by_place.items():
        shown, several, attested = held(states)
        letter, color = (several, _COLORS_OF_SEVERAL[several]) if several else known[shown[0]["value"]["id"]]
        lately = _lately(answer.related[id_], day) if attested else ""
        yield _Mark(answer.related[id_], shown, letter if attested else letter.lower(), color, attested, lately)


def _lately(place: dict[str, Any], day: str) -> str:
    """Say when a place changed hands, if the whole of the days on which it may have done so are near a day."""
    for hold in place["control"] if day else ():
        state = parse_state(hold["start"], hold["end"])
        near = moved(day, -_LATELY) <= state.earliest_start and state.latest_start <= moved(day, _LATELY)
        if state.start_known and near:
            return _between(state.earliest_start, state.latest_start)
    return ""


def _between(first: str, last: str) -> str:
    """Say in few letters between which days of about one month something happened: "9 May", "18-31 August"."""
    (day, month), (last_day, last_month) = ((str(int(at[8:])), MONTHS[int(at[5:7]) - 1]) for at in (first, last))
    if month != last_month:
        return f"{day} {month} - {last_day} {last_month}"
    return f"{day}{'' if day == last_day else f'-{last_day}'} {month}"


def _letters(answer: Answer[Any]) -> _Letters:
    """Return the letter and colour of each holder in the facts, the same on every day; without a day, of each kind."""
    holders = {id_: record["name"] for id_, record in answer.related.items() if record["record"] == "actor"}
    if answer.hits[0].cells[0] == "place":
        holders = {kind: kind for kind in ON_A_MAP} | {str(hit.cells[2]): str(hit.cells[2]) for hit in answer.hits}
    marks = letters(holders)
    return {id_: (letter, _COLORS[number % len(_COLORS)]) for number, (id_, letter) in enumerate(marks.items())}


def _scale(km: float, style: Style) -> Text:
    """Draw a bar of a round length, a quarter of a narrow window at most."""
    length = max((scale for scale in _SCALES if scale / km <= NARROW / 4), default=_SCALES[0])
    left, line, right = "|-|" if style.ascii else "├─┤"
    return plain(f"{left}{line * max(round(length / km) - 1, 1)}{right} {length} km, north is up")


def _legend(marks: list[_Mark]) -> Iterator[tuple[str, Text]]:
    """Say of each letter what it stands for and where it stands, so that every place can be read in words."""
    alike: dict[tuple[str, str], list[_Mark]] = {}
    for mark in marks:  # there are more holders than letters: those without one share a mark, and are told apart here
        holder = "" if mark.letter in SEVERAL else mark.states[0]["value"]["id"]
        alike.setdefault((mark.letter, holder), []).append(mark)
    for (letter, _), same in sorted(alike.items(), key=lambda item: (not item[0][0].isupper(), -len(item[1]))):
        value = same[0].states[0]["value"]["name"]
        if letter in SEVERAL:
            what, names = SEVERAL[letter], [_with_times(mark) for mark in same]
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
