"""Help: headings that can be seen, the fields of an answer, the exit statuses."""

import re

import pytest

from karabakh_cli.errors import STATUSES

ESCAPE = re.compile(r"\x1b\[[\d;]*m")


@pytest.mark.parametrize("question", [["-h"], ["events", "-h"], ["help", "show"], ["help"], []])
def test_headings_are_bold_where_colour_is_on(terminal, question):
    """On a terminal with colours the headings are bold and nothing else is; without them the text is the same."""
    shown = terminal(100, *question, TERM="xterm")
    bold = re.findall(r"\x1b\[1m(.*?)\x1b\[0m", shown)
    assert {"Examples:", "Usage:", "Options:"} <= set(bold)
    plain = terminal(100, *question, TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in plain
    assert ESCAPE.sub("", shown) == plain == terminal(100, *question, TERM="dumb")


def test_help_in_a_pipe_has_no_escapes(karabakh):
    """What is piped is plain."""
    assert "\x1b" not in karabakh("events", "-h").stdout


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("events", ("earliest", "latest", "in_force", "summary", "sources.", "standing", "places.")),
        ("on", ("certainty", "subject.")),
        ("about", ("value", "count")),
    ],
)
def test_help_names_the_fields(karabakh, command, fields):
    """The help of a question ends with the fields of its answer, those within one behind its name."""
    section = karabakh("help", command).stdout.partition("\nFields:\n")[2]
    assert set(fields) <= set(section.split())
    assert "Fields:" not in karabakh("help", "check").stdout


def test_help_with_facts_that_cannot_be_used_names_the_columns(karabakh, tmp_path):
    """Facts with faults keep nobody from the help; what only they would say is left general."""
    (tmp_path / "events.yaml").write_text("no list\n")
    run = karabakh("help", "events", facts=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.partition("\nFields:\n")[2].split()[:3] == ["id", "date", "kind"]
    actors = " ".join(karabakh("help", "actors", facts=tmp_path).stdout.split())
    assert "--side SIDE One of the sides of the facts. --count" in actors


@pytest.mark.parametrize("more", ["1993", "--kind", "--xyzzy", "--help"])
def test_help_on_a_command_is_its_help_whatever_follows(karabakh, more):
    """A question typed behind `help` is not asked, and nothing of it is refused."""
    run = karabakh("help", "events", more)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == karabakh("help", "events").stdout


def test_the_exit_statuses_are_told(karabakh):
    """`karabakh help statuses` has a line for each status, and the help says so."""
    run = karabakh("help", "statuses")
    assert (run.returncode, run.stderr) == (0, "")
    assert [int(line.split()[0]) for line in run.stdout.splitlines()] == list(STATUSES)
    assert "karabakh help statuses" in karabakh("-h").stdout
    assert karabakh("help", "status").stdout == run.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("karabakh events --count ye", ["year"]),
        ("karabakh events --count kind,mo", ["kind,month"]),
        ("karabakh sources --count lang", ["language"]),
        ("karabakh events --fields sources.st", ["sources.standing"]),
        ("karabakh events --fields id,in_f", ["id,in_force"]),
        ("karabakh places --fields names.r", ["names.ru"]),
        ("karabakh events --count kind,year,", []),
    ],
)
def test_fields_are_offered_at_the_tab_key(environment, karabakh, line, offered):
    """TAB knows what --count and --fields take, behind a comma too, and paths from their first dot on."""
    run = karabakh(line, env={"_KARABAKH_COMPLETE": "zsh"})
    assert [word.split("\t")[0] for word in run.stdout.splitlines()[1:]] == offered
