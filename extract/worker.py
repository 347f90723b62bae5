"""What one of several processes does: it reads the articles that come through a pipe and answers each.

Comes in: groups of numbered articles. Goes out: for each number the article's facts, or the error that it raised. Who gives
the articles, and what becomes of those that end the process, is told in ``workers.py``.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Protocol

import msgspec

from graph.model import Article, Facts


class Reader(Protocol):
    """What makes facts of articles: an ``Extractor``."""

    def extract(self, articles: Iterable[Article], /) -> Iterator[Facts]:
        """Yield the facts of each article, in order."""


Numbered = tuple[int, Article]
Answer = tuple[int, Facts | str]
"""The number of an article with its facts, or with the error that it raised."""
_tasks = msgspec.msgpack.Decoder(list[Numbered])


def work(connection: Connection, load: Callable[[], Reader], parent: int) -> None:
    """Answer tasks until the parent is gone; Ctrl-C is the parent's matter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader = load()
    with suppress(EOFError, BrokenPipeError):
        while os.getppid() == parent:
            if connection.poll(1.0):
                for answer in _read(reader, _tasks.decode(connection.recv_bytes())):
                    connection.send_bytes(msgspec.msgpack.encode(answer))


def _read(reader: Reader, task: list[Numbered]) -> Iterator[Answer]:
    """Read a group; if that fails, the rest article by article, so that only the bad one is lost."""
    done = 0
    try:
        for facts in reader.extract([article for _, article in task]):
            yield task[done][0], facts
            done += 1
    except Exception:  # an article may hold what nobody foresaw
        for number, article in task[done:]:
            yield number, _alone(reader, article)


def _alone(reader: Reader, article: Article) -> Facts | str:
    try:
        return next(iter(reader.extract([article])))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
