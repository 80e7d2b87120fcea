"""A line as it is typed in a shell -> its words; and a word -> as it is typed there, so that the shell runs nothing."""

import re
from typing import NamedTuple

_PIECE = re.compile(
    r"""(?P<blank>[ \t\n]+) | \\(?P<escaped>.?) | '(?P<single>[^']*)(?P<end>'?)
    | "(?P<double>(?:[^"\\]|\\.?)*)(?P<ending>"?) | (?P<bare>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r'\\([\\$`"\n])')
_COMPUTED = re.compile(r"(?<!\\)(?:\\\\)*[$`]")
_SAFE_BARE = re.compile(r"[\w@%+=:,./-]")


class Line(NamedTuple):
    """The words of a line, what is typed of the last one, and the quotation mark that is open there."""

    words: list[str]
    typed: str
    quote: str


def read_line(text: str) -> Line | None:
    """Return the words of a line; None where only running it would say what they are, or where another command begins.

    Of quoting what bash, zsh and fish have in common is known.
    """
    words, typed, quote, begun = [], "", "", False
    for piece in _PIECE.finditer(text):
        if piece["blank"]:
            if begun:
                words.append(typed)
            typed, begun = "", False
            continue
        begun = True
        if piece["single"] is not None:
            typed, quote = typed + piece["single"], "" if piece["end"] else "'"
        elif piece["double"] is not None:
            if _COMPUTED.search(piece["double"]):
                return None
            typed, quote = typed + _ESCAPED.sub(r"\1", piece["double"]), "" if piece["ending"] else '"'
        elif piece["bare"] and piece["bare"] in "$`;|&()<>":
            return None
        else:
            typed += piece["bare"] or piece["escaped"]
    return Line(words, typed, quote)


def quoted(text: str, quote: str) -> str:
    """Return what bash reads as a text after a quotation mark that is open, or after none; it closes the mark itself.

    It does not where the mark is the last thing typed, which is therefore made to be the closing one.
    """
    if not quote:
        return "".join(letter if _SAFE_BARE.match(letter) else f"\\{letter}" for letter in text)
    # Within double quotes nothing keeps a ! from recalling an earlier command.
    in_double = re.sub(r'[\\$`"]', r"\\\g<0>", text).replace("!", "\"'!'\"")
    typed = text.replace("'", r"'\''") if quote == "'" else in_double
    return f"{typed}{quote}" if typed.endswith(quote) else typed
