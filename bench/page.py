"""What the exported page costs: to write, beside an export of JSON; to open, to search and to go through in Chromium.

`python bench/page.py` prints a table of medians; it needs Chromium, its driver and Selenium (the extra `browser`).
"""

import gzip
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from selenium import webdriver

KARABAKH = str(Path(sys.executable).parent / "karabakh")
TURNS = 7
TYPED = ("armenian forces take shusha in may 1992", "how many azerbaijanis were displaced", "Ходжалы", "Շուշի 1992")
FOLLOWED = ("Events", "shusha-captured-1992", "baku", "Sources", "Disputes", "")
NAVIGATION = "const [it] = performance.getEntriesByType('navigation'); return it.loadEventEnd"
TYPE = """const box = document.querySelector("[role=search] input"), begun = performance.now();
    box.value = arguments[0]; box.dispatchEvent(new Event("input")); document.body.offsetHeight;
    return performance.now() - begun"""
GO = """const begun = performance.now(); page.show(arguments[0] || "Overview"); document.body.offsetHeight;
    return performance.now() - begun"""


def seconds_of(command: Sequence[str]) -> tuple[float, float]:
    """Return how long a command takes, on the clock and of the processor."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, used


def written(folder: Path) -> Path:
    """Print what writing takes, in turns with JSON, and how large the page is; return it."""
    taken: dict[str, list[tuple[float, float]]] = {"json": [], "html": []}
    for _ in range(TURNS):
        for ending, times in taken.items():
            times.append(seconds_of([KARABAKH, "export", str(folder / f"facts.{ending}"), "--force"]))
    clock, used = ({ending: statistics.median(column) for ending, column in each} for each in (
        [(ending, [turn[at] for turn in turns]) for ending, turns in taken.items()] for at in (0, 1)
    ))  # fmt: skip
    row("export .json", f"{clock['json']:.2f} s, {used['json']:.2f} s of the processor")
    row("export .html", f"{clock['html']:.2f} s, {used['html']:.2f} s of the processor")
    row("their ratio", f"{clock['html'] / clock['json']:.1f}, {used['html'] / used['json']:.1f} of the processor")
    file = folder / "facts.html"
    content = file.read_bytes()
    row("size", f"{len(content) / 1e6:.1f} MB, {len(gzip.compress(content, 6)) / 1e6:.2f} MB compressed")
    return file


def in_a_browser(file: Path) -> None:
    """Print how long it takes to open the page, until every word is read, to answer what is typed, to follow links."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1200,900"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        opened = []
        for _ in range(TURNS):
            driver.get(file.as_uri())
            opened.append(driver.execute_script(NAVIGATION))
        row("opens in", in_milliseconds(opened))
        begun = time.perf_counter()
        while not driver.execute_script("return Boolean(searching.vocabulary)"):
            time.sleep(0.02)
        row("every word is read after", f"{time.perf_counter() - begun:.1f} s")
        keys = [words[:end] for words in TYPED for end in range(1, len(words) + 1)]
        row("a search answers a key in", in_milliseconds(each(driver.execute_script, TYPE, keys)))
        row("a link is followed in", in_milliseconds(each(driver.execute_script, GO, FOLLOWED)))
    finally:
        driver.quit()


def each(run: Callable[..., Any], script: str, arguments: Sequence[str]) -> list[float]:
    """Return what a script gives for each argument."""
    return [run(script, argument) for argument in arguments]


def in_milliseconds(times: Sequence[float]) -> str:
    """Say the median of times, and the longest."""
    return f"{statistics.median(times):.0f} ms, at most {max(times):.0f} ms"


def row(what: str, how_much: str) -> None:
    """Print a line of the table."""
    print(f"| {what} | {how_much} |", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        in_a_browser(written(Path(name)))
