"""What the extraction costs on top of the GiNZA pipeline it runs on, and beside stock ``ja_ginza``.

python -m benchmarks.extraction [--most N] [ARTICLES …]     default: the samples

``share`` is the extraction's own work as a share of the parsing inside it, timed in the same run while the
parser works on the same sentences; ``ratio`` compares the whole with stock ``ja_ginza`` over the same articles,
read in turns so that both meet the same machine. Seconds of wall and of processor time.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from benchmarks.corpus import named_articles
from extract.accelerator import PlainPipeline
from extract.accelerator.choice import Choice, always
from extract.parser import MODEL, load_parser
from extract.pipeline import GROUP, Extractor
from graph.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.accelerator import Pipeline

WARM = 2
"""Articles read before the clocks start."""


class Clock(msgspec.Struct):
    """Seconds of wall and of processor time that were spent between ``start`` and ``stop``."""

    wall: float = 0.0
    cpu: float = 0.0

    def start(self) -> None:
        """Begin to count."""
        self.wall -= time.perf_counter()
        self.cpu -= time.process_time()

    def stop(self) -> None:
        """Count no further."""
        self.wall += time.perf_counter()
        self.cpu += time.process_time()


class TimedParser:
    """Stands for the parser and counts the time in which it makes docs."""

    def __init__(self, nlp: Pipeline) -> None:
        self._nlp, self.clock = nlp, Clock()

    def pipe(
        self, texts: Iterable[str], *, batch_size: int = 256, worth: Choice = always
    ) -> Iterator[Doc]:
        """Yield the parser's docs; the time between two of them is the caller's own."""
        docs = self._nlp.pipe(texts, batch_size=batch_size, worth=worth)
        while True:
            self.clock.start()
            doc = next(docs, None)
            self.clock.stop()
            if doc is None:
                return
            yield doc


def main() -> None:
    """Print the times and the two comparisons as JSON."""
    print(json.dumps(measure(named_articles(__doc__, 400)), ensure_ascii=False))


def measure(articles: list[Article]) -> dict[str, Any]:
    """Time stock ``ja_ginza`` and the extraction over the same articles, group by group."""
    import spacy

    stock, parser = PlainPipeline(spacy.load(MODEL)), TimedParser(load_parser())
    extractor = Extractor(parser)
    run_stock(stock, articles[:WARM])
    run_whole(extractor, articles[:WARM])
    gc.collect()
    gc.freeze()  # as extract.workers does
    parser.clock, bare, whole = Clock(), Clock(), Clock()
    for start in range(0, len(articles), GROUP):
        group = articles[start : start + GROUP]
        bare.start()
        run_stock(stock, group)
        bare.stop()
        whole.start()
        run_whole(extractor, group)
        whole.stop()
    return summary(len(articles), bare, parser.clock, whole)


def run_stock(nlp: Pipeline, articles: list[Article]) -> None:
    """Parse whole articles with the model as it comes."""
    for _ in nlp.pipe(article.full_text for article in articles):
        pass


def run_whole(extractor: Extractor, articles: list[Article]) -> None:
    """Extract the facts and drop them."""
    for _ in extractor.extract(articles):
        pass


def summary(articles: int, bare: Clock, parsing: Clock, whole: Clock) -> dict[str, Any]:
    """Return the times with ``share`` and ``ratio``, for wall and processor time."""
    return {
        "articles": articles,
        **{
            kind: {
                "stock": round(a, 2),
                "parsing": round(b, 2),
                "whole": round(c, 2),
                "share": round(c / b - 1, 3),
                "ratio": round(c / a, 3),
            }
            for kind, a, b, c in (
                ("wall", bare.wall, parsing.wall, whole.wall),
                ("cpu", bare.cpu, parsing.cpu, whole.cpu),
            )
        },
    }


if __name__ == "__main__":
    main()
