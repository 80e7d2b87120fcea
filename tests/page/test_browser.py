"""The page in a real browser, offline: opened, searched in four scripts, read, filtered, printed, and heard out by axe.

Skipped where there is no Chromium with its driver or no Selenium (the extra `browser`), or for axe alone no axe-core.
"""

import base64
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from conftest import BUILT_IN_FACTS, SMALL_FACTS
from page_read import HOSTILE, Invented

from karabakh_cli import open_facts
from karabakh_cli.ask.reference import Reference
from karabakh_cli.model.subject import cite
from karabakh_cli.page.document import document
from karabakh_cli.text.fold import fold

webdriver = pytest.importorskip("selenium.webdriver", reason="no Selenium: pip install 'karabakh[browser]'")
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its chromedriver on this machine")
QUESTIONS = (
    "shusha", "khojaly dead", "how many refugees", "cease-fire 1994", "who was aliyev", "April 1993", "resolution 822",
    "displaced from lachin", "between march and may 1992", "before 1989", "how many died in khojaly", "minsk group",
    "late 1993 offensive", "winter 1993-94", "s/res/822", "беженцы", "27 march to 3 april 1993", "20 000",
)  # fmt: skip
"""What is asked of the page and of the program."""
NARROW = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}


def browser(*, scripts: bool = True) -> Any:
    """Return a browser without a network that keeps what its console says."""
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--window-size=1200,900",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ):
        options.add_argument(argument)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """Return a browser."""
    opened = browser()
    yield opened
    opened.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the pages of the built-in, of invented and of hostile facts."""
    folder = tmp_path_factory.mktemp("pages")
    facts = {
        "built-in": open_facts(BUILT_IN_FACTS),
        "small": open_facts(SMALL_FACTS),
        "hostile": Reference(Invented(cycle(HOSTILE))),
    }
    for name, of in facts.items():
        (folder / f"{name}.html").write_text(of.at_once(document), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in facts}


@pytest.fixture
def opened(driver: Any, pages: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page at an address; at the end the console must have said nothing."""

    def open_page(name: str = "built-in", address: str = "") -> Any:
        driver.get("about:blank")
        driver.get(f"{pages[name].as_uri()}{address and '#'}{address}")
        return driver

    yield open_page
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert driver.get_log("browser") == []


def seen(driver: Any) -> list[str]:
    """Return the headings that are seen."""
    return driver.execute_script(
        """return [...document.querySelectorAll("main > .here > h2, main > .here > .here > h3")]
        .filter((each) => each.checkVisibility()).map((each) => each.textContent)"""
    )


def read_through(driver: Any) -> None:
    """Wait until the search has read every record."""
    until(lambda: driver.execute_script("return Boolean(searching.vocabulary)"))


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds, for a minute at most."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def asked(driver: Any, words: str) -> list[str]:
    """Type words into the search box, and return the addresses of the answers."""
    box = driver.find_element("css selector", "[role=search] input")
    box.clear()
    box.send_keys(words)
    return driver.execute_script("return [...document.querySelectorAll('.results > li > a')].map((each) => each.hash)")


def test_it_opens_with_the_overview(opened):
    """What is seen at first is the front page alone, under the title of the facts."""
    driver = opened()
    assert seen(driver) == ["Overview"]
    assert driver.title == "Overview - Facts about the first Nagorno-Karabakh war, 1988 to 1994"
    shown = "[...document.querySelectorAll('section, article')].filter((each) => each.checkVisibility())"
    assert driver.execute_script(f"return {shown}.map((each) => each.id)") == ["Overview"]


@pytest.mark.parametrize("name", ["Shusha", "Şuşa", "Шуша", "Շուշի", "SHUSHI"])
def test_a_name_is_found_in_every_script(opened, name):
    """A place is the first answer to its name in any script, as it is typed, and the count is told."""
    driver = opened()
    read_through(driver)
    assert asked(driver, name)[0] == "#shusha"
    assert driver.find_element("css selector", "[role=search] [role=status]").text.endswith("records")


def test_the_search_answers_as_the_program_does(opened):
    """The first five answers to a question are those of `karabakh search`, in their order."""
    driver, facts = opened(), open_facts(BUILT_IN_FACTS)
    read_through(driver)
    ask = "return searching.found(arguments[0] + ' ').numbers.slice(0, 5).map((number) => searching.records[number].id)"
    answers = {question: driver.execute_script(ask, question) for question in QUESTIONS}
    assert answers == {question: [each["id"] for each in facts.search(question, limit=5)] for question in QUESTIONS}


def test_names_are_folded_as_the_program_does(opened):
    """Every name, and every text that a source gives, is folded to the same letters."""
    driver = opened()
    records = list(open_facts(BUILT_IN_FACTS).records())
    texts = [name for record in records for name in (record.get("names") or {}).values() if name]
    texts += [name for record in records for name in (record.get("name") or record["title"], *record.get("also", ()))]
    texts += [each["gives"] for record in records for each in record.get("sources", ()) if each["gives"]]
    assert driver.execute_script("return arguments[0].map(fold)", texts) == list(map(fold, texts))


def test_words_that_nothing_has(opened):
    """A question without an answer says so, and an empty one nothing."""
    driver = opened("small")
    read_through(driver)
    assert asked(driver, "xyzzy") == []
    assert driver.find_element("css selector", "[role=search] [role=status]").text == "no record has any of these words"
    assert asked(driver, " ") == []


def test_a_record_is_followed_and_one_goes_back(opened):
    """An answer leads to its record, whose heading has the focus; back leads to the answers to the same words."""
    driver = opened()
    read_through(driver)
    asked(driver, "fall of shusha")
    driver.find_element("css selector", ".results a").click()
    until(lambda: seen(driver) == ["Events", "Armenian forces take Shusha"])
    assert driver.execute_script("return document.activeElement.textContent") == "Armenian forces take Shusha"
    assert driver.execute_script("return location.hash") == "#shusha-captured-1992"
    driver.find_element("css selector", "article.here .cited a").click()
    assert driver.execute_script("return document.activeElement.id").startswith("shusha-captured-1992~")
    driver.back()
    driver.back()
    until(lambda: seen(driver) == ["Search"])
    assert driver.find_element("css selector", "[role=search] input").get_property("value") == "fall of shusha"


def test_a_source_of_a_record_leads_to_where_it_is_read(opened):
    """Beside each source of a record that is shown stands, once, the site of the address that the facts have of it."""
    driver = opened(address="shusha-captured-1992")
    driver.get(driver.current_url.replace("shusha-captured-1992", "khojaly-1992"))
    driver.back()
    until(lambda: seen(driver) == ["Events", "Armenian forces take Shusha"])
    led = driver.execute_script(
        "return [...document.querySelectorAll('article.here .sources > li')].map((source) => ["
        "source.querySelector('a').hash.slice(1), ...[...source.querySelectorAll('a[href^=http]')].map((a) => a.href)])"
    )
    addresses = {source["id"]: source["url"] for source in open_facts(BUILT_IN_FACTS).sources()}
    assert len(led) > 10
    assert led == [[id_, *filter(None, [addresses[id_]])] for id_, *_ in led]


def test_a_source_names_the_records_that_cite_it(opened):
    """The page of a source leads to the records of `cited_by`, each once."""
    driver = opened(address="hrw-seven-years-1994")
    led = driver.execute_script(
        "return [...document.querySelectorAll('article.here li > a')].map((a) => a.hash.slice(1))"
    )
    citing = next(each for each in open_facts(BUILT_IN_FACTS).sources() if each["id"] == "hrw-seven-years-1994")
    assert len(led) > 5
    assert sorted(led) == sorted(each["id"] for each in citing["cited_by"])


def test_a_record_says_of_its_sources_what_the_list_says(opened):
    """Behind the title of each source of a record stand its author, day and standing, as in the list of sources."""
    driver = opened(address="shusha-captured-1992")
    lines = driver.execute_script(
        "return [...document.querySelectorAll('article.here .sources > li')].map((source) => [source, document"
        ".querySelector(`#Sources .list a[href=\"${source.querySelector('a').hash}\"]`).parentElement]"
        ".map((each) => [...each.childNodes].slice(0, 2).map((node) => node.textContent).join('')))"
    )
    assert len(lines) > 10
    assert [told for told, _ in lines] == [listed for _, listed in lines]
    assert all(re.search(r" \([a-z-]+(, read: [a-z]+)?\)$", told) for told, _ in lines)


@pytest.mark.parametrize("id_", ["shusha-captured-1992", "share-of-azerbaijan-held-1993-11", "khojaly-1992"])
def test_what_a_record_names_is_said_once_it_is_shown(opened, id_):
    """What a record leads to is named as the list of its kind names it, and not by its id."""
    driver = opened(address=id_)
    said = driver.execute_script(
        "return [...document.querySelectorAll('article.here .named > li')].map((each) => [each.textContent, document"
        ".querySelector(`.list > li > a[href=\"${each.querySelector('a').hash}\"]`).parentElement.textContent])"
    )
    assert len(said) > 2
    assert [shown.strip() for shown, _ in said] == [listed.strip() for _, listed in said]


@pytest.mark.parametrize("id_", ["shusha", "robert-kocharyan", "shusha-district"])
def test_a_record_names_its_events(opened, id_):
    """An actor and a place lead to the events that name them, in the order of their days, once."""
    driver = opened(address=id_)
    led = driver.execute_script(
        "const after = [...document.querySelectorAll('article.here h4')].find((each) => each.textContent === 'Events');"
        "return [...after.nextElementSibling.querySelectorAll('a')].map((a) => a.hash.slice(1))"
    )
    record = next(each for each in open_facts(BUILT_IN_FACTS).records() if each["id"] == id_)
    assert led == [event["id"] for event in record["events"]] != []


def test_disputes_have_their_positions(opened):
    """Every point of the list has what each says of it and who, as `disputes` has them, each time it is shown."""
    driver = opened(address="Disputes")
    driver.get(driver.current_url.replace("Disputes", "Events"))
    driver.back()
    until(lambda: seen(driver) == ["Disputes"])
    told = driver.execute_script(
        "return [...document.querySelectorAll('#Disputes .positions > li')].map((each) => each.firstChild.data.trim())"
    )
    positions = open_facts(BUILT_IN_FACTS).disputes()
    assert sorted(told) == sorted(" ".join(each["says"].split()) for each in positions)


def test_a_record_says_how_it_is_cited(opened):
    """A record that is shown is cited as `show` says, and a source is not."""
    driver = opened(address="shusha-captured-1992")
    title, whole = "Armenian forces take Shusha", open_facts(BUILT_IN_FACTS).subject().cited_as
    assert driver.find_element("css selector", "article.here .cite").text == cite(title, "shusha-captured-1992", whole)
    driver.find_element("css selector", "article.here .sources a").click()
    until(lambda: seen(driver)[0] == "Sources")
    assert not driver.find_elements("css selector", "article.here .cite")


def test_filters_choose_as_the_program_does(opened):
    """A list by kind, year and place has the events of `karabakh events`; counts, address and back follow."""
    driver, facts = opened(address="Events"), open_facts(BUILT_IN_FACTS)
    from selenium.webdriver.support.ui import Select

    def listed() -> list[str]:
        links = "[...document.querySelectorAll('#Events .list > li:not([hidden]) > a')]"
        return driver.execute_script(f"return {links}.map((each) => each.hash.slice(1))")

    Select(driver.find_element("name", "kind")).select_by_value("capture")
    assert listed() == [event["id"] for event in facts.events(kind="capture")]
    Select(driver.find_element("name", "place")).select_by_value("shusha-district")
    assert listed() == [event["id"] for event in facts.events(kind="capture", place="shusha-district")]
    assert driver.execute_script("return location.hash") == "#Events~kind=capture&place=shusha-district"
    selected = Select(driver.find_element("name", "kind")).first_selected_option.text
    assert selected == f"capture ({len(listed())})"
    count = driver.find_element("css selector", "#Events .count").text
    assert count == f"{len(listed())} of {len(facts.events())} events"
    driver.back()
    until(lambda: listed() == [event["id"] for event in facts.events(kind="capture")])


def test_an_address_that_nothing_has(opened):
    """What an address names and nothing has is searched for."""
    driver = opened("small", "north-twon")
    until(lambda: seen(driver) == ["Search"])
    assert driver.find_element("css selector", "[role=search] input").get_property("value") == "north twon"


def test_by_keyboard(opened):
    """The first Tab reaches a link past what is on every page, which is seen then, and leads to the content."""
    from selenium.webdriver.common.keys import Keys

    driver = opened("small")
    driver.find_element("tag name", "body").send_keys(Keys.TAB)
    skip = driver.switch_to.active_element
    assert skip.text == "Skip to the content"
    assert skip.rect["y"] >= 0
    skip.send_keys(Keys.ENTER)
    assert driver.execute_script("return document.activeElement.tagName") == "MAIN"


def test_it_prints(opened):
    """A record is printed without what is for the screen alone."""
    driver = opened(address="shusha-captured-1992")
    printed = base64.b64decode(driver.print_page())
    assert printed.startswith(b"%PDF")
    assert 2 <= printed.count(b"/Type /Page\n") <= 12
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not driver.find_element("tag name", "nav").is_displayed()
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_it_reads_without_script(pages):
    """Without script all records are there in order, and what needs the script is not."""
    driver = browser(scripts=False)
    try:
        driver.get(f"{pages['small'].as_uri()}#battle-of-north-town")
        assert all(
            each.is_displayed() for each in driver.find_elements("css selector", "article, main > section:not(#Search)")
        )
        assert [each.is_displayed() for each in driver.find_elements("css selector", "[role=search], #Search")] == [
            False,
            False,
        ]
        assert driver.get_log("browser") == []
    finally:
        driver.quit()


STATES = (
    "",
    "Events",
    "shusha-captured-1992",
    "shusha",
    "Search~how many died",
    "Disputes",
    "Sources",
    "ceasefire-may-1994",
    "Timeline",
    "Day",
    "Charts~baku-pogrom-armenian-deaths",
)
"""What is looked at: the front page, lists, records, answers, drawings."""


@pytest.mark.parametrize("address", STATES)
def test_it_fits_a_telephone(opened, address):
    """On a window of 360 pixels nothing stands out to the right, but for what scrolls by itself."""
    driver = opened(address=address)
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", NARROW)
    wide = """return [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility()
        && !each.parentElement.closest(".wide, .map") && each.getBoundingClientRect().right > 360.5)
        .map((each) => each.outerHTML.slice(0, 200)).slice(0, 3)"""
    assert driver.execute_script(wide) == []
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 360


def chosen(driver: Any, name: str, value: str) -> None:
    """Give a field of the part that is shown a value, as a person would."""
    driver.execute_script(
        """const field = document.querySelector("section.here form.controls").elements[arguments[0]];
        field.value = arguments[1]; field.dispatchEvent(new Event("input", { bubbles: true }));""",
        *(name, value),
    )


def rows_shown(driver: Any, table: str) -> list[list[str]]:
    """Return the texts of the rows of a table that are shown."""
    return driver.execute_script(
        """return [...document.querySelectorAll(`section.here ${arguments[0]} tbody tr:not([hidden])`)]
        .map((row) => [...row.cells].map((cell) => cell.textContent.trim()))""",
        table,
    )


@pytest.mark.parametrize(("scale", "asked"), [("all", "1988..1994"), ("year", "1992"), ("month", "1992-05")])
def test_the_timeline_shows_what_the_program_lists(opened, scale, asked):
    """On each scale stand the events that `karabakh events` lists for that time, certain and possible as many."""
    driver, facts = opened(address="Timeline"), open_facts(BUILT_IN_FACTS)
    chosen(driver, "day", "1992-05-12")
    chosen(driver, "scale", scale)
    events = [*facts.events(asked)]
    assert [row[2] for row in rows_shown(driver, ".timeline")] == [event["title"] for event in events]
    said = driver.find_element("css selector", "#Timeline output").text
    matches = Counter(event["match"] for event in events)
    assert said.endswith(f": {matches['certain']} events certainly, {matches['possible']} possibly")


def test_the_timeline_goes_on_by_its_scale(opened):
    """Later and earlier move by a month or a week, and stop at the ends of the years covered."""
    driver = opened(address="Timeline")
    chosen(driver, "scale", "month")
    chosen(driver, "day", "1992-01-31")
    said = lambda: driver.find_element("css selector", "#Timeline output").text.partition(":")[0]  # noqa: E731
    assert said() == "1992-01-01 to 1992-01-31"
    driver.find_element("name", "later").click()
    assert said() == "1992-02-01 to 1992-02-29"
    chosen(driver, "scale", "week")
    driver.find_element("name", "earlier").click()
    assert said() == "1992-01-20 to 1992-01-26"
    chosen(driver, "day", "1988-01-01")
    driver.find_element("name", "earlier").click()
    assert said().startswith("1988-01-01 to ")


@pytest.mark.parametrize("day", ["1988-02-20", "1992-05-09", "1993-07-24", "1994-12-31"])
def test_a_day_is_as_on_has_it(opened, day):
    """Who held what, who was in office and what was in force on a day, and how sure that is, is what `on` says."""
    driver, facts = opened(address=f"Day~{day}"), open_facts(BUILT_IN_FACTS)
    shown = Counter(row[3] for row in rows_shown(driver, ".states"))
    states = [state for state in facts.on(day, all=True) if state["about"] in ("control", "office", "agreement")]
    assert shown == Counter(state["certainty"] for state in states)
    around = {link.get_attribute("textContent") for link in driver.find_elements("css selector", ".around a")}
    assert around == {state["subject"]["name"] for state in facts.on(day) if state["about"] == "event"}


def test_the_map_follows_the_slider(opened):
    """As the day is moved, the mark of a place is that of its holder; the next change is a day of the facts."""
    driver = opened(address="Day~1992-05-01")
    letter = lambda: driver.find_element("css selector", "[id='at.shusha'] .letter").text  # noqa: E731
    assert letter() == "A"
    chosen(driver, "slide", str((date(1992, 6, 1) - date(1988, 1, 1)).days))
    assert letter() == "K"
    assert driver.find_element("css selector", "#Day [name=day]").get_property("value") == "1992-06-01"
    driver.find_element("name", "before").click()
    before = driver.find_element("css selector", "#Day [name=day]").get_property("value")
    assert "1992-05-01" < before < "1992-06-01"


def test_an_address_opens_a_chart(opened):
    """The address of a question leads to its chart, which is open, with a row for each count."""
    driver = opened(address="Charts~baku-pogrom-armenian-deaths")
    assert driver.execute_script("return document.querySelectorAll('#Charts details[open]').length") == 1
    figures = open_facts(BUILT_IN_FACTS).compare("baku-pogrom-armenian-deaths")
    assert len(rows_shown(driver, "details[open] table")) == len(figures)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", STATES)
def test_axe_finds_nothing(opened, address, scheme):
    """Contrast, names, roles, headings, landmarks: axe-core finds no violation, in light and in dark."""
    carrying = find_spec("axe_playwright_python")  # for what it carries, not for what it does
    if carrying is None or carrying.origin is None:
        pytest.skip("no axe-core: pip install --no-deps axe-playwright-python")
    driver = opened(address=address)
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    # What is not shown is taken away: axe passes it over, but takes minutes to.
    hidden = "main > section:not(.here), article:not(.here), .one > :not(article, h2)"
    driver.execute_script(f"for (const each of document.querySelectorAll('{hidden}')) each.remove()")
    driver.execute_script((Path(carrying.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    driver.set_script_timeout(60)
    found = driver.execute_async_script("axe.run({ resultTypes: ['violations'] }).then(arguments[0])")
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == []


@pytest.mark.parametrize("address", ["", "Events", "battle-of-north-town", "north-town", "Search~alert", "Disputes"])
def test_hostile_facts_do_nothing(opened, address):
    """A page of hostile facts opens, shows them as they are written, and runs nothing of them."""
    driver = opened("hostile", address)
    scripts = [each.get_attribute("type") for each in driver.find_elements("css selector", "script")]
    assert [each for each in scripts if each != "application/json"] == [""]
    assert "alert(1)" in driver.find_element("tag name", "body").text
    asked(driver, "<script>alert(1)</script>")
    assert driver.find_elements("css selector", "main script, main img, main style, [onclick], [onmouseover]") == []
