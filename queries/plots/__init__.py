"""Figures for papers: acts over time, the ladder, who with whom, the map; as SVG, PNG or PDF.

Comes in: an open store. Goes out: a ``Picture``, which a notebook shows and ``write`` keeps. What moves is in
``queries.explorer``. Needs the extra ``plot``.
"""

from queries.plots.canvas import Picture
from queries.plots.figures import FIGURES, draw

__all__ = ["FIGURES", "Picture", "draw"]
