"""Acts by state: who acts with whom as a matrix, and on the map."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

from graph.ontology import load_ontology
from graph.stores.base import Store
from queries.plots.canvas import INK, LINE, TONES, Picture, halo, legend, new_figure
from queries.rows import Rows

STATES = """
MATCH (e:Event) WHERE e.id IN $ids RETURN e.id AS event, e.states AS states ORDER BY event
"""
NAMES = "MATCH (c:Country) WHERE c.id IN $ids RETURN c.id AS id, c.name AS name ORDER BY id"
MOST = 14
"""States of a matrix: more cannot be read on a page."""
LABELS = 12
"""States that are named on the map."""
WEST = -25.0
"""The map begins in the Atlantic, so that the Pacific is whole."""


class Ties(NamedTuple):
    """How many acts two states share by tone, how many each has a part in, and their names."""

    pairs: dict[tuple[str, str], Counter[str]]
    acts: Counter[str]
    names: dict[str, str]

    def ranked(self) -> list[str]:
        """States with a name, the busiest first."""
        return sorted(self.names, key=lambda key: (-self.acts[key], key))


def count_ties(store: Store, rows: Rows) -> Ties:
    """Count the acts of states and of their people and bodies."""
    tones = {row["event"]: load_ontology()[row["type"]].tone for row in rows}
    pairs: dict[tuple[str, str], Counter[str]] = {}
    acts: Counter[str] = Counter()
    for row in store.read(STATES, {"ids": list(tones)}):
        states = sorted(row["states"] or [])
        acts.update(states)
        for pair in combinations(states, 2):
            pairs.setdefault(pair, Counter())[tones[row["event"]]] += 1
    names = {row["id"]: row["name"] for row in store.read(NAMES, {"ids": sorted(acts)})}
    return Ties(pairs, acts, names)


def matrix(store: Store, rows: Rows, title: str) -> Picture:
    """Draw a circle for each pair of states: its area the number of acts, its sectors their tones."""
    ties = count_ties(store, rows)
    joined = {key for pair in ties.pairs for key in pair}
    states = [key for key in ties.ranked() if key in joined][:MOST]
    figure, axes = new_figure(2.6 + 0.46 * len(states), 2.2 + 0.46 * len(states), title)
    most = max((ties.pairs[p].total() for p in ties.pairs if set(p) <= set(states)), default=1)
    for x, y in combinations(range(len(states)), 2):
        tones = ties.pairs.get((min(states[x], states[y]), max(states[x], states[y])))
        if tones:
            _pie(axes, (x, y), tones, most)
    names = [ties.names[key] for key in states]
    axes.set_xticks(range(len(states)), names, rotation=60, ha="left", fontsize=8)
    axes.set_yticks(range(len(states)), names, fontsize=8)
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.6, len(states) - 0.4), ylim=(len(states) - 0.4, -0.6), aspect="equal")
    axes.grid(color=LINE, lw=0.5)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    legend(axes)
    return Picture(figure)


def _pie(axes: Any, at: tuple[int, int], tones: Counter[str], most: int) -> None:
    """On both sides of the diagonal, with its number below it."""
    from matplotlib.patches import Wedge

    radius = 0.12 + 0.33 * (tones.total() / most) ** 0.5
    for x, y in (at, at[::-1]):
        start = 90.0
        for tone in TONES:
            turn = 360 * tones[tone] / tones.total()
            if turn:
                wedge = Wedge((x, y), radius, start, start + turn, fc=TONES[tone], lw=0)
                axes.add_patch(wedge)
            start += turn
    figure = axes.text(*at, str(tones.total()), ha="center", va="center", fontsize=7)
    halo(figure)


# --- the map ----------------------------------------------------------------------------------------------


def world(store: Store, rows: Rows, title: str) -> Picture:
    """Draw the ties of states as arcs between capitals, over outlines shaded by the number of acts."""
    ties = count_ties(store, rows)
    figure, axes = new_figure(10, 5.2, title)
    most = max(ties.acts.values(), default=1)
    for key, rings in outlines().items():
        _fill(axes, rings, ties.acts[key] / most)
    busiest = max((tones.total() for tones in ties.pairs.values()), default=1)
    for (a, b), tones in sorted(ties.pairs.items(), key=lambda item: (item[1].total(), item[0])):
        if a in capitals() and b in capitals():
            _arc(axes, a, b, tones, busiest)
    _name(axes, {key: ties.names[key] for key in ties.ranked()[:LABELS]})
    axes.set(xlim=(WEST, WEST + 360), ylim=(-56, 78), aspect=1.25, xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    legend(axes)
    return Picture(figure)


def _fill(axes: Any, rings: list[list[tuple[float, float]]], share: float) -> None:
    """Drawn twice: one of the two copies lies within the frame, or half of each."""
    from matplotlib.colors import to_rgb

    grey, blue = to_rgb("#eceae4"), to_rgb("#8fb0dc")
    weight = share**0.5
    colour = [a + (b - a) * weight for a, b in zip(grey, blue, strict=True)]
    for ring in rings:
        for shift in (0, 360):
            xs, ys = [x + shift for x, _ in ring], [y for _, y in ring]
            axes.fill(xs, ys, fc=colour, ec="white", lw=0.4, zorder=1)


def _arc(axes: Any, a: str, b: str, tones: Counter[str], most: int) -> None:
    from matplotlib.patches import FancyArrowPatch

    balance = tones["cooperative"] - tones["adversarial"]
    tone = "cooperative" if balance > 0 else "adversarial" if balance < 0 else "neutral"
    share = tones.total() / most
    axes.add_patch(
        FancyArrowPatch(
            capitals()[a],
            capitals()[b],
            connectionstyle="arc3,rad=0.18",
            arrowstyle="-",
            color=TONES[tone],
            lw=0.6 + 3.4 * share**0.7,
            alpha=0.35 + 0.5 * share,
            zorder=2,
        )
    )


def _name(axes: Any, names: dict[str, str]) -> None:
    """Name capitals, each at the corner where no other name stands; the first of them first."""
    taken: list[tuple[float, float, float]] = []
    for key, name in names.items():
        if key not in capitals():
            continue
        (x, y), wide = capitals()[key], 4.4 * len(name) + 2
        corners = [(x + 1, y + 1), (x + 1, y - 5), (x - wide, y + 1), (x - wide, y - 5)]
        left, low = next((c for c in corners if _is_free(c, wide, taken)), corners[0])
        taken.append((left, low, wide))
        axes.plot(x, y, "o", ms=3, color=INK, zorder=4)
        halo(axes.text(left + 0.5, low, name, fontsize=7.5, zorder=5))


def _is_free(at: tuple[float, float], wide: float, taken: list[tuple[float, float, float]]) -> bool:
    return all(
        at[0] + wide < left or left + other < at[0] or abs(at[1] - low) > 4.5
        for left, low, other in taken
    )


@cache
def capitals() -> dict[str, tuple[float, float]]:
    """Return longitude, from ``WEST`` on, and latitude of the capitals by ISO code."""
    found = {}
    for country in _countries():
        place = country.capital_latlng()
        if isinstance(place[0], list):  # South Africa has three
            place = place[0]
        found[country.iso(3)] = (_east(place[1]), place[0])
    return found


@cache
def outlines() -> dict[str, list[list[tuple[float, float]]]]:
    """Return the outer rings of the states by ISO code; a few states have none in the source."""
    found: dict[str, list[list[tuple[float, float]]]] = {}
    for country in _countries():
        for feature in (country.geo_json() or {}).get("features", []):
            shape = feature["geometry"]
            parts = shape["coordinates"]
            polygons = parts if shape["type"] == "MultiPolygon" else [parts]
            found[country.iso(3)] = [[(x, y) for x, y, *_ in part[0]] for part in polygons]
    return found


def _countries() -> list[Any]:
    from countryinfo import all_countries

    return [one for one in all_countries() if one.iso(3) and one.capital_latlng()]


def _east(longitude: float) -> float:
    return longitude if longitude >= WEST else longitude + 360
