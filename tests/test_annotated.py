"""The annotated articles of our own hold together: texts, ids, types and the places of the evidence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gaiko.evaluate.report import read_gold
from graph.ontology import load_ontology

OWN = Path(__file__).parent / "annotated/own.jsonl"
ENTITY_TYPES = {"PERSON", "COUNTRY", "ORGANIZATION", "AGREEMENT", "PLACE"}
STATUSES = {"occurred", "planned", "possible", "cancelled", "denied"}
MODES = {"in_person", "phone", "video", "multilateral", None}
NEED_NO_TARGET = {"SIGNED", "MOBILIZED_AGAINST", "COERCED"}

Json = dict[str, Any]
ARTICLES: list[Json] = [msgspec.json.decode(line) for line in OWN.read_bytes().splitlines()]
every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])


def whole(article: Json) -> str:
    return f"{article['title']}\n{article['text']}"


def test_evaluation_reads_every_article_once() -> None:
    assert [article.id for article in read_gold(OWN)] == [article["id"] for article in ARTICLES]
    assert len({article["id"] for article in ARTICLES}) == len(ARTICLES) == 86


def test_every_event_type_occurs() -> None:
    types = {event["type"] for article in ARTICLES for event in article["events"]}
    assert types == set(load_ontology())


@every_article
def test_entities_stand_in_the_text(article: Json) -> None:
    assert 150 <= len(article["text"]) <= 700
    mentions = [mention for entity in article["entities"] for mention in entity["mentions"]]
    assert len(mentions) == len(set(mentions))
    assert all(mention and mention in whole(article) for mention in mentions)
    for entity in article["entities"]:
        assert entity["type"] in ENTITY_TYPES and entity["name"] and entity["mentions"]
        code = entity.get("code") or entity.get("country")
        assert code is None or re.fullmatch("[A-Z]{3}", code)


@every_article
def test_evidence_stands_in_the_text(article: Json) -> None:
    for event in article["events"]:
        assert event["trigger"] and event["trigger"] in event["evidence"]
        assert event["evidence"] in whole(article) and "\n" not in event["evidence"]
        assert event["place"] is None or event["place"] in whole(article)


@every_article
def test_sides_and_values_are_known(article: Json) -> None:
    types = {entity["id"]: entity["type"] for entity in article["entities"]}
    assert len(types) == len(article["entities"])
    for event in article["events"]:
        assert event["type"] in load_ontology() and event["status"] in STATUSES
        assert event.get("mode") in MODES and ("mode" in event) == (event["type"] == "MET_WITH")
        assert {*event["source"], *event["target"], *event["object"]} <= set(types)
        assert all(types[entity] == "AGREEMENT" for entity in event["object"])
        assert not set(event["source"]) & set(event["target"])
        assert event["source"] or event["type"] == "DEMONSTRATED_AGAINST"
        assert event["target"] or event["type"] in NEED_NO_TARGET
        assert event["date"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", event["date"])
