"""The graph as a Python object: every command of the command line is one of these calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gaiko.answers import Answers
from gaiko.pictures import Pictures
from graph.project import project_file
from graph.stores import open_store

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from gaiko.actors import Actors
    from graph.load import LoadReport
    from graph.stores.base import Store


class Graph(Answers, Pictures):
    """An open graph; use it in a ``with`` block or call ``close``.

    Answers are ``Rows``: lists of dicts with ``to_pandas``, ``to_json`` and ``to_csv``.
    Actors are named in Japanese, English or by ISO code; ``since`` and ``until`` are ISO prefixes.
    """

    def __init__(self, url: str, *, writable: bool = False, as_of: str | None = None) -> None:
        self._store = open_store(url, read_only=not writable)
        self._project = partial(project_file, url)
        self._folder: TemporaryDirectory[str] | None = None
        if as_of is not None:
            self._go_back(as_of)

    def _go_back(self, as_of: str) -> None:
        from gaiko.as_of import graph_as_of

        with self._store as now:
            self._store, self._folder = graph_as_of(now, self._project, as_of)

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the graph; what was loaded is saved."""
        self._store.close()
        if self._folder:
            self._folder.cleanup()

    @property
    def url(self) -> str:
        """Where the graph is, without credentials."""
        return self._store.url

    @property
    def store(self) -> Store:
        """The store behind the graph, for the functions of ``queries``."""
        return self._store

    def load(
        self, path: str | Path, *, progress: Callable[[int], None] = lambda _: None
    ) -> LoadReport:
        """Load a facts.jsonl; loading it twice changes nothing.

        Of an article that the file holds more than once, the last line counts. ``progress`` hears how
        many articles were just loaded.
        """
        from gaiko.changes import load

        return load(self._store, self._project, Path(path), progress)

    def retract(self, articles: Iterable[str]) -> LoadReport:
        """Take articles out of the graph and its facts file as if they had never come."""
        from gaiko.changes import retract

        return retract(self._store, self._project, articles)

    def rebuild(self, *, progress: Callable[[int], None] = lambda _: None) -> LoadReport:
        """Make the graph anew from the facts in it; a rebuild that was cut off goes on."""
        from gaiko.changes import rebuild

        return rebuild(self._store, self._project, progress)

    @property
    def actors(self) -> Actors:
        """Who is who: judgements and candidates."""
        from gaiko.actors import Actors

        return Actors(self._store, self._project)
