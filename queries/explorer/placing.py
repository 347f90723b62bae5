"""Where actors stand on the page, how central they are and which belong together.

All from one seed and in sorted order: the same graph gives the same page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import networkx as nx
import numpy as np

from queries.layout import SEED, lay_out

Place = tuple[float, float]
GOLDEN = math.pi * (3 - math.sqrt(5))
"""Turning by this angle never comes back to the same direction."""
COMMUNITIES = 8
"""Communities that get a colour; the others share one."""


class Placing:
    """Places in pixels, centralities from 0 to 1 and communities (-1: a small one), by actor."""

    def __init__(
        self,
        actors: Sequence[str],
        labels: dict[str, str],
        pairs: Counter[tuple[str, str]],
        ties: Sequence[tuple[str, str]],
        limit: int,
    ) -> None:
        self._graph: nx.Graph[str] = nx.Graph()
        self._graph.add_nodes_from(sorted(actors))
        self._graph.add_weighted_edges_from((a, b, n) for (a, b), n in sorted(pairs.items()))
        self.places = self._places(labels, ties, limit)

    def _places(
        self, labels: dict[str, str], ties: Sequence[tuple[str, str]], limit: int
    ) -> dict[str, Place]:
        """The busiest by springs, the others around those they belong to."""
        degree = dict(self._graph.degree(weight="weight"))
        ranked = sorted(degree, key=lambda key: (-degree[key], key))
        core: nx.MultiDiGraph[str] = nx.MultiDiGraph(self._graph.subgraph(ranked[:limit]))
        places = lay_out(core, labels)
        beside = nx.Graph(self._graph)
        beside.add_edges_from(ties)
        rim = [max((abs(place[axis]) for place in places.values()), default=0) for axis in (0, 1)]
        for number, key in enumerate(ranked[limit:]):
            near = [places[one] for one in beside[key] if one in places]
            places[key] = _beside(near, number) if near else _at_rim(rim, number)
        return places

    @cached_property
    def centrality(self) -> dict[str, float]:
        """Pageranks as shares of the highest."""
        ranks = nx.pagerank(self._graph, weight="weight") if len(self._graph) else {}
        highest = max(ranks.values(), default=1)
        return {key: round(rank / highest, 3) for key, rank in ranks.items()}

    @cached_property
    def community(self) -> dict[str, int]:
        """Louvain communities, the largest first."""
        if not self._graph.size():
            return dict.fromkeys(self._graph, -1)
        found = nx.community.louvain_communities(self._graph, weight="weight", seed=SEED)
        ranked = sorted(found, key=lambda members: (-len(members), min(members)))
        numbered = {key: i for i, some in enumerate(ranked[:COMMUNITIES]) for key in some}
        return {key: numbered.get(key, -1) for key in self._graph}


def _beside(neighbours: list[Place], number: int) -> Place:
    """Around the middle of the neighbours, each in a direction and at a distance of its own."""
    angle, radius = number * GOLDEN, 80 + 160 * (number * 0.618 % 1)
    x, y = np.mean(neighbours, axis=0)
    return (
        round(float(x) + radius * math.cos(angle), 1),
        round(float(y) + radius * math.sin(angle), 1),
    )


def _at_rim(rim: Sequence[float], number: int) -> Place:
    """Just outside the others, for who is tied to nobody shown."""
    angle, far = number * GOLDEN, 60 + 120 * (number * 0.618 % 1)
    return (
        round((rim[0] + far) * math.cos(angle), 1),
        round((rim[1] + far) * math.sin(angle), 1),
    )
