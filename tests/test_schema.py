"""The schema that editors use is the one that the program runs."""

import json

import jsonschema
import pytest
import yaml
from conftest import BUILT_IN_FACTS, SMALL_FACTS

from karabakh_cli.model import RECORDS
from karabakh_cli.schema import editor_schemas


def test_the_committed_schemas_are_fresh():
    """What `python -m karabakh_cli.schema` writes is what is committed."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in (BUILT_IN_FACTS / "schema").iterdir()}
    assert committed == editor_schemas()


@pytest.mark.parametrize("kind", RECORDS)
def test_good_facts_are_valid_by_the_schema(kind):
    """An editor marks nothing in sound facts, and marks an unknown key."""
    schema = json.loads(editor_schemas()[f"{kind}.schema.json"])
    records = [row for file in (SMALL_FACTS / f"{kind}s").iterdir() for row in yaml.safe_load(file.read_text())]
    jsonschema.validate(records, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([records[0] | {"unknown": "key"}], schema)


def test_every_facts_file_names_its_schema():
    """The first line of each facts file tells the editor where the schema is."""
    for file in BUILT_IN_FACTS.glob("*/*.yaml"):
        kind = file.parent.name.removesuffix("s")
        assert file.read_text(encoding="utf-8").startswith(
            f"# yaml-language-server: $schema=../schema/{kind}.schema.json\n"
        )
