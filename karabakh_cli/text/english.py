"""Dates of the profile in English: `1992-21` -> "spring 1992", `[1992-06..1992-07]` -> "between June and July 1992"."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}

_HEDGES = ("perhaps", "about")


def in_words(text: str) -> str:
    """Say a date of the profile in English: `[1992-06..1992-07]` -> "between June and July 1992"."""
    if text.startswith("["):
        return _set_in_words(text[1:-1])
    if "/" in text:
        start, end = text.split("/")
        if start == "..":
            return f"until {_unit_in_words(end)}"
        if end == "..":
            return f"from {_unit_in_words(start)} on"
        return _joined(start, end, "to")
    return _unit_in_words(text)


def _set_in_words(inside: str) -> str:
    if ".." not in inside:
        *others, before_last, last = inside.split(",")
        return "".join(f"{_unit_in_words(other)}, " for other in others) + _joined(before_last, last, "or")
    start, _, end = inside.partition("..")
    if not start:
        return f"{_unit_in_words(end)} or earlier"
    if not end:
        return f"{_unit_in_words(start)} or later"
    return f"between {_joined(start, end, 'and')}"


def _joined(start: str, end: str, word: str) -> str:
    """Join two dates, leaving out of the first what it shares with the second: "27 March to 3 April 1993"."""
    first, second = _unit_in_words(start).split(" "), _unit_in_words(end).split(" ")
    full = " ".join(second)
    while len(first) > 1 and len(second) > 1 and first[-1] == second[-1] and not {first[-2], second[-2]} & {*_HEDGES}:
        first.pop()
        second.pop()
    return f"{' '.join(first)} {word} {full}"


def _unit_in_words(text: str) -> str:
    if text == "..":
        return "open"
    qualifier, unit = ("", text) if text[-1].isalnum() else (text[-1], text[:-1])
    words = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}[qualifier]
    year, _, rest = unit.partition("-")
    part, _, day = rest.partition("-")
    if not part:
        return f"{words}{year}"
    if part in SEASONS:
        if part == "24":
            return f"{words}winter {year}-{(int(year) + 1) % 100:02}"
        return f"{words}{SEASONS[part]} {year}"
    month = f"{MONTHS[int(part) - 1]} {year}"
    return f"{words}{int(day)} {month}" if day else f"{words}{month}"
