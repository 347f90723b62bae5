"""Names that grow out of known ones: モンテネグロ|議会, リトアニア|検察, 咸興|市, スキポール|空港, 真実|委員会.

Comes in: a parsed sentence and the names found so far. Goes out: longer spans of bodies and sites that end in a
head (``words.yaml``). Where a run of nouns stops being a name, posts, numbers and times decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.spans import KATAKANA, Span
from extract.word_lists import (
    AFTER_BODY,
    BODY_HEADS,
    FREE_BODY_HEADS,
    NOT_BODIES,
    NOT_IN_BODIES,
    OUTLET,
    SITE_HEADS,
    SITE_MIDDLES,
)

if TYPE_CHECKING:
    from extract.parsed import Doc, Token

NOUN = re.compile(r"名詞|接頭辞|接尾辞|形状詞|記号-一般|補助記号-一般|未知語")
STOPS = "、。「」『』()･/:=―-…  \u3000"
LONGEST = 24
"""Code points of a name."""


def find_compounds(doc: Doc, settled: list[Span]) -> Iterator[Span]:
    """Yield bodies and sites that are longer than the settled names in them."""
    text = doc.text
    for run in _runs(doc):
        for i, token in enumerate(run):
            end = token.idx + len(token.text)
            if i + 1 < len(run) and not AFTER_BODY.match(text, end):
                continue
            if SITE_HEADS.fullmatch(token.text):
                yield from _site(text, run[: i + 1], settled)
            elif SITE_TOKEN.fullmatch(token.text) and token.tag_.endswith("固有名詞-一般"):
                yield _span(text, token.idx, end, "PLACE", None, "name of a site")
            elif BODY_HEADS.search(text[run[0].idx : end]):
                yield from _body(text, run[: i + 1], settled)


def _runs(doc: Doc) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in doc:
        noun = NOUN.match(token.tag_) and token.text not in STOPS
        if noun and (not run or run[-1].idx + len(run[-1].text) == token.idx):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if noun else []
    if run:
        yield run


def _body(text: str, run: list[Token], settled: list[Span]) -> Iterator[Span]:
    start, end = _body_start(run), run[-1].idx + len(run[-1].text)
    inside = [s for s in settled if start <= s.start < end and s.type != "AGREEMENT"]
    if inside and inside[-1].end == end and inside[-1].rank == 55 and start < inside[-1].start:
        inside.pop()  # 統一|共産党: the head of a longer name
    ends_in_site = any(s.end == end and s.type == "PLACE" for s in inside)
    if ends_in_site or any(s.end > end for s in inside) or _are_two_states(text, inside):
        return
    proper = _first_proper(run, start)
    first = inside[0].start if inside else None
    if first is not None and (proper is None or first <= proper):
        start = first - bool(re.search("[在駐]$", text[start:first]))
    elif proper is not None:
        start = proper
    surface = text[start:end]
    if any(s.start == start and s.end == end for s in inside) or _only_reports(text, end, surface):
        return
    known = proper is not None or bool(inside)
    free = not inside and FREE_BODY_HEADS.search(surface)
    if (known or free) and len(surface) <= LONGEST and not NOT_BODIES.fullmatch(surface):
        country = next((c for s in inside if (c := s.code or s.country)), None)
        yield _span(text, start, end, "ORGANIZATION", country, "name + head of a body")


def _only_reports(text: str, end: int, surface: str) -> bool:
    """An outlet that is cited: 台湾国際放送|によると."""
    return bool(OUTLET.search(surface) and CITED.match(text, end))


CITED = re.compile(
    r"など?(?:に|が|は)|に?よ|[、。)「」『』]|の(?:話|報道|伝)|が(?:伝|報)|は(?:伝|報)|$"
)


def _first_proper(run: list[Token], start: int) -> int | None:
    """Where a place or another proper noun begins a body's name: 大分県|教育委員会, アルスター|統一党."""
    names = (t.idx for t in run[:-1] if t.idx >= start and PROPER.search(t.tag_))
    return next(names, None)


PROPER = re.compile(r"地名|固有名詞-一般")
HEADQUARTERS = re.compile(r"本部(?:ビル|庁舎)?(?![長員])")


def find_headquarters(text: str, settled: list[Span]) -> Iterator[Span]:
    """Yield the seats of bodies as places: 国際連合|本部."""
    for span in settled:
        seat = HEADQUARTERS.match(text, span.end)
        if seat and span.type == "ORGANIZATION":
            yield _span(text, span.start, seat.end(), "PLACE", None, "seat of a body")


def _are_two_states(text: str, spans: list[Span]) -> bool:
    """米|英|軍, 独|・仏|…: two sides, not one body."""
    states = [s for s in spans if s.type == "COUNTRY"]
    return any(text[a.end : b.start] in ("", "・") for a, b in pairwise(states))


def _body_start(run: list[Token]) -> int:
    """Where the name begins: after the last word of the run that no body's name has."""
    start = run[-1].idx
    for token in reversed(run[:-1]):
        if NOT_IN_BODIES.fullmatch(token.text) or re.search("数詞|副詞可能|人名", token.tag_):
            break
        start = token.idx
    return start


def _site(text: str, run: list[Token], settled: list[Span]) -> Iterator[Span]:
    end = run[-1].idx + len(run[-1].text)
    start = _site_start(run, settled)
    if start is None or end - start > LONGEST or end - start < 2:
        return
    inside = [s for s in settled if s.start < end and start < s.end]
    if any(s.start < start or s.end >= end or s.type == "COUNTRY" for s in inside):
        return
    country = next((s.country for s in inside if s.country), None)
    yield _span(text, start, end, "PLACE", country, "name + head of a site")


def _site_start(run: list[Token], settled: list[Span]) -> int | None:
    """Where the proper noun before a site's head begins, if there is one."""
    states = {i for s in settled if s.type == "COUNTRY" for i in range(s.start, s.end)}
    start = None
    after = run[-1].text
    places = {i for s in settled if s.type == "PLACE" for i in range(s.start, s.end)}
    for token in reversed(run[:-1]):
        proper = (
            token.idx in places
            or "地名" in token.tag_
            or re.fullmatch(f"(?:{KATAKANA}|・)+", token.text)
        )
        another = start is not None and SITE_HEADS.search(token.text)
        middle = start is None and token.text in SITE_MIDDLES
        if token.text == "・" and not re.match(KATAKANA, after):
            break  # 金門|・|馬祖地区
        after = token.text
        if token.idx in states or another or not (proper or middle):
            break
        start = token.idx if proper and token.text != "・" else start
    return start


SITE_TOKEN = re.compile(r"[一-鿿]{2,}(?:駅|郡|村|港)")
"""One word of a site: 開城駅."""


def _span(text: str, start: int, end: int, kind: str, country: str | None, reason: str) -> Span:
    surface = text[start:end]
    body = kind == "ORGANIZATION"
    actor_id = f"org:{country or '?'}:{surface}" if body else f"place:{surface}"
    return Span(
        start,
        end,
        surface,
        "ORGANIZATION" if body else "PLACE",
        surface,
        rank=82 if reason == "seat of a body" else 81 if body else 71,
        country=country,
        actor_id=actor_id,
        reason=reason,
    )
