"""The page as one file: shell, style, scripts and the packed tables, put together here.

The scripts of ``page/`` share one scope and are joined in the order of ``SCRIPTS``; vis-network comes from
the installed pyvis. Nothing of an article is ever part of markup or of a script.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from graph.stores.base import Store
from queries.explorer.reports import MOST_TEXT, Evidence
from queries.explorer.selection import Selection, select_events
from queries.explorer.tables import CONTROL, Reading, to_tables
from queries.pages import script_hash, vis_script

PAGE = Path(__file__).parent / "page"
SCRIPTS = (
    *("texts", "basics", "model", "state", "choice", "colours", "renderer", "labels", "network"),
    *("evidence", "charts", "drawer", "actor", "pair", "event", "time", "table", "search", "panel"),
    *("pictures", "exports", "main"),
)
SHOWN = 300
"""Actors that a page shows at first; more cannot be told apart on a screen."""
TITLE = "外交関係"


class ExplorerPage:
    """A page to explore; ``html`` is the whole file."""

    def __init__(self, tables: dict[str, Any], title: str) -> None:
        self.tables = tables
        self.title = title

    @property
    def html(self) -> str:
        """The file as text; the same tables give the same bytes."""
        script, style = app_script(), (PAGE / "style.css").read_text(encoding="utf-8")
        shell = Environment(loader=FileSystemLoader(PAGE), autoescape=True)
        return shell.get_template("shell.html").render(
            title=self.title,
            style=style,
            style_hash=script_hash(style),
            tables=_packed(self.tables | {"title": self.title}),
            vis_script=vis_script(),
            app_script=script,
            hashes=[script_hash(vis_script()), script_hash(script)],
            version=version("gaiko"),
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many actors, events and articles the page holds."""
        names = ("actors", "events", "articles")
        return {name: len(next(iter(self.tables[name].values()))) for name in names}

    @property
    def evidence(self) -> Evidence:
        """How much of a sentence the page quotes: less than was asked for if that was too much."""
        used: Evidence = self.tables["evidence"]
        return used

    @property
    def summary(self) -> str:
        """How much the page holds, in a line."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())

    def write(self, path: str | Path) -> Path:
        """Write the page as UTF-8, whatever the locale."""
        Path(path).write_text(self.html, encoding="utf-8")
        return Path(path)

    def _repr_html_(self) -> str:
        style = "width:100%;height:720px;border:0"
        may = 'sandbox="allow-scripts allow-downloads" allow="clipboard-write"'
        return f'<iframe {may} style="{style}" srcdoc="{html.escape(self.html)}"></iframe>'


def explore(
    store: Store,
    selection: Selection | None = None,
    *,
    evidence: Evidence = "snippet",
    limit: int = SHOWN,
    title: str | None = None,
    reading: Reading | None = None,
    most_text: int | None = MOST_TEXT,
) -> ExplorerPage:
    """Return the graph, or a selection of it, as a page.

    ``evidence`` is how much of a sentence it quotes, less if the sentences take more than ``most_text``
    bytes (None: no limit); ``limit`` how many actors it shows at first; ``reading`` gives the kana of a name
    for its search. ``UnknownActor`` and ``GaikoError`` name what is not there.
    """
    rows = select_events(store, selection or Selection())
    tables = to_tables(store, rows, evidence=evidence, limit=limit, most=most_text, reading=reading)
    return ExplorerPage(tables | {"limit": limit}, title or TITLE)


@cache
def app_script() -> str:
    """Return the page's own script: the files of ``page/`` in one scope."""
    parts = (Path(PAGE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();"


def _packed(tables: dict[str, Any]) -> str:
    """As JSON, compressed without a time stamp, in letters that cannot end a script."""
    text = json.dumps(_clean(tables), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _clean(value: Any) -> Any:
    """Without control characters: no file of the page's exports may hold them."""
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_clean(one) for one in value]
    return value
