"""Using the page as a person would: what it shows, once it has drawn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
