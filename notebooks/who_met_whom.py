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
# # Who met whom, and when
#
# 25 years of meetings in the sample articles: who meets most, whom one stops meeting, who brings whom together.
# `GAIKO_NOTEBOOK_DB` may be the URL of a Neo4j server; every cell is the same there.

# %%
import os
import tempfile
from pathlib import Path

import gaiko
from gaiko.build import extract_to

folder = Path(os.environ.get("GAIKO_FOLDER") or tempfile.mkdtemp())
facts = folder / "samples.facts.jsonl"
extract_to(facts, [os.environ.get("GAIKO_SAMPLES", "../samples")])
url = os.environ.get("GAIKO_NOTEBOOK_DB", str(folder / "meetings.kgl"))
with gaiko.open(url, writable=True) as writable:
    writable.load(facts)
graph = gaiko.open(url)

# %% [markdown]
# ## The busiest
#
# A question about a state counts the meetings of its people as well.

# %%
for name in ("日本", "韓国", "北朝鮮"):
    met = graph.who_met(name)
    print(name, [(row["counterpart"], row["meetings"], row["last"]) for row in met[:4]])

# %% [markdown]
# Every meeting with its day, place and the sentence that tells it:

# %%
meetings = graph.timeline("日本").to_pandas()
meetings = meetings[(meetings["type"] == "MET_WITH") & (meetings["status"] == "occurred")]
meetings[["date", "actors", "place", "mode", "evidence"]].tail(8)

# %% [markdown]
# ## Over time
#
# One line a year: with the people of which states did those of Japan meet?

# %%
STATES = """
MATCH (e:Event) WHERE e.event_type = 'MET_WITH' AND e.status = 'occurred' AND $state IN e.states
UNWIND e.states AS other
WITH e, other WHERE other <> $state
MATCH (c:Country) WHERE c.id = other
RETURN c.name AS state, e.date.year AS year, count(e) AS meetings ORDER BY year, state
"""
by_year = graph.query(STATES, {"state": "JPN"}).to_pandas().dropna(subset=["year"])
by_year.pivot_table(index="state", columns="year", values="meetings", aggfunc="sum", fill_value=0)

# %%
graph.plot("timeline", "日本", types=["MET_WITH"], title="日本の会談")

# %% [markdown]
# ## Who with whom
#
# Circles grow with the number of meetings.

# %%
graph.plot("matrix", types=["MET_WITH"], title="会談:国と国")

# %% [markdown]
# ## Who brings whom together
#
# Betweenness in the network of meetings: through whom does the shortest way lead?

# %%
import networkx as nx

talks = nx.Graph()
network = graph.network()
for a, b, kind in network.edges(data="event_type"):
    if kind == "MET_WITH":
        talks.add_edge(network.nodes[a]["label"], network.nodes[b]["label"])
between = nx.betweenness_centrality(talks)
sorted(((round(value, 2), name) for name, value in between.items()), reverse=True)[:6]

# %% [markdown]
# The two in the main part of the network who are furthest from each other, and the way between them:

# %%
main_part = talks.subgraph(max(nx.connected_components(talks), key=len))
distances = dict(nx.all_pairs_shortest_path_length(main_part))
far = max((steps, a, b) for a, reached in distances.items() for b, steps in reached.items())
nx.shortest_path(main_part, far[1], far[2])

# %% [markdown]
# ## Look
#
# The page below is the whole of the meetings: drag the two thumbs of the time bar, or press play.

# %%
graph.explore(types=["MET_WITH"], evidence="full", title="誰が誰に会ったか")

# %%
graph.close()
