"""Graphs that tests may write to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.stores import open_store
from graph.stores.base import Store

NewStore = Callable[[], Store]


@pytest.fixture(params=["kglite"])
def new_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewStore]:
    """Makes empty graphs, in each store that is there."""
    with ExitStack() as opened:

        def make() -> Store:
            folder: Path = tmp_path_factory.mktemp(request.param)
            return opened.enter_context(open_store(str(folder / "graph.kgl")))

        yield make
