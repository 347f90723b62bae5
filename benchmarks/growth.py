"""How the cost of a graph grows with the number of articles, from reading them to the last edge.

The articles are extracted; then graphs of growing size are loaded from their facts and from facts that are varied
(``varied.py``), since extraction reads each article by itself and its cost is that of an article times their number. That this is so
is measured: as many varied articles as there are in a sample are extracted as well, beside their originals.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.varied import varied, vary
from benchmarks.whole import GAIKO, megabytes, run, write_lines
from graph.model import Article, Facts, read_facts

SAMPLE = 200
ROUND = 5
"""Of which the varied sample is."""


def measure(articles: Sequence[Article], sizes: Sequence[int], jobs: int) -> dict[str, Any]:
    """Extract the articles, then build graphs of growing size out of their facts and of facts like them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts, extracted = _extract(articles, "news", jobs, folder)
        sample = facts[:: max(len(facts) // SAMPLE, 1)][:SAMPLE]
        rates = {
            kind: len(sample) / _extract([_article(one) for one in some], kind, 1, folder)[1]["cpu"]
            for kind, some in (
                ("original", sample),
                ("varied", [varied(one, ROUND) for one in sample]),
            )
        }
        rate = len(facts) / extracted["wall"]
        runs = [_load(facts, size, rate, folder) for size in sizes]
    return {
        "extracted": len(facts),
        "extract": extracted,
        "sample": len(sample),
        "sample_per_cpu_second": {kind: round(value, 1) for kind, value in rates.items()},
        "runs": runs,
    }


def _article(facts: Facts) -> Article:
    return Article(**{name: getattr(facts, name) for name in Article.__struct_fields__})


def _extract(
    articles: Sequence[Article], name: str, jobs: int, folder: Path
) -> tuple[list[Facts], dict[str, float]]:
    write_lines(folder / f"{name}.jsonl", articles)
    command = [GAIKO, "extract", f"{name}.jsonl", "-o", f"{name}.facts", "-j", str(jobs)]
    told = run(command, folder)
    with (folder / f"{name}.facts").open("rb") as lines:
        return [one for one in read_facts(lines) if isinstance(one, Facts)], told


def _load(facts: Sequence[Facts], size: int, extracting: float, folder: Path) -> dict[str, Any]:
    many, graph = folder / "many.jsonl", folder / f"{size}.kgl"
    write_lines(many, vary(facts, size))
    loaded = run([GAIKO, "load", many.name, "--db", graph.name], folder)
    return {
        "articles": size,
        "load": loaded,
        "loaded_per_second": round(size / loaded["wall"], 1),
        "built_per_second": round(1 / (1 / extracting + loaded["wall"] / size), 2),
        "facts_megabytes": megabytes(many.stat().st_size),
        "graph_megabytes": megabytes(graph.stat().st_size),
    }
