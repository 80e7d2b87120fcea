"""Wrong command lines, made by breaking right ones: each is refused in words, with a documented status."""

import io
import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from typer.main import get_command

from karabakh_cli.cli import main
from karabakh_cli.cli.app import app
from karabakh_cli.text.escape import visible
from trials.trial import Room, trial

LINES = 100
"""The wrong command lines of one try."""
REFUSALS = {1: "nothing matches", 2: "not understood", 3: "the facts cannot be used", 4: "cannot be written"}

_RIGHT = (
    "events 1991 --place north-town --kind battle", "events spring 1991 --certain --json", "timeline 1991 --key",
    "actors --kind armed-force --side azerbaijan", "places --within north --fields id,name", "figures 1991 --chart",
    "refugees --origin north --source some-report", "sources --standing independent --type report -f bibtex",
    "show north-town", "search battle north", "compare displaced-in-country", "on 1991-06-01 --all",
    "map 1991-06-01 --actor north", "changes 1991 --place north-town", "offices 1991 commander",
    "disputes battle", "check", "schema event", "export facts.json", "init my-facts",
    "events --after 1991 --before 1992-05 --limit 3 --header -f csv --color never",
)  # fmt: skip
_VALUES = (
    "", " ", "-", "--", "---", "-x", "--json=yes", "=", "0", "-1", "9" * 40, "1993-13", "03/04/1993", "1994..1993",
    "[1993..", "1993/", "19XX", "\x1b]0;title\x07", "\x7f", "\u202eabc", "\udcff\udcfe", "[/b]", ":cat:", "%s", "{}",
    "'", '"', "; DROP TABLE records", "NEAR(a b)", "a" * 5000, "Ā́" * 300, "\U0001f3f4", "../../etc/passwd", "*",
    "nowhere/at/all", "title:x", "١٩٩٣", "NaN", "null", "\n", "a\tb", "--facts", "--fields", "id,,", ",", "battel",
    "no-such-thing", "--knd",
)  # fmt: skip
_OPTIONS = sorted({name for command in get_command(app).commands.values() for it in command.params for name in it.opts})


@trial(times=100, few=4, each=LINES)
def wrong_command_lines(room: Room, turn: int) -> None:
    """Give wrong command lines."""
    chance, refused = random.Random(turn), 0
    with at_home_in(room):
        while refused < LINES:
            line = _broken(chance.choice(_RIGHT).split(), chance)
            status, written, told = answer(line)
            assert status in {0, *REFUSALS}, (line, status, told)
            assert "Traceback" not in told, line
            refused += status != 0
            if status:
                # Of nothing there is an empty array, and a header where one is wanted.
                assert written in ("", "[]\n") or line[0] == "check" or written.count("\n") == 1, (line, written)
                assert told.startswith("karabakh: "), (line, told)
                assert visible(told) == told.replace("\n", " "), (line, told)


def _broken(line: list[str], chance: random.Random) -> list[str]:
    """Return a command line with one to three things broken in it."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(line))
        how = chance.randrange(5)
        if how == 0:
            line.insert(at + 1, _word(chance))
        elif how == 1:
            line.insert(at + 1, chance.choice(_OPTIONS))
        elif how == 2:
            line[at] = _word(chance)
        elif how == 3:
            line[at] = _misspelt(line[at], chance)
        elif len(line) > 1:
            del line[at]
    # Nothing is written outside the room, nor into what a shell reads at its start.
    writes = line[0] in ("export", "init")
    return [word for word in line if "completion" not in word and not (writes and ".." in word)] or ["-"]


def _word(chance: random.Random) -> str:
    """Return something that is hardly ever right."""
    if chance.random() < 0.7:
        return chance.choice(_VALUES)
    return "".join(chr(chance.choice((32, 45, 0x300, 0x5D0, 0x4E00, 0x1F600)) + chance.randrange(95)) for _ in range(9))


def _misspelt(word: str, chance: random.Random) -> str:
    """Return a word with a letter changed, doubled or gone."""
    at = chance.randrange(len(word) + 1)
    return word[:at] + chance.choice(("", "x", word[at - 1 : at] * 2, "é")) + word[at + 1 :]


@contextmanager
def at_home_in(room: Room) -> Iterator[None]:
    """Have this process ask in a room: its facts, its cache, its home, its working folder."""
    before = os.getcwd()
    with patch.dict(os.environ, room.environment | {"HOME": str(room.folder)}, clear=True):
        os.chdir(room.folder)
        try:
            yield
        finally:
            os.chdir(before)


def answer(line: list[str], **around: str) -> tuple[int, str, str]:
    """Run a command line in this process, with more in its environment; return its status, what it wrote and told."""
    written, told = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2))
    argv = ["karabakh", *line]
    streams = {"stdin": io.TextIOWrapper(io.BytesIO()), "stdout": written, "stderr": told}
    with patch.dict(os.environ, around), patch.multiple(sys, argv=argv, **streams):
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
    assert isinstance(status, int), (line, status)
    return (status, *(stream.buffer.getvalue().decode() for stream in (written, told) if stream.flush() is None))
