"""An answer as whole records for programs: JSON, JSON lines and YAML."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from karabakh_cli.model.answer import Answer
from karabakh_cli.model.columns import field
from karabakh_cli.render.style import Style
from karabakh_cli.text.escape import escaped, escaped_in_json, is_shown

_CORE = (  # is compiled where it is used: JSON does without it
    r"~|null|true|false|y|n|[-+]?\.(?:inf|nan)|0o[0-7]+|0x[0-9a-f]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?"
)
"""What the core schema of YAML 1.2 takes for something else than a text, and the two that readers of 1.1 do."""


def json_array(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write one array, a record a line; `[]` where nothing was found."""
    return array(_records(answer, style))


def array(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Write records as one array, a record a line."""
    objects = [_json(record) for record in records]
    if not objects:
        yield "[]"
        return
    yield "["
    yield from (f"{text}," for text in objects[:-1])
    yield objects[-1]
    yield "]"


def json_lines(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write one record a line."""
    return (_json(record) for record in _records(answer, style))


def yaml_list(answer: Answer[Any], style: Style) -> Iterator[str]:
    """Write one YAML list of the records."""
    import yaml  # for writing; facts are read in strict_yaml alone

    class Dumper(yaml.SafeDumper):
        """Quotes a text of which something must be escaped."""

    def represent(dumper: Dumper, text: str) -> yaml.Node:
        # The dumper itself quotes what YAML 1.1 takes for something else than a text.
        style = "'" if re.fullmatch(_CORE, text, re.IGNORECASE) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style if is_shown(text) else '"')

    Dumper.add_representer(str, represent)
    text = yaml.dump(list(_records(answer, style)), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100)
    return map(escaped, text.rstrip("\n").split("\n"))


def _records(answer: Answer[Any], style: Style) -> Iterator[dict[str, Any]]:
    for hit in answer.hits:
        record = hit.record()
        yield {name: field(record, name) for name in style.fields} if style.fields else record


def _json(record: dict[str, Any]) -> str:
    return escaped_in_json(json.dumps(record, ensure_ascii=False))
