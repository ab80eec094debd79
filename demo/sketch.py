"""The map of the story: a hand-drawn sketch, from which records take their points."""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path
from random import Random
from typing import Any

MAP = Path(__file__).parent / "map.geojson"
METRES_PER_DEGREE = 111_000


@dataclass(frozen=True)
class Spot:
    """A named place. `area`: the village it lies in, its own name for a village."""

    name: str
    area: str
    lng: float
    lat: float

    def point(self, chance: Random | None = None, within_m: float = 12) -> dict[str, Any]:
        """Give its place, or where a phone thinks somebody stood who tapped there."""
        if chance is None:
            return {"lat": self.lat, "lng": self.lng}
        north_m, east_m = chance.gauss(0, within_m / 2), chance.gauss(0, within_m / 2)
        return {
            "lat": round(self.lat + north_m / METRES_PER_DEGREE, 5),
            "lng": round(self.lng + east_m / METRES_PER_DEGREE / cos(radians(self.lat)), 5),
            "accuracy_m": chance.choice((5, 8, 10, 12, 15, 20, 30)),
        }


@cache
def villages() -> tuple[Spot, ...]:
    """Give the 13 thôn, each at the middle of its shape, in the commune's order."""
    return tuple(
        Spot(one["properties"]["name"], one["properties"]["name"], *_middle(one))
        for one in _features("area")
    )


@cache
def schools() -> tuple[Spot, ...]:
    """Give the five schools."""
    return _spots("school")


@cache
def checkpoints() -> tuple[Spot, ...]:
    """Give the places that patrols pass, five a village."""
    return _spots("checkpoint")


def _spots(kind: str) -> tuple[Spot, ...]:
    return tuple(
        Spot(one["properties"]["name"], one["properties"]["area"], *one["geometry"]["coordinates"])
        for one in _features(kind)
    )


@cache
def _features(kind: str) -> list[dict[str, Any]]:
    features = json.loads(MAP.read_text(encoding="utf-8"))["features"]
    return [one for one in features if one["properties"]["kind"] == kind]


def _middle(feature: dict[str, Any]) -> tuple[float, float]:
    ring = feature["geometry"]["coordinates"][0][:-1]
    lng, lat = (sum(corner[axis] for corner in ring) / len(ring) for axis in (0, 1))
    return round(lng, 5), round(lat, 5)
