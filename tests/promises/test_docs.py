"""What the documents say is what the program does: examples, commands, options, columns, statuses, rules.

`pytest tests/promises/test_docs.py --refresh` writes the examples' output anew.
"""

import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from karabakh_cli import cli, errors
from karabakh_cli.check import LOADING, RULES
from karabakh_cli.cli.output import Output
from karabakh_cli.cli.tool import MOST_IN_ROWS, MOST_WHOLE, tools
from karabakh_cli.model.columns import COLUMNS, COUNTED
from tools.citation import citation
from tools.manual import ENVIRONMENT, manual
from tools.rules_table import BEGIN, END, rules_table

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = {
    str(file.relative_to(ROOT)): file.read_text(encoding="utf-8")
    for file in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "facts" / "README.md"])
}
FACTS_README = DOCUMENTS["facts/README.md"]
WITH_EXAMPLES = ["README.md", "docs/reference.md", "docs/programs.md"]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def table(heading: str) -> dict[str, list[str]]:
    """Return the rows of a table of the reference by their first cell; its heading's first cell finds the table."""
    rows = DOCUMENTS["docs/reference.md"].split(f"\n| {heading} |", 1)[1].split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
    return {first: rest for first, *rest in cells}


def answered(block: str, environment: dict[str, str]) -> str:
    """Run the commands of a console block and return it with their output."""
    folder = str(Path(sys.executable).parent)
    env = environment | {"PATH": folder + os.pathsep + os.environ["PATH"]}
    written = ""
    if "jq" in block and not shutil.which("jq"):
        pytest.skip("jq, which an example pipes into, is not on this machine")
    for command in (line for line in block.splitlines() if line.startswith("$ ")):
        run = subprocess.run(["bash", "-c", command[2:]], env=env, capture_output=True, encoding="utf-8")
        assert run.returncode == 0, run.stderr
        written += f"{command}\n{run.stdout}"
    return written


@pytest.mark.parametrize("document", WITH_EXAMPLES)
def test_the_examples_print_what_the_document_shows(environment, request, document):
    """Each command of a document runs and prints what stands under it."""
    written = DOCUMENTS[document]
    now = CONSOLE.sub(lambda found: f"```console\n{answered(found[1], environment)}```", written)
    if request.config.getoption("--refresh"):
        (ROOT / document).write_text(now, encoding="utf-8")
    else:
        assert now == written


def test_no_document_shows_examples_that_are_not_run():
    """A console block in any other document would go stale unseen."""
    assert [document for document, text in DOCUMENTS.items() if CONSOLE.search(text)] == sorted(WITH_EXAMPLES)


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", DOCUMENTS["docs/programs.md"], re.DOTALL))
def test_the_python_examples_run(environment, tmp_path, block):
    """Each Python block for other programs runs, beside the command, and prints something."""
    if "pyspark" in block:
        pytest.importorskip("pyspark", reason="Spark, half a gigabyte that needs Java, is an extra of its own")
    env = environment | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run([sys.executable, "-c", block], env=env, capture_output=True, text=True, cwd=tmp_path)
    assert (run.returncode, bool(run.stdout)) == (0, True), run.stderr


def test_the_commands_are_those_of_the_program():
    """The table of commands and the program have the same commands."""
    written = {re.match(r"`(\w+)", row)[1] for row in table("command")}
    assert written == {command.callback.__name__ for command in cli.app.registered_commands}


def test_the_options_are_those_of_the_program():
    """The table of options names each option of each command, and no other."""
    commands = {command.callback.__name__: command.callback for command in cli.app.registered_commands}
    parameters = {name: set(inspect.signature(command).parameters) for name, command in commands.items()}
    questions = {name for name, own in parameters.items() if set(Output.__annotations__) <= own}
    written = set()
    for options, (of, _) in table("option").items():
        names = questions if of.startswith("every question") else set()
        names |= {name for name in of.split(", ") if name != "every question"}
        own = re.sub(r" \(.*?\)", "", options)  # other names of an option stand behind it
        written |= {(name, option) for name in names for option in re.findall(r"`--([\w-]+)`", own)}
    arguments = {"question", "names", "words", "day", "when", "figures", "folder", "file"}
    program = {(name, own.replace("_", "-")) for name in parameters for own in parameters[name] - arguments}
    program -= {("schema", "kind")}  # an argument there
    assert written - {(name, "no-header") for name in questions} == program


def test_the_tools_for_an_assistant_are_those_of_the_program(facts):
    """The table of tools has what each takes and gives, that of an answer its fields, and the text the bounds."""
    written = {name.strip("`"): re.findall(r"`(\w+)`", takes) for name, (takes, _) in table("tool").items()}
    known = tools(facts)
    assert written == {name: list(tool.input_schema["properties"]) for name, tool in known.items()}
    assert {name.strip("`") for name in table("field")} == set(known["events"].output_schema["properties"])
    bounds = (
        f"whole records have {MOST_WHOLE:,} characters together, or the first alone more, and the rows of the others"
    )
    assert f"{bounds} {MOST_IN_ROWS:,}." in DOCUMENTS["docs/reference.md"]


def test_the_columns_are_those_of_the_program():
    """The table of columns is the program's."""
    written = {kind: tuple(cell.strip("`").split()) for kind, (cell,) in table("answer").items()}
    kinds = {
        "events": "event",
        "actors": "actor",
        "places": "place",
        "figures": "figure",
        "refugees": "figure",
        "sources": "source",
        "disputes": "dispute",
        "changes": "change",
        "offices": "office",
        "`--count`": "count",
    }
    written |= {name: columns for names, columns in written.items() for name in names.split(", ")}
    assert {kinds.get(name, name): columns for name, columns in written.items() if ", " not in name} == COLUMNS


def test_the_fields_to_count_by_are_those_of_the_program():
    """The table of counts has the fields of each listing, in the order in which they are offered."""
    listings = {"events": "event", "actors": "actor", "places": "place", "sources": "source", "disputes": "dispute"}
    listings["figures, refugees"] = "figure"
    written = {listings[names]: tuple(cell.strip("`").split()) for names, (cell,) in table("records").items()}
    assert written == COUNTED


def test_how_to_cite_the_facts_is_fresh_and_whole():
    """CITATION.cff is what `python -m tools.citation` writes, and has what its format asks for."""
    committed = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert committed == citation()
    fields = yaml.safe_load(committed)
    assert {"cff-version", "message", "title", "authors"} <= set(fields)
    assert all(fields.values())
    assert all(author["name"] for author in fields["authors"])


def test_the_exit_statuses_are_those_of_the_program():
    """Each class of error has its status in the table and in the manual; the others stand here."""
    classes = {error.status for _, error in inspect.getmembers(errors, inspect.isclass) if hasattr(error, "status")}
    written = {int(status) for statuses in table("exit status") for status in statuses.split(", ")}
    assert written == classes | {0, 1, 70, 129, 130, 143} == set(errors.STATUSES)


def test_each_promise_names_tests_that_are_there():
    """What stays is listed once, each promise with the tests that would fail if it were not kept."""
    promises = table("promised")
    assert len(promises) >= 8
    for _, tests in promises.values():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
        assert named, tests
        for file, test in named:
            assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_the_man_page_is_fresh_and_names_every_command_and_option():
    """`python -m tools.manual docs/karabakh.1` writes what is committed; nothing is missing in it."""
    committed = (ROOT / "docs" / "karabakh.1").read_text(encoding="utf-8")
    variables = {name for row in table("variable") for name in re.findall(r"`(\w+)`", row)}
    assert {name for names in ENVIRONMENT for name in names.split(", ")} <= variables
    assert committed == manual()
    text = committed.replace("\\-", "-")
    for command in cli.app.registered_commands:
        assert re.search(rf"^\.SS {command.callback.__name__}\b", text, re.MULTILINE)
    for options in table("option"):
        assert all(f"\\fB{option}\\fR" in text for option in re.findall(r"`(--[\w-]+)`", options))


def test_the_rules_table_is_that_of_the_rules():
    """The README of the facts has every rule with its text and severity; `python -m tools.rules_table` writes it."""
    assert FACTS_README.split(BEGIN)[1].split(END)[0] == rules_table()
    assert {*LOADING, *(rule.code for rule in RULES)} == set(
        re.findall(r"^\| ([A-Z]+\d\d) ", rules_table(), re.MULTILINE)
    )


def test_the_templates_for_facts_are_sound(karabakh, tmp_path):
    """The templates of the README of the facts have the shape that the rules ask for."""
    templates = re.findall(r"```yaml\n(.*?)```", FACTS_README, re.DOTALL)
    for kind, text in zip(("events", "actors", "places", "figures", "sources"), templates, strict=True):
        (tmp_path / f"{kind}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "facts" / "subject.yaml", tmp_path)
    told = karabakh("check", str(tmp_path)).stdout
    assert not re.search("LOAD|SHAPE|DATE|FIG|SRC|DISP|SUB", told.replace("SRC04", "")), told


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_between_documents_lead_somewhere(document):
    """Every relative link of a document is a file of the project, and every heading that one names is there."""
    for link in re.findall(r"\]\(([^)]+)\)", DOCUMENTS[document]):
        path, _, heading = link.partition("#")
        file = (ROOT / document).parent / path if path else ROOT / document
        if "://" in link:
            continue
        assert file.exists(), link
        if heading:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {text.lower().replace(" ", "-") for text in headings}, link


def test_the_house_in_contributing_is_the_house():
    """Every module has its line in the table of rooms."""
    text = DOCUMENTS["CONTRIBUTING.md"]
    package = ROOT / "karabakh_cli"
    modules = [path.name for path in package.glob("*.py") if not path.name.startswith("__")]
    rooms = [f"{path.parent.name}/" for path in package.glob("*/__init__.py")]
    assert [name for name in modules + rooms if f"`{name}`" not in text] == []


def test_the_files_that_contributing_names_are_there():
    """Each path in code stands in the project, or in the package for the rooms and their modules."""
    code = re.findall(r"`([^`]+)`", DOCUMENTS["CONTRIBUTING.md"])
    named = {path for span in code for path in re.findall(r"(?<![\w./-])[\w.]+(?:/[\w.]+)*/?(?![\w/-])", span)}
    paths = [path for path in named if re.search(r"/|\.(py|md|toml|1)$", path) and not path.startswith(".venv")]
    assert [path for path in paths if not any((top / path).exists() for top in (ROOT, ROOT / "karabakh_cli"))] == []
