"""Notebooks run from the first cell to the last on both stores and show what they promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first notebook leaves its facts for the others, and nothing else is left."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, db: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAIKO_SAMPLES", str(ROOT / "samples"))
    monkeypatch.setenv("GAIKO_NOTEBOOK_DATA", str(ROOT / "notebooks" / "data"))
    monkeypatch.setenv("GAIKO_FOLDER", str(folder))
    monkeypatch.setenv("GAIKO_NOTEBOOK_DB", db)
    outputs = [
        output for cell in run(jupytext.read(path)).cells for output in cell.get("outputs", [])
    ]
    assert all(output["output_type"] != "error" for output in outputs)
    assert any("dataframe" in html(output) for output in outputs)
    assert any("<iframe sandbox" in html(output) for output in outputs)


def test_notebooks_are_kept_without_outputs() -> None:
    assert len(NOTEBOOKS) >= 4
    assert not list((ROOT / "notebooks").rglob("*.ipynb"))


def run(notebook: Any) -> Any:
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()
    return notebook


def html(output: Any) -> str:
    return str(output.get("data", {}).get("text/html", ""))
