"""Every regular expression of the program, and the texts that are worst for it: made of its own pieces, repeated."""

import ast
import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from re import _constants as _code  # type: ignore[attr-defined]  # and the names of its parts
from re import _parser  # type: ignore[attr-defined]  # as re itself reads an expression
from typing import Any, NamedTuple

import karabakh_cli
from karabakh_cli.ask import when
from karabakh_cli.ask.excerpt import pattern_of
from karabakh_cli.ask.question import Idea
from karabakh_cli.check.records import _any_of
from karabakh_cli.model import dates
from trials.trial import Room, TooLong, in_time, trial

LONG = 20_000
"""Characters: the longest value that the loader admits."""
SECONDS = 1.0
"""What one expression may take for one such text."""
GROWTH, FLOOR = 8, 0.05
"""How much longer a text of four times the length may take, and the seconds below which a time says nothing."""

_LOADED_WORDS = ("x", "x*", "*x", "x*x*x*y", "x x", "x-x", ".", "(x+)+", "*", "x" * 99)
_LOOKED_FOR = pattern_of([Idea("x", '"x" OR "xx" OR "xxxxing" OR "x x"', (), ())])
MADE = {
    ("karabakh_cli.ask.search", "pattern"): (_LOOKED_FOR,),
    ("karabakh_cli.ask.when", "pattern"): tuple(pattern for pattern, _ in when._HYPHENED_DATES),
    ("karabakh_cli.check.records", "either"): tuple(_any_of([word]).pattern for word in _LOADED_WORDS),
    ("karabakh_cli.model.dates", "pattern"): tuple(pattern for pattern, _ in dates._REMEDIES),
    ("karabakh_cli.render.listing", "answer"): (_LOOKED_FOR,),
}
"""What stands in an expression that is made where it is used, by its module and the name it has there."""
_FUNCTIONS = {name for name in dir(re) if name in dir(re.Pattern)} | {"compile"}
_OF_A_BEGINNING = {"match", "fullmatch"}
_REPEATS = (_code.MAX_REPEAT, _code.MIN_REPEAT, _code.POSSESSIVE_REPEAT)
_LETTERS = 'x0 -."\n\u04d9'
_CATEGORIES = {_code.CATEGORY_DIGIT: r"\d", _code.CATEGORY_SPACE: r"\s", _code.CATEGORY_WORD: r"\w"}
_CATEGORIES |= {_code.CATEGORY_NOT_DIGIT: r"\D", _code.CATEGORY_NOT_SPACE: r"\S", _code.CATEGORY_NOT_WORD: r"\W"}
_MOST_LEAVES = 10


class Expression(NamedTuple):
    """A regular expression: the module it stands in, what is written, its flags, and how it is used."""

    module: str
    pattern: str
    flags: int
    uses: frozenset[str]


@cache
def modules() -> dict[str, tuple[Any, ast.Module]]:
    """Return every module of the package by name, with its tree."""
    names = [each.name for each in pkgutil.walk_packages(karabakh_cli.__path__, "karabakh_cli.")]
    found = [importlib.import_module(name) for name in names if not name.endswith("__main__")]  # which runs it
    return {each.__name__: (each, ast.parse(Path(each.__file__).read_text(encoding="utf-8"))) for each in found}


@cache
def expressions() -> tuple[Expression, ...]:
    """Return every expression of the package; raise KeyError for one that is made of what MADE does not know."""
    found = [expression for module, tree in modules().values() for expression in _of_module(module, tree)]
    return tuple(dict.fromkeys(found))


def _of_module(module: Any, tree: ast.Module) -> Iterator[Expression]:
    for call in _calls(tree):
        if ast.unparse(call.func.value) == "re" and call.func.attr in _FUNCTIONS:
            flags = [ast.unparse(each) for each in (*call.args, *(word.value for word in call.keywords))]
            flags = sum(eval(each, {"re": re}) for each in flags if re.fullmatch(r"re\.[A-Z| re.]+", each))
            for pattern in _patterns(module, call.args[0]):
                uses = _uses_of_held(module, pattern) if call.func.attr == "compile" else {call.func.attr}
                yield Expression(module.__name__, pattern, int(flags), frozenset(uses))


def _calls(tree: ast.Module) -> list[Any]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Attribute)]


def _patterns(module: Any, argument: ast.expr) -> tuple[str, ...]:
    """Return what an argument of a function of `re` may be."""
    names = {node.id for node in ast.walk(argument) if isinstance(node, ast.Name)}
    if unknown := names - vars(module).keys():
        return MADE[module.__name__, unknown.pop()]
    return (eval(ast.unparse(argument), vars(module)),)


def _uses_of_held(module: Any, pattern: str) -> set[str]:
    """Return how an expression is used that a module holds under a name, in every module; any use, if it has none."""
    held = {name for name, value in vars(module).items() if getattr(value, "pattern", None) == pattern}
    calls = (call for _, tree in modules().values() for call in _calls(tree))
    return {call.func.attr for call in calls if ast.unparse(call.func.value) in held} or {"search"}


def worst(expression: Expression) -> Iterator[tuple[str, str, str]]:
    """Give texts in three parts that are bad for an expression: a beginning, what is repeated, and an end."""
    tree = _parser.parse(expression.pattern, expression.flags)
    leaves = list(dict.fromkeys(_leaves(tree)))[:_MOST_LEAVES]
    repeated = list(_repeated(tree, ""))
    begins = dict.fromkeys(("", *(begin for begin, _ in repeated)))
    units = (*leaves, *map("".join, product(leaves, repeat=2)), *(unit for _, unit in repeated), _sample(tree))
    for unit, begin, end in product(dict.fromkeys(filter(None, units)), begins, ("", "\0", *leaves[:3])):
        yield begin, unit, end


def _leaves(tree: Any) -> Iterator[str]:
    """Give a letter or two for each literal and each class of an expression."""
    for operation, argument in tree:
        for inner in _within(operation, argument):
            yield from _leaves(inner)
        if operation in (_code.LITERAL, _code.NOT_LITERAL, _code.ANY, _code.IN):
            yield from _letters(operation, argument)[:3]


def _repeated(tree: Any, begin: str) -> Iterator[tuple[str, str]]:
    """Give what is repeated in an expression, with what leads to it."""
    for operation, argument in tree:
        if operation in _REPEATS and argument[1] > 1:
            yield begin, _sample(argument[2])
        for inner in _within(operation, argument):
            yield from _repeated(inner, begin)
        begin += _sample([(operation, argument)])


def _sample(tree: Any) -> str:
    """Return a text that an expression matches, each of its repeats once; of alternatives, the first."""
    text = ""
    for operation, argument in tree:
        inner = _within(operation, argument)
        if inner and operation not in (_code.ASSERT, _code.ASSERT_NOT):
            text += _sample(inner[0])
        elif not inner:
            text += (_letters(operation, argument) or [""])[0]
    return text


def _within(operation: Any, argument: Any) -> list[Any]:
    """Return the expressions that stand within a part of an expression; of alternatives, the first three."""
    if operation is _code.BRANCH:
        return list(argument[1][:3])
    if operation in (*_REPEATS, _code.SUBPATTERN, _code.ASSERT, _code.ASSERT_NOT):
        return [argument[-1]]
    return [argument] if operation is _code.ATOMIC_GROUP else []


def _letters(operation: Any, argument: Any) -> list[str]:
    """Return letters that a part of an expression stands for; none, if it stands for no letter."""
    if operation is _code.LITERAL:
        return [chr(argument)]
    if operation is _code.IN and argument[0][0] is not _code.NEGATE:
        return [letter for each in argument for letter in _letters(*each)]
    if operation is _code.RANGE:
        return [chr(argument[0])]
    if operation is _code.CATEGORY:
        return [letter for letter in _LETTERS if re.match(_CATEGORIES[argument], letter)]
    if operation is _code.IN:
        excluded = {letter for each in argument[1:] for letter in _letters(*each)}
        return [letter for letter in _LETTERS if letter not in excluded]
    return list(_LETTERS) if operation in (_code.NOT_LITERAL, _code.ANY) else []


def seconds(compiled: "re.Pattern[str]", uses: frozenset[str], text: str) -> float:
    """Return how long the processor is busy with an expression for a text, as it is used, to its end."""
    begun = time.process_time()
    for use in uses & _OF_A_BEGINNING or {"finditer"}:
        found = getattr(compiled, use)(text)
        if use == "finditer":
            deque(found, maxlen=0)
    return time.process_time() - begun


def is_linear(expression: Expression, begin: str, unit: str, end: str) -> bool:
    """Tell whether an expression is done with a long text in time, and not in more than its share of that."""
    compiled = re.compile(expression.pattern, expression.flags)

    def best(length: int, tries: int) -> float:
        text = begin + unit * (length // len(unit)) + end
        return min(seconds(compiled, expression.uses, text) for _ in range(tries))

    try:
        with in_time(SECONDS):
            taken = best(LONG, 1)
    except TooLong:
        return False
    return taken <= FLOOR or best(LONG, 2) <= min(SECONDS, max(FLOOR, GROWTH * best(LONG // 4, 2)))


@trial(times=len(expressions()), few=len(expressions()))
def expressions_at_their_worst(room: Room, turn: int) -> None:
    """Look through 20,000 characters of the worst for each regular expression of the program."""
    expression = expressions()[turn]
    for begin, unit, end in worst(expression):
        assert is_linear(expression, begin, unit, end), (expression, begin, unit, end)
