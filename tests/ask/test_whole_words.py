"""What every word that a question may have means: tests/ask/whole, a word or a phrase a line.

`pytest tests/ask/test_whole_words.py --refresh` writes the meanings anew.
"""

from karabakh_cli.ask.chosen import chosen
from karabakh_cli.ask.when import times
from karabakh_cli.ask.words import kind_asked, parted
from karabakh_cli.errors import KarabakhError
from karabakh_cli.model import vocabulary
from karabakh_cli.text.fold import fold

LISTS = {
    "event kind": vocabulary.EventKind, "actor kind": vocabulary.ActorKind, "place kind": vocabulary.PlaceKind,
    "figure measure": vocabulary.Measure, "source type": vocabulary.SourceType,
}  # fmt: skip


def test_a_time_means_what_was_looked_at(each_as_looked_at):
    """Each month, season, part of one, bound, range and way of writing a date: the first and the last day."""

    def meaning(said: str) -> str:
        try:
            found = times(said)
        except KarabakhError as error:
            return f"{error.what}; {error.remedy}"
        doubtful = [f"; {found.words[place]} is doubtful: {error.what}" for place, error in found.doubtful.items()]
        return " ".join([*(found.window or ["no time"]), *found.words]) + "".join(doubtful)

    each_as_looked_at("times.txt", meaning)


def test_an_everyday_word_means_what_was_looked_at(each_as_looked_at):
    """Each everyday word for a word of a closed list, in both numbers, is that word."""

    def meaning(asked: str) -> str:
        kind, option, value = asked.split(" ", 2)
        return " ".join(chosen(option, value, LISTS[f"{kind} {option}"], kind))

    each_as_looked_at("everyday.txt", meaning)


def test_a_word_carries_something_or_nothing_as_was_looked_at(each_as_looked_at):
    """Each function word of four languages is left out of a question that has another word, and no other is."""
    each_as_looked_at("carried.txt", lambda word: str(parted([fold(word), "shusha"], alone=True)))


def test_a_phrase_asks_for_a_kind_as_was_looked_at(each_as_looked_at):
    """Each phrase by which a question asks for figures, actors or events."""
    each_as_looked_at("kinds.txt", lambda phrase: kind_asked(f"{fold(phrase)} shusha") or "any kind")
