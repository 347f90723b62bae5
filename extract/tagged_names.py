"""Names that only the taggers know: organizations by GiNZA's labels, places by Sudachi's tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.spans import KATAKANA, Span, free
from extract.word_lists import LABELS, NOT_PLACES, ORGANIZATION_HEADS, PLACE_HEADS

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_tagged(doc: Doc) -> Iterator[Span]:
    """Yield organizations and places by GiNZA's labels and Sudachi's place names."""
    for ent in doc.ents:
        kind, surface = LABELS.get(ent.label_), ent.text.strip("「」『』 、。")
        if kind is None or len(surface) < 2 or not free(surface) or surface in NOT_PLACES:
            continue
        if ORGANIZATION_HEADS.search(surface):
            kind = "ORGANIZATION"
        elif PLACE_HEADS.search(surface):
            kind = "PLACE"
        elif kind == "ORGANIZATION" and not re.search(KATAKANA + "|[A-Z]", surface):
            continue
        start = ent.start_char + ent.text.index(surface)
        prefix = "org:?" if kind == "ORGANIZATION" else "place"
        yield Span(
            start,
            start + len(surface),
            surface,
            kind,
            surface,
            rank=30,
            actor_id=f"{prefix}:{surface}",
            reason=f"GiNZA {ent.label_}",
        )
    for token in doc:
        if "地名-一般" in token.tag_ and len(token.text) > 1 and token.text not in NOT_PLACES:
            yield Span(
                token.idx,
                token.idx + len(token.text),
                token.text,
                "PLACE",
                token.text,
                rank=20,
                actor_id=f"place:{token.text}",
                reason="Sudachi 地名",
            )
