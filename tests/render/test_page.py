"""The GlobalSecurity page: what each paragraph states is found by plain words and cited with that paragraph."""

import json
import re

import pytest

STATEMENTS = {
    1: ["referendum boycotted local Azerbaijanis", "Supreme Soviet elected", "appealed world recognition",
        "20 percent of Azerbaijan's territory", "almost 1 million Azeris displaced"],
    2: ["Karabakh Army mobilised", "cleared west south of the enclave", "front line prevented guns firing Stepanakert",
        "commanders no territorial aspirations secure the capital", "battle for Agdam lasted long",
        "offensive to the east matter of hours"],
    3: ["military position of the Armenians improved dramatically", "Iran Russia Turkey nine-nation CSCE 1991",
        "cease-fires violated almost immediately", "communists Popular Front fought for control Baku",
        "took the old capital Shusha", "corridor Kurdish area Lachin", "collapse Russian-sponsored peace negotiations"],
    4: ["counteroffensive early summer 1992", "expelling Armenians villages thousands refugees",
        "CSCE-sponsored peace conference midsummer 1992", "Armenia demanded Karabakh entirely separate",
        "June 1992 expelled all ethnic Azerbaijanis", "Lachin substantial Kurdish population"],
    5: ["end of 1992 bloody stalemate", "advanced deep Azerbaijan proper", "condemnation Security Council panic Iran",
        "Armenian troops Iran borders"],
    6: ["captured province of Kelbacar", "large areas surrounding Nagorno-Karabakh 1993",
        "looted burned provincial capitals villages", "Security Council condemned looting burning"],
    7: ["first half of 1993 disorganized opposition", "military coup toppled APF government",
        "former communist party boss Heydar Aliyev returned to power"],
    8: ["coup reinvigorated Russian efforts three parties", "CSCE peace proposals uniformly rejected",
        "second half 1993 intermittent cease-fires", "end of 1993 position of power presidents Azerbaijan Russia"],
    9: ["human-wave offensive December 1993 January 1994", "CSCE peace plan failure Azerbaijan supported",
        "Pavel Grachev negotiated cease-fire February", "Russia supplant CSCE primary negotiator",
        "Russian-sponsored talks spring 1994", "air strikes Karabakh April 1994"],
    10: ["fourth winter acute shortages", "winter offensive December 1993",
         "May 1994 Russia CIS cease-fire held summer violations", "Bishkek Protocol withdrawals",
         "July defense ministers extended cease-fire", "September exchange prisoners of war"],
    11: ["nationality of peacekeeping forces", "Russian plan at least half Russian",
         "Azerbaijan resisted return of Russian troops"],
    12: ["indiscriminate shelling rocket fire civilian", "Armenia-Azerbaijan border shelling both directions",
         "fixed-wing air attacks civilian targets"],
    13: ["900,000 refugees internally displaced November 1994", "50,000 internally displaced spring 1994",
         "500,000 fled March September 1993", "150,000 fled 1992", "200,000 expelled from Armenia 1988-89"],
}  # fmt: skip


def paragraphs(value) -> set[int]:
    """Return the paragraphs of the page that a record cites."""
    found: set[int] = set()
    if isinstance(value, dict):
        if value.get("source") == "globalsecurity-karabakh":
            for first, last in re.findall(r"(\d+)(?:\s*-\s*(\d+))?", value["locator"]):
                found |= set(range(int(first), int(last or first) + 1))
        value = list(value.values())
    if isinstance(value, list):
        found = found.union(*map(paragraphs, value))
    return found


@pytest.mark.parametrize(
    ("paragraph", "words"), [(number, words) for number, all_words in STATEMENTS.items() for words in all_words]
)
def test_a_statement_of_the_page_is_found_and_cited(karabakh, paragraph, words):
    """One of the first five records found by a statement's own words cites its paragraph."""
    found = json.loads(karabakh("search", *words.split(), "--json", "--limit", "5").stdout)
    assert paragraph in paragraphs(found)


def test_the_displaced_of_november_1994_are_as_the_page_has_them(karabakh):
    """900,000 with three flows that fed it, and 50,000 that the wording leaves out."""
    (stock,) = json.loads(karabakh("show", "displaced-in-azerbaijan-1994-11", "--json").stdout)
    assert (stock["best"], stock["quantifier"], stock["kind"], stock["as_of"]) == (900000, "stated", "stock", "1994-11")
    assert {(part["figure"], part["relation"]) for part in stock["composition"]} == {
        ("fled-1993-offensives", "contributes"),
        ("fled-1992", "contributes"),
        ("expelled-from-armenia-1988-1989", "contributes"),
    }
    assert [excluded["id"] for excluded in stock["excludes"]] == ["displaced-spring-1994"]
    parts = json.loads(
        karabakh(
            "show", "fled-1993-offensives", "fled-1992", "expelled-from-armenia-1988-1989", "displaced-spring-1994",
            "--json", "--fields", "quantifier,low,best,high",
        ).stdout
    )  # fmt: skip
    assert [tuple(part.values()) for part in parts] == [
        ("close-to", None, None, 500000),
        ("stated", None, 150000, None),
        ("more-than", 200000, None, None),
        ("stated", None, 50000, None),
    ]
