"""The page as text, and in a real browser without a network."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from pyvis.network import Network

from graph.stores.base import Store
from queries.layout import lay_out
from queries.network import to_network
from queries.pages import DRAWING, MOST_SHOWN, SafeNetwork, to_pyvis
from tests.queries.browsing import check_quiet, count_colours, listen, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDGE_POINT = """(id) => {
  const edge = network.body.edges[id];
  const box = document.querySelector('#mynetwork').getBoundingClientRect();
  for (let part = 0.5; part < 1; part += 0.02) {
    const point = network.canvasToDOM(edge.edgeType.getPoint(part));
    if (network.getNodeAt(point) === undefined && network.getEdgeAt(point) === id)
      return {x: box.x + point.x, y: box.y + point.y};
  }
}"""
"""Where an edge can be touched: no node lies over it."""


def test_page_is_a_pyvis_network_and_keeps_parallel_edges(store: Store) -> None:
    page = to_pyvis(to_network(store, "林建国"), "林建国")
    assert isinstance(page, Network)
    assert (page.num_nodes(), page.num_edges()) == (2, 2)
    assert all(edge["title"].count("\n") == 2 for edge in page.edges)


def test_page_names_no_other_place_and_is_the_same_again(store: Store, tmp_path: Path) -> None:
    pages = []
    for name in ("one.html", "two.html"):
        to_pyvis(to_network(store), "全体").write_html(str(tmp_path / name))
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
    assert not re.search(rb"""(?:src|href)=["']?(?:https?:)?//""", pages[0])
    assert b'<html lang="ja">' in pages[0]


def test_hostile_heading_is_escaped(store: Store) -> None:
    page = to_pyvis(to_network(store, "林建国"), "<script>alert(1)</script>").generate_html()
    assert "<script>alert(1)" not in page


def test_large_network_shows_its_busiest_and_says_so() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(MOST_SHOWN + 20):
        network.add_node(str(number), label=str(number), kind="Person")
    page = to_pyvis(network, "多数")
    assert page.num_nodes() == MOST_SHOWN
    assert "ほかに20のアクター" in page.generate_html()


def test_no_label_lies_over_another() -> None:
    network = nx.MultiDiGraph([(0, number) for number in range(1, 60)])  # one hub, all pulled in
    named = nx.relabel_nodes(network, str)
    places = sorted(lay_out(named, dict.fromkeys(named, "長い名前の組織")).values())
    for (x, y), (u, v) in combinations(places, 2):
        assert abs(x - u) > 100 or abs(y - v) > 40


def test_separate_parts_stay_near() -> None:
    pairs = nx.MultiDiGraph([(f"{n}a", f"{n}b") for n in range(20)])
    places = lay_out(pairs, dict.fromkeys(pairs, "国")).values()
    assert max(abs(x) + abs(y) for x, y in places) < 2_000


def test_a_pair_bears_its_words_once(store: Store) -> None:
    page = to_pyvis(to_network(store, "林建国"), "林建国")
    assert sorted(edge["label"] for edge in page.edges) == ["", "会談 2"]


def test_a_few_far_off_do_not_press_the_others_together() -> None:
    ring = nx.MultiDiGraph(nx.cycle_graph(60))
    tail = [(60 + number, 61 + number) for number in range(12)]
    named = nx.relabel_nodes(nx.MultiDiGraph([*ring.edges(), (0, 60), *tail]), str)
    xs = sorted(x for x, _ in lay_out(named, dict.fromkeys(named, "国")).values())
    assert xs[54] - xs[18] > (xs[-1] - xs[0]) / 4  # the middle half has its share of the width


def test_parallel_edges_bend_apart(store: Store) -> None:
    page = to_pyvis(to_network(store, "林建国"), "").generate_html()
    bends = re.findall(r'"roundness": ([\d.]+)', page)
    assert len(set(bends)) == 2


def test_empty_network_is_a_page() -> None:
    assert "<canvas" not in to_pyvis(nx.MultiDiGraph(), "空").generate_html()


@pytest.mark.browser
def test_page_in_a_browser(browser: Browser, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    shown = to_pyvis(to_network(store), "全体")
    shown.write_html(str(path))
    page = browser.new_context(offline=True).new_page()
    asked, said = listen(page)
    page.goto(path.as_uri())
    page.locator("body[data-ready]").wait_for(state="attached", timeout=15_000)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert count_colours(page, "canvas") > 10
    counts = "() => [data.nodes.length, data.edges.length]"
    assert page.evaluate(counts) == [shown.num_nodes(), shown.num_edges()]
    _check_hover(page)
    assert page.evaluate("() => window.pwned") is None
    assert said == []


FITS = """() => {
  const { clientWidth, clientHeight } = document.querySelector('#mynetwork');
  const at = Object.values(network.getPositions()).map(one => network.canvasToDOM(one));
  const [xs, ys] = [at.map(({ x }) => x), at.map(({ y }) => y)];
  const inside = Math.min(...xs, ...ys) > 0 && Math.max(...xs) < clientWidth && Math.max(...ys) < clientHeight;
  const used = [xs, ys].map((all, i) =>
    (Math.max(...all) - Math.min(...all)) / [clientWidth, clientHeight][i]);
  return inside && Math.max(...used) > 0.35;
}"""
"""Whether all nodes stand within the frame and take a good part of it."""


@pytest.mark.browser
def test_page_fits_a_frame_that_had_no_size(browser: Browser, store: Store, tmp_path: Path) -> None:
    frame = to_pyvis(to_network(store), "全体")._repr_html_()
    outer = tmp_path / "outer.html"
    hidden = f"<!doctype html><meta charset=utf-8><div style='display:none'>{frame}</div>"
    outer.write_text(hidden, encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(outer.as_uri())
    inner = page.frames[1]
    sized = "size => { const d = document.querySelector('div'); Object.assign(d.style, { display: 'block', width: size }); }"
    for size in ("900px", "320px", "1400px"):
        page.evaluate(sized, size)
        inner.locator("body[data-ready]").wait_for(state="attached", timeout=15_000)
        page.wait_for_timeout(1_200)  # vis looks for a new size each second
        assert inner.evaluate(FITS), size
    page.context.close()


@pytest.mark.browser
def test_what_runs_in_stock_pyvis_is_text_here(browser: Browser, tmp_path: Path) -> None:
    evil = '"><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> href'
    network = SafeNetwork(evil, note=evil, height=f"20rem{evil}")
    network.add_node(evil, label=evil, title=evil, x=-150, y=0)
    network.add_node("b", label="乙", title="乙", x=150, y=0)
    network.add_edge(evil, "b", title=f"会談 {evil}")
    network.add_edge(evil, "b", title="制裁")
    options = json.loads(json.dumps(DRAWING))
    options["nodes"]["font"]["face"] = f"</script>{evil}"
    network.set_options(json.dumps(options))
    assert network.num_edges() == 2
    assert network.show(str(tmp_path / "evil.html")) is network
    page = open_page(browser, tmp_path / "evil.html")
    place = page.evaluate(EDGE_POINT, 0)
    page.mouse.move(place["x"] - 1, place["y"])
    page.mouse.move(place["x"], place["y"])
    tip = page.locator("div.vis-tooltip")
    tip.wait_for(state="visible", timeout=5_000)
    assert "<script>" in tip.inner_text() and page.locator("img").count() == 0
    still = "() => JSON.stringify(network.getPositions())"
    before = page.evaluate(still)
    page.wait_for_timeout(600)
    assert page.evaluate(still) == before
    assert page.evaluate("() => window.pwned") is None
    check_quiet(page)


def _check_hover(page: Page) -> None:
    """Over the edge of the hostile organization: its text, as text, with date and sentence."""
    (edge,) = page.evaluate("() => data.edges.filter(e => e.title.includes('批判')).map(e => e.id)")
    place = page.evaluate(EDGE_POINT, edge)
    page.mouse.move(place["x"] - 1, place["y"])
    page.mouse.move(place["x"], place["y"])
    tip = page.locator("div.vis-tooltip")
    tip.wait_for(state="visible", timeout=5_000)
    assert "2024-04-20" in tip.inner_text() and "<script>" in tip.inner_text()
    assert tip.locator("script, img").count() == 0
