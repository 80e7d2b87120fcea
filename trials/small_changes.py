"""The small changes that can be made of a module: of one expression, condition or statement at a time."""

import ast
import difflib
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any, NamedTuple

_TURNED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.USub: (ast.UAdd,),
}
_IN_SQL = (
    ("LEFT JOIN", "JOIN"),
    ("UNION ALL", "UNION"),
    (" AND ", " OR "),
    (" OR ", " AND "),
    (" <= ", " < "),
    (" >= ", " > "),
    (" DESC", ""),
    ("min(", "max("),
    ("max(", "min("),
    (" NOT ", " "),
)
"""What makes another question of one in SQL."""
_AROUND = 70
"""The letters of a long line that are shown before what differs."""
_TYPES_ALONE = {"annotation", "returns", "type_params"}
_LEFT_OUT = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Delete, ast.Break, ast.Continue)


class Place(NamedTuple):
    """A node, what puts another in its place, and where it stands."""

    node: ast.AST
    put: Callable[[ast.AST], None]
    lines: frozenset[int]
    """The lines of the node and of its statement."""
    names: frozenset[str]
    """What a statement outside functions is called by others; none within one."""


class Change(NamedTuple):
    """A small change: where it is made, the text with it, and what differs."""

    lines: frozenset[int]
    names: frozenset[str]
    text: str
    diff: str


def how_many(text: str) -> int:
    """Return how many changes can be tried on the text of a module."""
    return len(_edits(ast.parse(text)))


def changed(text: str, number: int) -> Change | None:
    """Make one of the changes; none where Python does what it did, or cannot read it."""
    tree = ast.parse(text)
    before = ast.unparse(tree)
    place, edit = _edits(tree)[number]
    edit()
    after = ast.unparse(ast.fix_missing_locations(tree))
    if _essence(after) in (None, _essence(before)):
        return None
    return Change(place.lines, place.names, after, _difference(before, after))


def _difference(before: str, after: str) -> str:
    """Return the lines that differ, the long ones from a little before what differs to a little after."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    differing = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    letters = zip(*(line[1:] for line in differing), strict=False)
    alike = next((place for place, each in enumerate(letters) if len(set(each)) > 1), 0)
    start = max(alike - _AROUND, 0)
    return "\n".join(f"{line[0]} {line[1:][start : alike + 2 * _AROUND].strip()}" for line in differing)


def _essence(text: str) -> object:
    """Return what Python makes of a text, wherever its lines stand."""
    try:
        return _of_code(compile(text, "", "exec", dont_inherit=True))
    except (SyntaxError, ValueError):
        return None


def _of_code(code: CodeType) -> object:
    held = tuple(_of_code(each) if isinstance(each, CodeType) else repr(each) for each in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, code.co_flags, held


def _places(place: Place) -> Iterator[Place]:
    """Give a node and all in it that has an effect when the program runs."""
    yield place
    node = place.node
    for field, value in ast.iter_fields(node):
        for number, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST) and field not in _TYPES_ALONE and not _has_no_effect(child):
                yield from _places(_within(place, field, number, child))


def _within(place: Place, field: str, number: int, child: ast.AST) -> Place:
    node: Any = place.node

    def put(other: ast.AST) -> None:
        if isinstance(getattr(node, field), list):
            getattr(node, field)[number] = other
        else:
            setattr(node, field, other)

    line = getattr(child, "lineno", None)
    lines = frozenset([line]) if isinstance(child, ast.stmt) else place.lines
    inside = isinstance(node, ast.FunctionDef | ast.Lambda) and field == "body"
    names = frozenset() if inside or (place.lines and not place.names) else place.names | _names(child)
    return Place(child, put, lines | ({line} if line else set()), names)


def _names(statement: ast.AST) -> frozenset[str]:
    """Return what others call what a statement makes."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return frozenset([statement.name])
    made = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return frozenset(each.id for each in made if isinstance(each, ast.Name))


def _has_no_effect(node: ast.AST) -> bool:
    """Tell what people and type checkers alone read, and imports, without which there is no program."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
        return True
    return isinstance(node, ast.Import | ast.ImportFrom) or bool(_names(node) & {"__all__", "TYPE_CHECKING"})


def _edits(tree: ast.Module) -> list[tuple[Place, Callable[[], object]]]:
    """Return what can be done to a tree, each with its place; the tree bears one of them."""
    top = Place(tree, lambda other: None, frozenset(), frozenset())
    return [(place, edit) for place in _places(top) for edit in _edits_of(place)]


def _edits_of(place: Place) -> Iterator[Callable[[], object]]:
    node: Any = place.node
    yield from _turned(node)
    yield from _emptied(node)
    for name in ("test", "guard"):
        if isinstance(getattr(node, name, None), ast.expr):
            yield from _held(node, name)
    if isinstance(node, ast.comprehension):
        yield from (lambda n=n: node.ifs.pop(n) for n in range(len(node.ifs)))
    if isinstance(node, ast.Constant) and node.value is not None:
        yield from (lambda value=value: place.put(ast.Constant(value)) for value in _neighbours(node.value))
    if isinstance(node, ast.Call):
        yield from _shorter_call(node, place)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda: place.put(node.operand)
    if isinstance(node, _LEFT_OUT):
        yield lambda: place.put(ast.Pass())


def _turned(node: Any) -> Iterator[Callable[[], object]]:
    """Turn a comparison, an operator, a sign."""
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            for other in _TURNED.get(type(operator), ()):
                yield lambda number=number, other=other: node.ops.__setitem__(number, other())
    elif isinstance(node, ast.BoolOp | ast.BinOp | ast.AugAssign | ast.UnaryOp):
        for other in _TURNED.get(type(node.op), ()):
            yield lambda other=other: setattr(node, "op", other())


def _emptied(node: Any) -> Iterator[Callable[[], object]]:
    """Leave out an operand, an element, a decorator, an end of a slice, an `else`, what is returned."""
    if isinstance(node, ast.BoolOp):
        yield from (lambda n=n: node.values.pop(n) for n in range(len(node.values)))
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        yield from (lambda n=n: node.elts.pop(n) for n in range(len(node.elts)))
    if isinstance(node, ast.Dict):
        yield from (lambda n=n: (node.keys.pop(n), node.values.pop(n)) for n in range(len(node.keys)))
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield from (lambda n=n: node.decorator_list.pop(n) for n in range(len(node.decorator_list)))
    if isinstance(node, ast.If) and node.orelse:
        yield lambda: node.orelse.clear()
    if isinstance(node, ast.Slice):
        yield from (lambda end=end: setattr(node, end, None) for end in ("lower", "upper", "step"))
    if isinstance(node, ast.Return) and node.value:
        yield lambda: setattr(node, "value", None)


def _held(node: Any, name: str) -> Iterator[Callable[[], object]]:
    """Hold a condition true, hold it false, turn it round."""
    condition = getattr(node, name)
    for other in (ast.Constant(True), ast.Constant(False), ast.UnaryOp(ast.Not(), condition)):
        yield lambda other=other: setattr(node, name, other)


def _neighbours(value: object) -> tuple[object, ...]:
    """Return what is near a constant: the other truth, one more, another text."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int | float):
        return (value + 1,)
    if isinstance(value, str):
        return (value + "X", *(value.replace(old, new, 1) for old, new in _IN_SQL if old in value))
    return (value + b"X",) if isinstance(value, bytes) else ()


def _shorter_call(node: ast.Call, place: Place) -> Iterator[Callable[[], object]]:
    """Pass None for an argument, leave out one that is named, take what is passed for what is called."""
    for number, argument in enumerate(node.args):
        if not isinstance(argument, ast.Starred):
            yield lambda number=number: node.args.__setitem__(number, ast.Constant(None))
    yield from (lambda n=n: node.keywords.pop(n) for n in range(len(node.keywords)))
    if isinstance(node.func, ast.Name) and node.args and not isinstance(node.args[0], ast.Starred):
        yield lambda: place.put(node.args[0])
    elif isinstance(node.func, ast.Attribute):
        yield lambda: place.put(node.func.value)
