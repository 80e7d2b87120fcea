"""Where an answer is longer than the screen, and where its making takes long."""

import io
import os
import pty
import shutil
import sys
import time

import pytest

from karabakh_cli.cli import pager, progress
from tools.terminal import Terminal, on_a_terminal

ROWS = 40
CAPTURING = "sh -c 'cat > {}/paged'"


@pytest.fixture
def paged(terminal, tmp_path):
    """Return a function that asks with a pager that writes a file, and gives what the screen and the pager got."""

    def run(*arguments: str, rows: int = ROWS, **env: str) -> tuple[str, str | None]:
        shown = terminal(100, *arguments, LINES=str(rows), **({"KARABAKH_PAGER": CAPTURING.format(tmp_path)} | env))
        file = tmp_path / "paged"
        return shown, file.read_text() if file.exists() else None

    return run


def test_a_long_answer_goes_to_the_pager(paged):
    """What is longer than the screen is the pager's, whole; the screen gets none of it."""
    shown, given = paged("events", "1993")
    assert shown == ""
    assert given.count("\n") > ROWS


def test_a_short_answer_does_not(paged):
    """What fits the screen is printed."""
    shown, given = paged("events", "1994-05-12", "--kind", "ceasefire", rows=400)
    assert "Cease-fire of May 1994" in shown
    assert given is None


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (["--no-pager"], {}),
        ([], {"KARABAKH_PAGER": ""}),
        ([], {"KARABAKH_PAGER": "cat"}),
        ([], {"KARABAKH_PAGER": "no-such-pager --x"}),
        ([], {"KARABAKH_PAGER": "sh -c 'exit 127'"}),
        ([], {"KARABAKH_PAGER": "'"}),
        ([], {"KARABAKH_PAGER": "false"}),
        ([], {"KARABAKH_PAGER": "sh -c 'cat >/dev/null; exit 3'"}),
        ([], {"KARABAKH_PAGER": "sh -c 'kill -9 $$'"}),
        ([], {"TERM": "dumb"}),
        ([], {"TERM": "dumb", "PAGER": "less", "KARABAKH_PAGER": "less"}),
    ],
)
def test_without_a_pager_the_answer_is_printed(paged, arguments, env):
    """None wanted or named, one that is not there, cannot start or fails, a dumb terminal: the answer is not lost."""
    shown, given = paged("events", "1993", *arguments, **env)
    assert shown.count("\n") > ROWS
    assert given is None


def test_pager_stands_in_where_karabakh_pager_is_not_set(terminal, tmp_path, environment):
    """PAGER is asked where KARABAKH_PAGER is not set, and gets colours that it may show."""
    environment.pop("KARABAKH_PAGER", None)
    pager = f"sh -c 'echo $LESS > {tmp_path}/less; cat > {tmp_path}/paged'"
    terminal(100, "events", "1993", LINES="20", KARABAKH_PAGER=pager)
    assert (tmp_path / "less").read_text().strip() == os.environ.get("LESS", "FRX")
    assert "\x1b[1m" in (tmp_path / "paged").read_text()


@pytest.mark.parametrize(
    ("version", "env", "settings"),
    [
        ("less 608 (GNU regular expressions)", {}, "FRX --header=2"),
        ("less 1.2", {}, "FRX"),
        ("less 590 (GNU regular expressions)", {}, "FRX"),
        ("BusyBox v1.36", {}, "FRX"),
        ("", {}, "FRX"),
        ("less 643", {"LESS": "R"}, "R"),
    ],
)
def test_less_keeps_the_heading_in_sight_where_it_can(paged, tmp_path, monkeypatch, version, env, settings):
    """The first version that knows how to is asked to, unless the reader has settings; others are asked nothing new."""
    monkeypatch.delenv("LESS", raising=False)
    less = tmp_path / "less"
    less.write_text(f"""#!/bin/sh
[ "$1" = --version ] && {{ echo "{version}"; exit; }}
echo $LESS > {tmp_path}/settings; cat > {tmp_path}/paged
""")
    less.chmod(0o755)
    _, given = paged("events", "1993", KARABAKH_PAGER=str(less), **env)
    assert given.startswith("\x1b[1mwhen")
    assert (tmp_path / "settings").read_text().strip() == settings


def test_lv_is_told_to_show_colours(paged, tmp_path, monkeypatch):
    """The pager lv, which shows escapes as text of itself, is asked to obey them, unless the reader has settings."""
    for own, settings in ((None, "-c"), ("-la", "-la")):
        monkeypatch.delenv("LV", raising=False)
        pager = f"sh -c 'cat > {tmp_path}/paged; echo $LV > {tmp_path}/lv'"
        paged("events", "1993", KARABAKH_PAGER=pager, **({"LV": own} if own else {}))
        assert (tmp_path / "lv").read_text().strip() == settings


@pytest.mark.parametrize("term", ["", "xterm", "no-such-terminal"])
def test_a_terminal_that_is_not_dumb_has_a_pager(paged, term):
    """One of another name or of none may be able to do it."""
    _, given = paged("events", "1993", TERM=term)
    assert given is not None


@pytest.mark.parametrize(
    ("env", "charset"),
    [
        ({}, "utf-8"),
        ({"LESSCHARSET": "latin1"}, "latin1"),
        ({"LESSCHARDEF": "8bcccbcc18b95.b"}, ""),
        ({"LESSCHARDEF": "8bcccbcc18b95.b", "LESSCHARSET": "koi8-r"}, "koi8-r"),
    ],
)
def test_the_pager_is_told_that_an_answer_is_utf_8(paged, tmp_path, env, charset):
    """Whatever the locale; what a reader has set of it stays."""
    telling = f"sh -c 'cat > {tmp_path}/paged; echo $LESSCHARSET > {tmp_path}/charset'"
    paged("events", "1993", LC_ALL="C", KARABAKH_PAGER=telling, **env)
    assert (tmp_path / "charset").read_text().strip() == charset


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
@pytest.mark.skipif(not shutil.which("less"), reason="needs less")
def test_less_shows_every_script_in_any_locale(environment, locale):
    """Letters of three scripts are shown as themselves, not as the bytes that they are written in."""
    around = environment | {"LC_ALL": locale, "KARABAKH_PAGER": "LINES=200 less", "LINES": "9"}
    shown = on_a_terminal(["show", "shusha"], 100, around)
    assert "Şuşa" in shown
    assert "Շուշի" in shown
    assert "<D5>" not in shown


def test_ctrl_c_leaves_a_pager_and_does_not_make_it_fail(environment, tmp_path):
    """Who ends a pager that way has had the answer there; it is not shown once more."""
    read = tmp_path / "read"
    leaving = f"sh -c 'trap \"exit 2\" INT; echo > {read}; sleep 30 & wait'"
    asked = [sys.executable, "-m", "karabakh_cli", "events", "1993"]
    terminal = Terminal(asked, environment | {"KARABAKH_PAGER": leaving, "LINES": "9"})
    deadline = time.monotonic() + 30
    while not read.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    terminal.type(b"\x03")
    status, shown, _ = terminal.finish()
    assert (status, "1993" in shown) == (0, False)


@pytest.mark.parametrize(
    ("command", "program"),
    [
        (r"C:\Tools\less.exe -R", r"C:\Tools\less.exe"),
        (r'"C:\Program Files\Git\usr\bin\less.exe" -R', r"C:\Program Files\Git\usr\bin\less.exe"),
        (r"\\server\share\less", r"\\server\share\less"),
        ("more", "more"),
        (r"'", None),
    ],
)
def test_backslashes_part_folders_on_windows(monkeypatch, command, program):
    """A pager that is named with them, in quotes too, is looked for by that name."""
    looked_for = []
    monkeypatch.setattr(pager.sys, "platform", "win32")
    monkeypatch.setattr(pager.shutil, "which", lambda name: looked_for.append(name) or None)
    monkeypatch.setenv("KARABAKH_PAGER", command)
    monkeypatch.setenv("TERM", "xterm")
    assert not pager.show_paged(["a line"])
    assert looked_for == ([program] if program else [])


def test_a_pager_that_is_left_early_is_no_error(terminal):
    """A reader who quits the pager at once has had the answer."""
    assert terminal(100, "sources", LINES="20", KARABAKH_PAGER="true") == ""


def test_in_a_pipe_there_is_no_pager(karabakh):
    """A program gets the rows whatever the pager."""
    run = karabakh("events", "1993", env={"KARABAKH_PAGER": "sh -c 'echo paged'", "LINES": "5"})
    assert "paged" not in run.stdout
    assert len(run.stdout.splitlines()) > ROWS


@pytest.mark.parametrize(("term", "told"), [("xterm", "compiling the facts"), ("dumb", "compiling the facts")])
def test_compiling_that_takes_long_is_told_of_on_a_terminal(capfd, term, told, monkeypatch):
    """After a second a bar says how far the compiling is, and goes with its line; a dumb terminal gets a line."""
    monkeypatch.setenv("TERM", term)
    code = (
        "import time\nfrom karabakh_cli.cli.progress import progress_bar\n"
        "with progress_bar() as progress:\n    progress(0.25)\n    time.sleep(1.6)\n"
        "    progress(0.5)\n    time.sleep(0.3)\n"
    )
    written = b""

    def reading(terminal: int) -> bytes:
        nonlocal written
        part = os.read(terminal, 65536)
        written += part
        return part

    pty.spawn([sys.executable, "-c", code], reading)
    assert told in written.decode()
    assert ("25%" in written.decode()) is ("50%" in written.decode()) is (term != "dumb")
    without_cursor, cursor_back = (written.count(b"\x1b[?25" + letter) for letter in (b"l", b"h"))
    assert without_cursor == cursor_back == (term != "dumb")
    assert written.endswith(b"\x1b[2K" if term != "dumb" else b"\n")


@pytest.mark.parametrize("name", ["TERM", "ACCESSIBLE"])
def test_compiling_that_takes_long_is_told_of_in_one_line(monkeypatch, name):
    """Where nothing may move, whatever is done after the wait, the line is written once."""
    written = io.StringIO()
    monkeypatch.setattr(written, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setenv(name, "dumb")
    with progress.progress_bar() as done:
        for part in (0.1, 0.2, 0.3):
            done(part)
            time.sleep(0.05)
    assert written.getvalue() == "karabakh: compiling the facts\n"


def test_compiling_is_not_told_of_in_a_pipe(karabakh, tmp_path):
    """Where standard error is no terminal the first question says nothing more than the second."""
    run = karabakh("events", "1994-05-12", env={"XDG_CACHE_HOME": str(tmp_path)})
    assert run.stderr == ""


@pytest.mark.parametrize("script", [None, "echo something else", "sleep 5; echo less 700"])
def test_a_pager_that_does_not_say_its_version_is_asked_for_no_heading(tmp_path, script):
    """What bears the name of less and cannot be run, names no version or does not answer is run as it is."""
    less = tmp_path / "less"
    if script:
        less.write_text(f"#!/bin/sh\n{script}\n")
        less.chmod(0o755)
    assert not pager._keeps_headings(str(less))
