"""Where graphs live. ``open_store`` is the only way in; each driver is imported by its own module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.stores.kglite_store import KgliteStore


def open_store(url: str, *, read_only: bool = False) -> KgliteStore:
    """Open the graph in a file (``gaiko.kgl``); ``StoreError`` names what stands in the way."""
    if re.match(r"[a-z+]+://", url):
        raise StoreError(f"{url}: only graph files are supported so far")
    from graph.stores.kglite_store import KgliteStore

    return KgliteStore(Path(url), read_only=read_only)
