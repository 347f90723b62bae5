"""The ties of states on the map: arcs between capitals, over land shaded by the number of acts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from graph.stores.base import Store
from queries.plots.by_state import count_ties
from queries.plots.canvas import INK, TONES, Picture, halo, legend, new_figure
from queries.plots.geography import WEST, Point, capitals, outlines
from queries.rows import Rows

NAMED = 12
"""States that are named on the map."""
LAND, BUSY = "#eceae4", "#8fb0dc"
HIGH = 4.5
"""Degrees that a line of letters is high."""
Box = tuple[float, float, float, float]


def world(store: Store, rows: Rows, title: str) -> Picture:
    """Draw the ties of states as arcs between capitals, over outlines shaded by the number of acts."""
    ties = count_ties(store, rows)
    figure, axes = new_figure(10, 5.5, title)
    most = max(ties.acts.values(), default=1)
    for key, rings in outlines().items():
        _fill(axes, rings, _shade(ties.acts[key] / most))
    for key in sorted(ties.acts.keys() & capitals().keys() - outlines().keys()):
        axes.plot(
            *capitals()[key], "o", ms=4, mec="white", mew=0.4, mfc=_shade(ties.acts[key] / most)
        )
    busiest = max((tones.total() for tones in ties.pairs.values()), default=1)
    for (a, b), tones in sorted(ties.pairs.items(), key=lambda item: (item[1].total(), item[0])):
        if a in capitals() and b in capitals():
            _arc(axes, a, b, tones, busiest)
    _name(axes, {ties.names[key]: capitals()[key] for key in ties.ranked() if key in capitals()})
    axes.set(xlim=(WEST, WEST + 360), ylim=(-56, 78), aspect=1.25, xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    legend(axes)
    return Picture(figure)


def _shade(share: float) -> list[float]:
    from matplotlib.colors import to_rgb

    weight = share**0.5
    return [a + (b - a) * weight for a, b in zip(to_rgb(LAND), to_rgb(BUSY), strict=True)]


def _fill(axes: Any, rings: list[list[Point]], colour: list[float]) -> None:
    """Drawn twice: one of the two copies lies within the frame, or half of each."""
    for ring in rings:
        for shift in (0, 360):
            xs, ys = [x + shift for x, _ in ring], [y for _, y in ring]
            axes.fill(xs, ys, fc=colour, ec="white", lw=0.4, zorder=1)


def _arc(axes: Any, a: str, b: str, tones: Counter[str], most: int) -> None:
    from matplotlib.patches import FancyArrowPatch

    balance = tones["cooperative"] - tones["adversarial"]
    tone = "cooperative" if balance > 0 else "adversarial" if balance < 0 else "neutral"
    share = tones.total() / most
    axes.add_patch(
        FancyArrowPatch(
            capitals()[a],
            capitals()[b],
            connectionstyle="arc3,rad=0.18",
            arrowstyle="-",
            color=TONES[tone],
            lw=0.6 + 3.4 * share**0.7,
            alpha=0.35 + 0.5 * share,
            zorder=2,
        )
    )


def _name(axes: Any, places: dict[str, Point]) -> None:
    """Name the first ``NAMED`` capitals, each beside its dot where no other dot or name stands."""
    named = dict(list(places.items())[:NAMED])
    taken = [(x - 1, y - 1, x + 1, y + 1) for x, y in named.values()]
    for name, (x, y) in named.items():
        boxes = _beside(x, y, 3.7 * len(name))
        box = next(
            (one for one in boxes if not any(_overlap(one, other) for other in taken)), boxes[0]
        )
        taken.append(box)
        axes.plot(x, y, "o", ms=3, color=INK, zorder=4)
        halo(axes.text(box[0], box[1] + 0.6, name, fontsize=7.5, zorder=5))


def _beside(x: float, y: float, wide: float) -> list[Box]:
    """Where a name may stand: right or left of its dot, level with it, above or below; then further off."""
    corners = [
        (left, low)
        for far in (0, HIGH)
        for low in (y - HIGH / 2, y + 1 + far, y - HIGH - 1 - far)
        for left in (x + 1.6, x - 1.6 - wide, x - wide / 2)
        if far or low != y - HIGH / 2 or left != x - wide / 2
    ]
    return [(left, low, left + wide, low + HIGH) for left, low in corners]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
