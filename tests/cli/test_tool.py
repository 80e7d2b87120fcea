"""Questions as tools: with the words, parameters and answers of the commands, bounded, in the shape they announce."""

import inspect
import json
import subprocess
import sys

import jsonschema
import pytest
from conftest import VARIANTS

from karabakh_cli import cli, open_facts
from karabakh_cli.cli.options import EventOptions
from karabakh_cli.cli.tool import MOST_IN_ROWS, MOST_WHOLE, tools
from karabakh_cli.errors import QuestionError

ASKED = {
    "search": {"words": "shusha"},
    "show": {"names": ["shusha", "heydar aliyev"]},
    "events": {"question": "1993", "kind": "capture"},
    "figures": {"measure": ["killed", "missing"]},
    "compare": {"figures": "khojaly"},
    "on": {"day": "1993-07-24", "all": True},
    "changes": {"when": "1993", "place": "agdam"},
    "offices": {"question": "1993 azerbaijan"},
    "disputes": {"question": "khojaly"},
    "about": {},
}
"""A question of each tool that the built-in facts answer."""


@pytest.fixture
def known(facts):
    """Return the tools of the built-in facts."""
    return tools(facts)


@pytest.fixture
def invented_tools(invented):
    """Return the tools of the invented facts."""
    return tools(invented)


def test_each_tool_is_a_command_of_the_program(known):
    """A tool has the name of a command, and begins with what that says of itself."""
    helps = {each.callback.__name__: inspect.getdoc(each.callback) for each in cli.app.registered_commands}
    assert set(known) == set(ASKED) <= set(helps)
    for name, tool in known.items():
        assert tool.description.startswith(helps[name].split("\n")[0].rstrip("."))


def test_the_parameters_are_the_options_of_the_command(known):
    """A tool takes what its command does, in the same words, and nothing that is for a terminal."""
    parameters = known["events"].input_schema["properties"]
    assert set(parameters) == {"question", "limit", *EventOptions.__annotations__}
    assert parameters["actor"]["description"] == "Who: an id or any name; members included."
    assert known["show"].input_schema["required"] == ["names"]
    assert all(schema["description"] for tool in known.values() for schema in tool.input_schema["properties"].values())


def test_the_words_of_the_subject_stand_in_the_parameters(known, invented_tools):
    """Where the subject decides the words of an option, a tool names those of its own facts."""
    told = [each["events"].input_schema["properties"]["standing"]["description"] for each in (known, invented_tools)]
    assert "encyclopedia" in told[0]
    assert told[1] == "Resting on a claim of one of primary, independent, party-azerbaijani, party-armenian."


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_has_the_shape_that_its_tool_announces(known, name):
    """Each answer is valid by the schema of its tool, and has what was found."""
    told = known[name].ask(ASKED[name])
    jsonschema.validate(told, known[name].output_schema)
    assert told["records"]


@pytest.mark.parametrize("name", ["search", "events", "figures"])
def test_records_of_every_form_have_the_shape_too(environment, monkeypatch, name):
    """Facts with every field and every form of a value are told in the announced shape."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    tool = tools(open_facts(VARIANTS))[name]
    jsonschema.validate(tool.ask({"words": "facts"} if name == "search" else {}), tool.output_schema)


@pytest.mark.parametrize("name", ["events", "figures"])
def test_an_answer_has_the_records_of_the_command(invented_tools, small, name):
    """What a tool gives is what the command prints as JSON."""
    assert invented_tools[name].ask({})["records"] == json.loads(small(name, "--json").stdout)


def test_the_parameters_have_plain_types(known):
    """Each parameter is a text, a list of texts, a number or a mark: what has to choose among types goes wrong."""
    schemas = [schema for tool in known.values() for schema in tool.input_schema["properties"].values()]
    assert {schema["type"] for schema in schemas} == {"string", "array", "integer", "boolean"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"kind": "battle"}, {"kind": ["battle"]}),
        ({"kind": None, "question": None, "limit": None, "key": None}, {}),
        ({"limit": "2"}, {"limit": 2}),
        ({"key": "true"}, {"key": True}),
        ({"kind": []}, {}),
        (None, {}),
    ],
)
def test_arguments_are_read_as_assistants_write_them(invented_tools, written, meant):
    """One text for a list of one, null for what is left out, and a number or a mark as a text are understood."""
    assert invented_tools["events"].ask(written or {}) == invented_tools["events"].ask(meant)


def test_what_there_is_no_room_for_stands_in_rows(known):
    """A long answer keeps within its bounds: whole records, rows of the others, and a word on how to see the rest."""
    told = known["events"].ask({})
    whole, rows = told["records"], told["rest"]["rows"]
    assert sum(len(json.dumps(record, ensure_ascii=False)) for record in whole) <= MOST_WHOLE
    assert sum(len(json.dumps(row, ensure_ascii=False)) for row in rows) <= MOST_IN_ROWS
    assert len(whole) + len(rows) < told["total"]
    assert rows[0][0] not in [record["id"] for record in whole]
    assert told["notes"] == [
        f"{len(whole)} of {told['total']} records are whole here, {len(rows)} are rows in rest, "
        f"{told['total'] - len(whole) - len(rows)} are left out",
        "to have others whole: show, by id; a narrower question, by a shorter time, a filter or another word",
    ]


def test_the_room_is_counted_in_letters_of_any_script(known, facts, monkeypatch):
    """A record that just fits is told whole: a letter of another script counts as one, as it is sent."""
    two = [json.dumps(hit.record(), ensure_ascii=False) for hit in facts.search("shusha").hits[:2]]
    assert not all(map(str.isascii, two))
    for room, whole in ((len("".join(two)), 2), (len("".join(two)) - 1, 1)):
        monkeypatch.setattr("karabakh_cli.cli.tool.MOST_WHOLE", room)
        assert len(known["search"].ask({"words": "shusha"})["records"]) == whole


def test_a_limit_leaves_the_other_records_to_the_rows(invented_tools):
    """With a limit so many records are whole, and each of the others has a row."""
    told, every = (invented_tools["events"].ask(asked) for asked in ({"limit": 2}, {}))
    assert told["records"] == every["records"][:2]
    assert [row[0] for row in told["rest"]["rows"]] == [record["id"] for record in every["records"][2:]]
    assert told["notes"][0] == f"2 of {every['total']} records are whole here, {every['total'] - 2} are rows in rest"
    assert "; a higher limit; " in told["notes"][1]
    assert "rest" not in every
    assert every["notes"] == []


def test_a_limit_above_what_a_search_has_is_a_limit_of_every_tool(invented_tools):
    """More than all is all, whichever tool is asked."""
    for name, asked in (("events", {}), ("search", {"words": "north"})):
        assert invented_tools[name].ask({**asked, "limit": 1000}) == invented_tools[name].ask(asked)


def test_a_record_that_is_larger_than_the_bound_is_told_whole(facts, monkeypatch):
    """The first record is never cut."""
    monkeypatch.setattr("karabakh_cli.cli.tool.MOST_WHOLE", 100)
    assert len(tools(facts)["events"].ask({"question": "1993"})["records"]) == 1


def test_what_certainly_lies_within_the_days_asked_is_told_first(known, facts):
    """The room is for that, as it comes first on a terminal, before what is possible or spans more days."""
    told = known["events"].ask({"question": "february 1992 khojaly"})
    ids = [record["id"] for record in told["records"]] + [row[0] for row in told["rest"]["rows"]]
    assert ids == [event["id"] for event in facts.events("february 1992 khojaly").certain_first()]
    assert ids[0] == "khojaly-1992"


def test_a_search_has_the_best_and_says_of_how_many(known):
    """Of a search 200 are counted, as on the command line, and more where the limit asks for more."""
    few, many = (known["search"].ask({"words": "karabakh", **more}) for more in ({"limit": 1}, {"limit": 250}))
    assert (few["total"], len(few["records"]), many["total"]) == (200, 1, 250)
    assert few["notes"][0].startswith("the best 200 of ")


def test_each_of_several_names_is_one_by_itself(invented_tools):
    """Names that stand in a list are not put together, as words on a command line are, and none is told twice."""
    told = invented_tools["show"].ask({"names": ["north-town", "south", "north-town"]})
    assert [record["id"] for record in told["records"]] == ["north-town", "south"]
    with pytest.raises(QuestionError, match="the name leads to 2 records: North"):
        invented_tools["show"].ask({"names": ["North", "Town"]})


def test_where_nothing_matches_the_answer_says_why(invented_tools):
    """An empty answer is no error: its note is that of the command line."""
    told = invented_tools["events"].ask({"question": "1993 nothingofthekind"})
    assert (told["records"], told["total"]) == ([], 0)
    assert told["notes"][0].startswith("nothing matches: ")


@pytest.mark.parametrize(
    ("name", "arguments", "what", "remedy"),
    [
        ("show", {"names": "North"}, "the name leads to 2 records: North", "say which: abroad (place North)"),
        ("show", {"names": "nroth"}, "no such record: nroth", "did you mean"),
        ("show", {"names": []}, "missing: names", "An id or any name, or several."),
        ("show", {"names": ["south", "nroth"]}, "no such record: nroth", "did you mean"),
        ("show", {"names": "-"}, "no such record: -", "karabakh search -"),
        ("show", {}, "missing: names", "An id or any name, or several."),
        ("on", {"day": "1993-02-31"}, "there is no such day: 1993-02-31", "1993-02 has 28 days"),
        ("on", {"day": None}, "missing: day", "One day"),
        ("events", {"limit": "many"}, "no such value of limit: Expected `int`, got `str`", "At most so many records."),
        ("on", {"day": 1993}, "no such value of day: Expected `str`, got `int`", "One day"),
        ("on", {"day": ""}, "an empty value: day", "give one, or leave it out"),
        ("events", {"place": [3]}, "no such value of place: Expected `str`, got `int`", "Where: an id or any name"),
        ("events", {"place": ["north-town", ""]}, "an empty value: place", "give one, or leave it out"),
        ("events", {"kind": "battel"}, "no such kind: battel", "try: karabakh events --kind battle"),
        ("events", {"from": "1993"}, "no such option: from", "one of question, after, before"),
        ("events", {"key": "perhaps"}, "no such value of key: Expected `bool`, got `str`", "Only what a short account"),
        ("events", {"limit": 0}, "no such limit: 0", "--limit takes 1 or more"),
        ("events", {"sources": 0}, "no such number of sources: 0", "--sources takes 1 or more"),
        ("events", {"question": "03/04/1993"}, "this date cannot be read: 03/04/1993", "day and month could be either"),
        ("about", {"question": "all"}, "no such option: question", "one of limit"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_with_its_remedy(invented_tools, name, arguments, what, remedy):
    """What is wrong and the next step are those of the command line, and nothing is picked among several."""
    with pytest.raises(QuestionError) as refused:
        invented_tools[name].ask(arguments)
    assert refused.value.what == what
    assert refused.value.remedy.startswith(remedy)


def test_without_the_package_of_the_protocol_one_line_says_what_brings_it(karabakh, tmp_path):
    """`karabakh mcp` without its extra is status 4, and the next step is a command that brings it."""
    (tmp_path / "mcp.py").write_text("raise ImportError", encoding="utf-8")  # as if it were not installed
    run = karabakh("mcp", env={"PYTHONPATH": str(tmp_path)}, stdin=subprocess.DEVNULL)
    told = "karabakh: a package is missing: mcp, version 2\npip install 'karabakh[mcp]'\n"
    assert (run.returncode, run.stdout, run.stderr) == (4, "", told)


def test_no_other_command_imports_the_package_of_the_protocol(environment):
    """Help and questions do without what takes half a second to import."""
    code = (
        "import runpy, sys\n"
        "try: runpy.run_module('karabakh_cli', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print(*{'mcp', 'pydantic'} & {*sys.modules}, file=sys.stderr)"
    )
    for command in (["--help"], ["mcp", "--help"], ["about"], ["schema", "event"]):
        run = subprocess.run([sys.executable, "-c", code, *command], env=environment, capture_output=True, text=True)
        assert (run.returncode, run.stderr) == (0, "\n")
