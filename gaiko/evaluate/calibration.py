"""What a confidence is worth: of the events that claim so much, the share that is right.

Comes in: pairs of gold and found articles. Goes out: counts by bin of confidence, for ``figures``.
"""

from __future__ import annotations

from collections import Counter

from gaiko.evaluate.annotation import Annotation
from gaiko.evaluate.measure import Counts, Tally, match_shapes, shapes

BINS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.6, 0.7), (0.5, 0.6), (0.0, 0.5), (0.8, 1.01))
"""From the first confidence to below the second; the last is what an analyst would keep."""


def bin_name(low: float, high: float) -> str:
    """Return a bin as it is shown.

    >>> bin_name(0.7, 0.8), bin_name(0.8, 1.01)
    ('0.70–0.80', '≥ 0.80')
    """
    return f"≥ {low:.2f}" if high > 1 else f"{low:.2f}–{high:.2f}"


def count_confidences(gold: Annotation, found: Annotation) -> Counts:
    """Count the found events of each bin, and those that match a gold event one to one.

    Events without a confidence are left out.
    """
    matched = {j for _, j in match_shapes(shapes(gold), shapes(found))}
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for number, act in enumerate(found.events):
        for low, high in BINS:
            if act.confidence is not None and low <= act.confidence < high:
                counts[bin_name(low, high)] += 1
                right[bin_name(low, high)] += number in matched
    return {("confidence", name): Tally(right[name], n, n) for name, n in counts.items()}
