"""Names that only the taggers know: organizations by GiNZA's labels, places by Sudachi's tags.

Both err often in news, so a tagged name needs a shape that fits: the head of a body, an acronym in brackets,
proper nouns throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.spans import KATAKANA, Span, bounded, free
from extract.word_lists import (
    LABELS,
    NOT_BEFORE,
    NOT_BODIES,
    NOT_PLACES,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
)
from graph.model import EntityType

if TYPE_CHECKING:
    from extract.parsed import Doc, Ent, Token

ACRONYM = re.compile(r"[A-Z][A-Z&-]{1,6}")


IN_DOTTED = re.compile(r"[ァ-ヴー]・$")
AFTER_DOT = re.compile(r"・[ァ-ヴー]")


def find_tagged(doc: Doc) -> Iterator[Span]:
    """Yield organizations and places by GiNZA's labels and Sudachi's place names."""
    for ent in doc.ents:
        surface = ent.text.strip("「」『』 、。")
        start = ent.start_char + ent.text.index(surface)
        if len(surface) < 2 or not free(surface) or surface in NOT_PLACES:
            continue
        kind = _kind(doc, ent, surface, start)
        if kind:
            yield _span(start, surface, kind, 30, f"GiNZA {ent.label_}")
    for token in doc:
        if "地名-一般" in token.tag_ and _is_place(doc.text, token):
            yield _span(token.idx, token.text, "PLACE", 20, "Sudachi 地名")


def _is_place(text: str, token: Token) -> bool:
    """Whether what Sudachi takes for a place is no part of a longer name: リカルド・|ラゴス|・ウェーバー."""
    start, end = token.idx, token.idx + len(token.text)
    return (
        len(token.text) > 1
        and token.text not in NOT_PLACES
        and not IN_DOTTED.search(text[:start])
        and not AFTER_DOT.match(text, end)
        and bounded(text, start, end)
        and not NOT_BEFORE.match(text, end)
        and not re.fullmatch("[ぁ-んA-Za-z]+", token.text)
    )


def _kind(doc: Doc, ent: Ent, surface: str, start: int) -> EntityType | None:
    label = LABELS.get(ent.label_)
    if label is None:
        return None
    if ORGANIZATION_HEADS.search(surface):
        return None if NOT_BODIES.fullmatch(surface) else "ORGANIZATION"
    if PLACE_HEADS.search(surface):
        return "PLACE"
    if label == "ORGANIZATION":
        in_brackets = doc.text[start - 1 : start] == "(" and ACRONYM.fullmatch(surface)
        return "ORGANIZATION" if in_brackets else None
    if re.search("[A-Za-z]", surface):
        return None
    proper = all("固有名詞" in t.tag_ or re.fullmatch(f"({KATAKANA}|・)+", t.text) for t in ent)
    return "PLACE" if proper and bounded(doc.text, start, start + len(surface)) else None


def _span(start: int, surface: str, kind: EntityType, rank: int, reason: str) -> Span:
    prefix = "org:?" if kind == "ORGANIZATION" else "place"
    return Span(
        start,
        start + len(surface),
        surface,
        kind,
        surface,
        rank=rank,
        actor_id=f"{prefix}:{surface}",
        reason=reason,
    )
