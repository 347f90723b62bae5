"""Where graphs live. ``open_store`` is the only way in; each driver is imported by its own module."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.stores.base import Store
from graph.stores.server import is_server, to_server


def open_store(url: str, *, read_only: bool = False) -> Store:
    """Open the graph in a file (``gaiko.kgl``) or on a server (``bolt://localhost:7687``).

    ``StoreError`` names what stands in the way.
    """
    if is_server(url):
        return _open_server(url, read_only=read_only)
    from graph.stores.kglite_store import KgliteStore

    return KgliteStore(Path(url), read_only=read_only)


def _open_server(url: str, *, read_only: bool) -> Store:
    server = to_server(url)
    try:
        from graph.stores.neo4j_store import Neo4jStore
    except ModuleNotFoundError as error:
        raise StoreError(
            f"{server.url}: install the driver first: pip install 'gaiko[neo4j]'"
        ) from error
    return Neo4jStore(server, read_only=read_only)
