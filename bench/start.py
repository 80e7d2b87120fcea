"""What a piped question costs beside an empty Typer app with as many commands: `python bench/start.py`.

Both run in turns, in one environment, so that the ratio holds while the machine's speed drifts. Prints the medians'
ratio and each command's peak memory.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 40
QUESTIONS = (["events", "1993"], ["show", "shusha"], ["search", "lachin", "corridor"], ["compare", "khojaly"])
COMPLETED = {"_KARABAKH_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "karabakh show shu"}
COMMANDS = (
    "events", "timeline", "actors", "places", "figures", "refugees", "sources", "show", "search", "compare", "on",
    "map", "disputes", "check",
)  # fmt: skip
FLOOR = (
    "import typer\napp = typer.Typer()\n"
    + "".join(f"@app.command()\ndef {name}():\n    pass\n" for name in COMMANDS)
    + "app()\n"
)


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Run a command with its output in a pipe and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    return time.perf_counter() - start


def peak_memory(command: list[str], environment: dict[str, str]) -> float:
    """Run a command in a process of its own and return the most memory it held, in MiB."""
    probe = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run([sys.executable, "-c", probe, *command], capture_output=True, check=True, env=environment)
    return int(run.stdout) / (1024 if sys.platform == "linux" else 1024 * 1024)


def main() -> None:
    """Measure and print the table."""
    karabakh = str(Path(sys.executable).with_name("karabakh"))
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"XDG_CACHE_HOME": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        floor = Path(folder, "floor.py")
        floor.write_text(FLOOR)
        commands = {"empty Typer app": [sys.executable, str(floor), "check"]}
        commands |= {" ".join(question): [karabakh, *question] for question in QUESTIONS}
        commands["TAB after show shu"] = ["env", *(f"{name}={value}" for name, value in COMPLETED.items()), karabakh]
        for command in commands.values():
            seconds(command, environment)  # compiles what is compiled once
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                times[name].append(seconds(command, environment))
        medians = {name: statistics.median(taken) for name, taken in times.items()}
        least = medians["empty Typer app"]
        print(f"{'':30}{'ratio':>7}{'median ms':>11}{'peak MiB':>10}")
        for name, median in medians.items():
            memory = peak_memory(commands[name], environment)
            print(f"{name:30}{median / least:7.2f}{median * 1000:11.1f}{memory:10.1f}")


if __name__ == "__main__":
    main()
