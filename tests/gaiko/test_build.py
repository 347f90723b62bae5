"""Extraction that resumes: nothing twice, nothing lost, nobody's file harmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gaiko.build import extract_to, newest_facts
from graph.errors import FactsError
from graph.model import Facts

TEXTS = {
    "1": "青木一郎外相は3日、東京で韓国の外相と会談した。",
    "2": "日本政府は4日、中国に抗議した。",
    "3": "日本とオーストラリアは5日、訓練の協定に署名した。",
}


def write_articles(path: Path, texts: dict[str, str]) -> Path:
    lines = (
        {"id": key, "title": f"記事{key}", "text": text, "published": "2024-06-06"}
        for key, text in texts.items()
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def counts(facts: Path, articles: Path) -> tuple[int, int, int]:
    report = extract_to(facts, [articles])
    return report.read, report.extracted, report.reused


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "facts.jsonl"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles.jsonl", TEXTS)


def test_what_is_there_is_not_extracted_again(facts: Path, articles: Path) -> None:
    assert counts(facts, articles) == (3, 3, 0)
    once = facts.read_bytes()
    assert counts(facts, articles) == (3, 0, 3)
    assert facts.read_bytes() == once


def test_an_article_counts_as_done_when_its_line_is_in_the_file(
    facts: Path, articles: Path
) -> None:
    told = []
    extract_to(facts, [articles], progress=lambda _: told.append(facts.read_bytes().count(b"\n")))
    assert told == [1, 2, 3]


def test_a_line_cut_by_a_crash_is_extracted_again(facts: Path, articles: Path) -> None:
    extract_to(facts, [articles])
    once = facts.read_bytes()
    facts.write_bytes(once[:-40])
    assert counts(facts, articles) == (3, 1, 2)
    assert facts.read_bytes() == once


def test_a_crash_in_the_first_line_is_mended(facts: Path, articles: Path) -> None:
    extract_to(facts, [articles])
    once = facts.read_bytes()
    facts.write_bytes(once[:30])
    assert counts(facts, articles) == (3, 3, 0)
    assert facts.read_bytes() == once


def test_a_changed_article_counts_as_it_is_now(facts: Path, articles: Path) -> None:
    extract_to(facts, [articles])
    write_articles(articles, TEXTS | {"2": "日本政府は4日、ロシアに抗議した。"})
    assert counts(facts, articles) == (3, 1, 2)
    newest = {one.id: one for one in newest_facts(facts) if isinstance(one, Facts)}
    assert len(newest) == 3 and "ロシア" in newest["2"].text


def test_an_article_that_was_changed_back_is_the_old_one(facts: Path, articles: Path) -> None:
    extract_to(facts, [articles])
    write_articles(articles, TEXTS | {"2": "日本政府は4日、ロシアに抗議した。"})
    extract_to(facts, [articles])
    write_articles(articles, TEXTS)
    extract_to(facts, [articles])
    newest = {one.id: one for one in newest_facts(facts) if isinstance(one, Facts)}
    assert newest["2"].text == TEXTS["2"]


def test_facts_of_another_extractor_are_extracted_again(facts: Path, articles: Path) -> None:
    extract_to(facts, [articles])
    version = json.loads(facts.read_text(encoding="utf-8").splitlines()[0])["extractor"]
    facts.write_text(facts.read_text(encoding="utf-8").replace(version, "gaiko 0.0.1"))
    assert counts(facts, articles) == (3, 3, 0)


@pytest.mark.parametrize(
    "content", ["私の覚え書き", "一行目\n二行目", '{"id": "1", "text": "x"}\n']
)
def test_a_file_of_something_else_is_left_alone(facts: Path, articles: Path, content: str) -> None:
    facts.write_text(content, encoding="utf-8")
    with pytest.raises(FactsError, match="no facts file"):
        extract_to(facts, [articles])
    assert facts.read_text(encoding="utf-8") == content


def test_an_endless_sentence_is_cut_and_told(facts: Path, articles: Path) -> None:
    write_articles(articles, TEXTS | {"2": "日本政府は4日、中国に抗議し" + "無" * 100_000})
    report = extract_to(facts, [articles], jobs=1)
    assert (report.extracted, report.failed) == (3, 0)
    [problem] = report.problems
    assert "article 2: " in str(problem) and "code points of an endless sentence" in str(problem)
