"""The page for everybody: small screens, dark rooms, English, screen readers, no graphics card, notebooks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from graph.stores.base import Store
from queries.explorer import explore
from queries.network import to_network
from tests.queries.browsing import CHROMIUM, OPTIONS, check_quiet, count_colours, listen, open_page
from tests.queries.explorer.using import find, show_pair, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
VIEWS: dict[str, Callable[[Page], object]] = {
    "whole": lambda page: page,
    "actor": lambda page: find(page, "青木一郎"),
    "pair": lambda page: show_pair(page, "日本", "中国"),
    "event": lambda page: show_event(page),
    "table": lambda page: page.locator("body").press("t"),
    "search": lambda page: page.locator("#search").fill("青木"),
    "help": lambda page: page.locator("#show-help").click(),
    "export": lambda page: page.locator("#exports summary").click(),
}


def show_event(page: Page) -> None:
    find(page, "日本")
    page.locator("#drawer .act-do button").first.click()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, path: Path, view: str, scheme: str) -> None:
    page = open_page(browser, path, color_scheme=scheme, bypass_csp=True)
    VIEWS[view](page)
    shown(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


@pytest.mark.parametrize("view", ["whole", "pair", "table"])
def test_axe_finds_nothing_on_a_phone(browser: Browser, path: Path, view: str) -> None:
    page = open_page(browser, path, bypass_csp=True, **PHONE)
    VIEWS[view](page)
    shown(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_phone_is_no_wider_than_its_screen(browser: Browser, path: Path, view: str) -> None:
    page = open_page(browser, path, **PHONE)
    VIEWS[view](page)
    shown(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert not page.locator("#filters fieldset").first.is_visible()
    check_quiet(page)
    page.context.close()


RECORDED = """() => {
  window.words = [];
  const draw = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const { a, d, e, f } = this.getTransform();
    const half = (this.measureText(text).width * a) / 2;
    const high = parseFloat(this.font.match(/([\\d.]+)px/)[1]) * d;
    words.push([a * x + e - half, d * y + f, a * x + e + half, d * y + f + high]);
    draw.call(this, text, x, y);
  };
}"""
"""Where names are drawn, in the canvas's own pixels."""
COVERED = """() => ['count', 'tools'].map(id => {
  const whole = document.querySelector('#network').getBoundingClientRect();
  const { left, top, right, bottom } = document.getElementById(id).getBoundingClientRect();
  return [left - whole.left, top - whole.top, right - whole.left, bottom - whole.top];
})"""
"""What lies over the network."""


@pytest.mark.parametrize("wide", [390, 820, 1280])
def test_no_name_is_cut_or_covered(browser: Browser, path: Path, wide: int) -> None:
    page = open_page(browser, path, viewport={"width": wide, "height": 800})
    page.evaluate(RECORDED)
    for steps in ("", "+++", "0"):
        page.locator("#network").focus()
        page.evaluate("() => { words.length = 0; }")
        for key in steps:
            page.keyboard.press(key)
        page.locator("#network").press("ArrowRight")
        shown(page)
        words = page.evaluate("() => words")
        canvas = page.locator("#network canvas").evaluate("c => [c.width, c.height]")
        assert words
        for left, top, right, bottom in words:
            assert left >= 0 and top >= 0 and right <= canvas[0] + 1 and bottom <= canvas[1] + 1
            for a, b, c, d in page.evaluate(COVERED):
                assert right <= a or left >= c or bottom <= b or top >= d
    page.context.close()


@pytest.mark.parametrize("wide", [390, 820, 1280])
def test_years_of_the_time_bar_stand_apart(browser: Browser, path: Path, wide: int) -> None:
    page = open_page(browser, path, viewport={"width": wide, "height": 800})
    edges = """all => all.filter(one => one.textContent).map(one => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const { left, right } = range.getBoundingClientRect();
      return [left, right];
    })"""
    years = page.locator("#years span").evaluate_all(edges)
    assert years and years == sorted(years)
    assert all(right < left for (_, right), (left, _) in pairwise(years))
    assert years[-1][1] <= page.locator("#years").evaluate("e => e.getBoundingClientRect().right")
    page.context.close()


def test_a_turned_phone_shows_the_whole_again(browser: Browser, path: Path) -> None:
    page = open_page(browser, path, **PHONE)
    inside = """() => {
      const { left, right, top, bottom } = document.querySelector('#network').getBoundingClientRect();
      return ['JPN', 'CHN', 'KOR', 'person:JPN:遠野花'].every(id => {
        const { x, y } = explorer.at(id);
        return x > left && x < right && y > top && y < bottom;
      });
    }"""
    for size in ({"width": 844, "height": 390}, {"width": 390, "height": 844}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.wait_for_timeout(1_200)  # vis looks for a new size each second
        assert page.evaluate(inside), size
    page.context.close()


def test_dark_is_dark(browser: Browser, path: Path) -> None:
    page = open_page(browser, path, color_scheme="dark")
    background = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.locator("#theme").click()
    shown(page)
    assert (dark, page.evaluate(background)) == ("rgb(20, 24, 30)", "rgb(251, 250, 247)")
    page.context.close()


def test_english_interface_has_no_japanese_words(browser: Browser, path: Path) -> None:
    page = open_page(browser, path, locale="en-US")
    find(page, "China")
    assert page.locator("#drawer h2").inner_text() == "China"
    page.locator("body").press("t")
    shown(page)
    words = page.locator(
        "#actions, #panel summary, legend, #count, th, #time-head"
    ).all_inner_texts()
    assert not re.search(r"[ぁ-んァ-ヶ]", " ".join(words).replace("日本語", ""))
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#language").click()
    page.locator("#drawer h2", has_text="中国").wait_for()
    page.context.close()


def test_without_a_graphics_card(browser: Browser, path: Path) -> None:
    options = [*OPTIONS, "--disable-gpu", "--disable-3d-apis"]
    with browser.browser_type.launch(executable_path=str(CHROMIUM), args=options) as plain:
        page = open_page(plain, path)
        assert page.evaluate("() => document.createElement('canvas').getContext('webgl')") is None
        assert count_colours(page) > 20
        check_quiet(page)


def test_within_a_sandboxed_frame(browser: Browser, store: Store, tmp_path: Path) -> None:
    frame = explore(store)._repr_html_()
    assert frame.startswith('<iframe sandbox="allow-scripts allow-downloads"')
    assert "allow-same-origin" not in frame.split("srcdoc")[0]
    outer = tmp_path / "notebook.html"
    outer.write_text(
        f"<!doctype html><meta charset=utf-8><title>n</title>{frame}", encoding="utf-8"
    )
    page = browser.new_context(
        offline=True, locale="ja-JP", viewport={"width": 1300, "height": 800}
    ).new_page()
    _, said = listen(page)
    page.goto(outer.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator("body[data-ready]").wait_for(state="attached", timeout=20_000)
    inner.locator("#search").fill("日本")
    inner.locator("#search").press("Enter")
    # In either language: the browser may start the frame before it hears of the locale.
    inner.locator("#drawer .head", has_text="日本").wait_for()
    inner.locator("#drawer .row .copy-cypher").click()
    assert said == []
    page.context.close()
    assert html.unescape(frame).count("<!doctype html>") == 1


def test_main_actors_first_and_all_on_request(
    browser: Browser, store: Store, tmp_path: Path
) -> None:
    page = open_page(browser, explore(store, limit=3).write(tmp_path / "few.html"))
    assert shown(page)["actors"] == 3
    find(page, "遠野花")  # who is chosen is drawn as well
    assert shown(page)["actors"] == 4
    page.locator("#toggle-all").click()
    assert shown(page)["actors"] == len(to_network(store))
    check_quiet(page)
    page.context.close()


def test_empty_graph_says_so(browser: Browser, empty: Store, tmp_path: Path) -> None:
    page = open_page(browser, explore(empty).write(tmp_path / "empty.html"))
    assert shown(page) == {"actors": 0, "lines": 0, "events": 0}
    assert page.locator("#empty").inner_text() == "出来事がありません。"
    for key in ("t", "t", "g", "0", "]", "e", "p", "Escape", "Escape"):
        page.keyboard.press(key)
    check_quiet(page)
    page.context.close()
