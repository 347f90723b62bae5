"""Notebooks run from the first cell to the last and show what they promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAIKO_SAMPLES", str(ROOT / "samples"))
    notebook = jupytext.read(path)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert all(output["output_type"] != "error" for output in shown)
    assert any("dataframe" in html(output) for output in shown)
    assert any("<iframe sandbox" in html(output) for output in shown)


def html(output: Any) -> str:
    return str(output.get("data", {}).get("text/html", ""))
