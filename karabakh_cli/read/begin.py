"""A facts folder to begin with: a subject, and one commented record a kind."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from karabakh_cli.errors import OutputError


def begin(folder: Path) -> None:
    """Make a folder of facts of which all are sound; raise OutputError where it is there or cannot be written."""
    try:
        with as_file(files("karabakh_cli.read") / "template") as template:
            shutil.copytree(template, folder, copy_function=shutil.copyfile)
    except FileExistsError:
        raise OutputError(f"already exists: {folder}", "name a folder that is not there") from None
    except OSError as problem:
        raise OutputError(
            f"{folder} cannot be written: {problem.strerror or problem}", "write to another place"
        ) from None
