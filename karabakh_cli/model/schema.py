"""JSON Schema: of facts files, for editors, from the classes of `model`; of answers, for programs, from `shapes`.

`python -m karabakh_cli.model.schema` writes the first beside the facts: a facts file names its schema in its first
line, so that an editor completes keys and words and marks what is wrong. `karabakh schema` prints the second.

"""

import json
import types
from pathlib import Path
from typing import Any

import msgspec

from karabakh_cli.model import shapes as records
from karabakh_cli.model.record import RECORDS
from karabakh_cli.read.folder import facts_folder

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OUTPUT_VERSION = 1
"""The version of the shape of answers: within one fields are only added."""
OUTPUT_KINDS: dict[str, Any] = {
    "event": records.Event, "actor": records.Actor, "place": records.Place, "figure": records.Figure,
    "source": records.Source, "state": records.State, "dispute": records.DisputePosition,
}  # fmt: skip
"""The records of answers by the kind that they name as `record`."""


def output_schema(kind: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of what `--json` prints: an array of records of a kind, or of any."""
    kinds = [kind] if kind else list(OUTPUT_KINDS)
    references, components = msgspec.json.schema_components(
        [OUTPUT_KINDS[name] for name in kinds], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": DIALECT,
        "$id": f"urn:karabakh:output:{kind or 'any'}:{OUTPUT_VERSION}",
        "title": f"An answer of karabakh, version {OUTPUT_VERSION}",
        "type": "array",
        "items": references[0] if kind else {"anyOf": list(references)},
        "$defs": components,
    }


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
    return {"$schema": DIALECT, "title": f"Facts: {kind}s", **schema}


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
