"""What loading costs beside the same rows sent by a bare UNWIND loop.

``python -m benchmarks.loading``: `load_facts` and the loop, on both stores, in one run: a ratio of rates. And
neo4j-graphrag's writer with the nodes and edges that `load_facts` made, on the same server.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import click

from benchmarks.graphrag import write_with_graphrag
from benchmarks.neo4j_server import Neo4jServer
from benchmarks.synthetic import PER_ARTICLE, synthetic_facts
from graph.load import empty_graph, load_facts
from graph.stores import open_store
from graph.stores.base import Store

KIND = "[label IN labels({}) WHERE label <> 'Actor'][0]"
"""What a node is: actors bear that label besides."""
TURNS = 15


# --- loading --------------------------------------------------------------------------------------------


class Recorder:
    """A store that remembers what is written to it, so that a bare loop can send the same rows."""

    def __init__(self, store: Store) -> None:
        self._store, self.sent = store, list[tuple[str, list[dict[str, Any]]]]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def writer(self) -> Iterator[Any]:
        """Give a writer that remembers."""
        with self._store.writer() as writer:
            yield _Both(writer, self.sent)


class _Both:
    def __init__(self, writer: Any, sent: list[tuple[str, list[dict[str, Any]]]]) -> None:
        self._writer, self._sent = writer, sent

    def run(self, statement: str, rows: list[dict[str, Any]]) -> None:
        """Remember and write."""
        self._sent.append((statement, rows))
        self._writer.run(statement, rows)


def compare_loading(new: Callable[[], Store], articles: int) -> dict[str, float]:
    """Return the rates of loading and of the bare loop in rows per second, and what the loop takes as a share of loading.

    Medians of several turns, by the clock (``ratio``) and in processor time of this process (``processor``). The loop gets its
    rows ready-made and sends the same statements, each in a transaction of its own; ``load_facts`` makes them from
    facts and looks up what the graph holds near. It makes the next group ready beside the engine, so that the clock
    means something where two cores are free.
    """
    facts = list(synthetic_facts(articles * PER_ARTICLE))
    recorder: Any = Recorder(new())
    load_facts(recorder, facts)
    recorder.close()
    rows = sum(len(some) for _, some in recorder.sent)
    turns = [
        (
            _timed(new, lambda store: load_facts(store, facts)),
            _timed(new, lambda store: _send(store, recorder.sent)),
        )
        for _ in range(TURNS)
    ]
    return {
        "rows": rows,
        "load_facts": rows / median(loading[0] for loading, _ in turns),
        "bare_loop": rows / median(looping[0] for _, looping in turns),
        "ratio": median(looping[0] / loading[0] for loading, looping in turns),
        "processor": median(looping[1] / loading[1] for loading, looping in turns),
    }


def _timed(new: Callable[[], Store], work: Callable[[Store], object]) -> tuple[float, float]:
    """The seconds that something takes with a new graph, by the clock and of the processor."""
    store = new()
    started = time.process_time()
    seconds = seconds_of(lambda: work(store))
    busy = time.process_time() - started
    store.close()
    return seconds, busy


def compare_writers(new: Callable[[], Store], articles: int) -> dict[str, Any]:
    """Return the seconds in which ``load_facts`` and neo4j-graphrag's writer make the same nodes and edges.

    The writer gets them ready-made; ``load_facts`` makes them from facts and finds events of many reports.
    """
    store = new()
    facts = list(synthetic_facts(articles * PER_ARTICLE))
    ours = seconds_of(lambda: load_facts(store, facts))
    nodes, edges = _everything(store)
    store.close()
    new().close()
    theirs = write_with_graphrag(store.url.removesuffix("/neo4j"), nodes, edges)
    return {"nodes": len(nodes), "edges": len(edges), "seconds": ours, "neo4j-graphrag": theirs}


def _everything(store: Store) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The nodes and edges of a graph, with dates as text."""
    nodes = store.read(
        f"MATCH (n) RETURN {KIND.format('n')} AS label, n.id AS id, properties(n) AS properties"
    )
    edges = store.read(
        f"MATCH (a)-[r]->(b) RETURN {KIND.format('a')} + ' ' + a.id AS start_node_id, "
        f"{KIND.format('b')} + ' ' + b.id AS end_node_id, type(r) AS type, properties(r) AS properties"
    )
    named = [node | {"id": f"{node['label']} {node['id']}"} for node in nodes]
    return named, edges


def _send(store: Store, sent: list[tuple[str, list[dict[str, Any]]]]) -> None:
    for statement, rows in sent:
        with store.writer() as writer:
            writer.run(statement, rows)


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


# --- command --------------------------------------------------------------------------------------------


@contextmanager
def stores(
    names: tuple[str, ...], *, apoc: bool = False
) -> Iterator[dict[str, Callable[[], Store]]]:
    """Give what makes an empty graph in each store, the server among them started and stopped."""
    with tempfile.TemporaryDirectory() as folder:
        made: dict[str, Callable[[], Store]] = {}
        server = None
        if "kglite" in names:
            numbers = iter(range(99))
            made["kglite"] = lambda: open_store(f"{folder}/{next(numbers)}.kgl")
        if "neo4j" in names:
            home = Path(folder) / "neo4j"
            server = Neo4jServer(home, heap="3g", page_cache="2g", apoc=apoc)
            server.start()
            url = server.url
            made["neo4j"] = lambda: _emptied(open_store(url))
        try:
            yield made
        finally:
            if server:
                server.kill()


def _emptied(store: Store) -> Store:
    empty_graph(store)
    return store


def measure(articles: int, names: tuple[str, ...] = ("kglite", "neo4j")) -> dict[str, Any]:
    """Return the rates of loading and of bare loops by store, and the seconds of both writers into a server."""
    told: dict[str, Any] = {"articles": articles}
    with stores(names, apoc=True) as made:
        for name, new in made.items():
            told[name] = compare_loading(new, articles)
        if "neo4j" in made:
            told["writers"] = compare_writers(made["neo4j"], articles)
    return told


store_option = click.option(
    "--store", "names", multiple=True, default=("kglite", "neo4j"), show_default=True
)


@click.command()
@click.option("--articles", default=2_000, show_default=True)
@store_option
def main(articles: int, names: tuple[str, ...]) -> None:
    """Compare loading with a bare loop over the same rows, and with neo4j-graphrag's writer."""
    click.echo(json.dumps(measure(articles, names)))


if __name__ == "__main__":
    main()
