"""Bodies that their kind announces: 衛星テレビ局「…」, 国営通信社SANA, 支援団体オックスファム, 「民主改革評議会」.

Comes in: a normalized sentence. Goes out: spans of organizations, named as the text does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.spans import Span
from extract.word_lists import BODY_HEADS, BODY_KINDS, NOT_BODIES

NAME = r"[ァ-ヴーA-Z][ァ-ヴー・=A-Za-z&]+"
ANNOUNCED = re.compile(
    rf"(?:{BODY_KINDS})(?:(?:である|の|・|、)?「(?P<quoted>[^「」。、]{{2,24}})」|・?(?P<bare>{NAME}))"
)
QUOTED = re.compile(r"「(?P<quoted>[^「」。、]{3,20})」")


def find_announced(text: str) -> Iterator[Span]:
    """Yield the bodies whose kind or whose quotation marks announce them."""
    for match in ANNOUNCED.finditer(text):
        group = "quoted" if match["quoted"] else "bare"
        yield _span(*match.span(group), match[group], "announced by its kind")
    for match in QUOTED.finditer(text):
        name = match["quoted"]
        proper = BODY_HEADS.search(name) and not NOT_BODIES.fullmatch(name)
        if proper and not re.search("[はがをにで]", name):
            yield _span(*match.span("quoted"), name, "quoted name of a body")


def _span(start: int, end: int, surface: str, reason: str) -> Span:
    return Span(
        start,
        end,
        surface,
        "ORGANIZATION",
        surface,
        rank=35,
        actor_id=f"org:?:{surface}",
        reason=reason,
    )
