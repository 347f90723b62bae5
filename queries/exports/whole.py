"""Every node and edge of a graph, in an order of their own, for the exports that are whole."""

from __future__ import annotations

from typing import Any

import msgspec

from graph.rows import DATES
from graph.schema import KEYED
from graph.stores.base import Row, Store
from graph.stores.values import VIRTUAL

NODES = (
    "MATCH (n:{label}) RETURN n.id AS id, labels(n) AS labels, properties(n) AS props ORDER BY id"
)
EDGES = """MATCH (a:{label})-[r]->(b)
RETURN a.id AS start, b.id AS stop, labels(b) AS labels, type(r) AS kind, properties(r) AS props"""
OWN_LABELS = tuple(label for label in KEYED if label != "Actor")


class Node(msgspec.Struct, frozen=True):
    """A node: the label that it is keyed by, whether it also is an ``Actor``, its properties."""

    label: str
    id: str
    actor: bool
    props: dict[str, Any]


class Edge(msgspec.Struct, frozen=True):
    """An edge between two nodes, each by label and id."""

    kind: str
    start: tuple[str, str]
    stop: tuple[str, str]
    props: dict[str, Any]


def read_nodes(store: Store, label: str) -> list[Node]:
    """Return the nodes of a label in the order of their ids."""
    rows = store.read(NODES.format(label=label))
    return [Node(label, row["id"], "Actor" in row["labels"], _props(row)) for row in rows]


def read_edges(store: Store, label: str) -> list[Edge]:
    """Return the edges that begin at nodes of a label, in an order of their own."""
    edges = [
        Edge(
            row["kind"],
            (label, row["start"]),
            (_own_label(row["labels"]), row["stop"]),
            _props(row),
        )
        for row in store.read(EDGES.format(label=label))
    ]
    return sorted(edges, key=lambda one: (one.kind, one.start, one.stop, str(one.props)))


def is_date(name: str) -> bool:
    """Whether a property is a date of Cypher, not a text."""
    return name in DATES


def _own_label(labels: list[str]) -> str:
    return min(set(labels) - {"Actor"})


def _props(row: Row) -> dict[str, Any]:
    return {key: value for key, value in sorted(row["props"].items()) if key not in VIRTUAL}
