"""What the words of a question carry: function words nothing, some the kind of answer, the others an idea each."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from karabakh_cli.text.fold import fold

_NOTHING = """
    a an the this that these those there here it its itself they them their theirs he him his she her hers we our you
    your i me my myself who whom whose what which when where why how whether is are was were be been being do does did
    done doing has have had having can could would should shall will must might of in on at by to from into onto with
    without for and or but if as than so nor per via upon against through across toward towards near among about
    regarding concerning up out off then also too very just even still such any some every each please tell told show
    shown showed give given gave list listing find know known say says said explain describe name names called look see
    want need many much number numbers amount happen happened happening happens occur occurred occurring event events
    thing things something anything someone anyone somebody anybody information detail details fact facts question
    answer record records kind kinds sort type types way exactly actually really get got getting make made making go
    goes went gone come came put became become ever etc s t all during between before after since until till people
    person persons place total date day year
    в во на и или с со к ко по о об от до из за для при у а но же бы был была были было это этот что кто кого когда
    где как какой какая сколько почему
    nə nə vaxt neçə kim harada və ya ilə üçün hansı necə
    երբ ով որտեղ քանի ինչ որ և եւ մեջ ինչպես
"""
FUNCTION_WORDS = frozenset(map(fold, _NOTHING.split()))
"""Words that carry nothing of what is looked for; where a question has no other words, they are looked for."""
# Words by which a question asks for a kind of record, where it begins with them or has them.
_FOR_FIGURES = (
    "how many", "how much", "how large", "how big", "how strong", "number of", "numbers of", "total", "population",
    "inhabitants", "census", "death toll", "toll", "casualties", "percentage", "percent", "share of", "size of",
    "strength of", "сколько",
)  # fmt: skip
_FOR_ACTORS = (
    "who was", "who is", "who were", "who commanded", "who led", "who headed", "who became", "who succeeded",
    "who replaced", "minister", "president", "commander", "chairman", "chief of", "spokesman", "ambassador", "кто",
)  # fmt: skip
_FOR_EVENTS = (
    "when", "what day", "which day", "what date", "which date", "date of", "what year", "which year", "what happened",
    "date", "когда",
)  # fmt: skip
ASKING = {"figure": _FOR_FIGURES, "actor": _FOR_ACTORS, "event": _FOR_EVENTS}
"""By which words, in the order of their weight, a question asks for a kind of record."""
MOST_ALTERNATIVES = 24


class Words(NamedTuple):
    """The words of a question that are looked for, and those that say nothing."""

    wanted: list[str]
    ignored: list[str]


def parted(words: Iterable[str], *, alone: bool) -> Words:
    """Part folded words into those that carry something and those that do not, each in its order and once.

    Words that are `alone`, without a name or a time beside them, are looked for where none of them carries anything.
    """
    said = list(dict.fromkeys(words))
    wanted = [word for word in said if word not in FUNCTION_WORDS]
    return Words(said, []) if alone and not wanted else Words(wanted, [word for word in said if word not in wanted])


def kind_asked(question: str) -> str:
    """Return the kind of record that a folded question asks for by its words: figure, actor, event, or ""."""
    padded = f" {question} "
    for kind, phrases in ASKING.items():
        if any(f" {phrase} " in padded for phrase in phrases):
            return kind
    return ""


def alternatives(index: sqlite3.Connection, word: str) -> str:
    """Return the full-text query for a folded word: itself, in one word or in two, or what means the same."""
    found = [word, *_meaning_the_same(index, word)]
    if " " in word:  # of a hyphened word
        found.insert(1, word.replace(" ", ""))
    return any_of(found)


def any_of(texts: Sequence[str]) -> str:
    """Return the full-text query for any of some folded texts, each as a phrase."""
    plain = [re.sub('["\\0]', "", text) for text in texts[:MOST_ALTERNATIVES]]  # what ends a phrase, and a query
    return " OR ".join(f'"{text}"' for text in dict.fromkeys(plain))


def _meaning_the_same(index: sqlite3.Connection, word: str) -> list[str]:
    rows = index.execute("SELECT words FROM synonyms WHERE synonyms MATCH ?", [any_of([word])])
    return [other for (group,) in rows for other in group.split()]


def folded_words(words: Iterable[str]) -> list[str]:
    """Fold words, and leave out what has no letter or digit."""
    folded = [fold(word).strip(",;:?!().") for word in words]
    return [word for word in folded if any(map(str.isalnum, word))]
