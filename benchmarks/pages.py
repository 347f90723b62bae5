"""How large and how fast pages are, in headless chromium, and how much faster than stock pyvis.

python -m benchmarks.pages [--graphs 5000x20000 20000x40000] [--pyvis 200 1000] [--patience SECONDS]

Of each graph, invented from one seed: seconds to make the page, megabytes, seconds until it answers, milliseconds
from a click on a filter until it is drawn, frames per second while the network is dragged, milliseconds of a search.
Then the same network by stock pyvis (resources in line, its own layout in the browser) and by ``to_pyvis``, in the same
run: seconds until each can be used, and the ratio. A page that is not ready after ``--patience`` counts as that long.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
from playwright.sync_api import TimeoutError as TooLong
from playwright.sync_api import sync_playwright
from pyvis.network import Network

from benchmarks.world import invent
from graph.load import load_facts
from graph.stores import open_store
from queries.explorer import explore
from queries.network import to_network
from queries.pages import to_pyvis

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
CLICK = """async (id) => {
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  document.getElementById(id).click();
  await frame(); await frame();
  return performance.now() - start;
}"""
FRAMES = """() => { window.frames_ = 0; const count = () => { window.frames_ += 1; requestAnimationFrame(count); }; count(); }"""
STABLE = "() => !document.getElementById('loadingBar') || document.getElementById('loadingBar').style.display === 'none'"


def measure_explorer(browser: Browser, actors: int, events: int, folder: Path) -> dict[str, Any]:
    """Make a page of an invented graph and use it."""
    db = folder / f"{actors}.kgl"
    with open_store(str(db)) as writable:
        load_facts(writable, invent(actors, events))
    start = time.perf_counter()
    with open_store(str(db), read_only=True) as store:
        page = explore(store, evidence="full")
        path = page.write(folder / f"{actors}.html")
    made = time.perf_counter() - start
    figures = {"holds": page.summary, "made_s": made, "megabytes": path.stat().st_size / 1e6}
    return figures | _use(browser, path)


def _use(browser: Browser, path: Path) -> dict[str, float]:
    page = _open(browser)
    ready = _seconds(page, path, "body[data-ready]")
    types = page.locator("#filters input[id^=type-]").evaluate_all("all => all.map(e => e.id)")
    clicks = [page.evaluate(CLICK, key) for key in types[:8] for _ in range(2)]
    page.locator("#search").fill("佐藤")
    search = page.evaluate("() => performance.getEntriesByName('search').at(-1).duration")
    page.keyboard.press("Escape")
    figures = {"ready_s": ready, "filter_ms": statistics.median(clicks), "search_ms": search}
    figures["pan_fps"] = _pan(page)
    page.context.close()
    return figures


def _open(browser: Browser) -> Page:
    return browser.new_context(
        viewport={"width": 1440, "height": 900}, offline=True, locale="ja-JP"
    ).new_page()


def _seconds(page: Page, path: Path, sign: str, patience: float = 120) -> float:
    """Seconds from the call until the sign of readiness is there."""
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.locator(sign).wait_for(state="attached", timeout=patience * 1000)
    return time.perf_counter() - start


def _pan(page: Page, seconds: float = 3.0) -> float:
    """Frames per second while the network is dragged to and fro."""
    page.evaluate(FRAMES)
    page.mouse.move(420, 690)  # a corner of the network, where no node is
    page.mouse.down()
    start, before = time.perf_counter(), page.evaluate("() => window.frames_")
    step = 0
    while time.perf_counter() - start < seconds:
        step += 1
        page.mouse.move(420 + 4 * (step % 40), 690 - 2 * (step % 40))
    frames = page.evaluate("() => window.frames_") - before
    page.mouse.up()
    return float(frames) / (time.perf_counter() - start)


def compare_with_pyvis(
    browser: Browser, nodes: int, patience: float, folder: Path
) -> dict[str, Any]:
    """Seconds until stock pyvis and ``to_pyvis`` can be used with the same network."""
    with open_store(str(folder / f"p{nodes}.kgl")) as store:
        load_facts(store, invent(nodes, 2 * nodes))
        network = to_network(store)
    safe = folder / f"safe-{nodes}.html"
    to_pyvis(network, "比較", most=nodes).write_html(str(safe))
    stock = _stock(network, folder / f"stock-{nodes}.html")
    page = _open(browser)
    ours = _seconds(page, safe, "body[data-ready]")
    theirs = _until_stable(page, stock, patience)
    page.context.close()
    sizes = {"megabytes": safe.stat().st_size / 1e6, "stock_megabytes": stock.stat().st_size / 1e6}
    return {"nodes": nodes, "ready_s": ours, "stock_s": theirs, "ratio": theirs / ours} | sizes


def _stock(network: nx.MultiDiGraph[str], path: Path) -> Path:
    page = Network(directed=True, cdn_resources="in_line")
    for key, values in network.nodes(data=True):
        page.add_node(key, label=values["label"])
    for start, end, values in network.edges(data=True):
        page.add_edge(start, end, title=values["evidence"], label=values["event_type"])
    path.write_text(page.generate_html(), encoding="utf-8")
    return path


def _until_stable(page: Page, path: Path, patience: float) -> float:
    """Stock pyvis is usable once its loading bar is gone."""
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function(STABLE, timeout=patience * 1000)
    except TooLong:
        return patience
    return time.perf_counter() - start


def main() -> None:
    """Print one line of JSON per measurement."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--graphs", nargs="*", default=["5000x20000", "20000x40000"])
    options.add_argument("--pyvis", nargs="*", type=int, default=[200, 1000])
    options.add_argument("--patience", type=float, default=300)
    chosen = options.parse_args()
    with sync_playwright() as play, tempfile.TemporaryDirectory() as place:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        for graph in chosen.graphs:
            actors, events = map(int, graph.split("x"))
            _print(measure_explorer(browser, actors, events, Path(place)))
        for nodes in chosen.pyvis:
            _print(compare_with_pyvis(browser, nodes, chosen.patience, Path(place)))
        browser.close()


def _print(figures: dict[str, Any]) -> None:
    rounded = {k: round(v, 2) if isinstance(v, float) else v for k, v in figures.items()}
    print(json.dumps(rounded, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
