"""A question cut into pieces: names, words of the question lexicon, periods, posts, and what is left.

Comes in: a text. Goes out: ``Piece`` after ``Piece``, from left to right, the longest that fits at
each place. Every kanji, katakana, letter and digit is in one; what no lexicon knows is ``unknown``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from extract import lexicon
from gaiko.asking.names import Names
from gaiko.asking.periods import Span
from gaiko.asking.words import any_of, vocabulary

CONTENT = {
    "ja": re.compile(r"[一-鿿々ヶァ-ヴーA-Za-z0-9Ａ-Ｚａ-ｚ０-９\U00010000-\U0010ffff]+"),
    "en": re.compile(r"[^\s.,;:!?'\"“”‘’()\[\]/-]+"),
}
STATES = re.compile(
    r"(?<![来訪滞在離0-9一二三四五六七八九十])(?P<run>[日米中韓朝露ロ英仏独伊豪印比越台加]{2,4}?)"
    r"(?=EU|NATO|ASEAN|首脳|外相|外務|防衛|国防|両|関係|会談|協議|間|の|は|が|と|で|合意|共同|協定|条約|双方|同士|貿易|$|\?)"
)
BESIDE_BODY = re.compile(r"[日米中韓露ロ英](?=[・と]?(?:EU|NATO|ASEAN|G7))")
BESIDE_POST = re.compile(
    r"[米英仏独豪印韓露中](?=大統領|首相|外相|国務長官|国防|政府|側|国家主席|首脳)"
)
VISIT = re.compile(
    r"(?P<how>[訪対])(?P<state>[日米中韓朝露ロ英仏独伊豪印比越台加])(?![一-鿿]{0,1}象)"
)


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the question; ``value`` depends on the kind, ``text`` is as written."""

    kind: str
    start: int
    end: int
    text: str
    value: Any = None


def cut(text: str, language: str, names: Names, periods: list[Span]) -> list[Piece]:
    """Return the pieces of a question."""
    starts: dict[int, list[Piece]] = {}
    for piece in _candidates(text, language, names, periods):
        starts.setdefault(piece.start, []).append(piece)
    pieces: list[Piece] = []
    words, content = vocabulary(language), CONTENT[language]
    lower = text.lower()
    at = 0
    while at < len(text):
        found = [*starts.get(at, ()), *_words_at(lower, at, words)]
        if found:
            piece = max(found, key=lambda one: one.end)
            pieces.append(piece)
            at = piece.end
        elif run := content.match(text, at):
            end = (
                _next_known(lower, at + 1, run.end(), starts, words)
                if language == "ja"
                else run.end()
            )
            pieces.append(Piece("unknown", at, end, text[at:end]))
            at = end
        else:
            at += 1
    return pieces


def _words_at(lower: str, at: int, words: Any) -> list[Piece]:
    found = []
    for kind, value, expression in words:
        if (match := expression.match(lower, at)) and match.end() > at:
            found.append(Piece(kind, at, match.end(), match[0], value))
    return found


def _next_known(lower: str, at: int, end: int, starts: dict[int, list[Piece]], words: Any) -> int:
    """Where in a run of unknown characters something known begins; a filler does not count."""
    for place in range(at, end):
        known = [*starts.get(place, ()), *_words_at(lower, place, words)]
        if any(piece.kind not in ("filler", "suffix") for piece in known):
            return place
    return end


def _candidates(text: str, language: str, names: Names, periods: list[Span]) -> list[Piece]:
    """Pieces that are no words of the question lexicon; those named first win where level."""
    found = [Piece("period", s.start, s.end, text[s.start : s.end], s) for s in periods]
    found += [
        Piece("name", n.start, n.end, text[n.start : n.end], n.bearers) for n in names.find(text)
    ]
    if language == "ja":
        found += [Piece("post", *m.span(), m[0], m[0]) for m in _posts().finditer(text)]
        found += _states(text)
        found += _short(text, names)
    return found


def _states(text: str) -> list[Piece]:
    """States of one character: 日米韓, 日EU, 米大統領, 訪韓, 対中."""
    table = lexicon.abbreviations()
    found = [
        Piece("states", *m.span("run"), m["run"], [table[char] for char in m["run"]])
        for m in STATES.finditer(text)
        if len(set(m["run"])) == len(m["run"])
    ]
    for expression in (BESIDE_BODY, BESIDE_POST):
        found += [
            Piece("states", *m.span(), m[0], [table[m[0]]]) for m in expression.finditer(text)
        ]
    for match in VISIT.finditer(text):
        kind = "visit" if match["how"] == "訪" else "against"
        found.append(Piece(kind, *match.span(), match[0], table[match["state"]]))
    return found


def _short(text: str, names: Names) -> list[Piece]:
    """A family name of one character counts beside a post, 氏 or another name: 習主席, 安倍・習."""
    after = rf"(?=(?:{_posts().pattern})|氏|さん|両|・)"
    family = re.compile(
        rf"(?<![一-鿿])(?P<name>[{''.join(names.short)}])(?:{after}|(?<=・.)(?=[のはがと]))"
    )
    return [
        Piece("name", *m.span("name"), m["name"], tuple(names.short[m["name"]].values()))
        for m in family.finditer(text)
    ]


@cache
def _posts() -> re.Pattern[str]:
    surfaces = {post.surface for post in lexicon.posts()}
    surfaces |= {surface for holder in lexicon.holders() for surface in holder.posts}
    return re.compile(any_of([re.escape(surface) for surface in surfaces]))
