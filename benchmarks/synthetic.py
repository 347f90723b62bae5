"""Facts in any number for measuring stores: people of random states who act on random days, from one seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from graph.model import Entity, Event, Facts, Mention

STATES = 190
PEOPLE = 20
"""Of each state."""
TYPES = ("MET_WITH", "CRITICIZED", "PROTESTED", "AIDED", "REQUESTED")
PER_ARTICLE = 4


def synthetic_facts(events: int, seed: int = 1) -> Iterator[Facts]:
    """Yield articles of a few events each, between people of random states on random days."""
    random = Random(seed)
    for number in range(events // PER_ARTICLE):
        day = f"{random.randint(2000, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        yield _article(number, day, random)


def _article(number: int, day: str, random: Random) -> Facts:
    actors = [_actor(random) for _ in range(2 * PER_ARTICLE)]
    names = dict.fromkeys(actors)
    text, entities = "", []
    for actor in names:
        name = actor.rsplit(":", 1)[1]
        start = len(text) + len("記事") + 1
        mention = Mention(start, start + len(name), name)
        entities.append(
            Entity(
                id=actor,
                type="PERSON",
                name=name,
                actor_id=actor,
                country=actor[7:10],
                mentions=[mention],
            )
        )
        text += f"{name}。"
    told = [
        _event(a, b, day, f"記事\n{text}", random)
        for a, b in zip(actors[::2], actors[1::2], strict=True)
        if a != b
    ]
    return Facts(
        id=f"a{number:07}", title="記事", text=text, content_hash=str(number), extractor="synthetic",
        source=f"紙{random.randint(1, 30)}", published=day, entities=entities, events=told,
    )  # fmt: skip


def _actor(random: Random) -> str:
    state = int(STATES * random.random() ** 2)
    return f"person:{chr(65 + state // 26)}{chr(65 + state % 26)}A:人{state}の{random.randint(1, PEOPLE)}"


def _event(a: str, b: str, day: str, text: str, random: Random) -> Event:
    kind = random.choice(TYPES)
    return Event(
        type=kind, source=[a], target=[b], date=day, trigger=kind, evidence=text, start=0, end=len(text),
        rule="synthetic", confidence=0.9,
    )  # fmt: skip
