"""Dates in a sentence: where they stand, and which day, month or year they mean.

Comes in: one sentence in the lexicons' spelling, the day of publication and the last date told
before. Goes out: ``DateMention`` with an ISO prefix as precise as the text and these two allow.
The forms are those of ``date_grammar``, the rules for what is left unsaid those of ``dating``.

What a date leaves out comes from, in this order: for 同日, 翌年 and their like, the last date told;
for a month or day after a fuller date of the same sentence, that date (2月8日に…、10日に…); else
the publication; else the date told before. A day that opens the report (外相は25日、…) and a month
and day within a month of publication are always the publication's.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from extract.date_grammar import NUMERALS, announcing, grammar, load_dates, time_words
from extract.dating import (
    LENGTH,
    Parts,
    Unit,
    day_near,
    day_of_report,
    days_between,
    fiscal_year,
    nearest_weekday,
    read_prefix,
    shift,
    to_prefix,
    two_digit_year,
    week,
    weekday,
    year_of_month,
)

Kind = Literal["absolute", "relative", "duration"]
YEAR_GIVEN = ("iso", "decade", "western", "kanji_year", "era", "short")
UNITS: dict[str, Unit] = {"年": "year", "月": "month", "間": "week", "日": "day"}
"""By the last character of the unit: 年, カ月, 週間, 日."""
WEEKDAYS = "月火水木金土日"
REPORT_OPENS = re.compile(r"[はがも](?:現地時間|日本時間)?$")
REPORT_GOES_ON = re.compile(r"(?:朝|昼|夕|夜|未明|深夜|午前|午後)?(?:[、,(]|まで)")
SINCE = re.compile(r"(?:の[^、。]{1,12})?以[来降]")
"""1972年以来 is how far back the telling looks, not where it is."""
CLAUSE_ENDS = re.compile(r"[いえきけしじせっべめれん]た(?![いめらり])|し、|。")
CLAUSE = 40
"""Code points after a date that are searched for what announces."""
RECENT = 31
"""Days around publication in which a month and day are not those of a date before."""


class DateMention(msgspec.Struct, frozen=True):
    """A date in a text; ``value`` is an ISO prefix, None where it cannot be told.

    ``absolute``: the text gives the year; ``relative``: something is left to the publication or
    context; ``duration``: a length of time (5日間, 9年ぶり), which has no value.
    """

    start: int
    end: int
    value: str | None
    kind: Kind


def find_dates(text: str, published: str | None, context: str | None = None) -> list[DateMention]:
    """Return the dates and lengths of time of one sentence in their order.

    ``published`` and ``context`` (the last date told before) are ISO prefixes or timestamps;
    offsets count code points of ``text``.

    >>> [(d.start, d.value) for d in find_dates("両外相は25日、来年1月の訪問で一致", "2025-06-26")]
    [(4, '2025-06-25'), (8, '2026-01')]
    >>> find_dates("外相が9年ぶりに訪問", "2025-06-26")[0].kind
    'duration'
    """
    reading = _Reading(text, read_prefix(published), read_prefix(context))
    return [found for match in grammar().finditer(text) if (found := reading.mention(match))]


class _Reading:
    """One sentence being read from left to right."""

    def __init__(self, text: str, published: Parts, context: Parts) -> None:
        self.text, self.published, self.context = text, published, context
        self.told: list[Parts] = []
        self.dated: Parts = ()
        """The last date of this sentence whose year the text gave."""

    def mention(self, match: re.Match[str]) -> DateMention | None:
        """Return what a match of the grammar says; None for what only looks like a date."""
        if match["skip"]:
            return None
        if match["length"]:
            return DateMention(*match.span(), None, "duration")
        parts = self._parts(match)
        value = to_prefix(parts)
        if value and not SINCE.match(self.text, match.end()):
            self.told.append(parts)
            self.dated = parts if match["year"] else self.dated
        absolute = any(match[group] for group in YEAR_GIVEN)
        return DateMention(*match.span(), value, "absolute" if absolute else "relative")

    def _parts(self, match: re.Match[str]) -> Parts:
        if match["iso"]:
            return tuple(int(part) for part in re.findall(r"\d+", match["iso"])[:3])
        if match["week"]:
            return self._week(match["week"], match["of_week"])
        if match["weekday"]:
            index = WEEKDAYS.index(match["weekday"])
            return nearest_weekday(self.published, index, ahead=self._announces(match))
        if match["word"]:
            return self._word(match["word"])
        if match["ago"]:
            return self._ago(match)
        if match["alone"]:
            return self._day_alone(int(match["alone"]), match)
        return () if match["decade"] else self._full(match)

    def _anchor(self, origin: str, length: int) -> Parts:
        """Return the publication, or the last date told that has enough parts."""
        told = (self.published,) if origin == "published" else (*reversed(self.told), self.context)
        return next((parts for parts in told if len(parts) >= length), ())

    def _word(self, word: str) -> Parts:
        entry = time_words()[word]
        if entry.by is None:
            return ()
        if entry.unit == "fiscal":
            return fiscal_year(self._anchor(entry.anchor, 2), entry.by)
        return shift(self._anchor(entry.anchor, LENGTH[entry.unit]), entry.unit, entry.by)

    def _week(self, word: str, day: str | None) -> Parts:
        entry = time_words()[word]
        anchor, by = self._anchor(entry.anchor, 3), entry.by or 0
        return weekday(anchor, by, WEEKDAYS.index(day)) if day else week(anchor, by)

    def _ago(self, match: re.Match[str]) -> Parts:
        """3年前 counts from the publication, その3日前 and 3日後 from the date told.

        会談の3日前 counts from a meeting whose date is not known here.
        """
        before = self.text[: match.start()]
        number = int(match["ago"]) * (-1 if match["way"] == "前" else 1)
        if before.endswith("の") and not before.endswith("その"):
            return ()
        following = match["way"] == "後" or before.endswith("その")
        unit = UNITS[match["unit"][-1]]
        anchor = self._anchor("context" if following else "published", LENGTH[unit])
        shifted = shift(anchor, unit, number)
        return shifted[:2] if unit == "week" else shifted

    def _announces(self, match: re.Match[str]) -> bool:
        """Whether the clause after a date says that it is still to come."""
        rest = self.text[match.end() : match.end() + CLAUSE]
        return bool(announcing().search(CLAUSE_ENDS.split(rest, maxsplit=1)[0]))

    def _day_alone(self, day: int, match: re.Match[str]) -> Parts:
        before, after = self.text[: match.start()], self.text[match.end() :]
        opens = bool(REPORT_OPENS.search(before) and REPORT_GOES_ON.match(after))
        last = self.told[-1] if self.told else ()
        if not opens and len(last) == 3 and "月" in before:
            return day_near(day, last)
        if len(self.published) > 1:
            return day_of_report(day, self.published, ahead=self._announces(match))
        return day_near(day, self._anchor("context", 2))

    def _full(self, match: re.Match[str]) -> Parts:
        year, month = self._year(match), match["month"]
        if not month or (match["year"] and not year):
            return year
        day = _day_number(match)
        if month in time_words():
            counted = self._word(month)
            found = (*year, *counted[1:])[:2] if year else counted
        else:
            found = (*year, _number(month)) if year else self._month(_number(month), day, match)
        return found if day is None or len(found) < 2 else (*found, day)

    def _month(self, month: int, day: int | None, match: re.Match[str]) -> Parts:
        """Return year and month of a month without a year."""
        if not self.published:
            known = self._anchor("context", 1)
            return (known[0], month) if known else ()
        year = year_of_month(month, self.published, ahead=self._announces(match))
        news = days_between((*year, month, day or 0), self.published)
        follows = len(self.dated) > 1 and month >= self.dated[1]
        if follows and (news is None or news > RECENT):
            year = self.dated[:1]
        return (*year, month)

    def _year(self, match: re.Match[str]) -> Parts:
        if match["western"] or match["kanji_year"]:
            return (_number(match["western"] or match["kanji_year"]),)
        if match["era"]:
            return _era_year(match["era"], match["era_year"])
        if match["short"]:
            return two_digit_year(int(match["short"]), self.published or self._anchor("context", 1))
        if match["years_ago"]:
            return shift(self.published, "year", -int(match["years_ago"]))
        return self._word(match["year_word"]) if match["year_word"] else ()


def _era_year(era: str, written: str) -> Parts:
    first, last = load_dates().eras[era]
    number = 1 if written == "元" else _number(written)
    return (first + number - 1,) if 0 < number <= (last or number) else ()


def _day_number(match: re.Match[str]) -> int | None:
    written = match["day"] or match["kanji_day"]
    return _number(written) if written else None


def _number(written: str) -> int:
    """Return a number in digits or kanji up to 99.

    >>> _number("25"), _number("二十五"), _number("十"), _number("二五")
    (25, 25, 10, 25)
    """
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if ten:
        return 10 * (NUMERALS.find(tens) if tens else 1) + (NUMERALS.find(ones) if ones else 0)
    return int("".join(str(NUMERALS.index(numeral)) for numeral in written))
