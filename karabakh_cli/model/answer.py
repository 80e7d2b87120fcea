"""An answer: the records that a question found, each with its row and its whole, before it has any form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, overload

from karabakh_cli.model.columns import cell
from karabakh_cli.model.dates import BEGINNING, END
from karabakh_cli.model.reading import Reading

_PARTS = (
    "kind", "columns", "hits", "why_empty", "related", "around", "reading", "pattern", "notes", "total", "certain"
)  # fmt: skip
R_co = TypeVar("R_co", covariant=True)


class Hit(NamedTuple):
    """A record found: its row in the order of the answer's columns, and the whole of it as JSON.

    `match` says whether its date is certainly or only possibly within the days asked about, or, for a state on a
    day (`match_name` is then `certainty`), how certain that is; "" if no days were asked about.
    """

    cells: Sequence[str | int | float]
    body: str
    match: str = ""
    match_name: str = "match"
    beside: Mapping[str, str] = {}
    """What else the answer says of the record, as an excerpt."""

    def record(self) -> dict[str, Any]:
        """Return the record with every field, and `match` where days were asked about."""
        import json  # rows do without it

        record: dict[str, Any] = json.loads(self.body)
        return {**record, **self.beside, **({self.match_name: self.match} if self.match else {})}


class Around(NamedTuple):
    """The ids of what stands around an event: events before and after it, its parts, and its figures."""

    before: list[str]
    after: list[str]
    parts: list[str]
    figures: list[str]


class Answer(Sequence[R_co], Generic[R_co]):
    """What a question found: a sequence of whole records, as `--json` prints them.

    `kind` is the kind of the records, or that of the answer where its records are mixed or have none: search, show,
    compare, on, map, dispute. `columns` name the cells of each of the `hits`. Where nothing was found, `why_empty`
    says why. `related` has records that those found refer to, whole and by id, where a picture or a page needs
    them, and `around` what stands around events, by their ids, for a page. `reading` is how the question was read,
    `pattern` the regular expression of the words that were found, and `notes` what must be said beside the answer.
    `total` is how many were found before a slice was taken. `certain` is how many of them, the first ones, certainly
    lie within the days asked about; None where the answer is not parted so.
    """

    def __init__(
        self,
        kind: str,
        columns: tuple[str, ...],
        hits: Sequence[Hit],
        why_empty: str = "",
        related: Mapping[str, dict[str, Any]] | None = None,
        around: Mapping[str, Around] | None = None,
        reading: Reading | None = None,
        pattern: str = "",
        notes: tuple[str, ...] = (),
        total: int | None = None,
        certain: int | None = None,
    ) -> None:
        self.kind, self.columns, self.hits, self.why_empty = kind, columns, hits, why_empty
        self.related, self.around, self.reading = related or {}, around or {}, reading or Reading()
        self.pattern, self.notes = pattern, notes
        self.total, self.certain = len(hits) if total is None else total, certain

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, index: int) -> R_co: ...
    @overload
    def __getitem__(self, index: slice) -> "Answer[R_co]": ...
    def __getitem__(self, index: int | slice) -> "R_co | Answer[R_co]":
        if isinstance(index, slice):
            return self._with(hits=self.hits[index])
        return self.hits[index].record()  # type: ignore[return-value] # a record of the answer's kind, by the index

    def __iter__(self) -> Iterator[R_co]:
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Tell whether another answer has the same records, however it was asked for."""
        if not isinstance(other, Answer):
            return NotImplemented
        return (self.kind, self.columns, [*self.hits]) == (other.kind, other.columns, [*other.hits])

    def __repr__(self) -> str:
        return f"<Answer: {len(self)} of kind {self.kind}>"

    def with_more(
        self, related: Mapping[str, dict[str, Any]], around: Mapping[str, Around] | None = None
    ) -> "Answer[R_co]":
        """Return the same answer with what a picture or a page tells of beside the records found."""
        return self._with(related=related, around=around or {})

    def certain_first(self) -> "Answer[R_co]":
        """Return the answer with what certainly lies within the days asked about first, as it was, then all else.

        What is only possible, or spans more than these days, follows by how many days it may lie outside them, the
        nearest first. Without days in the question, or of what has no date, the answer stays as it is.
        """
        window = self.reading.window
        if window is None:
            return self
        times = ((record["earliest"] or BEGINNING, record["latest"] or END) for record in map(Hit.record, self.hits))
        outside = [window.days_outside(*time) for time in times]
        doubtful = [days > 0 or hit.match != "certain" for days, hit in zip(outside, self.hits, strict=True)]
        order = sorted(range(len(self)), key=lambda place: (doubtful[place], doubtful[place] and outside[place]))
        return self._with(hits=[self.hits[place] for place in order], certain=doubtful.count(False))

    def _with(self, **changed: Any) -> "Answer[R_co]":
        """Return the same answer with some of its parts changed."""
        parts = {name: getattr(self, name) for name in _PARTS}
        return Answer(**(parts | changed))

    def row(self, hit: Hit, fields: Sequence[str]) -> list[str | int | float]:
        """Return some fields of a record as cells: a column as it stands in the row, any other from the whole."""
        known = dict(zip(self.columns, hit.cells, strict=False))
        if not all(name in known for name in fields):
            whole = hit.record()
            known |= {name: cell(whole, name) for name in fields if name not in known}
        return [known[name] for name in fields]
