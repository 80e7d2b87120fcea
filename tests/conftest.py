"""A test is fixed and runs once; a trial is random and runs many times.

What the tests share: the program as its users run it, and invented facts to ask.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from karabakh_cli import open_facts
from karabakh_cli.ask.reference import Reference
from karabakh_cli.cli import main
from tools.terminal import LOOKED_AT, Terminal, on_a_terminal

SMALL_FACTS = Path(__file__).parent / "facts"
VARIANTS = Path(__file__).parent / "variants"
"""Facts with every field and every form of a value that a record can have."""
BUILT_IN_FACTS = Path(__file__).parent.parent / "facts"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expected output anew."""
    parser.addoption("--refresh", action="store_true", help="write the expected output of documents anew")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment with a cache folder of its own and nothing else that the program looks at."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LOOKED_AT)}
    return kept | {"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))}


@pytest.fixture
def karabakh(environment: dict[str, str]) -> Run:
    """Return a function that runs the program, on the built-in facts."""

    def run(*arguments: str, facts: Path | None = None, env: dict[str, str] | None = None, **options: object):
        chosen = {"KARABAKH_FACTS": str(facts)} if facts else {}
        return subprocess.run(
            [sys.executable, "-m", "karabakh_cli", *arguments],
            env=environment | chosen | (env or {}),
            encoding="utf-8",
            **({"capture_output": True} | options),
        )

    return run


@pytest.fixture
def terminal(environment: dict[str, str]) -> Callable[..., str]:
    """Return a function that runs the program on a terminal of a width, without a pager, and gives what it showed."""

    def run(width: int, *arguments: str, **env: str) -> str:
        return on_a_terminal(arguments, width, environment | {"KARABAKH_PAGER": ""} | env)

    return run


@pytest.fixture
def small(karabakh: Run) -> Run:
    """Return a function that runs the program on the invented facts beside the tests."""
    return lambda *arguments, **options: karabakh(*arguments, facts=SMALL_FACTS, **options)


@pytest.fixture
def told(environment: dict[str, str]) -> Callable[..., str]:
    """Return a function that runs the program on a terminal, on the invented facts, and gives its standard error."""

    def run(*arguments: str) -> str:
        env = environment | {"KARABAKH_PAGER": "", "KARABAKH_FACTS": str(SMALL_FACTS)}
        command = [sys.executable, "-m", "karabakh_cli", *arguments]
        return Terminal(command, env, rows=200, columns=100).finish()[2]

    return run


@pytest.fixture
def facts(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Reference:
    """Return the built-in facts, as `open_facts()` does."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    return open_facts(BUILT_IN_FACTS)


@pytest.fixture
def invented(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Reference:
    """Return the invented facts beside the tests, as `open_facts()` does."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    return open_facts(SMALL_FACTS)


@pytest.fixture
def asked(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], str]:
    """Return a function that asks the program in this process, on facts of every variant, and gives all that it says.

    Notes beside the answer begin with `! `, and the last line is the exit status.
    """
    for name in [name for name in os.environ if name.startswith(LOOKED_AT)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    monkeypatch.setenv("KARABAKH_FACTS", str(VARIANTS))

    def ask(question: str) -> str:
        monkeypatch.setattr(sys, "argv", ["karabakh", *question.split()])
        with pytest.raises(SystemExit) as ended:
            main()
        written, told = capsys.readouterr()
        return transcript(question, written, told, ended.value.code or 0)

    return ask


def transcript(question: str, written: str, told: str, status: object) -> str:
    """Return a question, its answer, what was said beside it, and how it ended, as they stand in a file."""
    beside = "".join(f"! {line}\n" for line in told.splitlines())
    return f"$ karabakh {question}\n{written}{beside}= {status}\n\n"


@pytest.fixture
def as_looked_at(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that asserts that a text is that of a file in the folder `whole` beside the test."""

    def compare(name: str, text: str) -> None:
        file = request.path.parent / "whole" / name
        if request.config.getoption("--refresh"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def each_as_looked_at(as_looked_at: Callable[[str, str], None], request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return a function that asserts what each line of a file in the folder `whole` says: `asked => what it means`."""

    def compare(name: str, meaning: Callable[[str], str]) -> None:
        lines = (request.path.parent / "whole" / name).read_text(encoding="utf-8").splitlines()
        asked = [line.split(" => ")[0] for line in lines]
        as_looked_at(name, "".join(f"{each} => {meaning(each)}\n" for each in asked))

    return compare
