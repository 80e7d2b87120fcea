"""Whole faults of the broken folders, and of bytes that are no facts file, to the letter: tests/check/whole.

`pytest tests/check/test_whole_faults.py --refresh` writes them anew.
"""

import re
from pathlib import Path

import pytest
from conftest import SMALL_FACTS

BROKEN = sorted((Path(__file__).parent / "broken").iterdir())
# Beginnings of a facts file that the reader refuses, or that only its limits do.
BYTES: dict[str, bytes] = {
    "empty": b"",
    "a comment": b"# nothing\n",
    "a mapping": b"id: battle\n",
    "a text": b"battle\n",
    "a list of texts": b"- battle\n- another\n",
    "a list of lists": b"- [battle]\n",
    "two documents": b"- {id: battle}\n---\n- {id: another}\n",
    "an anchor and an alias": b"- &one {id: battle}\n- *one\n",
    "a tag": b"- !python/object {id: battle}\n",
    "a key that is a list": b"- {[id]: battle}\n",
    "a key that is a mapping": b"- {{id: 1}: battle}\n",
    "a key twice": b"- {id: battle, id: battle}\n",
    "a key without a value": b"- id:\n  title: Battle\n",
    "a word for nothing": b"- {id: ~, title: null}\n",
    "a tab": b"-\tid: battle\n",
    "a control character": b"- id: battle\x07\n",
    "a control character by an escape": b'- id: "battle\\u0007"\n',
    "not UTF-8": b"- id: battle\n- id: caf\xe9\n",
    "forbidden by YAML": "- id: battle\uffff\n".encode(),
    "an open bracket": b"- {id: battle\n- id: another\n",
    "an open quote": b"- id: 'battle\n",
    "too deep": b"- id: " + b"[" * 60 + b"]" * 60 + b"\n",
    "too long": b"- id: " + b"x" * 30_000 + b"\n",
    "empty texts": b'- {id: "", title: "", kind: "", date: "", places: [""], also: [""], summary: ""}\n',
    "numbers for texts": b"- {id: 1, title: 2, kind: 3, date: 1993, places: [4], summary: 5.5}\n",
    "texts for lists": b"- {id: battle, also: battle, places: town, participants: army, sources: report}\n",
    "lists for texts": b"- {id: battle, title: [battle], date: [1993], summary: {of: battle}, key: []}\n",
    "yes for a text": b"- {id: battle, title: yes, date: true, key: 'yes', clarity: no}\n",
    "fields that there are not": b"- {id: battle, titel: Battle, when: '1993', sources: [{source: report, page: 3}]}\n",
    "words of no list": b"- {id: battle, kind: batle, clarity: dim, participants: [{actor: army, role: foe}]}\n",
}


@pytest.fixture
def faults(asked):
    """Return a function that gives all that `check` says of a folder, wherever that lies."""
    return lambda folder, options="": asked(f"check {folder} {options}".strip()).replace(str(folder), "FOLDER")


def test_what_is_said_of_a_broken_folder_is_what_was_looked_at(faults, as_looked_at):
    """For each folder that breaks a rule: every fault with file and line, what is wrong and what mends it."""
    told = [f"# {folder.name}\n{faults(folder)}" for folder in BROKEN]
    as_looked_at("folders.txt", re.sub(r"^\$ .*\n", "", "".join(told), flags=re.MULTILINE))


def test_what_is_said_of_a_file_that_cannot_be_read_is_what_was_looked_at(faults, as_looked_at, tmp_path):
    """For each beginning of a file that is no list of records, or too much of one."""
    told = []
    for name, content in BYTES.items():
        folder = tmp_path / name.replace(" ", "-")
        (folder / "events").mkdir(parents=True)
        (folder / "subject.yaml").write_bytes((SMALL_FACTS / "subject.yaml").read_bytes())
        (folder / "events" / "all.yaml").write_bytes(content)
        told.append(f"# {name}\n{faults(folder)}")
    as_looked_at("files.txt", re.sub(r"^\$ .*\n", "", "".join(told), flags=re.MULTILINE))
