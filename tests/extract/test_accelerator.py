"""The accelerated pipeline gives what the model gives, and steps aside where that is not known."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps

from benchmarks.identity import compare, texts, what_it_says
from extract.accelerator import Pipeline, PlainPipeline, accelerate, embedding, guard
from extract.accelerator.pipeline import FastPipeline
from extract.parser import MODEL

SAMPLES = Path(__file__).parents[2] / "samples"
ODD = [
    "",
    " ",
    "\n",
    "。",
    "日" * 300,
    "a  b",
    "東京 \n 大阪",
    "😀の国",
    "\u200b",
    "①②③",
    "A" * 1000,
]


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(MODEL)


@pytest.fixture
def fast() -> Pipeline:
    return accelerate(spacy.load(MODEL))


def test_sentences_are_the_same() -> None:
    told = compare(
        texts([str(SAMPLES / "news.jsonl"), str(SAMPLES / "points.txt")], 20, whole=False)
    )
    assert told["texts"] > 50 and told["texts_that_differ"] == []


def test_articles_of_many_sentences_are_the_same() -> None:
    told = compare(texts([str(SAMPLES / "news.jsonl")], 10, whole=True))
    assert told["texts"] == 10 and told["texts_that_differ"] == []


def test_odd_texts_are_the_same(stock: Language, fast: Pipeline) -> None:
    for text, doc in zip(ODD, fast.pipe(ODD), strict=True):
        assert what_it_says(doc) == what_it_says(stock(text))


def test_neighbours_and_batches_do_not_matter(fast: Pipeline) -> None:
    many = list(texts([str(SAMPLES / "news.jsonl")], 5, whole=False))
    together = [what_it_says(doc) for doc in fast.pipe(many)]
    assert [what_it_says(doc) for doc in fast.pipe(many, batch_size=3)] == together
    assert [what_it_says(doc) for doc in fast.pipe(reversed(many))] == together[::-1]


def test_a_full_table_of_words_is_begun_anew(
    monkeypatch: pytest.MonkeyPatch, stock: Language, fast: Pipeline
) -> None:
    monkeypatch.setattr(embedding, "MOST", 20)
    many = list(texts([str(SAMPLES / "news.jsonl")], 3, whole=False))
    for text, doc in zip(many, fast.pipe(many, batch_size=2), strict=True):
        assert what_it_says(doc) == what_it_says(stock(text))


def another_version(nlp: Language) -> None:
    nlp.meta["version"] = "9.0.0"


def another_order(nlp: Language) -> None:
    nlp.remove_pipe("parser")


def another_device(nlp: Language) -> None:
    tok2vec: Any = nlp.get_pipe("tok2vec")
    ops = NumpyOps()
    ops.name = "cupy"
    for node in tok2vec.model.walk():
        node.ops = ops


def another_network(nlp: Language) -> None:
    nlp.config["components"]["tok2vec"]["model"]["encode"]["window_size"] = 2


def another_search(nlp: Language) -> None:
    ner: Any = nlp.get_pipe("ner")
    ner.cfg["beam_width"] = 4


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (another_version, "ja-ginza-9.0.0"),
        (another_order, "does not begin with"),
        (another_device, "another device"),
        (another_network, "another encode network"),
        (another_search, "ner has another network"),
    ],
)
def test_what_is_not_known_runs_as_it_comes(
    change: Callable[[Language], None], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    nlp = spacy.load(MODEL)
    change(nlp)
    with caplog.at_level(logging.WARNING):
        assert isinstance(accelerate(nlp), PlainPipeline)
    assert reason in caplog.text


def test_what_is_known_is_accelerated(fast: Pipeline, caplog: pytest.LogCaptureFixture) -> None:
    assert isinstance(fast, FastPipeline) and caplog.text == ""


def test_another_spacy_runs_as_it_comes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(guard, "__version__", "4.0.0")
    nlp = spacy.load(MODEL)
    assert isinstance(accelerate(nlp), PlainPipeline) and "spaCy 4.0.0" in caplog.text
