"""What a graph of a million events costs: ``python -m benchmarks.scale --events 1000000``.

At several sizes on the way: how long loading took, the memory of the client, then the timeline of a pair and the
network around an actor beside the store's own lookup by id and transfer of the same events.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

import click

from benchmarks.loading import seconds_of, store_option, stores
from benchmarks.synthetic import PER_ARTICLE, synthetic_facts
from graph.load import load_facts
from graph.stores.base import Store
from queries.views import between, timeline

STEPS = (0.1, 0.25, 0.5, 1.0)
"""Shares of the events after which the graph is looked at."""
HEAD = "| store | events | load, s (CPU) | client alone, at most, with files, at most, MB | question | rows | ms | lookup, ms | ratio |"
ASKED = 7


def load_in_steps(store: Store, events: int) -> Iterator[tuple[int, float, float]]:
    """Load and yield, at each step: events so far, seconds and seconds of the client's processor."""
    facts, done = synthetic_facts(events), 0
    elapsed = used = 0.0
    for share in STEPS:
        some = islice(facts, int(events * share) // PER_ARTICLE - done)
        done = int(events * share) // PER_ARTICLE
        before = time.process_time()
        elapsed += seconds_of(lambda some=some: load_facts(store, some))  # type: ignore[misc]
        used += time.process_time() - before
        yield done * PER_ARTICLE, elapsed, used


def measure_reading(store: Store) -> Iterator[tuple[str, int, float, float]]:
    """Yield what is asked, rows, its milliseconds and those of the store's own lookup of as many rows."""
    pairs = "MATCH (e:Event) UNWIND e.states AS id RETURN id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 14"
    states = [row["id"] for row in store.read(pairs)]
    people = [
        row["id"] for row in store.read("MATCH (p:Person) RETURN p.id AS id ORDER BY id LIMIT 20")
    ]
    yield _beside(store, "timeline of a pair", lambda i: between(store, states[i], states[-1 - i]))
    yield _beside(store, "network around an actor", lambda i: timeline(store, people[i]))


def _beside(
    store: Store, what: str, ask: Callable[[int], list[Any]]
) -> tuple[str, int, float, float]:
    asked, looked, found = [], [], []
    for i in range(ASKED):
        started = time.perf_counter()
        rows = ask(i)
        asked.append(time.perf_counter() - started)
        found.append(len(rows))
        ids = {"ids": [row["event"] for row in rows]}
        looked.append(seconds_of(lambda ids=ids: _look_up(store, ids)))  # type: ignore[misc]
    return what, int(median(found)), 1000 * median(asked), 1000 * median(looked)


def _look_up(store: Store, ids: dict[str, Any]) -> None:
    """Events by their ids with everything around them, sent over."""
    around = "UNWIND $ids AS id MATCH (e:Event {id: id})"
    store.read(f"{around} RETURN e AS event", ids)
    store.read(
        f"{around} MATCH (a:Person)-[p:PARTICIPATED_IN]->(e) RETURN id AS event, a AS actor, p AS edge",
        ids,
    )
    store.read(
        f"{around} MATCH (e)-[r:REPORTED_IN]->(x:Article) RETURN id AS event, r AS edge, x AS article",
        ids,
    )


def megabytes(kind: str) -> float:
    """Return what this process has in memory now: ``RssAnon`` is its own, ``VmRSS`` includes the files it maps."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{kind}:")[1].split()[0]) / 1024


def peak_megabytes() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Memory:
    """What this process has had of its own, looked at all the time in a thread."""

    def __init__(self) -> None:
        self._own = 0.0
        Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            self._own = max(self._own, megabytes("RssAnon"))
            time.sleep(0.05)

    def told(self) -> str:
        """Return its own memory now and at most, and that with the files it maps now and at most."""
        own, mapped = (megabytes("RssAnon"), self._own), (megabytes("VmRSS"), peak_megabytes())
        return ", ".join(f"{one:,.0f}" for one in own + mapped)


@click.command()
@click.option("--events", default=1_000_000, show_default=True)
@store_option
def main(events: int, names: tuple[str, ...]) -> None:
    """Load many events, and compare questions with plain lookups on the way."""
    click.echo(f"{HEAD}\n|{'---|' * 9}")
    memory = Memory()
    with stores(names) as made:
        for name, new in made.items():
            with new() as store:
                for held, seconds, used in load_in_steps(store, events):
                    told = f"| {name} | {held:,} | {seconds:,.0f} ({used:,.0f}) | {memory.told()}"
                    for what, rows, asked, looked in measure_reading(store):
                        row = f"{what} | {rows} | {asked:.1f} | {looked:.1f} | {asked / looked:.2f}"
                        click.echo(f"{told} | {row} |")
            click.echo(f"| {name} | saved | – | {memory.told()} | – | – | – | – | – |")


if __name__ == "__main__":
    main()
