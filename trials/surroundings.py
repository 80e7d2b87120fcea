"""Hostile surroundings: locales, closed streams, signals, terminals, pagers, homes and names of folders."""

import fcntl
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from karabakh_cli.render.style import FORMATS
from tools.terminal import Terminal, cells, without_our_escapes
from trials.trial import QUESTION, NotHereError, Room, handles_signals, quietly_failed, trial

QUESTIONS = (
    ("events",), ("timeline", "1991"), ("actors",), ("places",), ("figures",), ("refugees", "--chart"), ("sources",),
    ("show", "north-town"), ("search", "north"), ("compare", "north"), ("on", "1991-06-01"), ("map", "1991-06-01"),
    ("changes",), ("offices",), ("disputes",), ("overview",), ("about",), ("events", "--count", "kind"),
)  # fmt: skip
"""A question to each command that answers one."""
COMMANDS = (*QUESTIONS, ("check",), ("schema",), ("--version",), ("--help",), ("events", "--help"))
"""And the others, that print; `export` is tried beside them."""
_ASKED = (*(("sources", "-f", form) for form in FORMATS if form != "picture"), *COMMANDS)
"""Every form and every command."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LOCALES = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    *({"PYTHONIOENCODING": encoding} for encoding in ("utf-16", "cp037", "ascii", "latin-1")),
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"},
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "no_SUCH.ISO-8859-1"},
)
_INTERPRETERS = (["-X", "dev", "-W", "error", "-OO"], ["-bb"], ["-I"], ["-O"], ["-OO"], ["-W", "error"], ["-X", "dev"])
_NOBODY = 65534


@trial(times=len(_LOCALES) * len(FORMATS), few=3)
def locales(room: Room, turn: int) -> None:
    """Ask, answer and complain in another locale or encoding, in every form."""
    around = _LOCALES[turn % len(_LOCALES)]
    question = ("sources", "-f", FORMATS[turn // len(_LOCALES) % len(FORMATS)])
    if question[-1] == "picture":
        question = ("timeline", "-f", "picture")
    run = room.run(*question, env=around)
    assert (run.returncode, run.stderr) == (0, b""), run
    assert run.stdout == room.run(*question).stdout
    piped = {"input": "Северный\nNorth Town\n".encode(), "env": around}
    assert room.run("show", "-", "--fields", "id", **piped).returncode in (0, 2)
    wrong = room.run("show", "Шуша", env=around)
    told = wrong.stderr.decode(around.get("PYTHONIOENCODING", "utf-8").partition(":")[0])
    assert (wrong.returncode, told[:10]) == (2, "karabakh: "), wrong


@trial(times=len(_INTERPRETERS) * 4, few=2)
def interpreters(room: Room, turn: int) -> None:
    """Start with -O, -OO, -W error, -X dev, -bb and -I, with facts to compile and without."""
    options = _INTERPRETERS[turn % len(_INTERPRETERS)]
    more = (
        ("events", "--place", "north", "-f", "table"),
        ("on", "1991-06-01"),
        ("map", "1991-06-01", "--actor", "north"),
    )
    for question in (QUESTION, QUESTION, ("show", "north-town"), *more, ("--help",)):
        program, *rest = room.command(*question)
        run = subprocess.run([program, *options, *rest], env=room.environment, capture_output=True)
        assert (run.returncode, run.stderr) == (0, b""), run
        assert run.stdout, question
        assert question != QUESTION or run.stdout == room.right_answer()


@trial(times=len(COMMANDS) * 4, few=4)
def closed_streams(room: Room, turn: int) -> None:
    """Close standard input, output, error or all three before the program starts."""
    closed = ("<&-", ">&-", "2>&-", "<&- >&- 2>&-")[turn % 4]
    printing = 4 if ">&-" in closed.split() else 0
    for question, status in (
        (COMMANDS[turn // 4 % len(COMMANDS)], printing),
        (("show", "-"), 2),
        (("export", str(room.folder / "all.json")), 0),
    ):
        run = _in_a_shell(room, f"exec {{}} {closed}", *question)
        assert run.returncode == status, run
        assert b"Traceback" not in run.stderr, run
    room.answers_rightly()


@trial(times=len(_ASKED), few=3)
def full_disk_as_output(room: Room, turn: int) -> None:
    """Write every form and every command's answer, and then complaints, to a full disk."""
    question = _ASKED[-turn % len(_ASKED)]
    with open("/dev/full", "wb") as full:
        run = room.run(*question, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        quietly_failed(run, 4)
        telling = {"capture_output": False, "stdout": subprocess.DEVNULL, "stderr": full}
        for told, status in (("show", "nobody"), 2), (("events", "2020"), 1), (question, 0):
            assert room.run(*told, **telling).returncode == status
    room.answers_rightly()


@trial(times=len(_ASKED) * 3, few=6)
def reader_that_stops(room: Room, turn: int) -> None:
    """Read nothing or a few bytes of an answer in every form, and close the pipe."""
    question = _ASKED[turn % len(_ASKED)]
    process = room.start(*question)
    fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
    process.stdout.read(turn % 3 * 10)
    process.stdout.close()
    told = process.stderr.read()
    expected = b"karabakh: " if question[0] == "check" else b""
    assert (process.wait(), told[:10]) == (0, expected), told


def _in_a_shell(room: Room, script: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a script in which {} stands for the command."""
    command = " ".join(f"'{word}'" for word in room.command(*arguments))
    return subprocess.run(
        ["sh", "-c", script.format(command)], env=room.environment, capture_output=True, cwd=room.folder
    )


@trial(times=200, few=6)
def signal_during_a_question(room: Room, turn: int) -> None:
    """Send SIGINT, SIGTERM or SIGHUP at a random moment of a question."""
    room.run(*QUESTION, check=True)
    _interrupted(room, turn, 0.12, *QUESTION)
    room.answers_rightly()


@trial(times=200, few=6)
def signal_during_a_compile(room: Room, turn: int) -> None:
    """Send SIGINT, SIGTERM or SIGHUP at a random moment of a first question, and once more while it ends."""
    _interrupted(room, turn, 0.4, *QUESTION, again=True)
    room.answers_rightly()


@trial(times=200, few=6)
def signal_during_an_export(room: Room, turn: int) -> None:
    """Send SIGINT, SIGTERM or SIGHUP at a random moment of an export over an older one."""
    target = ("facts.db", "facts.zip", "package", "facts.json")[turn % 4]
    place = room.folder / "exported"
    place.mkdir()
    room.run("export", str(place / target), check=True)
    before = sorted(path.name for path in place.iterdir())
    _interrupted(room, turn, 0.3, "export", str(place / target), "--force", again=bool(turn % 2))
    assert sorted(path.name for path in place.iterdir()) == before
    assert target != "package" or len(list((place / target).iterdir())) > 10


@trial(times=200, few=6)
def signal_while_reading(room: Room, turn: int) -> None:
    """Send SIGINT, SIGTERM or SIGHUP at a random moment while names are awaited on standard input."""
    room.run(*QUESTION, check=True)
    process = _interrupted(room, turn, 0.2, "show", "-", stdin=subprocess.PIPE)
    assert process.returncode != 0


def _interrupted(
    room: Room, turn: int, longest: float, *arguments: str, again: bool = False, stdin: int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    """Run the program and send it a signal within some seconds; assert its status, its silence, and that it tidies up.

    Until it can have signals of its own, which takes Python 10 milliseconds, Ctrl-C gets Python's traceback.
    """
    number = SIGNALS[turn % len(SIGNALS)]
    process = room.start(*arguments, stdin=stdin)
    time.sleep(random.uniform(0, longest))
    ready = handles_signals(process.pid)
    for _ in range(1 + again):
        process.send_signal(number)
    process.stdout.read()
    told, status = process.stderr.read(), process.wait()
    if ready or number != signal.SIGINT:
        # What ends by the signal itself, before it has a handler and after it has none, a shell tells as the same.
        assert status in (0, 128 + number, -number), (status, told)
        assert told == b"" or told.startswith(b"karabakh: written"), told
    assert [file.name for file in room.indexes if file.suffix != ".sqlite"] == []
    return process


_SIZES = ((0, 0), (1, 1), (2, 2), (24, 1), (24, 3), (1, 80), (24, 59), (24, 60), (24, 1000))
_DRAWN = (("events", "-f", "table"), *QUESTIONS, ("show", "displaced-1991"), ("show", "some-report"))


@trial(times=len(_SIZES) * len(_DRAWN), few=6)
def sizes_of_a_terminal(room: Room, turn: int) -> None:
    """Answer on a terminal of no columns, of one, of a few, of a thousand."""
    rows, columns = _SIZES[turn % len(_SIZES)]
    question = _DRAWN[turn // len(_SIZES) % len(_DRAWN)]
    status, shown, told = on_a_terminal(room, *question, "--no-pager", rows=rows, columns=columns)
    assert (status, "Traceback" in told) == (0, False), (shown, told)
    assert shown.strip(), question
    assert max(map(cells, shown.split("\n"))) <= (columns or 80), (question, columns, shown)


@trial(times=24, few=6)
def kinds_of_terminal(room: Room, turn: int) -> None:
    """Answer where TERM is unset, unknown, dumb or empty, and where the environment lies about the size."""
    lies = ({"TERM": ""}, {"TERM": "no-such"}, {"TERM": "dumb"}, {"COLUMNS": "0"}, {"COLUMNS": "x", "LINES": "-1"}, {})
    around = room.environment | lies[turn % len(lies)]
    if not lies[turn % len(lies)]:
        around.pop("TERM", None)
    status, shown, told = on_a_terminal(room, *_DRAWN[turn % len(_DRAWN)], "--no-pager", environment=around)
    assert (status, "Traceback" in told) == (0, False), (shown, told)
    assert shown.strip()


@trial(times=30, few=2)
def resized_terminal(room: Room, turn: int) -> None:
    """Resize the terminal again and again while facts are compiled, the bar is drawn and the pager is read."""
    around = room.environment | {"KARABAKH_PAGER": "sh -c 'sleep 0.2; cat'"}
    if turn % 2:
        around.pop("KARABAKH_FACTS")  # the built-in ones take longer than the bar waits
    terminal = _start_on_a_terminal(room, "sources", environment=around, errors=True)
    for _ in range(10):
        time.sleep(random.uniform(0, 0.1))
        terminal.resize(random.randrange(0, 50), random.randrange(0, 200))
    status, shown, _ = terminal.finish()
    assert status == 0, shown
    assert "Traceback" not in shown
    unbroken = "".join(without_our_escapes(shown).split())  # in a few columns an id is broken
    assert "some-report" in unbroken or turn % 2, shown


_PAGERS = {
    "no-such-pager": True, "false": True, "sh -c 'exit 126'": True, "sh -c 'exit 127'": True, "/": True, "": True,
    "true": False, "head -c 10": False, "sh -c 'exec <&-; sleep 0.1'": False, "'": True, "less": None, "./here": True,
}  # fmt: skip
"""Pagers, and whether the program must show the answer in their place; None where they show it themselves."""


@trial(times=len(_PAGERS) * 3, few=len(_PAGERS))
def pagers(room: Room, turn: int) -> None:
    """Name a pager that is missing, fails, is a folder, or stops before it has read everything."""
    pager, must_show = list(_PAGERS.items())[turn % len(_PAGERS)]
    name = "PAGER" if turn // len(_PAGERS) % 2 else "KARABAKH_PAGER"
    around = room.environment | {name: pager}
    status, shown, told = on_a_terminal(
        room, "sources", environment=around, rows=3, keys=b"q" if pager == "less" else b""
    )
    assert (status, "Traceback" in told) == (0, False), (shown, told)
    if must_show is not None:
        assert ("some-report" in shown) is must_show, shown


@trial(times=30, few=3)
def signal_during_the_pager(room: Room, turn: int) -> None:
    """End the program, or close its window, while the pager is read: the pager ends too."""
    around = room.environment | {"KARABAKH_PAGER": f"sh -c 'echo $$ > {room.folder}/pid; exec sleep 60'"}
    terminal = _start_on_a_terminal(room, "sources", environment=around, rows=3)
    pid = _when_written(room.folder / "pid")
    if turn % 3:
        terminal.process.send_signal((signal.SIGTERM, signal.SIGHUP)[turn % 2])
        status, _, told = terminal.finish()
    else:
        terminal.close()
        status, told = terminal.process.wait(60), terminal.process.stderr.read().decode()
    assert status in (128 + signal.SIGTERM, 128 + signal.SIGHUP), status
    assert told == ""
    _until(lambda: not Path(f"/proc/{pid}").exists())


def _when_written(file: Path) -> str:
    _until(lambda: file.exists() and file.read_text().strip())
    return file.read_text().strip()


def _until(true: Callable[[], object]) -> None:
    """Wait until something is so; it must be within ten seconds."""
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _start_on_a_terminal(
    room: Room, *question: str, environment: Mapping[str, str] | None = None, **options: Any
) -> Terminal:
    return Terminal(room.command(*question), environment or room.environment, **options)


def on_a_terminal(room: Room, *question: str, keys: bytes = b"", **options: Any) -> tuple[int, str, str]:
    """Ask on a terminal, type what is to be typed, and return the status, what was shown, what was told beside."""
    terminal = _start_on_a_terminal(room, *question, **options)
    terminal.type(keys)
    return terminal.finish()


_HOMES = ("no environment", "no home", "no such home", "a home that cannot be written", "a home that is a file")


@trial(times=len(_HOMES) * 2, few=len(_HOMES))
def homes(room: Room, turn: int) -> None:
    """Ask as another user without HOME, with one that is missing or cannot be written, with no environment at all."""
    with tempfile.TemporaryDirectory() as place:  # where another user may look
        home, facts, file = (Path(place, name) for name in ("home", "facts", "file"))
        shutil.copytree(room.facts, facts)
        home.mkdir(mode=0o555)
        file.touch()
        Path(place).chmod(0o755)
        settings = ({}, {"PATH": "/bin"}, {"HOME": "/nonexistent"}, {"HOME": str(home)}, {"HOME": str(file)})
        command = [*_as_nobody(), *room.command(*QUESTION, "--facts", str(facts))]
        for _ in range(2):
            run = subprocess.run(command, env=settings[turn % len(_HOMES)], capture_output=True, cwd="/")
            assert (run.returncode, run.stderr) == (0, b""), run
            assert run.stdout == room.right_answer()
        assert list(home.iterdir()) == []
        Path(place).chmod(0o700)
        refused = subprocess.run(command, env={}, capture_output=True, cwd="/")
        quietly_failed(refused, 3 if os.getuid() == 0 else 0)


def _as_nobody() -> list[str]:
    """Return the beginning of a command that runs as a user for whom a read-only folder is read-only."""
    if os.getuid():
        return []
    as_nobody = ["/usr/bin/setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    if subprocess.run(
        [*as_nobody, sys.executable, "-c", "import karabakh_cli"], capture_output=True, cwd="/"
    ).returncode:
        raise NotHereError("the program is where nobody but root may look")
    return as_nobody


_WITHOUT_SOCKETS = """
import sys
def refuse(event, arguments):
    if event.split('.')[0] in ('socket', 'urllib', 'http', 'ftplib', 'smtplib'):
        sys.stderr.write(f'{event} {arguments}')
        __import__('os')._exit(99)
sys.addaudithook(refuse)
sys.argv[0] = 'karabakh'
from karabakh_cli.__main__ import main
main()
"""


@trial(times=len(COMMANDS) + 1, few=3)
def no_network(room: Room, turn: int) -> None:
    """Run every command where opening a socket would end it, and once more under strace: none is opened."""
    commands = (("export", str(room.folder / "all.db"), "--force"), *COMMANDS)
    question = commands[turn % len(commands)]
    for _ in range(2):  # with facts to compile, and with a fresh index
        hooked = [sys.executable, "-c", _WITHOUT_SOCKETS, *question]
        run = subprocess.run(hooked, env=room.environment, capture_output=True)
        assert (run.returncode, b"socket" in run.stderr) == (0, False), run
    if shutil.which("strace"):
        log = room.folder / "calls"
        shutil.rmtree(room.cache, ignore_errors=True)  # help needs no facts
        traced = ["strace", "-f", "-o", str(log), "-e", "trace=network", *room.command(*question)]
        subprocess.run(traced, env=room.environment, capture_output=True, check=True)
        assert [line for line in log.read_text().splitlines() if "+++" not in line and "---" not in line] == []


_NAMES = (
    b"not \xff UTF-8 \xed\xa0\x80", b"two\nlines", b"\x1b[31m \xe2\x80\xae", b"with space", b"'quote\"s`$HOME`", b"-rf",
)  # fmt: skip


@trial(times=len(_NAMES) * 4, few=2)
def names_of_folders(room: Room, turn: int) -> None:
    """Keep facts, files of facts, the cache and an export in folders of hostile names."""
    name = os.fsdecode(_NAMES[turn % len(_NAMES)])
    facts = room.facts.rename(room.folder / name)
    (facts / "events" / "dates.yaml").rename(facts / "events" / f"{name}.yaml")
    around = {"KARABAKH_FACTS": str(facts), "XDG_CACHE_HOME": str(room.folder / "cache" / name)}
    room.environment |= around
    for _ in range(2):
        room.answers_rightly()
        (file,) = room.cache.glob("*/karabakh/*.sqlite")
        changed = file.stat()
        room.answers_rightly()
        assert file.stat() == changed  # and so the index was fresh
        happenings = facts / "events" / "happenings.yaml"
        happenings.write_text(happenings.read_text() + "\n")
    run = room.run("export", str(room.folder / "cache" / f"{name}.json"))
    assert run.returncode == 0, run
    assert run.stderr.replace(b"\n", b"").decode().isprintable(), run
    (facts / "events" / f"{name}.yaml").write_text("- {id: x, \u202e: y}\n")
    for question in (("check",), ("events",)):
        run = room.run(*question)
        assert run.returncode == 3, run
        assert (run.stdout + run.stderr).replace(b"\n", b"").decode().isprintable(), run
