"""What changed, month by month: who took what from whom, who followed whom in office, what was in force."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rich.console import Group
from rich.text import Text

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.dates import days_in_month
from karabakh_cli.render import wording
from karabakh_cli.render.notes import notes
from karabakh_cli.render.style import Rendered, Style
from karabakh_cli.render.terminal import PIPE_WIDTH, lines, plain, wrap
from karabakh_cli.text.english import MONTHS, in_words

_COLORS = ("blue", "red", "green", "magenta", "cyan")
_LONGEST_BAR = 20

Change = dict[str, Any]


class _Marks(NamedTuple):
    """What the drawing is made of: a place taken within the month, one taken then or later, what follows what."""

    taken: str
    perhaps: str
    then: str


_BLOCKS, _ASCII = _Marks("■", "□", "→"), _Marks("#", "o", "->")


def months(answer: Answer[Any], style: Style) -> Rendered:
    """Draw changes by the month of the first day that each may have been on, below what the marks mean and the sums."""
    changes: list[Change] = list(answer)
    width, marks = style.width or PIPE_WIDTH, _ASCII if style.ascii else _BLOCKS
    takes = Counter((name, change["certainty"]) for change in changes for name in _takers(change))
    takers = sorted(
        {name for name, _ in takes}, key=lambda name: (-takes[name, "certain"], -takes[name, "possible"], name)
    )
    colors = {name: _COLORS[number % len(_COLORS)] for number, name in enumerate(takers)}
    drawn = [
        *wrap(plain(f"{marks.taken} a place taken within the month, {marks.perhaps} in it or later", "italic"), width),
        *wrap(_sums(takes, colors), width),
    ]
    for certainty, title in (("certain", ""), ("possible", "Possibly outside these dates")):
        of_it = [change for change in changes if change["certainty"] == certainty]
        drawn += [Text(), plain(title, "bold magenta")] if title and of_it else []
        for month, of_one in groupby(of_it, key=lambda change: str(change["earliest"])[:7]):
            drawn += [Text(), plain(_in_words(month), "bold")]
            for text in _month([*of_one], marks, colors):
                first, *others = wrap(text, width - 4)
                drawn += [Text("  ").append_text(first), *(Text("    ").append_text(line) for line in others)]
    told = (*notes(answer), "-f table has the dates, and --json the sources")
    return Rendered(lines(Group(*drawn), width, color=style.color), told)


def _sums(takes: Counter[tuple[str, str]], colors: dict[str, str]) -> Text:
    """Say how many places each took within the dates asked, and how many perhaps outside them."""
    sums = []
    for name, color in colors.items():
        certain, possible = takes[name, "certain"], takes[name, "possible"]
        counts = [*([f"{certain}"] if certain else []), *([f"possibly {possible}"] if possible else [])]
        sums.append(plain(f"{name} {' and '.join(counts)}", color))
    return plain("places taken: " if sums else "no place was taken").append_text(Text(", ").join(sums))


def _month(changes: Sequence[Change], marks: _Marks, colors: dict[str, str]) -> Iterator[Text]:
    """Give the lines of a month: those of who took most first."""
    taken: dict[tuple[str, str], list[tuple[Change, bool]]] = {}
    others: list[Change] = []
    for change in changes:
        takers = _takers(change)
        if not takers:
            others.append(change)
        for taker, in_part in takers.items():
            taken.setdefault((taker, ", ".join(_losers(change, taker))), []).append((change, in_part))
    for (taker, losers), takes in sorted(taken.items(), key=lambda row: -len(row[1])):
        bar = "".join(marks.taken if _is_within(change) else marks.perhaps for change, _ in takes)[:_LONGEST_BAR]
        places = ", ".join(
            f"{change['subject']['name']}{' in part' * in_part}{_days(change)}" for change, in_part in takes
        )
        text = plain(f"{bar} {taker}", colors[taker])
        yield text.append_text(plain(f"{f' from {losers}' if losers else ''}: {places}"))
    for change in others:
        yield plain(
            f"{change['subject']['name']}: {wording.followed(change, f' {marks.then} ')}, {in_words(change['when'])}"
        )


def _takers(change: Change) -> dict[str, bool]:
    """Name who holds more after a change than before it, each with whether that is a part of the place."""
    if change["about"] != "control":
        return {}
    before = {each["id"]: bool(each.get("in_part")) for each in change["before"]}
    return {
        str(each["name"]): bool(each.get("in_part"))
        for each in change["after"]
        if before.get(each["id"], True) and (each["id"] not in before or not each.get("in_part"))
    }


def _losers(change: Change, taker: str) -> list[str]:
    """Name who holds less after a change than before it, others than who took it."""
    after = [(each["id"], bool(each.get("in_part"))) for each in change["after"]]
    lost = [each for each in change["before"] if (each["id"], bool(each.get("in_part"))) not in after]
    return list(dict.fromkeys(str(each["name"]) for each in lost if each["name"] != taker))


def _is_within(change: Change) -> bool:
    """Tell whether a change was certainly in the month that it begins in."""
    return str(change["earliest"])[:7] == str(change["latest"])[:7]


def _days(change: Change) -> str:
    """Say the days of a month that a change may have been on, if not all, or in which month it was at the latest."""
    first, last = str(change["earliest"]), str(change["latest"])
    if not _is_within(change):
        return f" (to {_in_words(last[:7])})"
    days = [*dict.fromkeys((int(first[8:]), int(last[8:])))]
    whole = days == [1, days_in_month(int(first[:4]), int(first[5:7]))]
    return "" if whole else f" ({'-'.join(map(str, days))})"


def _in_words(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"
