"""ISO prefixes as spans of days, and the days in which an undated act can lie."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from graph.coreference.rules import load_rules

Span = tuple[str, str]
"""First and last day, ISO dates, both included."""


@lru_cache(maxsize=10_000)
def to_span(prefix: str) -> Span | None:
    """Return the days of an ISO prefix; None where it is no date of the calendar.

    >>> to_span("2024-02"), to_span("2024"), to_span("2024-02-30")
    (('2024-02-01', '2024-02-29'), ('2024-01-01', '2024-12-31'), None)
    """
    try:
        if len(prefix) == 4:
            return date(int(prefix), 1, 1).isoformat(), f"{prefix}-12-31"
        if len(prefix) == 7:
            last = monthrange(int(prefix[:4]), int(prefix[5:]))[1]
            return f"{prefix}-01", f"{prefix}-{last:02}"
        day = date.fromisoformat(prefix[:10]).isoformat()
    except ValueError:
        return None
    return day, day


def around(published: str | None, status: str) -> Span | None:
    """Return the days in which an undated act can lie, by the day on which it was told."""
    told = to_span(published) if published else None
    if told is None:
        return None
    rule = load_rules().undated[status]
    return shift(told[0], -rule.before), shift(told[1], rule.after)


@lru_cache(maxsize=10_000)
def shift(day: str, days: int) -> str:
    """Return the day so many days later; the calendar's ends stay.

    >>> shift("2024-02-28", 2)
    '2024-03-01'
    """
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return day


def days_between(a: str, b: str) -> int:
    """Return how many days lie between two days, in either order."""
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def overlap(a: Span, b: Span, slack: int = 0) -> bool:
    """Whether two spans share a day, or come within ``slack`` days of it."""
    return a[0] <= shift(b[1], slack) and b[0] <= shift(a[1], slack)
