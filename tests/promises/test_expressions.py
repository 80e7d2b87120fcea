"""The trial of regular expressions knows all of them, and tells those that are slow."""

import ast
import re
import types

import pytest

from trials.expressions import Expression, _of_module, expressions, is_linear, modules, worst


def test_every_expression_is_known():
    """Every expression that a module of the package holds is one of those that are tried."""
    known = {expression.pattern for expression in expressions()}
    held = {
        value.pattern
        for module, _ in modules().values()
        for value in vars(module).values()
        if isinstance(value, re.Pattern)
    }
    assert len(held) > 20
    assert held <= known


def test_no_other_library_of_expressions_is_used():
    """Expressions are those of `re`, by its name: `from re import ...` and other libraries would not be seen."""
    for _, tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                assert node.module not in ("re", "regex"), ast.unparse(node)
            if isinstance(node, ast.Import):
                assert all(each.name != "regex" and (each.name != "re" or not each.asname) for each in node.names)


@pytest.mark.parametrize("written", ["re.sub(made, '', text)", "re.compile(f'{made}+')"])
def test_an_expression_that_is_made_where_it_is_used_must_be_told(written):
    """What an expression is made of is told to the trial, or it fails."""
    with pytest.raises(KeyError, match="made"):
        list(_of_module(types.ModuleType("strange"), ast.parse(written)))


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        (r"(a+)+b", "fullmatch"),
        (r"\s+-\s+", "sub"),
        (r'["“][^"”]*["”]', "sub"),
        (r"x\w*x\w*x\w*y", "search"),
        (r"\w+@", "findall"),
        (r"ab(c|c)*d", "match"),
    ],
)
def test_a_slow_expression_is_found_by_its_own_pieces(pattern, use):
    """Of the texts that are made of an expression's pieces one at least is too slow for one that is not linear."""
    slow = Expression("strange", pattern, 0, frozenset({use}))
    assert any(not is_linear(slow, *text) for text in worst(slow))


def test_a_quick_expression_is_found_to_be_one():
    """A linear expression is done with all of its texts in time."""
    quick = Expression("strange", r"(?<!\s)\s++-|a[bc]{1,3}", 0, frozenset({"sub"}))
    assert all(is_linear(quick, *text) for text in worst(quick))
