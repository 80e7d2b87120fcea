"""Make facts of any size, sound by every rule: `python bench/generate.py FOLDER EVENTS [FILES]`.

Events are spread over the days of 1988 to 1994, in so many files, with places, actors, figures' worth of text and two
citations each, about what the built-in facts are about; the same numbers give the same facts.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

PLACES, ACTORS, SOURCES = 150, 100, 200
KINDS = ("battle", "capture", "shelling", "statement", "negotiation", "displacement", "incident")
ROLES = ("attacker", "defender", "party", "author", "victim")
WORDS = (
    "village", "forces", "reported", "shelled", "during", "night", "town", "talks", "delegation", "agreed", "road",
    "held", "positions", "near", "river", "families", "left", "arrived", "hospital", "observers", "counted", "morning",
)  # fmt: skip
FIRST_DAY, DAYS = date(1988, 1, 1), 2557
SUBJECT = Path(__file__).parent.parent / "facts" / "subject.yaml"


def cited(chance: random.Random) -> str:
    """Return a citation."""
    said = " ".join(chance.choices(WORDS, k=8))
    return f'{{source: source-{chance.randrange(SOURCES)}, locator: p. {chance.randrange(300)}, gives: "{said}"}}'


def event(number: int, chance: random.Random) -> str:
    """Return an event."""
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    last = day + timedelta(days=chance.randrange(5))
    written = day.isoformat() if chance.random() < 0.8 or last > date(1994, 12, 31) else f"{day}/{last}"
    where, who = chance.randrange(PLACES), chance.sample(range(ACTORS), 2)
    return (
        f"- id: event-{number}\n  title: Event {number} {' '.join(chance.choices(WORDS, k=4))}\n"
        f'  kind: {chance.choice(KINDS)}\n  date: "{written}"\n  places: [place-{where}]\n  participants:\n'
        + "".join(f"  - {{actor: actor-{actor}, role: {chance.choice(ROLES)}}}\n" for actor in who)
        + f"  summary: {' '.join(chance.choices(WORDS, k=30)).capitalize()}.\n  sources:\n"
        + "".join(f"  - {cited(chance)}\n" for _ in range(2))
    )


def generate(folder: Path, events: int, files: int = 20) -> None:
    """Write a facts folder with so many events in so many files."""
    chance = random.Random(events)
    for kind in ("events", "actors", "places", "sources"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    (folder / "subject.yaml").write_bytes(SUBJECT.read_bytes())
    (folder / "sources" / "all.yaml").write_text(
        "".join(
            f"- {{id: source-{n}, type: report, title: Report {n}, publisher: Press {n % 9}, standing: independent}}\n"
            for n in range(SOURCES)
        )
    )
    (folder / "actors" / "all.yaml").write_text(
        "".join(
            f"- id: actor-{n}\n  name: Actor {n}\n  kind: group\n  side: other\n  summary: A group.\n"
            f"  sources:\n  - {cited(chance)}\n"
            for n in range(ACTORS)
        )
    )
    (folder / "places" / "all.yaml").write_text(
        "".join(
            f"- id: place-{n}\n  name: Place {n}\n  kind: village\n  lat: {39 + n % 20 / 10}\n"
            f"  lon: {45 + n % 30 / 10}\n  summary: A village.\n  sources:\n  - {cited(chance)}\n"
            for n in range(PLACES)
        )
    )
    for file in range(files):
        numbers = range(file * events // files, (file + 1) * events // files)
        text = "".join(event(number, chance) for number in numbers)
        if text:
            (folder / "events" / f"{file:02}.yaml").write_text(text)


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 20)
