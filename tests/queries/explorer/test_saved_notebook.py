"""A notebook with pages, saved as HTML and moved to another folder, still works without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

from graph.stores.base import Store
from tests.queries.browsing import listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.browser
def test_pages_work_in_a_notebook_saved_as_html(
    browser: Browser, store: Store, tmp_path: Path
) -> None:
    code = f"import gaiko\ngraph = gaiko.open({store.url!r})"
    cells = [new_code_cell(text) for text in (code, "graph.explore()", "graph.ego('日本')")]
    notebook = new_notebook(cells=cells)
    NotebookClient(notebook, timeout=120).execute()
    saved, _ = HTMLExporter().from_notebook_node(notebook)
    path = tmp_path / "moved" / "saved.html"
    path.parent.mkdir()
    path.write_text(saved, encoding="utf-8")
    page = browser.new_context(offline=True, locale="ja-JP").new_page()
    _, said = listen(page)
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    for number in (0, 1):
        page.locator("iframe").nth(number).scroll_into_view_if_needed()
        frame = page.frame_locator("iframe").nth(number)
        frame.locator("body[data-ready]").wait_for(state="attached", timeout=20_000)
        assert frame.locator("canvas").first.is_visible()
    assert not [
        text
        for text in said
        if "CDN" not in text and "ERR_INTERNET" not in text and "MathJax" not in text
    ]
    page.context.close()
