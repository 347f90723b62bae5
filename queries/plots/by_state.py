"""Acts by state: who acts with whom, counted by tone and drawn as a matrix."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any, NamedTuple

from graph.ontology import load_ontology
from graph.stores.base import Store
from queries.plots.canvas import LINE, TONES, Picture, halo, legend, new_figure
from queries.rows import Rows

STATES = """
MATCH (e:Event) WHERE e.id IN $ids RETURN e.id AS event, e.states AS states ORDER BY event
"""
NAMES = "MATCH (c:Country) WHERE c.id IN $ids RETURN c.id AS id, c.name AS name ORDER BY id"
MOST = 14
"""States of a matrix: more cannot be read on a page."""


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
