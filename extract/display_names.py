"""What an entity is called in the facts of an article.

Comes in: the name that the lexicons have and the surfaces of the text. Goes out: the fuller of both, since a
reader looks for what the text says: 欧州連合 where it says so beside EU, ラフィーク・ハリーリー as it spells him.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model import EntityType

JAPANESE = re.compile(r"[ぁ-んァ-ヴ一-鿿]")
LOOSE = re.compile(r"[0-9]|地域$|地区$|[ァ-ヴー]地方$|^国際連合.")
"""先進7カ国, インド太平洋地域: looser, not fuller."""
KANJI = re.compile(r"[一-鿿々]{2,}")
MIXED = re.compile(r"[ァ-ヴー]+(?:[・=](?:[ァ-ヴー]+|[A-Z]\.?))+(?:[0-9]+世)?")
"""A full foreign name: given and family name."""


def to_display_name(kind: EntityType, name: str, surfaces: Iterable[str]) -> str:
    """Return the name of an entity: the fullest of its known name and its surfaces.

    >>> to_display_name("ORGANIZATION", "EU", ["EU", "欧州連合"])
    '欧州連合'
    >>> to_display_name("ORGANIZATION", "国連安全保障理事会", ["安保理"])
    '国連安全保障理事会'
    >>> to_display_name("PERSON", "ラフィク・ハリリ", ["ハリーリー", "ラフィーク・ハリーリー"])
    'ラフィーク・ハリーリー'
    """
    if kind == "PERSON":
        if not _is_foreign(name):
            return name
        surfaces = list(surfaces)
        kanji = [s for s in surfaces if KANJI.fullmatch(s)]  # 朴徳勲 beside パク・トクフン
        if kanji:
            return max(kanji, key=len)
        full = [s for s in surfaces if MIXED.fullmatch(s)]
        return max([name, *full], key=lambda s: (len(s), s in full, s))
    if kind in ("ORGANIZATION", "PLACE"):
        full = [s for s in surfaces if JAPANESE.search(s) and not LOOSE.search(s)]
        full = [s for s in full if len(s) >= len(name) and not _is_reading(s, name)]
    else:
        full = []
    return max([name, *full], key=lambda s: (len(s), s in full, s))


def _is_reading(surface: str, name: str) -> bool:
    """ハムギョンブクト beside 咸鏡北道; ヨーロッパ beside 欧州 is no reading."""
    return len(name) > 2 and bool(KANJI.fullmatch(name) and not re.search("[一-鿿]", surface))


def _is_foreign(name: str) -> bool:
    return bool(re.search("[ァ-ヴ]", name))
