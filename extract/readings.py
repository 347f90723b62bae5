"""How names are read, so that they are found by kana. Comes in: a name. Goes out: katakana, or nothing."""

from __future__ import annotations

import re
from functools import cache

from sudachipy import Dictionary, Tokenizer

KANJI = re.compile(r"[\u3400-\u9fff々]")
BOTH = {"ニッポン": "ニホン"}
"""Words with two usual readings: people search for either."""


def to_kana(name: str) -> str:
    """Return the reading of a name, the other usual one after a space; ``""`` if it has no kanji.

    Given names are read as words are: 岸田文雄 is found by its family name.

    >>> to_kana("中国外務省"), to_kana("日本"), to_kana("G7")
    ('チュウゴクガイムショウ', 'ニッポン ニホン', '')
    """
    if not KANJI.search(name):
        return ""
    kana = "".join(word.reading_form() for word in _tokenizer().tokenize(name[:200]))
    others = [kana.replace(one, other) for one, other in BOTH.items() if one in kana]
    return " ".join([kana, *others])


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary().create()
