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
folder = Path(tempfile.mkdtemp())

# %% [markdown]
# ## Read
#
# Each article becomes one line of `facts.jsonl`. A second run takes what is there.

# %%
report = extract_to(folder / "facts.jsonl", [samples])
report.read, report.extracted, dict(report.events)

# %% [markdown]
# ## Load

# %%
with gaiko.open(str(folder / "samples.kgl"), writable=True) as writable:
    loaded = writable.load(folder / "facts.jsonl")

graph = gaiko.open(str(folder / "samples.kgl"))
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
# The picture needs no network; lines show date and sentence under the pointer.

# %%
graph.show("日本")

# %% [markdown]
# The same part as a NetworkX graph: who takes part in most events?

# %%
network = graph.network("日本")
busiest = sorted(network.degree, key=lambda pair: (-pair[1], pair[0]))[:5]
[(network.nodes[key]["label"], events) for key, events in busiest]

# %%
graph.close()
