"""YAML text -> a list of mappings of texts, or the faults that forbid it, each with its line. The only PyYAML.

Nothing is guessed: every scalar stays the text it is (`NO`, `1993`, `12:30`), and what could surprise a reader of
the file (repeated keys, aliases, anchors, tags, empty values, a second document) is refused.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from karabakh_cli.read.fault import MOST_FAULTS, Fault

# What a hostile file could cost has limits that no file of facts comes near.
LARGEST_FILE = 32 * 1024 * 1024
"""Bytes."""
DEEPEST = 12
"""Levels of nesting; a record needs seven."""
MOST_EVENTS = 4_000_000
"""Keys, values, and beginnings and ends of lists and mappings in a file."""
LONGEST_VALUE = 20_000
"""Characters; a summary has 900 at most."""

_FORBIDDEN_IN_FILE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"  # nearly all of a file, and never forbidden
_FORBIDDEN_IN_VALUE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


class FaultyText(Exception):  # noqa: N818 - not a failure of the program: it says that the text has faults
    """The text is no list of mappings: `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def decode(content: bytes) -> str:
    """Decode a file's content; raise FaultyText if it is too large, not UTF-8, or holds control characters."""
    if len(content) > LARGEST_FILE:
        size = f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB"
        raise FaultyText([_fault(1, "LOAD06", size, "Split it into several")])
    content = content.replace(b"\r\n", b"\n")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise FaultyText([_fault(line, "LOAD05", "the file is not UTF-8", "Save it as UTF-8")]) from None
    found = _FORBIDDEN_IN_FILE.search(content.translate(None, _PLAIN).decode("utf-8"))
    if found:
        line = text.count("\n", 0, text.index(found[0])) + 1
        raise FaultyText([_control_character(found[0], line)])
    return text


def read(text: str) -> list[dict[str, Any]]:
    """Read a decoded text that is one YAML list of mappings; raise FaultyText with every fault found in it."""
    parser = yaml.CBaseLoader(text)
    reader = _Reader(parser)
    try:
        reader.take_all()
    except StopIteration:
        size = f"the file has more than {MOST_EVENTS:,} keys, values and brackets"
        reader.fault(1, "LOAD06", size, "Split it into several")
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = mark.line + 1 if mark else 1
        reader.fault(line, "LOAD01", f"this is not YAML: {problem.problem or problem.context}", "Mend the line")
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        reader.fault(line, "LOAD05", f"a character that YAML forbids: U+{problem.character:04X}", "Remove it")
    except _TooDeep:
        pass
    finally:
        parser.dispose()
    if reader.faults:
        raise FaultyText(reader.faults)
    return reader.rows


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the line of a value by record number and keys, or of the nearest thing around it that the text has."""
    line, node = 1, _composed(text)
    for step in path:
        found = _inside(node, step)
        if found is None:
            break
        line, node = found
    return line


def _inside(node: Any, step: str | int) -> tuple[int, Any] | None:
    """Return the line and the node of what a key or a position leads to."""
    if isinstance(step, int):
        found = node.value[step : step + 1] if isinstance(node, yaml.SequenceNode) else []
        return (found[0].start_mark.line + 1, found[0]) if found else None
    return _by_key(node).get(step) if isinstance(node, yaml.MappingNode) else None


@lru_cache(maxsize=DEEPEST)  # the faults of a mapping are looked up one after the other too
def _by_key(node: yaml.MappingNode) -> dict[str, tuple[int, Any]]:
    """Return the line and the node of each value of a mapping; of two with one key, the first."""
    pairs = reversed(node.value)
    return {key.value: (key.start_mark.line + 1, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)}


@lru_cache(maxsize=1)  # the faults of a file are looked up one after the other
def _composed(text: str) -> Any:
    try:
        return yaml.compose(text, yaml.CBaseLoader)
    except yaml.YAMLError:  # a file that has changed since it was read
        return None


class _TooDeep(Exception):  # noqa: N818 - ends the reading; the fault is already noted
    pass


class _Reader:
    """Puts the parser's events together into plain lists and dictionaries, noting faults as it goes."""

    def __init__(self, parser: Any) -> None:
        self.faults: list[Fault] = []
        self.rows: list[dict[str, Any]] = []
        # As yaml.parse does it, without its generator, and with an end.
        self._next = islice(iter(parser.get_event, None), MOST_EVENTS).__next__
        self._depth = 0

    def fault(self, line: int, code: str, what: str, remedy: str) -> None:
        self._add(_fault(line, code, what, remedy))

    def _add(self, fault: Fault) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)

    def take_all(self) -> None:
        """Take every document that the parser gives: there should be one."""
        documents = 0
        while (kind := type(event := self._next())) is not StreamEndEvent:
            if kind is DocumentStartEvent:
                documents += 1
                if documents == 2:
                    self.fault(_line(event), "LOAD01", "a second document in one file", "Remove the line ---")
            elif kind is SequenceStartEvent:
                self.rows = self._value(event)
            elif kind not in (StreamStartEvent, DocumentEndEvent):
                self.fault(_line(event), "LOAD01", "the file is not a list", "Begin each record with a hyphen")
                self._value(event)
        if documents == 0:
            self.fault(1, "LOAD01", "the file is empty", "Write a list of records, or remove the file")

    def _value(self, event: Any) -> Any:
        """Return the text, list or mapping that an event is or begins."""
        kind = type(event)
        if event.anchor is not None:
            if kind is AliasEvent:
                self.fault(_line(event), "LOAD04", f"an alias: *{event.anchor}", "Write the value out")
                return "alias"
            self.fault(_line(event), "LOAD04", f"an anchor: &{event.anchor}", "Remove it")
        if event.tag is not None:
            self.fault(_line(event), "LOAD04", f"a tag: {event.tag}", "Remove it")
        if kind is ScalarEvent:
            text = event.value
            if text in _NOTHING or event.style == '"' or len(text) > LONGEST_VALUE:
                self._check_text(event)
            return text
        return self._inside(event)

    def _check_text(self, event: Any) -> None:
        if event.implicit[0] and event.value in _NOTHING:
            self.fault(
                _line(event),
                "LOAD02",
                "a key without a value",
                "Give one, or leave the key out; within { } quote a text that has a comma",
            )
        elif found := _FORBIDDEN_IN_VALUE.search(event.value):  # by an escape in double quotes: the file has none
            self._add(_control_character(found[0], _line(event)))
        elif len(event.value) > LONGEST_VALUE:
            self.fault(_line(event), "LOAD06", f"a value of more than {LONGEST_VALUE:,} characters", "Shorten it")

    def _inside(self, event: Any) -> Any:
        """Return the list or mapping that an event begins."""
        self._depth += 1
        if self._depth > DEEPEST:
            self.fault(_line(event), "LOAD06", f"nested more than {DEEPEST} levels deep", "No record needs that")
            raise _TooDeep
        inside = self._mapping() if type(event) is MappingStartEvent else self._list()
        self._depth -= 1
        return inside

    def _list(self) -> list[Any]:
        values = []
        while (kind := type(event := self._next())) is not SequenceEndEvent:
            if self._depth == 1 and kind is not MappingStartEvent:
                self.fault(_line(event), "LOAD01", "a record is a mapping of keys to values", "Begin it with its id")
            values.append(self._value(event))
        return values

    def _mapping(self) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        take, value = self._next, self._value
        while (kind := type(event := take())) is not MappingEndEvent:
            if kind in (MappingStartEvent, SequenceStartEvent):
                self.fault(_line(event), "LOAD01", "a key is a word, not a list or mapping", "Write key: value")
            key = str(value(event))
            if key in mapping:
                self.fault(_line(event), "LOAD03", f"the key stands twice: {key}", "Keep one of the two")
            mapping[key] = value(take())
        return mapping


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _control_character(character: str, line: int) -> Fault:
    name = "a tab" if character == "\t" else f"a control character: U+{ord(character):04X}"
    return _fault(line, "LOAD05", name, "Write spaces" if character == "\t" else "Remove it")


def _fault(line: int, code: str, what: str, remedy: str) -> Fault:
    return Fault(what, remedy, code, line=line)
