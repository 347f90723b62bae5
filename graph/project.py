"""The files that belong to a graph: its facts, its ledger of actors, what a rebuild sets aside.

Those of a graph in a file lie beside it; those of a graph on a server in the folder ``GAIKO_PROJECT``,
else in the current one.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from graph.stores.server import is_server, to_server

Kind = Literal["facts", "actors", "rebuild"]


def project_file(db: str, kind: Kind) -> Path:
    """Return where a file of a graph lies.

    >>> project_file("data/gaiko.kgl", "facts").as_posix()
    'data/gaiko.kgl.facts.jsonl'
    >>> project_file("bolt://localhost:7687/press", "actors").name
    'localhost-7687-press.actors.jsonl'
    """
    if not is_server(db):
        return Path(f"{db}.{kind}.jsonl")
    server = to_server(db)
    place = re.sub(r"\W+", "-", f"{server.url.split('://')[1]}/{server.database}")
    return Path(os.environ.get("GAIKO_PROJECT", ".")) / f"{place}.{kind}.jsonl"
