"""What the shell offers at the TAB key."""

import os
import shlex
import shutil
import subprocess
import sys

import pytest
from conftest import SMALL_FACTS
from shellingham import ShellDetectionFailure

from karabakh_cli.cli import shells
from karabakh_cli.cli.typed import quoted, read_line
from karabakh_cli.errors import QuestionError
from tools.shell import SHELLS, Shell
from trials.surroundings import QUESTIONS

HOSTILE = (
    "", "'", '"', "\\", "$(touch PWNED)", "`touch PWNED`", "a'b", 'a"b', "a!b", "!!", "~", "*", "{a,b}", "a;b", "a&b|c",
    "#x", "a\\", "$'x'", "\xa0", "Шуша – 1", "-x", "a b ", "(", "<>", "^x^y", "=ls", "%1", "'\"'\"'",
)  # fmt: skip


@pytest.fixture
def offered(environment):
    """Return a function that gives what the program offers a shell for a command line."""

    def complete(line: str, shell: str = "zsh", *, replaced: str | None = None, how: str = "9", **env: str) -> str:
        asked = {"_KARABAKH_COMPLETE": shell}
        arguments = [line, line.split(" ")[-1] if replaced is None else replaced, how] if shell == "bash" else [line]
        code = "from karabakh_cli.__main__ import main; main()"
        command = [sys.executable, "-c", code, *arguments]
        run = subprocess.run(command, env=environment | asked | env, capture_output=True, encoding="utf-8")
        assert (run.returncode, run.stderr) == (0, "")
        return run.stdout

    return complete


@pytest.fixture
def shell(environment, tmp_path):
    """Return a function that starts a real shell with completion, on the facts of a folder."""
    started = []

    def start(name: str, facts=None, start_up: bytes = b"") -> Shell:
        if not Shell.is_here(name):
            pytest.skip(f"{name} is not on this machine")
        chosen = {"KARABAKH_FACTS": str(facts)} if facts else {}
        started.append(Shell(name, tmp_path, environment | chosen, start_up))
        return started[-1]

    yield start
    for each in started:
        each.close()


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("karabakh time", "timeline"),
        ("karabakh events --kin", "--kind"),
        ("karabakh events --kind cap", "capture"),
        ("karabakh actors --side az", "azerbaijan"),
        ("karabakh sources --standing pri", "primary"),
        ("karabakh events --actor heydar", "heydar-aliyev"),
        ("karabakh events --actor mutallib", "Mutallibov"),
        ("karabakh map --place lachin-c", "lachin-corridor"),
        ("karabakh figures --measure ki", "killed"),
        ("karabakh events -f js", "jsonl"),
        ("karabakh show bishkek-p", "bishkek-protocol-1994"),
        ("karabakh show kek-protocol", "bishkek-protocol-1994"),
        ("karabakh compare khojaly-civilian", "khojaly-civilian-deaths"),
        ("karabakh show Шуш", "Шуша"),
        ("karabakh show zori bal", "Balayan"),
        ("karabakh show --json Гейдар Ал", "Алиев"),
        ("karabakh events --fields tit", "title"),
        ("karabakh events --fields id,dat", "id,date"),
        ("karabakh on 1993-07-23", "1993-07-23"),
        ("karabakh events --after 1994-05-1", "1994-05-12"),
        ("karabakh help ev", "events"),
        ("karabakh --inst", "--install-completion"),
    ],
)
def test_values_are_offered(offered, line, value, name):
    """Commands, options, words of lists, ids, questions, names, fields and days are completed in three shells."""
    assert value in offered(line, name, how="63")


@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_ids_come_with_their_titles_as_they_are(offered, name):
    """A shell that shows explanations gets the titles, markup in them untouched."""
    assert "Bishkek Protocol" in offered("karabakh show bishkek-p", name)
    assert "[sic]" in offered(f"karabakh show --facts {SMALL_FACTS} plain-text", name)


@pytest.mark.parametrize("before", ["--help", "-h", "--version"])
def test_an_option_before_a_command_is_none(offered, before):
    """What begins with a dash is not the name of a command, which is awaited still."""
    assert offered(f"karabakh {before} eve") == offered("karabakh eve") != []


def test_the_value_of_an_option_stands_behind_it(offered):
    """`--kind=cap` is completed as a whole, and in bash what stands behind the equals sign."""
    assert offered("karabakh events --kind=cap") == "words\n--kind=capture\t\n"
    assert offered("karabakh events --kind=cap", "bash", replaced="cap") == "words\ncapture\n"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("show --facts ", "folders"),
        ("show --facts=x", "folders"),
        ("check ", "folders"),
        ("init x", "folders"),
        ("export x", "files"),
    ],
)
def test_files_and_folders_are_the_shells_own(offered, line, kind):
    """Where a file or a folder is wanted, the shell completes it."""
    assert offered(f"karabakh {line}") == f"{kind}\n"


@pytest.mark.parametrize(
    "line",
    [
        "karabakh show no-such-thing",
        "karabakh no-such-thing ev",
        "karabakh show $(touch PWNED) shu",
        'karabakh show "`touch PWNED`" shu',
        "karabakh show shusha; shu",
        "karabakh on 24 ",
        "karabakh",
        "",
    ],
)
@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_nothing_is_offered_in_silence(offered, line, name):
    """What matches nothing, is no command, or could be known only by running the line is met with nothing."""
    assert offered(line, name) == "words\n"


def test_fields_are_offered_once(offered):
    """A field that is there already is not offered again."""
    assert "\ntitle,title\t" not in offered("karabakh events --fields title,")
    assert "\ntitle,date\t" in offered("karabakh events --fields title,")


def test_every_question_has_fields_to_offer(offered):
    """The fields of each command's answers are completed."""
    for command, *_ in QUESTIONS:
        assert offered(f"karabakh {command} --fields ").count("\n") > 3, command


def test_several_names_do_not_replace_what_is_typed(offered):
    """Where names do not begin with what is typed, bash lists them at the second TAB and inserts nothing before."""
    assert offered("karabakh show kek", "bash") == "words\n"
    assert "bishkek-protocol-1994" in offered("karabakh show kek", "bash", how="63")
    assert offered("karabakh events --actor eydar-ali", "bash") == "words\nheydar-aliyev\n"


def test_a_folder_below_home_is_found(offered, tmp_path):
    """A tilde stands for the home where the facts of another folder are completed from."""
    shutil.copytree(SMALL_FACTS, tmp_path / "mine")
    assert "north-town" in offered("karabakh show --facts ~/mine north-t", HOME=str(tmp_path))


def test_unusable_facts_offer_nothing(offered, tmp_path):
    """Where the facts cannot be read there is no complaint in the middle of a command line."""
    assert offered(f"karabakh show --facts {tmp_path}/nowhere shu", "bash") == "words\n"


def test_a_script_of_typer_is_given_nothing(offered):
    """What asks as the scripts did that were installed earlier, of which one runs the answer, gets none."""
    assert offered("", "complete_zsh", _TYPER_COMPLETE_ARGS="karabakh show shusha") == ""
    assert offered("", "complete_bash", COMP_WORDS="karabakh show shusha", COMP_CWORD="2") == ""


def test_bash_may_ask_with_the_line_alone(environment):
    """Where bash does not say what it will replace, nothing of the line is: what is missing of the word is given."""
    command = [sys.executable, "-c", "from karabakh_cli.__main__ import main; main()", "karabakh sho"]
    run = subprocess.run(command, env=environment | {"_KARABAKH_COMPLETE": "bash"}, capture_output=True, text=True)
    assert run.stdout == "words\nw\n"


def test_powershell_is_offered_plain_words(offered):
    """PowerShell, whose quoting is not ours, gets ids, and no name with a space or a mark."""
    assert "bishkek-protocol-1994" in offered("karabakh show bishkek-p", "powershell")
    assert offered("karabakh show Yel't", "powershell") == "words\n"


def test_completing_imports_no_more_than_a_question(environment):
    """Neither Rich nor YAML is imported while the reader waits for a TAB."""
    code = (
        "import sys\n"
        "from karabakh_cli.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "found = {name.split('.')[0] for name in sys.modules} & {'yaml', 'rich', 'msgspec'}\n"
        "print(sorted(found))"
    )
    asked = {"_KARABAKH_COMPLETE": "zsh"}
    for line in (
        "karabakh show bishkek",
        "karabakh events --side=x",
        "karabakh events --fields id,",
        "karabakh on 1993",
    ):
        command = [sys.executable, "-c", code, line]
        run = subprocess.run(command, env=environment | asked, capture_output=True, text=True)
        assert run.stdout.splitlines()[-1] == "[]"
        assert line != "karabakh show bishkek" or "Bishkek Protocol" in run.stdout


@pytest.mark.parametrize(
    ("line", "words", "typed", "quote"),
    [
        ("karabakh show sh", ["karabakh", "show"], "sh", ""),
        ("  karabakh  show ", ["karabakh", "show"], "", ""),
        ('k \'a b\' "c \\"d\\\\" e\\ f', ["k", "a b", 'c "d\\'], "e f", ""),
        ("k 'a b", ["k"], "a b", "'"),
        ('k x"a b', ["k"], "xa b", '"'),
        ("k '' ", ["k", ""], "", ""),
        ("k a\\", ["k"], "a", ""),
        ("k '$HOME' '`x`", ["k", "$HOME"], "`x`", "'"),
        ('k "\\$x', ["k"], "$x", '"'),
    ],
)
def test_a_line_is_read_as_the_shell_reads_it(line, words, typed, quote):
    """Words, what is typed of the last one, and the mark that is open are found in a line."""
    assert read_line(line) == (words, typed, quote)


@pytest.mark.parametrize(
    "line", ["k $x", "k `x`", 'k "$x', 'k "`x', "k a; b", "k a | b", "k a > b", "k (a", "k a\\\\$b"]
)
def test_a_line_that_only_the_shell_can_read_is_not_read(line):
    """A variable, a command within a command, or another command is left to the shell."""
    assert read_line(line) is None


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_word_for_bash_is_quoted(text, quote):
    """What bash is given is one word, the text itself, after no mark and after either."""
    typed = f"{quote}{quoted(text, quote)}"
    closed = typed if typed.endswith(quote) and len(typed) > 1 else typed + quote  # as bash does
    in_bash = subprocess.run(["bash", "-c", f"printf '%s|' {closed}"], capture_output=True, encoding="utf-8", env={})
    assert in_bash.stdout == f"{text}|"


@pytest.mark.parametrize("name", SHELLS)
def test_a_real_shell_completes(shell, name):
    """In a shell on a terminal TAB and Enter give the program whole values, names with spaces and apostrophes too."""
    used = shell(name)
    for typed, given in (
        ("tim\t", ["timeline"]),
        ("events --kind=cap\t", ["events", "--kind=capture"]),
        ("events --kin\tcap\t", ["events", "--kind", "capture"]),
        ("show zori bal\t", ["show", "zori", "Balayan"]),
        ("show \"Yel't\t", ["show", "Yel'tsin"]),
        ("show Yel\\'t\t", ["show", "Yel'tsin"]),
        ("show 'Upper Kar\t", ["show", "Upper Karabakh"]),
        ("show Шушинский\\ \t", ["show", "Шушинский район"]),
        ("show bishkek-prot\t", ["show", "bishkek-protocol-1994"]),
        ("events --fields id,tit\t", ["events", "--fields", "id,title"]),
    ):
        assert used.enter(f"karabakh {typed}") == given


@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.parametrize("content", [b"", b"# caf\xe9 \xff\xfe", b"# one\n# two\n"], ids=["empty", "bytes", "lines"])
def test_completion_is_installed_where_the_shell_reads(shell, name, environment, tmp_path, content):
    """A start-up file, whatever its bytes, is appended to once, what was done is said, and the next shell completes."""
    if not Shell.is_here(name):
        pytest.skip(f"{name} is not on this machine")
    home = tmp_path / "a 'home"
    (home / "zsh").mkdir(parents=True)
    start_up = {"bash": home / ".bashrc", "zsh": home / "zsh" / ".zshrc", "fish": None}[name]
    if start_up:
        start_up.write_bytes(content)
    around = environment | {"HOME": str(home), "ZDOTDIR": str(home / "zsh")}
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        around.pop(variable, None)
    command = f"{shlex.quote(sys.executable)} -m karabakh_cli --install-completion; true"
    for _ in range(2):
        run = subprocess.run([name, "-c", command], env=around, capture_output=True, text=True)
        assert (run.stdout, run.stderr.count("\n")) == ("", 1), run
        assert run.stderr.startswith(f"karabakh: written: {home}")
    if start_up:
        assert start_up.read_bytes().startswith(content)
        assert start_up.read_bytes().count(b"# completion of karabakh") == 1
        assert str(start_up) in run.stderr
    else:
        shutil.copytree(home / ".config", tmp_path / ".config")
    used = shell(name, start_up=start_up.read_bytes() if start_up else b"true\n")
    assert used.enter("karabakh show bishkek-prot\t") == ["show", "bishkek-protocol-1994"]


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("bash", 4, "completion cannot be installed: Not a directory\nkarabakh --show-completion > FILE\n"),
        ("pwsh", 2, "not installed in PowerShell\nkarabakh --show-completion >> $PROFILE\n"),
        ("tcsh", 2, "no completion for this shell: tcsh\nuse bash, zsh or fish\n"),
    ],
)
def test_what_cannot_be_installed_is_said(tmp_path, name, status, said):
    """A home that cannot be written, PowerShell and an unknown shell end in a line and a next step."""
    (tmp_path / "home").write_text("a file")
    shell = tmp_path / name
    shutil.copy(shutil.which("bash"), shell)  # a shell is known by the name of what runs
    script = f"{shlex.quote(sys.executable)} -m karabakh_cli --install-completion; exit $?"
    env = os.environ | {"HOME": str(tmp_path / "home")}
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        env.pop(variable, None)
    run = subprocess.run([shell, "-c", script], env=env, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (status, "", f"karabakh: {said}")


def test_no_shell_at_all_is_said(monkeypatch):
    """Where neither what runs the program nor SHELL names a shell, the line says so."""

    def detect() -> None:
        raise ShellDetectionFailure

    monkeypatch.setattr("shellingham.detect_shell", detect)
    monkeypatch.delenv("SHELL", raising=False)
    with pytest.raises(QuestionError) as raised:
        shells._shell()
    assert raised.value.what == "no completion for this shell: none is known"


@pytest.mark.parametrize("name", SHELLS)
def test_the_script_can_be_shown(name, environment):
    """--show-completion prints the script of the shell that is used."""
    if not Shell.is_here(name):
        pytest.skip(f"{name} is not on this machine")
    command = f"{shlex.quote(sys.executable)} -m karabakh_cli --show-completion; true"
    run = subprocess.run([name, "-c", command], env=environment, capture_output=True, text=True)
    assert run.stdout.startswith("# What karabakh offers at the TAB key in ")
    assert f" {name} (" in run.stdout
