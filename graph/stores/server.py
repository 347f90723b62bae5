"""Where a graph on a server is: a URL, with credentials from the URL or the environment."""

from __future__ import annotations

import os
import re
from urllib.parse import quote, unquote, urlsplit

import msgspec

from graph.errors import StoreError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Server(msgspec.Struct, frozen=True):
    """A database of a server; ``url`` has neither credentials nor the name of the database."""

    url: str
    user: str
    password: str | None
    database: str


def is_server(url: str) -> bool:
    """Whether a graph is on a server, not in a file.

    >>> is_server("bolt://localhost"), is_server("graphs/gaiko.kgl")
    (True, False)
    """
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", url) is not None


def to_server(url: str) -> Server:
    """Return what ``bolt://user:password@host:port/database`` names.

    What the URL leaves out comes from ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``,
    else it is the server's own default. ``StoreError`` if it is no such URL.

    >>> to_server("neo4j+s://ann:s%40cret@db.example:7688/press")
    Server(url='neo4j+s://db.example:7688', user='ann', password='s@cret', database='press')
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise StoreError(f"{without_password(url)}: {error}") from error
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise StoreError(
            f"{without_password(url)}: a graph is a file or a URL such as bolt://localhost:7687"
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    query = f"?{parts.query}" if parts.query else ""
    return Server(
        url=f"{parts.scheme}://{host}{f':{port}' if port else ''}{query}",
        user=unquote(parts.username or "") or os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=unquote(parts.password or "") or os.environ.get("NEO4J_PASSWORD"),
        database=parts.path.strip("/") or os.environ.get("NEO4J_DATABASE", "neo4j"),
    )


def without_password(url: str) -> str:
    """Return a URL fit to be shown.

    >>> without_password("bolt://ann:secret@localhost")
    'bolt://localhost'
    """
    return re.sub(r"(?<=://)[^/]*@", "", url)


def with_credentials(url: str, user: str | None, password: str | None) -> str:
    """Return the URL with what is given in place of what it says; a file name stays as it is.

    >>> with_credentials("bolt://localhost/press", "ann", "s@cret")
    'bolt://ann:s%40cret@localhost/press'
    """
    if not is_server(url) or not (user or password):
        return url
    server = to_server(url)
    told = (
        f"{quote(user or server.user, safe='')}:{quote(password or server.password or '', safe='')}"
    )
    return re.sub(r"://(?:[^/]*@)?", lambda _: f"://{told}@", url, count=1)
