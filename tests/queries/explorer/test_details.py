"""The details of the page in a browser, links to them, the table, and the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.stores.base import Store
from queries.network import to_network
from queries.rows import Rows
from queries.views import between, timeline
from tests.queries.browsing import open_page
from tests.queries.explorer.using import drawn_events, find, show_pair, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_drawer_of_an_actor(page: Page, store: Store) -> None:
    find(page, "日本")
    expected = timeline(store, "日本")
    dates = {row["event"]: row["date"] or "" for row in expected}
    assert set(drawn_events(page)) == dates.keys()
    shown_dates = [dates[event] for event in drawn_events(page)]
    assert shown_dates == sorted(shown_dates, reverse=True)  # the newest first, undated last
    for act in page.locator("#drawer .act[data-event]").all():
        assert act.locator("time, .soft").first.inner_text()
        assert act.locator("blockquote").inner_text() and act.locator(".told cite").inner_text()
        assert act.locator("mark.trigger").count() == 1 and act.locator("mark.actor").count() >= 1
    find(page, "青木一郎")
    assert page.locator(".posts li").inner_text().split("\n") == ["外相", "2021-10-04 – 2023-09-13"]


def test_drawer_of_a_pair(page: Page, store: Store) -> None:
    show_pair(page, "日本", "中国")
    expected = between(store, "日本", "中国")
    dated = [row for row in expected if row["date"]]
    charts = page.locator("#drawer svg.chart")
    assert charts.count() == 2
    assert [chart.locator("circle").count() for chart in charts.all()] == [len(dated)] * 2
    assert set(drawn_events(page)) == {row["event"] for row in expected}
    unreal = sum(row["status"] != "occurred" for row in dated)
    assert charts.first.locator("circle.hollow").count() == unreal == 1
    assert page.locator("#drawer .chip.status").all_inner_texts() == ["可能性"]
    years = page.locator("details.year summary").all_inner_texts()
    assert [year[:4] for year in years] == [
        *sorted({row["date"][:4] for row in dated}, reverse=True),
        "日付なし",
    ]


def test_drawer_of_an_event(page: Page, store: Store) -> None:
    (signed,) = (row for row in timeline(store, "日本") if row["type"] == "SIGNED")
    page.goto(f"{page.url.split('#')[0]}#event={signed['event']}")
    page.locator("#drawer h2", has_text="署名").wait_for()
    assert page.locator("#drawer .act").count() == 2
    assert "2媒体" in page.locator("#drawer").inner_text()
    link = page.locator("#drawer .told a").first
    assert str(link.get_attribute("href")).startswith("https://news.example/")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "2023-03-10 予定 → 2024-06-30 実施" in page.locator("#drawer dl").inner_text()


def test_nodes_and_lines_can_be_clicked(page: Page) -> None:
    place = page.evaluate("() => explorer.at('KOR')")
    page.mouse.click(place["x"], place["y"])
    page.locator("#drawer h2", has_text="韓国").wait_for()
    a, b = page.evaluate("() => [explorer.at('JPN'), explorer.at('CHN')]")
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):  # where no node lies over the line
        page.mouse.click(a["x"] + share * (b["x"] - a["x"]), a["y"] + share * (b["y"] - a["y"]))
        page.wait_for_timeout(150)
        if page.locator("#drawer svg.chart").count() == 2:
            break
    names = page.locator("#drawer h2 button").all_inner_texts()
    assert sorted(names) == ["中国", "日本"]


def test_ego_network_and_shortest_chain(page: Page, store: Store) -> None:
    network = to_network(store).to_undirected()
    find(page, "遠野花")
    page.locator("#drawer").press("e")
    assert shown(page)["actors"] == 1 + network.degree("person:JPN:遠野花") == 2
    page.locator("#drawer").press("e")
    page.locator("#drawer").press("c")
    find(page, "青木次郎")
    steps = page.locator("ol.chain li").all_inner_texts()
    assert steps[0].startswith("遠野花 — 林建国")
    assert len(steps) == 3  # 遠野花 – 林建国 – 朴正洙 – 青木次郎


def test_people_under_their_state(page: Page) -> None:
    page.locator("#grouped").click()
    counts = shown(page)
    assert counts["actors"] == 4 and counts["lines"] == 5  # three states and the agreement


def test_a_link_brings_everything_back(page: Page, browser: Browser, path: Path) -> None:
    show_pair(page, "日本", "中国")
    page.locator("#type-PROTESTED").click()
    page.locator("#status-planned").click()
    page.locator("#since").focus()
    for _ in range(3):
        page.locator("#since").press("ArrowRight")
    before = shown(page), page.locator("#drawer").inner_text(), page.locator("#period").inner_text()
    with_link = open_page(browser, path, "#" + page.url.split("#")[1])
    after = (
        shown(with_link),
        with_link.locator("#drawer").inner_text(),
        with_link.locator("#period").inner_text(),
    )
    with_link.context.close()
    assert after == before
    assert "p=CHN" in page.url and "no-type=PROTESTED" in page.url


def test_back_and_unknown_addresses(page: Page) -> None:
    start = shown(page)
    find(page, "日本")
    page.go_back()
    page.locator("#drawer h2", has_text="このグラフ").wait_for()
    page.evaluate(
        "() => { location.hash = '#n=MARS&p=VENUS&event=x&no-type=DANCED&since=soon&least=9999&view=<b>' }"
    )
    assert shown(page)["actors"] in (0, start["actors"])
    page.evaluate("() => { location.hash = '' }")
    assert shown(page) == start


def test_table_sorts_and_opens(page: Page, rows: Rows) -> None:
    page.locator("body").press("t")
    shown(page)
    table = page.locator("#table tbody tr")
    assert table.count() == len(rows)
    page.locator("[data-column=type]").click()
    types = page.locator("#table tbody td:nth-child(2)").all_inner_texts()
    assert types == sorted(types)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("種類")
    page.locator("[data-column=date]").click()
    dates = page.locator("#table tbody td.date").all_inner_texts()
    assert dates[-1] == "日付なし" and dates[:-1] == sorted(dates[:-1])
    table.first.locator("td.date button").click()
    page.locator("#drawer h2.display").wait_for()


def test_copied_cypher_finds_the_same_events(page: Page, store: Store) -> None:
    page.evaluate(
        "() => { navigator.clipboard.writeText = async text => { window.copied = text; } }"
    )

    def events(button: str) -> set[str]:
        page.locator(button).first.click()
        return {row["event"] for row in store.query(page.evaluate("() => window.copied"))}

    show_pair(page, "日本", "中国")
    assert events("#drawer .row .copy-cypher") == {
        r["event"] for r in between(store, "日本", "中国")
    }
    show_pair(page, "青木一郎", "林建国")
    assert events("#drawer .row .copy-cypher") == {
        row["event"] for row in between(store, "青木一郎", "林建国")
    }
    assert events("#drawer .act .copy-cypher") == {drawn_events(page)[0]}


def test_everything_by_keyboard(page: Page, store: Store) -> None:
    page.keyboard.press("/")
    page.keyboard.type("韓国")
    page.keyboard.press("Enter")
    page.locator("#drawer:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator("#network").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#drawer .head h2").wait_for()
    page.keyboard.press("]")
    page.locator("#drawer h2.display").wait_for()
    assert "event=" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.locator("#table table").wait_for()
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.locator("#grouped:checked").wait_for(state="attached")


def test_reports_of_a_selection_are_greyed_not_hidden(page: Page, store: Store) -> None:
    show_pair(page, "日本", "中国")
    before = drawn_events(page)
    page.locator("#type-PROTESTED").click()
    shown(page)
    assert sorted(drawn_events(page)) == sorted(before)
    protests = sum(row["type"] == "PROTESTED" for row in between(store, "日本", "中国"))
    assert page.locator("#drawer .act.is-outside").count() == protests


def test_undated_events_count_only_for_the_whole_period(page: Page, rows: Rows) -> None:
    page.locator("[data-preset=year1]").click()
    shown(page)
    assert sum(row["date"] is None for row in rows) == 1
    assert "日付のない1件" in page.locator("#time-head").inner_text()
