"""Where things lie on the map of the page."""

import math

from karabakh_cli import open_facts
from karabakh_cli.page.plan import Plan


def of(name: str, lat: float, lon: float, kind: str = "village") -> dict:
    """Return a place."""
    return {"id": name.lower(), "name": name, "lat": lat, "lon": lon, "kind": kind, "seat_of": None}


def test_north_is_up_and_a_kilometre_is_as_long_either_way():
    """A place farther north is higher; a degree of longitude is narrowed by its latitude."""
    plan = Plan([of("South", 39.0, 46.0), of("North", 40.0, 46.0), of("East", 39.0, 47.0)])
    south, north, east = (plan.point(*at) for at in ((46.0, 39.0), (46.0, 40.0), (47.0, 39.0)))
    assert north[1] < south[1]
    assert north[0] == south[0]
    assert math.isclose(south[1] - north[1], 111.2 * plan.km, rel_tol=0.01)
    assert math.isclose(east[0] - south[0], 111.2 * math.cos(math.radians(39.5)) * plan.km, rel_tol=0.01)


def test_marks_at_one_point_stand_beside_each_other():
    """A district and its seat have two marks that do not cover each other, the more important at the point itself."""
    places = [of("District", 39.5, 46.5, "district"), of("Town", 39.5, 46.5, "town"), of("Far", 40.5, 47.5)]
    by_name = {each.place["name"]: each for each in Plan(places).placed(places)}
    assert by_name["Town"].mark == by_name["Town"].point == by_name["District"].point
    assert math.dist(by_name["Town"].mark, by_name["District"].mark) >= 20


def test_no_name_covers_another_or_leaves_the_map():
    """Over the built-in facts: names and marks stand apart, within the drawing, and most places are named."""
    places = [place for place in open_facts().places() if place["lat"] is not None and place["control"]]
    plan = Plan(places)
    placed = plan.placed(places)
    boxes = []
    for at in placed:
        assert 0 <= at.mark[0] <= plan.width
        assert 0 <= at.mark[1] <= plan.height
        if at.name:
            x, y, anchor = at.name
            length = len(at.place["name"]) * 8.2
            left = x - {"start": 0, "end": length, "middle": length / 2}[anchor]
            boxes.append((left, y - 10, left + length, y + 10))
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= plan.width
        for other in boxes[number + 1 :]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom
    towns = [at for at in placed if at.place["seat_of"] or at.place["kind"] in ("city", "town")]
    assert [at.place["id"] for at in towns if not at.name] == []
    assert len(boxes) > len(placed) * 0.5


def test_one_place_alone_has_a_map():
    """A single point is laid into a drawing with room around it."""
    plan = Plan([of("Alone", 39.5, 46.5)])
    (at,) = plan.placed([of("Alone", 39.5, 46.5)])
    assert 0 < at.mark[0] < plan.width
    assert 0 < at.mark[1] < plan.height
    assert at.name
