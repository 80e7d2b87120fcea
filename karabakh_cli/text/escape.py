"""Text from facts -> text that a terminal shows and does not obey."""

import re
import unicodedata

# What Unicode calls "default ignorable", and Python printable: it takes no room, or may hide in none, such as the
# selectors of a variant, by which a text can carry another one that nobody sees. (The tags of U+E0000 on, the soft
# hyphen, and what turns the text around it are not printable to begin with.) And the skin tones of emoji, which take
# two cells in one terminal and none in another: no line may be wider than the window.
_UNSHOWN = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U0001f3fb-\U0001f3ff"
    "\U000e0100-\U000e01ef]"
)
# The non-joiner (U+200C) is a letter's own business: Persian is misspelt without it. One between two characters is let
# through; at the edge of a word or in a row it could only hide something. The joiner (U+200D) is not let through: what
# it joins takes one cell in one terminal and four in another, and no line may be wider than the window.
_NON_JOINER = r"((?<=[^\s\u200c])\u200c(?=[^\s\u200c]))"


def visible(text: str) -> str:
    """Show what a terminal would obey or not show by its escapes in place of sending it; a line break as a space."""
    return escaped(text.replace("\n", " "))


def escaped(text: str) -> str:
    """Show by their escapes the characters that a terminal would obey or not show, line breaks too."""
    if _is_plain(text):
        return text
    parts = re.split(_NON_JOINER, text)
    return "".join(part if number % 2 else "".join(map(_shown, part)) for number, part in enumerate(parts))


def escaped_in_json(text: str) -> str:
    """Escape in a text of JSON, as JSON does, what a terminal would obey or not show: it is read back as it was."""
    if _is_plain(text):
        return text
    import json  # rows do without it

    return "".join(letter if _is_shown(letter) else json.dumps(letter)[1:-1] for letter in text)


def is_shown(text: str) -> bool:
    """Tell whether a terminal shows a text as it is."""
    return escaped(text) == text


def _is_plain(text: str) -> bool:
    """Tell whether every character is shown, quickly; nothing is said of spaces that are none of ASCII's."""
    return text.isprintable() and (text.isascii() or not re.search(_UNSHOWN, text))


def _shown(letter: str) -> str:
    if _is_shown(letter):
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_shown(letter: str) -> bool:
    return _is_plain(letter) or unicodedata.category(letter) == "Zs"  # a space of some width
