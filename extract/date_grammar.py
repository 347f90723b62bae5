"""The forms of dates in Japanese text as one regular expression, and the words in it.

Comes in: ``lexicons/dates.yaml``. Goes out: ``grammar()``, ``time_words()`` and ``eras()``, built
once on first use. What a match means is told by ``dates``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from graph.errors import OntologyError

LEXICON = Path(__file__).parent / "lexicons" / "dates.yaml"
RANGE = r" ?[~〜～‐–—―−ー-] ?"
NUMERALS = "〇一二三四五六七八九"
KANJI = f"[{NUMERALS}十]"
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH_UNIT = r"(?:[カか力ヵヶケ]|箇)月"
WEEKDAY_NOTE = r"(?: ?[(（][月火水木金土日](?:曜日?)?(?:・[祝休])?[)）])?"
PART = r"(?:末|初め|初頭|上旬|中旬|下旬|半ば|前半|後半|春|夏|秋|冬)?"


class TimeWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a time counted from a reference; ``by`` None: cannot be told."""

    words: list[str]
    unit: Literal["year", "fiscal", "month", "week", "day"]
    anchor: Literal["published", "context"] = msgspec.field(name="from")
    by: int | None
    unless: str = ""
    after: str = ""


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``dates.yaml``."""

    eras: dict[str, tuple[int, int | None]]
    words: list[TimeWord]
    skipped: list[str]
    length_signs: dict[Literal["year", "month", "day"], str]
    count_signs: list[str]
    year_signs: str
    announcing: list[str]


@cache
def load_dates() -> Lexicon:
    """Return the words of time; raises ``OntologyError`` where the file does not fit."""
    try:
        return msgspec.convert(yaml.safe_load(LEXICON.read_text(encoding="utf-8")), Lexicon)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise OntologyError(f"{LEXICON.name}: {error}") from error


@cache
def time_words() -> dict[str, TimeWord]:
    """Return what each word of time means."""
    return {word: entry for entry in load_dates().words for word in entry.words}


@cache
def announcing() -> re.Pattern[str]:
    """Return what tells in the clause after a date that it can lie ahead."""
    return re.compile("|".join(load_dates().announcing))


@cache
def grammar() -> re.Pattern[str]:
    """Return the expression whose matches are dates, lengths of time and what only looks like one.

    One of the groups ``skip``, ``iso``, ``decade``, ``week``, ``weekday``, ``word``, ``ago``,
    ``alone`` (a day), ``year``, ``month`` and ``length`` names the form.
    """
    forms = [
        f"(?P<skip>{'|'.join(load_dates().skipped)})",
        r"(?P<iso>(?<!\d)(?:[1１][6-9６-９]|[2２][01０１])\d\d(?P<sep>[/.／．-])\d{1,2}(?P=sep)\d{1,2}(?!\d))"
        + WEEKDAY_NOTE,
        r"(?P<decade>(?<!\d)(?:\d\d)?\d[0０]年代)",
        f"(?P<week>{_words('week')})(?:末|初め|前半|後半)?"
        "(?:の?(?P<of_week>[月火水木金土日])曜日?)?",
        r"(?<![第毎\d])(?P<weekday>[月火水木金土日])曜日",
        f"(?P<word>{_words('day', 'fiscal')})",
        rf"(?<!\d)(?P<ago>\d{{1,3}})(?P<unit>年|{MONTH_UNIT}|週間|日)(?P<way>[前後])(?![半後倒任進退継期])"
        r"(?!の\d{1,2}月)",
        _day_alone(),
        _year_and_month(),
        rf"(?P<length>(?<![\d,.])\d[\d,.]{{0,12}}(?:{RANGE}\d+)?(?:年(?!度)|{MONTH_UNIT}|週間?|日(?!本))(?:間|ぶり|連続|目)?)",
    ]
    return re.compile("|".join(forms))


def _words(*units: str) -> str:
    """Return the alternatives of the words of these units, longer ones first."""
    listed = [(word, entry) for word, entry in time_words().items() if entry.unit in units]
    listed.sort(key=lambda pair: -len(pair[0]))
    return "|".join(_guarded(word, entry) for word, entry in listed)


def _guarded(word: str, entry: TimeWord) -> str:
    after = f"(?<!{entry.after})" if entry.after else ""
    return after + word + (f"(?!{entry.unless})" if entry.unless else "")


def _not_length(unit: Literal["year", "month", "day"]) -> str:
    return f"(?!{load_dates().length_signs[unit]})"


def _day(name: str, number: str) -> str:
    """A day or the first of several: 8日, 8~10日, 8、9両日, 8日から10日."""
    several = rf"(?:{RANGE}|[、,・])\d{{1,2}}(?:の?両)?日"
    until = rf"日{WEEKDAY_NOTE}(?:{RANGE}|から)(?:(?:\d{{4}}年)?\d{{1,2}}月)?\d{{1,2}}日"
    guard = _not_length("day")
    return rf"(?P<{name}>{number})(?:{several}{guard}|{until}{guard}|日{guard}){WEEKDAY_NOTE}"


def _day_alone() -> str:
    counted = "".join(f"(?<!{sign})" for sign in load_dates().count_signs)
    return rf"(?<![\dA-Za-z/.+])(?<!\d,){counted}" + _day("alone", DAY_NUMBER)


def _year_and_month() -> str:
    """A year, a month with or without a year, and a day of it."""
    guard = _not_length("month")
    until = rf"月(?:{RANGE}|から)\d{{1,2}}月(?!\d{{1,2}}日)"
    several = rf"(?:{until}|(?:{RANGE}\d{{1,2}})?月){guard}"
    kanji = rf"(?<!{KANJI}){KANJI}{{1,2}}(?=月(?:{KANJI}{{1,3}}日|(?(year){guard}|(?!))))"
    number = rf"(?<![\d.])\d{{1,2}}(?={several})"
    numeral = rf"(?<=[\d{NUMERALS}十])"
    month = rf"(?P<month>{number}|{kanji}|{_words('month')})(?:{numeral}{several})?{PART}"
    digits = _day("day", r"\d{1,2}")
    day = f"(?:[ の]?(?:{digits}|(?P<kanji_day>{KANJI}{{1,3}})日))?"
    return f"(?P<year>{_year()})?(?:(?(year)[ の]?){month}{day})?(?(year)|(?(month)|(?!)))"


def _year() -> str:
    """A year in one of its writings, with what belongs to it."""
    eras, guard = "|".join(load_dates().eras), _not_length("year")
    note = rf"(?: ?[(（](?:(?:{eras})(?:\d{{1,2}}|元)年?|\d{{4}}年?)[)）])?"
    written = rf"(?:{note}(?:会計)?|{RANGE}\d{{2,4}})年{guard}"
    western = rf"(?<![\d.,])(?P<western>(?:[1１][6-9６-９]|[2２][01０１])\d\d){written}"
    kanji = rf"(?<!{KANJI})(?P<kanji_year>[一二][{NUMERALS}]{{3}})年{guard}"
    era = rf"(?P<era>{eras})(?P<era_year>\d{{1,2}}|元|{KANJI}{{1,3}}){note}年{guard}"
    month = rf"(?= ?(?:\d{{1,2}}|{KANJI}{{1,2}})月{_not_length('month')})"
    signs = f"(?=(?:{RANGE}\\d\\d年)?(?:{load_dates().year_signs}))"
    short = rf"(?<![\d第.,約])['’]?(?P<short>\d\d)年(?:{month}|{signs})"
    ago = r"(?<!\d)(?P<years_ago>\d{1,3})年前の(?=\d{1,2}月)"
    forms = "|".join([western, kanji, era, short, ago, f"(?P<year_word>{_words('year')})"])
    until = rf"(?:{RANGE}\d{{2,4}}年|から\d{{4}}年(?!\d)){guard}"
    return rf"(?:{forms})(?:{until})?度?{note}{PART}"
