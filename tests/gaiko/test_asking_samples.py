"""Questions end to end: over the graph that the extraction makes of the sample articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.questions import accuracy, extracted_facts, load
from gaiko.asking import Asker
from graph.stores import open_store
from tests.gaiko.questions.judging import TODAY

FLOORS = {
    "ja, answered": 0.89,
    "en, answered": 0.92,
    "ja, declined": 0.95,
    "en, declined": 0.95,
    "paraphrases of 12 core questions": 0.97,
}
"""The least share of right answers, by part of the questions."""


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, list[str]]]:
    path = load(Path(tmp_path_factory.mktemp("extracted")) / "samples.kgl", extracted_facts())
    with open_store(path, read_only=True) as store:
        parts = accuracy(Asker(store, today=date.fromisoformat(TODAY)))
        return {
            name: (right / asked, [c.ask for c in wrong]) for name, right, asked, wrong in parts
        }


@pytest.mark.parametrize("part", FLOORS)
def test_questions_are_answered_from_the_articles_alone(
    shares: dict[str, tuple[float, list[str]]], part: str
) -> None:
    share, wrong = shares[part]
    assert share >= FLOORS[part], wrong
