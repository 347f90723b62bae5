"""The layers of the architecture, read from the imports of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("extract", "graph", "queries", "gaiko")
ALLOWED = {
    "extract": ("extract", "graph.model", "graph.ontology", "graph.errors"),
    "graph": ("graph",),
    "queries": ("queries", "graph"),
    "gaiko": OURS,
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("package", OURS)
def test_packages_import_only_what_their_layer_may(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        for name in imports(path):
            if name.split(".")[0] in OURS:
                assert any(name == ok or name.startswith(ok + ".") for ok in ALLOWED[package]), path


def test_drivers_have_one_module_each() -> None:
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            roots = {name.split(".")[0] for name in imports(path)}
            for driver in ("kglite", "neo4j"):
                assert driver not in roots or path.name == f"{driver}_store.py", path
            assert "spacy" not in roots or package == "extract", path
