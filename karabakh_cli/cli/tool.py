"""A question as a tool for an assistant: its name, words and parameters are those of the command."""

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args

import msgspec
from typer.models import ArgumentInfo

from karabakh_cli.ask.reference import Reference
from karabakh_cli.ask.resolve import ALL_KINDS
from karabakh_cli.ask.search import MOST
from karabakh_cli.cli import listings, questions
from karabakh_cli.cli.answering import TIMED
from karabakh_cli.cli.app import with_words
from karabakh_cli.cli.options import Output, refuse_empty, with_options
from karabakh_cli.cli.output import check_limit
from karabakh_cli.errors import QuestionError
from karabakh_cli.model.answer import Answer
from karabakh_cli.model.reading import Reading
from karabakh_cli.model.schema import OUTPUT_KINDS, told_schema

MOST_WHOLE = 40_000
"""The characters that whole records may take, the first one apart."""
MOST_IN_ROWS = 20_000
"""The characters that the rows of all other records may take."""
_OF_A_TERMINAL = {"chart", "count", *Output.__annotations__} - {"limit"}
"""The parameters of commands that say how an answer is written."""
_OF_RECORDS = (
    "Records are whole: `sources` says of each what it gives, where (`locator`) and whose word it is (`standing`); "
    "where sources differ, `disputes` has every position, of figures also `against`; "
    "`match` tells what is certain from what only possibly falls within the dates asked; "
    "`checked` is the day of the last strict reading against the sources, null if there was none."
)


class _Question(NamedTuple):
    """A command, the kinds of records that answer it, how these show doubt, and what it takes, if not as typed."""

    command: Callable[..., int]
    kinds: tuple[str, ...]
    doubt: str = _OF_RECORDS
    takes: str = ""


_QUESTIONS = (
    _Question(questions.search, ALL_KINDS),
    _Question(questions.show, ALL_KINDS, takes=f"{questions.NAME}, or several."),
    _Question(listings.events, ("event",)),
    _Question(listings.figures, ("figure",)),
    _Question(questions.compare, ("figure",)),
    *(
        _Question(command, (kind,), inspect.getdoc(OUTPUT_KINDS[kind]) or "")
        for command, kind in (
            (questions.on, "state"),
            (questions.changes, "change"),
            (questions.offices, "office"),
            (questions.disputes, "dispute"),
            (questions.about, "about"),
        )
    ),
)


class Tool:
    """A question that an assistant may ask of some facts."""

    def __init__(self, question: _Question, facts: Reference) -> None:
        """Make it of a command and of the facts that it asks."""
        self.name = question.command.__name__
        self._facts = facts
        what = (inspect.getdoc(question.command) or "").partition("\n\n")[0]
        self.description = " ".join(f"{what} {question.doubt}".split())
        self._said, fields = _parameters(question, facts)
        self._asked = msgspec.defstruct(self.name, fields, forbid_unknown_fields=True, kw_only=True)
        self.input_schema: dict[str, Any] = msgspec.json.schema(self._asked)["$defs"][self.name]
        self.output_schema = told_schema(facts.subject(), question.kinds)

    def ask(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Ask the question; return the answer, bounded. Raises KarabakhError as the command does."""
        asked = self._read(arguments)
        limit = asked.pop("limit", None)
        check_limit(limit)
        if self.name == "search" and limit is not None and limit > MOST:
            asked["limit"] = limit
        said = asked.pop(self._said, None)
        if isinstance(said, list):
            return _told(self._facts.at_once(lambda facts: _each_named(facts, said)), limit)
        return _told(getattr(self._facts, self.name)(*([said] if said else []), **asked), limit)

    def _read(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments that are given; raise QuestionError for what the question does not take.

        As assistants write them: null is as if left out, one text is a list of one, a number may be a text.
        """
        known = self.input_schema["properties"]
        given = {name: value for name, value in arguments.items() if value is not None}
        refuse_empty(given)
        for name, value in given.items():
            if name not in known:
                raise QuestionError(f"no such option: {name}", f"one of {', '.join(known)}")
            if isinstance(value, str) and known[name]["type"] == "array":
                given[name] = [value]
        for name in self.input_schema["required"]:
            if given.get(name, []) == []:
                raise QuestionError(f"missing: {name}", known[name]["description"])
        try:
            asked = msgspec.structs.asdict(msgspec.convert(given, self._asked, strict=False))
        except msgspec.ValidationError as problem:
            reason, _, path = str(problem).partition(" - at `$.")
            name = path.rstrip("`").partition("[")[0]
            raise QuestionError(f"no such value of {name}: {reason}", known[name]["description"]) from None
        return {name: value for name, value in asked.items() if value is not msgspec.UNSET}


def tools(facts: Reference) -> dict[str, Tool]:
    """Return the questions that an assistant may ask of some facts, by name."""
    made = (Tool(question, facts) for question in _QUESTIONS)
    return {tool.name: tool for tool in made}


def _parameters(question: _Question, facts: Reference) -> tuple[str, list[Any]]:
    """Return the name of what a command is asked, and its parameters as the fields of a structure."""
    said, fields = "", []
    for name, parameter in inspect.signature(with_options(question.command)).parameters.items():
        if name in _OF_A_TERMINAL:
            continue
        type_, info = get_args(parameter.annotation)
        text, optional = info.help, parameter.default is not inspect.Parameter.empty
        type_ = next((each for each in get_args(type_) if each is not NoneType), type_) if optional else type_
        if isinstance(info, ArgumentInfo):  # several words on a command line are one text here
            said, text = name, question.takes or text
            type_ = list[str] if question.takes else str
        meaning: Any = Annotated[type_, msgspec.Meta(description=with_words(text, lambda: facts))]
        fields.append((name, meaning | msgspec.UnsetType, msgspec.UNSET) if optional else (name, meaning))
    return said, fields


def _each_named(facts: Reference, names: Sequence[str]) -> Answer[Any]:
    """Return the records that are named, each by one name: on a command line several words may be one."""
    shown = [facts.show(name) for name in dict.fromkeys(names)]
    reading = Reading(names=tuple(name for answer in shown for name in answer.reading.names))
    return Answer("show", shown[0].columns, [hit for answer in shown for hit in answer.hits], reading=reading)


def _told(answer: Answer[Any], limit: int | None) -> dict[str, Any]:
    """Return an answer as its records, whole as far as there is room, and the rest in rows.

    The room is for what certainly lies within the days asked about, before what only may.
    """
    answer = answer.certain_first() if answer.kind in TIMED else answer
    records: list[dict[str, Any]] = []
    room = MOST_WHOLE
    for hit in answer.hits[:limit]:
        record = hit.record()
        room -= len(json.dumps(record, ensure_ascii=False))
        if records and room < 0:
            break
        records.append(record)
    told: dict[str, Any] = {"records": records, "total": answer.total, "read_as": answer.reading.in_words()}
    notes = [*answer.notes, *([] if answer else [f"nothing matches: {answer.why_empty}"])]
    if left := len(answer) - len(records):
        rows = _rows(answer, len(records))
        told["rest"] = {"columns": list(answer.columns), "rows": rows}
        unsaid = f", {left - len(rows)} are left out" if len(rows) < left else ""
        notes.append(f"{len(records)} of {answer.total} records are whole here, {len(rows)} are rows in rest{unsaid}")
        ways = [
            *(["show, by id"] if "id" in answer.columns else []),
            *(["a higher limit"] if len(records) == limit else []),
            "a narrower question, by a shorter time, a filter or another word",
        ]
        notes.append(f"to have others whole: {'; '.join(ways)}")
    return told | {"notes": notes}


def _rows(answer: Answer[Any], first: int) -> list[list[str | int | float]]:
    """Return what an answer has from one record on as rows, as far as there is room."""
    rows: list[list[str | int | float]] = []
    room = MOST_IN_ROWS
    for hit in answer.hits[first:]:
        row = answer.row(hit, answer.columns)
        room -= len(json.dumps(row, ensure_ascii=False))
        if room < 0:
            break
        rows.append(row)
    return rows
