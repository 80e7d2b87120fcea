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
