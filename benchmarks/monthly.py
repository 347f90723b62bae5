"""As many articles as are wanted: the samples again and again, each time a month earlier."""

from __future__ import annotations

import json
from pathlib import Path

from extract.articles import read_articles
from graph.model import Article

SAMPLES = Path(__file__).parent.parent / "samples"


def write_articles(path: Path, number: int) -> None:
    """Write the sample articles again and again, each time a month earlier, until there are enough."""
    samples: list[Article] = list(read_articles([SAMPLES], problems=print))
    with path.open("w", encoding="utf-8") as out:
        for i in range(number):
            one, months = samples[i % len(samples)], i // len(samples)
            out.write(json.dumps(_earlier(one, months), ensure_ascii=False) + "\n")


def _earlier(article: Article, months: int) -> dict[str, str | None]:
    year, month = map(int, (article.published or "2024-06")[:7].split("-"))
    year, month = divmod(year * 12 + month - 1 - months, 12)
    day = (article.published or "2024-06-01")[7:10]
    told = f"{year}-{month + 1:02}{day if int(day[1:]) <= 28 else '-28'}"
    named = {"id": f"{article.id}-{months}", "title": article.title, "text": article.text}
    return named | {"source": article.source, "published": told}
