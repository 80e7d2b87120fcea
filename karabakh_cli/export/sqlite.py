"""The facts as one SQLite file of plain tables, with full text and views, and metadata for Datasette beside it."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from karabakh_cli.export.meanings import languages_of, meanings_of
from karabakh_cli.export.rows import rows
from karabakh_cli.export.tables import Column, Table, tables_for
from karabakh_cli.model.subject import Subject

_TYPES = {"string": "TEXT", "date": "TEXT", "number": "NUMERIC", "integer": "INTEGER", "boolean": "INTEGER"}
_SEARCHED = {
    "events": ("title", "also", "summary", "date_note"),
    "actors": ("name", "name_*", "also", "summary"),
    "places": ("name", "name_*", "also", "summary"),
    "figures": ("title", "of", "note"),
    "sources": ("title", "author", "publisher", "note"),
    "citations": ("locator", "gives", "according_to"),
    "event_provisions": ("point", "asks"),
    "positions": ("says", "by"),
}
_TOKENS = "porter unicode61 remove_diacritics 2"
_SORTED = {"events": "earliest", "figures": "earliest", "sources": "issued", "actors": "name", "places": "name"}
_FACETS = {
    "events": ["kind", "key", "disputed"],
    "actors": ["kind", "side"],
    "places": ["kind", "within"],
    "figures": ["measure", "kind", "unit", "question", "actor", "counted"],
    "sources": ["type", "standing", "language", "read"],
    "place_control": ["by"],
    "event_participants": ["role"],
}
_VIEWS = {
    "events_and_sources": (
        "Events with how many sources each has, and of which standing",
        """SELECT events.id, events.title, events.date, events.earliest, events.latest, events.kind,
          count(DISTINCT sources.id) AS sources, group_concat(DISTINCT sources.standing) AS standings
        FROM events JOIN citations ON citations.record = events.id AND citations.part = 'record'
        JOIN sources ON sources.id = citations.source GROUP BY events.id ORDER BY events.earliest, events.id""",
    ),
    "who_held_what": (
        "Who held each place on the ground, from when to when; earliest and latest are null where it is open",
        """SELECT places.id AS place, places.name, places.lat, places.lon, actors.name AS held_by,
          place_control.start, place_control."end", place_control.earliest, place_control.latest,
          (SELECT group_concat(DISTINCT source) FROM citations
            WHERE record = place_control.place AND part = 'control ' || place_control.position) AS sources
        FROM place_control JOIN places ON places.id = place_control.place
        JOIN actors ON actors.id = place_control."by" ORDER BY places.name, place_control.position""",
    ),
    "who_held_which_office": (
        "Who held each office, from when to when; earliest and latest are null where it is open",
        """SELECT actor_offices.office, actors.id AS actor, actors.name, actor_offices."of",
          actor_offices.start, actor_offices."end", actor_offices.earliest, actor_offices.latest
        FROM actor_offices JOIN actors ON actors.id = actor_offices.actor
        ORDER BY actor_offices.office, actor_offices.earliest, actors.id""",
    ),
    "figures_side_by_side": (
        "Figures by the question that they answer, with who says so; they are never added",
        """SELECT figures.question, figures.id, figures.quantifier, figures.low, figures.best, figures.high,
          figures.unit,
          coalesce(figures.as_of, figures.period) AS "when", figures."of", figures.actor, figures.counted,
          coalesce(citations.according_to, sources.author, sources.publisher, sources.title) AS said_by,
          citations.standing
        FROM figures JOIN citations ON citations.record = figures.id AND citations.part = 'record'
        JOIN sources ON sources.id = citations.source ORDER BY figures.question, figures.earliest, figures.id""",
    ),
    "what_is_disputed": (
        "Every position of every dispute",
        """SELECT records.kind, records.id, records.title, disputes.about, positions.says, positions."by"
        FROM positions JOIN disputes ON disputes.record = positions.record AND disputes.position = positions.dispute
        JOIN records ON records.id = positions.record
        ORDER BY records.id, positions.dispute, positions.position""",
    ),
}


def write(records: Sequence[dict[str, Any]], subject: Subject, file: Path) -> None:
    """Write the tables of records into a new SQLite file: the same records give the same bytes."""
    languages = languages_of(records, subject)
    tables = tables_for(languages)
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        found = rows(records, tables)
        with database:
            for table in tables.every:
                database.execute(_create(table))
                marks = ", ".join("?" * len(table.columns))
                database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', found[table.name])
            for table in tables.every:
                for column in table.columns:
                    if column.references and column.name != "id":
                        database.execute(f'CREATE INDEX "{table.name}_{column.name}" ON {_on(table, column)}')
            for name, columns in _SEARCHED.items():
                options = f'content="{name}", tokenize="{_TOKENS}"'
                searched = _listed(_in_languages(columns, languages))
                database.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({searched}, {options})")
                database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")
            for name, (_, query) in _VIEWS.items():
                database.execute(f"CREATE VIEW {name} AS {query}")
        database.execute("VACUUM")


def write_metadata(records: Sequence[dict[str, Any]], subject: Subject, file: Path, name: str) -> None:
    """Write what Datasette shows of a database of a name: titles, descriptions, facets, the licence."""
    languages = languages_of(records, subject)
    meanings = meanings_of(languages)
    tables: dict[str, dict[str, Any]] = {
        table.name: {
            "title": table.title,
            "description": f"{table.description}.",
            "columns": {column.name: meanings[column.name] for column in table.columns},
            **({"sort": _SORTED[table.name]} if table.name in _SORTED else {}),
            **({"facets": _FACETS[table.name]} if table.name in _FACETS else {}),
        }
        for table in tables_for(languages).every
    }
    tables |= {view: {"description": f"{description}."} for view, (description, _) in _VIEWS.items()}
    tables |= {f"{table}_fts": {"hidden": True} for table in _SEARCHED}
    licence = subject.licence or {}
    about = {
        "title": subject.title,
        "description": subject.description,
        "source": "the documents in the table sources, which every fact cites",
        "license": licence.get("name"),
        "license_url": licence.get("url"),
    }
    metadata = {key: value for key, value in about.items() if value} | {"databases": {name: {"tables": tables}}}
    file.write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")


def _in_languages(columns: Sequence[str], languages: Iterable[str]) -> list[str]:
    """Return columns with one for each language in place of `name_*`."""
    names = [f"name_{code}" for code in languages]
    return [each for column in columns for each in (names if column == "name_*" else [column])]


def _create(table: Table) -> str:
    columns = [f'"{column.name}" {_TYPES[column.type]}' for column in table.columns]
    keys = _listed(column.name for column in table.columns[: table.keys])
    foreign = [
        f"FOREIGN KEY ({_listed(own)}) REFERENCES {_listed([other])} ({_listed(keys)})"
        for own, other, keys in table.foreign_keys()
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join([*columns, f"PRIMARY KEY ({keys})", *foreign])})'


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _on(table: Table, column: Column) -> str:
    return f'"{table.name}" ("{column.name}")'
