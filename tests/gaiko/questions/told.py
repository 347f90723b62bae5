"""The facts of the sample articles as a person read them: ``events.yaml`` as ``Facts``.

Comes in: that file and the sample articles. Goes out: facts like those of the extractor, each event with its
sentence. A name that no lexicon knows, or words that no sentence has, raise ``ValueError``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extract import lexicon
from extract.articles import read_articles
from graph.model import ACTOR_TYPES, Article, Entity, Event, Facts, KnownActor, Mention

FOLDER = Path(__file__).parent
SAMPLES = FOLDER.parent.parent.parent / "samples"
NAMED = ("source", "target", "object", "beside")
"""Who is named with an act: on its sides, or beside it as who mediated."""
AGREEMENTS = ("協定", "宣言", "声明", "条約", "合意")
"""Ends of the names of agreements that no lexicon has."""


def told_facts() -> Iterator[Facts]:
    """Yield the facts of every sample article that events.yaml names."""
    told = yaml.safe_load((FOLDER / "events.yaml").read_text(encoding="utf-8"))
    articles = {article.id: article for article in read_articles([SAMPLES], problems=print)}
    for key, events in told.items():
        yield _facts(articles[key], events)


def _facts(article: Article, told: list[dict[str, Any]]) -> Facts:
    names = {n: None for e in told for side in NAMED for n in e.get(side, [])}
    entities = {name: _entity(str(i), name, article) for i, name in enumerate(names)}
    fields = {
        f: getattr(article, f)
        for f in ("id", "title", "text", "content_hash", "source", "url", "published")
    }
    return Facts(
        **fields,
        extractor="a person",
        entities=list(entities.values()),
        events=[_event(one, article.full_text, entities) for one in told],
    )


def _event(told: dict[str, Any], text: str, entities: dict[str, Entity]) -> Event:
    say = str(told["say"])
    sentences = [m for m in re.finditer(r"[^。\n]+。?", text) if say in m[0]]
    if not sentences:
        raise ValueError(f"no sentence says {say!r}")
    sides = {s: [entities[n].id for n in told.get(s, [])] for s in ("source", "target", "object")}
    return Event(
        type=told["type"],
        **sides,
        mode=told.get("mode"),
        status=told.get("status", "occurred"),
        date=str(told["date"]) if "date" in told else None,
        place=told.get("place"),
        trigger=say,
        evidence=sentences[-1][0],
        start=sentences[-1].start(),
        end=sentences[-1].end(),
        rule="read by a person",
        confidence=1.0,
    )


def _entity(key: str, written: str, article: Article) -> Entity:
    name, _, country = written.partition("/")
    known = _known().get(name)
    if known is None and name.endswith(AGREEMENTS):
        known = KnownActor(id=f"agreement:{name}", type="AGREEMENT", name=name)
    if known is None:
        if not country:
            raise ValueError(f"{name} is in no lexicon and has no state")
        known = KnownActor(id=f"person:{country}:{name}", type="PERSON", name=name, country=country)
    at = article.full_text.find(name)
    mentions = [Mention(at, at + len(name), name)] if at >= 0 else []
    return Entity(
        id=key,
        type=known.type,
        name=name,
        actor_id=known.id,
        country=known.country,
        code=known.id if known.type == "COUNTRY" else None,
        mentions=mentions,
    )


@cache
def _known() -> dict[str, KnownActor]:
    """Actors and agreements by name or alias; a name wins over an alias, an actor over an agreement or place."""
    known = sorted(lexicon.known_actors(), key=lambda one: one.type in ACTOR_TYPES)
    aliases = {alias: one for one in known for alias in one.aliases if one.type in ACTOR_TYPES}
    return aliases | {one.name: one for one in known}
