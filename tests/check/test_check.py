"""What `check` finds: each rule has a facts folder that breaks it alone, and the words it is told in."""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from itertools import combinations, takewhile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_cli.check import LOADING, RULES, check, times
from karabakh_cli.check.rule import Rule, Ruleset
from karabakh_cli.model.dates import parse_state
from karabakh_cli.read.facts import Facts, load
from karabakh_cli.read.fault import Fault

BROKEN = Path(__file__).parent / "broken"
FOLDERS = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())

# A folder of tests/check/broken is named CODE or CODE-what. In it, a file at fault begins with every message that it
# must give, as `karabakh check` prints it but for the file's name, each in a comment: `# LINE: CODE what. Remedy.`
MESSAGE = re.compile(rb"# \d+: ")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

SOURCE = """
- id: some-book
  type: book
  title: Some book
  publisher: Some publisher
  standing: independent
"""
CITED = """
  sources:
  - source: some-book
    locator: p. 1
    gives: that it is so
"""
EVENT = f"""
- id: some-event
  title: Some event
  kind: capture
  date: "1993-05-08"
  key: true
  places: [some-town]
  participants:
  - actor: some-force
    role: attacker
  summary: Some force took some town.
  figures: [some-figure]
  disputes:
  - about: date
    positions:
    - says: it was on 8 May
      sources:
      - source: some-book
        locator: p. 2
    - says: it was on 9 May
      by: some newspaper
      sources:
      - source: some-book
        locator: p. 3
{CITED}
- id: other-event
  title: Other event
  kind: battle
  date: "1993-05-08"
  part_of: some-event
  summary: There was a battle.
{CITED}"""
FORCES = f"""
- id: some-force
  name: Some Force
  kind: armed-force
  side: other
  summary: It took part.
{CITED}
- id: other-force
  name: Other Force
  kind: armed-force
  side: other
  summary: It took part too.
{CITED}"""
TOWN = """
- id: some-town
  name: Some Town
  names: {az: Şəhər, hy: Քաղաք, ru: Город}
  kind: town
  lat: 39.5
  lon: 46.5
  summary: A made-up town.
"""
FIGURES = f"""
- id: some-figure
  title: Some figure
  measure: troops
  kind: stock
  of: soldiers who took part
  best: 10
  quantifier: about
  unit: people
  as_of: "1993-05-08"
  composition:
  - figure: some-part
    relation: subset
{CITED}
- id: some-part
  title: Some part
  measure: troops
  kind: stock
  of: soldiers who came late
  high: 4
  quantifier: up-to
  unit: people
  as_of: "1993-05"
{CITED}"""
CLEAN = {
    "events/1993.yaml": EVENT,
    "actors/forces.yaml": FORCES,
    "places/towns.yaml": TOWN + CITED,
    "figures/troops.yaml": FIGURES,
    "sources/books.yaml": SOURCE,
}


def _facts(folder: Path, files: Mapping[str, str]) -> Facts:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load(folder)


def _told(facts: Facts, folder: Path) -> list[str]:
    return [str(fault).removeprefix(f"{folder}/") for fault in check(facts)]


def _lines(file: Path) -> list[bytes]:
    """Return the lines of a file of a broken folder: as bytes, since below its head one file is not UTF-8."""
    return file.read_bytes().removeprefix(BYTE_ORDER_MARK).splitlines()


def _messages(file: Path) -> list[str]:
    """Return the messages that a file begins with."""
    return [line.decode("utf-8").removeprefix("# ") for line in takewhile(MESSAGE.match, _lines(file))]


def _expected(name: str) -> list[str]:
    """Return every fault that a broken folder must be told of, in the order of files."""
    files = sorted((BROKEN / name).rglob("*.yaml"))
    return [f"{file.relative_to(BROKEN / name)}:{message}" for file in files for message in _messages(file)]


def _code(name: str) -> str:
    return name.partition("-")[0]


WARNS = dict.fromkeys(LOADING, False) | {rule.code: rule.warning for rule in RULES}


def test_a_clean_folder(tmp_path):
    """Facts that keep every rule have no fault, not even a warning."""
    assert _told(_facts(tmp_path, CLEAN), tmp_path) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_broken_folder(name):
    """Facts that break one rule are told of in its code and severity, with file, line, trouble and remedy."""
    faults = check(load(BROKEN / name))
    assert [str(fault).removeprefix(f"{BROKEN / name}/") for fault in faults] == _expected(name)
    assert {(fault.code, fault.warning) for fault in faults} == {(_code(name), WARNS[_code(name)])}


def test_every_broken_folder_is_expected_to_break_something():
    """No broken folder is without a message that it must give."""
    assert [name for name in FOLDERS if not _expected(name)] == []


def test_every_code_has_a_folder_that_breaks_it():
    """No rule is without a broken folder, and no broken folder is without a rule."""
    assert {_code(name) for name in FOLDERS} == {*LOADING, *(rule.code for rule in RULES)}


def test_codes_are_given_once():
    """A code stands for one rule."""
    codes = [*LOADING, *(rule.code for rule in RULES)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", [*LOADING, *(rule.code for rule in RULES)])
def test_every_rule_has_a_text(code):
    """A rule's text is a sentence or more on one line, fit for the table of rules in the handbook."""
    text = (LOADING | {rule.code: rule.text for rule in RULES})[code]
    assert text.endswith(".")
    assert len(text.split()) >= 4
    assert text == " ".join(text.split())


@pytest.mark.parametrize("name", FOLDERS)
def test_a_broken_folder_explains_itself(name):
    """Every file of a broken folder says in a comment, after its messages, what is wrong in it, or that nothing is."""
    for file in (BROKEN / name).rglob("*.yaml"):
        comment = _lines(file)[len(_messages(file))].decode("utf-8")
        assert comment.startswith("# ")
        assert comment.endswith(".")


@pytest.mark.parametrize("name", [name for name in FOLDERS if _code(name) not in LOADING])
def test_a_rule_switched_off(name):
    """Without the rule that it breaks, a broken folder has no fault: no other rule tells what is wrong in it."""
    others = [rule for rule in RULES if rule.code != _code(name)]
    assert check(load(BROKEN / name), others) == []


class _Finding(NamedTuple):
    """A place where a rule yields a fault."""

    rule: Rule
    number: int
    """Which of the yields of its rule it is, from 0."""

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.number}"


def _yields(tree: ast.AST) -> list[ast.Expr]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield)]


def _tree(rule: Rule) -> ast.Module:
    return ast.parse(inspect.getsource(rule.find))


def _without(finding: _Finding) -> Rule:
    """Return a rule whose function says `yield from ()` where it yields a fault at one of its places."""
    tree = _tree(finding.rule)
    _yields(tree)[finding.number].value = ast.YieldFrom(ast.Tuple([], ast.Load()))
    (function,) = tree.body
    function.decorator_list = []
    names = dict(finding.rule.find.__globals__)
    exec(compile(ast.fix_missing_locations(tree), "<a rule in part>", "exec"), names)
    return finding.rule._replace(find=names[finding.rule.find.__name__])


FINDINGS = [_Finding(rule, number) for rule in RULES for number in range(len(_yields(_tree(rule))))]


@pytest.mark.parametrize("finding", FINDINGS, ids=str)
def test_a_rule_switched_off_in_part(finding):
    """Whatever one thing a rule no longer tells of, some folder that breaks the rule is found without fault."""
    rest = [_without(finding)]
    assert [name for name in FOLDERS if _code(name) == finding.rule.code and not check(load(BROKEN / name), rest)]


# Two holds on one place, (by, start, end) each, that go together.
HOLDS = {
    "one after the other": [("some-force", "1992", "1993-06-08"), ("other-force", "1993-06-09", "..")],
    "the day of a change belongs to both sides": [
        ("some-force", "1992", "1993-06-08"),
        ("other-force", "1993-06-08", ".."),
    ],
    "a change whose day is not known": [
        ("some-force", "..", "[1993-06-01..1993-06-10]"),
        ("other-force", "[1993-06-01..1993-06-10]", ".."),
    ],
    "a last attested day before a first attested one": [
        ("some-force", "1992", "[1993-05..]"),
        ("other-force", "[..1993-07]", "1994"),
    ],
    "dates that are approximate": [
        ("some-force", "1992", "1993-06-20~"),
        ("other-force", "1993-06-08~", "1994"),
    ],
    "one holder twice": [("some-force", "1992", "1993-06-20"), ("some-force", "1993-06-08", "1994")],
}


@pytest.mark.parametrize("holds", HOLDS.values(), ids=HOLDS.keys())
def test_holds_that_go_together(tmp_path, holds):
    """Two holders of a place are a fault only where it is certain that they overlap by more than a day."""
    control = "".join(
        f'  - {{by: {by}, start: "{start}", end: "{end}", sources: [{{source: some-book, locator: p. 4}}]}}\n'
        for by, start, end in holds
    )
    town = f"{TOWN}  control:\n{control}{CITED}"
    overlaps = [rule for rule in RULES if rule.code == "TIME02"]
    assert check(_facts(tmp_path, CLEAN | {"places/towns.yaml": town}), overlaps) == []


# The numbers of a whole and of the two parts it is exhausted by, that go together.
SUMS = {
    "exactly": ("best: 10", "best: 4", "best: 6"),
    "about": ("best: 10", "best: 4", "best: 5.5"),
    "in decimals": ("best: 0.3", "best: 0.1", "best: 0.2"),
    "where a range allows it": ("best: 10", "low: 3\n  high: 5", "best: 6"),
}


@pytest.mark.parametrize(("how", "numbers"), SUMS.items(), ids=SUMS.keys())
def test_parts_that_add_up(tmp_path, how, numbers):
    """The parts of an exhaustive partition add up as the words and the decimals of their numbers allow."""
    quantifier = "about" if how == "about" else "stated"
    whole, *parts = (
        f"""
- id: figure-{position}
  title: Some number
  measure: other
  kind: stock
  of: something counted
  {number}
  quantifier: {quantifier}
  unit: percent
  as_of: "1993"
{CITED}"""
        for position, number in enumerate(numbers)
    )
    composition = "".join(f"  - {{figure: figure-{part}, relation: partition}}\n" for part in (1, 2))
    text = f"{whole}  exhaustive: true\n  composition:\n{composition}{''.join(parts)}"
    folder = {"figures/numbers.yaml": text, "sources/books.yaml": SOURCE}
    assert _told(_facts(tmp_path, folder), tmp_path) == []


def _rules(severity: str) -> Ruleset:
    """Return one rule of a severity that every event breaks."""
    rules = Ruleset()

    @getattr(rules, severity)("TEST01")
    def there_are_no_events(facts: Facts) -> Iterator[Fault]:
        """There are no events."""
        for loaded in facts.of_kind("event"):
            yield loaded.fault(("title",), f"an event: {loaded.record.id}", "Take it out")

    return rules


WAIVED = EVENT.replace("  key: true\n", "  key: true\n  waive:\n  - {rule: TEST01, reason: it happened}\n")


def test_a_rule_of_its_own():
    """A rule is a function with a code, a severity, and its docstring for a text."""
    (rule,) = _rules("warning")
    assert (rule.code, rule.text, rule.warning) == ("TEST01", "There are no events.", True)


def test_a_waived_warning(tmp_path):
    """A warning that a record waives is told of in the other records alone."""
    facts = _facts(tmp_path, CLEAN | {"events/1993.yaml": WAIVED})
    faults = check(facts, _rules("warning"))
    assert [(fault.what, fault.warning) for fault in faults] == [("an event: other-event", True)]


def test_a_waiver_is_of_one_rule(tmp_path):
    """A record that waives one warning is still told of the others."""
    facts = _facts(tmp_path, CLEAN | {"events/1993.yaml": WAIVED.replace("TEST01", "TEST02")})
    assert len(check(facts, _rules("warning"))) == 2


def test_an_error_is_not_waived(tmp_path):
    """An error that a record waives is told of all the same."""
    facts = _facts(tmp_path, CLEAN | {"events/1993.yaml": WAIVED})
    faults = check(facts, _rules("error"))
    told = [(fault.what, fault.warning) for fault in faults]
    assert told == [("an event: some-event", False), ("an event: other-event", False)]


def test_faults_are_in_the_order_of_the_files(tmp_path):
    """Faults come sorted by file and then by line, whatever rule finds them."""
    files = {
        "events/1994.yaml": '- {id: b, title: B, kind: other, date: "1994/", summary: B, places: [nowhere]}\n',
        "events/1993.yaml": '- {id: A, title: A, kind: other, date: "1993", summary: A.}\n' * 11,
        "actors/forces.yaml": "- {id: c, name: C, kind: group, side: other, summary: C.}\n",
    }
    faults = check(_facts(tmp_path, files))
    places = [(fault.file, fault.line) for fault in faults]
    assert places == sorted(places)
    assert len({fault.code for fault in faults}) == 4
    assert [fault.line for fault in faults if fault.code == "SRC01" and "1993" in fault.file] == [*range(1, 12)]


def test_faults_of_files_are_in_order_too(tmp_path):
    """Faults of files and shapes come sorted as well, and while there are any no other rule is asked."""
    files = {
        "events/1994.yaml": '- {id: b, title: B, kind: battel, date: "1994/", summary: B.}\n- {id: c}\n',
        "events/1993.yaml": "- a\n- b: [&c d]\n",
    }
    faults = check(_facts(tmp_path, files))
    assert [(Path(fault.file).name, fault.line, fault.code) for fault in faults] == [
        ("1993.yaml", 1, "LOAD01"),
        ("1993.yaml", 2, "LOAD04"),
        ("1994.yaml", 1, "SHAPE03"),
        *[("1994.yaml", 2, "SHAPE02")] * 4,
    ]


DAYS = st.sampled_from([f"1991-01-0{day}" for day in range(1, 8)])
HOLDS = st.lists(
    st.tuples(st.sampled_from("abc"), DAYS, DAYS).map(
        lambda hold: times._Held(None, (), hold[0], parse_state(*sorted(hold[1:])))
    ),
    max_size=9,
)


@given(HOLDS)
def test_overlaps_are_those_that_a_comparison_of_all_with_all_finds(holds):
    """Comparing each hold only with others' that have not ended leaves none out, and gives each pair in order."""
    expected = [
        (
            one,
            other,
            max(one.span.latest_start, other.span.latest_start),
            min(one.span.earliest_end, other.span.earliest_end),
        )
        for one, other in combinations(holds, 2)
        if one.by != other.by
    ]
    found = list(times._overlapping(holds))
    assert sorted(found, key=repr) == sorted((pair for pair in expected if pair[2] < pair[3]), key=repr)


def test_a_hold_of_one_day_within_another_does_not_overlap():
    """Two holders share the day of a change, so that one day in common is no overlap, and two are."""
    long, day, days = (
        times._Held(None, (), by, parse_state(f"1991-01-0{start}", f"1991-01-0{end}"))
        for by, start, end in (("a", 1, 7), ("b", 3, 3), ("c", 5, 6))
    )
    assert list(times._overlapping([long, day, days])) == [(long, days, "1991-01-05", "1991-01-06")]


def test_the_line_in_a_file_that_has_changed_since_is_the_first(tmp_path):
    """A fault in a record is told where the record was, or at the file's first line if that is gone."""
    file = tmp_path / "events.yaml"
    for changed in (lambda: file.write_bytes(b"\xff"), file.unlink, lambda: file.write_text("- {")):
        file.write_text("# a comment\n- {id: Wrong, title: T, kind: battle, date: '1993', summary: So.}\n")
        facts = load(tmp_path)
        changed()
        assert {(fault.code, fault.line) for fault in check(facts)} >= {("ID01", 1), ("SRC01", 1)}
