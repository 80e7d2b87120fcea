"""The index that an installed program brings with it: made when the wheel is, known by the content of what it is of."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from karabakh_cli.index.freshness import ROOMS
from karabakh_cli.read.folder import PACKAGE, facts_files

FILE = PACKAGE / "facts.sqlite"
"""Where it lies beside the facts; in a checkout there is none."""


def open_built_in(folder: Path) -> sqlite3.Connection | None:
    """Open it where it is of the facts in a folder and of this program, whatever dates the files have; else None.

    It is only read, so that a folder that cannot be written serves as well. One that this SQLite cannot read is none.
    """
    if folder != PACKAGE / "facts" or not FILE.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(f"{FILE.as_uri()}?immutable=1", uri=True)
        connection.execute("SELECT 1 FROM words LIMIT 1")  # an older SQLite may know the file and not the words in it
        if connection.execute("SELECT fingerprint FROM meta").fetchone() == (_content(folder),):
            return connection
    except (OSError, sqlite3.Error):
        pass
    if connection:
        connection.close()
    return None


def write_built_in(file: Path, folder: Path) -> None:
    """Write the index of a folder, which is to be built in, to a new file: the same bytes from the same facts.

    Raises BrokenFactsError for errors in the facts.
    """
    # What reads, checks and compiles facts is no part of a question.
    from karabakh_cli.index.compile import settled_facts
    from karabakh_cli.index.previous import Previous
    from karabakh_cli.index.write import fill, unsafe

    facts, now = settled_facts(folder, Previous(), lambda part: None)
    with closing(unsafe(file)) as connection:
        fill(connection, facts, now, lambda part: None)
        with connection:
            connection.execute("UPDATE meta SET fingerprint = ?, program = ''", [_content(folder)])
            connection.execute("DELETE FROM files")  # what only a later compiling would take from it
        connection.execute("VACUUM")


def _content(folder: Path) -> bytes:
    """Describe what an index is made from by names and checksums, which are the same wherever it is installed."""
    modules = (module for room in ROOMS for module in sorted(room.glob("*.py")))
    described = [f"{module.relative_to(PACKAGE).as_posix()} {_checksum(module)}" for module in modules]
    facts = map(Path, facts_files(folder))
    described += [f"{file.relative_to(folder).as_posix()} {_checksum(file)}" for file in facts]
    return "\n".join(described).encode()


def _checksum(file: Path) -> int:
    return zlib.crc32(file.read_bytes())
