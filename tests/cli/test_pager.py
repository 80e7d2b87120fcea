"""Where an answer is longer than the screen, and where its making takes long."""

import os
import pty
import sys

import pytest

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
    ],
)
def test_without_a_pager_the_answer_is_printed(paged, arguments, env):
    """None wanted, none named, one that is not there or cannot start: nothing of the answer is lost."""
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
    """After a second a bar says how far the compiling is; a dumb terminal gets a line."""
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
    assert ("50%" in written.decode()) is (term != "dumb")


def test_compiling_is_not_told_of_in_a_pipe(karabakh, tmp_path):
    """Where standard error is no terminal the first question says nothing more than the second."""
    run = karabakh("events", "1994-05-12", env={"XDG_CACHE_HOME": str(tmp_path)})
    assert run.stderr == ""
