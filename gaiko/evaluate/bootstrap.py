"""How certain the figures are: precision, recall and F1 with intervals over resampled articles.

Comes in: the counts of each article. Goes out: a ``Figure`` per measure and type. Articles, not events,
are drawn again: the errors within one article hang together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from gaiko.evaluate.measure import Counts, Key, Tally

ROUNDS = 2_000
"""Resamples; the ends of an interval then move by less than 0.005 from seed to seed."""
SEED = 20250626
LEVEL = 0.95

Floats = NDArray[np.float64]


class Value(msgspec.Struct, frozen=True):
    """A share from 0 to 1 and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


class Figure(msgspec.Struct, frozen=True):
    """One measure of one type over all articles."""

    precision: Value
    recall: Value
    f1: Value
    tally: Tally


def figures(articles: Sequence[Counts]) -> dict[Key, Figure]:
    """Return every measure and type that the articles count, in the order of their names.

    Each round draws as many articles as there are, with replacement; the seed is fixed.

    >>> once = {("events", ""): Tally(right=1, found=2, gold=4)}
    >>> figures([once, once])["events", ""].precision
    Value(value=0.5, low=0.5, high=0.5)
    """
    if not articles:
        return {}
    keys = sorted({key for counts in articles for key in counts})
    table = np.array([[_row(counts.get(key, Tally())) for key in keys] for counts in articles])
    generator = np.random.default_rng(SEED)
    drawn = generator.multinomial(len(articles), [1 / len(articles)] * len(articles), ROUNDS)
    resampled = np.tensordot(drawn, table, axes=1)
    total = table.sum(axis=0)
    return {key: _figure(total[i], resampled[:, i]) for i, key in enumerate(keys)}


def _row(tally: Tally) -> tuple[int, int, int]:
    return tally.right, tally.found, tally.gold


def _figure(total: NDArray[np.int64], resampled: NDArray[np.int64]) -> Figure:
    values = zip(_shares(total[None, :]), _shares(resampled), strict=True)
    precision, recall, f1 = (_value(float(point[0]), rounds) for point, rounds in values)
    return Figure(precision, recall, f1, Tally(*map(int, total)))


def _shares(counts: NDArray[np.int64]) -> Iterable[Floats]:
    """Yield precision, recall and F1 of each row; a share of nothing is not a number."""
    right, found, gold = counts.T.astype(float)
    with np.errstate(invalid="ignore"):
        yield right / found
        yield right / gold
        yield 2 * right / (found + gold)


def _value(point: float, rounds: Floats) -> Value:
    """Return a share with its interval over the rounds that have one; a share of nothing is 0."""
    defined = rounds[~np.isnan(rounds)]
    if np.isnan(point):
        return Value(0.0, 0.0, 0.0)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Value(point, float(low), float(high))
