"""Every statement of Cypher in the documents and in the help runs on both stores, with the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.lexicon import known_actors, office_terms
from gaiko.cli_ask import query
from graph.load import load_facts
from graph.stores import open_store
from graph.stores.base import Store
from tests.gaiko.questions.told import told_facts
from tests.stores import wipe

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```cypher\n(.*?)```", re.DOTALL)
TYPED = re.compile(r"gaiko query '([^'…]+)'((?: --param \S+=\S+)*)")
VALUE = re.compile(r"--param (\S+)=(\S+)")


def examples() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield statements with their parameters."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    for text in texts:
        yield from ((statement, {}) for statement in BLOCK.findall(text))
    for text in (*texts, query.help or ""):
        yield from ((one, dict(VALUE.findall(values))) for one, values in TYPED.findall(text))


EXAMPLES = list(examples())


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, neo4j_url: str) -> Iterator[list[Store]]:
    """The same graph in a file and on a server."""
    file = str(tmp_path_factory.mktemp("examples") / "told.kgl")
    with open_store(file) as embedded, open_store(neo4j_url) as server:
        wipe(server)
        for store in (embedded, server):
            load_facts(store, told_facts(), known_actors=known_actors(), terms=office_terms())
        yield [embedded, server]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize(("statement", "values"), EXAMPLES)
def test_an_example_says_the_same_on_both_stores(
    both: list[Store], statement: str, values: dict[str, str]
) -> None:
    embedded, server = (store.query(statement, values) for store in both)
    assert embedded == server
    assert embedded, "it finds nothing"
