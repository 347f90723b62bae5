"""An actor with those around it: as a network, as a pyvis page, in a notebook."""

from __future__ import annotations

import networkx as nx

from graph.stores.base import Store
from queries.actors import find_actor
from queries.network import to_network
from queries.pages import SafeNetwork, to_pyvis


class Ego:
    """An actor and who is at most ``hops`` events away; a state acts through its people and bodies.

    ``UnknownActor`` names whom a name could mean. A notebook shows it as a page.
    """

    def __init__(self, store: Store, name: str, hops: int = 1) -> None:
        self.actor = find_actor(store, name)
        self.hops = hops
        self._store = store

    def network(self) -> nx.MultiDiGraph[str]:
        """Return events as edges; for more than one hop also those among the others."""
        near = to_network(self._store, self.actor.id)
        if self.hops <= 1:
            return near
        whole = to_network(self._store)
        reached, rim = set(near), set(near)
        for _ in range(self.hops - 1):
            rim = {other for one in rim for other in nx.all_neighbors(whole, one)} - reached
            reached |= rim
        return nx.MultiDiGraph(whole.subgraph(sorted(reached)))

    def to_pyvis(self) -> SafeNetwork:
        """Return the network as a pyvis ``Network`` whose page is offline and escaped."""
        return to_pyvis(self.network(), f"{self.actor.name}の外交関係")

    def _repr_html_(self) -> str:
        return self.to_pyvis()._repr_html_()
