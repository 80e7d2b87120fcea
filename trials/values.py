"""Each field of each record set to the nastiest values of its type: nothing runs, hangs, or breaks."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
import yaml

from karabakh_cli.model.links import _notes, bare_type
from karabakh_cli.model.part import Number, Part
from karabakh_cli.model.subject_file import SHAPES
from karabakh_cli.read.strict_yaml import LONGEST_VALUE
from karabakh_cli.render.style import FORMATS
from tools.shell import SHELLS
from trials.faults import EXPORTS
from trials.lines import answer, at_home_in
from trials.surroundings import QUESTIONS
from trials.text import harmful
from trials.trial import INVENTED_FACTS, Room, in_time, trial

SECONDS = 5
"""What one command may keep the processor busy."""
UNITS = (
    "-", " ", "\u0301", "a\u0301", "'", "0", ".", "x.", "1,", "a-", "“", "[red]", "(", "\ufdfa", "x ", "\n",
    "=1+", "\u04d9",
)  # fmt: skip
"""What a text of 20,000 characters is made of."""
SHORT = (
    "$(touch PWNED)", "`touch PWNED`", "; touch PWNED", "--help", "-", "../../etc/passwd", "=cmd|'/C calc'!A0",
    "@SUM(1)",
    "'; DROP TABLE records; --", '"', "\\", "null", "1e3", "[/b][red]x", "\x1b]0;x\x07", "\u202e", "\u200b", " ", "",
    "a\nb", "..", "%s{0}", "&a *a !!python/name:os.system", "<script>", "\udcff", "NEAR(a b)", "\0",
)  # fmt: skip
TEXTS = (*SHORT, *((unit * LONGEST_VALUE)[:LONGEST_VALUE] for unit in UNITS), "x" * (LONGEST_VALUE + 1))
DATES = (
    "0001", "9998", "9999", "0000", "0001-01-01", "9998-12-31", "9998-24", "..", "../0001", "9998/..", "0001/9998",
    "[..0001]", "[9998..]", "[0001,9998]", "[..]", "/", "1991?", "0001-01-01~", "9998-12-31%", "1991/1991-01",
    "1991-02-30", "1991-13", "\u0661\u0669\u0669\u0661",
    f"[{'1991-01,' * 2400}1991]", f"[{'1991?,' * 3000}1992]", "1" * LONGEST_VALUE, "-" * LONGEST_VALUE,
)  # fmt: skip
NUMBERS = (
    "nan", ".inf", "inf", "1e308", "1" + "0" * 400, "-1", "0", "-0.0", "999999999999999",
    "-999999999999999.999999999999999",
    "0.000000000000001", "0x10", "1_000", "\u0663", "true", "",
)  # fmt: skip
LISTS: tuple[Any, ...] = ([], {}, [[]], "text", [{}])
KNOWN = {
    "date": "1991-05-08", "event": "talks-about-north", "actor": "north", "place": "north-town",
    "figure": "displaced-1991", "source": "some-report",
}  # fmt: skip
"""A value of each thing that a field may lead to."""
COMPLETED = (
    "show ",
    "show bat",
    "events --actor ",
    "actors --side=",
    "sources --standing ",
    "compare ",
    "on ",
    "events --fields ",
)


class Case(NamedTuple):
    """One of the invented records, of some kind, with a field set to a value; or one more, where that is its id."""

    kind: str
    field: str
    value: Any
    file: Path

    def write(self, facts: Path) -> None:
        """Put the record into a copy of the invented facts."""
        rows = _rows(self.file)
        fullest = max(rows, key=len)
        if self.field == "id" and self.kind != "subject":
            rows.append(_plain(SHAPES[self.kind]) | {"id": self.value})
        else:
            fullest[self.field] = self.value
        text = yaml.dump(rows, default_style='"', width=1000)
        (facts / self.file.relative_to(INVENTED_FACTS)).write_text(text)


def cases() -> list[Case]:
    """Return every field of every class of what facts files hold, set to each of the worst values of its type."""
    seen, found = set[type](), list[Case]()
    for kind, class_ in SHAPES.items():
        files = [INVENTED_FACTS / "subject.yaml"] if kind == "subject" else (INVENTED_FACTS / f"{kind}s").iterdir()
        file = max(files, key=lambda file: max(map(len, _rows(file))))
        fullest = max(_rows(file), key=len)
        found += [Case(kind, field, value, file) for field, value in _worst_fields(class_, fullest, seen)]
    random.Random(1991).shuffle(found)  # so that the first few are of every kind
    return found


def _rows(file: Path) -> list[dict[str, Any]]:
    """Return what stands in a facts file."""
    rows: list[dict[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)
    return rows


def _worst_fields(class_: type[Part], row: dict[str, Any], seen: set[type]) -> Iterator[tuple[str, Any]]:
    """Give the fields of a class with the worst values of each; a part that was there before is not tried again."""
    for field, type_ in get_type_hints(class_, include_extras=True).items():
        for value in _worst(type_, row.get(field), seen):
            yield field, value


def _worst(type_: Any, before: Any, seen: set[type]) -> Iterator[Any]:
    """Give the worst values of a type, for a field that has some value before."""
    bare = bare_type(type_)
    if get_origin(bare) is list:
        yield from LISTS
        added = list(_worst(get_args(bare)[0], None, seen))
        yield from ([*(before or []), value] for value in added)
        yield [_plain(get_args(bare)[0])] * 300
    elif get_origin(bare) is dict:
        yield from LISTS
        yield from (
            {**(before or {}), key: value}
            for key, value in (*(("az", text) for text in TEXTS), *((text, "x") for text in TEXTS))
        )
    elif isinstance(bare, type) and issubclass(bare, Part):
        if bare not in seen:
            seen.add(bare)
            yield from LISTS
            part = before or _plain(bare)
            yield from (part | {field: value} for field, value in _worst_fields(bare, part, seen))
    else:
        yield from _worst_texts(type_, bare)


def _worst_texts(type_: Any, bare: Any) -> tuple[str, ...]:
    if bare in (bool, float, Number):
        return NUMBERS
    if get_origin(bare) is Literal:
        return (*get_args(bare), *SHORT[:3], "x" * LONGEST_VALUE)
    to = _leads_to(type_)
    return DATES if to == "date" else (*KNOWN.values(), "nasty", "no-such", *TEXTS[-4:]) if to else TEXTS


def _plain(type_: Any) -> Any:
    """Return a value of a type that nothing is wrong with; of a part, what it must have, and sources."""
    bare = bare_type(type_)
    if isinstance(bare, type) and issubclass(bare, Part):
        hints = get_type_hints(bare, include_extras=True)
        needed = {field.name for field in msgspec.structs.fields(bare) if field.required} | {"sources", "as_of"}
        return {name: _plain(hint) for name, hint in hints.items() if name in needed}
    if get_origin(bare) is list:
        return [_plain(get_args(bare)[0])] * 2
    if get_origin(bare) is Literal:
        return get_args(bare)[0]
    return "40" if bare in (float, Number) else KNOWN.get(_leads_to(type_), "some text")


def _leads_to(type_: Any) -> str:
    return next((note.extra["to"] for note in _notes(type_) if note.extra), "")


CASES = cases()


@trial(times=len(CASES), few=30)
def values_at_their_worst(room: Room, turn: int) -> None:
    """Set each field to the nastiest values of its type, and go through every command, form and export by turns."""
    case = CASES[turn]
    case.write(room.facts)
    with at_home_in(room):
        refused = _asked(case, ["check", str(room.facts)])
        for place, question in enumerate(QUESTIONS[:1] if refused else QUESTIONS):
            form = FORMATS[(turn + place) % len(FORMATS)]
            styled = () if question[-1] == "--chart" or form == "picture" else ("-f", form)
            assert (_asked(case, [*question, *styled]) == 3) == (refused == 3), (case, question)
        for arguments in (["export", EXPORTS[turn % len(EXPORTS)]], ["schema"]):
            assert (_asked(case, arguments) == 3) == (refused == 3), (case, arguments)
        for line in COMPLETED:
            shell = SHELLS[turn % len(SHELLS)]
            assert _asked(case, [f"karabakh {line}"], _KARABAKH_COMPLETE=shell) == 0, (case, line)
    assert not list(room.folder.rglob("PWNED")), case


def _asked(case: Case, arguments: list[str], **around: str) -> int:
    """Ask something; return the status, which is a documented one, of what was done in time and told in few words."""
    with in_time(SECONDS):
        status, _, told = answer(arguments, **around)
    assert status in (0, 1, 2, 3), (case, arguments, status, told)
    assert "Traceback" not in told, (case, arguments)
    assert harmful(told) == "", (case, arguments, told)
    assert len(told) < 20_000, (case, arguments, len(told))
    return status
