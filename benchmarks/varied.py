"""Articles that are others than those they were made of: names, numbers and dates changed, lengths kept.

Comes in: facts. Goes out: facts of as long texts, so that offsets stand. Round 0 leaves all as it is; in each further
round persons have other names, numbers another last digit, and everything happens a year later. States, bodies and
places stay who they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

import msgspec

from graph.model import Entity, Event, Facts

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
KANJI = "一三介伸佐健優光博原和啓大太夫子守実宏山川平広康弘彦志恵成文春昌智村林樹正武永洋浩清澄田直秀純美義良英茂裕豊貴道達邦郎隆雄雅"
NUMBER = re.compile(r"(?P<year>[12][0-9]{3})(?=年)|[0-9]+(?![0-9]*[年月日時分])")


def vary(facts: Sequence[Facts], number: int) -> Iterator[Facts]:
    """Yield the facts of so many articles, round after round."""
    for place in range(number):
        again, which = divmod(place, len(facts))
        yield varied(facts[which], again) if again else facts[which]


def varied(facts: Facts, again: int) -> Facts:
    """Return the facts of an article as they are in a round."""
    full = _changed(facts, again)
    return msgspec.structs.replace(
        facts,
        id=f"{facts.id}-{again}",
        title=full[: len(facts.title)],
        text=full[len(facts.title) + 1 :],
        content_hash=sha256(full.encode()).hexdigest()[:16],
        published=later(facts.published, again),
        entities=[_entity(entity, full, again) for entity in facts.entities],
        events=[_event(event, full, again) for event in facts.events],
    )


def renamed(name: str, again: int) -> str:
    """Return a person's name with other characters of its kind.

    >>> renamed("ジョー・バイデン", 1), renamed("林芳正", 2)
    ('ジョー・バウデン', '正芳永')
    """
    return "".join(_shifted(char, again) for char in name)


def _shifted(char: str, again: int) -> str:
    for alphabet in (KANA, KANJI):
        if (at := alphabet.find(char)) >= 0:
            return alphabet[(at + again) % len(alphabet)]
    return char


def later(prefix: str | None, years: int) -> str | None:
    """Return a date so many years later.

    >>> later("2008-02-29", 1), later("2008-02", 1), later(None, 1)
    ('2009-02-28', '2009-02', None)
    """
    if prefix is None:
        return None
    moved = f"{int(prefix[:4]) + years}{prefix[4:]}"
    return moved.replace("-02-29", "-02-28")


def _changed(facts: Facts, again: int) -> str:
    """The text with other names, numbers and years."""

    def other(match: re.Match[str]) -> str:
        if match["year"]:
            return str(int(match["year"]) + again)[-4:]
        return match[0][:-1] + str((int(match[0][-1]) + again) % 10)

    full = NUMBER.sub(other, facts.full_text)
    for entity in facts.entities:
        for mention in entity.mentions if entity.type == "PERSON" else ():
            name = renamed(mention.text, again)
            full = full[: mention.start] + name + full[mention.end :]
    return full


def _entity(entity: Entity, full: str, again: int) -> Entity:
    mentions = [
        msgspec.structs.replace(one, text=full[one.start : one.end]) for one in entity.mentions
    ]
    if entity.type != "PERSON":
        return msgspec.structs.replace(entity, mentions=mentions)
    head, _, key = entity.actor_id.rpartition(":")
    name, actor_id = renamed(entity.name, again), f"{head}:{renamed(key, again)}"
    return msgspec.structs.replace(entity, name=name, actor_id=actor_id, mentions=mentions)


def _event(event: Event, full: str, again: int) -> Event:
    return msgspec.structs.replace(
        event, date=later(event.date, again), evidence=full[event.start : event.end]
    )
