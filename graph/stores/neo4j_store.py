"""The store on a Neo4j 5 server. The only module that imports its driver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, LiteralString

import neo4j
from neo4j import RoutingControl
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseError,
    DriverError,
    Neo4jError,
    TransientError,
)
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import QueryRefused, StoreError
from graph.schema import CONSTRAINTS, INDEXES, SERVER_INDEXES
from graph.stores.base import Gathered, Row
from graph.stores.guard import check_read_only
from graph.stores.server import Server
from graph.stores.values import to_edge, to_node

BATCH = 2_000
SECONDS_FOR_INDEXES = 300
SECONDS_TO_CONNECT = 10.0
SECONDS_KEPT = 10.0
SECONDS_FOR_THE_LEASE = 5.0
TAKE_LEASE: LiteralString = "MERGE (l:Lease {id: 'writer'}) SET l.name = 'writer'"
"""Never committed: who writes holds its lock, and the server lets go of it when that process dies."""
ONE_GROUP: LiteralString = "MERGE (l:Lease {id: 'group'}) DELETE l"
"""Never seen: the transaction of a group holds its lock, which a new writer waits for, as the server may yet commit
what the last one sent before it died."""
TIMED_OUT = "TransactionTimedOut"


class Neo4jStore:
    """A graph in a database of a server; ``read_only`` neither writes nor makes indexes."""

    def __init__(self, server: Server, *, read_only: bool = False) -> None:
        self._server, self._read_only = server, read_only
        self._lease: tuple[neo4j.Session, neo4j.Transaction] | None = None
        self._kept: dict[Any, Any] = {}
        self._kept_since = monotonic()
        auth = (server.user, server.password) if server.password else None
        with self._errors():
            self._driver = neo4j.GraphDatabase.driver(
                server.url,
                auth=auth,
                connection_timeout=SECONDS_TO_CONNECT,
                # Unknown labels of an empty graph and indexes that are there already are no news.
                notifications_disabled_classifications=[
                    *("HINT", "UNRECOGNIZED", "PERFORMANCE", "GENERIC", "SCHEMA")
                ],
            )
        try:
            with self._errors():
                self._driver.verify_connectivity()
                self._run("RETURN 1 AS one", {}, RoutingControl.READ)
                if not read_only:
                    self._make_indexes()
                    self._take_lease()
        except StoreError:
            self.close()
            raise

    def _make_indexes(self) -> None:
        """Constraints and indexes stand before the first row comes."""
        for statement in (*CONSTRAINTS, *INDEXES, *SERVER_INDEXES):
            self._run(statement, {}, RoutingControl.WRITE)
        wait = {"seconds": SECONDS_FOR_INDEXES}
        self._run("CALL db.awaitIndexes($seconds)", wait, RoutingControl.READ)

    def _take_lease(self) -> None:
        """Become the only writer, or raise ``StoreError`` if another process is; then hold on without a limit."""
        with self._alone():
            for seconds in (SECONDS_FOR_THE_LEASE, 0):
                self._drop_lease()
                session = self._driver.session(database=self._server.database)
                transaction = session.begin_transaction(timeout=seconds)
                self._lease = session, transaction
                transaction.run(TAKE_LEASE).consume()
            last = neo4j.Query(ONE_GROUP, timeout=SECONDS_FOR_THE_LEASE)
            self._run(last, {}, RoutingControl.WRITE)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Who waits too long for a lock is told that another process is writing."""
        try:
            yield
        except (ClientError, TransientError) as error:
            if "Lock" in (error.code or "") or TIMED_OUT in (error.code or ""):
                raise StoreError(
                    f"{self.url}: another process is writing to this graph; try again when it is done"
                ) from error
            raise

    def _keep_lease(self) -> None:
        """Take the lease again where the server has started anew."""
        try:
            if self._lease:
                self._lease[1].run("RETURN 1 AS one").consume()
        except (DriverError, Neo4jError):
            self._take_lease()

    def _drop_lease(self) -> None:
        if self._lease:
            with suppress(DriverError, Neo4jError):
                self._lease[0].close()
        self._lease = None

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The URL of the database, without credentials."""
        return f"{self._server.url}/{self._server.database}"

    @property
    def kept(self) -> dict[Any, Any]:
        """What was looked up in the last seconds; others may write to the server."""
        if not self._read_only or monotonic() - self._kept_since > SECONDS_KEPT:
            self._kept, self._kept_since = {}, monotonic()
        return self._kept

    @property
    def finds_text(self) -> bool:
        """Whether texts are found by an index (``headlines``, ``sentences``)."""
        return True

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one of the project's own read statements."""
        with self._errors():
            return self._run(statement, parameters, RoutingControl.READ)

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
        limited = neo4j.Query(statement, timeout=timeout)
        with self._errors():
            try:
                return self._run(limited, parameters, RoutingControl.READ, most=max_rows)
            except (ClientError, TransientError) as error:
                if TIMED_OUT in (error.code or ""):
                    raise QueryRefused(f"the statement ran longer than {timeout:g} s") from error
                if isinstance(error, AuthError):
                    raise
                raise QueryRefused(
                    f"the store does not understand the statement: {error.message}"
                ) from error

    def _run(
        self,
        statement: str | neo4j.Query,
        parameters: Mapping[str, Any] | None,
        routing: RoutingControl,
        *,
        most: int | None = None,
    ) -> list[Row]:
        def to_rows(result: neo4j.Result) -> list[Row]:
            records = result if most is None else result.fetch(most)
            return [
                dict(zip(record.keys(), map(_plain, record.values()), strict=True))
                for record in records
            ]

        return self._driver.execute_query(
            statement,
            dict(parameters or {}),
            routing_=routing,
            database_=self._server.database,
            result_transformer_=to_rows,
        )

    @contextmanager
    def writer(self) -> Iterator[Gathered]:
        """Gather what is written in the block, then keep all of it or nothing, in one transaction.

        Where the server falters the driver sends it again; not where it is lost as it commits, when nobody knows
        what came of it: that is an error, and who goes on asks the graph.
        """
        if self._read_only:
            raise StoreError(f"{self.url}: opened for reading only")
        gathered = Gathered()
        yield gathered
        with self._errors(), self._driver.session(database=self._server.database) as session:
            session.execute_write(_send, gathered)
            self._keep_lease()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Errors of the driver in words that say what to do."""
        try:
            yield
        except AuthError as error:
            raise StoreError(
                f"{self._server.url}: user or password is refused; give them in the URL, by --user and "
                "--password, or in NEO4J_USERNAME and NEO4J_PASSWORD"
            ) from error
        except ConfigurationError as error:
            raise StoreError(f"{self._server.url}: {error}") from error
        except DriverError as error:
            raise StoreError(
                f"{self._server.url}: the server cannot be reached: {error}"
            ) from error
        except DatabaseError as error:
            # It does not tell its clients that its disk is full, only that it could not commit.
            raise StoreError(
                f"{self.url}: the server failed: {error.message} See its log and whether its disk is full; "
                "start it again and run the command again: what was kept is there, and it goes on with the rest"
            ) from error
        except Neo4jError as error:
            raise StoreError(f"{self.url}: {error.message}") from error

    def close(self) -> None:
        """Let others write, and release the connection."""
        self._drop_lease()
        self._driver.close()


def _send(transaction: neo4j.ManagedTransaction, gathered: Gathered) -> None:
    transaction.run(ONE_GROUP).consume()
    for statement, rows in gathered.sent:
        for start in range(0, len(rows), BATCH):
            transaction.run(statement, rows=rows[start : start + BATCH]).consume()


def _to_duration(value: Duration) -> dict[str, int]:
    return {"months": value.months, "days": value.days, "seconds": value.seconds}


def _to_path(value: Path) -> dict[str, Any]:
    return {
        "nodes": [_plain(node) for node in value.nodes],
        "relationships": [_plain(edge) for edge in value.relationships],
    }


PLAIN: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Node, lambda node: to_node(node.labels, _plain(dict(node)))),
    (Relationship, lambda edge: to_edge(edge.type, _plain(dict(edge)))),
    (Path, _to_path),
    (Duration, _to_duration),
    (Date, lambda day: day.iso_format()),
    (DateTime, lambda time: time.to_native().isoformat()),
    (Time, lambda time: time.to_native().isoformat()),
    (list, lambda many: [_plain(one) for one in many]),
    (dict, lambda some: {key: _plain(one) for key, one in some.items()}),
)


def _plain(value: Any) -> Any:
    """Values as every store returns them here."""
    for kind, convert in PLAIN:
        if isinstance(value, kind):
            return convert(value)
    return value
