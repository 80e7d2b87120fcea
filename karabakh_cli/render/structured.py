"""An answer as whole records for programs: JSON, JSON lines and YAML."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from karabakh_cli.answer import Answer
from karabakh_cli.columns import field

if TYPE_CHECKING:
    from karabakh_cli.render import Style

# JSON escapes only some control characters; the others would reach a terminal that shows the JSON.
_CONTROL = re.compile(r"[\x7f-\x9f\u2028\u2029]")


def json_array(answer: Answer[Any], style: "Style") -> Iterator[str]:
    """Write one array, a record a line; `[]` where nothing was found."""
    objects = [_json(record) for record in _records(answer, style)]
    if not objects:
        yield "[]"
        return
    yield "["
    yield from (f"{text}," for text in objects[:-1])
    yield objects[-1]
    yield "]"


def json_lines(answer: Answer[Any], style: "Style") -> Iterator[str]:
    """Write one record a line."""
    return (_json(record) for record in _records(answer, style))


def yaml_list(answer: Answer[Any], style: "Style") -> Iterator[str]:
    """Write one YAML list of the records."""
    import yaml  # for writing; facts are read in strict_yaml alone

    text = yaml.safe_dump(list(_records(answer, style)), sort_keys=False, allow_unicode=True, width=100)
    return iter(text.rstrip("\n").split("\n"))


def _records(answer: Answer[Any], style: "Style") -> Iterator[dict[str, Any]]:
    for hit in answer.hits:
        whole = hit.whole()
        yield {name: field(whole, name) for name in style.fields} if style.fields else whole


def _json(record: dict[str, Any]) -> str:
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(record, ensure_ascii=False))
