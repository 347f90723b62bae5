"""The facts that a graph was made of, and the graph as sorted lines to compare it with others."""

from __future__ import annotations

from pathlib import Path

from graph.held import iterate_facts
from graph.model import write_facts
from graph.sorted_export import sorted_export
from graph.stores.base import Store


def write_facts_file(store: Store, path: Path) -> None:
    """Write facts.jsonl, the articles in the order of their ids."""
    with path.open("wb") as out:
        write_facts(iterate_facts(store), out)


def write_lines(store: Store, path: Path) -> None:
    """Write every node and edge as a line of JSON, sorted."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in sorted_export(store))
