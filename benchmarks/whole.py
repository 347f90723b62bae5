"""The program as a whole, as a user runs it: from articles to a graph, in one or more processes, and its start.

Articles are repeated with another id, day and number in their text where a size asks for more than there are, so that none is the
same as another. Each run is a process of its own; memory is the most that it and its children held at once
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
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from graph.model import Article

GAIKO = str(Path(sys.executable).parent / "gaiko")
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.5
"""Seconds between two looks at the memory."""
STARTS = 9


def repeat(articles: Sequence[Article], number: int) -> Iterator[Article]:
    """Yield so many articles; from the second round on they are others of later days."""
    for place in range(number):
        again, which = divmod(place, len(articles))
        one = articles[which]
        day = date.fromisoformat((one.published or "2020-01-01")[:10]) + timedelta(days=97 * again)
        text = f"{one.text}\n第{again}報。" if again else one.text
        yield msgspec.structs.replace(
            one, id=f"{one.id}-{again}", text=text, published=day.isoformat(), url=None
        )


def measure_growth(
    articles: Sequence[Article], sizes: Sequence[int], jobs: int
) -> list[dict[str, Any]]:
    """Build graphs of growing size: extraction and loading apart, seconds, megabytes."""
    return [_build(list(repeat(articles, size)), jobs) for size in sizes]


def _build(articles: list[Article], jobs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "news.jsonl", articles)
        extracted = run(
            [GAIKO, "extract", "news.jsonl", "-o", "facts.jsonl", "-j", str(jobs)], folder
        )
        loaded = run([GAIKO, "load", "facts.jsonl", "--db", "news.kgl"], folder)
        graph = sum(path.stat().st_size for path in folder.glob("news.kgl*"))
        return {
            "articles": len(articles),
            "extract": extracted,
            "load": loaded,
            "articles_per_second": round(len(articles) / (extracted["wall"] + loaded["wall"]), 2),
            "facts_megabytes": _megabytes((folder / "facts.jsonl").stat().st_size),
            "graph_megabytes": _megabytes(graph),
        }


def measure_processes(articles: Sequence[Article], jobs: int) -> dict[str, Any]:
    """Extract the same articles with one process and with more."""
    with tempfile.TemporaryDirectory() as name:
        folder, told = Path(name), dict[str, Any]()
        write_articles(folder / "news.jsonl", articles)
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


def write_articles(path: Path, articles: Sequence[Article]) -> None:
    """Write articles as JSON lines."""
    with path.open("wb") as out:
        out.writelines(msgspec.json.encode(article) + b"\n" for article in articles)


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
