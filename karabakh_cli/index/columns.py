"""The columns of the index that questions read: the bounds of a date, and the cells of a row."""

from karabakh_cli.model.columns import COLUMNS

SPAN = ("earliest_start", "latest_start", "earliest_end", "latest_end", "qualified")
CELLS = tuple(f"cell{number}" for number in range(max(map(len, COLUMNS.values()))))
