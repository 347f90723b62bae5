"""A run begun anew on a cluster of two nodes of which one dies, and an actor with it: every article is there, once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from extract.articles import read_articles
from extract.pipeline import Extractor, extractor_version
from gaiko.parts import Part, facts_files, write_part
from graph.model import facts_line
from tests.gaiko.test_parts import write_news

if "CI" not in os.environ:
    pytest.importorskip("ray.data", reason="the extra ray is not installed")
FILES, EACH = 6, 2
WAIT = 300


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    import ray
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_DEDUP_LOGS", "0")
    one = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    ray.init(address=one.address, log_to_driver=False, logging_level="ERROR")
    yield one
    ray.shutdown()
    one.shutdown()


def actors() -> list[int]:
    """The processes of the actors that extract."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and b"MapWorker(Map(_Extraction)" in (
                (folder / "cmdline").read_bytes()
            ):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def wait_for_parts(folder: Path, number: int) -> None:
    end = time.monotonic() + WAIT
    while len(list(folder.glob("*-*.json"))) < number:
        assert time.monotonic() < end
        time.sleep(0.1)


def begin(file: str, folder: Path) -> dict[Path, int]:
    """Leave what a run leaves that was cut off in its second part: the first, whole, and half a file."""
    folder.mkdir()
    part = Part(file, 0)
    write_part(part, folder, Extractor.load, version=extractor_version())
    (folder / f"{part.name[:-1]}1.jsonl.cut.tmp").write_text('{"id": "half')
    return {path: path.stat().st_ino for path in folder.glob(f"{part.name}.*")}


@pytest.mark.slow
def test_lost_actors_and_nodes_change_nothing(cluster: Any, tmp_path: Path) -> None:
    from gaiko.ray_engine import extract_with_ray

    files = [write_news(tmp_path / f"news{n}.jsonl", EACH) for n in range(FILES)]
    folder, second = tmp_path / "parts", cluster.add_node(num_cpus=1)
    before = begin(files[0], folder)
    cluster.wait_for_nodes()
    with ThreadPoolExecutor(1) as thread:
        run = thread.submit(extract_with_ray, files, folder)
        wait_for_parts(folder, 2)
        os.kill(actors()[0], signal.SIGKILL)
        wait_for_parts(folder, 3)
        cluster.remove_node(second, allow_graceful=False)
        records, problems = run.result(timeout=WAIT)
    assert {path: path.stat().st_ino for path in before} == before
    assert problems == [] and sum(record.articles for record in records) == FILES * EACH
    problems = []
    articles = read_articles(sorted(files), problems=problems.append)
    expected = sorted(facts_line(one) for one in Extractor.load().extract(articles))
    got = sorted(line for path in facts_files(folder) for line in path.read_bytes().splitlines())
    assert got == expected
