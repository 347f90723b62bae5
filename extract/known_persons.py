"""Which person of the office-holder table a name, its post, its state and the date mean.

Comes in: a span of a person. Goes out: the term of office that fits, with the reason, or None: nothing is
guessed where two persons fit. Spellings of one sound count as one (プローディ, プロディ).
"""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon
from extract.lexicon import Holder, Notable
from extract.spans import Span

SOUNDS = {
    "ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ", "ティ": "チ", "ディ": "ジ",
    "ツィ": "チ", "トゥ": "ト", "ドゥ": "ド", "シェ": "セ", "ジェ": "ゼ", "ツ": "チ", "フュ": "ヒュ",
}  # fmt: skip
"""Katakana that spell one sound of another language in two ways."""
_SOUND = re.compile("|".join(SOUNDS))


def to_sound(name: str) -> str:
    """Return a katakana name without what its spellings differ in; others as they are.

    >>> to_sound("プローディ") == to_sound("プロディ"), to_sound("ジュカノヴィッチ") == to_sound("ジュカノビッチ")
    (True, True)
    """
    if not re.search("[ァ-ヴ]", name):
        return name
    name = re.sub(r"・(?:アル|エル)[・=-]?", "・", name)
    return _SOUND.sub(lambda match: SOUNDS[match[0]], re.sub("[ー・=ッ-]", "", name))


def respell(full: str, short: str) -> str:
    """Return a full name with its family name spelled as the text does.

    >>> respell("ロマーノ・プロディ", "プローディ"), respell("岸田文雄", "岸田")
    ('ロマーノ・プローディ', '岸田文雄')
    """
    given, dot, family = full.rpartition("・")
    return given + dot + short if dot and to_sound(family) == to_sound(short) else full


@cache
def _holders_by_name() -> dict[str, list[Holder]]:
    index: dict[str, list[Holder]] = {}
    for holder in lexicon.holders():
        for name in {to_sound(name) for name in (holder.name, *holder.aliases)}:
            index.setdefault(name, []).append(holder)
    return index


def find_holder(span: Span, date: str | None) -> tuple[Holder | None, str]:
    """Return the one person of the office-holder table that the span can be, with the reason."""
    candidates = _of_name(span.surface)
    if span.country:
        candidates = [h for h in candidates if (h.country or "INT") == span.country]
    of_post = _of_post(candidates, span.position)
    for chosen, reason in (
        ([h for h in candidates if h.name == span.surface], "full name of an office-holder"),
        (_in_office(of_post, date), "name, post and date"),
        (of_post, "name and post, near the term" if date else "name and post"),
        (_in_office(candidates, date) if len(span.surface) > 1 else [], "name and date"),
        (candidates if _is_telling(span) else [], "name that only one office-holder has"),
    ):
        if len({h.person_id for h in chosen}) == 1:
            return chosen[0], reason
    return None, ""


@cache
def _notables_by_name() -> dict[str, list[Notable]]:
    index: dict[str, list[Notable]] = {}
    for person in lexicon.notables():
        family = person.name.split("・")[-1]
        for name in {to_sound(person.name), to_sound(family)}:
            index.setdefault(name, []).append(person)
    return index


def find_notable(span: Span) -> Notable | None:
    """Return the one person of the news that the span names, with the state that it gives, if it gives one.

    >>> find_notable(Span(0, 5, "アラファト", "PERSON", "アラファト", 1)) is None
    True
    """
    found = _notables_by_name().get(to_sound(span.surface), [])
    if span.country:
        found = [one for one in found if (one.country or "INT") == span.country]
    return found[0] if len(found) == 1 else None


def _of_name(surface: str) -> list[Holder]:
    """Holders of a name; a full name that the table lacks may end in the family name of one that it has."""
    found = _holders_by_name().get(to_sound(surface), [])
    if not found and "・" in surface:
        last = _holders_by_name().get(to_sound(surface.split("・")[-1]), [])
        given = to_sound(surface.split("・")[0])
        found = [h for h in last if to_sound(h.name.split("・")[0]) == given]
    return found


def _is_telling(span: Span) -> bool:
    """Whether a name alone can tell who it is: a long foreign one of a known state, or without a post."""
    long = re.fullmatch("[ァ-ヴー・=]{4,}", span.surface)
    return bool(long) and bool(span.country or not span.position)


def _of_post(holders: list[Holder], position: str | None) -> list[Holder]:
    if not position:
        return []
    return [h for h in holders if any(position.endswith(surface) for surface in h.posts)]


def _in_office(holders: list[Holder], date: str | None) -> list[Holder]:
    """Holders whose term covers the date; a month or a year counts if any of its days does."""
    if not date:
        return []
    return [
        h
        for h in holders
        if h.start <= date + "~" and (h.end is None or date[: len(h.end)] <= h.end)
    ]
