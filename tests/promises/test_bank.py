"""Questions that people ask, found elsewhere than in the facts: how many a search answers, and how high."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from karabakh_cli.ask.reference import Reference

BANK = yaml.safe_load((Path(__file__).parent / "bank.yaml").read_text(encoding="utf-8"))
# Of the questions of each half, the least share, in percent, that the first record and one of the first five answers.
AT_LEAST = {"tuned": (90, 100), "held": (81, 96)}


def answers(record: dict[str, Any], accepted: Sequence[Sequence[str]]) -> bool:
    """Tell whether a record has all texts of one of the accepted answers, beside the records that lead to it."""
    text = json.dumps({key: record[key] for key in record if key not in ("events", "cited_by")}, ensure_ascii=False)
    return any(all(part.lower() in text.lower() for part in every) for every in accepted)


def rank(facts: Reference, question: dict[str, Any]) -> int:
    """Return the place among the first five of the first record that answers a question; 6 if none does."""
    found = enumerate(facts.search(question["q"], limit=5), 1)
    return next((place for place, record in found if answers(record, question["accept"])), 6)


@pytest.fixture
def ranks(facts) -> list[tuple[str, str, int]]:
    """Return the half, the kind and the rank of every question."""
    return facts.at_once(lambda facts: [(each["half"], each["kind"], rank(facts, each)) for each in BANK])


def test_a_search_answers_as_many_questions_as_it_did(ranks):
    """The first record answers, and one of the first five, at least the share of questions that it did."""
    asked = Counter((half, kind) for half, kind, _ in ranks)
    first = Counter((half, kind) for half, kind, place in ranks if place == 1)
    five = Counter((half, kind) for half, kind, place in ranks if place <= 5)
    table = [f"{' '.join(group):18} {asked[group]:3} {first[group]:3} {five[group]:3}" for group in sorted(asked)]
    print("\n".join(["half and kind    asked first among five", *table]))  # noqa: T201 - the table, shown with -s
    shares = {}
    for half in AT_LEAST:
        of_half = [[count for group, count in counts.items() if group[0] == half] for counts in (asked, first, five)]
        all_, *answered = map(sum, of_half)
        shares[half] = [100 * count // all_ for count in answered]
    assert {half: [min(pair) for pair in zip(shares[half], AT_LEAST[half], strict=True)] for half in AT_LEAST} == {
        half: list(least) for half, least in AT_LEAST.items()
    }


def test_the_bank_asks_in_many_ways():
    """Each half has as many questions, of every kind, each once and with an answer and where that is given."""
    halves = Counter(each["half"] for each in BANK)
    assert halves["tuned"] == halves["held"] >= 75
    assert {each["kind"] for each in BANK if each["half"] == "tuned"} == {each["kind"] for each in BANK}
    assert len({each["q"].lower() for each in BANK}) == len({each["id"] for each in BANK}) == len(BANK)
    assert all(each["answer"] and each["source"] and each["accept"] for each in BANK)
