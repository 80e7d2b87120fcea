"""An answer: the records that a question found, each with its row and its whole, before it has any form."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from karabakh_cli.columns import cell


class Hit(NamedTuple):
    """A record found: its row in the order of the answer's columns, and the whole of it as JSON.

    `match` says whether its date is certainly or only possibly within the days asked about, or, for a state on a
    day (`match_name` is then `certainty`), how certain that is; "" if no days were asked about.
    """

    cells: Sequence[str | int | float]
    body: str
    match: str = ""
    match_name: str = "match"

    def whole(self) -> dict[str, Any]:
        """Return the record with every field, and `match` where days were asked about."""
        import json  # rows do without it

        record: dict[str, Any] = json.loads(self.body)
        return record | {self.match_name: self.match} if self.match else record


class Around(NamedTuple):
    """The ids of what stands around an event: events before and after it, its parts, and its figures."""

    before: list[str]
    after: list[str]
    parts: list[str]
    figures: list[str]


class Answer(NamedTuple):
    """What a question found: `kind` is the kind of its records, or `search` or `show` where kinds are mixed."""

    kind: str
    columns: tuple[str, ...]
    hits: Sequence[Hit]
    emptied_by: str = ""
    """Where nothing was found: what each filter alone would have left."""
    related: Mapping[str, dict[str, Any]] = {}
    """Records that those found refer to, whole and by id, where a picture or a page needs them."""
    around: Mapping[str, Around] = {}
    """What stands around the events found, by their ids, where a page tells of it."""

    def row(self, hit: Hit, fields: Sequence[str]) -> list[str | int | float]:
        """Return some fields of a record as cells: a column as it stands in the row, any other from the whole."""
        known = dict(zip(self.columns, hit.cells, strict=False))
        if not all(name in known for name in fields):
            whole = hit.whole()
            known |= {name: cell(whole, name) for name in fields if name not in known}
        return [known[name] for name in fields]
