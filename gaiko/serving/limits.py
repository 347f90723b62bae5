"""How much a caller may ask for: rows, seconds, requests a minute, bytes a request."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import msgspec

MOST_CALLERS = 10_000
"""Callers whose rate is remembered; the longest silent is forgotten first."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of a server: rows of an answer, seconds of a statement, requests a minute, bytes of a body."""

    rows: int = 1_000
    seconds: float = 10.0
    per_minute: int = 120
    body: int = 1_000_000


class Rate:
    """A bucket of requests for each caller, which fills evenly.

    >>> now = iter([0.0, 0.0, 0.0, 30.0])
    >>> rate = Rate(2, clock=lambda: next(now))
    >>> [rate.allows("caller") for _ in range(4)]
    [True, True, False, True]
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock, self._lock = float(per_minute), clock, Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, caller: str) -> bool:
        """Take one request out of a caller's bucket; False if it is empty."""
        with self._lock:
            now = self._clock()
            left, then = self._buckets.pop(caller, (self._most, now))
            left = min(self._most, left + (now - then) * self._most / 60)
            self._buckets[caller] = (left - 1 if left >= 1 else left, now)
            while len(self._buckets) > MOST_CALLERS:
                self._buckets.popitem(last=False)
            return left >= 1
