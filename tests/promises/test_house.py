"""The house: few rooms, imports that run one way, no circle, small modules and functions, little on the hot path."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import metadata
from pathlib import Path

import pytest

import karabakh_cli

PACKAGE = Path(karabakh_cli.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
# A room may import from itself, from those below it, and from what stands on no room.
ROOMS = ("errors", "text", "model", "read", "check", "index", "ask", "cli")
BESIDE = {
    "render": ("errors", "text", "model"),
    "export": ("errors", "text", "model", "render.structured"),
    "page": ("errors", "text", "model", "ask", "render"),
}
ANYWHERE = ("cleanup",)
# What a piped question imports of the program, beyond the doors of its rooms.
HOT_PATH = {
    "karabakh_cli.__main__", "karabakh_cli.cleanup", "karabakh_cli.errors",
    "karabakh_cli.text.english", "karabakh_cli.text.escape", "karabakh_cli.text.fold",
    "karabakh_cli.model.answer", "karabakh_cli.model.columns", "karabakh_cli.model.dates",
    "karabakh_cli.model.reading", "karabakh_cli.model.vocabulary",
    "karabakh_cli.read.folder",
    "karabakh_cli.index.built_in", "karabakh_cli.index.columns", "karabakh_cli.index.file",
    "karabakh_cli.index.freshness",
    "karabakh_cli.ask.chosen",
    "karabakh_cli.ask.filters", "karabakh_cli.ask.listing", "karabakh_cli.ask.question", "karabakh_cli.ask.reference",
    "karabakh_cli.ask.resolve", "karabakh_cli.ask.spoken", "karabakh_cli.ask.unit", "karabakh_cli.ask.when",
    "karabakh_cli.ask.words",
    "karabakh_cli.render.rows", "karabakh_cli.render.style",
    "karabakh_cli.cli.answering", "karabakh_cli.cli.app", "karabakh_cli.cli.completion", "karabakh_cli.cli.listings",
    "karabakh_cli.cli.options", "karabakh_cli.cli.output", "karabakh_cli.cli.printing", "karabakh_cli.cli.progress",
    "karabakh_cli.cli.questions", "karabakh_cli.cli.upkeep",
}  # fmt: skip


def name_of(module: Path) -> str:
    """Return the dotted name of a module within the package: `index.file`; that of a room for its door."""
    return ".".join(module.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports_of(module: Path) -> Iterator[str]:
    """Give the modules of the program that one imports, at its top or within functions; for type checkers alone not."""
    names = {name_of(each) for each in MODULES}
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for_checkers = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in for_checkers:
            base = (node.module or "").removeprefix("karabakh_cli").lstrip(".")
            if (node.module or "").startswith("karabakh_cli"):
                for alias in node.names:
                    inner = f"{base}.{alias.name}".lstrip(".")
                    yield inner if inner in names else base


def test_the_package_has_few_entries():
    """A stranger takes in the listing of the package at a glance."""
    assert len([entry for entry in PACKAGE.iterdir() if entry.name not in ("__pycache__", "py.typed")]) <= 14


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_run_one_way(module):
    """A room imports from those below it, within functions too."""
    room = name_of(module).split(".")[0]
    if room in ("", "__init__", "__main__"):
        return
    allowed = BESIDE[room] if room in BESIDE else ROOMS[: ROOMS.index(room)] if room in ROOMS else ()
    allowed = (*allowed, *ANYWHERE, room, "", *(BESIDE if room == "cli" else ()))
    imported = set(imports_of(module))
    assert {each for each in imported if each not in allowed and each.split(".")[0] not in allowed} == set()


def test_no_module_leads_back_to_itself():
    """Following imports, within functions too, never ends in a circle."""
    graph = {name_of(module): set(imports_of(module)) - {name_of(module)} for module in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(MODULES)


def test_every_library_that_is_imported_is_asked_for():
    """What a developer happens to have beside the program is not there for its users."""
    needed = [each for each in metadata.requires("karabakh") if not re.search("extra == (?!.mcp)", each)]
    asked = {re.split(r"[^\w-]", each)[0].lower() for each in needed}
    imported = set()
    for node in (node for module in MODULES for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    given = metadata.packages_distributions()
    libraries = {given[name][0].lower() for name in imported - set(sys.stdlib_module_names) - {"karabakh_cli"}}
    assert libraries == asked


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_modules_and_functions_are_small(module):
    """No module has more than 300 lines, no function more than 40."""
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert [node.name for node in functions if node.end_lineno - node.lineno >= 40] == []


def test_a_piped_question_imports_what_it_needs(environment):
    """With a fresh index, a piped question imports these modules of the program and no other."""
    code = (
        "import runpy, sys\n"
        "sys.argv = ['karabakh', 'events', '1992', '--place', 'shusha']\n"
        "try: runpy.run_module('karabakh_cli', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print(*(name for name in sys.modules if name.startswith('karabakh_cli.')), file=sys.stderr)"
    )
    for _ in range(2):
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    doors = {f"karabakh_cli.{name_of(module)}" for module in PACKAGE.glob("*/__init__.py")}
    imported = {name for name in run.stderr.split() if name.startswith("karabakh_cli.")}
    assert imported - doors == HOT_PATH - {"karabakh_cli.__main__"}
