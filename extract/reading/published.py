"""The day an article was published, as files write it, into an ISO prefix.

Comes in: the value of a column, a metadata field, or a line under a headline. Dates inside
sentences are not read here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import msgspec

JAPAN = timezone(timedelta(hours=9))
"""Days are Japan's: a feed that writes 20:00 GMT was published on the next day there."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
"""The year before the first of each era."""

# A colon stands for a full stop in hand-kept tables ("2023.05:13").
_NUMERIC = r"(?P<year>[0-9]{4})(?:\s?[-/.:年]\s?(?P<month>[0-9]{1,2})(?:\s?[-/.:月]\s?(?P<day>[0-9]{1,2})日?|月)?|年)?"
_ERA = (
    r"(?P<era>令和|平成|昭和|[RHS])\s?(?P<era_year>元|[0-9]{1,2})[年.]"
    r"(?:\s?(?P<month>[0-9]{1,2})[月.](?:\s?(?P<day>[0-9]{1,2})日?)?)?"
)
_COMPACT = r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
_DATES = tuple(re.compile(pattern + r"(?![0-9])") for pattern in (_COMPACT, _ERA, _NUMERIC))

_LABEL = (
    r"(?:(?:掲載|発行|公開|配信|更新|発表|投稿)日?時?\s?:?|日付\s?:|date\s?:|published\s?:)?\s*"
)
_TIME = r"(?:\s*\([月火水木金土日](?:曜日?)?\))?(?:\s*[0-9]{1,2}[:時][0-9]{2}(?::[0-9]{2}|分)?)?"
_AFTER = re.compile(_TIME + r"(?:\s+(?P<by>[^。]{1,40}))?\s*")


class DateLine(msgspec.Struct, frozen=True):
    """A line that gives the day, and who or what stands behind it (an author, an outlet)."""

    published: str
    by: str | None = None


def to_published(value: str) -> str | None:
    """Return the ISO prefix of a date as it is written, or None where there is none.

    >>> [to_published(v) for v in ("2023.05:13 22:49", "令和6年4月1日", "2021年2月", "近日")]
    ['2023-05-13', '2024-04-01', '2021-02', None]
    >>> to_published("Wed, 25 Jun 2025 20:00:00 GMT")
    '2025-06-26'
    """
    value = unicodedata.normalize("NFKC", value).strip()
    return _from_timestamp(value) or (found[0] if (found := _match_date(value)) else None)


def find_date_line(line: str) -> DateLine | None:
    """Return the full date that a line consists of, with an optional label, time and byline.

    >>> find_date_line("2025/02/14 山田 花子")
    DateLine(published='2025-02-14', by='山田 花子')
    >>> find_date_line("2025年2月14日に首相が訪米した。")
    """
    line = unicodedata.normalize("NFKC", line).strip()
    label = re.match(_LABEL, line, re.IGNORECASE)
    found = _match_date(line, label.end() if label else 0)
    after = _AFTER.fullmatch(line, found[1]) if found else None
    if found is None or after is None or len(found[0]) < 10:
        return None
    return DateLine(found[0], after["by"])


def _match_date(value: str, start: int = 0) -> tuple[str, int] | None:
    """Return the date that begins at ``start`` and where it ends."""
    for pattern in _DATES:
        if (match := pattern.match(value, start)) and (iso := _to_iso(match)):
            return iso, match.end()
    return None


def _to_iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if era := parts.get("era"):
        year = ERAS[era] + (1 if parts["era_year"] == "元" else int(parts["era_year"]))
    else:
        year = int(parts["year"])
    month, day = (int(parts[name]) if parts[name] else None for name in ("month", "day"))
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def _from_timestamp(value: str) -> str | None:
    """Return Japan's day of an ISO 8601 or RFC 822 time that names its zone."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(value)
            if moment.tzinfo is None and parse is datetime.fromisoformat:
                return None
            return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(JAPAN).date().isoformat()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
