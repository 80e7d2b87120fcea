"""How facts files are read: strictly, with nothing guessed, and with the line of whatever is wrong."""

import gc
import inspect
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from karabakh_cli.errors import FactsError
from karabakh_cli.read import facts, folder, strict_yaml
from karabakh_cli.read.facts import load

EVENT = """\
- id: some-event
  title: {title}
  kind: statement
  date: "1993-05-08"
  summary: Something was said.
"""
FIGURE = """\
- id: some-figure
  title: Some figure
  measure: troops
  kind: stock
  of: soldiers
  best: {best}
  exhaustive: {exhaustive}
  unit: people
"""
FULL = """\
- id: some-event
  title: Some event
  kind: statement
  date: "1993-05-08"
  places:
  - some-town
  - some-village
  participants:
  - actor: some-force
    role: party
  in_force:
    start: "1993"
    end: ".."
    observance: held
  summary: Something was said.
  disputes:
  - about: date
    positions:
    - says: 8 May
      sources:
      - source: some-book
        locator: p. 1
"""


def _read(folder: Path, text: str, name: str = "events/1993.yaml") -> facts.Facts:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return load(folder)


def _ids(read: facts.Facts) -> list[str]:
    return [loaded.record.id for loaded in read.loaded]


def _told(read: facts.Facts) -> list[str]:
    return sorted(f"{fault.line}: {fault.code} {fault.what}. {fault.remedy}." for fault in read.faults)


TEXTS = [
    "1993", "1993-05-08", "12:30", "0o17", "0x1F", "1_000", "1e5", "-1", ".5", "1.0", "822", "NO", "no", "Yes", "on",
    "true", "True", "False", "y", "nan", ".inf", "inf", "=", "<<", "null event", "it's", "a:b", "C:\\temp",
]  # fmt: skip
NO_NUMBERS = [
    "nan", ".nan", "inf", "-.inf", "1e5", "1E5", "0x10", "0o17", "1_000", '"1,000"', "1 000", "+5", ".5", "5.", "yes",
    "true", "ten", "about 10", "10%", "١٢", "9" * 16, "1.5.2",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_texts_stay_texts(tmp_path, text):
    """A word that YAML would take for a number, a date or a truth value stays the text it is."""
    read = _read(tmp_path, EVENT.format(title=text))
    assert _told(read) == []
    assert read.loaded[0].record.title == text


@pytest.mark.parametrize("text", ["null", "~", "", "Null", "NULL"])
def test_nothing_is_no_text(tmp_path, text):
    """A key without a value is a fault, however the nothing is written."""
    told = [
        "2: LOAD02 a key without a value. Give one, or leave the key out; within { } quote a text that has a comma."
    ]
    assert _told(_read(tmp_path, EVENT.format(title=text))) == told


@pytest.mark.parametrize("text", ["null", "~"])
def test_nothing_in_quotes_is_a_text(tmp_path, text):
    """A word in quotes is a text, whatever word it is."""
    assert _read(tmp_path, EVENT.format(title=f'"{text}"')).loaded[0].record.title == text


def test_an_empty_text_is_refused(tmp_path):
    """A text has a letter at least."""
    (fault,) = _read(tmp_path, EVENT.format(title='""')).faults
    assert (fault.line, fault.code) == (2, "SHAPE03")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10", 10),
        ("0", 0),
        ("-5", -5),
        ("900000", 900000),
        ("4.5", 4.5),
        ("0.50", 0.5),
        ("007", 7),
        ('"10"', 10),
    ],
)
def test_numbers(tmp_path, text, number):
    """A number in plain figures is one where the field is a number."""
    (loaded,) = _read(tmp_path, FIGURE.format(best=text, exhaustive="false"), "figures/troops.yaml").loaded
    assert loaded.record.best == number
    assert type(loaded.record.best) is type(number)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_numbers_in_other_forms(tmp_path, text):
    """A number in any other form is refused, never read as something near it."""
    told = [f"6: SHAPE03 best cannot be {text.strip(chr(34))}. Write a number."]
    assert _told(_read(tmp_path, FIGURE.format(best=text, exhaustive="false"), "figures/troops.yaml")) == told


@pytest.mark.parametrize(("text", "truth"), [("true", True), ("false", False)])
def test_truth(tmp_path, text, truth):
    """Only true and false, in small letters, are truth values, and only where the field is one."""
    (loaded,) = _read(tmp_path, FIGURE.format(best="10", exhaustive=text), "figures/troops.yaml").loaded
    assert loaded.record.exhaustive is truth


@pytest.mark.parametrize("text", ["yes", "no", "True", "FALSE", "on", "off", "y", "1", "0", "ture"])
def test_truth_in_other_forms(tmp_path, text):
    """Any other word for true or false is refused."""
    told = [f"7: SHAPE03 exhaustive cannot be {text}. Write true or false."]
    assert _told(_read(tmp_path, FIGURE.format(best="10", exhaustive=text), "figures/troops.yaml")) == told


@pytest.mark.parametrize(("text", "shown"), [("[10]", "a list"), ("{a: 10}", "a mapping")])
def test_numbers_and_truth_are_words(tmp_path, text, shown):
    """A list or a mapping is no number and no truth value."""
    told = [f"6: SHAPE03 best cannot be {shown}. Write a number."]
    told += [f"7: SHAPE03 exhaustive cannot be {shown}. Write true or false."]
    assert _told(_read(tmp_path, FIGURE.format(best=text, exhaustive=text), "figures/troops.yaml")) == told


# What is written in the full event in place of what -> the fault it makes.
NEAR = {
    ("  title:", "  titel:"): [
        "1: SHAPE02 the key title is missing. Add the key title.",
        "2: SHAPE01 unknown key: titel. Write one of title.",
    ],
    ("kind: statement", "kind: statment"): [
        "3: SHAPE03 no such kind: statment. Write one of statement, appointment, displacement.",
    ],
    ("kind: statement", "kind: Statement"): [
        "3: SHAPE03 no such kind: Statement. Write one of statement, displacement, agreement.",
    ],
    ("- some-town", "- [some-town]"): ["6: SHAPE03 places cannot be a list. Write a text."],
    ("- some-village", "- {id: some-village}"): ["7: SHAPE03 places cannot be a mapping. Write a text."],
    ("- actor: some-force", "- aktor: some-force"): ["9: SHAPE01 unknown key: aktor. Write one of actor."],
    ("role: party", "role: partei"): ["10: SHAPE03 no such role: partei. Write one of party."],
    ('    end: ".."\n', ""): ["11: SHAPE02 the key end is missing. Add the key end."],
    ("    observance: held\n", "    observance: hold\n"): [
        "14: SHAPE03 no such observance: hold. Write one of held.",
    ],
    ("        locator: p. 1\n", ""): ["21: SHAPE02 the key locator is missing. Add the key locator."],
    ("        locator: p. 1\n", "        locator: p. 1\n        quote: ...\n"): [
        "23: SHAPE01 unknown key: quote. Write one of according_to, gives, locator, source, standing.",
    ],
    ("      - source: some-book\n        locator: p. 1\n", "      - {source: a, locator: p. 1, he said: no}\n"): [
        "21: SHAPE01 unknown key: he said. Within { } a comma ends a value: quote the text.",
    ],
    ("    - says: 8 May", "    - says: [8 May]"): ["19: SHAPE03 says cannot be a list. Write a text."],
}


@pytest.mark.parametrize(("change", "told"), NEAR.items(), ids=[" -> ".join(map(str.strip, change)) for change in NEAR])
def test_near_misses(tmp_path, change, told):
    """A wrong key or word is told of at its own line, however deep it lies, with the ones nearest to it."""
    assert FULL.count(change[0]) == 1
    assert _told(_read(tmp_path, FULL.replace(*change))) == told


PLACE = "- {id: some-town, name: Some Town, kind: town, summary: A town.,\n"
SUBJECT = "- {title: Some subject,\n"
# A mapping in the second line of a record, or of the subject -> the fault it makes.
MAPPINGS = {
    ("places", "names: Some Town"): "SHAPE03 names cannot be Some Town. Write a mapping.",
    ("places", "names: [Some Town]"): "SHAPE03 names cannot be a list. Write a mapping.",
    ("places", "names: {az: Şəhər, hy: [Քաղաք]}"): "SHAPE03 hy cannot be a list. Write a text.",
    ("places", "names: {az: Şəhər, hy: {ru: Город}}"): "SHAPE03 hy cannot be a mapping. Write a text.",
    ("subject", "views: refugees"): "SHAPE03 views cannot be refugees. Write a mapping.",
    ("subject", "views: {refugees: displaced}"): "SHAPE03 refugees cannot be displaced. Write a list.",
    ("subject", "views: {refugees: [displaced, idp]}"): "SHAPE03 no such refugees: idp. Write one of idps.",
    ("subject", "region: 42"): "SHAPE03 region cannot be 42. Write a mapping with north, south, west, east.",
    ("subject", "region: {north: 42, south: 38, west: 43}"): "SHAPE02 the key east is missing. Add the key east.",
    ("subject", "region: {north: 42, south: 38, west: 43, east: 51 E}"): (
        "SHAPE03 east cannot be 51 E. Write a number."
    ),
    ("subject", "licence: {nam: CC0}"): "SHAPE01 unknown key: nam. Write one of name.",
}


@pytest.mark.parametrize(("written", "told"), MAPPINGS.items(), ids=[text for _, text in MAPPINGS])
def test_near_misses_within_mappings(tmp_path, written, told):
    """What is wrong under a key of a mapping is told of under that key, whether the keys are ours or free."""
    name, text = written
    read = _read(tmp_path, f"{PLACE if name == 'places' else SUBJECT}  {text}}}\n", f"{name}.yaml")
    assert _told(read) == [f"2: {told}"]


def test_lines_in_the_second_record(tmp_path):
    """Lines are counted through the file, comments and blank lines included."""
    text = "# A comment.\n\n" + EVENT.format(title="Some event") + "\n# Another.\n" + FULL.replace("party", "host!")
    (fault,) = _read(tmp_path, text).faults
    assert (fault.line, fault.code) == (text.splitlines().index("    role: host!") + 1, "SHAPE03")


def test_lines_in_flow_style(tmp_path):
    """A fault in a mapping within braces is told of at its line."""
    text = (
        EVENT.format(title="Some event") + "  participants:\n  - {actor: a, role: party}\n  - {actor: b, role: boss}\n"
    )
    assert [(fault.line, fault.code) for fault in _read(tmp_path, text).faults] == [(8, "SHAPE03")]


def test_every_fault_of_a_record_is_told(tmp_path):
    """One reading tells of every wrong key of a record, not of the first alone."""
    text = "- id: some-event\n  titel: x\n  kind: batle\n  key: yes\n  places: x\n"
    assert [line.split(":")[0] for line in _told(_read(tmp_path, text))] == [
        "1",
        "1",
        "1",
        "2",
        "3",
        "4",
        "5",
    ]


@pytest.mark.parametrize(("length", "shown"), [(60, "9" * 60), (61, "9" * 60 + "..."), (500, "9" * 60 + "...")])
def test_long_values_are_cut_in_the_telling(tmp_path, length, shown):
    """A fault shows the first 60 letters of a long value, not all of it."""
    (fault,) = _read(tmp_path, FIGURE.format(best="9" * length, exhaustive="false"), "figures/troops.yaml").faults
    assert fault.what == f"best cannot be {shown}"


def test_good_records_beside_bad_ones(tmp_path):
    """A record of a wrong shape does not keep the others from being read."""
    read = _read(
        tmp_path,
        EVENT.format(title="Some event") + "- id: other-event\n" + FULL.replace("some-event", "last"),
    )
    assert _ids(read) == ["some-event", "last"]


def test_an_unfinished_file(tmp_path):
    """A file that is not YAML is told of once, by its line, and the other files are read."""
    _read(tmp_path, EVENT.format(title="Some event"))
    read = _read(tmp_path, '- id: other-event\n  title: "Some\n', "events/1994.yaml")
    assert _ids(read) == ["some-event"]
    assert [(Path(fault.file).name, fault.code) for fault in read.faults] == [("1994.yaml", "LOAD01")]


def test_carriage_returns(tmp_path):
    """A file with the line ends of Windows reads as one without, lines of faults included."""
    assert _ids(_read(tmp_path, FULL.replace("\n", "\r\n"))) == ["some-event"]
    (fault,) = _read(tmp_path, FULL.replace("party", "boss").replace("\n", "\r\n")).faults
    assert fault.line == 10


def test_every_script(tmp_path):
    """Names in Azerbaijani, Armenian and Russian letters, and rare signs, are read as they are."""
    title = "Şəhər, Քաղաք, Город, 🕊"
    assert _read(tmp_path, EVENT.format(title=title)).loaded[0].record.title == title


@pytest.mark.parametrize(
    "name",
    ["events.yaml", "events.yml", "events/1993.yaml", "events/1993.yml", "events/north/early/1993.yaml"],
)
def test_layouts(tmp_path, name):
    """A kind of record lies in a file of that name or anywhere below a folder of that name."""
    read = _read(tmp_path, EVENT.format(title="Some event"), name)
    assert _told(read) == []
    assert [(loaded.kind, loaded.file) for loaded in read.loaded] == [("event", tmp_path / name)]


@pytest.mark.parametrize("name", ["subject.yaml", "subject.yml", "subject/a.yaml", "subject/early/a.yml"])
def test_layouts_of_the_subject(tmp_path, name):
    """What the facts are about lies in a file of that name or below a folder of that name, and is no record."""
    read = _read(tmp_path, "- title: Some subject\n  sides: [north]\n", name)
    assert (_told(read), read.loaded) == ([], [])
    assert [(loaded.kind, loaded.file) for loaded in read.subjects] == [("subject", tmp_path / name)]
    assert (read.subject.title, read.subject.sides) == ("Some subject", ["north"])


def test_facts_without_a_subject(tmp_path):
    """Facts that do not say what they are about have the folder's name for a title, and no words of their own."""
    subject = _read(tmp_path, EVENT.format(title="Some event")).subject
    assert (subject.title, subject.sides, subject.standings, subject.languages) == (tmp_path.name, [], [], {})


def test_both_layouts_at_once(tmp_path):
    """A file and a folder of one kind may stand side by side; files are read in the order of their names."""
    for name in ("events/b.yaml", "events/a.yaml", "events.yaml"):
        read = _read(tmp_path, EVENT.format(title="Some event").replace("some-event", name), name)
    assert _ids(read) == ["events.yaml", "events/a.yaml", "events/b.yaml"]


@pytest.mark.parametrize(
    "name",
    [
        "1993.yaml", "notes/1993.yaml", "event/1993.yaml", "eventz/1993.yaml", "sourcex.yaml", "Events/a.yaml",
        "subjects.yaml", "subjects/1993.yaml", "Subject.yaml", "subject-1993.yaml",
    ],
)  # fmt: skip
def test_misplaced_files(tmp_path, name):
    """A file in none of the folders of facts is told of, not read as the nearest kind and not passed over."""
    where = "Move it into one of events, actors, places, figures, sources"
    told = [f"1: LOAD01 this file is in none of the facts folders. {where}."]
    read = _read(tmp_path, EVENT.format(title="Some event"), name)
    assert (_ids(read), _told(read)) == ([], told)


@pytest.mark.parametrize(
    "name",
    [
        ".events.yaml",
        "events/.1994.yaml",
        "events/.#1993.yaml",
        ".git/x.yaml",
        "README.md",
        "events/1993.yaml~",
    ],
)
def test_other_files(tmp_path, name):
    """Hidden files and folders, and files with other endings, are no facts."""
    _read(tmp_path, EVENT.format(title="Some event"))
    read = _read(tmp_path, "no list", name)
    assert (_ids(read), _told(read)) == (["some-event"], [])


@pytest.mark.parametrize("make", [lambda _: None, lambda folder: (folder / "notes.txt").write_text("none")])
def test_a_folder_without_facts(tmp_path, make):
    """A folder that holds no facts file cannot be used, and is not taken for facts without faults."""
    make(tmp_path)
    with pytest.raises(FactsError) as raised:
        load(tmp_path)
    assert raised.value.what == f"there are no facts in this folder: {tmp_path}"
    assert raised.value.remedy == "a facts folder holds events/YEAR.yaml and so on"


def test_a_folder_that_is_not_there(tmp_path):
    """A folder that does not exist cannot be used, and the reason is told."""
    with pytest.raises(FactsError, match=r"^this folder cannot be read: .*nowhere$") as raised:
        load(tmp_path / "nowhere")
    assert raised.value.remedy == "No such file or directory"


def _link_to_nowhere(file: Path) -> None:
    file.symlink_to("nowhere")


def _link_to_itself(file: Path) -> None:
    file.symlink_to(file.name)


def _link_to_a_folder(file: Path) -> None:
    file.symlink_to(file.parent)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (os.mkfifo, "it is not a regular file"),
        (_link_to_nowhere, "No such file or directory"),
        (_link_to_itself, "Too many levels of symbolic links"),
        (_link_to_a_folder, "it is not a regular file"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, make, why):
    """A pipe or a broken link is one fault, blocks nothing, and hides no other file."""
    _read(tmp_path, EVENT.format(title="Some event"))
    make(tmp_path / "events" / "1994.yaml")
    read = load(tmp_path)
    assert _ids(read) == ["some-event"]
    assert _told(read) == [f"1: LOAD01 this file cannot be read: {why}. Look at what it is."]


@pytest.fixture
def nobody():
    """Return a folder of nobody's, as whom the test goes on where it is run by root, who may read everything."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        root = os.geteuid() == 0
        if root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        yield Path(folder)
        if root:
            os.seteuid(0)


def test_a_closed_file(nobody):
    """A file that may not be read is one fault, and hides no other file."""
    _read(nobody, EVENT.format(title="Some event"))
    (nobody / "events" / "1994.yaml").touch(mode=0o000)
    read = load(nobody)
    assert _ids(read) == ["some-event"]
    assert _told(read) == ["1: LOAD01 this file cannot be read: Permission denied. Look at what it is."]


def test_a_closed_folder(nobody):
    """A folder within the facts that may not be read stops the reading: what is in it is not known."""
    _read(nobody, EVENT.format(title="Some event"))
    (nobody / "events" / "closed").mkdir(mode=0o000)
    with pytest.raises(FactsError, match=r"^this folder cannot be read: .*closed$") as raised:
        load(nobody)
    assert raised.value.remedy == "Permission denied"


def test_a_link_to_a_file(tmp_path):
    """A link to a facts file is read like the file."""
    (tmp_path / "elsewhere").write_text(EVENT.format(title="Some event"))
    (tmp_path / "facts" / "events").mkdir(parents=True)
    (tmp_path / "facts" / "events" / "1993.yaml").symlink_to(tmp_path / "elsewhere")
    assert _ids(load(tmp_path / "facts")) == ["some-event"]


@pytest.mark.parametrize(
    ("limit", "value", "text", "told"),
    [
        (
            "LARGEST_FILE",
            1024 * 1024,
            EVENT.format(title="x" * 1024 * 1024),
            "1: LOAD06 the file is larger than 1 MiB. Split it into several.",
        ),
        (
            "MOST_EVENTS",
            10,
            EVENT.format(title="Some event"),
            "1: LOAD06 the file has more than 10 keys, values and brackets. Split it into several.",
        ),
        (
            "LONGEST_VALUE",
            100,
            EVENT.format(title="x" * 101),
            "2: LOAD06 a value of more than 100 characters. Shorten it.",
        ),
    ],
)
def test_limits(tmp_path, monkeypatch, limit, value, text, told):
    """A file above a limit is one fault, whatever else is in it."""
    monkeypatch.setattr(strict_yaml, limit, value)
    read = _read(tmp_path, text)
    assert (_ids(read), _told(read)) == ([], [told])


@pytest.mark.parametrize(
    "text",
    [
        EVENT.format(title="Some event\n  wrong: key") * 1500,
        EVENT.format(title="Some event" + "".join(f"\n  wrong{n}: key" for n in range(1500))),
    ],
)
def test_faults_without_end(tmp_path, text):
    """Of faults without end, in many records or in one, the first thousand are told."""
    assert len(_told(_read(tmp_path, text))) == 1000


def test_a_device_without_end_is_not_read(tmp_path):
    """A device is refused before it is opened."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "1993.yaml").symlink_to("/dev/zero")
    told = ["1: LOAD01 this file cannot be read: it is not a regular file. Look at what it is."]
    assert _told(load(tmp_path)) == told


def test_a_file_replaced_by_a_pipe_as_it_is_opened_blocks_nothing(tmp_path, monkeypatch):
    """What turns into a pipe between being looked at and being opened is refused too."""
    status, pipe = (tmp_path / "file", tmp_path / "pipe")
    status.touch()
    os.mkfifo(pipe)
    monkeypatch.setattr(Path, "stat", lambda _: os.stat(status))
    with pytest.raises(OSError, match=r"^it is not a regular file$"):
        facts.content(pipe)


def test_folders_that_links_lead_to_in_circles(tmp_path):
    """Folders that link to one another are read once each, however many ways lead to them."""
    for number in range(40):
        (tmp_path / "events" / str(number)).mkdir(parents=True)
        for name in ("a", "b"):
            (tmp_path / "events" / str(number) / name).symlink_to(tmp_path / "events" / str((number + 1) % 40))
    (tmp_path / "events" / "20" / "1993.yaml").write_text(EVENT.format(title="Some event"))
    assert _ids(load(tmp_path)) == ["some-event"]


def test_a_folder_too_deep_for_recursion(tmp_path, request):
    """A file below hundreds of folders is read: no recursion runs out."""
    deep = tmp_path.joinpath("events", *["d"] * 200)
    deep.mkdir(parents=True)
    (deep / "1993.yaml").write_text(EVENT.format(title="Some event"))
    request.addfinalizer(partial(sys.setrecursionlimit, sys.getrecursionlimit()))
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    assert _ids(load(tmp_path)) == ["some-event"]


def test_a_folder_of_too_much(tmp_path, monkeypatch):
    """A folder that holds more than facts can is refused, not read through."""
    monkeypatch.setattr(folder, "MOST_ENTRIES", 10)
    for number in range(11):
        (tmp_path / str(number)).touch()
    with pytest.raises(FactsError) as raised:
        load(tmp_path)
    what = f"there are more than 10 files in this folder: {tmp_path}"
    assert (raised.value.what, raised.value.remedy) == (what, "name the folder of the facts")


def test_a_file_at_the_limit(tmp_path, monkeypatch):
    """A file that is as large as may be is read, and one of a byte more is refused."""
    monkeypatch.setattr(strict_yaml, "LARGEST_FILE", len(FULL))
    assert _ids(_read(tmp_path, FULL)) == ["some-event"]
    assert _ids(_read(tmp_path, FULL + "\n")) == []


@pytest.mark.parametrize("text", ["- " * 100_000 + "a", "[" * 100_000, "- a: " + "{b: " * 100_000, "- [" * 50])
def test_deep_files(text):
    """A file nested without end is a fault, not the end of the program."""
    with pytest.raises(strict_yaml.FaultyText) as raised:
        strict_yaml.read(text)
    assert {fault.code for fault in raised.value.faults} <= {"LOAD01", "LOAD06"}


def test_a_bomb_of_aliases():
    """Aliases of aliases are refused without being written out."""
    lines = ["- a0: &a0 [x, x]", *(f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    with pytest.raises(strict_yaml.FaultyText) as raised:
        strict_yaml.read("\n".join(lines))
    assert {fault.code for fault in raised.value.faults} == {"LOAD04"}


@given(st.one_of(st.binary(), st.text().map(lambda text: f"- id: {text}".encode(errors="replace"))))
@example("- id: a\ufffeb".encode())
@example("- id: a\uffff\n".encode())
@example("- id: a\u2028b\n".encode())
@example(b'- id: "\\ud800"\n')
@example(b"- !x!y a\n")
@example(b"- *a\n")
@example(b"%YAML 3.0\n---\n- id: a\n")
@example(b"%TAG ! tag:example.org,2000:\n---\n- !a {id: b}\n")
@example(b"? [a]: b\n")
@example(b"- {? [a] : b, ? {c: d} : e}\n")
def test_any_content(content):
    """Whatever a file holds, it is a list of mappings or has faults: the program never ends over it."""
    rows, faults = [], []
    try:
        rows = strict_yaml.read(strict_yaml.decode(content))
    except strict_yaml.FaultyText as faulty:
        faults = faulty.faults
    assert bool(rows) != bool(faults) or content.strip() == b"[]"
    assert all(type(row) is dict for row in rows)
    assert all(fault.line >= 1 and fault.what and fault.remedy for fault in faults)


def test_lines_of_faults_in_the_text():
    """A line is that of the value, or of the nearest key around it that the text has."""
    assert strict_yaml.line_of(FULL, (0, "disputes", 0, "positions", 0, "sources", 0, "locator")) == 22
    assert strict_yaml.line_of(FULL, (0, "disputes", 0, "positions", 0, "by")) == 19
    assert strict_yaml.line_of(FULL, (0, "figures", 3)) == 1
    assert strict_yaml.line_of(FULL, (0,)) == 1


def test_every_fault_of_a_text_is_told():
    """One reading tells of every fault in a text, not of the first alone."""
    text = "- id: &a x\n  id: y\n  title: !t z\n  kind: *a\n- b\n"
    with pytest.raises(strict_yaml.FaultyText) as raised:
        strict_yaml.read(text)
    told = [(fault.line, fault.code) for fault in raised.value.faults]
    assert told == [(1, "LOAD04"), (2, "LOAD03"), (3, "LOAD04"), (4, "LOAD04"), (5, "LOAD01")]


def test_ids_lead_to_records(tmp_path):
    """A record is found by its id, and of two with one id, the first."""
    read = _read(tmp_path, EVENT.format(title="First") + EVENT.format(title="Second"))
    assert read.by_id["some-event"].record.title == "First"
    assert [loaded.number for loaded in read.of_kind("event", "place")] == [0, 1]


def test_what_is_kept_stands_in_for_its_file(tmp_path):
    """Records that are kept are those of their file, in its place among the others, whatever the file holds now."""
    texts = {
        "events/1.yaml": FULL.replace("some-event", "one"),
        "events/2.yaml": FULL.replace("some-event", "two"),
        "actors.yaml": "- {id: a, name: A, names: {az: A}, kind: group, side: other, summary: A.}\n",
        "subject.yaml": '- {title: T, years: "1988/1994", region: {north: 4, south: 3, west: 1, east: 2.5}}\n',
    }
    for name, text in texts.items():
        before = _read(tmp_path, text, name)
    kept = {str(each.file): facts.cached("as it was", [each]) for each in (*before.loaded[:2], *before.subjects)}
    assert {(each.state, each.kind) for each in kept.values()} == {
        ("as it was", kind) for kind in ("actor", "event", "subject")
    }
    for file in kept:
        Path(file).write_text("changed")
    after = load(tmp_path, unchanged=kept)
    assert (after.loaded, after.subjects, after.faults) == (before.loaded, before.subjects, [])


def test_progress(tmp_path):
    """Before each file the part of the files that is read by then is told."""
    for number in range(4):
        _read(tmp_path, EVENT.format(title="x"), f"events/{number}.yaml")
    told = []
    load(tmp_path, told.append)
    assert told == [0, 0.25, 0.5, 0.75]


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector(tmp_path, collecting):
    """Python looks for no cycles while files are read, and goes on as before when they are."""
    _read(tmp_path, EVENT.format(title="x"))
    meanwhile = []
    (gc.enable if collecting else gc.disable)()
    try:
        load(tmp_path, lambda _: meanwhile.append(gc.isenabled()))
        assert (meanwhile, gc.isenabled()) == ([False], collecting)
    finally:
        gc.enable()
