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
# # Japan and China, 2023–2026, by escalation ladder
#
# 18 short articles in our own words (`data/japan_china.jsonl`) tell of three years between Tokyo and Beijing: the release of
# treated water, a thaw, an answer in the Diet. Each act has its place on the Goldstein scale, from −10 to +10.

# %%
import os
import tempfile
from pathlib import Path

import gaiko
from gaiko.build import extract_to

folder = Path(os.environ.get("GAIKO_FOLDER") or tempfile.mkdtemp())
facts = folder / "japan_china.facts.jsonl"
extract_to(facts, [Path(os.environ.get("GAIKO_NOTEBOOK_DATA", "data")) / "japan_china.jsonl"])
url = os.environ.get("GAIKO_NOTEBOOK_DB", str(folder / "japan_china.kgl"))
with gaiko.open(url, writable=True) as writable:
    writable.load(facts)
graph = gaiko.open(url)

# %% [markdown]
# ## Everything that happened between the two
#
# The acts of ministers, ministries and coast guards count for their states.

# %%
acts = graph.between("日本", "中国", since="2023", until="2026").to_pandas()
acts[["date", "type", "status", "actors", "intensity", "evidence"]].head(10)

# %% [markdown]
# ## The ladder
#
# The friendliest rung on top. Hollow marks are plans, possibilities and what was called off.

# %%
graph.plot("ladder", "日本", "中国", since="2023", until="2026")

# %% [markdown]
# ## Up or down?
#
# The mean intensity of a quarter, and its lowest act. 2024-11 to 2025-10 is the thaw; November 2025 ends it.

# %%
import pandas as pd

dated = acts[acts["date"].str.len() == 10].assign(day=lambda rows: pd.to_datetime(rows["date"]))
dated = dated[dated["status"] == "occurred"]
quarters = dated.groupby(dated["day"].dt.to_period("Q"))["intensity"]
trend = quarters.agg(["size", "mean", "min"]).round(1)
trend

# %% [markdown]
# The quarter with the hardest mean, and what happened in it:

# %%
hardest = trend["mean"].idxmin()
inside = dated[dated["day"].dt.to_period("Q") == hardest].sort_values("intensity")
inside[["date", "type", "actors", "intensity", "evidence"]]

# %% [markdown]
# ## Who protests to whom
#
# Protests go both ways, yet not at the same level.

# %%
protests = graph.protests(since="2023").to_pandas()
protests[["date", "actors", "evidence"]]

# %% [markdown]
# Why does the graph say so? Actors stand in 【】, the trigger in ［］.

# %%
[row["marked"] for row in graph.explain(protests["event"].iloc[0])]

# %% [markdown]
# ## Both sides over time

# %%
graph.plot("timeline", "日本", "中国", since="2023", until="2026")

# %% [markdown]
# The same to explore: select 日本, press p, choose 中国.

# %%
graph.explore(actors=["日本", "中国"], since="2023", evidence="full", title="日本と中国 2023–2026")

# %%
graph.close()
