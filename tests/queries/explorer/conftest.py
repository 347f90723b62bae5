"""Stores and pages of the invented world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.load import load_facts
from graph.model import Facts
from graph.stores import open_store
from graph.stores.base import Store
from queries.explorer import Selection, explore
from queries.explorer.selection import select_events
from queries.rows import Rows
from tests.queries.browsing import check_quiet, open_page
from tests.queries.explorer import world

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MakeStore = Callable[[Iterable[Facts]], Store]


@pytest.fixture(scope="session")
def make_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeStore]:
    opened: list[Store] = []

    def make(facts: Iterable[Facts]) -> Store:
        path = str(tmp_path_factory.mktemp("world") / "world.kgl")
        with open_store(path) as writable:
            load_facts(writable, facts, known_actors=world.KNOWN, terms=world.TERMS)
        opened.append(open_store(path, read_only=True))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def store(make_store: MakeStore) -> Store:
    return make_store(world.facts())


@pytest.fixture(scope="session")
def path(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = explore(store, evidence="full", reading=lambda name: world.READINGS.get(name, ""))
    return page.write(tmp_path_factory.mktemp("page") / "world.html")


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    opened = open_page(browser, path)
    yield opened
    check_quiet(opened)
    opened.context.close()


@pytest.fixture(scope="module")
def rows(store: Store) -> Rows:
    return select_events(store, Selection())
