"""Graphs that nobody would draw: one event, no dates, one date, names without end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from queries.explorer import explore
from tests.queries.browsing import check_quiet, open_page
from tests.queries.explorer import world
from tests.queries.explorer.conftest import MakeStore
from tests.queries.explorer.using import find, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LONG = "長" * 10_000
GRAPHS: dict[str, tuple[list[dict[str, Any]], int]] = {
    "one node": ([world.act("PROTESTED", "日本", "日本", "2024-05-01") | {"target": []}], 1),
    "no dates": ([world.act("PROTESTED", "日本", "中国", None)], 2),
    "one date": ([world.act("PROTESTED", "日本", "中国", "2024-05-01")], 2),
    "only a year": ([world.act("PROTESTED", "日本", "中国", "2024")], 2),
    "far apart": (
        [
            world.act("PROTESTED", "日本", "中国", day)
            for day in ("0900-01-01", "2024-05-01", "9999-12-31")
        ],
        2,
    ),
    "a long name": ([world.act("PROTESTED", "日本", LONG, "2024-05-01")], 2),
}


@pytest.mark.browser
@pytest.mark.parametrize("name", GRAPHS)
def test_odd_graphs(browser: Browser, make_store: MakeStore, tmp_path: Path, name: str) -> None:
    events, actors = GRAPHS[name]
    articles = [
        world.report(
            f"{name}{i}",
            f"日本は中国と{LONG if 'long' in name else ''}に抗議した。",
            "甲紙",
            event,
            names=[LONG],
        )
        for i, event in enumerate(events)
    ]
    page = open_page(
        browser, explore(make_store(articles), evidence="full").write(tmp_path / "odd.html")
    )
    figures = shown(page)
    assert (figures["actors"], figures["events"]) == (actors, len(events))
    find(page, "日本")
    assert page.locator("#drawer .act[data-event]").count() == len(events)
    for key in ("e", "e", "t", "t", "g", "]"):
        page.locator("#drawer").press(key)
        shown(page)
    for preset in ("month1", "whole", "play"):
        page.locator(f"[data-preset={preset}]").click()
    page.locator("#exports summary").click()
    with page.expect_download():
        page.locator("#export-svg").click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1280
    check_quiet(page)
    page.context.close()
