"""Try everything and print the table: `python -m trials [NAME...]`; exits with 1 if anything failed."""

import sys
import tempfile
import traceback
from pathlib import Path

from trials import (  # noqa: F401 - each makes its trials known
    expressions,
    faults,
    folders,
    lines,
    programs,
    shells,
    surroundings,
    systems,
    text,
    values,
)  # fmt: skip
from trials.trial import TRIALS, NotHereError, Room, Trial


def failures(trial: Trial, folder: Path) -> int:
    """Try something as often as it asks for, tell of each failure on standard error, and return how many there were."""
    failed = 0
    for turn in range(trial.times):
        try:
            with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as room:
                trial.once(Room(Path(room)), turn)
        except NotHereError as reason:
            sys.exit(f"{trial.name}: not here: {reason}")
        except Exception:
            failed += 1
            sys.stderr.write(f"{trial.name}, try {turn}:\n{traceback.format_exc()}")
    return failed


def main() -> None:
    """Try what is named, or everything."""
    wanted = sys.argv[1:]
    print("| tried | times | failed |\n|---|---:|---:|", flush=True)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for trial in TRIALS:
            if not wanted or trial.name in wanted:
                failed_here = failures(trial, Path(folder))
                print(f"| {trial.what} | {trial.times * trial.each:,} | {failed_here} |", flush=True)
                failed += failed_here
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
