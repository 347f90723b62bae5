# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A first graph
#
# From the sample articles to a graph, three answers with their evidence, a table and a picture.
# Open this file as a notebook with jupytext, or run it as a script.

# %%
import os
import tempfile
from pathlib import Path

import gaiko
from gaiko.build import extract_to

samples = Path(os.environ.get("GAIKO_SAMPLES", "../samples"))
folder = Path(os.environ.get("GAIKO_FOLDER") or tempfile.mkdtemp())

# %% [markdown]
# ## Read
#
# Each article becomes one line of facts. A second run takes what is there.

# %%
report = extract_to(folder / "samples.facts.jsonl", [samples])
report.read, report.extracted, report.reused

# %% [markdown]
# ## Load
#
# Into a file, or into Neo4j: then the name is a URL such as `bolt://localhost:7687`.

# %%
url = os.environ.get("GAIKO_NOTEBOOK_DB", str(folder / "samples.kgl"))
with gaiko.open(url, writable=True) as writable:
    loaded = writable.load(folder / "samples.facts.jsonl")

graph = gaiko.open(url)
graph.stats().to_pandas().head(7)

# %% [markdown]
# ## Ask
#
# A question about two states finds the acts of their people as well.

# %%
rows = graph.between("日本", "中国", since="2010")
table = rows.to_pandas()
table[["date", "type", "status", "actors", "evidence"]].head(8)

# %% [markdown]
# How much of it was cooperation? `intensity` runs from −10 to 10.

# %%
occurred = table[table["status"] == "occurred"]
occurred.groupby("type")["intensity"].agg(["size", "mean"]).sort_values("mean")

# %% [markdown]
# Why does the graph say that somebody protested? Actors stand in 【】, the trigger in ［］.

# %%
protest = graph.protests()[0]
explained = graph.explain(protest["event"])
[(row["marked"], row["headline"], row["rule"]) for row in explained]

# %% [markdown]
# Anything else is Cypher that only reads.

# %%
signed = graph.query(
    "MATCH (a:Actor)-[r:SIGNED]->(g:Agreement) "
    "RETURN g.name AS agreement, collect(DISTINCT a.name) AS parties ORDER BY agreement LIMIT 5"
)
signed

# %% [markdown]
# ## Look
#
# Everything around Japan as a pyvis network. It needs no server and calls none; lines show date and sentence
# under the pointer.

# %%
graph.ego("日本").to_pyvis()

# %% [markdown]
# The whole graph as a page to explore, and the same as a file to send to somebody.

# %%
page = graph.explore(folder / "graph.html", title="見本の記事")
page

# %%
page.summary, f"{(folder / 'graph.html').stat().st_size / 1e6:.1f} MB"

# %% [markdown]
# As a NetworkX graph: who takes part in most events?

# %%
network = graph.network("日本")
busiest = sorted(network.degree, key=lambda pair: (-pair[1], pair[0]))[:5]
[(network.nodes[key]["label"], events) for key, events in busiest]

# %%
graph.close()
