"""Real programs read the exports: Datasette, DuckDB, pandas, a validator of data packages, a reader of GeoJSON."""

import json
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import duckdb
import frictionless
import geojson
import pandas
import pytest

from karabakh_cli import open_facts
from karabakh_cli.export import export


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the built-in facts in every form."""
    folder = tmp_path_factory.mktemp("exported")
    records, subject = list(open_facts().records()), open_facts().subject()
    for name in ("karabakh.db", "package", "karabakh.zip", "karabakh.geojson"):
        export(records, subject, folder / name)
    return folder


@pytest.fixture(scope="module")
def datasette(exported: Path) -> Iterator[str]:
    """Return the address of a Datasette that serves the SQLite file on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "datasette", "serve", str(exported / "karabakh.db"), "--host", "127.0.0.1",
        "--port", str(port), "--metadata", str(exported / "karabakh.metadata.json"),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}/-/versions.json", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("Datasette does not answer")
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def fetched(address: str, path: str, **asked: str) -> dict:
    """Return what Datasette answers as JSON."""
    query = urllib.parse.urlencode(asked)
    with urllib.request.urlopen(f"{address}{path}?{query}", timeout=30) as answer:
        return json.load(answer)


def test_datasette_answers_a_facet(datasette):
    """The facets of the metadata count the events by kind as the facts do."""
    answer = fetched(datasette, "/karabakh/events.json", _size="0")
    facets = {value["value"]: value["count"] for value in answer["facet_results"]["kind"]["results"]}
    assert facets["capture"] == len(open_facts().events(kind="capture"))


def test_datasette_answers_a_full_text_question(datasette):
    """`_search` finds events by words."""
    answer = fetched(datasette, "/karabakh/events.json", _search="lachin corridor", _shape="array")
    assert "lachin-captured-1992" in {row["id"] for row in answer}


def test_datasette_finds_a_place_by_another_spelling(datasette):
    """`_search` finds what a record is also called, in any script."""
    answer = fetched(datasette, "/karabakh/places.json", _search="Ակնա", _shape="array")
    assert "agdam" in {row["id"] for row in answer}


def test_datasette_shows_the_titles_and_follows_the_keys(datasette):
    """The metadata's title is shown, and a citation leads to its source."""
    assert fetched(datasette, "/-/metadata.json")["title"].startswith("Facts about the first Nagorno-Karabakh war")
    page = urllib.request.urlopen(f"{datasette}/karabakh/citations?_size=1", timeout=30).read().decode()
    assert 'href="/karabakh/sources/' in page


@pytest.mark.parametrize("name", ["package/datapackage.json", "karabakh.zip"])
def test_the_data_package_is_valid(exported, name):
    """Frictionless finds every table, type, key and reference in order, in a folder and in a ZIP file."""
    report = frictionless.validate(str(exported / name))
    assert report.valid, report.flatten(["type", "message"])[:5]


def test_duckdb_reads_the_csv_tables(exported):
    """A join over the CSV files counts as the program does."""
    question = (
        f"SELECT count(DISTINCT e.id) FROM read_csv('{exported}/package/events.csv') e "
        f"JOIN read_csv('{exported}/package/event_places.csv') p ON p.event = e.id WHERE p.place = 'shusha'"
    )
    (count,) = duckdb.sql(question).fetchone()
    events = open_facts().events()
    assert count == sum("shusha" in {place["id"] for place in event["places"]} for event in events)


def test_pandas_reads_the_csv_tables_and_the_answers(exported):
    """A data frame of a table, and one of an answer from Python."""
    figures = pandas.read_csv(exported / "package" / "figures.csv")
    assert len(figures) == len(open_facts().figures())
    assert figures.set_index("id").loc["displaced-in-azerbaijan-1994-11", "best"] == 900000
    frame = pandas.DataFrame(open_facts().events("1993"))
    assert {"id", "date", "title", "match"} <= set(frame.columns)


def test_a_geojson_reader_reads_the_map(exported):
    """Every feature is valid and there are as many points as places with coordinates."""
    collection = geojson.loads((exported / "karabakh.geojson").read_text(encoding="utf-8"))
    assert collection.is_valid, collection.errors()
    places = [feature for feature in collection["features"] if feature["properties"]["record"] == "place"]
    assert len(places) == sum(place["lat"] is not None for place in open_facts().places())
