"""What the page writes, read back by NetworkX and others."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.stores.base import Store
from queries.explorer import Selection
from queries.explorer.selection import select_events
from queries.network import to_network
from tests.queries.browsing import check_quiet, open_page
from tests.queries.explorer.using import shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Edge = tuple[str, str, str]


@pytest.fixture(scope="module")
def page(browser: Browser, path: Path) -> Iterator[Page]:
    opened = open_page(browser, path)
    yield opened
    check_quiet(opened)
    opened.context.close()


def exported(page: Page, form: str, folder: Path) -> Path:
    page.locator("#exports summary").click()
    with page.expect_download() as waiting:
        page.locator(f"#export-{form}").click()
    page.locator("#exports summary").click()
    target = folder / f"page.{form}"
    waiting.value.save_as(target)
    return target


def edges(network: nx.MultiDiGraph[str], name: str = "event") -> Counter[Edge]:
    return Counter((a, b, values[name]) for a, b, values in network.edges(data=True))


@pytest.mark.parametrize("hidden", [None, "PROTESTED"])
def test_graphs_are_what_python_makes(
    page: Page, store: Store, tmp_path: Path, hidden: str | None
) -> None:
    wanted = to_network(store)
    if hidden:
        page.locator(f"#type-{hidden}").click()
        wanted.remove_edges_from(
            [
                (a, b, key)
                for a, b, key, t in wanted.edges(keys=True, data="event_type")
                if t == hidden
            ]
        )
    shown(page)
    graphml = nx.read_graphml(exported(page, "graphml", tmp_path), force_multigraph=True)
    gexf = nx.read_gexf(exported(page, "gexf", tmp_path))
    text = exported(page, "json", tmp_path).read_text(encoding="utf-8")
    linked = nx.node_link_graph(json.loads(text), edges="edges")
    for read in (graphml, nx.MultiDiGraph(gexf), linked):
        assert set(read) == set(wanted)
        assert edges(read) == edges(wanted)
    names = dict(wanted.nodes(data="label"))
    assert dict(graphml.nodes(data="label")) == names == dict(linked.nodes(data="label"))
    (first, *_) = (values for *_, values in graphml.edges(data=True))
    assert first["evidence"].endswith("。") and 0 < first["confidence"] <= 1
    if hidden:
        page.locator("#reset").click()
        shown(page)


def test_csv_has_every_event(page: Page, store: Store, tmp_path: Path) -> None:
    text = exported(page, "csv", tmp_path).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    expected = select_events(store, Selection())
    assert {row["event"]: row["date"] for row in rows} == {
        row["event"]: row["date"] or "" for row in expected
    }
    assert all(row["sentence"] and row["headline"] and row["url"] for row in rows)


def test_pictures_are_not_blank(page: Page, store: Store, tmp_path: Path) -> None:
    image = pytest.importorskip("matplotlib.image")
    pixels = image.imread(exported(page, "png", tmp_path))
    assert len({tuple(pixel) for pixel in pixels[::3, ::3].reshape(-1, pixels.shape[2])}) > 20
    drawing = ET.parse(exported(page, "svg", tmp_path)).getroot()
    names = {one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert names == {label for _, label in to_network(store).nodes(data="label")}
    lines = list(drawing.iter("{http://www.w3.org/2000/svg}line"))
    assert len(lines) == shown(page)["lines"]
