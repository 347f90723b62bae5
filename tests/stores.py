"""Graphs that tests may write to."""

from __future__ import annotations

from graph.stores.base import Store

STORES = ("kglite", "neo4j")
BATCH = 2000
"""A small server cannot delete everything in one transaction."""


def wipe(store: Store) -> Store:
    """Return the graph with nothing in it."""
    while ids := store.read(f"MATCH (n) RETURN DISTINCT n.id AS id LIMIT {BATCH}"):
        with store.writer() as writer:
            writer.run("UNWIND $rows AS row MATCH (n) WHERE n.id = row.id DETACH DELETE n", ids)
    return store
