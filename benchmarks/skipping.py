"""Whether work is done only where it pays: sentences in which no rule can fire are not parsed.

python -m benchmarks.skipping [--most N] [ARTICLES …]     default: the samples

The articles are extracted twice in turns, once with every sentence parsed; compared are the facts. What differs is
named. Seconds of processor time of one core.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.corpus import named_articles
from extract.parser import load_parser
from extract.pipeline import GROUP, Extractor, sentences_of, worth_parsing
from graph.model import Article, Entity, Facts

SHOWN = 20
"""Differing articles that are named."""


def main() -> None:
    """Print the comparison as JSON."""
    print(json.dumps(measure(named_articles(__doc__, 400)), ensure_ascii=False))


def measure(articles: Sequence[Article]) -> dict[str, Any]:
    """Extract with and without skipping, group by group, and compare."""
    nlp = load_parser()
    readers = {"skipping": Extractor(nlp), "parsing all": Extractor(nlp, sparing=False)}
    seconds = dict.fromkeys(readers, 0.0)
    pairs: list[tuple[Facts, ...]] = []
    for reader in readers.values():
        list(reader.extract(articles[:2]))
    for start in range(0, len(articles), GROUP):
        told = []
        for name, reader in readers.items():
            begun = time.process_time()
            told.append(list(reader.extract(articles[start : start + GROUP])))
            seconds[name] += time.process_time() - begun
        pairs += zip(*told, strict=True)
    return (
        _sentences(articles)
        | _differences(pairs)
        | {"seconds": {name: round(spent, 2) for name, spent in seconds.items()}}
    )


def _sentences(articles: Sequence[Article]) -> dict[str, int]:
    """How many sentences there are, and how many of them are parsed."""
    parsed = total = 0
    for article in articles:
        texts = [one.text for one in sentences_of(article)]
        total += len(texts)
        parsed += sum(worth_parsing(texts[:1], text) for text in texts)
    return {"articles": len(articles), "sentences": total, "parsed": parsed}


def _differences(pairs: Sequence[tuple[Facts, ...]]) -> dict[str, Any]:
    """What is told only once: events, and mentions of actors, agreements and places."""
    events = [
        _only_once(*([_event(one, event) for event in one.events] for one in pair))
        for pair in pairs
    ]
    mentions = [_only_once(*(_mentions(one.entities) for one in pair)) for pair in pairs]
    return {
        "events": sum(len(pair[0].events) for pair in pairs),
        "events_that_differ": sum(map(len, events)),
        "mentions": sum(len(_mentions(pair[0].entities)) for pair in pairs),
        "mentions_that_differ": sum(map(len, mentions)),
        "articles_that_differ": [
            [pair[0].id, *a, *b]
            for pair, a, b in zip(pairs, events, mentions, strict=True)
            if a or b
        ][:SHOWN],
    }


def _event(facts: Facts, event: Any) -> tuple[Any, ...]:
    """An event with its sides by name: entity ids count through an article."""
    names = {entity.id: entity.actor_id for entity in facts.entities}
    sides = (tuple(names[i] for i in side) for side in (event.source, event.target, event.object))
    said = ("type", "status", "mode", "date", "place", "trigger", "start", "rule", "confidence")
    return (*(getattr(event, name) for name in said), *sides)


def _mentions(entities: Sequence[Entity]) -> list[tuple[Any, ...]]:
    return [
        (entity.type, entity.actor_id, mention.start, mention.end)
        for entity in entities
        for mention in entity.mentions
    ]


def _only_once(a: list[tuple[Any, ...]], b: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [one for one in a if one not in b] + [one for one in b if one not in a]


if __name__ == "__main__":
    main()
