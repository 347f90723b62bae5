"""GraphML and GEXF: acts as edges between those who did them, for Gephi, yEd and NetworkX."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import networkx as nx

from graph.stores.base import Store
from queries.network import to_network

FORBIDDEN_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_graphml(store: Store, path: Path) -> None:
    """Write the network as GraphML."""
    nx.write_graphml(_clean(to_network(store)), path, encoding="utf-8")


def write_gexf(store: Store, path: Path) -> None:
    """Write the network as GEXF."""
    nx.write_gexf(_clean(to_network(store)), path, encoding="utf-8")


def _clean(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """XML takes no control characters."""
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    clean.add_nodes_from((key, _printable(values)) for key, values in network.nodes(data=True))
    clean.add_edges_from(
        (start, end, key, _printable(values))
        for start, end, key, values in network.edges(keys=True, data=True)
    )
    return clean


def _printable(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: FORBIDDEN_IN_XML.sub("", value) if isinstance(value, str) else value
        for key, value in values.items()
    }
