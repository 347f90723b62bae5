"""The program as a whole, as a user runs it: in one or more processes, and its start.

Each run is a process of its own; memory is the most that it and its children held at once (shared pages counted once
for each).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from itertools import count
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from graph.model import Article, Facts

GAIKO = str(Path(sys.executable).parent / "gaiko")
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 0.5
"""Seconds between two looks at the memory."""
STARTS = 9
ROUNDS = 2


def measure_processes(articles: Sequence[Article], jobs: int) -> dict[str, Any]:
    """Extract the same articles with one process and with more, in turns; the best of each counts.

    ``steady`` is the rate once all run: of what the whole takes longer than an eighth of it, start-up is no part.
    """
    told: dict[str, Any] = {"articles": len(articles), "jobs": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lines(folder / "whole.jsonl", articles)
        write_lines(folder / "part.jsonl", articles[: len(articles) // 8])
        rounds = [{n: _extract(folder, n) for n in (1, jobs)} for _ in range(ROUNDS)]
        told["same_bytes"] = len({(folder / f"whole.{n}").read_bytes() for n in (1, jobs)}) == 1
    for number in (1, jobs):
        whole, part = (
            min((each[number][which] for each in rounds), key=itemgetter("wall"))
            for which in ("whole", "part")
        )
        more = len(articles) - len(articles) // 8
        steady = more / (whole["wall"] - part["wall"])
        told["jobs"][str(number)] = whole | {"steady": round(steady, 1)}
    one, many = told["jobs"]["1"], told["jobs"][str(jobs)]
    return told | {
        "speedup": round(one["wall"] / many["wall"], 2),
        "steady_speedup": round(many["steady"] / one["steady"], 2),
        "processor_time": round(many["cpu"] / one["cpu"], 2),
    }


def _extract(folder: Path, jobs: int) -> dict[str, dict[str, float]]:
    told = {}
    for which in ("part", "whole"):
        facts = f"{which}.{jobs}"
        (folder / facts).unlink(missing_ok=True)
        command = [GAIKO, "extract", f"{which}.jsonl", "-o", facts, "-j", str(jobs)]
        told[which] = run(command, folder)
    return told


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
    return {"wall": round(wall, 3), "cpu": round(cpu, 3), "megabytes": megabytes(most[0])}


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


def megabytes(size: int) -> int:
    """Return millions of bytes."""
    return round(size / 1e6)
