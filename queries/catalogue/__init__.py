"""The catalogue: named questions, each a ``.cypher`` file with a header.

Comes in: a name and the values of its parameters. Goes out: ``Rows``. A new question is a new file;
the header says its title in both languages, its parameters and an example.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from graph.errors import GaikoError, OntologyError
from graph.stores.base import Row, Store
from queries.actors import acting_for, find_actor, find_two
from queries.events import check_period
from queries.rows import Rows

FOLDER = Path(__file__).parent
HEADER = ("ja", "en", "parameters", "example")
ACTORS = ("actor", "other")
DEFAULTS = {"limit": "10"}
EARLIEST, LATEST = "0001-01-01", "9999-12-31"


class Entry(msgspec.Struct, frozen=True):
    """A named question: its titles, the parameters it needs, an example and its statement."""

    name: str
    ja: str
    en: str
    parameters: tuple[str, ...]
    example: str
    statement: str


@cache
def load_catalogue() -> dict[str, Entry]:
    """Return the named questions in the order of their names.

    Raises ``OntologyError`` naming the file whose header is not complete.

    >>> load_catalogue()["who-met"].parameters
    ('actor',)
    """
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.cypher"))}


def _read(path: Path) -> Entry:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = dict(_header(line, path) for line in lines if line.startswith("//"))
    if tuple(head) != HEADER:
        raise OntologyError(f"{path.name}: the header has {', '.join(head)}, not {HEADER}")
    names = tuple(name.strip() for name in head["parameters"].split(",") if name.strip())
    statement = "\n".join(line for line in lines if not line.startswith("//"))
    return Entry(path.stem, head["ja"], head["en"], names, head["example"], statement)


def _header(line: str, path: Path) -> tuple[str, str]:
    key, colon, value = line.removeprefix("//").partition(":")
    if not colon:
        raise OntologyError(f"{path.name}: {line!r} is no line of a header")
    return key.strip(), value.strip()


def list_questions() -> Rows:
    """Return the named questions as rows: titles, parameters, an example."""
    return Rows(
        {
            "name": e.name,
            "ja": e.ja,
            "en": e.en,
            "parameters": list(e.parameters),
            "example": e.example,
        }
        for e in load_catalogue().values()
    )


def run(
    store: Store,
    name: str,
    values: dict[str, str],
    *,
    since: str | None = None,
    until: str | None = None,
) -> Rows:
    """Answer a named question; ``values`` are its parameters, actors by any of their names.

    ``since`` and ``until`` are ISO prefixes, both included; an event known by its month counts as
    on its first day. ``GaikoError`` names a question or parameter that is not there.
    """
    entry = load_catalogue().get(name)
    if entry is None:
        raise GaikoError(f"no question is called {name!r}; there are {', '.join(load_catalogue())}")
    given = DEFAULTS | values
    missing = [one for one in entry.parameters if one not in given]
    if missing:
        raise GaikoError(f"{name} needs {', '.join(missing)}; for example: {entry.example}")
    parameters = _period(since, until)
    if set(ACTORS) <= set(entry.parameters):
        find_two(store, *(given[one] for one in ACTORS))
    for one in entry.parameters:
        wanted = _wants(entry, one)
        parameters |= _actor(store, one, given[one], wanted) if one in ACTORS else {one: given[one]}
    _check(parameters)
    return _in_order(store.read(entry.statement, parameters))


def _in_order(rows: list[Row]) -> Rows:
    """Sort what a statement collects, which every store does in an order of its own; a path stays as it is."""
    gathered = [key for key, one in (rows[0] if rows else {}).items() if isinstance(one, list)]
    for key in gathered:
        for row in rows if key != "chain" else ():
            row[key].sort()
    return Rows(rows)


def _check(parameters: dict[str, Any]) -> None:
    if (
        not str(parameters.get("limit", "1")).isascii()
        or not parameters.get("limit", "1").isdigit()
    ):
        raise GaikoError(f"{parameters['limit']!r} is no number of rows")
    if "split" in parameters:
        check_period(parameters["split"])
        parameters["split"] = first_day(parameters["split"])


def _wants(entry: Entry, name: str) -> bool:
    """Whether a statement asks for all who act for an actor, not for its id alone."""
    return re.search(rf"\${name}\b", entry.statement) is not None


def _actor(store: Store, name: str, value: str, people: bool) -> dict[str, Any]:
    found = find_actor(store, value)
    return {f"{name}_id": found.id} | ({name: acting_for(store, found)} if people else {})


def _period(since: str | None, until: str | None) -> dict[str, Any]:
    check_period(since, until)
    return {
        "anytime": since is None and until is None,
        "since": first_day(since) if since else EARLIEST,
        "until": last_day(until) if until else LATEST,
    }


def first_day(prefix: str) -> str:
    """Return the first day of an ISO prefix.

    >>> first_day("2023-04")
    '2023-04-01'
    """
    return prefix + "-01-01"[len(prefix) - 4 :] if len(prefix) < 10 else prefix


def last_day(prefix: str) -> str:
    """Return the last day of an ISO prefix.

    >>> last_day("2024-02"), last_day("2023")
    ('2024-02-29', '2023-12-31')
    """
    if len(prefix) == 4:
        return f"{prefix}-12-31"
    year, month = int(prefix[:4]), int(prefix[5:7])
    return prefix if len(prefix) == 10 else f"{prefix}-{monthrange(year, month)[1]}"
