"""What the first answer after an installation costs beside the next one: `python bench/first.py`.

A wheel of the checkout is installed into an environment of its own, and asked in a fresh home, in a home that cannot
be written, and with no environment but a PATH, as a bare container has it; then again without the built-in index.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
TURNS = 7


def installed(folder: Path) -> Path:
    """Return the program of a wheel of the checkout that is installed in a folder."""
    run = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(run, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([str(folder / "env" / "bin" / "pip"), "install", "--quiet", str(wheel)], check=True)
    return folder / "env" / "bin" / "karabakh"


def milliseconds(program: Path, environment: Mapping[str, str]) -> float:
    """Return how long an answer takes."""
    begun = time.perf_counter()
    run = [str(program), "show", "shusha"]
    subprocess.run(run, env={"PATH": os.environ["PATH"], **environment}, check=True, capture_output=True)
    return (time.perf_counter() - begun) * 1000


def measure(program: Path, folder: Path, what: str) -> None:
    """Print the medians of first and next answers in each surrounding."""
    home = folder / "home"
    for where, environment in (
        ("a fresh home", {"HOME": str(home)}),
        ("a home that cannot be written", {"HOME": "/proc/none"}),
        ("no environment, and no cache", {"XDG_CACHE_HOME": "/proc/none"}),
    ):
        taken: list[tuple[float, float]] = []
        for _ in range(TURNS):
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            taken.append((milliseconds(program, environment), milliseconds(program, environment)))
        first, following = (statistics.median(times) for times in zip(*taken, strict=True))
        print(f"| {where}, {what} | {first:.0f} | {following:.0f} | {first / following:.2f} |")


def main() -> None:
    """Measure with the index that the wheel brings, and without."""
    print("| where | first answer, ms | next, ms | ratio (bar 1.3) |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = installed(folder)
        measure(program, folder, "with the index of the wheel")
        (index,) = (folder / "env").rglob("facts.sqlite")
        index.unlink()
        measure(program, folder, "without")


if __name__ == "__main__":
    main()
