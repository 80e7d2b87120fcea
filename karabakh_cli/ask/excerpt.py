"""Why a record was found: the sentence that has most of what was looked for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from karabakh_cli.ask.question import Idea

_LONGEST = 160
"""The characters of an excerpt."""
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_ENDINGS = re.compile(r"(?:ing|ed|es|s|ion|ions|e|y)$")
_TEXTS = ("gives", "says", "note", "date_note", "of", "by", "name", "role", "office")
"""The keys of parts of a record whose texts an excerpt may be of."""


def pattern_of(ideas: Iterable[Idea]) -> str:
    """Return the regular expression of the words that were looked for, with any ending."""
    words = {word for idea in ideas for phrase in idea.query.split(" OR ") for word in phrase.strip('"').split()}
    stems = sorted({re.escape(_ENDINGS.sub("", word) if len(word) > 4 else word) for word in words}, key=len)
    return rf"(?<!\w)(?:{'|'.join(stems[::-1])})\w{{0,5}}(?!\w)" if stems else r"(?!)"


def excerpt(summary: str, whole: "Iterator[dict[str, Any]]", pattern: "re.Pattern[str]") -> str:
    """Return the sentence of a summary, or else of another text of the record, that has most of the words.

    `whole` gives the record, if it is asked: most summaries have a word, and a record takes long to read.
    """
    best = _best(_SENTENCE.split(summary), pattern)
    if not pattern.search(best):
        best = _best([best, *_texts(next(whole))], pattern)
    return _shortened(best, pattern)


def _best(texts: Sequence[str], pattern: "re.Pattern[str]") -> str:
    return max(texts, key=lambda text: len({found.lower() for found in pattern.findall(text)}), default="")


def _texts(value: Any) -> Iterator[str]:
    """Give the texts within a record that are not its names or its summary."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str):
                if key in _TEXTS:
                    yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _shortened(text: str, pattern: "re.Pattern[str]") -> str:
    """Cut a long text between words, around the first word that was looked for."""
    if len(text) <= _LONGEST:
        return text
    found = pattern.search(text)
    begin = max(0, (found.start() if found else 0) - _LONGEST // 3)
    begin = text.find(" ", begin) + 1 if begin else 0
    end = text.rfind(" ", begin, begin + _LONGEST)
    end = len(text) if len(text) - begin <= _LONGEST or end <= begin else end
    return f"{'... ' if begin else ''}{text[begin:end]}{' ...' if end < len(text) else ''}"
