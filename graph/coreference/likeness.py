"""How alike two sentences are, and which reports go back to one telling."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graph.coreference.days import days_between, to_span
from graph.coreference.reports import Report
from graph.coreference.rules import load_rules


def likeness(a: str, b: str) -> float:
    """Return the share of pairs of letters that two texts have in common, from 0 to 1 (Dice).

    >>> likeness("両国は合意した。", "両国は合意した。"), likeness("抗議", "会談")
    (1.0, 0.0)
    """
    pairs, others = _pairs(a), _pairs(b)
    total = len(pairs) + len(others)
    return 2 * len(pairs & others) / total if total else 0.0


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    letters = "".join(text.split())
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def is_copy(a: Report, b: Report) -> bool:
    """Whether one telling was printed twice: nearly the same words within a few days."""
    days = [to_span(report.published) for report in (a, b) if report.published]
    spread = [span[0] for span in days if span]
    if len(spread) == 2 and days_between(*spread) > load_rules().copied_within:
        return False
    return likeness(a.event.evidence, b.event.evidence) >= load_rules().copied


def count_sources(reports: Sequence[Report]) -> int:
    """Return how many independent tellings there are: outlets, agencies and copies count once."""
    if len(reports) == 1:
        return 1
    groups: list[list[Report]] = []
    for report in sorted(reports, key=lambda one: one.order):
        near = [group for group in groups if any(_dependent(report, one) for one in group)]
        groups = [group for group in groups if group not in near]
        groups.append([report, *(one for group in near for one in group)])
    return len(groups)


def _dependent(a: Report, b: Report) -> bool:
    """Same article, same outlet, same agency, or a copy."""
    same_outlet = a.outlet is not None and a.outlet == b.outlet
    same_agency = a.agency is not None and a.agency == b.agency
    return a.article == b.article or same_outlet or same_agency or is_copy(a, b)
