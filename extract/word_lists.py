"""Word lists that tell names from other words (``lexicons/words.yaml``), compiled once."""

from __future__ import annotations

import re
from typing import Any

from extract import lexicon
from extract.lexicon_entries import read_lexicon
from graph.model import EntityType

_WORDS: dict[str, Any] = read_lexicon("words.yaml", dict[str, Any])


def _any(key: str) -> str:
    return "|".join(_WORDS[key])


STATE_BODIES: tuple[str, ...] = tuple(_WORDS["state_bodies"])
"""Organs that go by the name of their state."""
COMMON_WORDS: frozenset[str] = lexicon.blocked() | frozenset(_WORDS["common_words"])
"""Words that only look like one-character states."""
PAIR: str = _WORDS["pair"]
AFTER = re.compile(f"(?:{_any('after')})")
"""What follows a one-character state."""
PREFIXES: frozenset[str] = frozenset(_WORDS["prefixes"])
"""One-character states that stand before any noun: 米|揚陸艦."""
NOT_AFTER_PREFIX = re.compile(f"(?:{_any('not_after_prefix')})")
LABELS: dict[str, EntityType] = {
    **dict.fromkeys(_WORDS["organization_labels"], "ORGANIZATION"),
    **dict.fromkeys(_WORDS["place_labels"], "PLACE"),
}
"""Entity types by GiNZA's labels."""
ORGANIZATION_HEADS = re.compile(f"({_any('organization_heads')})$")
PLACE_HEADS = re.compile(f"({_any('place_heads')})$")
NOT_PLACES: frozenset[str] = frozenset(_WORDS["not_places"])
CHINESE_SURNAMES: str = _WORDS["chinese_surnames"]
DOUBLE_SURNAMES: frozenset[str] = frozenset(_WORDS["double_surnames"])
OFFICE_WORDS = re.compile(f"(?:{_any('office_words')})")
"""What an office begins with, after the name: 外務|審議官, 国家|主席."""
TIME_OF_POST: str = _WORDS["time_of_post"]
"""Last characters of what no given name ends with: 元, 前, 副."""
NOT_NAMES = re.compile(f"^(?:{_any('not_names')})")
JAPANESE_POSTS: frozenset[str] = frozenset(_WORDS["japanese_posts"])
AMERICAN_POSTS: tuple[str, ...] = tuple(_WORDS["american_posts"])
QUALIFIERS = re.compile(f"[{PAIR}]?(?:{_any('qualifiers')}|・)*")
"""What may stand between a name and its post."""
LINKS_TO_NAME = re.compile(rf"\)?(?:{_any('links_to_name')})?")
"""What ties a state or body to the name after it: 中国|の|王毅外相, 社会民主党(SPD|)の|."""
GOVERNMENTS = f"(?:{_any('before_government')})?(?:{_any('governments')})"
"""What is called after the person who leads it."""
NOT_AFTER_NAMES = re.compile(f"(?:{_any('not_after_names')})")
NOT_AFTER_POSTS = re.compile(f"(?:{_any('not_after_posts')})")
BODY_HEADS = re.compile(f"(?:{_any('body_heads')})$")
"""Ends of the names of bodies that begin with a known name: モンテネグロ|議会."""
FREE_BODY_HEADS = re.compile(f"(?:{_any('free_body_heads')})$")
"""Ends that make a definite body without one: 真実|委員会."""
NOT_BODIES = re.compile(f"(?:{_any('not_bodies')})")
NOT_IN_BODIES = re.compile(f"(?:{_any('not_in_bodies')})")
SITE_HEADS = re.compile(f"(?:{_any('site_heads')})$")
ACRONYM_HEADS = re.compile(f"(?:{_any('acronym_heads')})$")
"""Ends of the names of bodies that stand before their acronym: 統一民主|連合|(CUD)."""
BODY_KINDS = _any("body_kinds")
"""What stands before the name of a body and says what it is: 衛星テレビ局「…」."""
NOT_BEFORE = re.compile(f"(?:{_any('not_place_before')})")
"""What shows that a place is part of another word: 日本|標準時, アラビア|語."""
BEFORE_SITES = _any("before_sites")
"""What says that a place follows: 内陸の|バイドア."""
AFTER_SITES = f"(?:{_any('after_sites')})"
"""What says that a place stands before it: ジャフナ|近郊."""
AFTER_BODY = re.compile(f"(?:{_any('after_body')})")
"""What may follow a body's name in one run of nouns."""
KANA_BODY_HEADS = _any("kana_body_heads")
"""Last words of katakana names that are no persons'."""
AFTER_KOREAS = re.compile(f"(?:{_any('after_koreas')})")
"""What follows 南北 where it means the two Koreas."""
POST_END = re.compile(rf"(?:{_any('post_ends')})$")
"""How words end that can be a post; 政権, 夫妻 and 会談 after a name are none."""
OUTLET = re.compile(rf"(?:{_any('outlet_heads')})$")
SITE_MIDDLES: frozenset[str] = frozenset(_WORDS["site_middles"])
"""What stands between the name and the head of a site: クアラルンプール|国際|空港."""
AFTER_AGREEMENTS: frozenset[str] = frozenset(_WORDS["after_agreements"])
"""Nouns after an agreement that are no part of its name: 漁業協定|違反."""
BEFORE_AGREEMENTS: frozenset[str] = frozenset(_WORDS["before_agreements"])
"""Words before an agreement with which no name of one begins."""
OWNED_BODY = re.compile(rf".+?({_any('owned_bodies')})")
"""Bodies whose name without the state's is used later."""
NOT_AFTER_ARMY: tuple[str, ...] = tuple(_WORDS["not_after_army"])
"""What makes another word of 軍: 軍事, 軍縮."""
