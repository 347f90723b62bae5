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
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from extract.articles import read_articles
from extract.sentences import left_out
from graph.errors import FactsError, InputError
from graph.model import Article, Facts, facts_line, read_facts

if TYPE_CHECKING:
    from extract.pipeline import Extractor
    from extract.workers import Failure

GROUP = 64
"""Articles after which the facts are surely on the disk, whatever becomes of the machine."""
Version = tuple[str, str]
"""Content hash and extractor."""


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
    jobs: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> BuildReport:
    """Extract the articles under ``paths`` into a facts file; ``progress`` hears how many were just done.

    ``jobs`` is the number of processes; as many as there are cores if it is not given.
    """
    started, report = time.monotonic(), BuildReport()
    done = dict(_held(facts_path))
    with facts_path.open("ab") as out:
        articles = read_articles(paths, columns=columns, problems=report.problems.append)
        fresh = _fresh(articles, done, report, progress)
        for number, result in enumerate(_results(fresh, jobs), start=1):
            _write(result, out, report)
            progress(1)
            if number % GROUP == 0:
                os.fsync(out.fileno())
        os.fsync(out.fileno())
    report.seconds = time.monotonic() - started
    return report


def _results(articles: Iterator[Article], jobs: int | None) -> Iterator[Facts | Failure]:
    """Extract articles in other processes, if there are any."""
    first = next(articles, None)
    if first is None:
        return
    from extract.workers import cores, extract_many

    yield from extract_many(chain([first], articles), _extractor, jobs=jobs or cores())


def _write(result: Facts | Failure, out: IO[bytes], report: BuildReport) -> None:
    if isinstance(result, Facts):
        out.write(facts_line(result) + b"\n")
        out.flush()  # safe from here on, whatever becomes of this process
        report.extracted += 1
        report.events.update(event.type for event in result.events)
        if lost := left_out(result.full_text):
            told = f"article {result.id}: {lost} code points of an endless sentence are left out"
            report.problems.append(InputError(told))
    else:
        report.failed += 1
        report.problems.append(InputError(f"article {result.article}: {result.reason}"))


def _held(path: Path) -> Iterator[tuple[str, Version]]:
    """Yield what a facts file already holds by article; a last line without its end is cut off.

    Only an article's last facts count: one that was changed and changed back is read again.
    """
    if not path.exists():
        return
    with path.open("rb+") as lines:
        _check_format(lines, path)
        lines.truncate(_complete(lines))
        lines.seek(0)
        for facts in read_facts(lines, path=str(path)):
            if isinstance(facts, Facts):
                yield facts.id, (facts.content_hash, facts.extractor)


def _check_format(lines: IO[bytes], path: Path) -> None:
    """Refuse a file that is not Gaiko's own before anything is cut off or appended."""
    first = lines.readline()
    cut_off = not first.endswith(b"\n") and first[:7] == b'{"id":"'
    if first and not cut_off and not all(isinstance(f, Facts) for f in read_facts(BytesIO(first))):
        raise FactsError("this is no facts file; name another output", path=str(path), line=1)
    lines.seek(0)


def _complete(lines: IO[bytes]) -> int:
    """Return the bytes up to the last line feed."""
    length = 0
    for line in lines:
        if line.endswith(b"\n"):
            length += len(line)
    return length


def _fresh(
    articles: Iterable[Article],
    done: Mapping[str, Version],
    report: BuildReport,
    progress: Callable[[int], None],
) -> Iterator[Article]:
    version = ""
    for article in articles:
        report.read += 1
        if not version:
            from extract.pipeline import extractor_version

            version = extractor_version()
        if done.get(article.id) == (article.content_hash, version):
            report.reused += 1
            progress(1)
        else:
            yield article


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
