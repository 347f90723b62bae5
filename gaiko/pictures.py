"""How a graph is looked at and handed over: network, measures, pages, figures, exports.

Comes in: actors, a period, a path. Goes out: a NetworkX graph, ``Rows``, a page or figure, a file. ``Graph`` has
these calls and the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from queries.rows import Rows

if TYPE_CHECKING:
    import networkx as nx

    from graph.stores.base import Store
    from queries.ego import Ego
    from queries.explorer import ExplorerPage
    from queries.explorer.reports import Evidence
    from queries.pages import SafeNetwork
    from queries.plots import Picture


class Pictures:
    """Pictures of the graph of a store."""

    _store: Store

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
