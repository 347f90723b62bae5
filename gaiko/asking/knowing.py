"""What reading a question can look up: names, the articles' words, the day, what to try instead."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import msgspec
import yaml

from gaiko.asking.names import Names
from gaiko.asking.periods import Span
from graph.stores.base import Store

TOLD = """
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) WHERE r.sentence CONTAINS $word OR x.headline CONTAINS $word
RETURN x.id AS id LIMIT 1
"""
MOST_EXAMPLES = 3


class Messages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``messages.yaml``."""

    ja: dict[str, str]
    en: dict[str, str]
    examples: dict[str, list[str]]


@cache
def load_messages() -> Messages:
    """Return the messages of both languages."""
    path = Path(__file__).parent / "messages.yaml"
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Messages)


class Knowing:
    """What there is to look up while one question is read."""

    def __init__(self, store: Store, names: Names, today: date, periods: list[Span]) -> None:
        self.store, self.names, self.today, self.periods = store, names, today, periods

    def told(self, word: str) -> bool:
        """Whether the sentence of an event or its headline contains a word."""
        return bool(self.store.read(TOLD, {"word": word}))

    def nearest(self, language: str, word: str, text: str) -> list[str]:
        """Return names like an unknown word, else questions like the asked one."""
        return self.names.like(word) or self.examples(language, text)

    def examples(self, language: str, text: str) -> list[str]:
        """Return the questions that are most like this one."""
        known = load_messages().examples[language]
        return sorted(known, key=lambda one: -SequenceMatcher(None, one, text).ratio())[
            :MOST_EXAMPLES
        ]
