"""A figure's number: as its source words it, and the range that the words allow."""

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

_WORDS = {
    "exact": "exactly {}", "stated": "{}", "about": "about {}", "more-than": "more than {}", "at-least": "at least {}",
    "close-to": "close to {}", "up-to": "up to {}",
}  # fmt: skip
_ABOUT = 0.1  # "about" and "close to" are read as within a tenth where figures are compared

Range = tuple[float, float]
"""The least and the most that a number may be."""


def amount(figure: Mapping[str, Any]) -> str:
    """Say a figure's value as its source words it: "more than 200,000 people", "8 to 10 percent"."""
    low, best, high = (figure[name] for name in ("low", "best", "high"))
    if figure["quantifier"] is None:
        return f"{figure['unit']}, the number is not given"
    values = [best] if best is not None else [value for value in (low, high) if value is not None]
    range_ = " to ".join(f"{value:,}" for value in values)
    return f"{_WORDS[figure['quantifier']].format(range_)} {figure['unit']}"


def allowed(figure: Any) -> Range:
    """Return the least and the most that the words of a figure's record allow."""
    low = figure.low if figure.low is not None else figure.best
    high = figure.high if figure.high is not None else figure.best
    if figure.quantifier == "about" and figure.best is not None:
        return figure.best * (1 - _ABOUT), figure.best * (1 + _ABOUT)
    if figure.quantifier == "close-to" and high is not None:
        return high * (1 - _ABOUT), high
    return (0.0 if low is None else low), (float("inf") if high is None else high)


def range_of(figure: Mapping[str, Any]) -> Range:
    """Return the least and the most that the words of a figure allow, as an answer has it."""
    return allowed(SimpleNamespace(**figure))


def meet(ranges: Iterable[Range]) -> bool:
    """Tell whether some number lies in all of the ranges, which is so where any two of them meet."""
    lows, highs = zip(*ranges, strict=True)
    return bool(max(lows) <= min(highs))
