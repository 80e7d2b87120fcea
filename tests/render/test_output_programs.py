"""Forms as other programs read them: GitHub's Markdown, and YAML by a reader that follows version 1.2."""

import codecs
import csv
import html
import io
import json
import os
import re
import string
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from drawing import answer

from karabakh_cli.render import render
from karabakh_cli.render.style import Style
from trials import readers

PROGRAMS = Path(__file__).parent.parent.parent / "docs" / "programs.md"


def written(form: str, *texts: str) -> str:
    """Return records with these titles in a form."""
    records = [{"record": "source", "id": f"source-{number}", "title": text} for number, text in enumerate(texts)]
    return "\n".join(render(answer("source", records), Style(form, fields=("title",))).lines)


def test_every_address_leads_where_it_leads(karabakh):
    """The addresses of all sources are links to themselves in GitHub's Markdown."""
    addresses = json.loads(karabakh("sources", "--json", "--fields", "url").stdout)
    cells = readers.github(karabakh("sources", "-f", "markdown", "--fields", "url").stdout)
    links = [html.unescape(link) for cell in cells for link in re.findall('<a href="(.*?)">', cell)]
    assert links == [quote(record["url"], safe=string.printable) for record in addresses if record["url"]]
    assert any("_" in link for link in links)


@pytest.mark.parametrize(
    ("text", "links", "shown"),
    [
        ("https://x.org/a_b*c~d", ["https://x.org/a_b*c~d"], None),
        ("https://x.org/a_(b)", ["https://x.org/a_(b)"], None),
        ("https://x.org/Foo_Inc.", ["https://x.org/Foo_Inc."], None),
        ("https://x.org/a|b_c", ["https://x.org/a%7Cb_c"], None),
        ("https://x.org/?a=1&b_c=2", ["https://x.org/?a=1&b_c=2"], None),
        ("https://x.org/?a=1&copy;=2", ["https://x.org/?a=1&copy%3B=2"], "https://x.org/?a=1&copy%3B=2"),
        ("see https://x.org/a_b. And *this*", ["https://x.org/a_b"], None),
        ("(https://x.org/a_b), _c_", ["https://x.org/a_b"], None),
        ("https://x.org/a_b; https://x.org/c_d", ["https://x.org/a_b", "https://x.org/c_d"], None),
        ("<https://x.org/a_b>", ["https://x.org/a_b"], None),
        ("HTTP://x.org/a_b", ["HTTP://x.org/a_b"], None),
        ("a_b_c [d](e) `f` &copy; x@y", [], None),
        ("https:// a_b", [], None),
    ],
)
def test_markdown_links_what_is_an_address_and_shows_the_text(text, links, shown):
    """An address within a sentence is a link, too; all else is shown as it is."""
    (cell,) = readers.github(written("markdown", text))
    assert [html.unescape(link) for link in re.findall('<a href="(.*?)">', cell)] == links
    assert html.unescape(re.sub("<[^>]*>", "", cell)) == (shown or text)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", 'a "b", c', "a\nb"]


def test_csv_says_what_the_facts_say():
    """What a spreadsheet takes for a formula is no less faithful than other texts: nothing is put before it."""
    read = list(csv.reader(io.StringIO(written("csv", *FORMULAS) + "\n", newline="")))
    assert read == [["title"], *([text] for text in FORMULAS)]


def test_csv_for_excel_is_made_as_the_document_says(environment, tmp_path):
    """The command of docs/programs.md puts a byte order mark before what is otherwise the same."""
    (command,) = re.findall(r"^{ printf .*$", PROGRAMS.read_text(encoding="utf-8"), re.MULTILINE)
    around = environment | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["sh", "-c", command], cwd=tmp_path, env=around, check=True)
    made = (tmp_path / "events.csv").read_bytes()
    asked = [sys.executable, "-m", "karabakh_cli", "events", "1993", "-f", "csv"]
    assert made == codecs.BOM_UTF8 + subprocess.run(asked, env=environment, capture_output=True, check=True).stdout


TEXTS = [
    "1e3", "1E5", "08", "0o14", "0x1f", "0X1F", "0b101", "1_000", ".5", "5.", "+1", "-.5e-3", "12e03", "~", "yes", "No",
    "on", "y", "N", "null", "Null", "NULL", "TRUE", "False", "1:30", "1993-05-08", ".inf", "-.INF", ".NaN", "+.inf",
    "<<", "=", "", " ", "-", "- a", "a: b", "a #b", "#b", "1993", "1993~", "..", "'", '"', "%", "@a", "`a", "!a", "&a",
    "*a", "a\nb", "1e3\n", "\u00a0", "...", "---", "?", "[1992..1993]", "0x", "1e", "e3",
]  # fmt: skip


@pytest.mark.parametrize("version", [(1, 2), (1, 1)])
def test_a_text_is_a_text_to_every_reader_of_yaml(version):
    """What looks like a number, a truth value, nothing or a date is quoted, by either version's rules."""
    assert [record["title"] for record in readers.yaml(written("yaml", *TEXTS), version)] == TEXTS


def test_numbers_and_truth_values_are_themselves_to_a_reader_of_yaml(small):
    """What is no text in the facts is none in YAML, and all records are those of JSON."""
    for question in (["figures"], ["places"], ["events"], ["sources"]):
        assert readers.yaml(small(*question, "-f", "yaml").stdout) == json.loads(small(*question, "--json").stdout)
