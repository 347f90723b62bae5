"""Many processes: the same facts in order; a poison article is named, and costs nobody else anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from extract.articles import read_articles
from extract.pipeline import Extractor
from extract.workers import GROUP, Failure, extract_many
from graph.model import Article, Facts, facts_line

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    problems: list[object] = []
    return list(read_articles([SAMPLES / "news.jsonl"], problems=problems.append))[: 3 * GROUP]


class Poisoned:
    """The extractor, but some words do harm."""

    def __init__(self, extractor: Extractor, folder: Path) -> None:
        self._extractor, self._folder = extractor, folder

    def extract(self, articles: Iterable[Article], /) -> Iterator[Facts]:
        for article in articles:
            if "爆弾" in article.title:
                os.kill(os.getpid(), signal.SIGKILL)
            if "一度" in article.title and not (self._folder / article.id).exists():
                (self._folder / article.id).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if "眠り" in article.title:
                time.sleep(60)
            if "例外" in article.title:
                raise ValueError("poison")
            yield from self._extractor.extract([article])


def poison(title: str) -> Article:
    return Article(id=title, title=title, text="日本は中国に抗議した。", content_hash="1")


def lines(results: Iterable[Facts | Failure]) -> list[bytes]:
    return [facts_line(one) for one in results if isinstance(one, Facts)]


def test_facts_are_those_of_one_process_in_order(
    extractor: Extractor, articles: list[Article]
) -> None:
    expected = lines(extractor.extract(articles))
    assert len(expected) == len(articles) > GROUP
    assert lines(extract_many(articles, lambda: extractor, jobs=2)) == expected
    assert lines(extract_many(articles, lambda: extractor, jobs=1)) == expected
    freely = lines(extract_many(articles, lambda: extractor, jobs=2, ordered=False))
    assert sorted(freely) == sorted(expected)


def test_poison_is_named_and_the_others_are_read(
    extractor: Extractor, articles: list[Article], tmp_path: Path
) -> None:
    poisons = [poison("爆弾"), poison("例外"), poison("眠り"), poison("一度だけ")]
    mixed = [*articles[:3], *poisons[:2], *articles[3:12], *poisons[2:], *articles[12:]]
    results = extract_many(mixed, lambda: Poisoned(extractor, tmp_path), jobs=2, patience=4)
    told = list(results)
    failed = {one.article: one.reason for one in told if isinstance(one, Failure)}
    assert failed == {
        "爆弾": "ended its process (SIGKILL)",
        "例外": "ValueError: poison",
        "眠り": "took more than 4 s",
    }
    ids = [one.article if isinstance(one, Failure) else one.id for one in told]
    assert ids == [article.id for article in mixed]


def test_who_stops_listening_leaves_no_process(
    extractor: Extractor, articles: list[Article]
) -> None:
    results = extract_many(articles, lambda: extractor, jobs=2)
    next(results)
    mine = children(os.getpid())
    assert mine
    results.close()  # type: ignore[attr-defined]
    assert not mine & children(os.getpid())


def test_no_more_is_read_than_needed(extractor: Extractor, articles: list[Article]) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield articles[taken % len(articles)]

    results = extract_many(endless(), lambda: extractor, jobs=1)
    for _ in range(2):
        next(results)
    assert taken <= 4 * GROUP
    results.close()  # type: ignore[attr-defined]


def children(process: int) -> set[int]:
    found = subprocess.run(
        ["ps", "--ppid", str(process), "-o", "pid="], capture_output=True, text=True, check=False
    )
    return {int(word) for word in found.stdout.split()}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_end_of_the_program_ends_its_processes(tmp_path: Path, how: signal.Signals) -> None:
    line = '{"id": "%d", "title": "抗議", "text": "日本政府は中国に抗議した。%d"}\n'
    (tmp_path / "many.jsonl").write_text("".join(line % (i, i) for i in range(20_000)))
    gaiko = str(Path(sys.executable).parent / "gaiko")
    command = [gaiko, "extract", "many.jsonl", "-o", "facts.jsonl", "--jobs", "2"]
    run = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, preexec_fn=hear_interrupts
    )
    facts = tmp_path / "facts.jsonl"
    wait_for(lambda: facts.exists() and facts.stat().st_size > 0)
    workers = children(run.pid)
    run.send_signal(how)
    _, said = run.communicate(timeout=30)
    assert "Traceback" not in said and run.returncode not in (None, 0)
    wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert workers


def hear_interrupts() -> None:
    """A shell lets what it runs in the background ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
