"""What users may ask: a list of hostile statements is refused, a list of legitimate ones runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from graph.errors import QueryRefused
from graph.stores import open_store
from graph.stores.base import Store

STATEMENTS = yaml.safe_load((Path(__file__).parent / "statements.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(module_db: str) -> Iterator[Store]:
    with open_store(module_db) as store:
        with store.writer() as writer:
            people = [{"id": str(i), "name": f"人{i}"} for i in range(5)]
            writer.run("UNWIND $rows AS row MERGE (n:Person {id: row.id}) SET n += row", people)
        yield store


HOSTILE = [(why, one) for why, many in STATEMENTS["hostile"].items() for one in many]
VALUES = {"name": "人1", "names": ["人1"], "limit": 3, "huge": 10**9, "url": "file:///etc/passwd"}


def test_the_lists_are_long_enough() -> None:
    assert len({one for _, one in HOSTILE}) >= 80
    assert len(set(STATEMENTS["legitimate"])) >= 60


@pytest.mark.parametrize(("why", "statement"), HOSTILE)
def test_hostile_statements_are_refused_with_the_reason(
    store: Store, why: str, statement: str
) -> None:
    with pytest.raises(QueryRefused, match=re.escape(why)):
        store.query(statement, VALUES)


@pytest.mark.parametrize("statement", STATEMENTS["legitimate"])
def test_legitimate_statements_run(store: Store, statement: str) -> None:
    rows = store.query(statement, VALUES)
    assert isinstance(rows, list)


def test_nothing_was_written(store: Store) -> None:
    assert store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 5}]


def test_rows_are_limited(store: Store) -> None:
    assert len(store.query("MATCH (n:Person) RETURN n.id AS id", max_rows=3)) == 3
