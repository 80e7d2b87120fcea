"""The page: all that the facts hold is on it, and nothing else; what a hostile fact says is shown and never done."""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from gzip import compress
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from conftest import BUILT_IN_FACTS, SMALL_FACTS, VARIANTS
from page_read import HOSTILE, Invented, Page

from karabakh_cli import open_facts
from karabakh_cli.ask.reference import Reference
from karabakh_cli.model.amount import amount
from karabakh_cli.page.document import document
from karabakh_cli.page.filters import FILTERS
from karabakh_cli.render import wording
from karabakh_cli.text.english import in_words
from karabakh_cli.text.escape import visible

ANOTHER = Path(__file__).parent.parent / "another"
EVERY = {"built-in": BUILT_IN_FACTS, "small": SMALL_FACTS, "variants": VARIANTS, "another": ANOTHER}
WITHIN = {
    *("start", "end", "earliest", "latest", "quantifier", "unit", "relation"),
    *("id", "actor", "source", "figure", "url", "clarity", "record"),
}
"""The keys whose texts are said in other words, by a link, or within what is said of the whole."""
NAMED = ("against", "related")
"""The fields of records that are named by their ids alone until the script says what they are."""
LABELS = """
    When Where Part of Also written Date note Concerns In force Side Member Office acting Within Seat Coordinates N E
    Outline points Held by in part As Period Value Measure Of Counted Whose From To Does not include Event Question Note
    Fed Of these Exhaustive yes its parts are all there is Against Author Publisher Issued Address Number Language
    Standing Read Cited Waived Checked against its sources on Provisions Figures Disputed The question of figures Parts
    Before at the same places After See also Events by Sources source read Cite as in of the key events summary many
    happenings disputed for from to until throughout the years covered on first day last open name titled nobody known
    event actor place figure source the number is not given
"""
"""The words that the page itself says of records."""


@pytest.fixture(scope="module", params=EVERY)
def page(request: pytest.FixtureRequest) -> tuple[Page, Reference]:
    """Return the page of some facts, read, and these facts."""
    facts = open_facts(EVERY[request.param])
    return Page(facts.at_once(document)), facts


def said(key: str, value: Any, whole: dict[str, Any]) -> Iterator[str]:
    """Give what the page must say for a value of a record, in words."""
    if isinstance(value, dict):
        if value.get("start"):
            yield wording.from_to(value["start"], value["end"])
        if "quantifier" in value:
            yield amount(value)
        for name, inner in value.items():
            yield from said("" if key == "names" else name, inner, value)
    elif isinstance(value, list) and key != "rings":
        yield from (text for inner in value for text in said(key, inner, whole))
    elif isinstance(value, str):
        yield from said_of_a_text(key, value, whole)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and key not in ("low", "best", "high"):
        yield str(value)


def without_standing(value: Any, sources: dict[str, Any]) -> Any:
    """Return a value without the standing of citations that is their source's, which stands with that alone."""
    if isinstance(value, list):
        return [without_standing(each, sources) for each in value]
    if not isinstance(value, dict):
        return value
    of = sources.get(str(value.get("source")), {}).get("standing")
    return {
        name: without_standing(inner, sources) for name, inner in value.items() if name != "standing" or inner != of
    }


def said_of_a_text(key: str, value: str, whole: dict[str, Any]) -> Iterator[str]:
    """Give what the page must say for a text: a date in words, nothing for what is said of a whole state or number."""
    if key in ("date", "as_of", "period", "issued", "checked"):
        yield in_words(value)
    elif key == "by" and "locator" in whole and not whole["according_to"]:
        return  # the source's author or publisher, who stand beside its title, or that title
    elif key not in WITHIN:
        yield value


def led_to(key: str, value: Any) -> Iterator[str]:
    """Give the records that a value refers to, and the pages of the web."""
    if isinstance(value, dict):
        yield from (f"#{value[name]}" for name in ("actor", "source", "figure") if isinstance(value.get(name), str))
        yield from [f"#{value['id']}"] if "id" in value and key else []
        yield from [value["url"]] if value.get("url") and FILTERS["address"](value["url"]) else []
        yield from (address for name, inner in value.items() for address in led_to(name, inner))
    elif isinstance(value, list):
        yield from (address for inner in value for address in led_to(key, inner))


def test_every_value_of_every_record_is_on_its_page(page):
    """What --json has of a record, its article says; of what it cites or names, their own; of what is of it, those."""
    read, facts = page
    sources = {record["id"]: record for record in facts.records() if record["record"] == "source"}
    for given in facts.records():
        record = {name: value for name, value in given.items() if name not in ("cited_by", "events", *NAMED)}
        for naming in (*given.get("cited_by", ()), *given.get("events", ())):
            assert f"#{given['id']}" in read.links[naming["id"]], (given["id"], naming["id"])
        text, links = read.text(record["id"]), read.links.get(record["id"], set())
        assert {f"#{each['id']}" for name in NAMED for each in given.get(name) or ()} <= links
        of_cited = (read.links.get(source, set()) for source in sources if f"#{source}" in links)
        links = links | {address for led in of_cited for address in led if not address.startswith("#")}
        marks = [name for name in ("key", "disputed", "exhaustive") if record.get(name)]
        marks += ["summary of many"] if record.get("clarity") == "summary" else []
        missing = [
            each
            for each in [*said("", without_standing(record, sources), record), *marks]
            if " ".join(visible(each).split()).lower() not in text.lower()
        ]
        assert (record["id"], missing) == (record["id"], [])
        assert (record["id"], set(led_to("", record)) - links) == (record["id"], set())


def test_nothing_else_is_said_of_a_record(page):
    """Each word of an article is of its record, of the name, date or names of one that it leads to, or a label."""
    read, facts = page
    records = {record["id"]: record for record in facts.records()}
    labels = words(LABELS) | words(" ".join(facts.subject().languages.values())) | words(facts.subject().cited_as)
    for id_, record in records.items():
        near = [records[link[1:]] for link in read.links.get(id_, ()) if link[1:] in records]
        known = labels | spoken(record)
        for other in near:
            known |= spoken(
                {
                    key: value
                    for key, value in other.items()
                    if key not in ("sources", "disputes", "events", "cited_by", "summary", "provisions")
                }
            )
        assert (id_, words(read.text(id_, " ")) - known) == (id_, set())


def words(text: str) -> set[str]:
    """Return the words of a text."""
    return set(re.findall(r"\w+", text.lower()))


def spoken(record: Any) -> set[str]:
    """Return the words of a record, with its dates and numbers as people say them."""
    found = words("exactly about more than at least close to up between and or later earlier perhaps points autumn")
    for value in values(record):
        if isinstance(value, str):
            found |= words(visible(value))
            found |= words(in_words(value)) if re.fullmatch(DATE, value) else set()
        elif isinstance(value, (int, float)):
            found |= words(f"{value} {value:,}")
    return found | {str(number) for number in range(400)}  # of sources, and of the points of an outline


DATE = r"\[?(?:\.\.)?\d{4}(?:-\d\d){0,2}[?~%]?(?:(?:/|\.\.|,)(?:\d{4}(?:-\d\d){0,2}[?~%]?|\.\.)?)*\]?|\.\./\d{4}.*"


def values(value: Any) -> Iterator[Any]:
    """Give every text and number within a value, and the names of its fields."""
    if isinstance(value, dict):
        yield from value
        yield from (inner for each in value.values() for inner in values(each))
    elif isinstance(value, list):
        yield from (inner for each in value for inner in values(each))
    else:
        yield value


def test_records_stand_in_their_order_and_once(page):
    """An article a record, in the order of --json; no id is given twice."""
    read, facts = page
    articles = [attributes["id"] for tag, attributes in read.elements if tag == "article"]
    assert articles == [record["id"] for record in facts.records()]
    assert [id_ for id_, count in Counter(read.ids()).items() if count > 1] == []


def test_every_link_leads_somewhere(page):
    """A link leads to something on the page, or to a page of the web that learns nothing of where it was followed."""
    read, _ = page
    ids = set(read.ids())
    assert ("meta", {"name": "referrer", "content": "no-referrer"}) in read.elements
    for tag, attributes in read.elements:
        address = attributes.get("href")
        if tag == "a" and address and address.startswith("#"):
            assert address[1:] in ids or address[1:].partition("~")[0] in ids & {"Events", "Charts", "Day"}
        elif address:
            assert tag == "a"
            assert address.startswith(("https://", "http://"))
            assert "target" not in attributes  # the page that is left cannot be reached from the one that is opened


def assert_safe(text: str) -> Page:
    """Assert that nothing in a page is loaded or run but its one style and its one script."""
    read = Page(text)
    assert {tag for tag, _ in read.elements} <= {
        *("html", "head", "meta", "title", "style", "script", "body", "header", "main", "nav", "section", "article"),
        *(
            "a",
            "form",
            "label",
            "input",
            "button",
            "select",
            "option",
            "output",
            "details",
            "summary",
            "figure",
            "figcaption",
        ),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "p",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "div",
            "small",
            "span",
            "b",
            "i",
            "strong",
            "code",
            "time",
        ),
        *(
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "svg",
            "g",
            "path",
            "line",
            "rect",
            "circle",
            "text",
            "title",
        ),
        *(
            "polygon",
            "polyline",
            "defs",
            "pattern",
            "marker",
            "use",
            "desc",
            "fieldset",
            "legend",
            "datalist",
            "noscript",
        ),
    }
    for tag, attributes in read.elements:
        assert [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc", "action")
        ] == []
        assert tag == "a" or not any(name in attributes for name in ("href", "xlink:href")) or tag == "use"
    policy = next(attributes["content"] for tag, attributes in read.elements if "http-equiv" in attributes)
    inline = {"style": "", "script": ""}
    for (tag, attributes), data in zip(
        [(tag, attributes) for tag, attributes in read.elements if tag in inline],
        [data for _, data in read.raw],
        strict=True,
    ):
        if attributes.get("type") == "application/json":
            json.loads(data)
            assert not set("<>&\u2028\u2029") & set(data)
        else:
            assert inline[tag] == ""
            inline[tag] = f"'sha256-{b64encode(sha256(data.encode()).digest()).decode()}'"
    allowed = f"style-src {inline['style']}; script-src {inline['script']}"
    assert policy == f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    return read


@pytest.mark.parametrize("facts", EVERY)
def test_nothing_is_loaded_and_nothing_else_runs(facts):
    """The policy allows the one style and the one script by their hashes, and data blocks hold nothing of HTML."""
    assert_safe(open_facts(EVERY[facts]).at_once(document))


def parts(page: Page) -> Counter[str]:
    """Return how many there are of the elements that no text may add to."""
    return Counter(tag for tag, _ in page.elements if tag in ("article", "script", "style"))


@pytest.mark.parametrize("first", range(len(HOSTILE)))
def test_hostile_facts_write_no_markup(first):
    """Markup, addresses that run, and what ends a block of data are shown as they are written, whatever they are in."""
    texts = (*HOSTILE[first:], *HOSTILE[:first])
    facts = Reference(Invented(cycle(texts)))
    read = assert_safe(document(facts))
    harmless = Reference(Invented(cycle(["harmless"])))
    assert parts(read) == parts(Page(document(harmless)))
    addresses = [attributes["href"] or "" for tag, attributes in read.elements if tag == "a"]
    assert [each for each in addresses if not each.startswith(("#", "https://", "http://"))] == []


def test_the_same_facts_give_the_same_bytes(tmp_path, small):
    """A second export is the first, byte by byte, in another place and at another time."""
    for name in ("one.html", "two.html"):
        assert small("export", str(tmp_path / name)).stderr == f"karabakh: written: {tmp_path / name}\n"
    one, two = (tmp_path / name for name in ("one.html", "two.html"))
    assert one.read_bytes() == two.read_bytes()


def test_a_page_in_place_of_another(tmp_path, small):
    """What is there is replaced only by --force; the ending may be in capitals."""
    file = tmp_path / "facts.HTML"
    file.write_text("mine")
    refused = small("export", str(file))
    assert (refused.returncode, file.read_text()) == (4, "mine")
    assert refused.stderr == f"karabakh: already exists: {file}\nkarabakh export {file} --force\n"
    assert small("export", str(file), "--force").returncode == 0
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>\n")


def test_the_built_in_page_is_small_enough_to_send():
    """The page of the built-in facts has at most 12 megabytes, and 3 as a web server compresses it."""
    text = open_facts(BUILT_IN_FACTS).at_once(document).encode()
    assert len(text) <= 12e6
    assert len(compress(text, 6)) <= 3e6


def test_another_subject_makes_its_own_page():
    """Nothing of this war is code: its page has the other subject's title, languages and words, and none of ours."""
    text = open_facts(ANOTHER).at_once(document)
    assert "<h1>Invented facts about the war of the islands, 1860 to 1869</h1>" in text
    assert '<dt>Georgian<dd lang="ka">რიფი\n' in text
    assert re.findall(r"(?i)karabakh(?! \d)|azerbaijan|armenia|CC.BY|198\d|199\d", text) == []


def test_names_are_said_in_their_languages(page):
    """Every name in another language has its language, and so has a spelling in the script of one language alone."""
    read, facts = page
    spoken_in = Counter(attributes["lang"] for _, attributes in read.elements if "lang" in attributes)
    for language in facts.subject().languages:
        names = [record["names"][language] for record in facts.records() if record.get("names", {}).get(language)]
        assert spoken_in[language] >= len(names)
