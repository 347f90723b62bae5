"""Where a personal name in kanji ends: 王文濤|外務審議官, 松野博一|元首相, 馬永成|元総統府副秘書長.

Comes in: the run of kanji at the head of the nouns before a post or an honorific, with Sudachi's tokens.
Goes out: the length of the name in it. A name is a family name (by Sudachi's tags, or one that Chinese and Korean
names begin with) and a given name that is no word of an office; what follows must belong to the post.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.word_lists import CHINESE_SURNAMES, DOUBLE_SURNAMES, OFFICE_WORDS, TIME_OF_POST

if TYPE_CHECKING:
    from extract.parsed import Token

KANJI = re.compile(r"[一-鿿々ヶ]+")
COMMON = re.compile(r"名詞-普通名詞|接頭辞|接尾辞|形状詞|副詞|動詞")
LONGEST_GIVEN = 3


def find_name_end(tokens: list[Token], run: str, belongs: Callable[[int], bool]) -> int | None:
    """Return how many characters of ``run`` are the name at its head, or None where it has none.

    ``tokens`` are those of the run, in order, with ``idx`` counted from the first one's; ``belongs(end)`` tells
    whether the words after the first ``end`` characters belong to the post.
    """
    kanji = KANJI.match(run)
    if kanji is None:
        return None
    scored = (
        (_weight(tokens, kanji[0][:family], kanji[0][family:end]), end)
        for family in _families(tokens, kanji[0])
        for end in range(family + 1, min(family + LONGEST_GIVEN, kanji.end()) + 1)
        if _is_given(kanji[0][family:end]) and not _is_word(tokens, end) and belongs(end)
    )
    best = max(scored, default=None)
    return best[1] if best else None


def _families(tokens: list[Token], run: str) -> Iterator[int]:
    """Yield how long the family name can be."""
    first = tokens[0]
    if first.tag_.endswith("人名-姓") and len(first.text) <= 3:
        yield len(first.text)
    if run[:2] in DOUBLE_SURNAMES:
        yield 2
    if run[0] in CHINESE_SURNAMES:
        yield 1


def _is_given(given: str) -> bool:
    return given[-1] not in TIME_OF_POST and not OFFICE_WORDS.match(given)


def _is_word(tokens: list[Token], end: int) -> bool:
    """Whether the first ``end`` characters are common words: 金融, 安全|保障."""
    inside = [t for t in tokens if t.idx - tokens[0].idx < end]
    whole = sum(len(t.text) for t in inside) == end
    return whole and all(COMMON.match(t.tag_) and len(t.text) > 1 for t in inside)


def _weight(tokens: list[Token], family: str, given: str) -> int:
    """How likely the two parts are a name: two characters are the usual length of a given name."""
    start = tokens[0].idx + len(family)
    tagged = any(t.idx == start and t.text == given and "人名" in t.tag_ for t in tokens)
    return {2: 3, 1: 2, 3: 1}[len(given)] + tagged
