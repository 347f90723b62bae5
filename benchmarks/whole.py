"""The program as a whole, as a user runs it: from articles to a graph, in one or more processes, and its start.

For graphs larger than the corpus, its facts are repeated with other ids and the days of their events later, so that none is the
same as another; extraction reads each article by itself, so its cost is that of an article times their number. Each run is a process of its own; memory is the most that it and its children held at once
(shared pages counted once for each).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from graph.model import Article, Facts, read_facts

GAIKO = str(Path(sys.executable).parent / "gaiko")
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.5
"""Seconds between two looks at the memory."""
DAYS = 97
STARTS = 9


def repeat(facts: Sequence[Facts], number: int) -> Iterator[Facts]:
    """Yield the facts of so many articles; from the second round on they are others, of later days."""
    for place in range(number):
        again, which = divmod(place, len(facts))
        one, days = facts[which], DAYS * again
        yield msgspec.structs.replace(
            one,
            id=f"{one.id}-{again}",
            content_hash=f"{one.content_hash}-{again}",
            published=_later(one.published, days),
            events=[msgspec.structs.replace(e, date=_later(e.date, days)) for e in one.events],
        )


def _later(prefix: str | None, days: int) -> str | None:
    """Shift a date that is known to the day."""
    if prefix is None or len(prefix) < len("2020-01-01") or not days:
        return prefix
    return (date.fromisoformat(prefix[:10]) + timedelta(days=days)).isoformat()


def measure_growth(articles: Sequence[Article], sizes: Sequence[int], jobs: int) -> dict[str, Any]:
    """Extract the articles, then build graphs of growing size out of their facts and of facts like them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lines(folder / "news.jsonl", articles)
        extracted = run(
            [GAIKO, "extract", "news.jsonl", "-o", "facts.jsonl", "-j", str(jobs)], folder
        )
        with (folder / "facts.jsonl").open("rb") as lines:
            facts = [one for one in read_facts(lines) if isinstance(one, Facts)]
        rate = len(facts) / extracted["wall"]
        runs = [_load(facts, size, rate, folder) for size in sizes]
    return {"extracted": len(facts), "extract": extracted, "runs": runs}


def _load(facts: Sequence[Facts], size: int, extracting: float, folder: Path) -> dict[str, Any]:
    write_lines(folder / "many.jsonl", repeat(facts, size))
    graph = folder / f"{size}.kgl"
    loaded = run([GAIKO, "load", "many.jsonl", "--db", graph.name], folder)
    return {
        "articles": size,
        "load": loaded,
        "loaded_per_second": round(size / loaded["wall"], 1),
        "built_per_second": round(1 / (1 / extracting + loaded["wall"] / size), 2),
        "facts_megabytes": _megabytes((folder / "many.jsonl").stat().st_size),
        "graph_megabytes": _megabytes(graph.stat().st_size),
    }


def measure_processes(articles: Sequence[Article], jobs: int) -> dict[str, Any]:
    """Extract the same articles with one process and with more."""
    with tempfile.TemporaryDirectory() as name:
        folder, told = Path(name), dict[str, Any]()
        write_lines(folder / "news.jsonl", articles)
        for number in (1, jobs):
            command = [GAIKO, "extract", "news.jsonl", "-o", f"{number}.jsonl", "-j", str(number)]
            told[str(number)] = run(command, folder)
        same = (folder / "1.jsonl").read_bytes() == (folder / f"{jobs}.jsonl").read_bytes()
    one, many = told["1"], told[str(jobs)]
    return {
        "articles": len(articles),
        "jobs": told,
        "speedup": round(one["wall"] / many["wall"], 2),
        "processor_time": round(many["cpu"] / one["cpu"], 2),
        "same_bytes": same,
    }


def measure_start() -> dict[str, float]:
    """Return the median seconds until ``gaiko --help`` and a query are done."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        line = '{"id": "1", "title": "抗議", "text": "日本は中国に抗議した。", "published": "2024-06-06"}'
        (folder / "one.jsonl").write_text(line, encoding="utf-8")
        run([GAIKO, "build", "one.jsonl"], folder)
        query = [GAIKO, "query", "MATCH (n:Event) RETURN n.id AS id"]
        return {
            "python": _median([sys.executable, "-c", "pass"], folder),
            "help": _median([GAIKO, "--help"], folder),
            "query": _median(query, folder),
        }


def _median(command: list[str], folder: Path) -> float:
    return round(median(run(command, folder)["wall"] for _ in range(STARTS)), 3)


def write_lines(path: Path, many: Iterable[Article | Facts]) -> None:
    """Write articles or facts as JSON lines."""
    with path.open("wb") as out:
        out.writelines(msgspec.json.encode(one) + b"\n" for one in many)


def run(command: list[str], folder: Path) -> dict[str, float]:
    """Run a command; seconds of wall and processor time, and the most megabytes of memory."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most, done = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, most, done))
    watch.start()
    code = process.wait()
    wall = time.perf_counter() - begun
    done.set()
    watch.join()
    if code:
        raise RuntimeError(f"{' '.join(command)}: exit code {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": round(wall, 3), "cpu": round(cpu, 3), "megabytes": _megabytes(most[0])}


def _watch(process: int, most: list[int], done: threading.Event) -> None:
    for _ in count():
        most[0] = max(most[0], sum(map(_resident, [process, *_children(process)])))
        if done.wait(EVERY):
            return


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def _children(process: int) -> list[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def _megabytes(size: int) -> int:
    return round(size / 1e6)
