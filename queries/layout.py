"""Where the nodes of a page stand: computed here, so that the browser need not and two runs agree."""

from __future__ import annotations

import unicodedata

import networkx as nx
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
SEED = 1
PER_NODE = 62
"""Pixels of the page's side per square root of the number of nodes."""
FEW = 40
"""Fewer nodes get the room of so many: there is space for the words on their edges."""
WIDE = 1.7
"""Screens are wider than high."""
HIGH = 80.0
"""Pixels that a node takes with the name below it."""
GAP = 14.0
RIM = 0.03
"""Share of the nodes, on each side, whose distance from the others does not count."""
ROUNDS = 200
LONGEST = 16
"""Letters of a label; the whole name is in the tooltip."""


def lay_out(
    network: nx.MultiDiGraph[str], labels: dict[str, str]
) -> dict[str, tuple[float, float]]:
    """Return the place of each node in pixels, no label over another.

    The same network gives the same places, in whatever order it was made.
    """
    keys = sorted(network)
    if not keys:
        return {}
    simple = _joined(network, keys)
    # Twice the usual distance: the label needs room as well.
    springs = nx.spring_layout(simple, seed=SEED, iterations=150, k=2 / len(keys) ** 0.5)
    side = PER_NODE * max(len(keys), FEW) ** 0.5
    places = _spread(np.array([springs[key] for key in keys])) * (side * WIDE, side)
    places = _push_apart(places, np.array([_size(labels[key]) for key in keys]))
    return {
        key: (round(float(x), 1), round(float(y), 1))
        for key, (x, y) in zip(keys, places, strict=True)
    }


def shorten(label: str) -> str:
    """Return a label of at most ``LONGEST`` letters."""
    return label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"


def _joined(network: nx.MultiDiGraph[str], keys: list[str]) -> nx.Graph[str]:
    """Tie every component to the busiest node, or they would fly apart and the rest shrink."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(keys)
    simple.add_edges_from(sorted({(a, b) for a, b in network.edges() if a != b}))
    hubs = [
        max(component, key=lambda key: (network.degree(key), key))
        for component in nx.connected_components(simple)
    ]
    centre = max(hubs, key=lambda key: (network.degree(key), key))
    simple.add_edges_from((centre, hub) for hub in sorted(hubs) if hub != centre)
    return simple


def _spread(places: Points) -> Points:
    """Bring in the few who stand far off, and all most of the way to even ranks: none press others together."""
    low, high = np.quantile(places, [RIM, 1 - RIM], axis=0)
    places = 2 * (np.clip(places, low, high) - low) / np.maximum(high - low, 1e-9) - 1
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = 2 * ranks / max(len(places) - 1, 1) - 1
    return (places + 2 * even) / 3


def _size(label: str) -> tuple[float, float]:
    """Width and height of a label in pixels, as vis-network draws it with 16 px letters."""
    columns = sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in label)
    return 8.2 * columns + 18, HIGH


def _push_apart(places: Points, sizes: Points) -> Points:
    """Move boxes that overlap away from each other, along the shorter way, until none do."""
    count = len(places)
    order = np.sign(np.subtract.outer(np.arange(count), np.arange(count))).astype(np.float64)
    room = [(sizes[:, None, axis] + sizes[None, :, axis]) / 2 + GAP for axis in (0, 1)]
    for _ in range(ROUNDS):
        apart = [np.subtract.outer(places[:, axis], places[:, axis]) for axis in (0, 1)]
        overlap = [wide - np.abs(gap) for wide, gap in zip(room, apart, strict=True)]
        # One axis at a time: sums over an axis of length two are what numpy does slowest.
        hit = (overlap[0] > 0) & (overlap[1] > 0) & (order != 0)
        if not hit.any():
            break
        nearer = (overlap[0] <= overlap[1], overlap[1] <= overlap[0])
        moves = []
        for axis in (0, 1):
            away = np.where(apart[axis] == 0, order, np.sign(apart[axis]))
            moves.append(np.where(hit & nearer[axis], overlap[axis] * away / 3, 0).sum(axis=1))
        places = places + np.stack(moves, axis=1)
    return places
