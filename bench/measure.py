"""What a question, a compiling and growth cost, beside a floor and beside peers: `python bench/measure.py [EVENTS...]`.

Everything that is compared runs in turns, in one environment, so that the ratios hold while the machine's speed
drifts. EVENTS are the sizes of the generated facts folders, by default 200, 20000 and 200000. It takes some ten minutes
and a gigabyte of disk; nothing of it is a test.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate import generate

SIZES = (200, 20_000, 200_000)
FACTS = Path(__file__).parent.parent / "facts"
QUESTIONS = (["events", "1993"], ["show", "shusha"], ["search", "lachin", "corridor"], ["compare", "khojaly"])
DAY = ["events", "1992-05-09"]
COMMANDS = (
    "events", "timeline", "actors", "places", "figures", "refugees", "sources", "show", "search", "compare", "on",
    "changes", "offices", "map", "disputes", "overview", "about", "check", "schema", "export", "init", "mcp",
)  # fmt: skip
FLOOR = (
    "import typer\napp = typer.Typer()\n"
    + "".join(f"@app.command()\ndef {name}():\n    pass\n" for name in COMMANDS)
    + "app()\n"
)
BARE_PARSE = (
    "import gc, glob, sys, yaml\ngc.disable()\n"
    "for file in glob.glob(f'{sys.argv[1]}/**/*.yaml', recursive=True):\n"
    "    with open(file, 'rb') as opened:\n        yaml.load(opened, yaml.CSafeLoader)\n"
)
BIN = Path(sys.executable).parent
KARABAKH = str(BIN / "karabakh")
COMPLETED = ["env", "_KARABAKH_COMPLETE=zsh", KARABAKH, "karabakh show shu"]

Command = Sequence[str]


class Bench:
    """Commands measured in turns, in an environment with a cache folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PATH": f"{BIN}:{os.environ['PATH']}"}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.environment.pop("KARABAKH_FACTS", None)

    def seconds(self, command: Command, **environment: str) -> float:
        """Run a command with its output in a pipe and return how long it took; to find nothing is an answer too."""
        start = time.perf_counter()
        run = subprocess.run(command, capture_output=True, env=self.environment | environment)
        if run.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)}: {run.stderr.decode()}")
        return time.perf_counter() - start

    def medians(self, commands: dict[str, Command], turns: int) -> dict[str, float]:
        """Run commands in turns and return the median of each, in seconds."""
        for command in commands.values():
            self.seconds(command)  # compiles what is compiled once
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(turns):
            for name, command in commands.items():
                times[name].append(self.seconds(command))
        return {name: statistics.median(taken) for name, taken in times.items()}

    def peak(self, command: Command) -> float:
        """Run a command in a process of its own and return the most memory it held, in MiB."""
        probe = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        run = subprocess.run(
            [sys.executable, "-c", probe, *command], capture_output=True, check=True, env=self.environment
        )
        return int(run.stdout) / (1024 if sys.platform == "linux" else 1024 * 1024)


def table(heading: str, rows: dict[str, float], least: float, memory: dict[str, float] | None = None) -> None:
    """Print medians with their ratio to the least of them that matters, and peak memory where it was taken."""
    print(f"\n{heading:52}{'ratio':>8}{'ms':>10}{'MiB':>9}")
    for name, taken in rows.items():
        held = f"{memory[name]:9.1f}" if memory and name in memory else ""
        print(f"{name:52}{taken / least:8.2f}{taken * 1000:10.1f}{held}", flush=True)


def questions(bench: Bench) -> float:
    """Measure questions on the built-in facts beside the floor; return the floor."""
    floor = bench.folder / "floor.py"
    floor.write_text(FLOOR)
    commands: dict[str, Command] = {
        f"empty Typer app of {len(COMMANDS)} commands": [sys.executable, str(floor), "check"]
    }
    commands |= {" ".join(question): [KARABAKH, *question] for question in QUESTIONS}
    commands["TAB after show shu"] = COMPLETED
    medians = bench.medians(commands, 40)
    least = next(iter(medians.values()))
    table(
        "a piped question (bars 1.25; TAB 1.5)", medians, least, {name: bench.peak(commands[name]) for name in commands}
    )
    return least


def peers(bench: Bench) -> None:
    """Measure a year's events beside yq on the same YAML files and sqlite-utils on the exported database."""
    database = bench.folder / "karabakh.db"
    bench.seconds([KARABAKH, "export", str(database)])
    files = sorted(map(str, (FACTS / "events").glob("*.yaml")))
    commands: dict[str, Command] = {
        "karabakh events 1993": [KARABAKH, "events", "1993"],
        "yq (bar 0.5)": ["yq", "-r", '.[] | select(.date | startswith("1993")) | [.id, .date, .title] | @tsv', *files],
        "sqlite-utils (bar 0.75)": [
            "sqlite-utils", "query", "--tsv", str(database),
            "SELECT id, date, title FROM events WHERE earliest <= '1993-12-31' AND latest >= '1993-01-01'",
        ],
    }  # fmt: skip
    medians = bench.medians(commands, 10)
    ours = medians["karabakh events 1993"]
    print(f"\n{'beside peers':52}{'ours/it':>8}{'ms':>10}")
    for name, taken in medians.items():
        print(f"{name:52}{ours / taken:8.2f}{taken * 1000:10.1f}", flush=True)


def compiling(bench: Bench, name: str, facts: Path, turns: int) -> None:
    """Measure the first compile of a folder beside a bare parse, and a compile after one of its files changed."""
    copy = Path(shutil.copytree(facts, bench.folder / "copy"))
    asked = [KARABAKH, *DAY, "--facts", str(copy)]
    taken: dict[str, list[float]] = {"bare": [], "first": [], "change": [], "fresh": []}
    changed = sorted((copy / "events").glob("*.yaml"))[0]
    for turn in range(turns):
        shutil.rmtree(bench.folder / "cache", ignore_errors=True)
        taken["bare"].append(bench.seconds([sys.executable, "-c", BARE_PARSE, str(copy)]))
        taken["first"].append(bench.seconds(asked))
        changed.write_text(changed.read_text().replace("  summary: ", f"  summary: Turn {turn}, ", 5))
        taken["change"].append(bench.seconds(asked))
        taken["fresh"].append(bench.seconds(asked))
    bare, first, change, fresh = (statistics.median(times) for times in taken.values())
    shutil.rmtree(bench.folder / "cache", ignore_errors=True)
    memory = bench.peak(asked)
    print(f"\n{'compiling ' + name:52}{'ratio':>8}{'ms':>10}{'MiB':>9}")
    print(f"{'bare C parse of the same YAML':52}{1:8.2f}{bare * 1000:10.1f}")
    print(f"{'first compile, with its question (bar 2.0)':52}{first / bare:8.2f}{first * 1000:10.1f}{memory:9.1f}")
    print(f"{'first compile, less a fresh question':52}{(first - fresh) / bare:8.2f}{(first - fresh) * 1000:10.1f}")
    print(f"{'after one file changed, to the first (bar 0.35)':52}{change / first:8.2f}{change * 1000:10.1f}")
    alone = (change - fresh) / (first - fresh)
    print(f"{'the same, each less a fresh question':52}{alone:8.2f}{(change - fresh) * 1000:10.1f}", flush=True)
    shutil.rmtree(copy)


def growth(bench: Bench, folders: dict[int, Path]) -> None:
    """Measure a day's events among many beside those among the built-in facts."""
    commands: dict[str, Command] = {"a day among the built-in facts": [KARABAKH, *DAY]}
    commands |= {f"a day among {size:,} events": [KARABAKH, *DAY, "--facts", str(folders[size])] for size in folders}
    medians = bench.medians(commands, 20)
    memory = {name: bench.peak(commands[name]) for name in commands}
    table("growth (bar 1.35 at 20,000)", medians, medians["a day among the built-in facts"], memory)


def main() -> None:
    """Measure and print the tables."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        questions(bench)
        peers(bench)
        compiling(bench, "the built-in facts", FACTS, 7)
        folders = {}
        for size in sizes:
            folders[size] = bench.folder / f"facts-{size}"
            generate(folders[size], size)
            compiling(bench, f"{size:,} events in 20 files", folders[size], 1 if size > 50_000 else 3)
        growth(bench, folders)


if __name__ == "__main__":
    main()
