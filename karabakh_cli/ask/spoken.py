"""A time as people say it, at a place among words: `27 march to 3 april 1993`, `before may 1994`, `first half of 1993`.

Each reader takes the words in lower case and a position, and returns the position behind what it read and the days that
are meant, or None where there is no time of its form.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from karabakh_cli.ask.unit import HEDGES, Part, Read, behind, part_at, unit, word_at, written
from karabakh_cli.errors import DateError, QuestionError
from karabakh_cli.model.dates import BEGINNING, END, Window

_HALVES = {"first": 0, "second": 1}
# What may stand before a date and adds nothing to it: "in the year 1993", "on the night of 25 february 1992".
_LEADS = frozenset((
    "in", "on", "of", "at", "during", "within", "throughout", "as", "the", "year", "month", "date", "day", "days",
    "night", "morning", "evening", "afternoon", "dated",
)) | HEDGES  # fmt: skip
# Words that bound a time by what they name: whether up to it or from it on, and whether it is taken in.
_BOUNDS = {
    "before": ("up to", False), "until": ("up to", True), "till": ("up to", True), "by": ("up to", True),
    "through": ("up to", True), "through to": ("up to", True), "up to": ("up to", True), "after": ("from", False),
    "since": ("from", True), "prior to": ("up to", False), "earlier than": ("up to", False),
    "later than": ("from", False),
    "not later than": ("up to", True), "no later than": ("up to", True), "not before": ("from", True),
    "not after": ("up to", True), "not earlier than": ("from", True), "no earlier than": ("from", True),
}  # fmt: skip
_TO, _AND, _OR = frozenset(("to", "until", "till", "through", "-")), frozenset(("and",)), frozenset(("or", ","))
"""What stands between two dates of which the first comes before the second, of a time between them, of one or other."""


def phrase(words: Sequence[str], at: int) -> Read:
    """Read the longest date, range or bound that begins at a position, with what may lead up to it.

    Raises DateError for a date that is impossible or can be read in two ways, and QuestionError for `from` alone.
    """
    start = behind(words, at, _LEADS)
    for place in dict.fromkeys((at, start)):
        for form in (_between, _from, _bound, _range, _half, _alone):
            if found := form(words, place):
                return found
    return None


def _alone(words: Sequence[str], at: int) -> Read:
    """Read one date, and behind it "or later", "or earlier", "or" another."""
    found = unit(words, at)
    if found is None:
        return None
    end, window = found
    if word_at(words, end) == "or" and word_at(words, end + 1) in ("later", "earlier"):
        later = words[end + 1] == "later"
        return end + 2, Window(window.first, END) if later else Window(BEGINNING, window.last)
    while word_at(words, end) == "or" and (other := unit(words, end + 1)):
        end, window = other[0], _around(window, other[1])
    return end, window


def _range(words: Sequence[str], at: int) -> Read:
    """Read two dates with `to` or a dash between them, or `or` between parts of dates (`8 or 9 May 1992`)."""
    return _pair(words, at, _TO) or _pair(words, at, _OR)


def _between(words: Sequence[str], at: int) -> Read:
    return _pair(words, at + 1, _AND) if word_at(words, at) == "between" else None


def _from(words: Sequence[str], at: int) -> Read:
    if word_at(words, at) != "from":
        return None
    if found := _pair(words, at + 1, _TO):
        return found
    found = unit(words, at + 1)
    if found is None:
        return None
    end, window = found
    if word_at(words, end) in ("on", "onward", "onwards"):
        return end + 1, Window(window.first, END)
    said = " ".join(words[at + 1 : end])
    raise QuestionError(
        f"this can mean two things: from {said}", f"say since {said} (from then on), or in {said} (that time alone)"
    )


def _bound(words: Sequence[str], at: int) -> Read:
    """Read `before`, `after`, `since`, `until`, `by`, `through`, `up to`, `prior to` and the date that they name."""
    said = (" ".join(words[at : at + count]) for count in (3, 2, 1))
    bound = next((each for each in said if each in _BOUNDS), None)
    if bound is None:
        return None
    direction, inclusive = _BOUNDS[bound]
    begin = at + len(bound.split())
    if " ".join(words[begin : begin + 2]) == "and including":
        begin, inclusive = begin + 2, True
    found = unit(words, behind(words, begin, _LEADS))
    if found is None:
        return None
    end, window = found
    if direction == "up to":
        return end, Window(BEGINNING, window.last if inclusive else _next_to(window.first, -1))
    return end, Window(window.first if inclusive else _next_to(window.last, 1), END)


def _half(words: Sequence[str], at: int) -> Read:
    """Read `first half of 1993`."""
    if word_at(words, at) not in _HALVES or word_at(words, at + 1) != "half":
        return None
    found = unit(words, behind(words, at + 2, frozenset(("of", "the", "year"))))
    if found is None or found[1].first[5:] != "01-01" or found[1].last != f"{found[1].first[:4]}-12-31":
        return None
    year = found[1].first[:4]
    halves = (Window(f"{year}-01-01", f"{year}-06-30"), Window(f"{year}-07-01", f"{year}-12-31"))
    return found[0], halves[_HALVES[words[at]]]


def _pair(words: Sequence[str], at: int, joints: frozenset[str], most: int = 6) -> Read:
    """Read two dates with one of some words between them; the first may lack what it shares with the second."""
    first = None if joints is _OR else unit(words, at)
    if first and word_at(words, first[0]) in joints and (other := _after_joint(words, first[0])):
        return other[0], _joined(first[1], other[1], joints, words[at : other[0]])
    partial = part_at(words, at)
    if partial and word_at(words, partial[0]) in joints:
        rest = _pair(words, partial[0] + 1, joints, most - 1) if joints is _OR and most > 1 else None
        if other := rest or _after_joint(words, partial[0]):
            return other[0], _joined(_filled(partial[1], other[1]), other[1], joints, words[at : other[0]])
    return None


def _after_joint(words: Sequence[str], joint: int) -> Read:
    return unit(words, behind(words, joint + 1, frozenset(("the",))))


def _filled(part: Part, later: Window) -> Window:
    """Return the days of a part of a date, with the year, and if it has none the month, of the date behind it."""
    month = part.month or int(later.first[5:7])
    day = "" if part.day is None else f"-{part.day:02}"
    return written(f"{later.first[:4]}-{month:02}{day}")


def _joined(one: Window, other: Window, joints: frozenset[str], words: Sequence[str]) -> Window:
    if joints is not _OR and one.first > other.last:
        raise DateError(f"the range runs backwards: {' '.join(words)}", f"write {other.first}..{one.last}")
    return Window(one.first, other.last) if joints is _TO else _around(one, other)


def _around(one: Window, other: Window) -> Window:
    return Window(min(one.first, other.first), max(one.last, other.last))


def _next_to(day: str, step: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=step)).isoformat()
