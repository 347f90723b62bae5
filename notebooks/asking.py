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
# # Questions and measures
#
# A graph of the sample articles answers questions in plain words, with evidence; its rows go to pandas,
# its network to NetworkX.

# %%
import os
import tempfile
from pathlib import Path

import gaiko
from gaiko.build import extract_to

samples = Path(os.environ.get("GAIKO_SAMPLES", "../samples"))
folder = Path(os.environ.get("GAIKO_FOLDER") or tempfile.mkdtemp())
extract_to(folder / "samples.facts.jsonl", [samples])
url = os.environ.get("GAIKO_NOTEBOOK_DB", str(folder / "asking.kgl"))
with gaiko.open(url, writable=True) as writable:
    writable.load(folder / "samples.facts.jsonl")
graph = gaiko.open(url)

# %% [markdown]
# ## Ask
#
# An answer shows its sentence, its rows, the sentences of the articles and, folded, the Cypher that ran.

# %%
graph.ask("岸田首相は2023年に誰と会談した?")

# %%
graph.ask("では2024年は?")

# %%
graph.ask("How many times did China protest to Japan?")

# %% [markdown]
# What is not understood is declined, never guessed at.

# %%
graph.ask("アトランティスは誰と会談した?")

# %% [markdown]
# ## Named questions

# %%
graph.questions().to_pandas()[["name", "en", "example"]].head(8)

# %%
graph.run("escalation", actor="日本", other="中国").to_pandas().head()

# %% [markdown]
# ## Measure
#
# Who stands between others, who belongs together, which pairs fell silent.

# %%
graph.central().to_pandas().head(8)

# %%
graph.links(since="2010").to_pandas()[
    ["actor", "other", "events", "last", "intensity", "silence"]
].head(8)

# %% [markdown]
# A chain of meetings; the dates of the second never go back, so news could have travelled along it.

# %%
graph.path("高市早苗", "ゼレンスキー").to_pandas()

# %%
graph.path("習近平", "高市早苗", in_time=True).to_pandas()

# %% [markdown]
# ## Look

# %%
graph.show("岸田文雄")
