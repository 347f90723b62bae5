"""Interactive pages through pyvis: one file, no network, everything escaped.

Stock pyvis calls two CDNs, lays out in the browser and runs scripts from titles; this subclass keeps its
interface, brings its own template with autoescape and a Content-Security-Policy, and fixed positions.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections import Counter, defaultdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from graph.ontology import load_ontology
from queries.layout import lay_out, shorten

TEMPLATES = Path(__file__).parent / "templates"
TONES = {
    "cooperative": ("協力", "#00796b"),
    "neutral": ("往来", "#5f6b7a"),
    "adversarial": ("対立", "#c2570c"),
}
KINDS = {
    "Country": ("国", "box", "#dbe7fb"),
    "Person": ("人", "ellipse", "#efe3fb"),
    "Organization": ("組織", "hexagon", "#f6ecd2"),
    "Agreement": ("文書", "star", "#e3e8ee"),
}
OTHER_KIND = ("その他", "dot", "#e3e8ee")
STATUSES = {
    "occurred": "実施",
    "planned": "予定",
    "possible": "可能性",
    "cancelled": "中止",
    "denied": "否定",
}
MOST_SHOWN = 300
"""Actors on a page; more cannot be told apart on a screen."""
BENT = 0.6
"""Roundness that the parallel edges of a pair share: beyond it they are loops."""
FACES = "Hiragino Sans, Yu Gothic UI, Noto Sans CJK JP, Meiryo, sans-serif"
DRAWING = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": True, "tooltipDelay": 60},
    "nodes": {"font": {"size": 16, "face": FACES}, "scaling": {"label": {"drawThreshold": 3}}},
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.5}, "from": {"scaleFactor": 0.5}},
        "font": {"size": 11, "face": FACES, "strokeWidth": 0, "background": "#fbfaf7"},
        "scaling": {"label": {"drawThreshold": 8}},  # the words come when one looks closer
    },
}


class SafeNetwork(Network):  # type: ignore[misc]
    """A pyvis network whose page is offline and whose texts are only ever text."""

    def __init__(self, heading: str, note: str = "", height: str = "30rem") -> None:
        super().__init__(
            height=height, width="100%", directed=True, heading=heading, cdn_resources="in_line"
        )
        self._note = note
        self.set_options(json.dumps(DRAWING))
        self.set_template_dir(str(TEMPLATES), "network.html")
        self.templateEnv.autoescape = True

    def set_options(self, options: str) -> None:
        """Take vis-network's options, ``{…}`` in JSON; unlike pyvis's own it can be called again."""
        self.options = json.loads(options[options.index("{") :])

    def generate_html(
        self, name: str = "index.html", local: bool = True, notebook: bool = False
    ) -> str:
        """Return the page; the arguments are pyvis's and change nothing here."""
        nodes, edges, heading, height, _, options = self.get_network_data()
        script = vis_script()
        self.html = self.templateEnv.get_template("network.html").render(
            nodes=nodes,
            edges=_numbered(edges),
            heading=heading,
            height=height,
            note=self._note,
            drawing=json.loads(options),
            vis_script=script,
            start_script=start_script(),
            hashes=[script_hash(script), script_hash(start_script())],
            style=style(),
            style_hash=script_hash(style()),
            tones=list(TONES.values()),
            kinds=list(KINDS.values()),
        )
        return str(self.html)

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page as UTF-8, whatever the locale."""
        Path(name).write_text(self.generate_html(), encoding="utf-8")

    def show(self, name: str, local: bool = True, notebook: bool = True) -> SafeNetwork:
        """Write the page and return the network: a notebook shows it, with no file beside it."""
        self.write_html(name)
        return self

    def _repr_html_(self) -> str:
        page = html.escape(self.generate_html())
        style = "width:100%;height:560px;border:0"
        return f'<iframe sandbox="allow-scripts" style="{style}" srcdoc="{page}"></iframe>'


def _numbered(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With ids, or vis-network makes up random ones; each parallel edge bends more than the one before."""
    parallel = Counter((edge["from"], edge["to"]) for edge in edges)
    beside: Counter[tuple[Any, Any]] = Counter()
    numbered = []
    for number, edge in enumerate(edges):
        pair = edge["from"], edge["to"]
        bend = round(0.08 + beside[pair] * min(0.1, BENT / parallel[pair]), 3)
        beside[pair] += 1
        numbered.append({"id": number, "smooth": {"type": "curvedCW", "roundness": bend}, **edge})
    return numbered


@cache
def style() -> str:
    """Return the style sheet of a page."""
    return (TEMPLATES / "network.css").read_text(encoding="utf-8")


@cache
def start_script() -> str:
    """Return the page's own script."""
    return (TEMPLATES / "network.js").read_text(encoding="utf-8")


@cache
def vis_script() -> str:
    """Return vis-network as pyvis brings it, fit for a page: no source map, no end of a script."""
    path = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"
    script = re.sub(r"\n?//# sourceMappingURL=.*", "", path.read_text(encoding="utf-8"))
    return script.replace("</script", "<\\/script")


def script_hash(text: str) -> str:
    """Return what a Content-Security-Policy calls a script or a style sheet by."""
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def to_pyvis(network: nx.MultiDiGraph[str], heading: str, *, most: int = MOST_SHOWN) -> SafeNetwork:
    """Return a network as a page: positions by a seeded spring layout, parallel edges kept.

    Of more than ``most`` nodes those with most edges are shown, and the page says so.
    """
    shown = _busiest(network, most)
    left = len(network) - len(shown)
    page = SafeNetwork(heading, f"ほかに{left}のアクターは表示していません。" if left else "")
    labels = {key: shorten(values["label"]) for key, values in shown.nodes(data=True)}
    for key, (x, y) in lay_out(shown, labels).items():
        page.add_node(key, label=labels[key], x=x, y=y, **_node_style(shown.nodes[key]))
    words = _words(shown)
    for start, end, _, values in sorted(shown.edges(keys=True, data=True), key=_by_date):
        # The first line of a pair bears the words of all: those of each would lie over one another.
        page.add_edge(
            start, end, label=words.pop(frozenset((start, end)), ""), **_edge_style(values)
        )
    return page


def _words(network: nx.MultiDiGraph[str]) -> dict[frozenset[str], str]:
    """What the lines of each pair tell of, the most frequent first."""
    told: defaultdict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for start, end, kind in network.edges(data="event_type"):
        told[frozenset((start, end))][load_ontology()[kind].label.ja] += 1
    return {
        pair: "\n".join(
            word if count == 1 else f"{word} {count}"
            for word, count in sorted(words.items(), key=lambda item: (-item[1], item[0]))
        )
        for pair, words in told.items()
    }


def _by_date(edge: tuple[str, str, str, dict[str, Any]]) -> tuple[str, str]:
    return edge[3]["date"], edge[2]


def _busiest(network: nx.MultiDiGraph[str], most: int) -> nx.MultiDiGraph[str]:
    ranked = sorted(network, key=lambda key: (-network.degree(key), key))
    return network.subgraph(ranked[:most])


def _node_style(values: dict[str, Any]) -> dict[str, Any]:
    kind, shape, colour = KINDS.get(values["kind"], OTHER_KIND)
    return {"title": f"{values['label']}\n{kind}", "shape": shape, "color": colour, "size": 14}


def _edge_style(values: dict[str, Any]) -> dict[str, Any]:
    kind = load_ontology()[values["event_type"]]
    when, status = values["date"] or "日付不明", STATUSES[values["status"]]
    source = f"{values['article']}({values['source'] or '出典不明'})"
    return {
        "title": f"{when} {kind.label.ja}({status})\n{values['evidence']}\n— {source}",
        "color": TONES[kind.tone][1],
        "dashes": values["status"] != "occurred",
        "arrows": "to, from" if kind.symmetric else "to",
    }
