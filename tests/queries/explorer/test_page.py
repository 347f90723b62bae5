"""The page in a browser: what it shows is what Python counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.stores.base import Store
from queries.events import REPORTS
from queries.explorer import Selection
from queries.explorer.selection import select_events
from queries.network import to_network, to_pairs
from queries.rows import Rows
from queries.views import between, timeline
from tests.queries.browsing import check_quiet, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    opened = open_page(browser, path)
    yield opened
    check_quiet(opened)
    opened.context.close()


@pytest.fixture(scope="module")
def rows(store: Store) -> Rows:
    return select_events(store, Selection())


def shown(page: Page) -> dict[str, int]:
    """The figures of the page, once it has drawn what was asked for."""
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    return {
        name: int(value)
        for name, value in page.locator("#count").evaluate("e => ({...e.dataset})").items()
    }


def find(page: Page, text: str) -> None:
    page.locator("#search").fill(text)
    page.locator("#search").press("Enter")
    shown(page)


def show_pair(page: Page, a: str, b: str) -> None:
    find(page, a)
    page.locator("#drawer").press("p")
    find(page, b)


def drawn_events(page: Page) -> list[str]:
    acts = page.locator("#drawer .act[data-event]")
    return [str(act.get_attribute("data-event")) for act in acts.all()]


def test_opens_with_the_whole_graph(page: Page, store: Store, rows: Rows) -> None:
    network = to_network(store)
    pairs = {frozenset(pair) for row in rows for pair in to_pairs(row)}
    assert shown(page) == {"actors": len(network), "lines": len(pairs), "events": len(rows)}
    assert page.evaluate(COLOURS) > 20


COLOURS = """() => {
  const canvas = document.querySelector('#network canvas');
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let i = 0; i < pixels.length; i += 4) seen.add(pixels.slice(i, i + 4).join());
  return seen.size;
}"""


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
