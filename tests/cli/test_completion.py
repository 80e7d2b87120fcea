"""What the shell offers at the TAB key."""

import subprocess
import sys

import pytest
from conftest import SMALL_FACTS


@pytest.fixture
def offered(environment):
    """Return a function that gives what the program offers a shell for a command line."""

    def complete(line: str, shell: str = "zsh") -> str:
        asked = {"_KARABAKH_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
        if shell == "bash":
            words = line.split(" ")
            asked |= {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        if shell == "fish":
            asked |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        code = "from karabakh_cli.__main__ import main; main()"
        run = subprocess.run([sys.executable, "-c", code], env=environment | asked, capture_output=True, text=True)
        assert run.stderr == ""
        return run.stdout

    return complete


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("karabakh time", "timeline"),
        ("karabakh events --kin", "--kind"),
        ("karabakh events --kind cap", "capture"),
        ("karabakh actors --side az", "azerbaijan"),
        ("karabakh events --actor heydar", "heydar-aliyev"),
        ("karabakh map --place lachin-c", "lachin-corridor"),
        ("karabakh figures --measure ki", "killed"),
        ("karabakh events -f js", "jsonl"),
        ("karabakh show bishkek-p", "bishkek-protocol-1994"),
        ("karabakh compare khojaly-civilian", "khojaly-civilian-deaths"),
        ("karabakh show Шуш", "Шуша"),
    ],
)
def test_values_are_offered(offered, line, value, shell):
    """Commands, options, words of closed lists, ids, questions and names are completed in three shells."""
    assert value in offered(line, shell)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_ids_come_with_their_titles_as_they_are(offered, shell):
    """A shell that shows explanations gets the titles, markup in them untouched."""
    assert "Bishkek Protocol" in offered("karabakh show bishkek-p", shell)
    line = f"karabakh show --facts {SMALL_FACTS} plain-text"
    assert "[sic]" in offered(line, shell)


def test_unusable_facts_offer_nothing(offered, tmp_path):
    """Where the facts cannot be read there is no complaint in the middle of a command line."""
    assert offered(f"karabakh show --facts {tmp_path}/nowhere shu", "bash").strip() == ""


def test_completing_imports_no_more_than_a_question(environment):
    """Neither Rich nor YAML is imported while the reader waits for a TAB."""
    code = (
        "import sys\n"
        "from karabakh_cli.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'yaml', 'rich', 'msgspec'}))"
    )
    asked = {"_KARABAKH_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "karabakh show bishkek"}
    run = subprocess.run([sys.executable, "-c", code], env=environment | asked, capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == "[]"
    assert "Bishkek Protocol" in run.stdout
