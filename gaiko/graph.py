"""The graph as a Python object: every command of the command line is one of these calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.project import project_file
from graph.stores import open_store
from queries import evidence, views
from queries.rows import Rows

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    import networkx as nx

    from gaiko.actors import Actors
    from gaiko.asking import Asker
    from graph.load import LoadReport
    from graph.stores.base import Store
    from queries.asking import Answer
    from queries.ego import Ego
    from queries.explorer import ExplorerPage
    from queries.explorer.reports import Evidence
    from queries.pages import SafeNetwork
    from queries.plots import Picture


class Graph:
    """An open graph; use it in a ``with`` block or call ``close``.

    Answers are ``Rows``: lists of dicts with ``to_pandas``, ``to_json`` and ``to_csv``.
    Actors are named in Japanese, English or by ISO code; ``since`` and ``until`` are ISO prefixes.
    """

    def __init__(self, url: str, *, writable: bool = False, as_of: str | None = None) -> None:
        self._store = open_store(url, read_only=not writable)
        self._project = partial(project_file, url)
        self._folder: TemporaryDirectory[str] | None = None
        if as_of is not None:
            self._go_back(as_of)

    def _go_back(self, as_of: str) -> None:
        from gaiko.as_of import graph_as_of

        with self._store as now:
            self._store, self._folder = graph_as_of(now, self._project, as_of)

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the graph; what was loaded is saved."""
        self._store.close()
        if self._folder:
            self._folder.cleanup()

    @property
    def url(self) -> str:
        """Where the graph is, without credentials."""
        return self._store.url

    @property
    def store(self) -> Store:
        """The store behind the graph, for the functions of ``queries``."""
        return self._store

    # --- what changes the graph -----------------------------------------------------------------------

    def load(
        self, path: str | Path, *, progress: Callable[[int], None] = lambda _: None
    ) -> LoadReport:
        """Load a facts.jsonl; loading it twice changes nothing.

        Of an article that the file holds more than once, the last line counts. ``progress`` hears how
        many articles were just loaded.
        """
        from gaiko.changes import load

        return load(self._store, self._project, Path(path), progress)

    def retract(self, articles: Iterable[str]) -> LoadReport:
        """Take articles out of the graph and its facts file as if they had never come."""
        from gaiko.changes import retract

        return retract(self._store, self._project, articles)

    def rebuild(self, *, progress: Callable[[int], None] = lambda _: None) -> LoadReport:
        """Make the graph anew from the facts in it; a rebuild that was cut off goes on."""
        from gaiko.changes import rebuild

        return rebuild(self._store, self._project, progress)

    @property
    def actors(self) -> Actors:
        """Who is who: judgements and candidates."""
        from gaiko.actors import Actors

        return Actors(self._store, self._project)

    # --- questions ------------------------------------------------------------------------------------

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

    def network(self, actor: str | None = None) -> nx.MultiDiGraph:
        """Return the graph, or an actor's part, as a NetworkX MultiDiGraph."""
        from queries.network import to_network

        return to_network(self._store, actor)

    def central(self, *, since: str | None = None, until: str | None = None) -> Rows:
        """Return the actors through whom most shortest paths run, with pagerank and counterparts."""
        from queries.measures import central

        return central(self.network(), since=since, until=until)

    def communities(self, *, since: str | None = None, until: str | None = None) -> Rows:
        """Return groups of actors who act more with one another than with others."""
        from queries.measures import communities

        return communities(self.network(), since=since, until=until)

    def links(self, *, since: str | None = None, until: str | None = None) -> Rows:
        """Return each pair of actors: events, first and last, types, mean intensity, longest silence."""
        from queries.measures import links

        return links(self.network(), since=since, until=until)

    def path(
        self,
        a: str,
        b: str,
        *,
        in_time: bool = False,
        since: str | None = None,
        until: str | None = None,
    ) -> Rows:
        """Return the shortest chain of events between two actors; ``in_time``: whose dates never go back."""
        from queries.actors import find_two
        from queries.measures import path

        first, second = find_two(self._store, a, b)
        return path(self.network(), first.id, second.id, in_time=in_time, since=since, until=until)

    def explore(
        self,
        path: str | Path | None = None,
        *,
        actors: Sequence[str] = (),
        types: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        min_reports: int = 1,
        evidence: Evidence = "snippet",
        limit: int = 300,
        title: str | None = None,
        force: bool = False,
    ) -> ExplorerPage:
        """Return the graph, or the selected events, as one page to explore; write it if a path is given.

        ``min_reports`` counts independent sources, ``evidence`` is how much of a sentence the page quotes
        (less where that is more than 20 MB, unless ``force``), ``limit`` how many actors it shows at first.
        """
        from extract.readings import to_kana
        from queries.explorer import MOST_TEXT, Selection, explore

        page = explore(
            self._store,
            Selection(actors=actors, types=types, since=since, until=until, least=min_reports),
            evidence=evidence,
            limit=limit,
            title=title,
            reading=to_kana,
            most_text=None if force else MOST_TEXT,
        )
        if path is not None:
            page.write(path)
        return page

    def ego(self, actor: str, hops: int = 1) -> Ego:
        """Return an actor with those around it, for ``to_pyvis`` or to look at in a notebook."""
        from queries.ego import Ego

        return Ego(self._store, actor, hops)

    def plot(
        self,
        figure: str,
        *actors: str,
        types: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        title: str | None = None,
        path: str | Path | None = None,
    ) -> Picture:
        """Draw a ``timeline``, ``ladder``, ``matrix`` or ``map`` of all acts, of an actor's or between two.

        ``types`` are event types such as ``SIGNED``.
        A notebook shows it; with a path it is written as the suffix says: .svg, .png or .pdf.
        """
        from queries.plots import draw

        period = {"since": since, "until": until}
        picture = draw(self._store, figure, actors, types=types, title=title, **period)
        if path is not None:
            picture.write(path)
        return picture

    def show(self, actor: str, path: str | Path | None = None) -> SafeNetwork:
        """Return an actor's network as a pyvis page, and write it if a path is given."""
        page = self.ego(actor).to_pyvis()
        if path is not None:
            page.write_html(str(path))
        return page

    def export(self, form: str, path: str | Path) -> Path:
        """Write the graph as graphml, gexf, cypher (a file) or csv (a folder)."""
        from queries.exports import export

        return export(self._store, form, Path(path))
