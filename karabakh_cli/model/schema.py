"""JSON Schema: of facts files, for editors, from the classes of `record`; of answers, for programs, from `shapes`.

Lists of words that the subject of the facts decides are its own; without a subject any word will do.
"""

import json
import types
from collections.abc import Sequence
from typing import Any

import msgspec

from karabakh_cli.model import shapes as records
from karabakh_cli.model import shapes_of_answers as answers
from karabakh_cli.model.subject import Subject
from karabakh_cli.model.subject_file import SHAPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OUTPUT_VERSION = 1
"""The version of the shape of answers: within one fields are only added."""
OUTPUT_KINDS: dict[str, Any] = {
    "event": records.Event, "actor": records.Actor, "place": records.Place, "figure": records.Figure,
    "source": records.Source, "state": answers.State, "dispute": answers.DisputePosition,
    "change": answers.Change, "office": answers.OfficeHeld,
    "count": answers.Count, "overview": answers.Point, "about": answers.About,
}  # fmt: skip
"""The records of answers by the kind that they name as `record`."""


def output_schema(subject: Subject, kind: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of what `--json` prints of some facts: an array of records of a kind, or of any."""
    records, components = _records([kind] if kind else list(OUTPUT_KINDS))
    schema = {
        "$schema": DIALECT,
        "$id": f"urn:karabakh:output:{kind or 'any'}:{OUTPUT_VERSION}",
        "title": f"An answer of karabakh, version {OUTPUT_VERSION}",
        **records,
        "$defs": components,
    }
    filled: dict[str, Any] = _of_the_subject(schema, subject)
    return filled


def told_schema(subject: Subject, kinds: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of an answer as an assistant is told it, with records of some kinds."""
    records, components = _records(kinds)
    told = msgspec.json.schema(answers.Told)
    shape = told["$defs"].pop("Told")
    shape["properties"]["records"] |= records
    filled: dict[str, Any] = _of_the_subject({**shape, "$defs": components | told["$defs"]}, subject)
    return filled


def _records(kinds: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema of an array of records of some kinds, and of what that refers to."""
    references, components = msgspec.json.schema_components(
        [OUTPUT_KINDS[name] for name in kinds], ref_template="#/$defs/{name}"
    )
    items = references[0] if len(references) == 1 else {"anyOf": list(references)}
    return {"type": "array", "items": items}, components


def editor_schemas(subject: Subject) -> dict[str, str]:
    """Return the JSON Schema of a facts file of each kind, and of the subject, by the schema's file name."""
    return {f"{kind}.schema.json": _text(_of_the_subject(_without_null(_schema(kind)), subject)) for kind in SHAPES}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _schema(kind: str) -> dict[str, Any]:
    records = types.GenericAlias(list, (SHAPES[kind],))
    schema = msgspec.json.schema(records)
    return {"$schema": DIALECT, "title": "Facts: subject" if kind == "subject" else f"Facts: {kind}s", **schema}


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


def _of_the_subject(schema: Any, subject: Subject) -> Any:
    """Put the words of the subject in place of the marks that ask for them."""
    if isinstance(schema, list):
        return [_of_the_subject(item, subject) for item in schema]
    if not isinstance(schema, dict):
        return schema
    filled = {key: _of_the_subject(value, subject) for key, value in schema.items() if key != "x-subject"}
    asked = schema.get("x-subject")
    words = subject.words[asked] if asked else ()
    if asked == "languages" and words:
        values = filled.pop("additionalProperties")
        return filled | {"properties": dict.fromkeys(words, values), "additionalProperties": False}
    return filled | ({"enum": list(words)} if words else {})
