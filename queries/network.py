"""The graph, or the part around an actor, as a NetworkX MultiDiGraph with dates and evidence."""

from __future__ import annotations

import networkx as nx

from graph.ontology import load_ontology
from graph.stores.base import Store
from queries.rows import cell
from queries.views import OF_TYPE, _answer, timeline

Network = nx.MultiDiGraph


def to_network(store: Store, actor: str | None = None) -> nx.MultiDiGraph[str]:
    """Return events as edges from each source to each target (members: in order), keyed by event and pair.

    Every attribute is a string or a number, so that GraphML and GEXF take it.
    """
    rows = timeline(store, actor) if actor else _answer(store, store.read(OF_TYPE, {"types": list(load_ontology())}), None, None)
    kinds = {row["id"]: row for row in store.read("MATCH (n:Actor) RETURN n.id AS id, n.name AS name, labels(n) AS labels")}
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in rows:
        ids = row["actor_ids"]
        for key in ids:
            node = kinds[key]
            kind = next(label for label in ("Person", "Country", "Organization") if label in node["labels"])
            network.add_node(key, label=node["name"], kind=kind)
        sources, targets = (row["source_ids"] or ids[:1]), (row["target_ids"] or ids[1:])
        for source in sources:
            for target in targets:
                network.add_edge(source, target, key=f"{row['event']}:{target}", event=row["event"], type=row["type"], date=row["date"] or "", status=row["status"],
                                 evidence=cell(row["evidence"]), article=cell(row["article"]), intensity=float(row["intensity"] or 0))
    return network
