"""Facts from many articles in several processes; a bad article costs itself and nothing else.

Comes in: articles, one after the other. Goes out: for each its ``Facts``, or a ``Failure``. The model is loaded once and
shared with the processes by fork where the system has it. An article that ends its process, or keeps it
longer than ``patience``, is tried alone, after a crash once more, and then given up. Memory stays flat: few articles are under
way at a time, and a process ends after ``LIFE`` articles, with all the words that spaCy has kept.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

import msgspec

from extract.worker import Answer, Numbered, Reader, work
from graph.model import Article, Facts

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

GROUP = 8
"""Articles that a process gets at once, enough for full batches."""
LONG = 16_000
"""Code points of a group after which nothing is added."""
AHEAD = 16
"""Groups a process may be ahead of the oldest article that is still under way."""
LIFE = 3_000
"""Articles after which a process makes room for a new one."""
PATIENCE = 30.0
"""Seconds an article may take."""


class Failure(msgspec.Struct, frozen=True, tag=True):
    """An article without facts, and why."""

    article: str
    reason: str


_answers = msgspec.msgpack.Decoder(Answer)


def cores() -> int:
    """Return the number of cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def extract_many(
    articles: Iterable[Article],
    load: Callable[[], Reader],
    *,
    jobs: int,
    ordered: bool = True,
    patience: float = PATIENCE,
) -> Iterator[Facts | Failure]:
    """Yield the facts of each article or why it has none; in order unless ``ordered`` is false.

    ``load`` gives the model, in this process where it is forked and in each one elsewhere.
    """
    pool = _Pool(articles, load, jobs, patience)
    held: dict[int, Facts | Failure] = {}
    try:
        for number, result in pool.run():
            if not ordered:
                pool.given += 1
                yield result
                continue
            held[number] = result
            while pool.given in held:
                pool.given += 1
                yield held.pop(pool.given - 1)
    finally:
        pool.end()


class _Worker:
    """A process with the articles that it has not answered yet."""

    def __init__(self, context: BaseContext, load: Callable[[], Reader]) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(  # type: ignore[attr-defined]
            target=work, args=(theirs, load, os.getpid()), daemon=True
        )
        self.process.start()
        theirs.close()
        self.left: dict[int, Article] = {}
        self.alone = False
        self.heard, self.taken = time.monotonic(), 0

    def give(self, task: list[Numbered]) -> None:
        self.left, self.alone = dict(task), len(task) == 1
        self.heard, self.taken = time.monotonic(), self.taken + len(task)
        with suppress(OSError):  # a process that is gone is noticed when it should answer
            self.connection.send_bytes(msgspec.msgpack.encode(task))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Pool:
    """Gives groups of articles to processes and collects the answers; ``given`` articles are out."""

    def __init__(
        self, articles: Iterable[Article], load: Callable[[], Reader], jobs: int, patience: float
    ) -> None:
        self.given = 0
        self._groups = _groups(articles)
        self._again: deque[Numbered] = deque()
        self._crashed: set[int] = set()
        self._jobs, self._patience = jobs, patience
        self._late = f"took more than {patience:g} s"
        self._begun = 0
        self._workers: list[_Worker] = []
        forks = sys.platform == "linux"  # elsewhere a fork is not safe, or not there
        self._context = multiprocessing.get_context("fork" if forks else "spawn")
        self._load = _loaded(load) if forks else load

    def run(self) -> Iterator[tuple[int, Facts | Failure]]:
        """Yield the results as they come, each with the number of its article."""
        while self._give() or any(worker.left for worker in self._workers):
            busy = {worker.connection: worker for worker in self._workers if worker.left}
            for connection in wait(list(busy), timeout=self._patience / 10):
                yield from self._hear(busy[connection])  # type: ignore[index]
            for worker in busy.values():
                if worker.left and time.monotonic() - worker.heard > self._patience:
                    yield from self._lose(worker, self._late)

    def end(self) -> None:
        """Stop every process."""
        for worker in self._workers:
            worker.end()

    def _give(self) -> bool:
        """Give every free process something to do; whether there was something."""
        given = False
        while sum(bool(worker.left) for worker in self._workers) < self._jobs:
            task = self._next()
            if task is None:
                break
            self._free().give(task)
            given = True
        return given

    def _free(self) -> _Worker:
        """Return a process without work, if need be a new one."""
        for worker in [worker for worker in self._workers if not worker.left]:
            if worker.taken < LIFE and worker.process.is_alive():
                return worker
            self._workers.remove(worker)
            worker.end()
        self._workers.append(_Worker(self._context, self._load))
        return self._workers[-1]

    def _next(self) -> list[Numbered] | None:
        """Return the next articles: one that lost its process, else a group if it is not too early."""
        if self._again:
            return [self._again.popleft()]
        if self._begun - self.given > AHEAD * GROUP * self._jobs:
            return None
        group = next(self._groups, None)
        if group is None:
            return None
        numbered = list(enumerate(group, self._begun))
        self._begun += len(group)
        return numbered

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, Facts | Failure]]:
        try:
            number, answer = _answers.decode(worker.connection.recv_bytes())
        except (EOFError, OSError):
            worker.process.join()
            yield from self._lose(worker, f"ended its process ({_cause(worker.process.exitcode)})")
            return
        worker.heard = time.monotonic()
        article = worker.left.pop(number)
        yield number, Failure(article.id, answer) if isinstance(answer, str) else answer

    def _lose(self, worker: _Worker, reason: str) -> Iterator[tuple[int, Failure]]:
        """Give a process up; what it had not answered is tried alone, and alone it may crash once."""
        self._workers.remove(worker)
        worker.end()
        for number, article in worker.left.items():
            if number in self._crashed or (worker.alone and reason == self._late):
                yield number, Failure(article.id, reason)
            else:
                self._again.append((number, article))
                if worker.alone:
                    self._crashed.add(number)


def _loaded(load: Callable[[], Reader]) -> Callable[[], Reader]:
    """Load before the fork, and keep what was loaded out of the collector's way: pages stay shared."""
    reader = load()
    gc.collect()
    gc.freeze()
    return lambda: reader


def _groups(articles: Iterable[Article]) -> Iterator[list[Article]]:
    group: list[Article] = []
    for article in articles:
        group.append(article)
        if len(group) == GROUP or sum(len(one.text) for one in group) > LONG:
            yield group
            group = []
    if group:
        yield group


def _cause(code: int | None) -> str:
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return f"exit code {code}"
