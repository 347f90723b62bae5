"""Facts written down briefly."""

from __future__ import annotations

from typing import Any

from graph.model import Entity, Event, Facts, KnownActor, Mention, Term

TYPES = {"person": "PERSON", "org": "ORGANIZATION", "agreement": "AGREEMENT", "place": "PLACE"}
KNOWN = [
    KnownActor(id="JPN", type="COUNTRY", name="日本", name_en="Japan", aliases=["日本国"]),
    KnownActor(id="CHN", type="COUNTRY", name="中国", name_en="China"),
    KnownActor(id="KOR", type="COUNTRY", name="韓国", aliases=["大韓民国"]),
    KnownActor(
        id="person:JPN:青木一郎", type="PERSON", name="青木一郎", aliases=["青木"], country="JPN"
    ),
]
TERMS = [
    Term(
        person_id="person:JPN:青木一郎",
        person="青木一郎",
        person_en=None,
        post="外相",
        body="JPN",
        start="2023-01-01",
        end=None,
    )
]


def entity(actor_id: str, surface: str | None = None) -> Entity:
    """An entity by its identity; a country by its code."""
    parts = actor_id.split(":")
    if len(parts) == 1:
        return Entity(
            id=actor_id, type="COUNTRY", name=surface or actor_id, actor_id=actor_id, code=actor_id
        )
    country = parts[1] if len(parts) == 3 and parts[1] not in ("INT", "?") else None
    kind: Any = TYPES[parts[0]]
    return Entity(id=actor_id, type=kind, name=parts[-1], actor_id=actor_id, country=country)


def telling(
    article: str,
    kind: str,
    source: str,
    target: str = "",
    date: str | None = None,
    /,
    *,
    published: str | None = None,
    sentence: str | None = None,
    object: str = "",
    outlet: str | None = None,
    **event: Any,
) -> Facts:
    """An article of one act; sides are ids with spaces between."""
    sides: dict[str, Any] = {
        "source": source.split(),
        "target": target.split(),
        "object": object.split(),
    }
    names = [key for side in sides.values() for key in side]
    place = event.get("place")
    evidence = sentence or f"{'と'.join(names)}の{kind}が{date or ''}{place or ''}であった。"
    title = f"見出し{article}"
    text = evidence + "".join(f"({entity(key).name})" for key in names) + f"({place})"
    full = f"{title}\n{text}"
    start = len(title) + 1
    entities = [_mentioned(entity(key), full) for key in dict.fromkeys(names)]
    if place:
        entities.append(_mentioned(entity(f"place:{place}"), full))
    told = Event(
        type=kind, **sides, date=date, trigger=kind, evidence=evidence, start=start,
        end=start + len(evidence), rule="test.rule", confidence=0.9, **event,
    )  # fmt: skip
    return Facts(
        id=article, title=title, text=text, content_hash=full, extractor="test",
        source=outlet, published=published, entities=entities, events=[told],
    )  # fmt: skip


def _mentioned(one: Entity, full: str) -> Entity:
    start = full.rindex(one.name)
    mention = Mention(start, start + len(one.name), one.name)
    return Entity(
        id=one.id, type=one.type, name=one.name, actor_id=one.actor_id, country=one.country,
        code=one.code, mentions=[mention],
    )  # fmt: skip
