"""The columns of the index that questions read: the bounds of a date, those of a state, and the cells of a row."""

from karabakh_cli.model.columns import COLUMNS
from karabakh_cli.model.dates import Lasting, Span

SPAN = Span._fields
LASTING = Lasting._fields
CELLS = tuple(f"cell{number}" for number in range(max(map(len, COLUMNS.values()))))

KEYS = 1_000_000
"""The keys that a record has for its times and its states, from its number times this on: more than a facts file holds.

So an R-tree alone tells whose a time is: a column beside its bounds would be read from another table, row by row.
"""
