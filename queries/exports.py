"""The graph in other programs' formats: GraphML, GEXF, CSV and a Cypher script."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import StoreError
from graph.stores.base import Store
from queries.network import to_network
from queries.rows import cell

NODES = "MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS props ORDER BY id"
EDGES = "MATCH (a)-[r]->(b) RETURN a.id AS start, b.id AS stop, type(r) AS kind, properties(r) AS props ORDER BY start, stop, kind"
VIRTUAL = ("title", "type", "label")
"""Properties that the embedded engine shows on everything."""
FORMATS = ("graphml", "gexf", "csv", "cypher")


def export(store: Store, format: str, path: Path) -> Path:
    """Write the graph to a file, or for csv to the folder ``path`` as nodes.csv and edges.csv."""
    writers = {"graphml": _graphml, "gexf": _gexf, "csv": _csv, "cypher": _cypher}
    if format not in writers:
        raise StoreError(f"{format!r} is no export format; there are {', '.join(FORMATS)}")
    writers[format](store, path)
    return path


def _graphml(store: Store, path: Path) -> None:
    nx.write_graphml(_clean(to_network(store)), path, encoding="utf-8")


def _gexf(store: Store, path: Path) -> None:
    nx.write_gexf(_clean(to_network(store)), path, encoding="utf-8")


def _clean(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """XML takes no control characters."""
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    clean.add_nodes_from((key, _printable(values)) for key, values in network.nodes(data=True))
    clean.add_edges_from((a, b, key, _printable(values)) for a, b, key, values in network.edges(keys=True, data=True))
    return clean


def _printable(values: dict[str, Any]) -> dict[str, Any]:
    return {k: re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", v) if isinstance(v, str) else v for k, v in values.items()}


def _csv(store: Store, path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    nodes = [{"id": r["id"], "labels": cell(sorted(r["labels"])), **_props(r["props"])} for r in store.read(NODES)]
    edges = [{"from": r["start"], "to": r["stop"], "edge_type": r["kind"], **_props(r["props"])} for r in store.read(EDGES)]
    for name, rows in (("nodes.csv", nodes), ("edges.csv", edges)):
        columns = list(dict.fromkeys(key for row in rows for key in row))
        with (path / name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns)
            writer.writeheader()
            writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)


def _cypher(store: Store, path: Path) -> None:
    """One statement a line; values are literals, escaped."""
    with path.open("w", encoding="utf-8") as out:
        for row in store.read(NODES):
            labels = ":".join(sorted(row["labels"]))
            out.write(f"CREATE (n:{labels} {_literal(_props(row['props']) | {'id': row['id']})});\n")
        for row in store.read(EDGES):
            out.write(f"MATCH (a {{id: {_literal(row['start'])}}}), (b {{id: {_literal(row['stop'])}}}) CREATE (a)-[:{row['kind']} {_literal(_props(row['props']))}]->(b);\n")


def _props(props: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if hasattr(value, "isoformat") else value for key, value in sorted(props.items()) if key not in VIRTUAL}


def _literal(value: Any) -> str:
    """A value as a Cypher literal; JSON's string escapes are Cypher's.

    >>> _literal({"name": "a'b\\"c", "n": 1})
    '{`name`: "a\\'b\\\\"c", `n`: 1}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"`{key}`: {_literal(one)}" for key, one in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
