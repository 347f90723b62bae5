"""Interactive pages through pyvis: one file, no network, everything escaped.

Stock pyvis calls two CDNs, lays out in the browser and runs scripts from titles; this subclass keeps its
interface, brings its own template with autoescape and a Content-Security-Policy, and fixed positions.
"""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from graph.ontology import load_ontology

TEMPLATES = Path(__file__).parent / "templates"
TONES = {"cooperative": ("協力", "#00796b"), "neutral": ("往来", "#5f6b7a"), "adversarial": ("対立", "#c2570c")}
KINDS = {"Country": ("box", "#dbe7fb"), "Person": ("ellipse", "#efe3fb"), "Organization": ("hexagon", "#f6ecd2")}
START = (
    "const data = JSON.parse(document.getElementById('network-data').textContent);"
    "window.network = new vis.Network(document.getElementById('mynetwork'),"
    "{nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges)}, data.options);"
    "network.once('afterDrawing', () => { document.body.dataset.ready = '1'; });"
)
DRAWING = {
    "physics": {"enabled": False}, "layout": {"improvedLayout": False}, "interaction": {"hover": True, "keyboard": True, "tooltipDelay": 60},
    "edges": {"smooth": {"type": "curvedCW", "roundness": 0.15}, "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}}, "font": {"size": 10}},
}


class SafeNetwork(Network):  # type: ignore[misc]
    """A pyvis network whose page is offline and whose texts are only ever text."""

    def __init__(self, heading: str, height: str = "86vh", width: str = "100%") -> None:
        super().__init__(height=height, width=width, directed=True, heading=heading, cdn_resources="in_line")
        self.set_template_dir(str(TEMPLATES), "network.html")
        self.templateEnv.autoescape = True

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """Return the page; the arguments are pyvis's and change nothing here."""
        nodes, edges, heading, height, width, _ = self.get_network_data()
        script = _vis_script()
        self.html = self.templateEnv.get_template("network.html").render(
            nodes=nodes, edges=edges, heading=heading, height=height, width=width, drawing=DRAWING, vis_script=script, start_script=START,
            hashes=[_hash(script), _hash(START)], legend=list(TONES.values()))
        return str(self.html)

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page as UTF-8, whatever the locale."""
        Path(name).write_text(self.generate_html(), encoding="utf-8")

    def _repr_html_(self) -> str:
        import html

        return f'<iframe sandbox="allow-scripts" style="width:100%;height:520px;border:0" srcdoc="{html.escape(self.generate_html())}"></iframe>'


@cache
def _vis_script() -> str:
    path = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"
    script = re.sub(r"\n?//# sourceMappingURL=.*", "", path.read_text(encoding="utf-8"))
    return script.replace("</script", "<\\/script")


def _hash(script: str) -> str:
    return base64.b64encode(sha256(script.encode()).digest()).decode()


def to_pyvis(network: nx.MultiDiGraph[str], heading: str) -> SafeNetwork:
    """Return a network as a page: positions by a seeded spring layout, parallel edges kept."""
    page = SafeNetwork(heading)
    spread = 130 * max(len(network), 4) ** 0.5
    positions = nx.spring_layout(nx.Graph(network), seed=1, iterations=80) if len(network) > 1 else dict.fromkeys(network, (0.0, 0.0))
    for key, values in sorted(network.nodes(data=True)):
        shape, colour = KINDS[values["kind"]]
        x, y = positions[key]
        page.add_node(key, label=_short(values["label"]), title=f"{values['label']}\n{values['kind']}", shape=shape, color=colour, x=float(x) * spread, y=float(y) * spread)
    for a, b, _, values in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[2]):
        page.add_edge(a, b, **_edge_style(values))
    page.set_options(json.dumps(DRAWING))
    return page


def _edge_style(values: dict[str, Any]) -> dict[str, Any]:
    kind = load_ontology()[values["type"]]
    title = f"{values['date'] or '日付不明'} {kind.label.ja}({values['status']})\n{values['evidence']}\n— {values['article']}"
    return {"label": kind.label.ja, "title": title, "color": TONES[kind.tone][1], "dashes": values["status"] != "occurred"}


def _short(label: str) -> str:
    return label if len(label) <= 24 else label[:23] + "…"
