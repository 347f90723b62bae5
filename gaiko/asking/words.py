"""The words of questions, by language: read from ``ja.yaml`` and ``en.yaml`` once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from graph.errors import OntologyError


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of one language's file; expressions unless told otherwise there."""

    events: dict[str, list[str]]
    asked: dict[str, list[str]]
    documents: list[str]
    status: dict[str, list[str]]
    modes: dict[str, list[str]]
    order: dict[str, list[str]]
    nth: dict[int, list[str]]
    most: list[str]
    leaders: list[str]
    filler: list[str]
    outside: list[str]
    follow: list[str]
    narrow: dict[str, dict[str, list[str]]] = {}
    arrival: dict[str, str | None] = {}
    passive: list[str] = []
    after_name: list[str] = []
    between: list[str] = []
    topics: dict[str, list[str]] = {}
    topic_after: list[str] = []
    topic_before: list[str] = []
    states: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    posts: dict[str, list[str]] = {}
    months: list[str] = []


@cache
def load_words(language: str) -> Words:
    """Return the words of a language; ``OntologyError`` names the file that does not fit."""
    path = Path(__file__).parent / f"{language}.yaml"
    try:
        return msgspec.convert(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader), Words)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise OntologyError(f"{path.name}: {error}") from error


def any_of(expressions: list[str]) -> str:
    """Return one expression that takes the longest of several; the caller compares lengths."""
    return "|".join(sorted(expressions, key=len, reverse=True))


def narrower(language: str, act: str) -> list[str]:
    """Return the word that a report of an act must have beside its type, if the act is narrower than that.

    >>> narrower("en", "joined"), narrower("ja", "会談")
    (['加盟'], [])
    """
    narrow = load_words(language).narrow.items()
    return [
        word
        for word, acts in narrow
        if any(re.fullmatch(any_of(some), act) for some in acts.values())
    ]


@cache
def vocabulary(language: str) -> tuple[tuple[str, Any, re.Pattern[str]], ...]:
    """Return kind, value and expression of every word, the more telling kinds first."""
    words = load_words(language)
    listed: list[tuple[str, Any, list[str]]] = [("outside", None, words.outside)]
    listed += [("asked", key, some) for key, some in words.asked.items()]
    listed += [("event", key, some) for key, some in words.events.items()]
    listed += [("event", key, some) for acts in words.narrow.values() for key, some in acts.items()]
    listed += [("arrival", key, [key]) for key in words.arrival]
    listed += [("status", key, some) for key, some in words.status.items()]
    listed += [("mode", key, some) for key, some in words.modes.items()]
    listed += [("order", key, some) for key, some in words.order.items()]
    listed += [("nth", number, some) for number, some in words.nth.items()]
    listed += [("subject", key, some) for key, some in words.topics.items()]
    listed += [("post", key, some) for key, some in words.posts.items()]
    listed += [
        (kind, None, getattr(words, field))
        for kind, field in (
            *(("most", "most"), ("document", "documents"), ("leaders", "leaders")),
            *(("passive", "passive"), ("between", "between"), ("topic", "topic_after")),
            *(("topic", "topic_before"), ("suffix", "after_name"), ("filler", "filler")),
        )
    ]
    edge = (r"(?<![a-z0-9])", r"(?![a-z0-9])") if language == "en" else ("", "")
    return tuple(
        (kind, value, re.compile(f"{edge[0]}(?:{one}){edge[1]}"))
        for kind, value, some in listed
        for one in some
    )
