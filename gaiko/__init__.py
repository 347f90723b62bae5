"""Gaiko (外交): Japanese news into a knowledge graph of diplomatic actors and events.

>>> import gaiko
>>> gaiko.open("no/such/graph.kgl")
Traceback (most recent call last):
graph.errors.StoreError: no/such/graph.kgl: no graph is there; make one with `gaiko build` or `gaiko load`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaiko.graph import Graph

__all__ = ["open"]


def open(url: str, *, writable: bool = False) -> Graph:
    """Open the graph in a file; ``StoreError`` if there is none (unless ``writable``)."""
    from gaiko.graph import Graph

    return Graph(url, writable=writable)
