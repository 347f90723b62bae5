"""What personal names look like in Japanese text, and what only looks like one.

Comes in: stretches of a normalized sentence. Goes out: patterns and judgements. Where a sentence
has a person is decided in ``persons.py`` and ``persons_by_post.py``.
"""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon
from extract.word_lists import KANA_BODY_HEADS, NOT_NAMES

KANA_NAME = r"(?:(?<![ァ-ヴー・])[ァ-ヴ]・)?[ァ-ヴー]{2,}(?:[・=-](?:[ァ-ヴー]+|[A-Z]\.?(?=[・=])))*(?:[0-9]{1,2}世)?"
"""ベネディクト16世, ロバート・M・ゲイツ, バッシャール・アル=アサド."""
KANA_PART = r"[ァ-ヴー]{2,}"
KANJI_NAME = r"[一-鿿々ヶ]{1,5}"


KANA_BODY = re.compile(rf"(?:・|[ァ-ヴー]{{3}})(?:{KANA_BODY_HEADS})$")


def plausible(surface: str) -> bool:
    """Return whether a surface can be a personal name: no state, people, post or other known word.

    >>> plausible("岩屋"), plausible("アメリカ"), plausible("政府高官")
    (True, False, False)
    """
    if len(surface) > 1 and (surface in short_names() or is_full_name(surface)):
        return True  # 前原, 新井
    return not (
        NOT_NAMES.match(surface)
        or surface in _states()
        or surface[-1:] in "同両各"
        or is_body_name(surface)
    )


def is_body_name(surface: str) -> bool:
    """Return whether a katakana name is one of a body or a paper by its last word.

    >>> is_body_name("アムネスティ・インターナショナル"), is_body_name("ディック・スホーフ")
    (True, False)
    """
    return KANA_BODY.search(surface) is not None


@cache
def _states() -> frozenset[str]:
    return frozenset(n.surface for n in lexicon.names() if n.type == "COUNTRY")


@cache
def full_names() -> re.Pattern[str]:
    """Full names of known persons; two characters only where no other kanji touches them."""
    known = {h.name for h in lexicon.holders()} | {p.name for p in lexicon.notables()}
    names = sorted(known, key=len, reverse=True)
    long = (re.escape(name) for name in names if len(name) > 2 and re.search("[一-鿿・=]", name))
    short = (re.escape(name) for name in names if re.fullmatch("[一-鿿]{2}", name))
    first = re.escape("".join(sorted({name[0] for name in names})))  # rules most places out at once
    return re.compile(
        f"(?=[{first}])(?:{'|'.join(long)}|(?<![一-鿿])(?:{'|'.join(short)})(?![一-鿿]))"
    )


def is_full_name(surface: str) -> bool:
    """Return whether a surface is the full name of an office-holder.

    >>> is_full_name("金正恩"), is_full_name("金正")
    (True, False)
    """
    return full_names().fullmatch(surface) is not None


@cache
def short_names() -> frozenset[str]:
    """Return the family names and other short forms of office-holders."""
    return frozenset(alias for holder in lexicon.holders() for alias in holder.aliases)


@cache
def _kana_states() -> re.Pattern[str]:
    kana = sorted((n for n in _states() if re.fullmatch("[ァ-ヴー]{3,}", n)), key=len, reverse=True)
    return re.compile(f"(?<=[ァ-ヴー]{{3}})(?:{'|'.join(kana)})$")


def state_at_end(name: str) -> str:
    """Return the state that a name runs into: ゲアハルト・シュレーダー|ドイツ|首相.

    >>> state_at_end("ゲアハルト・シュレーダードイツ"), state_at_end("シュレーダー")
    ('ドイツ', '')
    """
    found = _kana_states().search(name)
    return found[0] if found and "・" in name else ""
