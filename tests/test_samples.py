"""The bundled articles parse with the usual tools and with Gaiko's own reader."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import feedparser
import pytest
import trafilatura

SAMPLES = Path(__file__).parent.parent / "samples"
FIELDS = {"id", "published", "source", "url", "title", "text"}


def json_lines(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    return [json.loads(line) for line in content.decode().splitlines()]


@pytest.mark.parametrize(("name", "count"), [("news.jsonl", 24), ("archive.jsonl.gz", 21)])
def test_json_lines_have_every_field_and_unique_ids(name: str, count: int) -> None:
    articles = json_lines(SAMPLES / name)
    assert len(articles) == count == len({article["id"] for article in articles})
    assert all(set(article) == FIELDS for article in articles)
    assert all(100 <= len(article["text"]) <= 500 for article in articles)


def test_csv_has_japanese_headers() -> None:
    with (SAMPLES / "agency.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 6
    assert set(rows[0]) == {"日付", "配信元", "見出し", "本文", "URL"}
    assert all(all(row.values()) for row in rows)


def test_feed_parses() -> None:
    feed = feedparser.parse(SAMPLES.joinpath("feed.xml").read_bytes())
    assert not feed.bozo
    assert [entry.published_parsed[0] for entry in feed.entries] == [2023, 2023, 2024, 2025]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("html/*.html")), ids=lambda path: path.stem)
def test_pages_have_text_and_furniture_apart(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    text = trafilatura.extract(page) or ""
    assert "会談した" in text
    assert "ログイン" in page
    assert "ログイン" not in text
    assert trafilatura.extract_metadata(page).date


def test_one_file_is_shift_jis() -> None:
    content = (SAMPLES / "kyiv_sjis.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert content.decode("cp932").startswith("岸田首相がキーウ訪問")


def test_reader_finds_every_article() -> None:
    reading = pytest.importorskip("extract.articles")
    problems: list[object] = []
    articles = list(reading.read_articles([SAMPLES], problems=problems.append))
    assert not problems
    assert len(articles) == 64
    assert len({article.id for article in articles}) == 64
    assert all(article.title and article.text for article in articles)
    undated = [article.title for article in articles if not article.published]
    assert len(undated) <= 3, undated
