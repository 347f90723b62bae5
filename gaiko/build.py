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
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from extract.articles import read_articles
from graph.errors import FactsError, InputError
from graph.model import Article, Facts, facts_line, read_facts

if TYPE_CHECKING:
    from extract.pipeline import Extractor

GROUP = 64
"""Articles between two acknowledgements."""
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
    progress: Callable[[int], None] = lambda _: None,
) -> BuildReport:
    """Extract the articles under ``paths`` into a facts file; ``progress`` hears how many were just done."""
    started, report = time.monotonic(), BuildReport()
    done = dict(_held(facts_path))
    with facts_path.open("ab") as out:
        articles = read_articles(paths, columns=columns, problems=report.problems.append)
        fresh = _fresh(articles, done, report, progress)
        while group := list(islice(fresh, GROUP)):
            for facts in _facts_of(group, report):
                out.write(facts_line(facts) + b"\n")
                report.extracted += 1
                report.events.update(event.type for event in facts.events)
                progress(1)
            out.flush()
            os.fsync(out.fileno())
    report.seconds = time.monotonic() - started
    return report


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


def _facts_of(group: list[Article], report: BuildReport) -> Iterator[Facts]:
    """Extract a group; if it fails, the rest article by article, so that only the bad one is lost."""
    extractor, done = _extractor(), 0
    try:
        for facts in extractor.extract(group):
            yield facts
            done += 1
    except Exception:  # an article may hold what nobody foresaw: named, counted, passed over
        for article in group[done:]:
            try:
                again = list(extractor.extract([article]))
            except Exception as error:
                report.failed += 1
                report.problems.append(
                    InputError(f"article {article.id}: {type(error).__name__}: {error}")
                )
            else:
                yield from again


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
