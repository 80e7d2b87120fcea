"""The index that is there, as far as a new one can be made from it."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from karabakh_cli.index.freshness import Fingerprint, untouched
from karabakh_cli.read.facts import CachedFile


class Previous(NamedTuple):
    """The index that is there: the state of the facts that it is of, and their files, by paths."""

    fingerprint: bytes = b""
    files: Mapping[str, CachedFile] = {}

    def unchanged(self, now: Fingerprint) -> dict[str, CachedFile]:
        """Return the files that are as they were."""
        return {path: file for path, file in self.files.items() if now.files.get(path) == file.state}


def previous_index(file: Path, running: str) -> Previous:
    """Read what an index was made from; nothing where it is of another program, was changed or cannot be read."""
    if not untouched(file):
        return Previous()
    try:
        with closing(sqlite3.connect(file)) as index:
            fingerprint, program = index.execute("SELECT fingerprint, program FROM meta").fetchone() or (b"", "")
            if program == running:
                rows = index.execute("SELECT path, state, kind, records FROM files")
                return Previous(fingerprint, {os.fsdecode(path): CachedFile(*file) for path, *file in rows})
    except sqlite3.Error:  # damaged, foreign, or none
        pass
    return Previous()
