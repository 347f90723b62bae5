"""Pages in Debian's chromium, without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]
OWN = ("file:", "data:", "blob:", "about:")


def listen(page: Page) -> tuple[list[str], list[str]]:
    """Collect requests, and whatever the console or an exception says."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


def open_page(browser: Browser, path: Path, address: str = "", **context: Any) -> Page:
    """Return the page in a window of its own, in Japanese and offline, once it is ready."""
    wanted: dict[str, Any] = {
        "viewport": {"width": 1280, "height": 860},
        "locale": "ja-JP",
        "offline": True,
    }
    page = browser.new_context(**wanted | context).new_page()
    page.asked, page.said = listen(page)  # type: ignore[attr-defined]
    page.goto(path.as_uri() + address)
    # The page's policy forbids what wait_for_function does.
    page.locator("body[data-ready]").wait_for(state="attached", timeout=20_000)
    return page


def check_quiet(page: Page) -> None:
    """Nothing was asked of any network and nothing was said on the console."""
    assert [url for url in page.asked if not url.startswith(OWN)] == []  # type: ignore[attr-defined]
    assert page.said == []  # type: ignore[attr-defined]


COLOURS = """where => {
  const canvas = document.querySelector(where);
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let i = 0; i < pixels.length; i += 4) seen.add(pixels.slice(i, i + 4).join());
  return seen.size;
}"""


def count_colours(page: Page, canvas: str = "#network canvas") -> int:
    """Return how many colours a canvas shows: one where nothing is drawn."""
    found: int = page.evaluate(COLOURS, canvas)
    return found
