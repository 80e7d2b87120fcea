"""Rules on coordinates and on what lies within, is part of, or belongs to what."""

from collections.abc import Callable, Iterator
from typing import Any

from karabakh_cli.check.rule import Ruleset
from karabakh_cli.model.subject_file import Region
from karabakh_cli.read.facts import Facts, Loaded
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
    for loaded in facts.of_kind("place"):
        place = loaded.record
        if (place.lat is None) != (place.lon is None):
            yield loaded.fault((), f"half of a pair of coordinates: {place.id}", "Give both lat and lon")
        elif place.lat is not None and not _fits(loaded, facts, region):
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
        for loaded in facts.of_kind(kind):
            if loaded.record.id in _above(loaded, upwards, facts):
                what = f"{loaded.record.id} leads back to itself by {field}"
                yield loaded.fault((field,), what, "Take one step out of the circle")


def _above(start: Loaded, upwards: Callable[[Any], list[str]], facts: Facts) -> dict[str, Any]:
    """Return the records of its kind, by id, that a walk upwards from a record comes to."""
    found: dict[str, Any] = {}
    ahead = upwards(start.record)
    while ahead:
        loaded = facts.by_id.get(ahead.pop())
        if loaded and loaded.kind == start.kind and loaded.record.id not in found:
            found[loaded.record.id] = loaded.record
            ahead += upwards(loaded.record)
    return found


def _fits(loaded: Loaded, facts: Facts, region: Region | None) -> bool:
    place = loaded.record
    if not _on_the_globe(place.lat, place.lon):
        return False
    around = _above(loaded, _UPWARDS["place", "within"], facts).values()
    countries = [outer for outer in around if outer.kind == "country" and None not in (outer.lat, outer.lon)]
    return _in_region(place.lat, place.lon, region) or not any(
        _in_region(outer.lat, outer.lon, region) for outer in countries
    )


def _on_the_globe(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _in_region(lat: float, lon: float, region: Region | None) -> bool:
    """Tell whether a point lies in the region; without a region every point does."""
    return region is None or (region.south <= lat <= region.north and region.west <= lon <= region.east)
