"""What a confidence and a rule are worth: of the events that claim so much, the share that is right.

Comes in: a gold article and what was found in it. Goes out: counts by bin of confidence and by rule,
for ``figures``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gaiko.evaluate.annotation import Act, Annotation
from gaiko.evaluate.measure import Counts, Key, Tally, match_shapes, shapes

BINS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.6, 0.7), (0.5, 0.6), (0.0, 0.5), (0.8, 1.01))
"""From the first confidence to below the second; the last is what an analyst would keep."""


def bin_name(low: float, high: float) -> str:
    """Return a bin as it is shown.

    >>> bin_name(0.7, 0.8), bin_name(0.8, 1.01)
    ('0.70–0.80', '≥ 0.80')
    """
    return f"≥ {low:.2f}" if high > 1 else f"{low:.2f}–{high:.2f}"


def count_claims(gold: Annotation, found: Annotation) -> Counts:
    """Count the found events of each bin and rule, and those that match a gold event one to one.

    Events without a confidence or a rule are in none.
    """
    matched = {j for _, j in match_shapes(shapes(gold), shapes(found))}
    claimed: Counter[Key] = Counter()
    right: Counter[Key] = Counter()
    for number, act in enumerate(found.events):
        claims = list(_claims(act))
        claimed.update(claims)
        right.update(claims if number in matched else [])
    return {key: Tally(right[key], n, n) for key, n in claimed.items()}


def _claims(act: Act) -> Iterator[Key]:
    for low, high in BINS:
        if act.confidence is not None and low <= act.confidence < high:
            yield "confidence", bin_name(low, high)
    if act.rule:
        yield "rule", act.rule
