"""The graph as it was reported up to a date: made anew from the articles published until then.

It is the graph that loading only these articles gives, with the same events, statuses and numbers of sources
that a reader could know at that time. Articles without a date are left out: nobody can tell when they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.lexicon import known_actors, office_terms
from gaiko.changes import judged
from graph.coreference.days import to_span
from graph.errors import GaikoError
from graph.held import read_held
from graph.load import GROUP, load_facts
from graph.model import Facts
from graph.project import Kind
from graph.stores import open_store
from graph.stores.base import Store

ARTICLES = """MATCH (x:Article) WHERE x.published <= date($last)
RETURN x.id AS id, x.published AS published, x.published_precision AS precision ORDER BY id"""
LENGTHS = {"year": 4, "month": 7, "day": 10}


def graph_as_of(
    store: Store, project: Callable[[Kind], Path], as_of: str
) -> tuple[Store, TemporaryDirectory[str]]:
    """Return a graph of what was reported up to a date, and the folder that it lies in while it is open."""
    span = to_span(as_of)
    if span is None:
        raise GaikoError(f"{as_of!r} is not a date such as 2023, 2023-04 or 2023-04-01")
    folder = TemporaryDirectory(prefix="gaiko-")
    path = str(Path(folder.name) / "graph.kgl")
    with open_store(path) as fresh:
        load_facts(
            fresh,
            _published(store, span[1]),
            known_actors=known_actors(),
            terms=office_terms(),
            view=judged(store, project),
        )
    return open_store(path, read_only=True), folder


def _published(store: Store, last: str) -> Iterator[Facts]:
    """Yield the facts of articles that were out at the end of a day."""
    ids = [
        row["id"]
        for row in store.read(ARTICLES, {"last": last})
        if (to_span(row["published"][: LENGTHS[row["precision"]]]) or (last, last))[1] <= last
    ]
    for start in range(0, len(ids), GROUP):
        yield from read_held(store, ids[start : start + GROUP])
