"""The parser gives ja_ginza's words, tags, lemmas, dependencies and entities, and parses what is worth it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
from spacy.language import Language

from benchmarks.identity import texts
from extract.articles import read_articles
from extract.parsed import Doc
from extract.parser import MODEL, load_parser, parse
from extract.pipeline import Extractor
from graph.model import Facts

SAMPLES = Path(__file__).parents[2] / "samples"
ODD = ["", " ", "  ", "a  b", "東京 \n 大阪", " 日本", "日本 ", "\u200b", "…", "①②③", "\n", "A B C"]


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(MODEL, exclude=["bunsetu_recognizer", "compound_splitter", "morphologizer"])


def words(doc: Any) -> Iterator[tuple[Any, ...]]:
    for token in doc:
        yield (token.i, token.idx, token.text, token.tag_, token.lemma_, token.dep_, token.head.i)
        yield tuple(child.i for child in token.children)


def ents(doc: Any) -> list[tuple[Any, ...]]:
    return [
        (ent.start_char, ent.end_char, ent.text, ent.label_, [token.i for token in ent])
        for ent in doc.ents
    ]


def test_sentences_are_ja_ginzas_own(stock: Language) -> None:
    many = [*ODD, *texts([str(SAMPLES / "news.jsonl")], 8, whole=False)]
    for doc, expected in zip(parse(load_parser(), many), stock.pipe(many), strict=True):
        assert doc.text == expected.text and len(doc) == len(expected)
        assert list(words(doc)) == list(words(expected)) and ents(doc) == ents(expected)


def test_what_is_not_worth_it_has_words_and_entities_only() -> None:
    text = "日本の外相は東京で会談した。"
    whole, quick = (
        next(parse(load_parser(), [text], worth=lambda _, answer=answer: answer))  # type: ignore[misc]
        for answer in (True, False)
    )
    assert [t.tag_ for t in quick] == [t.tag_ for t in whole] and ents(quick) == ents(whole)
    assert all(t.head is t and not t.dep_ and not t.children for t in quick)
    assert any(t.children for t in whole)


def test_events_are_the_same_where_only_sentences_with_triggers_are_parsed() -> None:
    problems: list[object] = []
    articles = list(read_articles([SAMPLES / "news.jsonl"], problems=problems.append))
    extractor, seen = Extractor.load(), list[Doc]()
    quick = list(extractor.extract(articles))
    whole = list(
        extractor.extract(
            articles, observe=lambda _, sentence, *__: seen.append(sentence.clauses.doc)
        )
    )
    assert all(doc.tokens[0].dep_ for doc in seen if doc.tokens)
    assert list(map(told, quick)) == list(map(told, whole)) and any(map(told, quick))


def told(facts: Facts) -> Any:
    return msgspec.to_builtins(facts.events)
