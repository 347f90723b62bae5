"""What the file of a graph has around it: a log that does not grow for ever, properties that lie on the disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.synthetic import synthetic_facts
from graph.errors import BehindWarning
from graph.load import load_facts
from graph.stores import kglite_store, open_store

ARTICLES = "MATCH (a:Article) RETURN count(a) AS n"
KILLED = """
import os, signal, sys
from benchmarks.synthetic import synthetic_facts
from graph.errors import BehindWarning
from graph.load import load_facts
from graph.stores import open_store
store = open_store(sys.argv[1])
load_facts(store, synthetic_facts(4_000))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_long_log_is_saved_while_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "graph.kgl")
    monkeypatch.setattr(kglite_store, "LOG", 1_000)
    with open_store(path) as store:
        load_facts(store, synthetic_facts(40))
        with open_store(path, read_only=True) as reader:
            assert reader.read(ARTICLES) == [{"n": 10}]
    assert (tmp_path / "graph.kgl-wal").stat().st_size < 1_000


def test_readers_see_what_a_killed_writer_had_kept(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    with open_store(path, read_only=True) as reader:
        assert reader.read(ARTICLES) == [{"n": 1_000}]


def test_readers_beside_a_writer_are_told_that_there_is_more(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.kgl")
    with open_store(path) as store:
        load_facts(store, synthetic_facts(40))
    with open_store(path) as store:
        load_facts(store, synthetic_facts(80))
        with pytest.warns(BehindWarning, match=f"process {os.getpid()} is writing"):
            reader = open_store(path, read_only=True)
        with reader:
            assert reader.read(ARTICLES) == [{"n": 10}]


def test_what_a_killed_writer_left_of_columns_goes(tmp_path: Path) -> None:
    path = tmp_path / "graph.kgl"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    columns = Path(f"{path}-columns")
    assert columns.exists(), "nothing lay on the disk, so that this test shows nothing"
    with open_store(str(path)) as store:
        assert store.read(ARTICLES) == [{"n": 1_000}]
    assert not columns.exists()
