"""What can go wrong, as one tree.

GaikoError
├── InputError          a file, line or value that cannot be used; names all three
│   └── FactsError      a line of facts.jsonl that does not follow the format
├── OntologyError       a data file of the project that contradicts itself
├── StoreError          the graph cannot be opened, read or written
│   └── QueryRefused    a statement that is not read-only, or too long to run
└── UnknownActor        a name that no actor of the graph bears, or that several bear

And one warning, BehindWarning: there is more than can be read yet.
"""

from __future__ import annotations


class GaikoError(Exception):
    """Any error that Gaiko raises on purpose."""


class InputError(GaikoError):
    """Input that cannot be used: the file, the line (from 1) and what was found there."""

    def __init__(self, reason: str, *, path: str | None = None, line: int | None = None) -> None:
        self.reason, self.path, self.line = reason, path, line
        place = f"{path or '<input>'}{f':{line}' if line is not None else ''}"
        super().__init__(f"{place}: {reason}")


class FactsError(InputError):
    """A line of facts.jsonl that does not follow the format."""


class OntologyError(GaikoError):
    """A data file of the project that contradicts itself."""


class StoreError(GaikoError):
    """The graph cannot be opened, read or written."""


class QueryRefused(StoreError):
    """A statement that is not read-only, or that runs over its limits."""


class UnknownActor(GaikoError):
    """A name that no actor of the graph bears, or that several bear; ``nearest`` are names to try."""

    def __init__(self, name: str, nearest: list[str]) -> None:
        self.name, self.nearest = name, nearest
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"no actor is called {name!r}{hint}")


class BehindWarning(UserWarning):
    """What is read was saved before something else was written that cannot be read yet."""
