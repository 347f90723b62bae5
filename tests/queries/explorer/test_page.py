"""The page in a browser: what it shows is what Python counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from graph.stores.base import Store
from queries.events import REPORTS
from queries.explorer import Selection
from queries.explorer.selection import select_events
from queries.network import to_network, to_pairs
from queries.rows import Rows
from tests.queries.browsing import count_colours
from tests.queries.explorer.using import find, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_opens_with_the_whole_graph(page: Page, store: Store, rows: Rows) -> None:
    network = to_network(store)
    pairs = {frozenset(pair) for row in rows for pair in to_pairs(row)}
    assert shown(page) == {"actors": len(network), "lines": len(pairs), "events": len(rows)}
    assert count_colours(page) > 20


def without_people(row: dict[str, Any]) -> bool:
    """Two parties that are no persons, or the only one."""
    parties = {*row["actor_ids"], *row["object_ids"]}
    return sum(not key.startswith("person:") for key in parties) >= min(2, len(parties))


FILTERS: dict[str, tuple[str, Callable[[Store, dict[str, Any]], bool]]] = {
    "type": ("#type-PROTESTED", lambda _, row: row["type"] != "PROTESTED"),
    "tone": (
        "#types-adversarial-none",
        lambda _, row: row["type"] in ("MET_WITH", "AGREED_WITH", "SIGNED"),
    ),
    "status": ("#status-occurred", lambda _, row: row["status"] != "occurred"),
    "kind": ("#kind-1", lambda _, row: without_people(row)),
    "outlet": ("#outlet-0", lambda store, row: outlets_of(store, row) != {"丙放送"}),
}


def outlets_of(store: Store, row: dict[str, Any]) -> set[str]:
    return {report["source"] for report in store.read(REPORTS, {"ids": [row["event"]]})}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_leave_what_python_leaves(page: Page, store: Store, rows: Rows, name: str) -> None:
    control, keeps = FILTERS[name]
    page.locator(control).click()
    kept = [row for row in rows if keeps(store, row)]
    assert 0 < len(kept) < len(rows)
    assert shown(page)["events"] == len(kept)
    page.locator("#reset").click()
    assert shown(page)["events"] == len(rows)


def test_confidence_and_words_of_sentences(page: Page, store: Store, rows: Rows) -> None:
    page.locator("#least").focus()
    for _ in range(16):
        page.locator("#least").press("ArrowRight")
    assert shown(page)["events"] == sum(row["confidence"] >= 0.8 for row in rows)
    page.locator("#reset").click()
    page.locator("#search").fill("とみられる")
    page.locator("#hits [role=option]").click()
    assert shown(page)["events"] == sum("とみられる" in row["evidence"] for row in rows) == 1


def test_time_by_keyboard(page: Page, store: Store, rows: Rows) -> None:
    since, until = page.locator("#since"), page.locator("#until")
    since.focus()
    for _ in range(5):
        since.press("ArrowRight")
    until.focus()
    for _ in range(4):
        until.press("ArrowLeft")
    shown(page)
    first, last = since.get_attribute("aria-valuetext"), until.get_attribute("aria-valuetext")
    assert first and last and re.fullmatch(r"\d{4}-\d\d", first)
    wanted = select_events(store, Selection(since=first, until=last))
    assert shown(page)["events"] == len(wanted) < len(rows)
    page.locator("[data-preset=whole]").click()
    assert shown(page)["events"] == len(rows)
    page.locator("[data-preset=year1]").click()
    shown(page)
    first = str(since.get_attribute("aria-valuetext"))
    assert shown(page)["events"] == len(select_events(store, Selection(since=first)))


def test_time_plays_and_stops(page: Page) -> None:
    page.locator("[data-preset=play]").click()
    page.locator("#period").filter(has_text=re.compile(r"^2022-(?!01)")).wait_for()
    page.locator("[data-preset=play]").click()
    assert page.locator("[data-preset=play]").get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("text", ["青木一", "あおきいち", "ｱｵｷｲﾁ", "aoki", "アオキ"])
def test_search_by_any_name(page: Page, text: str) -> None:
    find(page, text)
    assert page.locator("#drawer h2").inner_text() == "青木一郎"


def test_search_says_when_nothing_is_found(page: Page) -> None:
    page.locator("#search").fill("zzzz")
    assert page.locator("#hits").inner_text() == "見つかりません"
    page.locator("#search").press("Escape")
    assert page.locator("#hits").is_hidden()
