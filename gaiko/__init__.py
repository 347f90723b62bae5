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

    __version__: str

__all__ = ["__version__", "open"]


def open(url: str, *, writable: bool = False, as_of: str | None = None) -> Graph:
    """Open the graph in a file or on a server; ``StoreError`` if a file is not there (unless ``writable``).

    With ``as_of``, an ISO prefix, it is the graph as it was reported up to that date, for reading.
    """
    from gaiko.graph import Graph

    return Graph(url, writable=writable, as_of=as_of)


def __getattr__(name: str) -> str:
    """Read ``__version__`` from the installed package when it is asked for."""
    if name == "__version__":
        from importlib.metadata import version

        return version("gaiko")
    raise AttributeError(f"module 'gaiko' has no attribute {name!r}")
