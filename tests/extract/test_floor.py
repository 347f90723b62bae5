"""The figures on the annotated articles never fall below what was reached (``floors.yaml``)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.quality import headline
from tests.gold import SETS, gold_path, judged

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_development_figures_hold(name: str) -> None:
    reached, floors = headline(judged(gold_path(name))), FLOORS[name]
    assert reached.keys() == floors.keys()
    fallen = {
        key: (round(reached[key], 3), floors[key]) for key in floors if reached[key] < floors[key]
    }
    assert fallen == {}, "measure: (now, floor)"
