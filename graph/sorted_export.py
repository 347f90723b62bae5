"""A graph as sorted lines: two graphs are the same if these are equal, whatever store they are in."""

from __future__ import annotations

from typing import Any

import msgspec

from graph.stores.base import Store
from graph.stores.values import VIRTUAL

NODES = "MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS props"
EDGES = """MATCH (a)-[r]->(b)
RETURN a.id AS a, b.id AS b, type(r) AS kind, properties(r) AS props"""


def sorted_export(store: Store) -> list[str]:
    """Return every node and edge as a line of JSON, sorted."""
    nodes = (
        {"node": row["id"], "labels": sorted(row["labels"]), "props": _own(row["props"])}
        for row in store.read(NODES)
    )
    edges = (
        {"edge": row["kind"], "from": row["a"], "to": row["b"], "props": _own(row["props"])}
        for row in store.read(EDGES)
    )
    return sorted(map(_line, nodes)) + sorted(map(_line, edges))


def _own(props: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in props.items() if key not in VIRTUAL}


def _line(row: dict[str, Any]) -> str:
    return msgspec.json.encode(row, order="sorted").decode()
