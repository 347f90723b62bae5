"""CSV in the form of `neo4j-admin database import`: a file per label and per kind of edge, and the command.

Ids are unique within a label. Lists are parted by U+001F, which no text has. ``Facts.csv`` holds the lines
of facts, from which ``gaiko load`` makes the graph again.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.stores.base import Store
from queries.exports.whole import OWN_LABELS, Edge, is_date, read_edges, read_nodes

PARTED = "\x1f"
COMMAND = "neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true --id-type=string"
FACTS = "Facts.csv"
Table = list[dict[str, Any]]


def write_tables(store: Store, path: Path) -> None:
    """Write the folder; what an earlier export left there is taken away."""
    path.mkdir(parents=True, exist_ok=True)
    for old in path.glob("*.csv"):
        old.unlink()
    command = [COMMAND]
    for label in OWN_LABELS:
        if nodes := read_nodes(store, label):
            name = f"{label}.csv"
            table = [
                {"id": one.id, **{k: v for k, v in one.props.items() if k != "id"}} for one in nodes
            ]
            _write(path / name, table, {"id": f"id:ID({label})"})
            labels = f"Actor:{label}" if nodes[0].actor else label
            command.append(f"--nodes={labels}={name}")
        for (kind, stop), edges in _by_shape(read_edges(store, label)):
            name = f"{label}-{kind}-{stop}.csv"
            ends = {"a": f":START_ID({label})", "b": f":END_ID({stop})"}
            _write(path / name, [{"a": e.start[1], "b": e.stop[1], **e.props} for e in edges], ends)
            command.append(f"--relationships={kind}={name}")
    (path / "import.sh").write_text(" \\\n  ".join(command) + "\n", encoding="utf-8")


def _by_shape(edges: Sequence[Edge]) -> list[tuple[tuple[str, str], list[Edge]]]:
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.kind, edge.stop[0]].append(edge)
    return sorted(found.items(), key=lambda pair: pair[0])


def _write(path: Path, table: Table, ends: dict[str, str]) -> None:
    names = list(dict.fromkeys(key for row in table for key in row))
    header = [
        ends.get(name) or f"{name}{_kind(name, [row.get(name) for row in table])}" for name in names
    ]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows([_cell(row.get(name)) for name in names] for row in table)


def _kind(name: str, values: list[Any]) -> str:
    """The type of a column as the import knows it; texts need none."""
    kinds = {type(value) for value in values if value is not None}
    if is_date(name):
        return ":date"
    if list in kinds:
        return ":string[]"
    if float in kinds:
        return ":double"
    return ":long" if kinds == {int} else ""


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return PARTED.join(map(str, value))
    return "" if value is None else str(value)


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of facts in an exported folder."""
    csv.field_size_limit(2**31 - 1)
    with (path / FACTS).open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield (row.get("line") or "").encode()
