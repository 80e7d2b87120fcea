"""The promises of docs/reliability.md and SECURITY.md are those that are tried."""

import re
from pathlib import Path

from karabakh_cli.read import strict_yaml
from karabakh_cli.read.folder import MOST_ENTRIES
from trials.__main__ import TRIALS
from trials.targets import TARGETS

ROOT = Path(__file__).parent.parent.parent
RELIABILITY = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_the_table_of_trials_is_that_of_the_command():
    """Every trial stands in the table, as often as the command tries it, with nothing that failed."""
    section = RELIABILITY.partition("## A fuzzer")[0]
    rows = re.findall(r"^\| (.+) \| ([\d,]+) \| (\d+) \|$", section, flags=re.M)
    # Other tests may have made some known first.
    assert sorted(rows) == sorted((trial.what, f"{trial.times * trial.each:,}", "0") for trial in TRIALS)


def test_every_target_of_the_fuzzer_is_told_of():
    """The fuzzer's table has each of its targets."""
    section = RELIABILITY.partition("## A fuzzer")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, flags=re.M) == list(TARGETS)


def test_the_limits_are_those_of_the_program():
    """SECURITY.md names the limits that the program keeps."""
    for limit in (
        f"{strict_yaml.LARGEST_FILE // 1024 // 1024} MiB",
        f"{strict_yaml.MOST_EVENTS:,} keys",
        f"{strict_yaml.DEEPEST} levels",
        f"{strict_yaml.LONGEST_VALUE:,} characters",
        f"{MOST_ENTRIES:,} files",
    ):
        assert limit in " ".join(SECURITY.split())
