"""The measures on the annotated articles never fall below what was reached."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"
FLOORS = {"mentions": 0.91, "entities": 0.86, "events": 0.50}


@pytest.mark.shared
def test_development_figures_hold(tmp_path: Path) -> None:
    if not (SHARED / "gold/dev.jsonl").exists():
        if os.environ.get("CI"):
            pytest.fail("the annotated articles are not beside the checkout")
        pytest.skip("the annotated articles are not beside the checkout")
    from extract.articles import read_articles
    from extract.pipeline import Extractor
    from graph.errors import InputError
    from graph.model import write_facts

    problems: list[InputError] = []
    gold, facts = SHARED / "gold/dev.jsonl", tmp_path / "facts.jsonl"
    with facts.open("wb") as out:
        write_facts(Extractor.load().extract(read_articles([gold], problems=problems.append)), out)
    scored = subprocess.run(
        [sys.executable, str(SHARED / "evaluation/score.py"), str(gold), str(facts), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(scored.stdout)
    assert {name: result[name]["F1"] for name in FLOORS if result[name]["F1"] < FLOORS[name]} == {}
