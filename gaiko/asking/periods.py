"""Periods in a question: years, months and days, and stretches of them, in Japanese and English.

Comes in: a question and the day on which it is asked. Goes out: ``Span`` with ISO prefixes, both
included. Single dates in Japanese are read by ``extract.dates``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from dateutil.relativedelta import relativedelta

from extract.dates import find_dates
from gaiko.asking.words import load_words
from queries.catalogue import first_day

PAST_JA = re.compile(
    r"(?:この|ここ|過去|最近|直近)の?(\d+|一|二|三|五|十)?(年|[かカヶケ]月|週間|日)(?:間|半)?"
)
DECADE_JA = re.compile(r"(\d{3}0)年代")
RANGE_JA = re.compile(r"(?:から|~|〜|-|と)$")
AFTER_JA = re.compile(r"(?:以降|以後|から(?:後|先)?|より後|以来)")
UNTIL_JA = re.compile(r"(?:以前|まで)")
BEFORE_JA = re.compile(r"(?:より前|よりも前|の前|前)")
NUMBERS = {"一": 1, "二": 2, "三": 3, "五": 5, "十": 10}
UNITS = {"年": "years", "月": "months", "週間": "weeks", "日": "days"}


class Span(msgspec.Struct, frozen=True):
    """A period at a place in the text; None leaves a side open."""

    start: int
    end: int
    since: str | None
    until: str | None


def find_periods(text: str, language: str, today: date) -> list[Span]:
    """Return the periods of a question; two dates around から or "between" are one.

    >>> [(s.since, s.until) for s in find_periods("2020年以降の会談は?", "ja", date(2026, 2, 1))]
    [('2020', None)]
    >>> [(s.since, s.until) for s in find_periods("between 2014 and june 2019", "en", date(2026, 2, 1))]
    [('2014', '2019-06')]
    """
    return list(_japanese(text, today) if language == "ja" else _english(text, today))


def _japanese(text: str, today: date) -> Iterator[Span]:
    done = 0
    for past in PAST_JA.finditer(text):
        yield Span(*past.span(), _ago(past[1], past[2], today), today.isoformat())
        done = past.end()
    for decade in DECADE_JA.finditer(text):
        yield Span(*decade.span(), decade[1], str(int(decade[1]) + 9))
    held: Span | None = None
    for found in find_dates(text, today.isoformat()):
        if not found.value or found.start < done:
            continue
        if held and RANGE_JA.fullmatch(text[held.end : found.start]):
            end = re.compile("(?:の間|まで)?(?:に|で)?").match(text, found.end)
            yield Span(held.start, end.end() if end else found.end, held.since, found.value)
            held = None
            continue
        if held:
            yield _stretched_ja(text, held)
        held = Span(found.start, found.end, found.value, found.value)
    if held:
        yield _stretched_ja(text, held)


def _stretched_ja(text: str, span: Span) -> Span:
    if after := AFTER_JA.match(text, span.end):
        return Span(span.start, after.end(), span.since, None)
    if until := UNTIL_JA.match(text, span.end):
        return Span(span.start, until.end(), None, span.until)
    if before := BEFORE_JA.match(text, span.end):
        return Span(span.start, before.end(), None, _day_before(span.since or ""))
    return span


def _ago(number: str | None, unit: str, today: date) -> str:
    """The day that many units before today; few years more than there are give the earliest day."""
    count = NUMBERS.get(number or "一") or int(number or 1)
    name = UNITS[unit if unit in UNITS else unit[-1]]
    try:
        return (today - relativedelta(**{name: count})).isoformat()  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return "0001-01-01"


def _day_before(prefix: str) -> str:
    return (date.fromisoformat(first_day(prefix)) - timedelta(days=1)).isoformat()


def _english(text: str, today: date) -> Iterator[Span]:
    months = load_words("en").months
    month = rf"(?P<month>{'|'.join(months)})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d)"
    forms = [
        r"(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)",
        rf"(?:{day} (?:of )?)?{month},? (?:of )?{year}",
        rf"{month} {day},? {year}".replace("?P<", "?P<b_"),
        rf"{year}(?P<decade>s)?".replace("year", "c_year"),
        r"(?P<word>(?:this|last) (?:year|month)|today|yesterday|now|currently)",
        r"(?:the )?(?:last|past) (?P<count>\d+)? ?(?P<unit>year|month|week|day)s?",
    ]
    lead = (
        r"(?P<lead>between|from|since|after|before|until|till|by|up to|through|in|on|during|as of)?"
    )
    either = "|".join(forms)
    one = re.compile(rf"(?<![\w-])(?:{lead} )?(?:{either})(?![\w-])", re.IGNORECASE)
    held: tuple[Span, str] | None = None
    for match in one.finditer(text):
        since, until = _values(match, months, today)
        lead_word = (match["lead"] or "").lower()
        if held and re.fullmatch(
            r" (?:and|to|until|through|-) ?", text[held[0].end : match.start()]
        ):
            yield Span(held[0].start, match.end(), held[0].since, until)
            held = None
            continue
        if held:
            yield _led(*held)
        held = Span(match.start(), match.end(), since, until), lead_word
    if held:
        yield _led(*held)


def _values(match: re.Match[str], months: list[str], today: date) -> tuple[str, str]:
    """First and last ISO prefix of what a match says."""
    if match["iso"]:
        return match["iso"], match["iso"]
    if match["word"]:
        return _word(match["word"].lower(), today)
    if match["unit"]:
        past = relativedelta(**{f"{match['unit'].lower()}s": min(int(match["count"] or 1), 1000)})  # type: ignore[arg-type]
        return (today - past).isoformat(), today.isoformat()
    if match["decade"]:
        return match["c_year"], str(int(match["c_year"]) + 9)
    year = match["year"] or match["b_year"] or match["c_year"]
    month, day = match["month"] or match["b_month"], match["day"] or match["b_day"]
    parts = [year]
    if month:
        parts.append(f"{months.index(month.lower()) + 1:02}")
    if day and 1 <= int(day) <= monthrange(int(year), int(parts[1]))[1]:
        parts.append(f"{int(day):02}")
    return "-".join(parts), "-".join(parts)


def _word(word: str, today: date) -> tuple[str, str]:
    if word in ("today", "now", "currently"):
        return today.isoformat(), today.isoformat()
    if word == "yesterday":
        return ((today - timedelta(days=1)).isoformat(),) * 2
    back = word.startswith("last")
    if word.endswith("month"):
        then = today - relativedelta(months=back)
        return (then.isoformat()[:7],) * 2
    return (str(today.year - back),) * 2


def _led(span: Span, lead: str) -> Span:
    """What stands before a date says on which side of it the period lies."""
    since, until = span.since or "", span.until
    if lead in ("since", "from"):
        return Span(span.start, span.end, since, None)
    if lead == "after":
        return Span(span.start, span.end, since, None)
    if lead == "before":
        return Span(span.start, span.end, None, _day_before(since))
    if lead in ("until", "till", "up to", "through", "by"):
        return Span(span.start, span.end, None, until)
    return span
