"""Whether the accelerator gives what ``ja_ginza`` gives, token by token, and how much sooner.

python -m benchmarks.identity [--most N] [--whole] [--state FILE] [ARTICLES …]     default: the samples

Every sentence of the articles (with ``--whole``: every article as one text) goes through the model as it comes
and through the accelerated one, in turns so that both meet the same machine. Compared are tokens, heads, relations,
tags, parts of speech, lemmas, readings, entities, bunsetu and sentence starts; the texts that differ are named.
Seconds of processor time of one core. With ``--state``, a run that was cut off goes on where it was. Exit code 1
if anything differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from extract.accelerator import Pipeline, PlainPipeline, accelerate
from extract.articles import read_articles
from extract.parser import MODEL
from extract.pipeline import sentences_of
from gaiko.parts import replace
from graph.errors import InputError

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH = 256
TOKEN = [
    "text",
    "dep_",
    "tag_",
    "pos_",
    "lemma_",
    "norm_",
    "ent_iob_",
    "ent_type_",
    "is_sent_start",
]
SHOWN = 20
"""Differing texts that are named."""


class Tally(msgspec.Struct):
    """What was compared so far; ``different`` are the texts of which the two said different things."""

    texts: int = 0
    tokens: int = 0
    stock: float = 0.0
    fast: float = 0.0
    different: list[str] = []


def main() -> None:
    """Print the comparison as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("paths", nargs="*", default=["samples"])
    options.add_argument("--most", type=int, default=sys.maxsize, help="articles read at most")
    options.add_argument("--whole", action="store_true", help="articles instead of sentences")
    options.add_argument("--state", type=Path, help="where what was compared is kept")
    chosen = options.parse_args()
    told = compare(texts(chosen.paths, chosen.most, whole=chosen.whole), chosen.state)
    print(json.dumps(told, ensure_ascii=False))
    sys.exit(bool(told["different"]))


def texts(paths: list[str], most: int, *, whole: bool) -> Iterator[str]:
    """Yield the sentences of articles, or the articles."""
    problems: list[InputError] = []
    for article in islice(read_articles(paths, problems=problems.append), most):
        if whole:
            yield article.full_text
        else:
            yield from (sentence.text for sentence in sentences_of(article))


def compare(many: Iterable[str], state: Path | None = None) -> dict[str, Any]:
    """Run both pipelines over texts, batch by batch; those that ``state`` says are done are passed over."""
    import spacy

    stock, fast = PlainPipeline(spacy.load(MODEL)), accelerate(spacy.load(MODEL))
    run(stock, ["日本は中国に抗議した。"])
    run(fast, ["日本は中国に抗議した。"])
    kept = state and state.exists() and state.read_bytes()
    tally = msgspec.json.decode(kept, type=Tally) if kept else Tally()
    left = islice(many, tally.texts, None)
    while batch := list(islice(left, BATCH)):
        _compare(stock, fast, batch, tally)
        if state:
            replace(state, msgspec.json.encode(tally))
    return summary(tally)


def _compare(stock: Pipeline, fast: Pipeline, batch: list[str], tally: Tally) -> None:
    expected, stock_spent = run(stock, batch)
    got, fast_spent = run(fast, batch)
    tally.stock += stock_spent
    tally.fast += fast_spent
    tally.texts += len(batch)
    tally.tokens += sum(map(len, expected))
    pairs = zip(batch, expected, got, strict=True)
    tally.different += [text for text, a, b in pairs if what_it_says(a) != what_it_says(b)]


def run(nlp: Pipeline, batch: list[str]) -> tuple[list[Doc], float]:
    """Return the docs and the seconds they took."""
    begun = time.process_time()
    docs = list(nlp.pipe(batch, batch_size=BATCH))
    return docs, time.process_time() - begun


def what_it_says(doc: Doc) -> tuple[Any, ...]:
    """Return everything that the model says of a text."""
    tokens = [
        [getattr(token, name) for name in TOKEN] + [token.head.i, str(token.morph)] for token in doc
    ]
    entities = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    return tokens, entities, {**doc.user_data, "sub_tokens": None}


def summary(tally: Tally) -> dict[str, Any]:
    """Return the figures with tokens per second and the ratio."""
    seconds = {"stock": tally.stock, "fast": tally.fast}
    return {
        "texts": tally.texts,
        "tokens": tally.tokens,
        "different": len(tally.different),
        "seconds": {name: round(spent, 2) for name, spent in seconds.items()},
        "tokens_per_second": {name: round(tally.tokens / spent) for name, spent in seconds.items()},
        "ratio": round(tally.stock / tally.fast, 2),
        "texts_that_differ": tally.different[:SHOWN],
    }


if __name__ == "__main__":
    main()
