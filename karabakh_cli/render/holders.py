"""Who held a place, as a mark on a map: the letter of a holder, or a sign that no one letter would be true of."""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any, NamedTuple

CHANGING, SHARED = "*", "+"
SEVERAL = {CHANGING: "changing hands", SHARED: "held in part by several"}
"""The marks of places that no one holder's letter would be true of, and what each stands for."""


class Held(NamedTuple):
    """How a place was held on a day."""

    states: Sequence[dict[str, Any]]
    """What is to be told of it."""
    several: str = ""
    """The mark, where several held it."""
    attested: bool = True


def held(states: Sequence[dict[str, Any]]) -> Held:
    """Return how a place was held on a day, by the states there were on it, each with its certainty.

    A day of change belongs to what ended and to what began: then no letter alone would be true, and neither is it where
    several held a part each.
    """
    attested = [state for state in states if state.get("certainty") != "not attested"]
    shown = attested or states
    several = len({state["value"]["id"] for state in attested}) > 1
    changing = any(state.get("certainty") == "changing" for state in shown)
    if several and not changing and all(state.get("in_part") for state in attested):
        return Held(shown, SHARED)
    if several or changing:
        return Held(states, CHANGING)
    return Held(shown, attested=bool(attested))


def letters(names: Mapping[str, str]) -> dict[str, str]:
    """Return a letter for each holder, by id: the first of its initials, or else of its letters, that is not taken."""
    taken: dict[str, str] = {}
    for id_, name in names.items():
        initials = [word[0] for word in name.split()]
        candidates = [letter.upper() for letter in (*initials, *id_, *ascii_uppercase) if letter.isascii()]
        # A digit cannot be written small, as what is not attested is.
        free = (letter for letter in candidates if letter.isalpha() and letter not in taken.values())
        taken[id_] = next(free, "?")
    return taken
