"""What checking costs grows with the facts, not with their square, and what is told of them stays short."""

import time

import pytest

from karabakh_cli.check import RULES, check
from karabakh_cli.check.records import _any_of, _unquoted
from karabakh_cli.read.facts import load
from karabakh_cli.read.fault import MOST_FAULTS, BrokenFactsError, Fault
from karabakh_cli.text.nearest import Hints, listed, near
from trials.folders import _CITED, _HOLD, FAULTY, _event, _held, _places
from trials.trial import Room

COSTLY = {
    "a chain": lambda n: {"places/x.yaml": _places(n, ", within: p{1}, lat: 1, lon: 1").replace("within: p0, ", "")},
    "a chain of events": lambda n: {
        "events/x.yaml": "".join(_event(m, more=f"  part_of: e{m + 1}\n") for m in range(n)) + _event(n)
    },
    "one holder": lambda n: {"places/x.yaml": _held([]) + _HOLD.format("north", 1990, 1992, _CITED) * n},
    "a circle": FAULTY["a circle"],
    "one side": FAULTY["one side"],
    "strange letters": FAULTY["strange letters"],
    "offices of two files": FAULTY["offices of two files"],
}


@pytest.mark.parametrize("what", COSTLY)
def test_ten_times_the_facts_cost_about_ten_times_the_work(tmp_path, what):
    """Where records lead to records, hold by turns or say the same, each is looked at a few times, however many."""

    def seconds(number):
        room = Room(tmp_path / str(number))
        for name, text in COSTLY[what](number).items():
            (room.facts / name).write_text(text)
        begun = time.process_time()
        faults = check(load(room.facts))
        assert all(fault.code for fault in faults)
        return time.process_time() - begun

    few = min(seconds(300), seconds(301))
    assert seconds(3_000) < 40 * few


def test_each_overlap_is_told_with_its_own_place(tmp_path):
    """What is said of one pair of holders does not go on into what is said of the next."""
    room = Room(tmp_path / "room")
    (room.facts / "places" / "x.yaml").write_text(_held([(1990, 1992)] * 3))
    (rule,) = [rule for rule in RULES if rule.code == "TIME02"]
    assert [fault.what for fault in rule.find(load(room.facts))] == [
        f"{pair} both hold held from 1990-12-31 to 1992-01-01" for pair in ("north and south", "south and north")
    ]


def test_a_fault_is_told_in_few_words():
    """Of a value of 20,000 characters the beginning is told."""
    told = str(Fault("x" * 20_000, "Write " + "y" * 20_000, "DATE01", file="a.yaml", line=3))
    assert told == f"a.yaml:3: DATE01 {'x' * 300}.... Write {'y' * 294}...."


@pytest.mark.parametrize(("number", "said"), [(11, "and 1 more"), (MOST_FAULTS, "and at least 990 more")])
def test_where_faults_are_no_longer_looked_for_it_is_said(number, said):
    """How many more there are is a least number where there are as many as are reported."""
    assert str(BrokenFactsError([Fault("wrong", "Mend it")] * number, "facts")).endswith(said)


def test_faults_of_files_are_reported_up_to_the_most(tmp_path):
    """A file of anchors, and many files, give no more faults than shapes or rules do."""
    room = Room(tmp_path / "room")
    for name in ("x", "y"):
        (room.facts / "events" / f"{name}.yaml").write_text("".join(_event(m, title="&a b") for m in range(1_500)))
    assert len(load(room.facts).faults) == MOST_FAULTS


def test_a_star_is_any_ending_at_the_end_of_a_word_alone():
    """A loaded word with a star elsewhere is looked for as it stands."""
    assert _any_of(["liberat*"]).findall("Liberated, a liberation; unliberated") == ["Liberated", "liberation"]
    assert _any_of(["a*b"]).findall("ab aab a*b") == ["a*b"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('He said "a b" twice', "He said  twice"),
        ("“a” and “b", " and “b"),
        ("“a “b” c” d", " c” d"),
        ('a "b', 'a "b'),
        ('a" b', 'a" b'),
        ("“““", "“““"),
        ("”a “b”", "”a "),
        ("", ""),
    ],
)
def test_what_is_quoted_is_left_out(text, left):
    """A quotation goes from its first mark to the next that ends one; without an end it is none."""
    assert _unquoted(text) == left


def test_hints_end_where_they_would_cost_too_much():
    """What is near is looked for as long as few words are compared in all, and never for a word that is none."""
    hints, words = Hints(), [f"word-{number}" for number in range(1_000_000)]
    found = [hints.near("wrod-1", words[:number]) for number in (10, 999_990, 1_000_000, 10)]
    assert [bool(near_) for near_ in found] == [True, True, True, False]
    assert near("x" * 201, ["x" * 201]) == []


def test_a_long_list_is_told_by_its_beginning():
    """Thirty words are listed, and how many more there are."""
    assert listed(["a", "b"]) == "a, b"
    assert listed([str(number) for number in range(10_000)]).endswith(", 28, 29 and 9,970 more")
