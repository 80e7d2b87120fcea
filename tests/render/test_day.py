"""The situation on a day as a page, and changes by month: what stands where, and how long it is."""

import re
from datetime import date, timedelta

import pytest
from test_terminal import ESCAPE, cells

from karabakh_cli.ask.reference import Reference
from karabakh_cli.render import render
from karabakh_cli.render.style import Style

SECTIONS = (
    "Events of these days", "Who held what", "What was changing hands", "Who was in office", "Agreements in force",
    "Latest figures",
)  # fmt: skip
THE_WAR = [date(1988, 1, 1) + timedelta(days) for days in range(0, 7 * 365, 23)]


def page(facts: Reference, day: str, width: int = 100, *, whole: bool = False, **asked) -> list[str]:
    """Return the lines of the page of a day."""
    answer = facts.with_related(facts.on(day, all=whole, **asked), "surroundings")
    return [*render(answer, Style("table", width=width, whole=whole)).lines]


def section(lines: list[str], title: str) -> str:
    """Return the text of a section, without what holds its lines apart."""
    begin = lines.index(title) + 1
    end = lines.index("", begin) if "" in lines[begin:] else len(lines)
    return " ".join(" ".join(lines[begin:end]).split())


def test_any_day_of_the_war_is_taken_in_at_once(facts):
    """At 100 columns the page of any day, with what is said beside it, has 120 lines at most; --all shows all of it."""
    days = [day.isoformat() for day in THE_WAR]
    longest = max(len(page(facts, day)) for day in days)
    assert longest <= 120 - 3
    lines = page(facts, "1993-07-24", whole=True)
    assert len(lines) > 120
    assert not [line for line in lines if re.fullmatch(r" +and \d+ more", line)]


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_a_page_fits_its_window_and_no_line_is_too_long_to_read(facts, width):
    """A page has the sections that there is something for, in their order, and lines of 100 cells at most."""
    lines = page(facts, "1993-07-24", width)
    assert max(map(cells, lines)) <= min(width, 100)
    assert [line for line in lines if line in SECTIONS] == list(SECTIONS)
    assert lines[0] == "24 July 1993"


def test_places_are_told_together_by_holder_and_kind(facts):
    """Who held what has a line for a holder and a kind of place, the whole apart from the parts."""
    held = section(page(facts, "1993-07-24", whole=True), "Who held what")
    assert re.search(r"Karabakh Armenian forces, \d+ towns: Askeran \[[^•]*, Hadrut \[", held)
    assert re.search(r"Azerbaijan, in part, \d+ districts: ", held)
    assert not re.search(r"[:,] Agdam \[", held)


def test_a_change_is_told_at_its_place(facts):
    """What was changing hands says from whom to whom, and between when and when."""
    changing = section(page(facts, "1993-07-24"), "What was changing hands")
    assert "Agdam: from Azerbaijan to Karabakh Armenian forces, between 23 and 24 July 1993 [" in changing
    assert "Agdam District: what each held of it, " in changing
    of_one_day = section(page(facts, "1992-02-26"), "What was changing hands")
    assert "Khojaly: from Azerbaijan to Karabakh Armenian forces, 26 February 1992 [" in of_one_day


def test_offices_are_told_by_state_with_what_is_not_sure_of_them(facts):
    """The offices of a state stand together; one that was changing says since when or until when."""
    offices = section(page(facts, "1993-07-24", whole=True), "Who was in office")
    assert re.search(r"Azerbaijan: .*Prime Minister: Surat Huseynov \[\d+, ", offices)
    assert "President: Abulfaz Elchibey, until between 24 June and 1 September 1993 " in offices
    assert "last attested" in offices


def test_agreements_say_how_they_were_observed(facts):
    """An agreement in force has its observance and its time."""
    assert "Cease-fire of May 1994: held with violations, from 12 May 1994 on (ceasefire-may-1994) [" in section(
        page(facts, "1994-06-01"), "Agreements in force"
    )


@pytest.mark.parametrize("whole", [False, True])
def test_every_number_of_a_source_is_one_of_those_below(facts, whole):
    """Sources are numbered in the order in which the page names them, and each that is named stands below."""
    lines = page(facts, "1992-05-09", whole=whole)
    title = "Sources" if whole else "Sources, the first of each"
    above, below = lines[: lines.index(title)], lines[lines.index(title) + 1 :]
    pattern = r"(?<=[\[ ])(\d+), (?=[a-z])" if whole else r"\[(\d+)\]"
    cited = [int(number) for number in re.findall(pattern, " ".join(above))]
    if whole:
        listed = [int(found[1]) for line in below if (found := re.match(r" *(\d+)\. ", line))]
    else:
        listed = [int(found) for found in re.findall(r"(?:^|   )(\d+) (?=[a-z])", "\n".join(below), flags=re.M)]
        assert set(cited) == set(listed)
    assert listed == [*range(1, len(listed) + 1)]
    assert set(dict.fromkeys(cited)) & set(listed)


def test_a_page_of_a_place_or_an_actor_has_what_concerns_it(facts):
    """With --place or --actor a page tells of that alone, and of whoever held the same on that day."""
    lines = page(facts, "1993-07-24", place="agdam")
    assert [line for line in lines if line in SECTIONS] == [SECTIONS[0], SECTIONS[2], SECTIONS[5]]
    offices = section(page(facts, "1993-07-24", actor="turkey"), "Who was in office")
    assert offices.startswith("• Turkey: ")


def test_beside_a_page_it_says_what_it_has_no_room_for(facts):
    """The note beside a page that is not whole says how much more there is, and how to see it."""
    answer = facts.with_related(facts.on("1993-07-24"), "surroundings")
    rendered = render(answer, Style("table", width=100))
    more = [int(found[1]) for line in rendered.lines if (found := re.fullmatch(r" +and (\d+) more", line))]
    assert rendered.notes == (f"{len(answer)} states", f"{sum(more)} more, and all sources: the same with --all")
    assert render(answer, Style("table", width=100, whole=True)).notes == (f"{len(answer)} states",)


def test_a_narrow_window_gets_records(terminal):
    """Below 60 columns a day is told in records, as an answer is there."""
    lines = [line.rstrip() for line in ESCAPE.sub("", terminal(50, "on", "1993-07-24")).splitlines()]
    assert [line[:11] for line in lines[:3]] == ["About:     ", "Subject:   ", "Value:     "]
    assert "Subject:   agdam" in lines


def test_months_tell_who_took_what_from_whom(terminal):
    """Changes stand under the month that they may have begun in: a mark a place taken, solid where it is certain."""
    lines = ESCAPE.sub("", terminal(100, "changes", "1993-07..1993-08")).splitlines()
    assert lines[0] == "■ a place taken within the month, □ in it or later"
    assert re.fullmatch(r"places taken: Karabakh Armenian forces \d+ and possibly \d+", lines[1])
    july = lines.index("July 1993")
    in_july = " ".join(" ".join(lines[july : lines.index("August 1993")]).split())
    assert re.search(r"■ Karabakh Armenian forces from Azerbaijan: [^■]*, Agdam \(23-24\)", in_july)
    assert "Kubatly (to September 1993)" in " ".join(" ".join(lines).split())
    assert lines.index("Possibly outside these dates") > lines.index("August 1993")


def test_a_table_of_offices_has_each_under_its_name(facts):
    """Offices are headings of those who held them, and a gap says that nobody is known."""
    rendered = render(facts.offices("minister of defence"), Style("table", width=100))
    shown = "\n".join(rendered.lines)
    assert len(re.findall(r"^Minister of Defence of Armenia", shown, re.MULTILINE)) == 1
    assert re.search(r"nobody known +from 17 May 1995 to 25 July 1995 · not attested", shown)
    gaps = shown.count("nobody known")
    assert rendered.notes == (f"{len(facts.offices('minister of defence')) - gaps} tenures, {gaps} gap",)
