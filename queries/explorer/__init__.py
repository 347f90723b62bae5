"""The graph, or a selection of it, as one page to explore: network, time, evidence, table.

Comes in: an open store. Goes out: ``explore()``, a page that needs no network and no server. What the page
does in the browser is in ``page/``; what it shows is laid out and counted here.
"""

from queries.explorer.page_file import ExplorerPage, explore
from queries.explorer.reports import MOST_TEXT
from queries.explorer.selection import Selection

__all__ = ["MOST_TEXT", "ExplorerPage", "Selection", "explore"]
