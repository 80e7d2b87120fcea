"""Hostile facts at the TAB key of real shells."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from karabakh_cli.text.escape import is_shown
from tools.shell import SHELLS, Shell
from trials.trial import NotHereError, Room, trial

FRAGMENTS = (
    "$(touch PWNED)", "`touch PWNED`", "$(touch${IFS}PWNED)", "\\$(touch PWNED)", ";touch PWNED;", "&touch PWNED&",
    "|touch PWNED", "||touch PWNED", ">PWNED", "<(touch PWNED)", "=(touch PWNED)", "(touch PWNED)", "!t", "!!",
    "!touch:p", "^touch^PWNED^", "'", "''", '"', '""', "\\", "\\\\", "'$(touch PWNED)'", "'\"$(touch PWNED)\"'",
    "\"'!t'\"", "$'x\\x27'", "'; touch PWNED; '", '"; touch PWNED; "', "\\'; touch PWNED #", "$HOME", "${PATH}",
    "$((1+1))", "~", "~root", "*", "?", "[a-z]", "{a,b}", "#", "%F{red}%B", "%s%n", "$P$(touch PWNED)", ":x:y",
    "=ls", "@", "+", ",", "-", "--help", "\xa0", "–", "’", "“", "漢字", "e\u0301", "\u202eabc", "\u200b",
    "\u2066x\u2069", "e:'touch PWNED':", "\ufeff", "\U000e0041",
)  # fmt: skip
"""What a shell, its history, its prompt or a terminal would do something at."""
TYPED = (
    ("show Qala", "show", "Qala{}dere"), ('show "Zaris', "show", "Zarisli {} end{}"),
    ("show 'Zaris", "show", "Zarisli {} end{}"), ("show Many\\ w", "show", "Many w{}ords"),
    ("show next s", "show", "next", "s{}x"), ("actors --side=qua", "actors", "--side=qua{}rter"),
    ('sources --standing "pri', "sources", "--standing", "prim{}"), ("show explained-o", "show", "explained-one"),
)  # fmt: skip
"""What is typed before TAB, and what the program is then given, if the fragment may be shown."""


def hostile_folder(facts: Path, fragment: str) -> None:
    """Put into facts names, titles, sides and standings that have a fragment within."""
    names = {"qala": "Qala{}dere", "zarisli": "Zarisli {} end{}", "words": "Many w{}ords", "next-place": "Next s{}x"}
    names |= {"explained-one": "{} first", "explained-two": "{} second"}
    places = facts / "places" / "all.yaml"
    rows = yaml.safe_load(places.read_text(encoding="utf-8"))
    for id_, name in names.items():
        fragment_here = fragment.replace(" ", "_") if id_ == "next-place" else fragment
        rows.append(deepcopy(rows[0]) | {"id": id_, "name": name.replace("{}", fragment_here)})
    _write(places, rows)
    subject = facts / "subject.yaml"
    rows = yaml.safe_load(subject.read_text(encoding="utf-8"))
    rows[0]["sides"].append(f"qua{fragment}rter")
    rows[0]["standings"].append({"name": f"prim{fragment}"})
    rows[0]["standings"] = [standing for standing in rows[0]["standings"] if standing["name"] != "primary"]
    _write(subject, rows)
    sources = facts / "sources" / "all.yaml"
    text = sources.read_text(encoding="utf-8").replace("standing: primary", "standing: independent")
    sources.write_text(text, encoding="utf-8")


def _write(file: Path, rows: list[dict[str, Any]]) -> None:
    file.write_text(yaml.safe_dump(rows, allow_unicode=True, width=1000), encoding="utf-8")


@trial(times=len(FRAGMENTS) * len(SHELLS), few=3, each=len(TYPED))
def completion_in_shells(room: Room, turn: int) -> None:
    """Press TAB and Enter in bash, zsh and fish over facts that try to have the shell run something."""
    name, fragment = SHELLS[turn % len(SHELLS)], FRAGMENTS[turn // len(SHELLS) % len(FRAGMENTS)]
    if not Shell.is_here(name):
        raise NotHereError(f"{name} is not on this machine")
    hostile_folder(room.facts, fragment)
    room.run("events", check=True)
    shell = Shell(name, room.folder / "home", room.environment)
    try:
        for typed, *given in TYPED:
            here = fragment.replace(" ", "_") if typed == "show next s" else fragment
            wanted = [word.replace("{}", here) for word in given]
            if all(map(is_shown, wanted)):
                assert shell.enter(f"karabakh {typed}\t") == wanted, (name, fragment, shell.shown[-500:])
    finally:
        shell.close()
    left = [file.name for file in room.folder.rglob("*") if file.name in ("PWNED", "RUN")]
    assert left == [], (name, fragment)
