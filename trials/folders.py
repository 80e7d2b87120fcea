"""Facts folders that somebody made to do harm: refused in time, with the file named, or read for what they are."""

import os
import socket
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from trials.trial import Room, quietly_failed, trial

_EVENT = '- id: e{0}\n  title: {1}\n  kind: battle\n  date: "{2}"\n  summary: {3}\n{4}  sources:\n  - {5}\n'
_HELD = "- id: held\n  name: Held\n  kind: town\n  summary: So.\n  sources: [{0}]\n  control:\n"
_HOLD = "  - {{by: {0}, start: '{1}', end: '{2}', sources: [{3}]}}\n"
_CITED = "{source: some-report, locator: p. 1, gives: so}"


def _event(number: int, title: str = "Some", date: str = "1991", summary: str = "Some.", more: str = "") -> str:
    return _EVENT.format(number, title, date, summary, more, _CITED)


def _held(times: Iterable[tuple[int, int]]) -> str:
    """Return a place that two held by turns from some years to others."""
    holds = (_HOLD.format(("north", "south")[n % 2], *years, _CITED) for n, years in enumerate(times))
    return _HELD.format(_CITED) + "".join(holds)


def _socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        here = os.open(file.parent, os.O_RDONLY)  # by this way the name is short enough for a socket
        opened.bind(f"/proc/self/fd/{here}/{file.name}")
        os.close(here)


def _circle(file: Path) -> None:
    file.with_suffix("").mkdir()
    for name in ("a", "b"):
        (file.with_suffix("") / name).symlink_to("..")
    file.symlink_to(file.name)


NO_FILES: tuple[Callable[[Path], object], ...] = (
    os.mkfifo,
    _socket,
    Path.mkdir,
    _circle,
    lambda file: file.symlink_to("nowhere"),
    lambda file: file.symlink_to("/dev/zero"),
    lambda file: file.symlink_to("/dev/tty"),
    lambda file: file.symlink_to("/dev/stdin"),
    lambda file: os.truncate(os.open(file, os.O_CREAT | os.O_RDWR), 8 << 30),
    lambda file: file.symlink_to(file.parent),
)


@trial(times=len(NO_FILES), few=len(NO_FILES))
def files_that_are_none(room: Room, turn: int) -> None:
    """Put a pipe, a device, a socket, a loop of links, a hole of 8 GiB or the like in a file's place."""
    before = room.run("events", check=True).stdout
    file = room.facts / "events" / "1994.yaml"
    NO_FILES[turn](file)
    for arguments in (("events",), ("check",)):
        run = room.run(*arguments, stdin=subprocess.DEVNULL)
        assert run.returncode == 3, run
        assert str(file).encode() in run.stdout + run.stderr, run
        assert b"Traceback" not in run.stderr, run
    file.rmdir() if file.is_dir() and not file.is_symlink() else file.unlink()
    assert room.run("events", check=True).stdout == before


COSTLY: tuple[tuple[str, str, int], ...] = (
    ("events/x.yaml", "[" * 1_000_000, 3),
    ("events/x.yaml", "- {a: " * 1_000_000, 3),
    ("events/x.yaml", "- [" + "a, " * 5_000_000 + "a]", 3),
    ("events/x.yaml", "\n".join([f"- a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 3000)]), 3),
    ("events/x.yaml", "- id: x\n" + "".join(f"  k{n}: x\n" for n in range(100_000)), 3),
    ("events/x.yaml", "- {}\n" * 200_000, 3),
    ("events/x.yaml", _event(1, summary="a" * 20_001), 3),
    ("events/x.yaml", "".join(_event(n, summary=("a" * 9_000 + "-") * 2) for n in range(50)), 0),
    ("events/x.yaml", "".join(_event(n, summary=f'"{"1,000" * 3_900}"') for n in range(50)), 0),
    ("events/x.yaml", "".join(_event(n, summary="\ufdfa" * 19_000) for n in range(20)), 0),
    ("events/x.yaml", "".join(_event(n, summary="a" + "\u0301" * 19_000) for n in range(50)), 0),
    ("events/x.yaml", "".join(_event(n, date=f"[{'1991,' * 3_900}1991]") for n in range(50)), 0),
    ("events/x.yaml", "".join(_event(n, more=f"  part_of: e{n + 1}\n") for n in range(3_000)) + _event(3_000), 0),
    ("events/x.yaml", "".join(_event(n, more=f"  part_of: e{(n + 1) % 3_000}\n") for n in range(3_000)), 3),
    ("events/x.yaml", "".join(_event(n, title="Same") for n in range(10_000)), 0),
    ("places/x.yaml", _held([(1991, 1992)] * 4_000), 3),
    ("places/x.yaml", _held((year, year) for year in range(1000, 9000)), 0),
)


@trial(times=len(COSTLY), few=4)
def facts_that_are_costly(room: Room, turn: int) -> None:
    """Write facts that nest, repeat, refer or combine without end, or texts that are slow to look through."""
    name, text, status = COSTLY[turn]
    (room.facts / name).write_text(text, encoding="utf-8")
    run = room.run("events", "--limit", "1", timeout=60)
    assert run.returncode == status, run
    if status:
        quietly_failed(run, status)
        assert len(run.stderr) < 10_000, run


FAULTS = 10_000
_PLACE = "- {{id: p{0}, name: {1}, kind: town, summary: So., sources: [{2}]{3}}}\n"
_OFFICE = "offices: [{{office: o{0}, of: north, start: '1991-01-01', end: '1992-01-01', sources: [{1}]}}]"
_ACTOR = "- {{id: {0}{1}, name: {0} {1}, kind: person, side: {2}, summary: So., sources: [{3}], {4}}}\n"


def _places(number: int, more: str = "", name: str = "N{}") -> str:
    return "".join(_PLACE.format(n, name.format(n), _CITED, more.format(n, (n + 1) % number)) for n in range(number))


def _actors(number: int, id_: str, side: str = "other") -> str:
    return "".join(_ACTOR.format(id_, n, side, _CITED, _OFFICE.format(n, _CITED)) for n in range(number))


def _subject(*lines: str) -> str:
    return "\n".join(("- title: Some", *(f"  {line}" for line in lines), ""))


def _words(number: int, word: str = "w{}") -> str:
    return ", ".join(word.format(n) for n in range(number))


FAULTY: dict[str, Callable[[int], dict[str, str]]] = {
    "unknown keys": lambda n: {"events/x.yaml": "".join(_event(m, more="  colour: red\n") for m in range(n))},
    "unknown keys of one": lambda n: {"events/x.yaml": _event(1, more="".join(f"  k{m}: x\n" for m in range(n)))},
    "missing keys": lambda n: {"events/x.yaml": "".join(f"- id: e{m}\n" for m in range(n))},
    "wrong words": lambda n: {"events/x.yaml": "".join(_event(m) for m in range(n)).replace("battle", "batle")},
    "wrong dates": lambda n: {"events/x.yaml": "".join(_event(m, date="1991-13") for m in range(n))},
    "anchors": lambda n: {"events/x.yaml": "".join(_event(m, title=f"&a{m} Some") for m in range(n))},
    "keys that stand twice": lambda n: {"events/x.yaml": "".join(_event(m, more="  title: x\n") for m in range(n))},
    "unknown references": lambda n: {"events/x.yaml": "".join(_event(m, more=f"  part_of: no{m}\n") for m in range(n))},
    "unknown references of one": lambda n: {"events/x.yaml": _event(1, more=f"  related: [{_words(n)}]\n")},
    "one id": lambda n: {"events/x.yaml": _event(1) * n},
    "no ids": lambda n: {"events/x.yaml": "".join(_event(m) for m in range(n)).replace("id: e", "id: E_")},
    "no sources": lambda n: {"places/x.yaml": _places(n).replace(f"[{_CITED}]", "[]")},
    "one name": lambda n: {"places/x.yaml": _places(n, name="Same")},
    "a circle": lambda n: {"places/x.yaml": _places(n, ", within: p{1}, lat: 1, lon: 1")},
    "strange letters": lambda n: {"places/x.yaml": _places(n, ", names: {{az: Щ, hy: a, ru: a, xx: a}}")},
    "holders": lambda n: {"places/x.yaml": _held([(1990, 1992)] * n)},
    "offices of two files": lambda n: {f"actors/{file}.yaml": _actors(n, file) for file in ("x", "y")},
    "unknown sides": lambda n: {
        "subject.yaml": _subject(f"sides: [{_words(n)}]"), "actors/x.yaml": _actors(n, "x", "z"),
    },
    "one side": lambda n: {"subject.yaml": _subject(f"sides: [{_words(n, 'one')}]")},
    "subjects": lambda n: {"subject.yaml": _subject() * n},
    "files": lambda n: {f"events/x{m}.yaml": _event(m, more="  colour: red\n") for m in range(n)},
    "long words": lambda n: {"events/x.yaml": "".join(_event(m, date="x" * 20_000) for m in range(n // 10))},
}  # fmt: skip
"""Files with some number of faults, by what is wrong with them."""


@trial(times=len(FAULTY), few=3)
def folders_full_of_faults(room: Room, turn: int) -> None:
    """Write ten thousand faults of a kind into one file or many: the first are told, and that there are more."""
    for name, text in [*FAULTY.values()][turn](FAULTS).items():
        (room.facts / name).write_text(text, encoding="utf-8")
    run = room.run("events", timeout=30)
    quietly_failed(run, 3)
    told = run.stderr.decode().splitlines()
    assert (len(told), told[11][:13]) == (13, "and at least "), told
    assert len(run.stderr) < 10_000, run
    checked = room.run("check", str(room.facts), timeout=30)
    assert checked.returncode == 3, checked
    assert 1_000 <= checked.stdout.count(b"\n") < 10_000, checked
    assert len(checked.stdout) < 5_000_000, len(checked.stdout)


UNKNOWN, NAMES = 3_000, 200_000


@trial(times=2, few=1)
def names_that_nothing_has(room: Room, turn: int) -> None:
    """Ask for 3,000 words that nothing has, and for a name that is none of 200,000."""
    if turn == 0:
        _told_in_time(room, "search", *(f"qx{n}" for n in range(UNKNOWN)))
        _told_in_time(room, "events", *(f"q{n}" for n in range(900)))
        _told_in_time(room, "show", "-", input="".join(f"qx{n}\n" for n in range(UNKNOWN)).encode())
        return
    places = _places(NAMES // 2, name="Name{}")
    (room.facts / "places" / "x.yaml").write_text(places, encoding="utf-8")
    (room.facts / "places" / "y.yaml").write_text(places.replace("id: p", "id: q").replace("Name", "Call"))
    room.run("events", check=True, timeout=600)
    for question in (("show", "Nmae77"), ("events", "--place", "Nmae77"), ("search", "Nmae77"), ("compare", "Nmae77")):
        _told_in_time(room, *question)
    _told_in_time(room, "show", "x" * 20_000)


def _told_in_time(room: Room, *question: str, **options: bytes) -> None:
    run = room.run(*question, timeout=15, **options)
    quietly_failed(run, 1, 2)
    assert len(run.stderr) < 100_000, run
