"""The classes of `model` -> JSON Schema for editors: `python -m karabakh_cli.schema` writes it beside the facts.

A facts file names its schema in its first line, so an editor completes keys and words and marks what is wrong.
"""

import json
import types
from pathlib import Path
from typing import Any

import msgspec

from karabakh_cli.folder import facts_folder
from karabakh_cli.model import RECORDS


def editor_schemas() -> dict[str, str]:
    """Return the JSON Schema of a facts file of each kind, by the schema's file name."""
    return {
        f"{kind}.schema.json": json.dumps(_without_null(_schema(kind)), indent=1, ensure_ascii=False) + "\n"
        for kind in RECORDS
    }


def write(folder: Path) -> None:
    """Write the schemas into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in editor_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


def _schema(kind: str) -> dict[str, Any]:
    records = types.GenericAlias(list, (RECORDS[kind],))
    schema = msgspec.json.schema(records)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Facts: {kind}s", **schema}


def _without_null(schema: Any) -> Any:
    """Take out that a value may be null: in a facts file a key without a value is left out."""
    if isinstance(schema, list):
        return [_without_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    options = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    rest = {key: _without_null(value) for key, value in schema.items() if key != "anyOf" and value is not None}
    if len(options) == 1:
        return rest | _without_null(options[0])
    return rest | ({"anyOf": _without_null(options)} if options else {})


if __name__ == "__main__":
    write(facts_folder() / "schema")
