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
# # Agreements and who signed them
#
# What was signed or agreed in the sample articles, by whom and when; on a timeline and on the map.

# %%
import os
import tempfile
from pathlib import Path

import gaiko
from gaiko.build import extract_to

folder = Path(os.environ.get("GAIKO_FOLDER") or tempfile.mkdtemp())
facts = folder / "samples.facts.jsonl"
extract_to(facts, [os.environ.get("GAIKO_SAMPLES", "../samples")])
url = os.environ.get("GAIKO_NOTEBOOK_DB", str(folder / "agreements.kgl"))
with gaiko.open(url, writable=True) as writable:
    writable.load(facts)
graph = gaiko.open(url)

# %% [markdown]
# ## What was signed
#
# An agreement is a node of its own: `SIGNED` leads from an actor to it.

# %%
SIGNED = """
MATCH (a:Actor)-[s:SIGNED]->(g:Agreement)
RETURN g.name AS agreement, min(s.date) AS signed, collect(DISTINCT a.name) AS signatories
ORDER BY signed, agreement
"""
graph.query(SIGNED).to_pandas()

# %% [markdown]
# A name such as 共同声明 is shared by many papers. Each signing stays an event of its own, with its sentence:

# %%
agreed = graph.agreements().to_pandas()
agreed = agreed[agreed["status"] == "occurred"]
agreed[["date", "type", "actors", "objects", "evidence"]].head(12)

# %% [markdown]
# Announced is not done. What was only planned, or called off?

# %%
open_ends = graph.agreements().to_pandas()
open_ends = open_ends[open_ends["status"] != "occurred"]
open_ends[["date", "status", "actors", "objects", "evidence"]]

# %% [markdown]
# ## On a timeline

# %%
PACTS = ["SIGNED", "AGREED_WITH"]
graph.plot("timeline", types=PACTS, title="署名と合意")

# %% [markdown]
# ## On the map
#
# Lines join the capitals of states that signed or agreed on something together; the thicker, the more often.

# %%
graph.plot("map", types=PACTS, title="署名と合意:地図")

# %% [markdown]
# ## Who signs with whom
#
# Signatories of the same paper, as a bipartite network and its projection.

# %%
import networkx as nx

papers = nx.Graph()
for row in graph.query(SIGNED):
    for name in row["signatories"]:
        papers.add_edge(name, row["agreement"])
signers = {name for row in graph.query(SIGNED) for name in row["signatories"]}
together = nx.bipartite.weighted_projected_graph(papers, signers)
sorted(((d["weight"], *sorted((a, b))) for a, b, d in together.edges(data=True)), reverse=True)[:8]

# %% [markdown]
# The evidence of the one that most outlets told of:

# %%
most_told = max(graph.agreements(), key=lambda row: (row["sources"], row["event"]))
[(row["marked"], row["source"], row["published"]) for row in graph.explain(most_told["event"])]

# %%
graph.explore(types=PACTS, evidence="full", title="署名と合意")

# %%
graph.close()
