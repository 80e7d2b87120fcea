"""The forms of an answer: what stands on standard output, byte by byte, and what beside it."""

import csv
import io
import json
import subprocess
import sys

import pytest
import yaml
from conftest import SMALL_FACTS

from karabakh_cli import __version__
from karabakh_cli.model.columns import COLUMNS

QUESTIONS = {
    "event": ["events"], "actor": ["actors"], "place": ["places"], "figure": ["figures"], "source": ["sources"],
    "search": ["search", "north"], "on": ["on", "1991-06-01"], "dispute": ["disputes"],
    "compare": ["compare", "north"], "map": ["map", "1991-06-01"],
    "change": ["changes"], "office": ["offices"],
    "show": ["show", "north-town", "battle-of-north-town", "-f", "tsv"],
    "count": ["events", "--count", "kind"], "overview": ["overview"], "about": ["about"],
}  # fmt: skip


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_piped_listing_is_tsv_with_the_promised_columns(small, kind):
    """Piped, a listing is tab-separated with one record a line, and no header unless asked for."""
    plain, headed = small(*QUESTIONS[kind]).stdout, small(*QUESTIONS[kind], "--header").stdout
    first, _, rest = headed.partition("\n")
    assert tuple(first.split("\t")) == COLUMNS[kind]
    assert rest == plain
    assert {line.count("\t") + 1 for line in plain.splitlines()} == {len(COLUMNS[kind])}


def test_the_columns_are_the_promised_ones():
    """The columns of each kind of answer are a promise: they are only ever added to, at the end."""
    assert COLUMNS == {
        "event": ("id", "date", "kind", "title", "places", "actors", "disputed", "sources", "match"),
        "actor": ("id", "name", "kind", "side", "offices", "sources"),
        "place": ("id", "name", "kind", "within", "lat", "lon", "sources"),
        "figure": (
            "id", "measure", "quantifier", "low", "best", "high", "unit", "when", "of", "origin", "destination",
            "sources", "match", "actor", "counted",
        ),
        "source": ("id", "issued", "type", "standing", "title", "publisher", "url", "cited", "read"),
        "search": ("record", "id", "when", "title", "excerpt"),
        "show": ("record", "id", "when", "title"),
        "on": ("about", "subject", "value", "certainty", "since", "until", "sources"),
        "map": ("about", "subject", "value", "certainty", "since", "until", "sources"),
        "compare": (
            "question", "id", "quantifier", "low", "best", "high", "unit", "when", "of", "by", "standing", "sources",
            "actor", "counted", "places", "disputed",
        ),
        "dispute": ("id", "about", "by", "says", "sources"),
        "change": ("when", "about", "subject", "before", "after", "sources"),
        "office": ("office", "holder", "certainty", "since", "until", "sources"),
        "count": ("value", "count"),
        "overview": ("section", "when", "title", "value", "standing", "id"),
        "about": ("about", "value", "count", "of"),
    }  # fmt: skip


def test_tsv_writes_tab_newline_and_backslash_by_their_escapes(small):
    """A title with a tab and a backslash stays one cell of one line."""
    row = small("events", "1991-07").stdout.splitlines()[-1].split("\t")
    assert row[3] == '[sic] :cat: [/b] \\\\ "quoted", a\\ttab'


def test_csv_reads_back_to_the_same_values(small):
    """CSV has a header, LF line ends, and gives every value back as it was."""
    text = small("events", "1991-07", "-f", "csv").stdout
    assert "\r" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[-1]["title"] == '[sic] :cat: [/b] \\ "quoted", a\ttab'
    assert small("events", "1991-07", "-f", "csv", "--no-header").stdout == text.split("\n", 1)[1]


def test_json_is_an_array_of_whole_records_with_references_resolved(small):
    """A JSON record needs no second look-up: names, titles, standings and addresses stand in it."""
    (event,) = json.loads(small("events", "1991-05-08", "--certain", "--json").stdout)[1:] or [None]
    assert event["record"] == "event"
    assert event["places"] == [{"id": "north-town", "name": "North Town"}]
    assert event["participants"][0] == {
        "actor": "north-army", "name": "Army of the North", "role": "defender", "for": {"id": "north", "name": "North"},
    }  # fmt: skip
    assert event["participants"][1]["for"] is None
    assert event["related"] == [{"id": "talks-about-north", "title": "Talks about the north"}]
    assert event["sources"][0] == {
        "source": "some-report", "title": "Some report", "standing": "independent",
        "url": "https://example.org/report", "locator": "p. 2", "gives": "a battle of one day",
        "according_to": None, "by": "Some institute",
    }  # fmt: skip
    assert (event["earliest"], event["latest"], event["match"]) == ("1991-05-08", "1991-05-08", "certain")
    assert event["date_note"] is None


def test_json_lines_and_yaml_hold_the_same_records(small):
    """One record a line, or one YAML list: the same as the JSON array."""
    array = json.loads(small("figures", "--json").stdout)
    assert [json.loads(line) for line in small("figures", "-f", "jsonl").stdout.splitlines()] == array
    assert yaml.safe_load(small("figures", "-f", "yaml").stdout) == array


def test_markdown_is_a_table_whose_cells_hold_no_markup(small):
    """Every row has as many cells; marks that Markdown would read are escaped."""
    lines = small("events", "1991-07", "-f", "markdown").stdout.splitlines()
    assert lines[0] == "| " + " | ".join(COLUMNS["event"]) + " |"
    assert lines[1] == "| " + " | ".join(["---"] * len(COLUMNS["event"])) + " |"
    assert r"\[sic\] :cat: \[/b\]" in lines[-1]


@pytest.mark.parametrize("form", ["tsv", "csv", "jsonl", "record", "markdown"])
def test_fields_narrow_and_order_any_form(small, form):
    """--fields takes columns and any other field of the record, in the order asked."""
    text = small("actors", "--kind", "armed-force", "--fields", "side,summary,id", "-f", form).stdout
    positions = [text.index(value) for value in ("azerbaijan", "An invented army.", "north-army")]
    assert positions == sorted(positions)
    assert "Army of the North" not in text


def test_limit_keeps_the_first(small):
    """--limit N gives the first N records."""
    assert small("actors", "--limit", "2").stdout == "".join(small("actors").stdout.splitlines(True)[:2])


@pytest.mark.parametrize("question", [["events", "1991"], ["show", "north-town"], ["events", "-f", "markdown"]])
def test_piped_output_does_not_depend_on_the_terminal(small, question):
    """The same bytes at any width, with and without colour wanted by the environment."""
    environments = [{"COLUMNS": "20"}, {"COLUMNS": "300", "FORCE_COLOR": "1"}, {"TERM": "dumb"}]
    assert len({small(*question, env=env).stdout for env in environments}) == 1


def test_show_says_every_field_disputes_side_by_side_and_sources_in_full(small):
    """A record is shown whole, a label and a value a line."""
    assert small("show", "battle-of-north-town").stdout == (
        "Title: Battle of North Town\n"
        "Id: battle-of-north-town\n"
        "When: 8 May 1991 (1991-05-08)\n"
        "Summary: North Town was held in a battle of one day.\n"
        "Kind: battle\n"
        "Where: North Town (north-town)\n"
        "See also: Talks about the north (talks-about-north)\n"
        "Who: Army of the North (for North) (defender)\n"
        "Who: South (attacker)\n"
        "Disputed: who began\n"
        "  Position: the south began (the north) [north-report, p. 3]\n"
        "  Position: the north began [south-report, p. 4]\n"
        "Source 1: Some report (some-report, independent), p. 2: a battle of one day <https://example.org/report>\n"
        "Source 2: Report of the north (north-report, party-azerbaijani), p. 3: the same day (by the army's paper)\n"
        'Cite as: "Battle of North Town" (battle-of-north-town), in: Invented facts for the tests\n'
    )


def test_show_can_be_a_table(small):
    """Asked for as a table, the records that are named have a row each, whatever their kinds."""
    table = small("show", "battle-of-north-town", "north-army", "-f", "table").stdout.splitlines()
    assert [line.split() for line in table if "─" not in line] == [
        ["title,", "record,", "when", "id"],
        [
            "Battle",
            "of",
            "North",
            "Town",
            "·",
            "event",
            "·",
            "8",
            "May",
            "1991",
            "·",
            "≠",
            "disputed",
            "battle-of-north-town",
        ],
        ["Army", "of", "the", "North", "·", "actor", "north-army"],
    ]


@pytest.mark.parametrize(
    "command",
    [
        "events",
        "timeline",
        "figures",
        "show north-town",
        "compare north",
        "map",
        "disputes",
        "overview",
        "about",
        "events --count year,kind",
        "events --fields sources.standing,id",
    ],
)
def test_a_question_imports_only_what_it_needs(environment, small, command):
    """With a fresh index and output in a pipe neither YAML, nor Rich, nor a validator, nor a drawing is imported."""
    small(*command.split())
    code = (
        f"import sys; sys.argv = {['karabakh', *command.split()]}\n"
        "from karabakh_cli.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'yaml', 'rich', 'msgspec', 'jsonschema'}\n"
        "drawings = ('table', 'page', 'timeline', 'chart', 'map', 'terminal', 'bars', 'overview')\n"
        "drawing = {f'karabakh_cli.render.{name}' for name in drawings}\n"
        "drawing |= {'karabakh_cli.cli.pager', 'karabakh_cli.ask.related'}\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & heavy | drawing & set(sys.modules)))"
    )
    facts = {"KARABAKH_FACTS": str(SMALL_FACTS)}
    run = subprocess.run([sys.executable, "-c", code], env=environment | facts, capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == "[]"
    assert len(run.stdout.splitlines()) > 1


def test_show_says_offices_holds_and_what_was_in_force(karabakh):
    """A state is told with its beginning, its end and its sources."""
    lines = karabakh("show", "heydar-aliyev", "shusha", "ceasefire-may-1994").stdout.splitlines()
    for told in ("Office: President of Azerbaijan, ", "Held by: Azerbaijan, ", "In force: "):
        assert [line for line in lines if line.startswith(told)]


@pytest.mark.parametrize(
    ("arguments", "told"), [([], "Examples:"), (["-h"], "Examples:"), (["--version"], __version__)]
)
def test_help_and_version_are_answers(karabakh, arguments, told):
    """What is asked about the program itself is on standard output, and is no error."""
    run = karabakh(*arguments)
    assert (run.returncode, run.stderr) == (0, "")
    assert told in run.stdout
