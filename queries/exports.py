"""The graph in other programs' formats: GraphML, GEXF, CSV and a Cypher script."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import GaikoError
from graph.schema import INDEXES
from graph.stores.base import Row, Store
from queries.network import to_network
from queries.rows import cell

NODES = "MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS props ORDER BY id"
EDGES = """
MATCH (a)-[r]->(b)
RETURN a.id AS start, labels(a) AS start_labels, b.id AS stop, labels(b) AS stop_labels,
  type(r) AS kind, properties(r) AS props
ORDER BY start, stop, kind
"""
VIRTUAL = ("title", "type", "label")
"""Properties that the embedded engine shows on everything."""
FORBIDDEN_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORMATS = ("graphml", "gexf", "csv", "cypher")


def export(store: Store, form: str, path: Path) -> Path:
    """Write the graph to a file, or for csv to the folder ``path`` as nodes.csv and edges.csv.

    ``form`` is one of ``FORMATS``, else ``GaikoError``. The same graph gives the same bytes.
    """
    writers = {"graphml": _graphml, "gexf": _gexf, "csv": _csv, "cypher": _cypher}
    if form not in writers:
        raise GaikoError(f"{form!r} is no export format; there are {', '.join(FORMATS)}")
    writers[form](store, path)
    return path


def _graphml(store: Store, path: Path) -> None:
    nx.write_graphml(_clean(to_network(store)), path, encoding="utf-8")


def _gexf(store: Store, path: Path) -> None:
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


def _csv(store: Store, path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    nodes = [
        {"id": row["id"], "labels": sorted(row["labels"]), **_props(row)}
        for row in store.read(NODES)
    ]
    edges = [
        {"from": row["start"], "to": row["stop"], "edge_type": row["kind"], **_props(row)}
        for row in _edges(store)
    ]
    _write_table(path / "nodes.csv", nodes)
    _write_table(path / "edges.csv", edges)


def _write_table(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)


def _cypher(store: Store, path: Path) -> None:
    """One statement a line: constraints, nodes, edges; values are escaped literals.

    Properties are set, not matched: the embedded engine refuses new ones in a pattern.
    """
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{statement};\n" for statement in INDEXES)
        out.writelines(f"{_node_statement(row)};\n" for row in store.read(NODES))
        out.writelines(f"{_edge_statement(row)};\n" for row in _edges(store))


def _node_statement(row: Row) -> str:
    actor = " SET n:Actor" if "Actor" in row["labels"] else ""
    node = f"MERGE (n:{_own_label(row['labels'])} {{id: {_literal(row['id'])}}})"
    return f"{node} SET n += {_literal(_props(row))}{actor}"


def _edge_statement(row: Row) -> str:
    ends = " ".join(
        f"MATCH ({name}:{_own_label(row[f'{end}_labels'])} {{id: {_literal(row[end])}}})"
        for name, end in (("a", "start"), ("b", "stop"))
    )
    props = _props(row)
    return (
        f"{ends} CREATE (a)-[r:{row['kind']}]->(b){f' SET r += {_literal(props)}' if props else ''}"
    )


def _edges(store: Store) -> Iterable[Row]:
    """Parallel edges come in no order of their own."""
    return sorted(
        store.read(EDGES),
        key=lambda row: (row["start"], row["stop"], row["kind"], str(_props(row))),
    )


def _own_label(labels: list[str]) -> str:
    return min(set(labels) - {"Actor"})


def _props(row: Row) -> dict[str, Any]:
    return {key: value for key, value in sorted(row["props"].items()) if key not in VIRTUAL}


def _literal(value: Any) -> str:
    r"""A value as a Cypher literal; JSON's string escapes are Cypher's.

    Cypher reads ``\u0027`` before it reads strings, so a backslash never stands before a u.

    >>> print(_literal({"name": "a'b\"c", "n": 1, "on": date(2023, 5, 1)}))
    {`name`: "a'b\"c", `n`: 1, `on`: date("2023-05-01")}
    >>> print(_literal(r"\u0022"))
    "\\" + "u0022"
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"`{key}`: {_literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, date):
        return f'date("{value.isoformat()[:10]}")'
    return json.dumps(value, ensure_ascii=False).replace(r"\\u", r'\\" + "u')
