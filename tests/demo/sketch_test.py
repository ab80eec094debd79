"""The sketch of the commune: marked as one, and everything lies where it says."""

import json
from itertools import pairwise
from typing import Any

from demo.sketch import MAP, Spot, checkpoints, schools, villages
from demo.villages import VILLAGES

SKETCH = json.loads(MAP.read_text(encoding="utf-8"))


def test_the_map_says_that_it_is_a_sketch() -> None:
    assert SKETCH["sketch"] is True
    assert "không phải bản đồ đo đạc" in SKETCH["note"]
    assert all(one["properties"]["sketch"] for one in SKETCH["features"])


def test_it_shows_villages_schools_road_rivers_and_border() -> None:
    kinds = {one["properties"]["kind"] for one in SKETCH["features"]}

    assert kinds == {"area", "border", "checkpoint", "market", "river", "road", "school"}
    assert [one.name for one in villages()] == [one.name for one in VILLAGES]
    assert len(schools()) == 5


def test_villages_schools_and_checkpoints_lie_inside_their_village() -> None:
    shapes = {
        one["properties"]["name"]: one["geometry"]["coordinates"][0]
        for one in SKETCH["features"]
        if one["properties"]["kind"] == "area"
    }

    outside = [
        spot.name
        for spot in (*villages(), *schools(), *checkpoints())
        if not is_inside(spot, shapes[spot.area])
    ]

    assert outside == []


def test_every_shape_is_closed() -> None:
    rings = [
        one["geometry"]["coordinates"][0]
        for one in SKETCH["features"]
        if one["geometry"]["type"] == "Polygon"
    ]

    assert len(rings) == 14
    assert all(ring[0] == ring[-1] for ring in rings)


def is_inside(spot: Spot, ring: list[list[Any]]) -> bool:
    """Count how often a line to the east crosses the ring."""
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > spot.lat) != (y2 > spot.lat):
            crossings += spot.lng < (x2 - x1) * (spot.lat - y1) / (y2 - y1) + x1
    return crossings % 2 == 1
