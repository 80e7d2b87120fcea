"""Records <-> rows of plain tables, without loss: the one relational form that every tabular export writes.

A record has a row in the table of its kind; what it holds several of has a table of its own, with the position in the
record's list. Every record also has a row in `records`, which the tables that belong to all kinds point to.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from karabakh_cli.model.dates import BEGINNING, END, parse_state

Row = tuple[Any, ...]


class Column(NamedTuple):
    """A column: its name, its type (string, date, number, integer, boolean), and the table whose `id` it points to."""

    name: str
    type: str = "string"
    references: str = ""


class Table(NamedTuple):
    """A table, what it holds, and its columns; the first `keys` of them are its primary key.

    With a `parent` all but the last column of the primary key point to the primary key of that table.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    keys: int = 1
    parent: "Table | None" = None

    @property
    def title(self) -> str:
        """The name in words."""
        return self.name.replace("_", " ").capitalize()

    def foreign_keys(self) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """Give what points to other tables: the columns, the table, and the columns there."""
        for column in self.columns:
            if column.references:
                yield (column.name,), column.references, ("id",)
        if self.parent:
            own = tuple(column.name for column in self.columns[: self.keys - 1])
            yield own, self.parent.name, tuple(column.name for column in self.parent.columns[: self.parent.keys])


class List(NamedTuple):
    """A field of a kind of record that holds several things: its table, and a column for each key of a thing."""

    table: str
    description: str
    kind: str
    field: str
    keys: tuple[tuple[str, Column], ...]


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


_ID = Column("id", references="records")
_DATED = (Column("earliest", "date"), Column("latest", "date"))
_NAMES = _texts("name", "name_az", "name_hy", "name_ru")
_NUMBERS = (Column("low", "number"), Column("best", "number"), Column("high", "number"))
_DISPUTED = Column("disputed", "boolean")
_RECORD, _POSITION = Column("record", references="records"), Column("position", "integer")
_START_AND_END = tuple((column.name, column) for column in (*_texts("start", "end"), *_DATED))

MAIN = {
    "event": Table(
        "events",
        "What happened, oldest first",
        (
            _ID, *_texts("title", "also", "kind", "date"), *_DATED, *_texts("date_note", "clarity"),
            Column("key", "boolean"), Column("summary"), Column("part_of", references="events"),
            *_texts("in_force_start", "in_force_end"), Column("in_force_earliest", "date"),
            Column("in_force_latest", "date"), Column("in_force_observance"), _DISPUTED,
        ),
    ),
    "actor": Table(
        "actors",
        "States, forces, bodies, groups and persons",
        (_ID, *_NAMES, *_texts("also", "kind", "side", "summary"), _DISPUTED),
    ),
    "place": Table(
        "places",
        "Places; within as internationally recognised at the time",
        (
            _ID, *_NAMES, *_texts("also", "kind"), Column("within", references="places"),
            Column("seat_of", references="places"), Column("lat", "number"), Column("lon", "number"), Column("summary"),
            _DISPUTED,
        ),
    ),
    "figure": Table(
        "figures",
        "How many: a stock is of a moment, a flow of a period; flows are never added",
        (
            _ID, *_texts("title", "measure", "kind", "of"), *_NUMBERS, *_texts("quantifier", "unit", "as_of", "period"),
            *_DATED, Column("exhaustive", "boolean"), Column("question"), Column("event", references="events"),
            Column("note"), _DISPUTED,
        ),
    ),
    "source": Table(
        "sources",
        "What the facts rest on",
        (
            _ID, *_texts("type", "title", "author", "publisher", "issued"), *_DATED,
            *_texts("url", "number", "language", "standing", "note"), Column("cited", "integer"),
        ),
    ),
}  # fmt: skip
LISTS = (
    List("event_places", "Where events happened", "event", "places", (("id", Column("place", references="places")),)),
    List("event_concerns", "The places that events were about", "event", "concerns",
         (("id", Column("place", references="places")),)),
    List("event_participants", "Whom sources name in events", "event", "participants",
         (("actor", Column("actor", references="actors")), ("role", Column("role")))),
    List("event_related", "Events to see beside others", "event", "related",
         (("id", Column("related", references="events")),)),
    List("event_figures", "Figures about events", "event", "figures",
         (("id", Column("figure", references="figures")),)),
    List("actor_members", "Which actors belong to others", "actor", "member_of",
         (("id", Column("member_of", references="actors")),)),
    List("actor_offices", "Who held an office, from when to when", "actor", "offices",
         (("office", Column("office")), ("of", Column("of", references="actors")), *_START_AND_END)),
    List("place_control", "Who held a place on the ground, from when to when", "place", "control",
         (("by", Column("by", references="actors")), *_START_AND_END)),
    List("figure_places", "Where figures were counted", "figure", "places",
         (("id", Column("place", references="places")),)),
    List("figure_origins", "Where people left", "figure", "origin", (("id", Column("place", references="places")),)),
    List("figure_destinations", "Where people went", "figure", "destination",
         (("id", Column("place", references="places")),)),
    List("figure_composition", "How figures stand to wholes", "figure", "composition",
         (("figure", Column("part", references="figures")), ("relation", Column("relation")))),
    List("figure_excludes", "What figures leave out", "figure", "excludes",
         (("id", Column("excluded", references="figures")),)),
)  # fmt: skip
_DISPUTES = Table("disputes", "Points on which sources differ", (_RECORD, _POSITION, Column("about")), 2)
_COMMON = (
    Table("spellings", "Other spellings that a record is found by", (_RECORD, _POSITION, Column("spelling")), 2),
    _DISPUTES,
    Table(
        "positions",
        "The positions of each dispute",
        (_RECORD, Column("dispute", "integer"), _POSITION, *_texts("says", "by")),
        3,
        _DISPUTES,
    ),
    Table("waivers", "Warnings that do not hold, with the reason", (_RECORD, _POSITION, *_texts("rule", "reason")), 2),
    Table(
        "citations",
        "What each source says, and where in it; part is record, or the list and the places in it that are cited for",
        (_RECORD, Column("part"), _POSITION, Column("source", references="sources"), *_texts("locator", "gives")),
        3,
    ),
)
TABLES = (
    Table("records", "Every record, of any kind", (Column("id"), *_texts("kind", "title"))),
    *MAIN.values(),
    *(
        Table(
            list_.table,
            list_.description,
            (Column(list_.kind, references=f"{list_.kind}s"), _POSITION, *(column for _, column in list_.keys)),
            2,
        )
        for list_ in LISTS
    ),
    *_COMMON,
)
_DERIVED = ("earliest", "latest", "disputed", "cited")


def rows(records: Iterable[dict[str, Any]]) -> dict[str, list[Row]]:
    """Return the rows of every table, by its name, for whole records."""
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for record in records:
        for table, row in _rows_of(record):
            found[table].append(row)
    return found


def _rows_of(record: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    id_, kind = record["id"], record["record"]
    yield "records", (id_, kind, record.get("title") or record["name"])
    yield MAIN[kind].name, tuple(_flat(record, column.name) for column in MAIN[kind].columns)
    yield from _cited(id_, "record", record.get("sources"))
    for list_ in LISTS:
        for position, item in enumerate(map(bounded, record[list_.field] if list_.kind == kind else ())):
            yield list_.table, (id_, position, *(_reference(item[key]) for key, _ in list_.keys))
            yield from _cited(id_, f"{list_.field} {position}", item.get("sources"))
    for position, spelling in enumerate(record.get("also", ())):
        yield "spellings", (id_, position, spelling)
    for number, dispute in enumerate(record.get("disputes", ())):
        yield "disputes", (id_, number, dispute["about"])
        for position, held in enumerate(dispute["positions"]):
            yield "positions", (id_, number, position, held["says"], held["by"])
            yield from _cited(id_, f"disputes {number} {position}", held["sources"])
    for position, waiver in enumerate(record["waive"]):
        yield "waivers", (id_, position, waiver["rule"], waiver["reason"])


def _cited(id_: str, part: str, citations: list[dict[str, Any]] | None) -> Iterator[tuple[str, Row]]:
    for position, citation in enumerate(citations or ()):
        yield "citations", (id_, part, position, citation["source"], citation["locator"], citation["gives"])


def _flat(record: dict[str, Any], column: str) -> Any:
    """Return the value of a column: of a field, or of a key of a field that holds one thing."""
    for prefix, field in (("name_", "names"), ("in_force_", "in_force")):
        if column.startswith(prefix):
            return bounded(record[field] or {}).get(column.removeprefix(prefix))
    if column == "also":
        return "; ".join(record["also"]) or None
    return _reference(record.get(column))


def bounded(part: dict[str, Any]) -> dict[str, Any]:
    """Add the first and last day that a state may have held to it, None where that is open; others stay as they are."""
    if "start" not in part:
        return part
    span = parse_state(part["start"], part["end"])
    earliest = None if span.earliest_start == BEGINNING else span.earliest_start
    return part | {"earliest": earliest, "latest": None if span.latest_end == END else span.latest_end}


def _reference(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value


def records(tables: Mapping[str, Iterable[Row]]) -> list[dict[str, Any]]:
    """Return the records that rows were made of, each with its own fields: references as ids, as facts files have them.

    The rows may come in any order. What is derived (bounds of dates, disputed, uses) is left out.
    """
    parts = _Parts(tables)
    return [
        parts.record(kind, dict(zip((column.name for column in table.columns), row, strict=True)))
        for kind, table in MAIN.items()
        for row in tables[table.name]
    ]


class _Parts:
    """The rows of the tables that hold parts of records, by the record and the part they belong to, in order."""

    def __init__(self, tables: Mapping[str, Iterable[Row]]) -> None:
        keys = {table.name: table.keys for table in TABLES}
        self.by_owner: dict[tuple[str, tuple[Any, ...]], list[Row]] = {}
        for name in [*(list_.table for list_ in LISTS), *(table.name for table in _COMMON)]:
            for row in sorted(tables[name], key=lambda row: row[: keys[name]]):
                self.by_owner.setdefault((name, row[: keys[name] - 1]), []).append(row)

    def of(self, table: str, *owner: Any) -> list[Row]:
        return self.by_owner.get((table, owner), [])

    def record(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        id_ = row["id"]
        record = {"record": kind, **_deepened(row)}
        for list_ in LISTS:
            if list_.kind == kind:
                record[list_.field] = [self._item(list_, id_, values) for _, *values in self.of(list_.table, id_)]
        if kind in ("event", "actor", "place"):
            record["also"] = [spelling for *_, spelling in self.of("spellings", id_)]
        if kind != "source":
            record["disputes"] = [self._dispute(id_, *values) for _, *values in self.of("disputes", id_)]
            record["sources"] = self._citations(id_, "record")
        record["waive"] = [{"rule": rule, "reason": reason} for *_, rule, reason in self.of("waivers", id_)]
        return record

    def _item(self, list_: List, id_: str, values: list[Any]) -> Any:
        position, *values = values
        keys = [key for key, _ in list_.keys]
        item = {key: value for key, value in zip(keys, values, strict=True) if key not in _DERIVED}
        if list_.field in ("offices", "control"):
            item["sources"] = self._citations(id_, f"{list_.field} {position}")
        return item["id"] if set(item) == {"id"} else item

    def _dispute(self, id_: str, number: int, about: str) -> dict[str, Any]:
        positions = [
            {"says": says, "by": by, "sources": self._citations(id_, f"disputes {number} {position}")}
            for *_, position, says, by in self.of("positions", id_, number)
        ]
        return {"about": about, "positions": positions}

    def _citations(self, id_: str, part: str) -> list[dict[str, Any]]:
        rows = self.of("citations", id_, part)
        return [{"source": source, "locator": locator, "gives": gives} for *_, source, locator, gives in rows]


def _deepened(row: dict[str, Any]) -> dict[str, Any]:
    """Put the columns of a field that holds one thing together again."""
    record = {name: value for name, value in row.items() if name not in _DERIVED}
    for prefix, field in (("name_", "names"), ("in_force_", "in_force")):
        columns = [name for name in row if name.startswith(prefix)]
        if columns:
            inner = {name.removeprefix(prefix): record.pop(name) for name in columns}
            inner = {name: value for name, value in inner.items() if name not in _DERIVED}
            record[field] = inner if field == "names" or any(inner.values()) else None
    return record


def own_fields(record: dict[str, Any]) -> dict[str, Any]:
    """Return a whole record with its own fields alone: references as ids, nothing derived."""
    left_out = {*_DERIVED, "events", "cited_by", "match"}
    return {name: _own(value) for name, value in record.items() if name not in left_out}


def _own(value: Any) -> Any:
    if isinstance(value, list):
        return [_own(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) in ({"id", "name"}, {"id", "title"}):
        return value["id"]
    described = ("name", "title", "standing", "url")  # what stands beside a reference for the reader
    return {key: _own(inner) for key, inner in value.items() if key not in described}
