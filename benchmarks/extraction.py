"""Extraction against bare ``ja_ginza`` on the same texts in the same run.

python -m benchmarks.extraction [ARTICLES.jsonl]     default: the samples
"""

from __future__ import annotations

import json
import sys
import time

from extract.articles import read_articles
from extract.pipeline import Extractor
from graph.errors import InputError


def main() -> None:
    """Print seconds of both and their ratio as JSON."""
    problems: list[InputError] = []
    articles = list(read_articles(sys.argv[1:] or ["samples"], problems=problems.append))[:400]
    import spacy

    nlp, extractor = spacy.load("ja_ginza"), Extractor.load()
    list(extractor.extract(articles[:2]))
    started = time.perf_counter()
    for _ in nlp.pipe([article.full_text for article in articles]):
        pass
    bare = time.perf_counter() - started
    started = time.perf_counter()
    for _ in extractor.extract(articles):
        pass
    ours = time.perf_counter() - started
    row = {"articles": len(articles), "bare": bare, "gaiko": ours, "ratio": ours / bare}
    print(json.dumps({key: round(value, 2) for key, value in row.items()}))


if __name__ == "__main__":
    main()
