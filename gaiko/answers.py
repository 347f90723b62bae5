"""What is asked of a graph: Cypher, plain words, named questions, views.

Comes in: names, dates, texts. Goes out: ``Rows`` or an ``Answer``. ``Graph`` has these calls and the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from queries import evidence, views
from queries.rows import Rows

if TYPE_CHECKING:
    from gaiko.asking import Asker
    from graph.stores.base import Store
    from queries.asking import Answer


class Answers:
    """Questions to the graph of a store."""

    _store: Store

    def query(
        self,
        statement: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        max_rows: int = 10_000,
        timeout: float = 30.0,
    ) -> Rows:
        """Run a Cypher statement that only reads; ``QueryRefused`` says why another is not run."""
        return Rows(self._store.query(statement, parameters, max_rows=max_rows, timeout=timeout))

    @cached_property
    def _asker(self) -> Asker:
        from gaiko.asking import Asker

        return Asker(self._store)

    def ask(self, question: str) -> Answer:
        """Answer a question in Japanese or English: a sentence, rows, evidence and the Cypher that ran.

        A question that is not understood is declined, with what is nearest; it is never guessed at.
        One without a verb (「では韓国は?」) goes on from the one before.
        """
        return self._asker.ask(question)

    def forget(self) -> None:
        """Take the next question for one of its own, not as going on from the last."""
        self._asker.forget()

    def questions(self) -> Rows:
        """Return the named questions: titles, parameters, an example."""
        from queries.catalogue import list_questions

        return list_questions()

    def run(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        **more: str,
    ) -> Rows:
        """Answer a named question; ``values`` are its parameters, actors by any of their names.

        ``graph.run("who-met", actor="日本")`` is short for ``graph.run("who-met", {"actor": "日本"})``.
        """
        from queries.catalogue import run

        return run(self._store, name, {**(values or {}), **more}, since=since, until=until)

    def who_met(self, actor: str, *, since: str | None = None, until: str | None = None) -> Rows:
        """Return whom an actor met, how often and when last."""
        return views.who_met(self._store, actor, since=since, until=until)

    def between(
        self, a: str, b: str, *, since: str | None = None, until: str | None = None
    ) -> Rows:
        """Return the events between two actors or states, oldest first."""
        return views.between(self._store, a, b, since=since, until=until)

    def timeline(self, actor: str, *, since: str | None = None, until: str | None = None) -> Rows:
        """Return the events of an actor, oldest first."""
        return views.timeline(self._store, actor, since=since, until=until)

    def agreements(
        self, actor: str | None = None, *, since: str | None = None, until: str | None = None
    ) -> Rows:
        """Return what was signed or agreed, by an actor or by all."""
        return views.agreements(self._store, actor, since=since, until=until)

    def protests(
        self,
        *,
        by: str | None = None,
        against: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Rows:
        """Return formal protests, by an actor or against one."""
        return views.protests(self._store, by=by, against=against, since=since, until=until)

    def search(
        self, text: str, *, since: str | None = None, until: str | None = None, most: int = 50
    ) -> Rows:
        """Return sentences of events and headlines that hold a text, newest first; a server finds them by index."""
        from queries.search import search

        return search(self._store, text, since=since, until=until, most=most)

    def who(self, post: str, *, on: str | None = None, of: str | None = None) -> Rows:
        """Return who held a post, on a day or ever, in a state or body or in all."""
        from extract.officeholders import posts
        from queries.terms import who_held

        keys = {one.key for one in posts() if one.surface == post} - {None}
        names = {post} | {one.surface for one in posts() if one.key in keys}
        return who_held(self._store, names, on=on, of=of)

    def explain(self, event: str) -> Rows:
        """Return the reports of an event, each with its marked sentence, article and rule."""
        return evidence.explain(self._store, event)

    def stats(self) -> Rows:
        """Return what the graph holds."""
        return views.stats(self._store)
