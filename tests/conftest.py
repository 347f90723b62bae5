"""Graphs on every store: an embedded file, and a real Neo4j server where Java and Maven are.

A test that asks for ``store`` runs on both. The server has one database: what a test leaves there is
gone when the next asks for a graph.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec

import pytest

from graph.stores import open_store
from graph.stores.base import Store
from tests.stores import STORES, new_server, wipe

NewStore = Callable[[], Store]


def pytest_configure(config: pytest.Config) -> None:
    """What the server calls deprecated is an error; the driver tells of it only where it is debugged."""
    os.environ["PYTHONNEO4JDEBUG"] = "1"
    if find_spec("neo4j"):
        config.addinivalue_line("filterwarnings", "error::neo4j.warnings.Neo4jWarning")


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real server with an empty database; skipped without Java, but failed under CI."""
    server = new_server(tmp_path_factory.mktemp("neo4j"))
    server.start()
    yield server.url
    server.kill()


def new_graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return where an empty graph of the kind that the test asks for can be made."""
    if request.param == "kglite":
        return str(tmp_path_factory.mktemp("kglite") / "graph.kgl")
    url: str = request.getfixturevalue("neo4j_url")
    with open_store(url) as store:
        wipe(store)
    return url


@pytest.fixture(params=STORES)
def db(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file name or URL of an empty graph."""
    return new_graph(request, tmp_path_factory)


@pytest.fixture(params=STORES, scope="module")
def module_db(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same for all tests of a module; none of them asks for another graph."""
    return new_graph(request, tmp_path_factory)


@pytest.fixture(params=STORES)
def new_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewStore]:
    """Makes empty graphs; each empties the one before on the server, and closes that in a file."""
    with ExitStack() as opened:
        server: list[Store] = []

        def make() -> Store:
            if server:
                return wipe(server[0])
            opened.close()
            store = opened.enter_context(open_store(new_graph(request, tmp_path_factory)))
            if request.param != "kglite":
                server.append(store)
            return store

        yield make


@pytest.fixture
def store(new_store: NewStore) -> Store:
    """An empty graph."""
    return new_store()
