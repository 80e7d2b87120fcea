"""What the program says when it refuses, all of it: tests/promises/whole/messages.txt, with the next step of each.

`pytest tests/promises/test_whole_messages.py --refresh` writes it anew. What is not reached by a question in a test, a
full disk or a shell that nobody has, is read here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from karabakh_cli import errors

PACKAGE = Path(errors.__file__).parent
REFUSALS = {name for name, each in vars(errors).items() if isinstance(each, type) and issubclass(each, Exception)}


def _said(node: ast.expr) -> str:
    """Return a text as it stands in the program, with what is put into it in braces."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(_said(part) if isinstance(part, ast.Constant) else f"{{{_inner(part)}}}" for part in parts)
        case ast.BinOp(left, ast.Add(), right):
            return _said(left) + _said(right)
    return f"{{{ast.unparse(node)}}}"


def _inner(part: ast.expr) -> str:
    assert isinstance(part, ast.FormattedValue)
    return ast.unparse(part.value)


def _refusals() -> Iterator[tuple[str, str, str]]:
    """Give each place where the program refuses: its file, what it says, and what it says to do."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS:
                what, remedy = (*map(_said, node.args), "", "")[:2]
                yield str(file.relative_to(PACKAGE)), what, remedy


@pytest.fixture(scope="module")
def refusals() -> list[tuple[str, str, str]]:
    """Return each place where the program refuses."""
    return list(_refusals())


def test_all_that_refuses_says_what_was_looked_at(refusals, as_looked_at):
    """Each message and its next step, by file, to the letter."""
    as_looked_at("messages.txt", "".join(f"{file}: {what}\n  {remedy or '-'}\n" for file, what, remedy in refusals))


def test_a_message_is_a_line_in_the_manner_of_the_others(refusals):
    """It begins with no capital of a sentence and ends with no stop; so does its next step, and both are a line."""
    assert len(refusals) > 50
    odd = [
        text
        for _, what, remedy in refusals
        for text in (what, remedy)
        if text and ("\n" in text or re.search(r"\w\.$", text) or re.match(r"[A-Z][a-z]+ [a-z]", text))
    ]
    assert odd == []
