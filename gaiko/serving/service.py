"""What the server can do with a graph: the functions behind both HTTP and MCP.

Comes in: names, periods, questions, statements. Goes out: plain dicts, never more rows than the limit.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from gaiko.graph import Graph
from gaiko.serving.limits import Limits
from graph.errors import GaikoError
from queries.actors import search_actors
from queries.catalogue import load_catalogue
from queries.rows import Rows

Answered = dict[str, Any]


class Service:
    """One graph for many callers; one question at a time, for a store is one connection."""

    def __init__(self, graph: Graph, limits: Limits) -> None:
        self._graph, self.limits, self._lock = graph, limits, Lock()

    def _limited(self, rows: Rows) -> Answered:
        most = self.limits.rows
        return {"rows": list(rows[:most]), "count": len(rows), "truncated": len(rows) > most}

    def search_actors(self, text: str, limit: int = 20) -> Answered:
        """Return actors whose Japanese or English name or alias contains a text, the busiest first."""
        with self._lock:
            return self._limited(
                search_actors(self._graph.store, text, min(limit, self.limits.rows))
            )

    def events(self, actor: str, since: str | None = None, until: str | None = None) -> Answered:
        """Return the events of an actor with their evidence, oldest first."""
        with self._lock:
            return self._limited(self._graph.timeline(actor, since=since, until=until))

    def between(
        self, a: str, b: str, since: str | None = None, until: str | None = None
    ) -> Answered:
        """Return the events between two actors, or the people of two states, with their evidence."""
        with self._lock:
            return self._limited(self._graph.between(a, b, since=since, until=until))

    def explain(self, event: str) -> Answered:
        """Return every report of an event: marked sentence, article, rule, confidence."""
        with self._lock:
            return self._limited(self._graph.explain(event))

    def ask(self, question: str) -> Answered:
        """Answer a question in plain Japanese or English; declined says that it is not answered."""
        with self._lock:
            self._graph.forget()
            answer = self._graph.ask(question).to_dict()
        most = self.limits.rows
        return answer | {"rows": answer["rows"][:most], "evidence": answer["evidence"][:most]}

    def questions(self) -> Answered:
        """Return the named questions with parameters and an example."""
        return self._limited(self._graph.questions())

    def run(
        self, name: str, values: dict[str, str], since: str | None = None, until: str | None = None
    ) -> Answered:
        """Answer a named question; ``values`` are its parameters."""
        known = load_catalogue().get(name)
        if known and (extra := set(values) - set(known.parameters)):
            raise GaikoError(f"{name} has no parameter {', '.join(sorted(extra))}")
        with self._lock:
            return self._limited(self._graph.run(name, values, since=since, until=until))

    def query(self, statement: str, parameters: dict[str, Any] | None = None) -> Answered:
        """Run a Cypher statement that only reads, guarded and limited in rows and seconds."""
        limits = self.limits
        with self._lock:
            rows = self._graph.query(
                statement, parameters, max_rows=limits.rows, timeout=limits.seconds
            )
        return self._limited(rows)

    def page(self, actor: str) -> str:
        """Return the page of an actor: an HTML document that needs no network."""
        with self._lock:
            return self._graph.explore(actors=[actor]).html
