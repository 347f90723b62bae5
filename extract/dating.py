"""Arithmetic on dates of any precision: which day, month or year a partial date can mean.

Comes in: numbers and a reference date. Goes out: ``Parts``, a year, a year and month or a full
date, empty where it cannot be told. Nothing here knows Japanese, raises on a date that does not
exist, or adds precision that its input does not have.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

Parts = tuple[int, ...]
"""Year, month and day as far as they are known; ``()`` for unknown."""
Unit = Literal["year", "month", "week", "day"]
LENGTH: dict[Unit, int] = {"year": 1, "month": 2, "week": 3, "day": 3}
"""How many parts a reference needs for arithmetic in a unit."""

PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?![0-9]))?)?")
NEWS = 7
"""Days: a day number that was this recently is the past one, whatever the sentence announces."""
STALE = 21
"""Days: a day number so far from a date told before is of the month before or after."""
SOON = 9
"""Days: a day number that comes again so soon may well be the coming one."""
MONTHS_AHEAD = 2
"""A month is read within this many months after publication or the nine before it."""


def read_prefix(value: str | None) -> Parts:
    """Return the parts of an ISO prefix or timestamp; ``()`` where it is none.

    >>> read_prefix("2025-06-26T09:00:00+09:00"), read_prefix("2025-13"), read_prefix(None)
    ((2025, 6, 26), (), ())
    """
    match = PREFIX.match(value or "")
    parts = tuple(int(part) for part in match.groups() if part) if match else ()
    return parts if to_prefix(parts) else ()


def to_prefix(parts: Parts) -> str | None:
    """Return the ISO prefix of the parts; None where they are empty or no real date.

    >>> to_prefix((2025, 6)), to_prefix((2025, 2, 30))
    ('2025-06', None)
    """
    day = _start(parts)
    return day.isoformat()[: (0, 4, 7, 10)[len(parts)]] if day else None


def shift(parts: Parts, unit: Unit, by: int) -> Parts:
    """Return the year, month or day ``by`` units later; ``()`` where the reference is too coarse.

    >>> shift((2025, 1, 15), "month", -1), shift((2025,), "day", 1)
    ((2024, 12), ())
    """
    start = _start(parts[: LENGTH[unit]]) if len(parts) >= LENGTH[unit] else None
    try:
        return _parts(start + _step(unit, by))[: LENGTH[unit]] if start else ()
    except (ValueError, OverflowError):
        return ()


def two_digit_year(number: int, reference: Parts) -> Parts:
    """Return the latest year with these last digits up to ten years after the reference.

    >>> two_digit_year(23, (2025,)), two_digit_year(72, (2025,)), two_digit_year(23, ())
    ((2023,), (1972,), ())
    """
    latest = reference[0] + 10 if reference else 0
    return (latest - (latest - number) % 100,) if latest else ()


def fiscal_year(parts: Parts, by: int) -> Parts:
    """Return the Japanese fiscal year (from April) ``by`` years from that of the reference."""
    return shift(shift(parts, "month", -3), "year", by) if len(parts) > 1 else ()


def week(parts: Parts, by: int) -> Parts:
    """Return what all days, Monday to Sunday, of a week share: its month, its year or nothing.

    >>> week((2025, 6, 26), -1), week((2025, 7, 1), 0), week((2025, 12, 31), 0)
    ((2025, 6), (2025,), ())
    """
    monday, sunday = weekday(parts, by, 0), weekday(parts, by, 6)
    return next((monday[:n] for n in (2, 1) if monday[:n] == sunday[:n]), ())


def weekday(parts: Parts, by: int, index: int) -> Parts:
    """Return a day (Monday is 0) of the week ``by`` weeks from that of the reference."""
    start = _start(parts) if len(parts) == 3 else None
    return shift(parts, "day", 7 * by + index - start.weekday()) if start else ()


def nearest_weekday(parts: Parts, index: int, *, ahead: bool) -> Parts:
    """Return the last such weekday up to the reference; with ``ahead`` the next one from it on."""
    start = _start(parts) if len(parts) == 3 else None
    if start is None:
        return ()
    later = (index - start.weekday()) % 7
    return shift(parts, "day", later if ahead or not later else later - 7)


def year_of_month(month: int, published: Parts, *, ahead: bool) -> Parts:
    """Return the year a bare month means: from nine months before to two after the publication.

    With ``ahead`` (the sentence announces) a later month of the same year is that month.

    >>> year_of_month(9, (2025, 6, 26), ahead=False), year_of_month(9, (2025, 6, 26), ahead=True)
    ((2024,), (2025,))
    """
    if len(published) < 2 or (ahead and month >= published[1]):
        return published[:1]
    later = (month - published[1] - MONTHS_AHEAD - 1) % 12 + MONTHS_AHEAD - 11
    return shift(shift(published, "month", later), "year", 0)


def day_of_report(day: int, published: Parts, *, ahead: bool) -> Parts:
    """Return the date a bare day of the month means in a report of this day.

    The latest such day up to the publication, if it was in the last week. Otherwise the next one,
    if two of three hold: the sentence announces (``ahead``), it falls in the month of the
    publication, it is at most nine days off. With a publication month only: the day of that month.

    >>> day_of_report(25, (2025, 6, 26), ahead=True), day_of_report(30, (2025, 7, 1), ahead=False)
    ((2025, 6, 25), (2025, 6, 30))
    >>> day_of_report(28, (2025, 6, 26), ahead=False), day_of_report(2, (2025, 6, 28), ahead=True)
    ((2025, 6, 28), (2025, 7, 2))
    """
    today = _start(published) if len(published) == 3 else None
    if today is None:
        return (*published, day) if len(published) == 2 else ()
    months = [month for by in range(-2, 3) if (month := shift(published, "month", by))]
    days = [found for month in months if (found := _start((*month, day)))]
    past = max((one for one in days if one <= today), default=None)
    future = min((one for one in days if one > today), default=None)
    if past is None or future is None:
        return _parts(past or future)
    signs = ahead + (future.month == today.month) + ((future - today).days <= SOON)
    return _parts(past if (today - past).days <= NEWS or signs < 2 else future)


def day_near(day: int, context: Parts) -> Parts:
    """Return the date a bare day of the month means after another date in a telling.

    The same month, or the one before or after where that lies more than three weeks off.

    >>> day_near(10, (2025, 6, 8)), day_near(2, (2025, 6, 30)), day_near(8, (2025,))
    ((2025, 6, 10), (2025, 7, 2), ())
    """
    if len(context) < 2:
        return ()
    off = day - context[2] if len(context) == 3 else 0
    month = shift(context, "month", (off < -STALE) - (off > STALE))
    return (*month, day) if month else ()


def days_between(first: Parts, second: Parts) -> int | None:
    """Return how many days two full dates are apart; None where one is not full."""
    one, other = _start(first), _start(second)
    known = one and other and len(first) == len(second) == 3
    return abs((one - other).days) if known and one and other else None


def _start(parts: Parts) -> date | None:
    if not parts:
        return None
    try:
        return date(*(*parts, 1, 1)[:3])
    except (ValueError, OverflowError):
        return None


def _parts(day: date | None) -> Parts:
    return (day.year, day.month, day.day) if day else ()


def _step(unit: Unit, by: int) -> relativedelta | timedelta:
    if unit in ("week", "day"):
        return timedelta(days=by * (7 if unit == "week" else 1))
    return relativedelta(years=by) if unit == "year" else relativedelta(months=by)
