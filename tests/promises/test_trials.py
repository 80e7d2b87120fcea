"""What `python -m trials` tries many times, a few times each."""

import pytest

from trials.__main__ import TRIALS
from trials.targets import TARGETS, corpus
from trials.trial import Room


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_breaks(trial, tmp_path):
    """What is tried to break the program does not, whichever try it is."""
    for turn in range(trial.few):
        trial.once(Room(tmp_path / str(turn)), turn)


@pytest.mark.parametrize("target", TARGETS)
def test_what_a_fuzzer_found_breaks_nothing(target, tmp_path, monkeypatch):
    """Every input that a fuzzer found worth keeping is refused or answered; nothing but our own errors comes out."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept = corpus(target)
    assert len(kept) > 20
    for content in kept:
        TARGETS[target](content)
