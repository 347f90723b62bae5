"""Acts over time: dots above and below a line, and the ladder of their intensity."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from graph.ontology import EventType, load_ontology
from queries.plots.canvas import LINE, SOFT, TONES, Picture, legend, new_figure
from queries.rows import Rows

SIZES = (6.0, 5.0, 4.0, 3.0, 2.2, 1.6)
"""Points of a dot: the largest that keeps the figure on a page."""
WIDE, HIGH = 9.0, 7.0
"""Inches of a figure: its width, and its height at the most."""
STEP = 1.9
"""Dots and the space between them, as a multiple of a dot."""


def timeline(rows: Rows, title: str) -> Picture:
    """Draw every dated act as a dot, cooperation above the line and conflict below."""
    dots, size = _fitted(rows)
    levels = [level for *_, level in dots] or [1]
    high = size * STEP / 72 * (max(levels) - min(levels))
    figure, axes = new_figure(WIDE, 1.9 + min(high, HIGH), title)
    for row, at, level in dots:
        _dot(axes, row, at, level, size)
    axes.axhline(0, color=SOFT, lw=0.8, zorder=1)
    axes.set_ylim(min(min(levels), -1) - 1, max(max(levels), 1) + 1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.margins(x=0.03)
    axes.grid(axis="x", color=LINE, lw=0.6)
    axes.set_axisbelow(True)
    _years(axes)
    legend(axes, hollow=True)
    return Picture(figure)


def ladder(rows: Rows, title: str) -> Picture:
    """Draw a rung for each type of act, the friendliest on top, and each act where it stands in time."""
    dated = _dated(rows)
    kinds = {row["type"]: load_ontology()[row["type"]] for row, _ in dated}
    rungs = sorted(kinds, key=lambda name: (kinds[name].intensity, name))
    figure, axes = new_figure(WIDE, 1.6 + 0.3 * len(rungs), title)
    for row, at in dated:
        _dot(axes, row, at, rungs.index(row["type"]))
    axes.set_yticks(range(len(rungs)), [_rung(kinds[name]) for name in rungs])
    axes.set_ylim(-0.7, max(len(rungs), 1) - 0.3)
    axes.margins(x=0.03)
    axes.grid(color=LINE, lw=0.6)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    _years(axes)
    legend(axes, hollow=True)
    return Picture(figure)


def _years(axes: Any) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(nbins=10, integer=True, min_n_ticks=1))
    axes.xaxis.set_major_formatter("{x:.0f}")


def _rung(kind: EventType) -> str:
    return f"{kind.label.ja} {kind.intensity:+g}"


def _dot(axes: Any, row: dict[str, Any], at: float, level: float, size: float = SIZES[0]) -> None:
    colour = TONES[load_ontology()[row["type"]].tone]
    fill = colour if row["status"] == "occurred" else "white"
    axes.plot(at, level, "o", ms=size, mec=colour, mfc=fill, mew=size / 5.5, alpha=0.9, zorder=3)


def _dated(rows: Rows) -> list[tuple[dict[str, Any], float]]:
    """Rows with a date, each with its years as a number: what is known to the year stands in its middle."""
    return [(row, to_years(row["date"])) for row in rows if row["date"]]


def to_years(prefix: str) -> float:
    """Return an ISO prefix as years, its middle where it is no day.

    >>> to_years("2024"), to_years("2024-07"), round(to_years("2024-01-01"), 3)
    (2024.5, 2024.541, 2024.001)
    """
    year = int(prefix[:4])
    if len(prefix) == 4:
        return year + 0.5
    day = date.fromisoformat(prefix if len(prefix) == 10 else f"{prefix}-16")
    return round(year + (day.timetuple().tm_yday - 0.5) / 365.25, 3)


def _fitted(rows: Rows) -> tuple[list[tuple[dict[str, Any], float, int]], float]:
    """Stack the dots as large as a page allows; smaller ones stand in more and lower stacks."""
    for size in SIZES:
        dots = _stacked(rows, round(WIDE * 72 / (size * 1.2)))
        levels = [level for *_, level in dots] or [1]
        if (max(levels) - min(levels)) * size * STEP / 72 <= HIGH:
            break
    return dots, size


def _stacked(rows: Rows, columns: int) -> list[tuple[dict[str, Any], float, int]]:
    """Dots of one time stand on each other: up from the line, of conflict down from it."""
    dated = _dated(rows)
    years = [at for _, at in dated] or [0.0]
    wide = (max(years) - min(years)) / columns or 1.0
    heights: dict[tuple[bool, int], int] = defaultdict(int)
    placed = []
    for row, at in dated:
        down = load_ontology()[row["type"]].tone == "adversarial"
        heights[down, round(at / wide)] += 1
        placed.append((row, at, heights[down, round(at / wide)] * (-1 if down else 1)))
    return placed
