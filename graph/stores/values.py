"""Nodes and edges as both stores return them.

The engines' own numbers of nodes and edges mean nothing outside and are left out; dates are ISO strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

VIRTUAL = ("title", "type", "label")
"""Properties that the embedded engine shows on every node, though nobody set them."""


def to_node(labels: Iterable[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node: sorted labels, its own properties."""
    own = {key: properties[key] for key in sorted(properties) if key not in VIRTUAL}
    return {"labels": sorted(labels), "properties": own}


def to_edge(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return an edge: its type and properties."""
    return {"type": kind, "properties": dict(sorted(properties.items()))}
