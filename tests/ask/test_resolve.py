"""A name leads to its record: exact before words of a name before nearness, in any script, and never guessed."""

import pytest

from karabakh_cli.ask.reference import Reference
from karabakh_cli.errors import QuestionError
from karabakh_cli.text.nearest import near


def names_of(record: dict) -> list[str]:
    """Return every name of a record."""
    return [record["name"], *filter(None, (record["names"] or {}).values()), *record["also"]]


def missed(facts: Reference, kind: str, command: str, option: str) -> list[str]:
    """Return the names of places or actors that as words find less than the option of that kind with the id."""
    found, failures = getattr(facts, command), []
    for record in getattr(facts, f"{kind}s")():
        wanted = {each["id"] for each in found(**{option: record["id"]})}
        for name in names_of(record):
            try:
                got = {each["id"] for each in found(name)}
            except QuestionError as refusal:
                failures.append(f"{record['id']}: {name}: {refusal.what}")
                continue
            if not wanted <= got:
                failures.append(f"{record['id']}: {name}: without {len(wanted - got)} of {len(wanted)}")
    return failures


@pytest.mark.parametrize(
    ("kind", "command", "option"),
    [
        ("place", "events", "place"),
        ("actor", "events", "actor"),
        ("place", "figures", "origin"),
        ("place", "figures", "destination"),
    ],
)
def test_every_name_as_words_finds_what_refers_to_its_record(facts, kind, command, option):
    """Each name and spelling of each place and actor, typed as words, finds at least all that its id finds."""
    assert facts.at_once(lambda facts: missed(facts, kind, command, option)) == []


# What is typed -> the record that it leads to.
SHOWN = {
    "shusha": "shusha",
    "Shushi": "shusha",
    "nagorno karabakh": "nagorno-karabakh",
    "Nagorno-Karabakh": "nagorno-karabakh",
    "nagorno\u2011karabakh": "nagorno-karabakh",
    "NAGORNO KARABAKH": "nagorno-karabakh",
    "heydar": "heydar-aliyev",
    "ter petrosyan": "levon-ter-petrosyan",
    "Ter\u2013Petrosyan": "levon-ter-petrosyan",
    "operation ring": "operation-ring-1991",
    "Operation \u201cRing\u201d": "operation-ring-1991",
    "resolution 822": "resolution-822-1993",
    "ԼԵՎՈՆ ՏԵՐ-ՊԵՏՐՈՍՅԱՆ": "levon-ter-petrosyan",
    "K\u200belbajar": "kelbajar",
    "\u202bAgdam\u202c": "agdam",
    "\ufeffshusha": "shusha",
    "K\u04d9lb\u04d9c\u04d9r": "kelbajar",
    "\u041d\u0430\u0433\u043e\u0440\u043d\u044b\u0439 \u041a\u0430\u0440\u0430\u0431\u0430\u0445": "nagorno-karabakh",
}  # fmt: skip


@pytest.mark.parametrize(("name", "id_"), SHOWN.items())
def test_a_name_leads_to_its_record(facts, name, id_):
    """Case, marks, dashes, invisible characters and the look-alikes of a letter make no difference."""
    assert [record["id"] for record in facts.show(name)] == [id_]
    assert [record["id"] for record in facts.show(*name.split())] == [id_]


def test_every_armenian_name_is_found_in_capitals(facts):
    """Capitals write the ligature ew as two letters, of which there are two spellings."""
    named = [record for kind in (facts.places, facts.actors) for record in kind() if (record["names"] or {}).get("hy")]
    with_ligature = [record for record in named if "\u0587" in record["names"]["hy"]]
    assert len(with_ligature) > 20
    for record in with_ligature:
        name = record["names"]["hy"]
        for spelling in (name.upper(), name.replace("\u0587", "\u0565\u057e"), name.replace("\u0587", "\u0565\u0582")):
            assert found_by(facts, spelling) == found_by(facts, name)


def found_by(facts: Reference, name: str) -> str:
    """Return the id that a name leads to, or what is said where it leads to several."""
    try:
        return facts.show(name)[0]["id"]
    except QuestionError as refusal:
        return refusal.remedy


def test_a_name_of_several_lists_them_with_what_they_are(facts):
    """The program does not guess which Aliyev is meant."""
    with pytest.raises(QuestionError) as raised:
        facts.show("aliyev")
    assert raised.value.what == "the name leads to 3 records: aliyev"
    assert raised.value.remedy == (
        "say which: abulfaz-elchibey (actor Abulfaz Elchibey), heydar-aliyev (actor Heydar Aliyev), "
        "tahir-aliyev (actor Tahir Aliyev)"
    )
    with pytest.raises(QuestionError):
        facts.events(actor="aliyev")


def test_what_is_exact_comes_before_words_and_words_before_nearness(facts):
    """`karabakh` is one name of a region and a word of many; `ring` is a word of one title, and spelled like others."""
    assert facts.show("karabakh")[0]["id"] == "nagorno-karabakh"
    assert facts.show("ring")[0]["id"] == "operation-ring-1991"
    assert facts.show("lachin")[0]["id"] == "lachin"
    assert facts.show("azerbaijan army")[0]["id"] == "azerbaijani-army"
    assert facts.show("corridor lachin")[0]["id"] == "lachin-corridor"  # all its words, in another order


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("shuhsa", "did you mean shusha?"),
        ("stepanakrt", "did you mean stepanakert or stepanavan?"),
        ("xqzzwy", "karabakh search xqzzwy"),
        ("!!", "karabakh search !!"),
    ],
)
def test_a_name_that_no_record_has_is_refused_with_near_ones(facts, name, remedy):
    """A misspelt name is never taken for the one it is like."""
    with pytest.raises(QuestionError) as raised:
        facts.show(name)
    assert (raised.value.what, raised.value.remedy) == (f"no such record: {name}", remedy)


@pytest.mark.parametrize("wanted", ["place", "actor", "source"])
def test_near_names_are_of_the_kind_that_is_asked_for(facts, wanted):
    """A filter for places proposes places alone."""
    with pytest.raises(QuestionError) as raised:
        facts.events(**{wanted: "shusa-azerbaijann"})
    ids = [word.strip("?,") for word in raised.value.remedy.removeprefix("did you mean ").split(" or ")]
    known = {record["id"] for record in getattr(facts, f"{wanted}s")()}
    assert raised.value.what.startswith(f"no such {wanted}: ")
    assert raised.value.remedy.startswith("karabakh search ") or set(ids) <= known


def test_the_nearest_come_first_and_none_that_is_unlike():
    """Of many words the most alike are given, best first, at most as many as asked for."""
    words = ["shusha", "shushakend", "susha", "agdam", "Shusha-2"]
    assert near("shuhsa", words, most=1) == ["shusha"]
    assert near("SHUSHA", words)[0] == "shusha"
    assert near("xyz", words) == []
    assert near("shusha", []) == []
