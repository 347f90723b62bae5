"""A Cypher script: constraints, nodes, edges, one statement a line, for any store and for `cypher-shell`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.schema import CONSTRAINTS, INDEXES
from graph.stores.base import Store
from queries.exports.whole import OWN_LABELS, Edge, Node, is_date, read_edges, read_nodes

FACTS = "MERGE (n:Facts {"
LINE = re.compile(r'`line`: ("(?:[^"\\]|\\.)*"(?: \+ "(?:[^"\\]|\\.)*")*)')
PIECE = re.compile(r'"(?:[^"\\]|\\.)*"')


def write_script(store: Store, path: Path) -> None:
    """Write the script; values are escaped literals.

    Properties are set, not matched: the embedded engine refuses new ones in a pattern.
    """
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{statement};\n" for statement in (*CONSTRAINTS, *INDEXES))
        for label in OWN_LABELS:
            out.writelines(f"{_node_statement(node)};\n" for node in read_nodes(store, label))
        for label in OWN_LABELS:
            out.writelines(f"{_edge_statement(edge)};\n" for edge in read_edges(store, label))


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of facts in an exported script."""
    with path.open(encoding="utf-8") as statements:
        for statement in statements:
            found = LINE.search(statement) if statement.startswith(FACTS) else None
            if found:
                yield "".join(map(json.loads, PIECE.findall(found[1]))).encode()


def _node_statement(node: Node) -> str:
    actor = " SET n:Actor" if node.actor else ""
    return f"MERGE (n:{node.label} {{id: {_literal(node.id)}}}) SET n += {_map(node.props)}{actor}"


def _edge_statement(edge: Edge) -> str:
    ends = " ".join(
        f"MATCH ({name}:{label} {{id: {_literal(key)}}})"
        for name, (label, key) in (("a", edge.start), ("b", edge.stop))
    )
    props = f" SET r += {_map(edge.props)}" if edge.props else ""
    return f"{ends} CREATE (a)-[r:{edge.kind}]->(b){props}"


def _map(props: dict[str, Any]) -> str:
    told = (
        f"`{key}`: {f'date({_literal(value)})' if is_date(key) else _literal(value)}"
        for key, value in props.items()
    )
    return "{" + ", ".join(told) + "}"


def _literal(value: Any) -> str:
    r"""A value as a Cypher literal; JSON's string escapes are Cypher's.

    Cypher reads ``\u0027`` before it reads strings, so a backslash never stands before a u.

    >>> print(_literal(["a'b\"c", 1]))
    ["a'b\"c", 1]
    >>> print(_literal(r"\u0022"))
    "\\" + "u0022"
    """
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace(r"\\u", r'\\" + "u')
