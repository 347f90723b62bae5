"""When an article without a date of its own was written: by its dateline, its references; else what it counts from.

Comes in: the text of an article. Goes out: an ISO day, None where nothing tells it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.dating import days_between, read_prefix, to_prefix

DATELINE = re.compile(r"\s*【([12]\d{3})年(\d{1,2})月(\d{1,2})日】")
DAY = re.compile(r"([12]\d{3})年(\d{1,2})月(\d{1,2})日")
CITED = re.compile(rf"(?<!ウィキニュース)[、,]{DAY.pattern}(?![ぁ-ん、])")
"""The date of a source in a list of references: 読み売り社、2006年4月29日."""
CITED_DAY_FIRST = re.compile(r"[、,. ](\d{1,2})([./])(\d{1,2})\2([12]\d{3})(?!\d)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CITED_IN_ENGLISH = re.compile(rf"(?i)({'|'.join(MONTHS)})[a-z]*\.? (\d{{1,2}}), ?([12]\d{{3}})")
FOLLOWED_UP = 7
"""Days before the day of most references on which the first ones may have been written."""


def infer_publication(text: str) -> str | None:
    """Return the day on which an article was written, as far as its dateline or its references tell it.

    >>> infer_publication("外相が会談した。『会談』。甲新聞、2006年4月29日。『続報』。乙新聞、2006年5月1日。")
    '2006-04-29'
    >>> infer_publication("【2011年3月20日】甲は20日、乙を空爆した。")
    '2011-03-20'
    """
    dateline = DATELINE.match(text)
    if dateline:
        return _iso(*dateline.groups())
    days = Counter(day for day in _cited(text) if day)
    if days:
        most = max(days.values())
        usual = max(day for day, times in days.items() if times == most)
        return min(day for day in days if _shortly_before(day, usual))
    return None


def first_day(text: str) -> str | None:
    """Return the day that the first sentence tells of: what month and day without a year are counted from.

    >>> first_day("2016年4月22日、署名式が開かれた。離脱の表明は2017年6月1日。")
    '2016-04-22'
    """
    first = DAY.search(text[: text.find("。") + 1])
    return _iso(*first.groups()) if first else None


def _cited(text: str) -> Iterator[str | None]:
    for found in CITED.finditer(text):
        yield _iso(*found.groups())
    for found in CITED_DAY_FIRST.finditer(text):
        yield _iso(found[4], found[3], found[1])
    for found in CITED_IN_ENGLISH.finditer(text):
        yield _iso(found[3], str(MONTHS.index(found[1].lower()) + 1), found[2])


def _shortly_before(day: str, usual: str) -> bool:
    between = days_between(read_prefix(day), read_prefix(usual))
    return day <= usual and between is not None and between <= FOLLOWED_UP


def _iso(year: str, month: str, day: str) -> str | None:
    return to_prefix((int(year), int(month), int(day)))
