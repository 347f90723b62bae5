"""What questions cost beside the statements that they run, in an embedded graph and on a server.

Run ``python -m benchmarks.questions_speed`` for a minute or two on each store; with ``--write`` to put the figures
into docs/questions.md.
"""

from __future__ import annotations

import gc
import shlex
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from operator import truediv
from pathlib import Path
from statistics import mean, median
from typing import Any, NamedTuple

import click
import msgspec

from benchmarks.neo4j_server import Neo4jServer, missing
from benchmarks.questions import asked, load, write
from gaiko.asking import Asker
from graph.model import Event, Facts
from graph.stores import open_store
from graph.stores.base import Row, Store
from queries.actors import acting_for, find_actor
from queries.catalogue import load_catalogue, run
from tests.gaiko.questions.judging import TODAY, load_cases
from tests.gaiko.questions.told import told_facts

COPIES = 60
"""The told facts so many times, each at other dates."""
REPEATS = 25
LEAST_SECONDS = 1.0
"""How often and how long a named question is repeated at least."""

Clock = Callable[[], float]
CLOCKS: dict[str, tuple[str, Clock]] = {
    "kglite": ("processor time", time.process_time),
    "neo4j": ("time by the clock", time.perf_counter),
}
"""What is measured of each store: a server works in a process of its own."""
HEAD = "| store | events | measured | together | median | most | to find a state and its people |"


class Pair(NamedTuple):
    """The least milliseconds of a question and of its bare statement, and the median ratio of runs side by side.

    A processor changes its pace: the least times of short runs may come from different paces.
    """

    whole: float
    bare: float
    ratio: float


class Timed:
    """A store that knows how long it was asked; what it does not tell of itself is the store's."""

    def __init__(self, store: Store) -> None:
        self._store, self.seconds = store, 0.0
        self.parameters: dict[str, Any] = {}

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Read, and keep the time and the parameters by statement."""
        start = time.process_time()
        rows = self._store.read(statement, parameters)
        self.seconds += time.process_time() - start
        self.parameters[statement] = parameters
        return rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def own_times(store: Store, texts: Sequence[str]) -> list[float]:
    """Return the milliseconds of processor time of each question that are not the store's."""
    timed: Any = Timed(store)
    asker = Asker(timed, today=date.fromisoformat(TODAY))
    for text in (*texts[:3], *texts[-3:]):
        asked(asker, text)
    spent = []
    for text in texts:
        timed.seconds, start = 0.0, time.process_time()
        asked(asker, text)
        spent.append(1000 * (time.process_time() - start - timed.seconds))
    return spent


def catalogue_times(store: Store, clock: Clock) -> dict[str, Pair]:
    """Measure each named question beside its bare statement."""
    times = {}
    for entry in load_catalogue().values():
        words = shlex.split(entry.example)[3:]
        values = {key[2:]: value for key, value in zip(words[::2], words[1::2], strict=True)}
        since = values.pop("since", None)
        timed: Any = Timed(store)
        run(timed, entry.name, values, since=since)
        parameters = timed.parameters[entry.statement]
        calls: list[Callable[[], Any]] = [
            partial(run, store, entry.name, values, since=since),
            partial(store.read, entry.statement, parameters),
        ]
        times[entry.name] = _in_turns(calls, clock)
    return times


def finding_time(store: Store, clock: Clock) -> float:
    """Return the milliseconds that finding a state and its people takes when nothing is kept."""

    def find() -> None:
        store.kept.clear()
        acting_for(store, find_actor(store, "日本"))

    return _in_turns([find, find], clock).whole


def _in_turns(calls: list[Callable[[], Any]], clock: Clock) -> Pair:
    """Measure two calls in many turns after a first one, each as often the first.

    As ``timeit`` does, garbage is not collected meanwhile.
    """
    spent: list[list[float]] = [[], []]
    for call in calls:
        call()
    gc.collect()
    gc.disable()
    started = time.perf_counter()
    while len(spent[0]) < REPEATS or time.perf_counter() - started < LEAST_SECONDS:
        for one in (0, 1) if len(spent[0]) % 2 else (1, 0):
            start = clock()
            calls[one]()
            spent[one].append(1000 * (clock() - start))
    gc.enable()
    return Pair(min(spent[0]), min(spent[1]), median(map(truediv, *spent)))


def many_facts() -> Iterator[Facts]:
    """Yield the told facts again and again, each time some months earlier."""
    told = list(told_facts())
    for copy in range(COPIES):
        for facts in told:
            events = [_moved(event, copy * 97) for event in facts.events]
            yield msgspec.structs.replace(facts, id=f"{facts.id}-{copy}", events=events)


def _moved(event: Event, days: int) -> Event:
    if event.date is None or len(event.date) < 10:
        return event
    moved = date.fromisoformat(event.date) - timedelta(days=days)
    return msgspec.structs.replace(event, date=moved.isoformat())


@contextmanager
def new_place(name: str, folder: Path) -> Iterator[str]:
    """Give where a new graph can be opened; a server runs as long as the block."""
    if name == "kglite":
        yield str(folder / "many.kgl")
        return
    server = Neo4jServer(folder / "neo4j")
    server.start()
    try:
        yield server.url
    finally:
        server.kill()


def plain_speed(folder: Path) -> str:
    """Say what questions in plain language take of their own."""
    with open_store(load(folder / "told.kgl", told_facts()), read_only=True) as store:
        own = own_times(store, [case.ask for case in load_cases()])
    slow = sorted(own)[int(len(own) * 0.95)]
    return (
        f"A question takes {mean(own):.1f} ms of processor time of its own beside the store's time "
        f"(95 of 100 at most {slow:.1f} ms, all at most {max(own):.1f} ms)."
    )


def named_speed(name: str, folder: Path) -> str:
    """Return what named questions take on a store beside their bare statements, as a row of a table."""
    measured, clock = CLOCKS[name]
    with new_place(name, folder) as place:
        load(place, many_facts())
        with open_store(place, read_only=True) as store:
            times, found = catalogue_times(store, clock), finding_time(store, clock)
            events = store.read("MATCH (e:Event) RETURN count(e) AS number")[0]["number"]
    together = sum(one.whole for one in times.values()) / sum(one.bare for one in times.values())
    most = max(times, key=lambda name: times[name].ratio)
    middle = median(one.ratio for one in times.values())
    return (
        f"| {name} | {events:,} | {measured} | {together:.2f} | {middle:.2f} "
        f"| {times[most].ratio:.2f} (`{most}`, {times[most].bare:.2f} ms bare) | {found:.2f} ms |"
    )


def speed(names: Sequence[str]) -> str:
    """Measure questions in plain language and, on some stores, the named ones; return it as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        plain = plain_speed(Path(folder))
        rows = [named_speed(name, Path(folder)) for name in names]
    told = (
        f"The {len(load_catalogue())} named questions take so many times as long as their bare statements: together by "
        "the least of many runs in turns, each by the median ratio of two runs side by side. Who a name means and who acts for a state is kept in a graph that is open for reading, on "
        "a server for ten seconds; the last column is what it takes to find that out."
    )
    return "\n".join([plain, told, "", HEAD, "|---" * HEAD.count(" | ") + "|---|", *rows])


@click.command()
@click.option("--store", "names", multiple=True, type=click.Choice([*CLOCKS]), default=CLOCKS)
@click.option("--write", "into_page", is_flag=True, help="Put the figures into docs/questions.md.")
def main(names: tuple[str, ...], into_page: bool) -> None:
    """Measure on both stores, or on those that are named."""
    if "neo4j" in names and (reason := missing()):
        click.echo(f"without neo4j: {reason}", err=True)
        names = tuple(name for name in names if name != "neo4j")
    if into_page and set(names) != {*CLOCKS}:
        raise click.UsageError("the page tells of both stores; measure both to write it")
    click.echo(figures := speed(names))
    if into_page:
        write("speed", figures)


if __name__ == "__main__":
    main()
