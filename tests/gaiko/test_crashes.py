"""Builds that are killed, a disk that is full, a server that is not there: nothing is lost, and it is said.

The whole campaign is ``python -m benchmarks.crashes``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.crashes import run_campaign
from graph.model import write_facts
from graph.sorted_export import sorted_export
from graph.stores import open_store
from tests.graph.test_retract import ARTICLES
from tests.stores import new_server

GAIKO = Path(sys.executable).with_name("gaiko")


@pytest.mark.slow
def test_killed_builds_are_finished_later() -> None:
    trials = run_campaign("kglite", 2, 20, 3, lambda _: None)
    assert [(trial.lost, trial.half, trial.equal) for trial in trials] == [(0, False, True)] * 2


def run(
    folder: Path, *arguments: str, limit: int | None = None
) -> subprocess.CompletedProcess[str]:
    def small_disk() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    before: Callable[[], None] = small_disk
    return subprocess.run(
        [GAIKO, *arguments], cwd=folder, capture_output=True, text=True, check=False, preexec_fn=before
    )  # fmt: skip


def write_few_and_more(folder: Path) -> None:
    """Write what is loaded before the disk is full, and the same with what is loaded then."""
    for name, articles in (("facts.jsonl", ARTICLES[:4]), ("more.jsonl", ARTICLES)):
        with (folder / name).open("wb") as out:
            write_facts(articles, out)


@pytest.mark.parametrize("limit", [3_000, 100_000, 300_000])
def test_a_full_disk_is_named_and_loses_nothing(tmp_path: Path, limit: int) -> None:
    write_few_and_more(tmp_path)
    assert run(tmp_path, "load", "facts.jsonl").returncode == 0
    full = run(tmp_path, "load", "more.jsonl", limit=limit)
    assert "Traceback" not in full.stderr
    assert full.returncode == 0 or full.stderr.splitlines()[-1].startswith("gaiko: gaiko.kgl: ")
    with open_store(str(tmp_path / "gaiko.kgl"), read_only=True) as store:
        assert store.read("MATCH (f:Facts) RETURN count(f) AS n")[0]["n"] in (4, len(ARTICLES))
    assert run(tmp_path, "load", "more.jsonl").returncode == 0
    run(tmp_path, "load", "more.jsonl", "--db", "fresh.kgl")
    graphs = []
    for name in ("gaiko.kgl", "fresh.kgl"):
        with open_store(str(tmp_path / name), read_only=True) as store:
            graphs.append(sorted_export(store))
    assert graphs[0] == graphs[1]


@pytest.mark.slow
def test_a_server_with_a_full_disk_is_told_of_and_loses_nothing(tmp_path: Path) -> None:
    write_few_and_more(tmp_path)
    server = new_server(tmp_path / "server")
    server.start()
    try:
        assert run(tmp_path, "load", "facts.jsonl", "--db", server.url).returncode == 0
        server.fill_disk()
        full = run(tmp_path, "load", "more.jsonl", "--db", server.url)
        assert full.returncode == 1 and full.stderr.count("gaiko: ") == 1
        assert "the server failed" in full.stderr and "its disk is full" in full.stderr
        server.kill()
        server.start()
        with open_store(server.url, read_only=True) as store:
            assert store.read("MATCH (f:Facts) RETURN count(f) AS n") == [{"n": 4}]
        assert run(tmp_path, "load", "more.jsonl", "--db", server.url).returncode == 0
        run(tmp_path, "load", "more.jsonl", "--db", "fresh.kgl")
        with open_store(server.url) as store, open_store(str(tmp_path / "fresh.kgl")) as fresh:
            assert sorted_export(store) == sorted_export(fresh)
    finally:
        server.kill()


def test_a_server_that_is_not_there_is_named_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("日本政府は中国に抗議した。", encoding="utf-8")
    build = run(tmp_path, "build", "a.txt", "--db", "bolt://ann:secret@127.0.0.1:1")
    assert build.returncode == 1 and "cannot be reached" in build.stderr
    assert build.stderr.count("\n") == 1 and "secret" not in build.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
