"""Rules on coordinates and on what lies within, is part of, or belongs to what."""

from collections.abc import Callable, Iterator
from typing import Any

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.model.subject_file import Region
from karabakh_cli.read.facts import Facts
from karabakh_cli.read.fault import Fault

RULES = Ruleset()

# Which records a record stands under, by field: a walk upwards must come to an end.
_UPWARDS: dict[tuple[str, str], Callable[[Any], list[str]]] = {
    ("place", "within"): lambda place: [place.within] if place.within else [],
    ("event", "part_of"): lambda event: [event.part_of] if event.part_of else [],
    ("actor", "member_of"): lambda actor: [of.actor for of in actor.member_of],
    ("figure", "composition"): lambda figure: [component.figure for component in figure.composition],
}


@RULES.error("GEO01")
def coordinates_are_where_the_place_is(facts: Facts) -> Iterator[Fault]:
    """Coordinates are a valid pair; a place within a country of the subject's region lies in the region. An outline is
    of closed rings of four points or more, each on the globe.
    """
    region = facts.subject_record.region
    inside = _within_countries(facts, region) if region else set()
    for loaded in facts.of_kind("place"):
        place = loaded.record
        if (place.lat is None) != (place.lon is None):
            yield loaded.fault((), f"half of a pair of coordinates: {place.id}", "Give both lat and lon")
        elif place.lat is not None and not _fits(place, place.id in inside, region):
            swapped = _on_the_globe(place.lon, place.lat) and _in_region(place.lon, place.lat, region)
            what = f"{place.lat} N {place.lon} E is not where {place.id} can be"
            yield loaded.fault(("lat",), what, "Swap lat and lon" if swapped else "Mend them")
        for number, ring in enumerate(place.outline.rings if place.outline else ()):
            off = next((point for point in ring if not _on_the_globe(point[1], point[0])), None)
            if off or len(ring) < 4 or ring[0] != ring[-1]:
                what = f"a point is not on the globe: {off}" if off else "a ring that is not closed"
                yield loaded.fault(
                    ("outline", "rings", number), what, "Write points of lon and lat, the first one again"
                )


@RULES.error("GEO02")
def nothing_contains_itself(facts: Facts) -> Iterator[Fault]:
    """No record leads back to itself by within, part_of, member_of or composition."""
    for (kind, field), upwards in _UPWARDS.items():
        circling = _circling(_above(facts, kind, upwards))
        for loaded in facts.of_kind(kind):
            if loaded.record.id in circling:
                what = f"{loaded.record.id} leads back to itself by {field}"
                yield loaded.fault((field,), what, "Take one step out of the circle")


def _above(facts: Facts, kind: str, upwards: Callable[[Any], list[str]]) -> dict[str, list[str]]:
    """Return the ids of a kind, each with those that stand directly above it."""
    above: dict[str, list[str]] = {}
    for loaded in facts.of_kind(kind):
        above.setdefault(loaded.record.id, upwards(loaded.record))
    return {id_: [outer for outer in outers if outer in above] for id_, outers in above.items()}


def _below(above: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the ids, each with those that stand directly below it."""
    below: dict[str, list[str]] = {id_: [] for id_ in above}
    for id_, outers in above.items():
        for outer in outers:
            below[outer].append(id_)
    return below


def _circling(above: dict[str, list[str]]) -> set[str]:
    """Return the ids from which a walk upwards leads back to them.

    Each id is passed twice, whatever the length of the walks (Kosaraju's algorithm): those that are reached downwards
    from the one that was left last lead to each other.
    """
    below, seen, circling = _below(above), set[str](), set[str]()
    for id_ in reversed(_left(above)):
        circle = _reached(id_, below, seen)
        if len(circle) > 1 or id_ in above[id_]:
            circling.update(circle)
    return circling


def _left(above: dict[str, list[str]]) -> list[str]:
    """Return the ids in the order in which a walk leaves them, each after those above it that it comes to."""
    left, seen = list[str](), set[str]()
    ahead = [(id_, False) for id_ in above]
    while ahead:
        id_, is_left = ahead.pop()
        if is_left:
            left.append(id_)
        elif id_ not in seen:
            seen.add(id_)
            ahead += [(id_, True), *((outer, False) for outer in above[id_])]
    return left


def _reached(start: str, steps: dict[str, list[str]], seen: set[str]) -> list[str]:
    """Return the ids that are reached from one, and itself, without those that were seen before; they are seen now."""
    reached, ahead = list[str](), [start]
    while ahead:
        if (id_ := ahead.pop()) not in seen:
            seen.add(id_)
            reached.append(id_)
            ahead += steps[id_]
    return reached


def _within_countries(facts: Facts, region: Region) -> set[str]:
    """Return the ids of the places that lie within a country of the region."""
    below, seen = _below(_above(facts, "place", _UPWARDS["place", "within"])), set[str]()
    for loaded in facts.of_kind("place"):
        place = loaded.record
        if place.kind == "country" and None not in (place.lat, place.lon) and _in_region(place.lat, place.lon, region):
            for inner in below[place.id]:
                _reached(inner, below, seen)
    return seen


def _fits(place: Any, inside: bool, region: Region | None) -> bool:
    """Tell whether a place can be where it is said to be; `inside` a country of the region only within the region."""
    on_the_globe = _on_the_globe(place.lat, place.lon)
    return on_the_globe and (not inside or _in_region(place.lat, place.lon, region))


def _on_the_globe(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _in_region(lat: float, lon: float, region: Region | None) -> bool:
    """Tell whether a point lies in the region; without a region every point does."""
    return region is None or (region.south <= lat <= region.north and region.west <= lon <= region.east)
