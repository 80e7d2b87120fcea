"""Records -> the rows of the tables, without loss.

A record has a row in the table of its kind; what it holds several of has a table of its own, with the position in the
record's list. Every record also has a row in `records`, which the tables that belong to all kinds point to.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from karabakh_cli.export.tables import LISTS, Tables
from karabakh_cli.model.columns import label_of
from karabakh_cli.model.dates import BEGINNING, END, parse

Row = tuple[Any, ...]


def rows(records: Iterable[dict[str, Any]], tables: Tables) -> dict[str, list[Row]]:
    """Return the rows of every table, by its name, for whole records."""
    found: dict[str, list[Row]] = {table.name: [] for table in tables.every}
    for record in records:
        for table, row in _rows_of(record, tables):
            found[table].append(row)
    return found


def _rows_of(record: dict[str, Any], tables: Tables) -> Iterator[tuple[str, Row]]:
    id_, kind = record["id"], record["record"]
    yield "records", (id_, kind, label_of(record))
    yield tables.main[kind].name, tuple(_flat(record, column.name) for column in tables.main[kind].columns)
    yield from _cited(id_, "record", record.get("sources"))
    for list_ in LISTS:
        for position, item in enumerate(map(bounded, record[list_.field] if list_.kind == kind else ())):
            yield list_.table, (id_, position, *(_reference(item[key]) for key, _ in list_.keys))
            yield from _cited(id_, f"{list_.field} {position}", item.get("sources"))
    yield from _addressed(record)
    yield from _outlined(record)
    for position, spelling in enumerate(record.get("also", ())):
        yield "spellings", (id_, position, spelling)
    for number, dispute in enumerate(record.get("disputes", ())):
        yield "disputes", (id_, number, dispute["about"], dispute["question"])
        for position, held in enumerate(dispute["positions"]):
            yield "positions", (id_, number, position, held["says"], held["by"])
            yield from _cited(id_, f"disputes {number} {position}", held["sources"])
    for position, waiver in enumerate(record["waive"]):
        yield "waivers", (id_, position, waiver["rule"], waiver["reason"])


def _addressed(record: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    for number, provision in enumerate(record.get("provisions", ())):
        for position, addressed in enumerate(provision["of"]):
            yield "provision_actors", (record["id"], number, position, addressed["id"])


def _outlined(record: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    outline = record.get("outline")
    for number, ring in enumerate(outline["rings"] if outline else ()):
        for position, point in enumerate(ring):
            yield "outlines", (record["id"], number, position, *point)
    yield from _cited(record["id"], "outline", outline and outline["sources"])


def _cited(id_: str, part: str, citations: list[dict[str, Any]] | None) -> Iterator[tuple[str, Row]]:
    for position, citation in enumerate(citations or ()):
        said = [citation[name] for name in ("source", "locator", "gives", "according_to", "standing")]
        yield "citations", (id_, part, position, *said)


def _flat(record: dict[str, Any], column: str) -> Any:
    """Return the value of a column: of a field, or of a key of a field that holds one thing."""
    for prefix, field in (("name_", "names"), ("in_force_", "in_force")):
        if column.startswith(prefix):
            return bounded(record[field] or {}).get(column.removeprefix(prefix))
    if column == "also":
        return "; ".join(record["also"]) or None
    return _reference(record.get(column))


def bounded(part: dict[str, Any]) -> dict[str, Any]:
    """Add to a state the first and last day on which it may have held, None where that is open or not known."""
    if "start" not in part:
        return part
    if part["start"] is None:  # a membership whose time is not known
        return part | {"earliest": None, "latest": None}
    earliest, latest = parse(part["start"]).earliest_start, parse(part["end"]).latest_end
    return part | {"earliest": None if earliest == BEGINNING else earliest, "latest": None if latest == END else latest}


def _reference(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value
