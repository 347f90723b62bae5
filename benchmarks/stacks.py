"""Parsing with the stack of 2024, spaCy 3.7.5 and GiNZA 5.2, in an environment of its own.

The same sentences go through it, through ``ja_ginza`` as it comes here and through the accelerated pipeline, one after
the other; tokens per second of processor time of one core.
"""

from __future__ import annotations

from typing import Any

import spacy

from benchmarks.environments import python_with, run_json
from benchmarks.identity import run
from extract.accelerator import PlainPipeline, accelerate
from extract.parser import MODEL

PACKAGES = [
    "spacy==3.7.5",
    "ginza==5.2.0",
    "ja-ginza==5.2.0",
    "thinc==8.2.3",
    "numpy==1.26.4",
    "click",
]
SCRIPT = f"""
import json, sys, time, spacy
sentences = json.load(sys.stdin)
nlp = spacy.load({MODEL!r})
list(nlp.pipe(sentences[:8]))
begun = time.process_time()
tokens = sum(len(doc) for doc in nlp.pipe(sentences, batch_size=256))
print(json.dumps([tokens, time.process_time() - begun]))
"""


def measure(sentences: list[str]) -> dict[str, Any]:
    """Return tokens per second of the three, and the ratios to the accelerated one."""
    rates = {
        "spaCy 3.7.5 + GiNZA 5.2": _rate(
            *run_json(python_with("stack", PACKAGES), SCRIPT, sentences)
        )
    }
    for name, nlp in (
        ("ja_ginza as it comes", PlainPipeline(spacy.load(MODEL))),
        ("accelerated", accelerate(spacy.load(MODEL))),
    ):
        run(nlp, sentences[:8])
        docs, seconds = run(nlp, sentences)
        rates[name] = _rate(sum(map(len, docs)), seconds)
    return {
        "sentences": len(sentences),
        "tokens_per_second": rates,
        "ratio": {name: round(rates["accelerated"] / rate, 2) for name, rate in rates.items()},
    }


def _rate(tokens: int, seconds: float) -> int:
    return round(tokens / seconds)
