"""Extraction that resumes, and build = extract + load.

Facts are appended to ``facts.jsonl`` line by line and flushed to disk; a later run takes what has the same
id, content and extractor version, and a last line cut by a crash is dropped.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from extract.articles import read_articles
from graph.errors import FactsError, InputError
from graph.model import Article, Facts, facts_line, read_facts

if TYPE_CHECKING:
    from extract.pipeline import Extractor

GROUP = 64
"""Articles between two acknowledgements."""
Key = tuple[str, str, str]


class BuildReport(msgspec.Struct):
    """What a run did; ``seconds`` is its wall time."""

    read: int = 0
    extracted: int = 0
    reused: int = 0
    failed: int = 0
    events: Counter[str] = msgspec.field(default_factory=Counter)
    problems: list[InputError] = msgspec.field(default_factory=list)
    seconds: float = 0.0


def extract_to(
    facts_path: Path,
    paths: Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> BuildReport:
    """Extract the articles under ``paths`` into a facts file; ``progress`` hears how many were just done."""
    started, report = time.monotonic(), BuildReport()
    done = set(_held(facts_path))
    with facts_path.open("ab") as out:
        articles = read_articles(paths, columns=columns, problems=report.problems.append)
        fresh = _fresh(articles, done, report, progress)
        while group := list(islice(fresh, GROUP)):
            for facts in _facts_of(group, report):
                out.write(facts_line(facts) + b"\n")
                report.extracted += 1
                report.events.update(event.type for event in facts.events)
            out.flush()
            os.fsync(out.fileno())
            progress(len(group))
    report.seconds = time.monotonic() - started
    return report


def _held(path: Path) -> Iterator[Key]:
    """Yield what a facts file already holds; a last line without its end is cut off."""
    if not path.exists():
        return
    with path.open("rb+") as lines:
        good = 0
        for line in lines:
            if not line.endswith(b"\n"):
                break
            good += len(line)
        lines.truncate(good)
        lines.seek(0)
        for facts in read_facts(lines, path=str(path)):
            if isinstance(facts, Facts):
                yield facts.id, facts.content_hash, facts.extractor


def _fresh(
    articles: Iterable[Article],
    done: set[Key],
    report: BuildReport,
    progress: Callable[[int], None],
) -> Iterator[Article]:
    version = ""
    for article in articles:
        report.read += 1
        if not version:
            from extract.pipeline import extractor_version

            version = extractor_version()
        if (article.id, article.content_hash, version) in done:
            report.reused += 1
            progress(1)
        else:
            yield article


def _facts_of(group: list[Article], report: BuildReport) -> Iterator[Facts]:
    """Extract a group; if it fails, article by article, so that only the bad one is lost."""
    extractor = _extractor()
    try:
        yield from list(extractor.extract(group))
        return
    except (
        Exception
    ):  # any article may hold what nobody foresaw: it is named, counted and passed over
        for article in group:
            try:
                facts = list(extractor.extract([article]))
            except Exception as error:
                report.failed += 1
                report.problems.append(
                    InputError(f"article {article.id}: {type(error).__name__}: {error}")
                )
            else:
                yield from facts


@cache
def _extractor() -> Extractor:
    """The model is loaded once, when the first article needs it."""
    from extract.pipeline import Extractor

    return Extractor.load()


def newest_facts(path: Path) -> Iterator[Facts | FactsError]:
    """Yield each article's last facts of a file; earlier versions of it are passed over."""
    last: dict[str, int] = {}
    with path.open("rb") as lines:
        for number, facts in enumerate(read_facts(lines, path=str(path))):
            if isinstance(facts, Facts):
                last[facts.id] = number
    with path.open("rb") as lines:
        for number, facts in enumerate(read_facts(lines, path=str(path))):
            if isinstance(facts, FactsError) or last[facts.id] == number:
                yield facts
