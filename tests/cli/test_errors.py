"""Bad input: one clear line and the next step on standard error, the documented exit status, and no traceback."""

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from conftest import SMALL_FACTS

import karabakh_cli
from tools.terminal import heed_signals
from trials.trial import handles_signals

BROKEN = Path(__file__).parent.parent / "check" / "broken"

REFUSED = {
    ("evnts",): ("no such command: evnts", "try: karabakh events"),
    ("events", "--knd", "battle"): ("no such option: --knd", "try: karabakh events --kind"),
    ("events", "--kind", "battel"): ("no such kind: battel", "try: karabakh events --kind battle"),
    ("actors", "--side", "armenian"): ("no such side: armenian", "try: karabakh actors --side armenia"),
    ("sources", "--standing", "party"): ("no such standing: party", None),
    ("figures", "--measure", "kiled"): ("no such measure: kiled", "try: karabakh figures --measure killed"),
    ("events", "--actor", "nroth"): ("no such actor: nroth", "did you mean north or south?"),
    ("events", "--place", "xyzzy"): ("no such place: xyzzy", "karabakh search xyzzy"),
    ("show", "North"): ("the name leads to 2 records: North", "say which: abroad (place North), north (actor North)"),
    ("show",): ("missing argument 'NAME...'", "try: karabakh show --help"),
    ("search",): ("missing argument 'WORDS...'", "try: karabakh search --help"),
    ("search", "..."): ("nothing to look for: ...", "karabakh search WORDS"),
    ("events", "1993-13"): (
        "there is no month 13: 1993-13", "months are 01 to 12, seasons 21 (spring) to 24 (winter)",
    ),
    ("events", "03/04/1993"): (
        "this date cannot be read: 03/04/1993",
        "day and month could be either: write year-month-day, such as 1993-04-03",
    ),
    ("events", "1993", "1994"): ("two dates in one question: 1993 and 1994", "ask for 1993..1994"),
    ("events", "1994..1993"): ("the range runs backwards: 1994..1993", "write 1993..1994"),
    ("events", "1993", "--after", "1994"): (
        "no day is left: 1993, after 1994", "--after takes the earlier date, --before the later",
    ),
    ("events", "--limit", "0"): ("no such limit: 0", "--limit takes 1 or more"),
    ("events", "--limit", "x"): (
        "invalid value for '--limit' / '-n': 'x' is not a valid int",
        "try: karabakh events --help",
    ),
    ("events", "-f", "jsno"): ("no such format: jsno", "try: karabakh events --format json"),
    ("actors", "-f", "picture"): ("there is no picture of this kind: actor", "try: karabakh timeline"),
    ("events", "--json", "-f", "csv"): ("two forms: json and csv", "leave one of --json and -f out"),
    ("events", "--color", "blue"): ("no such color: blue", "one of auto, always, never"),
    ("events", "--fields", "id,titel"): ("no such field: titel", None),
    ("on", "1993"): ("not one day: 1993", "try: karabakh on 1993-01-01"),
    ("on", "1993-13"): ("there is no month 13: 1993-13", "months are 01 to 12, seasons 21 (spring) to 24 (winter)"),
    ("on", "yesterday"): (
        "this date cannot be read: yesterday",
        "write 1993, 1993-05, 1993-05-08, 1992-21 (spring), 1993-03/1993-09 or [1992-06..1992-07]",
    ),
    ("show", "-"): ("no ids on standard input", "karabakh search WORDS --fields id | karabakh show -"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_a_question_that_cannot_be_understood_exits_with_2(small, arguments):
    """A wrong word, value, name, date or field is refused with what is wrong and a command or word that is right."""
    run = small(*arguments, input="")
    what, remedy = REFUSED[arguments]
    lines = run.stderr.splitlines()
    assert (run.returncode, run.stdout, len(lines)) == (2, "", 2)
    assert lines[0] == f"karabakh: {what}"
    assert remedy is None or lines[1] == remedy


def test_an_unknown_field_is_answered_with_the_fields_there_are(small):
    """The list of fields has the columns and every other field of the records."""
    told = small("events", "--fields", "titel").stderr.splitlines()[1]
    assert {"id", "title", "date_note", "participants", "when", "match"} <= set(
        told.removeprefix("one of ").split(", ")
    )


def test_nothing_found_exits_with_1_and_says_what_each_filter_leaves(small):
    """Standard output stays empty, and standard error tells the filters apart."""
    run = small("events", "1994", "--actor", "north", "battle")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines() == [
        "karabakh: nothing matches: 1994: 1, actor north: 2, the word battle: 1",
        "near: 1991-05-08 battle-of-north-town",
    ]
    assert small("events", "2020", "--json").stdout == "[]\n"
    assert small("search", "xyzzy").returncode == 1


@pytest.mark.parametrize("date", ["1870", "2020", "2020-01-01"])
def test_a_day_outside_the_years_covered_is_answered_with_them(small, date):
    """A good question about another century finds nothing, and the years covered are named."""
    run = small("on", date)
    assert (run.returncode, run.stdout) == (1, "")
    assert "lies outside the years covered, 1988 to 1994" in run.stderr


@pytest.mark.parametrize(
    "folder",
    sorted(path.name for path in BROKEN.iterdir() if path.name[:4] in ("LOAD", "SHAP", "REF0", "FIG0", "SUB0")),
)
def test_facts_with_errors_answer_no_question(karabakh, folder):
    """A question asked of broken facts exits with 3 and says where they are broken."""
    run = karabakh("events", facts=BROKEN / folder)
    warns = karabakh("check", str(BROKEN / folder)).returncode == 0
    if warns:
        assert run.returncode in (0, 1)
        return
    assert (run.returncode, run.stdout) == (3, "")
    assert f"{folder[:6].rstrip('-')}" in run.stderr
    first, *faults, remedy = run.stderr.splitlines()
    assert first.startswith("karabakh: the facts cannot be used: ")
    assert remedy.startswith("karabakh check ")
    assert [line for line in faults if not line.startswith((str(BROKEN), "and "))] == []
    assert "Traceback" not in run.stderr


def test_more_than_ten_faults_are_counted_not_listed(karabakh, tmp_path):
    """The first ten faults are told, and how many more there are."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "1993.yaml").write_text("".join(f"- {{id: event-{number}}}\n" for number in range(5)))
    run = karabakh("events", facts=tmp_path)
    assert run.returncode == 3
    assert run.stderr.count("SHAPE02") == 10
    assert "and 10 more\n" in run.stderr


@pytest.mark.parametrize("folder", ["no-such-folder", "."])
def test_a_folder_without_facts_exits_with_3(karabakh, tmp_path, folder):
    """A folder that is not there, or holds no facts, is named."""
    run = karabakh("events", "--facts", str(tmp_path / folder))
    assert run.returncode == 3
    assert str(tmp_path) in run.stderr


def test_a_reader_that_stops_is_no_error(environment):
    """`| head -1` is silent and 0, also under pipefail."""
    command = f"set -o pipefail; {sys.executable} -m karabakh_cli events -f json | head -1"
    run = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_full_disk_exits_with_4(small):
    """What cannot be written is said, with its reason."""
    with open("/dev/full", "w") as full:
        run = small("events", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == 4
    assert run.stderr.splitlines()[0] == "karabakh: the answer cannot be written: No space left on device"


def test_a_closed_standard_output_exits_with_4(environment):
    """A program started without standard output says so."""
    command = f"{sys.executable} -m karabakh_cli events >&-"
    run = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert (run.returncode, run.stderr.splitlines()[0]) == (4, "karabakh: standard output is closed")


@pytest.mark.parametrize(("asked", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_the_program_without_a_word(environment, asked, status):
    """Ctrl-C, a request to terminate and a terminal that is closed each have their status."""
    process = subprocess.Popen(
        [sys.executable, "-m", "karabakh_cli", "show", "-"], env=environment, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed_signals,
    )  # fmt: skip
    while not handles_signals(process.pid):
        time.sleep(0.01)
    process.send_signal(signal.Signals[asked])
    _, told = process.communicate()
    assert (process.returncode, told) == (status, "")


def test_a_closed_standard_input_gives_no_ids(environment):
    """Where ids are to be read and there is nothing to read them from, that is said."""
    command = f"{sys.executable} -m karabakh_cli show - <&-"
    run = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("karabakh: no ids on standard input\n")


@pytest.mark.parametrize(
    "given",
    [
        b"\xef\xbb\xbfnorth-town\n",
        b"\xef\xbb\xbfnorth-town\r\n\r\n",
        b"\n\xef\xbb\xbfnorth-town\tand more",
        "\ufeffСеверный Город".encode(),
    ],
)
def test_a_byte_order_mark_before_an_id_is_none_of_it(small, given):
    """What editors and spreadsheets put before a text is taken off, at the beginning of each file put together."""
    assert "Id: north-town" in small("show", "-", input=given.decode()).stdout
    assert small("show", "-", input="\ufeff\r\n").stderr.startswith("karabakh: no ids on standard input\n")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_of_ids_is_refused_in_words(environment, encoding):
    """With a byte order mark or without, it is said what standard input is, and how to make UTF-8 of it."""
    asked = [sys.executable, "-m", "karabakh_cli", "show", "-"]
    run = subprocess.run(asked, env=environment, input="agdam\n".encode(encoding), capture_output=True)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().splitlines() == [
        "karabakh: standard input is UTF-16 or the like",
        "iconv -f UTF-16 -t UTF-8 FILE | karabakh show -",
    ]


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"}])
def test_output_is_utf_8_in_any_locale(karabakh, env):
    """Names in three scripts come out whole where the locale knows none of them."""
    run = karabakh("show", "shusha", env=env)
    assert run.returncode == 0
    assert "Armenian: Շուշի" in run.stdout


def test_a_wrong_name_with_escapes_is_shown_not_obeyed(small):
    """Control characters of an argument are told by their escapes."""
    assert r"no such actor: \x1b[31mred" in small("events", "--actor", "\x1b[31mred").stderr
    assert r"the word \x1b[31mred: 0" in small("events", "\x1b[31mred").stderr


def test_an_argument_in_another_encoding_is_refused(small):
    """What is not UTF-8 is said to be that, and does not end the program."""
    run = small("search", b"Agdam \xfc")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "karabakh: this is not UTF-8: Agdam \\udcfc\nwrite it in UTF-8\n"


def test_a_name_too_long_for_a_folder_is_no_folder(small):
    """A folder whose name no file system takes is not there."""
    run = small("check", "a" * 5000)
    assert run.returncode == 3
    assert run.stderr.startswith("karabakh: there is no facts folder: aaa")


def test_a_fault_of_the_program_is_one_line_too(small, environment):
    """What nobody foresaw exits with 70; KARABAKH_DEBUG=1 adds the traceback."""
    code = (
        "import sys; from karabakh_cli import cli; from karabakh_cli.cli import answering\n"
        "def fault(*_): raise RuntimeError('unforeseen')\n"
        "answering.open_facts = fault; sys.argv = ['karabakh', 'events']; cli.main()"
    )
    for debug, traceback in (("", False), ("1", True)):
        run = subprocess.run(
            [sys.executable, "-c", code], env=environment | {"KARABAKH_DEBUG": debug}, capture_output=True, text=True
        )
        assert ("Traceback" in run.stderr) is traceback
        assert run.returncode == (1 if traceback else 70)


def test_python_m_and_the_command_are_one(environment):
    """The installed command answers as `python -m karabakh_cli` does."""
    command = shutil.which("karabakh", path=str(Path(sys.executable).parent))
    assert command
    env = environment | {"KARABAKH_FACTS": str(SMALL_FACTS)}
    run = subprocess.run([command, "actors"], env=env, capture_output=True, text=True)
    again = subprocess.run([sys.executable, "-m", "karabakh_cli", "actors"], env=env, capture_output=True, text=True)
    assert run.stdout == again.stdout != ""
    assert os.path.basename(command) == "karabakh"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["events", "-f", "TSV"], ["events", "-f", "tsv"]),
        (["events", "-f", "Jsön"], ["events", "-f", "json"]),
        (["events", "-f", "--json"], ["events", "-f", "json"]),
        (["events", "--format", "csl json"], ["events", "--format", "csl-json"]),
        (["events", "-f", "table", "--color", "ALWAYS"], ["events", "-f", "table", "--color", "always"]),
        (["events", "-f", "table", "--color", "néver"], ["events", "-f", "table", "--color", "never"]),
        (["schema", "EVENTS"], ["schema", "event"]),
        (["schema", "évent"], ["schema", "event"]),
    ],
)
def test_a_word_of_a_closed_list_may_be_written_otherwise(small, said, meant):
    """In capitals, with accents, in the plural: what is read as a word of the list does what that word does."""
    asked, expected = small(*said), small(*meant)
    assert (asked.returncode, asked.stdout) == (0, expected.stdout)
    assert asked.stdout


@pytest.mark.parametrize("arguments", [("events", "1993"), ("events", "--facts", str(SMALL_FACTS)), ("check",)])
def test_a_program_in_an_archive_says_that_it_is_to_be_unpacked(tmp_path, environment, arguments):
    """What a zip archive holds is no folder: one line, its next step, and the status of facts that cannot be used."""
    package = Path(karabakh_cli.__file__).parent
    archive = tmp_path / "karabakh.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for module in package.rglob("*.py"):
            packed.write(module, module.relative_to(package.parent))
    run = subprocess.run(
        [sys.executable, "-m", "karabakh_cli", *arguments],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(archive)},
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == 3
    assert run.stderr.startswith(f"karabakh: the program lies in no folder: {archive}")
    assert run.stderr.endswith("unpack it: python -m zipfile -e FILE FOLDER\n")
