"""The embedded store: one file, one writer, no server. The only module that imports kglite."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import kglite

from graph.errors import BehindWarning, QueryRefused, StoreError
from graph.schema import INDEXES, KEYED, PROPERTIES
from graph.stores.base import Gathered, Row
from graph.stores.guard import check_read_only
from graph.stores.values import to_edge, to_node

warnings.simplefilter(
    "ignore", kglite.MappedFallbackWarning
)  # how a file is read is its own affair
kglite.set_query_warning_policy("silent")  # an empty graph knows no labels yet


DECLARED = {
    "nodes": {
        label: {"primary_key": "id", "optional": PROPERTIES.get(label, [])}
        for label in KEYED
        if label != "Actor"
    }
}
"""An id is unique; a property in a pattern is taken for a slip of the pen unless it is declared or stood there before."""
BEHIND = "until then the graph is shown as it was saved last"
LOG = 64 * 2**20
"""Bytes of the log from which on it is saved into the file, once it has outgrown that."""


class KgliteStore:
    """A graph in a file; ``read_only`` sees the last saved state while another process writes."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path, self._read_only = path, read_only
        self._kept: dict[Any, Any] = {}
        if read_only and not path.exists() and not _log(path).exists():
            raise StoreError(
                f"{path}: no graph is there; make one with `gaiko build` or `gaiko load`"
            )
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} does not exist")
        try:
            self._graph = _load(path) if read_only else _open(path)
            if read_only:
                self._graph.read_only(True)
            else:
                self._graph.define_schema(DECLARED)
                for statement in INDEXES:
                    self._graph.cypher(statement)
        except kglite.FileFormatError as error:
            raise StoreError(f"{path}: this is no graph of Gaiko") from error
        except kglite.WriterLeaseHeldError as error:
            raise StoreError(
                f"{path}: process {error.holder['pid']} is writing to this graph; try again when it is done"
            ) from error
        except (kglite.KgError, OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"{path}: {error}") from error

    def __enter__(self) -> KgliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The path of the file."""
        return str(self._path)

    @property
    def kept(self) -> dict[Any, Any]:
        """What was looked up; what is open for reading stays as it is."""
        return self._kept if self._read_only else {}

    @property
    def finds_text(self) -> bool:
        """Whether texts are found by an index; here they are looked through."""
        return False

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one of the project's own read statements."""
        return self._rows(statement, parameters, {})

    def query(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_rows: int = 10_000,
        timeout: float = 30.0,
    ) -> list[Row]:
        """Run a user's statement, guarded and limited; ``QueryRefused`` says what is wrong with it."""
        check_read_only(statement, parameters)
        try:
            return self._rows(
                statement, parameters, {"row_limit": max_rows, "timeout_ms": int(timeout * 1000)}
            )
        except kglite.CypherTimeoutError as error:
            raise QueryRefused(f"the statement ran longer than {timeout:g} s") from error
        except kglite.KgError as error:
            raise QueryRefused(f"the store does not understand the statement: {error}") from error

    def _rows(
        self, statement: str, parameters: Mapping[str, Any] | None, limits: dict[str, Any]
    ) -> list[Row]:
        result: Any = self._graph.cypher(statement, params=dict(parameters or {}), **limits)
        return [{key: _plain(value) for key, value in row.items()} for row in result.to_list()]

    @contextmanager
    def writer(self) -> Iterator[Gathered]:
        """Gather what is written in the block, then keep all of it or nothing.

        It becomes one statement: the engine takes back one that fails, and logs it as a whole. A transaction
        would copy every table that it writes to, which takes longer the more the graph holds.
        """
        if self._read_only:
            raise StoreError(f"{self._path}: opened for reading only")
        gathered = Gathered()
        yield gathered
        parts = [
            statement.replace("$rows", f"$rows{number}")
            for number, (statement, _) in enumerate(gathered.sent)
        ]
        rows = {f"rows{number}": rows for number, (_, rows) in enumerate(gathered.sent)}
        if parts:
            try:
                self._graph.cypher(" WITH count(*) AS done ".join(parts), params=rows)
            except kglite.KgError as error:
                raise StoreError(f"{self._path}: {error}") from error
            if _size(_log(self._path)) > max(LOG, _size(self._path)):
                self.save()

    def save(self) -> None:
        """Write the file anew; readers see what was saved last."""
        try:
            self._graph.save()
        except (kglite.KgError, OSError) as error:
            raise StoreError(f"{self._path}: {error}") from error

    def close(self) -> None:
        """Save and release the file."""
        if not self._read_only:
            self.save()
            self._graph.close()
            del self._graph  # with its files of columns


def _load(path: Path) -> kglite.KnowledgeGraph:
    """A graph to read, with what the log of a writer that died has besides.

    ``BehindWarning`` where another process is writing, or this one may not: then it is what was saved last.
    """
    graph, behind = _saved(path) if path.exists() else (None, True)
    if graph is not None and not behind:
        return graph
    try:
        KgliteStore(path).close()
    except StoreError as error:
        if graph is None:
            raise
        warnings.warn(f"{error}; {BEHIND}", BehindWarning, stacklevel=3)
        return graph
    return _saved(path)[0]


def _saved(path: Path) -> tuple[kglite.KnowledgeGraph, bool]:
    """The graph that was saved last, and whether the log has more."""
    with warnings.catch_warnings(record=True) as told:
        warnings.filterwarnings("always", "the write-ahead log")
        return kglite.load(str(path)), bool(told)


def _open(path: Path) -> kglite.KnowledgeGraph:
    """A graph to write to, with the properties of its nodes in files beside it rather than in memory.

    The engine would save a long log by itself, beside the writing, from a copy of the whole graph.
    """
    graph = kglite.open(str(path), durable="normal", storage="mapped", auto_checkpoint_wal_mib=0)
    columns = f"{path}-columns"
    shutil.rmtree(columns, ignore_errors=True)  # of a process that was killed
    graph.set_memory_limit(0, columns)
    return graph


def _log(path: Path) -> Path:
    """What was written since the graph was saved."""
    return Path(f"{path}-wal")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


NODE = frozenset({"id", "labels", "properties"})
EDGE = frozenset({"id", "start", "end", "type", "properties"})


def _plain(value: Any) -> Any:
    """Values as every store returns them here."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return _plain_map({key: _plain(one) for key, one in value.items()})
    return value


def _plain_map(value: dict[str, Any]) -> dict[str, Any]:
    if value.keys() == NODE:
        return to_node(value["labels"], value["properties"])
    return to_edge(value["type"], value["properties"]) if value.keys() == EDGE else value
