"""neo4j-graphrag in an environment of its own: what it makes of the same rows and names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.environments import python_with, run_json
from benchmarks.neo4j_server import PASSWORD

PACKAGES = ["neo4j-graphrag[fuzzy-matching]==1.22.0"]
WRITER = """
import asyncio, json, sys, time, neo4j
from neo4j_graphrag.experimental.components.kg_writer import Neo4jWriter
from neo4j_graphrag.experimental.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship
given = json.load(sys.stdin)
graph = Neo4jGraph(
    nodes=[Neo4jNode(**node) for node in given["nodes"]],
    relationships=[Neo4jRelationship(**edge) for edge in given["edges"]],
)
with neo4j.GraphDatabase.driver(given["url"], auth=("neo4j", given["password"])) as driver:
    begun = time.perf_counter()
    told = asyncio.run(Neo4jWriter(driver).run(graph))
    seconds = time.perf_counter() - begun
    count = "MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS edges"
    kept = driver.execute_query(count).records[0].data()
assert told.status == "SUCCESS", told.metadata
print(json.dumps({"seconds": seconds, "nodes": kept["nodes"], "edges": kept["edges"]}))
"""
RESOLVER = """
import json, sys
from neo4j_graphrag.experimental.components.resolver import FuzzyMatchResolver
similarity = FuzzyMatchResolver.compute_similarity  # it does not look at its resolver, which needs a database
print(json.dumps([similarity(None, a, b) >= 0.8 for a, b in json.load(sys.stdin)]))
"""
"""Its threshold is 0.8."""


def write_with_graphrag(
    url: str, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]
) -> dict[str, Any]:
    """Write nodes and edges into an empty database whose server has APOC; return the seconds and what is there then."""
    given = {"url": url, "password": PASSWORD, "nodes": nodes, "edges": edges}
    told: dict[str, Any] = run_json(_python(), WRITER, given)
    return told


def same_by_graphrag(pairs: list[tuple[str, str]]) -> list[bool]:
    """Return which pairs of names its fuzzy resolver takes for one."""
    same: list[bool] = run_json(_python(), RESOLVER, pairs)
    return same


def _python() -> Path:
    return python_with("graphrag", PACKAGES)
