"""Text from articles stays text: in every field, every view and every export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from queries.ego import Ego
from queries.explorer import explore
from tests.queries.browsing import check_quiet, open_page
from tests.queries.explorer import world
from tests.queries.explorer.conftest import MakeStore
from tests.queries.explorer.test_exports import exported
from tests.queries.explorer.using import shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EVIL = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=2>\"'>href {{7*7}}\u0008"
LINKS = [
    "javascript:window.pwned=3",
    "data:text/html,<script>window.pwned=4</script>",
    'https://ok.example/?a="><b>',
]


@pytest.fixture(scope="module")
def hostile(make_store: MakeStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    event = world.act(
        "CRITICIZED", EVIL, "日本", "2024-04-20", trigger="批判", place=EVIL, rule=EVIL
    )
    articles = [
        world.report(
            f"{number}{EVIL}",
            f"{EVIL}は日本を批判した。{number}",
            EVIL,
            event | {"date": f"2024-0{number + 1}-03"},
            title=EVIL,
            url=link,
            names=[EVIL],
        )
        for number, link in enumerate(LINKS)
    ]
    store = make_store(articles)
    page = explore(store, evidence="full", title=EVIL, reading=lambda _: EVIL)
    folder = tmp_path_factory.mktemp("hostile")
    Ego(store, "日本").to_pyvis().write_html(str(folder / "pyvis.html"))
    return page.write(folder / "hostile.html")


@pytest.mark.browser
def test_every_view_shows_it_as_text(browser: Browser, hostile: Path, tmp_path: Path) -> None:
    page = open_page(browser, hostile)
    for steps in ("", "t", "t", "/", "g", "g", "?"):
        for key in steps:
            page.keyboard.press(key)
        shown(page)
        if steps == "/":
            page.locator("#search").fill("script")
            assert "<script>" in page.locator("#hits").inner_text()
            page.locator("#search").press("Enter")
            shown(page)
            page.locator("#drawer .act-do button").first.click()
            shown(page)
    page.keyboard.press("Escape")
    links = page.locator("a[href]").evaluate_all("all => all.map(a => a.protocol)")
    assert set(links) <= {"https:"}
    assert page.locator("img, main script, aside script, nav script").count() == 0
    for form in ("graphml", "gexf"):
        read = getattr(nx, f"read_{form}")(exported(page, form, tmp_path))
        assert any("<script>" in str(label) for _, label in read.nodes(data="label"))
    assert page.evaluate("() => window.pwned") is None
    check_quiet(page)


@pytest.mark.browser
def test_nothing_leaves_the_page_even_if_a_script_ran(browser: Browser, hostile: Path) -> None:
    page = open_page(browser, hostile)
    blocked = "() => fetch('https://elsewhere.example/').then(() => 'sent', () => 'blocked')"
    assert page.evaluate(blocked) == "blocked"
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 5'; document.body.append(s); }"
    )
    assert page.evaluate("() => window.pwned") is None


@pytest.mark.browser
def test_pyvis_page_shows_it_as_text(browser: Browser, hostile: Path) -> None:
    page = open_page(browser, hostile.with_name("pyvis.html"))
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("img").count() == 0
    check_quiet(page)


def test_no_script_of_the_page_makes_markup() -> None:
    folder = Path(explore.__code__.co_filename).parent / "page"
    for script in folder.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
        ):
            assert word not in text, (script.name, word)
