"""What loading costs beside the same rows sent by a bare UNWIND loop, and what reading costs at a million events.

``python -m benchmarks.loading load``: `load_facts` and the loop, on both stores, in one run: a ratio of rates.
``python -m benchmarks.loading scale --events 1000000``: memory of the client while loading, then the timeline
of a pair and the network around an actor beside the store's own lookup by id and transfer of as many rows.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import click

from benchmarks.neo4j_server import Neo4jServer
from graph.load import load_facts
from graph.model import Entity, Event, Facts, Mention
from graph.stores import open_store
from graph.stores.base import Store
from queries.views import between, timeline

STATES = 190
PEOPLE = 20
"""Of each state."""
TYPES = ("MET_WITH", "CRITICIZED", "PROTESTED", "AIDED", "REQUESTED")
PER_ARTICLE = 4


# --- synthetic facts ------------------------------------------------------------------------------------


def synthetic_facts(events: int, seed: int = 1) -> Iterator[Facts]:
    """Yield articles of a few events each, between people of random states on random days."""
    random = Random(seed)
    for number in range(events // PER_ARTICLE):
        day = f"{random.randint(2000, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        yield _article(number, day, random)


def _article(number: int, day: str, random: Random) -> Facts:
    actors = [_actor(random) for _ in range(2 * PER_ARTICLE)]
    names = dict.fromkeys(actors)
    text, entities = "", []
    for actor in names:
        name = actor.rsplit(":", 1)[1]
        start = len(text) + len("記事") + 1
        mention = Mention(start, start + len(name), name)
        entities.append(
            Entity(
                id=actor,
                type="PERSON",
                name=name,
                actor_id=actor,
                country=actor[7:10],
                mentions=[mention],
            )
        )
        text += f"{name}。"
    told = [
        _event(a, b, day, f"記事\n{text}", random)
        for a, b in zip(actors[::2], actors[1::2], strict=True)
        if a != b
    ]
    return Facts(
        id=f"a{number:07}", title="記事", text=text, content_hash=str(number), extractor="synthetic",
        source=f"紙{random.randint(1, 30)}", published=day, entities=entities, events=told,
    )  # fmt: skip


def _actor(random: Random) -> str:
    state = int(STATES * random.random() ** 2)
    return f"person:{chr(65 + state // 26)}{chr(65 + state % 26)}A:人{state}の{random.randint(1, PEOPLE)}"


def _event(a: str, b: str, day: str, text: str, random: Random) -> Event:
    kind = random.choice(TYPES)
    return Event(
        type=kind, source=[a], target=[b], date=day, trigger=kind, evidence=text, start=0, end=len(text),
        rule="synthetic", confidence=0.9,
    )  # fmt: skip


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


def compare_loading(new: Callable[[], Store], articles: int) -> tuple[float, float]:
    """Return the rates of loading and of the bare loop, in rows per second."""
    facts = list(synthetic_facts(articles * PER_ARTICLE))
    recorder: Any = Recorder(new())
    load_facts(recorder, facts)
    recorder.close()
    rows = sum(len(some) for _, some in recorder.sent)
    store = new()
    loading = _seconds(lambda: load_facts(store, facts))
    store.close()
    bare = new()
    looping = _seconds(lambda: _send(bare, recorder.sent))
    bare.close()
    return rows / loading, rows / looping


def _send(store: Store, sent: list[tuple[str, list[dict[str, Any]]]]) -> None:
    for statement, rows in sent:
        with store.writer() as writer:
            writer.run(statement, rows)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


# --- scale ----------------------------------------------------------------------------------------------


def measure_reading(store: Store) -> Iterator[tuple[str, float, float]]:
    """Yield what is asked, its milliseconds and those of the store's own lookup of as many rows."""
    pairs = "MATCH (e:Event) UNWIND e.states AS id RETURN id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 14"
    states = [row["id"] for row in store.read(pairs)]
    people = [
        row["id"] for row in store.read("MATCH (p:Person) RETURN p.id AS id ORDER BY id LIMIT 20")
    ]
    yield _beside(store, "timeline of a pair", lambda i: between(store, states[i], states[-1 - i]))
    yield _beside(store, "network around an actor", lambda i: timeline(store, people[i]))


def _beside(store: Store, what: str, ask: Callable[[int], list[Any]]) -> tuple[str, float, float]:
    asked, looked = [], []
    for i in range(7):
        started = time.perf_counter()
        rows = ask(i)
        asked.append(time.perf_counter() - started)
        ids = {"ids": [row["event"] for row in rows]}
        looked.append(_seconds(lambda ids=ids: _look_up(store, ids)))  # type: ignore[misc]
    return what, 1000 * median(asked), 1000 * median(looked)


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


def peak_megabytes() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- command --------------------------------------------------------------------------------------------


@contextmanager
def stores(names: tuple[str, ...]) -> Iterator[dict[str, Callable[[], Store]]]:
    """Give what makes an empty graph in each store, the server among them started and stopped."""
    with tempfile.TemporaryDirectory() as folder:
        made: dict[str, Callable[[], Store]] = {}
        server = None
        if "kglite" in names:
            numbers = iter(range(99))
            made["kglite"] = lambda: open_store(f"{folder}/{next(numbers)}.kgl")
        if "neo4j" in names:
            server = Neo4jServer(Path(folder) / "neo4j", heap="3g")
            server.start()
            url = server.url
            made["neo4j"] = lambda: _emptied(open_store(url))
        try:
            yield made
        finally:
            if server:
                server.kill()


def _emptied(store: Store) -> Store:
    while ids := store.read("MATCH (n) RETURN DISTINCT n.id AS id LIMIT 2000"):
        with store.writer() as writer:
            writer.run("UNWIND $rows AS row MATCH (n) WHERE n.id = row.id DETACH DELETE n", ids)
    return store


@click.group()
def main() -> None:
    """Measure loading and reading."""


CHOICE = click.option(
    "--store", "names", multiple=True, default=("kglite", "neo4j"), show_default=True
)


@main.command()
@click.option("--articles", default=2_000, show_default=True)
@CHOICE
def load(articles: int, names: tuple[str, ...]) -> None:
    """Compare loading with a bare loop over the same rows."""
    click.echo(
        "| store | load_facts, rows/s | bare UNWIND loop, rows/s | ratio |\n|---|---|---|---|"
    )
    with stores(names) as made:
        for name, new in made.items():
            loading, looping = compare_loading(new, articles)
            click.echo(f"| {name} | {loading:,.0f} | {looping:,.0f} | {loading / looping:.2f} |")


@main.command()
@click.option("--events", default=1_000_000, show_default=True)
@CHOICE
def scale(events: int, names: tuple[str, ...]) -> None:
    """Load many events, then compare questions with plain lookups."""
    click.echo("| store | events | load, s | client, MB | question | ms | lookup, ms | ratio |")
    click.echo("|---|---|---|---|---|---|---|---|")
    with stores(names) as made:
        for name, new in made.items():
            with new() as store:
                seconds = _seconds(lambda store=store: load_facts(store, synthetic_facts(events)))  # type: ignore[misc]
                told = f"{name} | {events:,} | {seconds:,.0f} | {peak_megabytes():,.0f}"
                for what, asked, looked in measure_reading(store):
                    row = f"{told} | {what} | {asked:.1f} | {looked:.1f} | {asked / looked:.2f}"
                    click.echo(f"| {row} |")


if __name__ == "__main__":
    main()
