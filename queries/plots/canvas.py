"""The paper: a figure with a Japanese font, quiet axes and the colours of the page; written without a date."""

from __future__ import annotations

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graph.errors import GaikoError

INK, SOFT, LINE = "#1c2430", "#586270", "#d9d6ce"
TONES = {"cooperative": "#0b7a70", "neutral": "#8b95a1", "adversarial": "#c2520c"}
TONE_NAMES = {"cooperative": "協力", "neutral": "往来", "adversarial": "対立"}
MARGIN = 0.12
"""Inches around a figure."""
SUFFIXES = (".svg", ".png", ".pdf")
SETTINGS = {
    "svg.hashsalt": "gaiko",  # else ids are random
    "svg.fonttype": "path",
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "text.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


class Picture:
    """A finished figure; a notebook shows it as SVG."""

    def __init__(self, figure: Any) -> None:
        self.figure = figure

    def write(self, path: str | Path) -> Path:
        """Write it in the format of the suffix; ``GaikoError`` names those there are."""
        path = Path(path)
        if path.suffix.lower() not in SUFFIXES:
            raise GaikoError(f"{path.name}: pictures are {', '.join(SUFFIXES)}")
        path.write_bytes(self._content(path.suffix.lower()[1:]))
        return path

    def _content(self, form: str) -> bytes:
        """The same picture gives the same bytes: no date, no random ids."""
        dates = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
        out = io.BytesIO()
        with settings():
            self.figure.savefig(out, format=form, dpi=200, metadata=dates.get(form))
        return out.getvalue()

    def _repr_svg_(self) -> str:
        return self._content("svg").decode()


def new_figure(width: float, height: float, title: str) -> tuple[Any, Any]:
    """Return a figure of so many inches with a title, and its axes."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure = Figure(
        figsize=(width, height), layout=ConstrainedLayoutEngine(w_pad=MARGIN, h_pad=MARGIN)
    )
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", fontsize=13, color=INK, pad=12)
    axes.tick_params(length=0)
    return figure, axes


def settings() -> Any:
    """Return the context in which figures are drawn and written; ``GaikoError`` without the extra."""
    if find_spec("matplotlib") is None or find_spec("matplotlib_fontja") is None:
        raise GaikoError("pictures need the extra plot: pip install 'gaiko[plot]'")
    from matplotlib import rc_context

    return rc_context(SETTINGS | {"font.family": [_font(), "DejaVu Sans"]})


@cache
def _font() -> str:
    """Register the font that matplotlib-fontja brings, without its change of the global settings."""
    from matplotlib.font_manager import FontProperties, fontManager

    spec = find_spec("matplotlib_fontja")
    assert spec and spec.origin
    path = Path(spec.origin).parent / "fonts" / "ipaexg.ttf"
    fontManager.addfont(str(path))
    return str(FontProperties(fname=str(path)).get_name())


def legend(axes: Any, *, hollow: bool = False) -> None:
    """Name the tones below the axes; with ``hollow`` also what has not occurred."""
    from matplotlib.lines import Line2D

    def mark(label: str, colour: str, fill: str) -> Any:
        return Line2D([], [], marker="o", ls="", mec=colour, mfc=fill, label=label)

    marks = [mark(name, TONES[tone], TONES[tone]) for tone, name in TONE_NAMES.items()]
    if hollow:
        marks.append(mark("予定・可能性・中止・否定", SOFT, "white"))
    axes.figure.legend(
        handles=marks,
        loc="outside lower left",
        ncols=4,
        frameon=False,
        fontsize=8,
        handletextpad=0.2,
    )


def halo(text: Any) -> None:
    """Set a text off from what lies under it."""
    from matplotlib.patheffects import withStroke

    text.set_path_effects([withStroke(linewidth=2, foreground="white")])
