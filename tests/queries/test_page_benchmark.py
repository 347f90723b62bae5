"""The benchmark of pages, on a small graph: it measures what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.pages import compare_with_pyvis, measure_explorer
from benchmarks.world import invent

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_invented_worlds_are_the_same_again_and_as_large_as_asked_for() -> None:
    world = list(invent(40, 90))
    assert world == list(invent(40, 90))
    assert len(world) == 90
    assert len({entity.actor_id for facts in world for entity in facts.entities}) == 40
    assert all(
        facts.text[event.start - len(facts.title) - 1 :].startswith(event.evidence)
        for facts in world
        for event in facts.events
    )


@pytest.mark.browser
def test_pages_are_timed(browser: Browser, tmp_path: Path) -> None:
    figures = measure_explorer(browser, 40, 90, tmp_path)
    assert figures["holds"].startswith("40 actors, 90 events")
    assert 0.5 < figures["megabytes"] < 1
    assert 0 < figures["search_ms"] < 1_000 and 0 < figures["filter_ms"] < 5_000
    assert 0 < figures["ready_s"] < 20 and 1 < figures["pan_fps"] < 130


@pytest.mark.browser
def test_stock_pyvis_is_timed_in_the_same_run(browser: Browser, tmp_path: Path) -> None:
    figures = compare_with_pyvis(browser, 12, 60, tmp_path)
    assert figures["ratio"] == pytest.approx(figures["stock_s"] / figures["ready_s"])
