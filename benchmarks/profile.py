"""Where the time of an extraction goes, stage by stage, and what of the parser's own is padding and sums.

python -m benchmarks.profile [--most N] [ARTICLES …]     default: the samples

The functions of ``STAGES`` are timed where they are called; what one of them spends in another counts for that one.
Seconds of processor time of one core.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from inspect import isgeneratorfunction
from typing import Any
from unittest.mock import patch

import spacy

from benchmarks.corpus import named_articles
from extract.accelerator.convolutions import Convolutions, Layer
from extract.parser import MODEL
from extract.pipeline import Extractor, sentences_of
from graph.model import Article

LAYERS = 8
"""Of the convolutions."""
FLOP = 2 * 768 * 768
"""Floating-point operations of one row's product in a layer."""
SENTENCES = 1_000
"""Of which the model as it comes is timed."""
STAGES = {
    "reading: sentences": ["extract.pipeline:sentences_of"],
    "reading: triggers": ["extract.pipeline:worth_parsing"],
    "parser: words (Sudachi)": ["extract.words:Words.__call__"],
    "parser: embedding": ["extract.accelerator.embedding:Embedding.rows"],
    "parser: products": ["extract.accelerator.convolutions:Layer.products"],
    "parser: sums": ["extract.accelerator.convolutions:Layer.added"],
    "parser: rows": ["extract.accelerator.convolutions:Convolutions.apply"],
    "parser: entities": ["extract.accelerator.entities:FastEntities.annotate"],
    "parser: dependencies and the rest": ["extract.accelerator.pipeline:FastPipeline._annotate"],
    "facts: tokens in plain Python": ["extract.parser:Doc"],
    "facts: mentions": ["extract.pipeline:find_spans", "extract.pipeline:add_recurring"],
    "facts: dates": ["extract.pipeline:find_dates"],
    "facts: linking": ["extract.pipeline:link"],
    "facts: clauses": ["extract.pipeline:Clauses", "extract.pipeline:find_anaphors"],
    "facts: events": ["extract.pipeline:find_events", "extract.pipeline:merge_events"],
}
"""The places of each stage; the rest is what lies between them."""


class Stopwatch:
    """Seconds by stage; only the innermost one runs."""

    def __init__(self) -> None:
        self._running = ["the rest"]
        self.reset()

    def reset(self) -> None:
        """Begin to count."""
        self.seconds = dict.fromkeys([*STAGES, "the rest"], 0.0)
        self._since = time.process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count for a stage until the block ends."""
        self.turn()
        self._running.append(name)
        try:
            yield
        finally:
            self.turn()
            self._running.pop()

    def turn(self) -> None:
        """Add what went by to the stage that runs."""
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts for a stage; what it would yield later it makes at once."""

        def run(*given: Any, **named: Any) -> Any:
            with self.stage(name):
                made = function(*given, **named)
                return iter(list(made)) if isgeneratorfunction(function) else made

        return run


def main() -> None:
    """Print the seconds as JSON."""
    print(json.dumps(measure(named_articles(__doc__, 200)), ensure_ascii=False))


def measure(articles: Sequence[Article]) -> dict[str, Any]:
    """Extract the articles with the clocks set."""
    counts, watch = {"rows": 0, "tokens": 0}, Stopwatch()
    with ExitStack() as stack:
        stack.enter_context(_counting(counts))
        for name, places in STAGES.items():
            for place in places:
                owner, attribute, function = _find(place)
                stack.enter_context(patch.object(owner, attribute, watch.timed(name, function)))
        extractor = Extractor.load()
        list(extractor.extract(articles[:2]))
        gc.collect()
        gc.freeze()  # as extract.workers does
        counts.update(rows=0, tokens=0)
        watch.reset()
        list(extractor.extract(articles))
        watch.turn()
    return {
        "stock": _stock(articles),
        "articles": len(articles),
        "tokens": counts["tokens"],
        "seconds": {name: round(value, 4) for name, value in watch.seconds.items()},
        "gigaflops": round(counts["rows"] * FLOP / watch.seconds["parser: products"] / 1e9),
        "padding": round(counts["rows"] / (counts["tokens"] * LAYERS) - 1, 3),
        "sums": round(watch.seconds["parser: sums"] / watch.seconds["parser: products"], 3),
    }


def _stock(articles: Sequence[Article]) -> dict[str, float]:
    """Return the seconds of each component of the model as it comes, over the first sentences."""
    nlp, watch = spacy.load(MODEL), time.process_time
    texts = [one.text for article in articles for one in sentences_of(article)][:SENTENCES]
    list(nlp.pipe(texts[:8]))
    begun = watch()
    docs = [nlp.make_doc(text) for text in texts]
    seconds = {"tokenizer": watch() - begun}
    for name, component in nlp.pipeline:
        begun = watch()
        pipe: Any = getattr(component, "pipe", None)
        docs = list(pipe(docs, batch_size=256) if pipe else map(component, docs))
        seconds[name] = watch() - begun
    return {name: round(spent, 2) for name, spent in seconds.items()}


def _find(place: str) -> tuple[Any, str, Callable[..., Any]]:
    """Return whose attribute a place is, its name, and what it is."""
    module, _, path = place.partition(":")
    *owners, attribute = path.split(".")
    owner: Any = import_module(module)
    for name in owners:
        owner = getattr(owner, name)
    return owner, attribute, getattr(owner, attribute)


@contextmanager
def _counting(counts: dict[str, int]) -> Iterator[None]:
    """Count the rows that the layers compute, and those of tokens among them."""
    added, apply = Layer.added, Convolutions.apply

    def count_rows(layer: Layer, windows: Any) -> Any:
        counts["rows"] += len(windows)
        return added(layer, windows)

    def count_tokens(convolutions: Convolutions, inputs: Any, lengths: Sequence[int]) -> Any:
        counts["tokens"] += len(inputs)
        return apply(convolutions, inputs, lengths)

    with (
        patch.object(Layer, "added", count_rows),
        patch.object(Convolutions, "apply", count_tokens),
    ):
        yield


if __name__ == "__main__":
    main()
