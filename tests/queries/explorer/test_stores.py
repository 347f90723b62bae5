"""Both stores give the same page, byte for byte."""

from __future__ import annotations

from graph.load import load_facts
from graph.stores import open_store
from graph.stores.base import Store
from queries.explorer import explore
from tests.queries.explorer import world


def test_the_page_does_not_depend_on_the_store(db: str, store: Store) -> None:
    with open_store(db) as other:
        load_facts(other, world.facts(), known_actors=world.KNOWN, terms=world.TERMS)
        assert explore(other).html == explore(store).html
