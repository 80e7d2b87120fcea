"""What `check` finds: each rule has a facts folder that breaks it alone, and the words it is told in."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_cli.check import LOADING, RULES, check, times
from karabakh_cli.check.rule import Problem, Rule, Ruleset
from karabakh_cli.model.dates import parse_state
from karabakh_cli.read.facts import Facts, load

BROKEN = Path(__file__).parent / "broken"
FOLDERS = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())

# A folder of tests/broken, named CODE or CODE-what -> every fault in it, as `karabakh check` prints it.
EXPECTED = {
    "LOAD01": [
        "events/1993.yaml:3: LOAD01 this is not YAML: mapping values are not allowed in this context. Mend the line.",
    ],
    "LOAD01-empty": [
        "events/1993.yaml:1: LOAD01 the file is empty. Write a list of records, or remove the file.",
    ],
    "LOAD01-key": [
        "events/1993.yaml:6: LOAD01 a key is a word, not a list or mapping. Write key: value.",
    ],
    "LOAD01-mapping": [
        "events/1993.yaml:2: LOAD01 the file is not a list. Begin each record with a hyphen.",
    ],
    "LOAD01-misplaced-file": [
        "incidents/1993.yaml:1: LOAD01 this file is in none of the facts folders. Move it into one of "
        "events, actors, places, figures, sources.",
    ],
    "LOAD01-two-documents": [
        "events/1993.yaml:12: LOAD01 a second document in one file. Remove the line ---.",
    ],
    "LOAD01-words": [
        "events/1993.yaml:2: LOAD01 a record is a mapping of keys to values. Begin it with its id.",
        "events/1993.yaml:3: LOAD01 a record is a mapping of keys to values. Begin it with its id.",
    ],
    "LOAD02": [
        "events/1993.yaml:3: LOAD02 a key without a value. Give one, or leave the key out; within { } quote a text that has a comma.",
    ],
    "LOAD02-null": [
        "events/1993.yaml:6: LOAD02 a key without a value. Give one, or leave the key out; within { } quote a text that has a comma.",
    ],
    "LOAD03": [
        "events/1993.yaml:6: LOAD03 the key stands twice: title. Keep one of the two.",
    ],
    "LOAD03-nested": [
        "events/1993.yaml:10: LOAD03 the key stands twice: locator. Keep one of the two.",
    ],
    "LOAD04": [
        "events/1993.yaml:6: LOAD04 an anchor: &here. Remove it.",
    ],
    "LOAD04-alias-bomb": [
        "events/1993.yaml:6: LOAD04 an anchor: &a. Remove it.",
        "events/1993.yaml:7: LOAD04 an alias: *a. Write the value out.",
        "events/1993.yaml:7: LOAD04 an alias: *a. Write the value out.",
        "events/1993.yaml:7: LOAD04 an anchor: &b. Remove it.",
        "events/1993.yaml:8: LOAD04 an alias: *b. Write the value out.",
        "events/1993.yaml:8: LOAD04 an alias: *b. Write the value out.",
        "events/1993.yaml:8: LOAD04 an anchor: &c. Remove it.",
        "events/1993.yaml:9: LOAD04 an alias: *c. Write the value out.",
    ],
    "LOAD04-merge": [
        "events/1993.yaml:6: LOAD04 an anchor: &force. Remove it.",
        "events/1993.yaml:20: LOAD04 an alias: *force. Write the value out.",
    ],
    "LOAD04-object": [
        "events/1993.yaml:6: LOAD04 a tag: tag:yaml.org,2002:python/tuple. Remove it.",
    ],
    "LOAD04-tag": [
        "events/1993.yaml:6: LOAD04 a tag: tag:yaml.org,2002:bool. Remove it.",
    ],
    "LOAD05": [
        "events/1993.yaml:3: LOAD05 a control character: U+0007. Remove it.",
    ],
    "LOAD05-byte-order-mark": [
        "events/1993.yaml:1: LOAD05 a control character: U+FEFF. Remove it.",
    ],
    "LOAD05-carriage-return": [
        "events/1993.yaml:3: LOAD05 a control character: U+000D. Remove it.",
    ],
    "LOAD05-not-utf8": [
        "events/1993.yaml:3: LOAD05 the file is not UTF-8. Save it as UTF-8.",
    ],
    "LOAD05-nul": [
        "events/1993.yaml:3: LOAD05 a control character: U+0000. Remove it.",
    ],
    "LOAD05-tab": [
        "events/1993.yaml:6: LOAD05 a tab. Write spaces.",
    ],
    "SHAPE01": [
        "events/1993.yaml:6: SHAPE01 unknown key: plases. Write one of places.",
    ],
    "SHAPE01-nested": [
        "events/1993.yaml:10: SHAPE01 unknown key: page. Write one of gives, locator, source.",
    ],
    "SHAPE02": [
        "events/1993.yaml:2: SHAPE02 the key date is missing. Add the key date.",
    ],
    "SHAPE02-nested": [
        "events/1993.yaml:8: SHAPE02 the key locator is missing. Add the key locator.",
    ],
    "SHAPE03": [
        "events/1993.yaml:6: SHAPE03 places cannot be some-town. Write a list.",
    ],
    "SHAPE03-mapping": [
        "places/towns.yaml:5: SHAPE03 names cannot be Some Town. Write a mapping with az, hy, ru.",
    ],
    "SHAPE03-nested": [
        "events/1993.yaml:8: SHAPE03 no such role: bystander. Write one of attacker, defender, party, "
        "signatory, mediator, host, author, addressee, subject, victim, observer, other.",
    ],
    "SHAPE03-number": [
        "figures/troops.yaml:7: SHAPE03 best cannot be 10,000. Write a number.",
    ],
    "SHAPE03-truth": [
        "events/1993.yaml:6: SHAPE03 key cannot be yes. Write true or false.",
    ],
    "SHAPE03-vocabulary": [
        "events/1993.yaml:4: SHAPE03 no such kind: statment. Write one of statement, appointment, displacement.",
    ],
    "ID01": [
        "events/1993.yaml:2: ID01 not a kebab-case id: Some_Event. Use a-z, 0-9 and single hyphens.",
    ],
    "ID01-twice": [
        "places/towns.yaml:2: ID01 the id stands twice: some-town. It is taken in 1993.yaml, record 1.",
    ],
    "REF01": [
        "events/1993.yaml:6: REF01 there is no place some-twon. Write one of some-town.",
    ],
    "REF01-kind": [
        "events/1993.yaml:6: REF01 some-force is of kind actor. Name one of kind place here.",
    ],
    "REF01-nested": [
        "events/1993.yaml:8: REF01 there is no source lost-paper. Add the source, or name another.",
    ],
    "REF01-within": [
        "places/towns.yaml:5: REF01 some-force is of kind actor. Name one of kind place here.",
    ],
    "SRC01": [
        "events/1993.yaml:2: SRC01 no source for some-event. Add sources with source, locator and gives.",
    ],
    "SRC01-control": [
        "places/towns.yaml:6: SRC01 no source for this entry of control. Add sources with source, locator and gives.",
    ],
    "SRC01-office": [
        "actors/forces.yaml:17: SRC01 no source for this entry of offices. Add sources with source, locator and gives.",
    ],
    "DISP01": [
        "events/1993.yaml:7: DISP01 one position is no dispute: date. Add the other one.",
    ],
    "DISP01-source": [
        "events/1993.yaml:14: DISP01 no source for this position. Add sources with source and locator.",
    ],
    "LOAD06": [
        "events/1993.yaml:6: LOAD06 nested more than 12 levels deep. No record needs that.",
    ],
    "NAME01": [
        "places/towns.yaml:14: NAME01 Seme Town is a name of some-town too. Leave it to one of the two, "
        "or make it plain.",
    ],
    "NAME02": [
        "places/towns.yaml:5: NAME02 the hy name is not in Armenian letters: Some Town. Replace S o m e T o w n.",
    ],
    "DATE01": [
        "events/1993.yaml:5: DATE01 there is no such day: 1993-05-32. 1993-05 has 31 days.",
    ],
    "DATE01-backwards": [
        "events/1993.yaml:5: DATE01 the interval runs backwards: 1993-06/1993-05. Write 1993-05/1993-06.",
    ],
    "DATE01-nested": [
        "places/towns.yaml:8: DATE01 this date cannot be read: 1993-05-08T12:00. Leave the time out: "
        "write the day alone, such as 1993-05-08.",
    ],
    "DATE01-open": [
        "events/1993.yaml:5: DATE01 date cannot be open on both sides. Give a date.",
    ],
    "TIME01": [
        "places/towns.yaml:6: TIME01 the start 1993-06 is after the end 1993-05. Mend one of the two.",
    ],
    "TIME02": [
        "places/towns.yaml:13: TIME02 some-force and other-force both hold some-town from 1993-06-08 to "
        "1993-06-10. Mend the dates, or make a dispute of them.",
    ],
    "TIME02-office": [
        "actors/forces.yaml:36: TIME02 some-person and other-person both hold Commander of some-force "
        "from 1993-06-08 to 1993-06-10. Mend the dates, or make a dispute of them.",
    ],
    "GEO01": [
        "places/towns.yaml:5: GEO01 99.5 N 46.5 E is not where some-town can be. Mend them.",
    ],
    "GEO01-half": [
        "places/towns.yaml:2: GEO01 half of a pair of coordinates: some-town. Give both lat and lon.",
    ],
    "GEO01-half-around": [
        "places/towns.yaml:2: GEO01 half of a pair of coordinates: some-country. Give both lat and lon.",
    ],
    "GEO01-swapped": [
        "places/towns.yaml:17: GEO01 46.5 N 39.5 E is not where some-town can be. Swap lat and lon.",
    ],
    "GEO02": [
        "places/towns.yaml:5: GEO02 some-town leads back to itself by within. Take one step out of the circle.",
    ],
    "GEO02-two-steps": [
        "events/1993.yaml:6: GEO02 some-event leads back to itself by part_of. Take one step out of the circle.",
        "events/1993.yaml:17: GEO02 other-event leads back to itself by part_of. Take one step out of the circle.",
    ],
    "FIG01": [
        "figures/troops.yaml:8: FIG01 up-to goes with high, not with best. Move the number, or mend the quantifier.",
    ],
    "FIG01-close-to": [
        "figures/troops.yaml:8: FIG01 close-to goes with high, not with low. Move the number, or mend the quantifier.",
    ],
    "FIG01-nothing": [
        "figures/troops.yaml:2: FIG01 no quantifier goes with no number, not with best. Move the number,"
        " or mend the quantifier.",
    ],
    "FIG01-order": [
        "figures/troops.yaml:7: FIG01 low <= high does not hold: [20, 10]. Put them in order.",
    ],
    "FIG02": [
        "figures/troops.yaml:5: FIG02 a stock without as_of. Add as_of.",
    ],
    "FIG02-both": [
        "figures/troops.yaml:10: FIG02 a flow with as_of. Write it as period.",
    ],
    "FIG03": [
        "figures/troops.yaml:12: FIG03 some-part is a subset of some-figure with another unit. Name a "
        "figure of the same, or write contributes.",
    ],
    "FIG03-exhaustive": [
        "figures/troops.yaml:11: FIG03 exhaustive without a partition. Leave it out.",
    ],
    "FIG04": [
        "figures/troops.yaml:11: FIG04 the parts make 7, the whole is 10. Mend them, or take exhaustive out.",
    ],
    "FIG04-subset": [
        "figures/troops.yaml:12: FIG04 some-part is larger than some-figure. Mend one of the two.",
    ],
    "FIG05": [
        "figures/troops.yaml:14: FIG05 some-part is both a part and excluded. Keep one.",
    ],
    "FIG07": [
        "figures/troops.yaml:26: FIG07 troops in households, but some-figure answers how-many-somewhere "
        "with troops in people. Give it a question of its own.",
    ],
    "SRC02": ["sources/all.yaml:8: SRC02 nothing cites unread-book. Cite it where it was read, or remove it."],
    "SRC03": [
        'events/1993.yaml:2: SRC03 some-event rests on party-armenian sources alone and does not say so. Say "according to", or add another source.'
    ],
    "SRC04": [
        "events/1993.yaml:8: SRC04 some-book was issued 1992, before 1993-05-08. Mend a date, or cite another source."
    ],
    "DATE02": [
        "events/1870.yaml:5: DATE02 1893-05-08 is not between 1985 and 1996. Mend it, or waive with the reason."
    ],
    "DATE03": ["events/1993.yaml:5: DATE03 the date is open: 1993-05/... Give the end that is known."],
    "DATE03-winter": ["events/1992.yaml:5: DATE03 a winter without a date_note: 1992-24. Say which winter is meant."],
    "DATE03-part": [
        "events/1993.yaml:14: DATE03 1993-04-30 is not within some-campaign, 1993-05/1993-06. Mend one of the dates, or name it in related."
    ],
    "AGR01": ["events/1993.yaml:4: AGR01 ceasefire without in_force. Add start, end and observance."],
    "TEXT01": [
        "events/1993.yaml:6: TEXT01 a word that takes a side: liberated. Use a plain word, or say whose word it is."
    ],
    "TEXT01-long": ["events/1993.yaml:3: TEXT01 title of 93 characters. Say it in 80."],
    "FIG06": [
        "figures/all.yaml:13: FIG06 the parts and some-rest, which is excluded, make 90. Say so in the note, and waive with the reason."
    ],
}

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
    assert [str(fault).removeprefix(f"{BROKEN / name}/") for fault in faults] == EXPECTED.get(name)
    assert {(fault.code, fault.warning) for fault in faults} == {(_code(name), WARNS[_code(name)])}


def test_every_broken_folder_is_expected_to_break_something():
    """The table of expected faults and the broken folders are the same list."""
    assert sorted(EXPECTED) == FOLDERS


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
    """Every file of a broken folder begins with a comment on what is wrong in it, or that nothing is."""
    for file in (BROKEN / name).rglob("*.yaml"):
        comment = file.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()[0].decode("utf-8")
        assert comment.startswith("# ")
        assert comment.endswith(".")


@pytest.mark.parametrize("name", [name for name in FOLDERS if _code(name) not in LOADING])
def test_a_rule_switched_off(name):
    """Without the rule that it breaks, a broken folder has no fault: no other rule tells what is wrong in it."""
    others = [rule for rule in RULES if rule.code != _code(name)]
    assert check(load(BROKEN / name), others) == []


class _Finding(NamedTuple):
    """A place where a rule yields a problem."""

    rule: Rule
    number: int
    """Which of the yields of its rule it is, from 0."""

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.number}"


def _yields(tree: ast.AST) -> list[ast.Expr]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield)]


def _tree(rule: Rule) -> ast.Module:
    return ast.parse(inspect.getsource(rule.problems))


def _without(finding: _Finding) -> Rule:
    """Return a rule whose function says `yield from ()` where it yields a problem at one of its places."""
    tree = _tree(finding.rule)
    _yields(tree)[finding.number].value = ast.YieldFrom(ast.Tuple([], ast.Load()))
    (function,) = tree.body
    function.decorator_list = []
    names = dict(finding.rule.problems.__globals__)
    exec(compile(ast.fix_missing_locations(tree), "<a rule in part>", "exec"), names)
    return finding.rule._replace(problems=names[finding.rule.problems.__name__])


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
    assert _told(_facts(tmp_path, CLEAN | {"places/towns.yaml": town}), tmp_path) == []


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
    def there_are_no_events(facts: Facts) -> Iterator[Problem]:
        """There are no events."""
        for loaded in facts.of_kind("event"):
            yield Problem(loaded, ("title",), f"an event: {loaded.record.id}", "Take it out")

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
    st.tuples(DAYS, DAYS).map(lambda days: times._Held(None, (), "", parse_state(*sorted(days)))), max_size=9
)


@given(HOLDS)
def test_overlaps_are_those_that_a_comparison_of_all_with_all_finds(holds):
    """Comparing each hold only with those that begin before it ends leaves none out, and gives each pair in order."""
    expected = [
        (
            one,
            other,
            max(one.span.latest_start, other.span.latest_start),
            min(one.span.earliest_end, other.span.earliest_end),
        )
        for one, other in combinations(holds, 2)
    ]
    found = list(times._overlapping(holds))
    assert sorted(found, key=repr) == sorted((pair for pair in expected if pair[2] < pair[3]), key=repr)


def test_a_hold_of_one_day_within_another_does_not_overlap():
    """Two holders share the day of a change, so that one day in common is no overlap, and two are."""
    long, day, days = (
        times._Held(None, (), "", parse_state(start, end))
        for start, end in (("1991-01-01", "1991-01-07"), ("1991-01-03", "1991-01-03"), ("1991-01-05", "1991-01-06"))
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
