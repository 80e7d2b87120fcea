"""The schemas: of facts files, for editors, and of answers, for programs."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import BUILT_IN_FACTS, SMALL_FACTS

from karabakh_cli.model.record import RECORDS
from karabakh_cli.model.schema import OUTPUT_KINDS, editor_schemas, output_schema
from karabakh_cli.model.subject import Subject
from karabakh_cli.model.subject_file import SHAPES
from karabakh_cli.model.vocabulary import RECORD_KINDS
from karabakh_cli.read.facts import load


def subject(folder: Path) -> Subject:
    """Return what the facts of a folder are about."""
    return load(folder).subject


def test_the_committed_schemas_are_fresh():
    """What `python -m tools.schemas` writes is what is committed."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in (BUILT_IN_FACTS / "schema").iterdir()}
    assert committed == editor_schemas(subject(BUILT_IN_FACTS))


@pytest.mark.parametrize("kind", SHAPES)
def test_good_facts_are_valid_by_the_schema(kind):
    """An editor marks nothing in sound facts, and marks an unknown key."""
    schema = json.loads(editor_schemas(subject(SMALL_FACTS))[f"{kind}.schema.json"])
    files = [SMALL_FACTS / "subject.yaml"] if kind == "subject" else (SMALL_FACTS / f"{kind}s").iterdir()
    records = [row for file in files for row in yaml.safe_load(file.read_text())]
    jsonschema.validate(records, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([records[0] | {"unknown": "key"}], schema)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [("actor", {"side": "west"}), ("actor", {"names": {"de": "Nord"}}), ("source", {"standing": "hostile"})],
)
def test_the_words_of_a_schema_are_those_of_the_subject(kind, wrong):
    """An editor marks a side, a language and a standing that the subject does not have; without a subject none."""
    records = yaml.safe_load((SMALL_FACTS / f"{kind}s" / "all.yaml").read_text())
    with_words, without = (
        editor_schemas(about)[f"{kind}.schema.json"]
        for about in (subject(SMALL_FACTS), Subject({"title": "Some facts"}))
    )
    jsonschema.validate(records, json.loads(with_words))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([records[0] | wrong], json.loads(with_words))
    jsonschema.validate([records[0] | wrong], json.loads(without))
    assert "x-subject" not in with_words + without


def test_every_facts_file_names_its_schema():
    """The first line of each facts file tells the editor where the schema is."""
    first = "# yaml-language-server: $schema=schema/subject.schema.json\n"
    assert (BUILT_IN_FACTS / "subject.yaml").read_text(encoding="utf-8").startswith(first)
    for file in BUILT_IN_FACTS.glob("*/*.yaml"):
        kind = file.parent.name.removesuffix("s")
        assert file.read_text(encoding="utf-8").startswith(
            f"# yaml-language-server: $schema=../schema/{kind}.schema.json\n"
        )


def test_the_kinds_of_output_are_those_that_the_command_takes():
    """`karabakh schema KIND` knows each kind of record."""
    assert tuple(OUTPUT_KINDS) == RECORD_KINDS


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("event", ["events", "1993"]),
        ("event", ["timeline", "1993"]),
        ("actor", ["actors"]),
        ("place", ["places"]),
        ("figure", ["figures", "1994"]),
        ("figure", ["compare", "khojaly"]),
        ("source", ["sources"]),
        ("state", ["on", "1992-05-09", "--all"]),
        ("state", ["map", "1993-08-01"]),
        ("state", ["map"]),
        ("dispute", ["disputes"]),
        ("change", ["changes"]),
        ("office", ["offices"]),
        ("count", ["events", "--count", "kind,place"]),
        ("overview", ["overview"]),
        ("about", ["about"]),
        (None, ["search", "lachin"]),
        (None, ["show", "shusha", "heydar-aliyev", "shusha-captured-1992", "displaced-in-azerbaijan-1994-11"]),
    ],
)
def test_what_json_prints_is_valid_by_the_printed_schema(karabakh, kind, question):
    """Each answer is valid by the schema of its kind and by that of any; a record without its id is not."""
    answer = json.loads(karabakh(*question, "--json").stdout)
    for asked in {kind, None}:
        schema = json.loads(karabakh("schema", *([asked] if asked else [])).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        assert not list(validator.iter_errors(answer))
        assert list(validator.iter_errors([{key: value for key, value in answer[0].items() if key != "sources"}])) or (
            answer[0]["record"] in ("source", "count", "overview", "about")
        )
    assert output_schema(subject(BUILT_IN_FACTS), kind)["$id"].endswith(":1")


@pytest.mark.parametrize("kind", ["event", "actor", "place", "figure", "source"])
def test_the_schema_of_answers_names_the_fields_of_the_facts(kind):
    """Every field that a facts file may hold is a field of the answer's record."""
    written = set(RECORDS[kind].__struct_fields__)
    assert written <= set(OUTPUT_KINDS[kind].__annotations__)


def test_an_unknown_kind_of_record_is_refused_with_the_near_one(karabakh):
    """`karabakh schema evnt` names the kind that was meant."""
    run = karabakh("schema", "evnt")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines() == ["karabakh: no such kind of record: evnt", "try: karabakh schema event"]
