"""The tables that records are written into: the one relational form of every tabular export.

A record has a row in the table of its kind; what it holds several of has a table of its own, with the position in the
record's list. Every record also has a row in `records`, which the tables that belong to all kinds point to.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


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
_NUMBERS = (Column("low", "number"), Column("best", "number"), Column("high", "number"))
_DISPUTED, _CHECKED = Column("disputed", "boolean"), Column("checked", "date")
_RECORD, _POSITION = Column("record", references="records"), Column("position", "integer")
_START_AND_END = tuple((column.name, column) for column in (*_texts("start", "end"), *_DATED))

_MAIN = {
    "event": Table(
        "events",
        "What happened, oldest first",
        (
            _ID, *_texts("title", "also", "kind", "date"), *_DATED, *_texts("date_note", "clarity"),
            Column("key", "boolean"), Column("summary"), Column("part_of", references="events"),
            *_texts("in_force_start", "in_force_end"), Column("in_force_earliest", "date"),
            Column("in_force_latest", "date"), Column("in_force_observance"), _DISPUTED, _CHECKED,
        ),
    ),
    "actor": Table(
        "actors",
        "States, forces, bodies, groups and persons",
        (_ID, *_texts("name", "name_*"), *_texts("also", "kind", "side", "summary"), _DISPUTED, _CHECKED),
    ),
    "place": Table(
        "places",
        "Places; within as internationally recognised at the time",
        (
            _ID, *_texts("name", "name_*"), *_texts("also", "kind"), Column("within", references="places"),
            Column("seat_of", references="places"), Column("lat", "number"), Column("lon", "number"),
            Column("summary"), _DISPUTED, _CHECKED,
        ),
    ),
    "figure": Table(
        "figures",
        "How many: a stock is of a moment, a flow of a period; flows are never added",
        (
            _ID, *_texts("title", "measure", "kind", "of"), *_NUMBERS,
            *_texts("quantifier", "unit", "as_of", "period"),
            *_DATED, Column("exhaustive", "boolean"), Column("question"), Column("event", references="events"),
            Column("note"), _DISPUTED, Column("actor", references="actors"), Column("counted"), _CHECKED,
        ),
    ),
    "source": Table(
        "sources",
        "What the facts rest on",
        (
            _ID, *_texts("type", "title", "author", "publisher", "issued"), *_DATED,
            *_texts("url", "number", "language", "standing", "note"), Column("cited", "integer"), Column("read"),
            _CHECKED,
        ),
    ),
}  # fmt: skip
_PROVISIONS = List("event_provisions", "What each point of a text asks, grants or states", "event", "provisions",
                   (("point", Column("point")), ("asks", Column("asks"))))  # fmt: skip
LISTS = (
    List("event_places", "Where events happened", "event", "places", (("id", Column("place", references="places")),)),
    List("event_concerns", "The places that events were about", "event", "concerns",
         (("id", Column("place", references="places")),)),
    List("event_participants", "Whom sources name in events", "event", "participants",
         (("actor", Column("actor", references="actors")), ("role", Column("role")),
          ("for", Column("for_actor", references="actors")))),
    _PROVISIONS,
    List("event_related", "Events to see beside others", "event", "related",
         (("id", Column("related", references="events")),)),
    List("event_figures", "Figures about events", "event", "figures",
         (("id", Column("figure", references="figures")),)),
    List("actor_members", "Which actors belong to others, from when to when where that is known", "actor", "member_of",
         (("id", Column("member_of", references="actors")), *_START_AND_END)),
    List("actor_offices", "Who held an office, from when to when", "actor", "offices",
         (("office", Column("office")), ("of", Column("of", references="actors")), *_START_AND_END,
          ("acting", Column("acting", "boolean")))),
    List("place_control", "Who held a place on the ground, from when to when", "place", "control",
         (("by", Column("by", references="actors")), *_START_AND_END, ("in_part", Column("in_part", "boolean")),
          ("note", Column("note")))),
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
_OUTLINES = Table(
    "outlines",
    "The points of the closed rings that bound a country or a region",
    (
        Column("place", references="places"), Column("ring", "integer"), _POSITION, Column("lon", "number"),
        Column("lat", "number"),
    ),
    3,
)  # fmt: skip
_DISPUTES = Table("disputes", "Points on which sources differ", (_RECORD, _POSITION, *_texts("about", "question")), 2)
COMMON = (
    _OUTLINES,
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
        (
            _RECORD,
            Column("part"),
            _POSITION,
            Column("source", references="sources"),
            *_texts("locator", "gives"),
            *_texts("according_to", "standing"),
        ),
        3,
    ),
)


class Tables(NamedTuple):
    """All tables: those of the kinds of record, by kind, and every one in the order in which they are written."""

    main: dict[str, Table]
    every: tuple[Table, ...]


def tables_for(languages: Iterable[str]) -> Tables:
    """Return the tables for records with names in some languages, given by their codes."""
    names = tuple(Column(f"name_{code}") for code in languages)
    main = {
        kind: table._replace(columns=tuple(column for each in table.columns for column in _expanded(each, names)))
        for kind, table in _MAIN.items()
    }
    lists = {list_.table: _of_list(list_) for list_ in LISTS}
    addressed = Table(
        "provision_actors",
        "Whom each provision binds or addresses",
        (
            *lists[_PROVISIONS.table].columns[:1],
            Column("provision", "integer"),
            _POSITION,
            Column("actor", references="actors"),
        ),
        3,
        lists[_PROVISIONS.table],
    )
    records = Table("records", "Every record, of any kind", (Column("id"), *_texts("kind", "title")))
    return Tables(main, (records, *main.values(), *lists.values(), addressed, *COMMON))


def _of_list(list_: List) -> Table:
    """Return the table of a field that holds several things."""
    owner = Column(list_.kind, references=f"{list_.kind}s")
    return Table(list_.table, list_.description, (owner, _POSITION, *(column for _, column in list_.keys)), 2)


def _expanded(column: Column, names: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return a column, or those of the names in other languages in place of `name_*`."""
    return names if column.name == "name_*" else (column,)
