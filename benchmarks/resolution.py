"""Which names are one actor: Gaiko's identities against neo4j-graphrag's fuzzy resolver, over ``names.yaml``.

Gaiko reads each name in an article of its own; two names are one if both got the same identity. The resolver takes
two names for one if their similarity reaches its threshold of 0.8. Precision and recall of the pairs that are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from benchmarks.graphrag import same_by_graphrag
from extract.pipeline import Extractor
from graph.model import Article, Facts

NAMES = Path(__file__).parent / "names.yaml"
FRAME = "{}は3日、東京で記者会見を開いた。"
PUBLISHED = "2024-06-06"
Pair = tuple[str, str]


def load_pairs() -> dict[Pair, bool]:
    """Return the pairs of names, and whether both are one actor."""
    groups: list[list[list[str]]] = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    same = {pair: True for group in groups for names in group for pair in combinations(names, 2)}
    apart = {
        (a, b): False
        for group in groups
        for first, second in combinations(group, 2)
        for a in first
        for b in second
    }
    return same | apart


def measure() -> dict[str, Any]:
    """Judge both over all pairs."""
    pairs = load_pairs()
    identities = identify({name for pair in pairs for name in pair})
    ours = [identities[a] == identities[b] for a, b in pairs]
    theirs = same_by_graphrag(list(pairs))
    return {
        "pairs": len(pairs),
        "same": sum(pairs.values()),
        "gaiko": judge(pairs, ours),
        "neo4j-graphrag": judge(pairs, theirs),
        "gaiko_errors": [
            list(pair) for pair, said in zip(pairs, ours, strict=True) if said != pairs[pair]
        ],
    }


def identify(names: Iterable[str]) -> dict[str, str]:
    """Return the identity that each name gets; one that is not understood is its own."""
    ordered = sorted(names)
    articles = [
        Article(id=name, title="", text=FRAME.format(name), content_hash="", published=PUBLISHED)
        for name in ordered
    ]
    return dict(zip(ordered, map(_identity, Extractor.load().extract(articles)), strict=True))


def _identity(facts: Facts) -> str:
    """Return who the subject is: the entity whose mention ends right before は, the longest one."""
    end = facts.full_text.index("は3日")
    covering = [
        (mention.start, entity.actor_id)
        for entity in facts.entities
        for mention in entity.mentions
        if mention.start < end
    ]
    persons = [
        pair
        for entity in facts.entities
        if entity.type == "PERSON"
        for pair in covering
        if pair[1] == entity.actor_id
    ]
    return max(persons or covering, default=(0, facts.id))[1]


def judge(pairs: dict[Pair, bool], said: list[bool]) -> dict[str, float]:
    """Return precision, recall and F1 of the pairs said to be the same."""
    right = sum(a and b for a, b in zip(pairs.values(), said, strict=True))
    precision, recall = right / max(sum(said), 1), right / sum(pairs.values())
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
