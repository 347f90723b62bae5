"""Places that only the words around them tell: 内陸の|バイドア|にある, |ジャフナ|近郊, 東|ベイルート|.

Comes in: a normalized sentence and its settled names. Goes out: spans of places in katakana that no lexicon has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.spans import Span, bounded
from extract.word_lists import AFTER_SITES, BEFORE_SITES

NAME = r"[ァ-ヴー]{2,}(?:[・=][ァ-ヴー]+)*"
TOLD_BEFORE = re.compile(
    rf"(?:{BEFORE_SITES})(?:の|・|、|にある)?(?P<name>{NAME})(?=[でにのをへはが、。(]|から|まで|近郊|周辺|付近)"
)
TOLD_AFTER = re.compile(rf"(?P<name>{NAME})(?={AFTER_SITES})")
QUARTER = re.compile(r"(?<![一-鿿])[東西南北]$")


def find_sites(text: str, settled: list[Span]) -> Iterator[Span]:
    """Yield the places that what stands before or after them tells."""
    taken = {i for span in settled for i in range(span.start, span.end)}
    for pattern in (TOLD_BEFORE, TOLD_AFTER):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if bounded(text, start, end) and not any(i in taken for i in range(start, end)):
                yield _span(text, start, end, 28, "place by the words around it")
    for span in settled:
        quarter = QUARTER.search(text, 0, span.start)
        if quarter and span.type == "PLACE" and re.match("[ァ-ヴ]", span.surface):
            yield _span(text, quarter.start(), span.end, 71, "quarter of a place")


def _span(text: str, start: int, end: int, rank: int, reason: str) -> Span:
    surface = text[start:end]
    return Span(
        start,
        end,
        surface,
        "PLACE",
        surface,
        rank=rank,
        actor_id=f"place:{surface}",
        reason=reason,
    )
