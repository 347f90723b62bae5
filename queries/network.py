"""The graph, or the part around an actor, as a NetworkX MultiDiGraph with dates and evidence."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import networkx as nx

from graph.ontology import load_ontology
from graph.rows import MOST_PAIRED
from graph.stores.base import Store
from queries.events import ALL, answer
from queries.rows import cell
from queries.views import timeline

NODES = """
MATCH (e:Event)-[:CONCERNS]->(n) WHERE e.id IN $ids
RETURN DISTINCT n.id AS id, n.name AS name, labels(n) AS labels ORDER BY id
"""
ACTORS = """
MATCH (n:Actor)-[:PARTICIPATED_IN]->(e:Event) WHERE e.id IN $ids
RETURN DISTINCT n.id AS id, n.name AS name, labels(n) AS labels ORDER BY id
"""


def to_network(store: Store, actor: str | None = None) -> nx.MultiDiGraph[str]:
    """Return events as edges from source to target, or from signer to agreement; one per pair.

    Members of a symmetric event are joined in pairs, of more than six not at all. Every attribute
    is a string or a number, so that GraphML and GEXF take it; a missing date is ``""``.
    """
    rows = timeline(store, actor) if actor else answer(store, store.read(ALL), None, None)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ids = {"ids": [row["event"] for row in rows]}
    for node in store.read(ACTORS, ids) + store.read(NODES, ids):
        (kind, *_) = sorted(set(node["labels"]) - {"Actor"})
        network.add_node(node["id"], label=node["name"], kind=kind)
    for row in rows:
        for start, end in to_pairs(row):
            network.add_edge(start, end, key=f"{row['event']}:{start}:{end}", **_attributes(row))
    return network


def to_pairs(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return who is joined to whom by an event: the edges of one row of an answer."""
    members = row["member_ids"]
    if members:
        return list(combinations(members, 2)) if len(members) <= MOST_PAIRED else []
    to_object = load_ontology()[row["type"]].direction == "to_object"
    ends = row["object_ids"] if to_object and row["object_ids"] else row["target_ids"]
    return list(product(row["source_ids"], ends))


def _attributes(row: dict[str, Any]) -> dict[str, str | float]:
    """``type`` is GEXF's own word for directed or not, hence ``event_type``."""
    texts = {name: cell(row[name]) for name in ("event", "date", "date_precision", "status")}
    texts |= {name: cell(row[name]) for name in ("evidence", "article", "source")}
    return {"event_type": row["type"], **texts, "intensity": float(row["intensity"] or 0)}
