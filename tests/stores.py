"""Graphs that tests may write to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.stores.base import Store

if TYPE_CHECKING:
    from benchmarks.neo4j_server import Neo4jServer

STORES = ("kglite", "neo4j")
BATCH = 2000
"""A small server cannot delete everything in one transaction."""


def wipe(store: Store) -> Store:
    """Return the graph with nothing in it."""
    while ids := store.read(f"MATCH (n) RETURN DISTINCT n.id AS id LIMIT {BATCH}"):
        with store.writer() as writer:
            writer.run("UNWIND $rows AS row MATCH (n) WHERE n.id = row.id DETACH DELETE n", ids)
    return store


def new_server(home: Path) -> Neo4jServer:
    """Return a real server that is yet to be started; the test is skipped without Java, but failed under CI."""
    from benchmarks.neo4j_server import Neo4jServer, missing

    if reason := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no Neo4j server: {reason}")
    return Neo4jServer(home)
