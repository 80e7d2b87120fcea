"""Faults in the middle: whatever happened to the index, the next question gives the right answer."""

import os

from trials.trial import QUESTION, Room, trial


@trial(times=50, few=4)
def index_of_random_bytes(room: Room, turn: int) -> None:
    """Fill the index with random bytes."""
    room.run(*QUESTION, check=True)
    (file,) = room.indexes
    file.write_bytes(os.urandom(1000 * turn))
    room.answers_rightly()
