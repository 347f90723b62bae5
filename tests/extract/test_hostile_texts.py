"""No text makes the extraction raise, or take longer than its length allows."""

from __future__ import annotations

import time

import pytest

from extract.pipeline import Extractor
from graph.model import Article, check_facts

SECONDS = 6.0
"""Far above what a text of this size takes, far below what a pattern that runs wild takes."""
LENGTH = 1_400
UNITS = {
    "latin words": "The News ",
    "latin letters": "A1.b'",
    "digits": "12345678901234567890",
    "one ideograph": "国",
    "posts": "大統領首相外相",
    "states": "日米韓中",
    "names and posts": "王毅外相李強首相",
    "katakana": "アーンドロッサ・",
    "brackets": "「『(",
    "closed brackets": "」』)",
    "particles": "のはがをにと",
    "commas": "日本、",
    "meetings": "会談と協議の",
    "agreements": "協定条約宣言",
    "dates": "2024年5月1日",
    "clauses": "日本が中国に抗議し、",
    "spaces": "  　",
    "signs": "…—=/・-‐",
    "beyond the first plane": "𠮷𩸽",
    "joined marks": "か\u3099は\u309a",
    "controls": "\x00\x07\u200b\u202e\ufeff",
    "surrogates of none": "\ufffd",
    "markup": "<script>&amp;",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_a_long_run_of_anything_is_read_in_time(extractor: Extractor, unit: str) -> None:
    run = (unit * LENGTH)[:LENGTH]
    article = Article(
        id="a", title=run[:200], text=f"{run}\n日本の{run[:300]}と会談した。", content_hash=""
    )
    started = time.perf_counter()
    (facts,) = extractor.extract([article])
    check_facts(facts)
    assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize("text", ["", " ", "\n", "。", "\n\n。\n", "\u3000", "日"])
def test_next_to_nothing_is_read_too(extractor: Extractor, text: str) -> None:
    (facts,) = extractor.extract([Article(id="a", title=text, text=text, content_hash="")])
    check_facts(facts)


def test_after_a_sentence_longer_than_any_the_next_is_read(extractor: Extractor) -> None:
    text = "日本は" + "長い" * 4_000 + "と述べた。\nフランスのマクロン大統領は日本を訪問した。"
    (facts,) = extractor.extract([Article(id="a", title="長い文", text=text, content_hash="")])
    check_facts(facts)
    assert [event.type for event in facts.events] == ["VISITED"]
