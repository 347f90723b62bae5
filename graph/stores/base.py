"""What every store can do; one behaviour test runs on all of them.

Statements keep to the dialect that all stores share (see the rules in ``CONTRIBUTING.md``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, Self

Row = dict[str, Any]


class Writer(Protocol):
    """Rows into the graph; everything written in one ``with store.writer()`` is kept or none of it."""

    def run(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take an ``UNWIND $rows AS row …`` statement and its rows; they are sent at the block's end."""


class Gathered:
    """A writer that keeps statements with their rows until all of them can be sent at once."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Sequence[Mapping[str, Any]]]] = []

    def run(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take a statement and its rows."""
        if rows:
            self.sent.append((statement, rows))


class Store(Protocol):
    """An open graph; a ``with`` block closes it."""

    def __enter__(self) -> Self:
        """Use the graph in a ``with`` block."""

    def __exit__(self, *_: object) -> None:
        """Release the graph."""

    @property
    def url(self) -> str:
        """Where the graph is, without credentials."""

    @property
    def kept(self) -> dict[Any, Any]:
        """What was looked up, for as long as it holds; in a graph that may be changing nothing is kept."""

    @property
    def finds_text(self) -> bool:
        """Whether the store has full-text indexes (``headlines``, ``sentences``) of Japanese."""

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one of the project's own read statements."""

    def query(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_rows: int = 10_000,
        timeout: float = 30.0,
    ) -> list[Row]:
        """Run a user's statement: guarded, read-only, limited in rows and seconds."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Open the graph for writing."""

    def close(self) -> None:
        """Release the graph."""
