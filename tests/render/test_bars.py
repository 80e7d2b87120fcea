"""Counts as bars: the longest is of the value with the most, and every bar is as long as its count."""

import json

import pytest

from karabakh_cli.model.answer import Answer, Hit
from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.render.bars import of_counts
from karabakh_cli.render.style import Style


def counted(*counts: int) -> Answer:
    """Return counts of a field, the most first."""
    rows = [(f"value-{number}", count) for number, count in enumerate(counts)]
    whole = {"record": "count", "by": ["kind"], "name": None, "value2": None, "name2": None}
    bodies = [json.dumps({**whole, "value": value, "count": count}) for value, count in rows]
    return Answer("count", COLUMNS["count"], [Hit(row, body) for row, body in zip(rows, bodies, strict=True)])


@pytest.mark.parametrize(("ascii", "full", "least"), [(True, "#", "."), (False, "█", "▏")])
def test_a_bar_is_as_long_as_its_count(ascii, full, least):
    """Half as many have a bar half as long, and one of a thousand a mark of its own, in plain characters too."""
    lines = [*of_counts(counted(1000, 500, 1), Style("table", width=120, ascii=ascii)).lines]
    bars = [line.split()[-1] for line in lines[:3]]
    assert set(bars[0]) == {full}
    assert len(bars[1]) * 2 == len(bars[0]) <= 60
    assert bars[2] == least
