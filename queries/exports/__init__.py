"""The graph in other programs' forms. The same graph gives the same bytes.

``facts``, ``csv`` and ``cypher`` are whole: ``gaiko load`` makes the same graph of them. The others say less than
the graph: ``graphml`` and ``gexf`` are its network of acts, ``ftm`` and ``plover`` what these models can say.
"""

from __future__ import annotations

from pathlib import Path

from graph.errors import GaikoError
from graph.stores.base import Store
from queries.exports import facts, ftm, networks, plover, script, tables

WRITERS = {
    "facts": facts.write_facts_file,
    "lines": facts.write_lines,
    "csv": tables.write_tables,
    "cypher": script.write_script,
    "graphml": networks.write_graphml,
    "gexf": networks.write_gexf,
    "ftm": ftm.write_entities,
    "plover": plover.write_records,
}
FORMATS = tuple(WRITERS)


def export(store: Store, form: str, path: Path) -> Path:
    """Write the graph to a file, or for csv to the folder ``path``.

    ``form`` is one of ``FORMATS``, else ``GaikoError``.
    """
    if form not in WRITERS:
        raise GaikoError(f"{form!r} is no export format; there are {', '.join(FORMATS)}")
    WRITERS[form](store, path)
    return path
