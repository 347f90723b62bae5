"""All figures of speed, in one run: JSON, and the tables of docs/speed.md.

python -m benchmarks [--only NAME --only NAME …] [--most N] [--sizes N,N …] [--jobs N] ARTICLES …

Benchmarks: accelerator, stacks, extraction, profile, skipping, processes, loading, growth, start, names. Those that are left
out keep the figures that docs/speed.json has from before. ``--most`` is the number of articles of the first four; skipping
takes twice, processes and growth take four times as many.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import (
    extraction,
    growth,
    identity,
    loading,
    profile,
    quality,
    resolution,
    skipping,
    stacks,
    tables,
    whole,
)
from extract.articles import read_articles
from extract.pipeline import sentences_of
from extract.workers import cores
from graph.errors import InputError
from graph.model import Article

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Run the benchmarks that are asked for, and write what they found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("paths", nargs="+")
    options.add_argument("--only", action="append", choices=tables.TABLES, metavar="NAME")
    options.add_argument("--most", type=int, default=200)
    options.add_argument("--sizes", default="1000,10000,100000")
    options.add_argument("--jobs", type=int, default=cores())
    chosen = options.parse_args()
    problems: list[InputError] = []
    articles = list(read_articles(chosen.paths, problems=problems.append))
    kept = DOCS / "speed.json"
    figures = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for name, measure in benchmarks(articles, chosen).items():
        if not chosen.only or name in chosen.only:
            figures[name] = measure() | {"machine": machine(), "date": date.today().isoformat()}
            kept.write_text(
                json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
            quality.write_figures(DOCS / "speed.md", "\n".join(tables.rows(figures)))
            print(json.dumps({name: figures[name]}, ensure_ascii=False), flush=True)


def benchmarks(
    articles: list[Article], chosen: argparse.Namespace
) -> dict[str, Callable[[], dict[str, Any]]]:
    """Return what measures each thing."""
    some, most = _spread(articles, chosen.most), chosen.most
    sentences = [one.text for article in some for one in sentences_of(article)]
    return {
        "accelerator": lambda: identity.compare(sentences),
        "stacks": lambda: stacks.measure(list(islice(sentences, 3_000))),
        "extraction": lambda: extraction.measure(some),
        "profile": lambda: profile.measure(some),
        "skipping": lambda: skipping.measure(_spread(articles, 2 * most)),
        "processes": lambda: whole.measure_processes(_spread(articles, 4 * most), chosen.jobs),
        "loading": lambda: loading.measure(2_000),
        "growth": lambda: growth.measure(
            articles, list(map(int, chosen.sizes.split(","))), chosen.jobs
        ),
        "start": whole.measure_start,
        "names": resolution.measure,
    }


def _spread(articles: list[Article], most: int) -> list[Article]:
    """Return so many articles from all over the corpus."""
    return articles[:: max(len(articles) // most, 1)][:most]


def machine() -> str:
    """Return processor, cores, BLAS kernel and versions."""
    from threadpoolctl import threadpool_info

    kernels = {
        one.get("architecture", "?") for one in threadpool_info() if one["user_api"] == "blas"
    }
    return f"{_processor()}, {cores()} cores, BLAS {', '.join(sorted(kernels))}, Python {platform.python_version()}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


if __name__ == "__main__":
    main()
