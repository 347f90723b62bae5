"""What changes a graph, with all that changing it takes: word lists, terms of office, judgements.

A rebuild sets the facts aside first, on disk, so that one that is cut off loses nothing: until it is
finished the graph takes nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.lexicon import known_actors, office_terms
from gaiko.build import newest_facts
from graph.errors import FactsError, StoreError
from graph.held import iterate_facts
from graph.ledger import Ledger
from graph.load import LoadReport, load_facts, rebuild_graph, retract_articles
from graph.model import Facts, facts_line, read_facts
from graph.project import Kind
from graph.stores.base import Store
from queries.exports import script, tables

if TYPE_CHECKING:
    from graph.ledger import View

Project = Callable[[Kind], Path]
Progress = Callable[[int], None]


def load(store: Store, project: Project, path: Path, progress: Progress) -> LoadReport:
    """Load a facts file, or an export that is whole: a folder of tables or a Cypher script."""
    _check_whole(project)
    return load_facts(store, _facts_in(path), progress=progress, **_known(store, project))


def _facts_in(path: Path) -> Iterator[Facts | FactsError]:
    """The facts of a file, of a folder of parts or of an export; every line is checked alike."""
    if path.is_dir() and (path / tables.FACTS).exists():
        return read_facts(tables.read_lines(path), path=str(path))
    if path.suffix == ".cypher":
        return read_facts(script.read_lines(path), path=str(path))
    return newest_facts(path)


def retract(store: Store, project: Project, articles: Iterable[str]) -> LoadReport:
    """Take articles out of the graph, then out of the facts that were kept beside it."""
    _check_whole(project)
    gone = set(articles)
    known = _known(store, project)
    report = retract_articles(store, gone, known_actors=known["known_actors"], view=known["view"])
    facts = project("facts")
    if facts.exists():
        _write_whole(facts, (one for one in newest_facts(facts) if _id(one) not in gone))
    return report


def rebuild(store: Store, project: Project, progress: Progress) -> LoadReport:
    """Set the facts of the graph aside, empty it and load them again."""
    aside = project("rebuild")
    if not aside.exists():
        _write_whole(aside, iterate_facts(store))
    report = rebuild_graph(store, newest_facts(aside), progress=progress, **_known(store, project))
    aside.unlink()
    return report


def follow(store: Store, project: Project) -> None:
    """Make the graph follow the ledger."""
    _check_whole(project)
    load_facts(store, (), **_known(store, project))


def judged(store: Store, project: Project) -> View:
    """Return who is who; ``StoreError`` if the graph follows judgements whose ledger is not here."""
    path = project("actors")
    if not path.exists() and store.read("MATCH (l:Ledger) RETURN l.id AS id"):
        raise StoreError(
            f"{store.url}: actors were judged to be the same, but their ledger {path} is missing; "
            "name its folder in GAIKO_PROJECT"
        )
    return Ledger(path).view()


def _known(store: Store, project: Project) -> dict[str, Any]:
    return {
        "known_actors": known_actors(),
        "terms": office_terms(),
        "view": judged(store, project),
    }


def _check_whole(project: Project) -> None:
    if project("rebuild").exists():
        raise StoreError(f"a rebuild was cut off ({project('rebuild')}); run `gaiko rebuild` first")


def _id(facts: Facts | FactsError) -> str | None:
    return facts.id if isinstance(facts, Facts) else None


def _write_whole(path: Path, facts: Iterable[Facts | FactsError]) -> None:
    """Write a facts file so that it is there whole or not at all; lines that are none are left out."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as out:
        for one in facts:
            if isinstance(one, Facts):
                out.write(facts_line(one) + b"\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
