"""Where states are, in degrees and by ISO 3166-1 alpha-3: outlines from Natural Earth, capitals from countryinfo.

``countries-110m.json`` is the TopoJSON file of world-atlas 2.0.2 as it stands; its data is Natural Earth 4.1, in
the public domain. At this scale the smallest states have no outline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

OUTLINES = Path(__file__).parent / "countries-110m.json"
WITHOUT_NUMBER = {"Kosovo": "XKX"}
"""Land that ISO gives no number; the rest of it keeps its English name and is no state's."""
WEST = -25.0
"""The map begins in the Atlantic, so that the Pacific is whole."""
Point = tuple[float, float]


@cache
def outlines() -> dict[str, list[list[Point]]]:
    """Return the outer rings of the states, longitude before latitude."""
    topology = json.loads(OUTLINES.read_text(encoding="utf-8"))
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    return {
        _key(shape): [_ring(polygon[0], arcs) for polygon in _polygons(shape)]
        for shape in topology["objects"]["countries"]["geometries"]
    }


@cache
def capitals() -> dict[str, Point]:
    """Return longitude, from ``WEST`` on, and latitude of the capitals."""
    found = {}
    for country in _countries():
        place = country.capital_latlng()
        if isinstance(place[0], list):  # South Africa has three
            place = place[0]
        found[country.iso(3)] = (_east(place[1]), place[0])
    return found


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """An arc is kept as steps from point to point, in whole units."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
    return [(x * wide + left, y * high + low) for x, y in zip(xs, ys, strict=True)]


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    parts: list[Any] = shape["arcs"]
    return parts if shape["type"] == "MultiPolygon" else [parts]


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs one after another; the complement of a number means that arc backwards."""
    walked = (arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers)
    return list(_unbroken(point for arc in walked for point in arc[:-1]))


def _unbroken(points: Iterable[Point]) -> Iterator[Point]:
    """Go on beyond 180 degrees where a ring crosses that meridian."""
    before = None
    for x, y in points:
        turns = 0 if before is None else round((before - x) / 360)
        before = x + 360 * turns
        yield before, y


def _key(shape: dict[str, Any]) -> str:
    name: str = shape["properties"]["name"]
    return _codes().get(shape.get("id", ""), WITHOUT_NUMBER.get(name, name))


@cache
def _codes() -> dict[str, str]:
    """Alpha-3 by number, both ISO's: each stands for the alpha-2 that CLDR knows for it."""
    from babel.core import get_global

    alpha3 = {country.iso(2): country.iso(3) for country in _countries()}
    aliases = get_global("territory_aliases")
    return {
        old: alpha3[new[0]] for old, new in aliases.items() if old.isdigit() and new[0] in alpha3
    }


def _countries() -> Iterator[Any]:
    from countryinfo import all_countries

    return (one for one in all_countries() if one.iso(3) and one.capital_latlng())


def _east(longitude: float) -> float:
    return longitude if longitude >= WEST else longitude + 360
