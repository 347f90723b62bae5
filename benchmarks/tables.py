"""The figures of ``docs/speed.json`` as the tables of ``docs/speed.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Figures = dict[str, Any]


def rows(figures: Figures) -> Iterator[str]:
    """Yield the lines of all tables, for the benchmarks that were run."""
    for name, (title, table) in TABLES.items():
        if found := figures.get(name):
            yield from (f"### {title}", "", *table(found), "")
            yield from (f"{found['date']}; {found['machine']}.", "")


def _table(head: list[str], *body: list[Any]) -> Iterator[str]:
    yield _row(head)
    yield f"|{'---|' * len(head)}"
    yield from map(_row, body)


def _row(cells: list[Any]) -> str:
    return f"| {' | '.join(f'{c:,}' if isinstance(c, int) else str(c) for c in cells)} |"


def _accelerator(found: Figures) -> Iterator[str]:
    rates = found["tokens_per_second"]
    head = [
        "sentences",
        "tokens",
        "that differ",
        "tokens/s, ja_ginza",
        "tokens/s, accelerated",
        "times",
    ]
    yield from _table(
        head,
        [
            found["texts"],
            found["tokens"],
            found["different"],
            rates["stock"],
            rates["fast"],
            found["ratio"],
        ],
    )


def _stacks(found: Figures) -> Iterator[str]:
    ratio = found["ratio"]
    body = [[name, rate, ratio[name]] for name, rate in found["tokens_per_second"].items()]
    yield from _table(["stack", "tokens/s", "accelerated is … times as fast"], *body)


def _extraction(found: Figures) -> Iterator[str]:
    head = [
        "clock",
        "ja_ginza alone, s",
        "parsing inside, s",
        "extraction as a whole, s",
        "whole / ja_ginza",
        "on top of the parsing",
    ]
    body = [
        [kind, one["stock"], one["parsing"], one["whole"], one["ratio"], f"{one['share']:.0%}"]
        for kind, one in ((kind, found[kind]) for kind in ("wall", "cpu"))
    ]
    yield from _table(head, *body)


def _processes(found: Figures) -> Iterator[str]:
    body = [
        [
            number,
            one["wall"],
            one["cpu"],
            round(found["articles"] / one["wall"], 1),
            int(one["megabytes"]),
        ]
        for number, one in found["jobs"].items()
    ]
    yield from _table(["processes", "wall, s", "processor, s", "articles/s", "memory, MB"], *body)
    yield ""
    yield f"Speed-up {found['speedup']}, processor time {found['processor_time']} times; the same bytes: {'yes' if found['same_bytes'] else 'no'}."


def _growth(found: Figures) -> Iterator[str]:
    rate = found["extracted"] / found["extract"]["wall"]
    yield f"Extraction of {found['extracted']:,} articles: {rate:.1f} a second of wall time. Their facts, and facts like them, into a graph:"
    yield ""
    head = [
        "articles",
        "load, s",
        "processor, s",
        "loaded/s",
        "articles/s, both",
        "memory of load, MB",
        "facts, MB",
        "graph, MB",
    ]
    body = [
        [
            one["articles"],
            one["load"]["wall"],
            one["load"]["cpu"],
            one["loaded_per_second"],
            one["built_per_second"],
            one["load"]["megabytes"],
            one["facts_megabytes"],
            one["graph_megabytes"],
        ]
        for one in found["runs"]
    ]
    yield from _table(head, *body)


def _start(found: Figures) -> Iterator[str]:
    body = [[name, found[name]] for name in ("python", "help", "query")]
    yield from _table(["command", "median, s"], *body)


def _names(found: Figures) -> Iterator[str]:
    body = [[name, *found[name].values()] for name in ("gaiko", "neo4j-graphrag")]
    yield f"{found['pairs']} pairs, {found['same']} of them the same actor:"
    yield ""
    yield from _table(["", "precision", "recall", "F1"], *body)


TABLES: dict[str, tuple[str, Callable[[Figures], Iterator[str]]]] = {
    "accelerator": ("The accelerator beside ja_ginza as it comes", _accelerator),
    "stacks": ("Beside spaCy 3.7.5 with GiNZA 5.2", _stacks),
    "extraction": ("Extraction beside bare ja_ginza", _extraction),
    "processes": ("Processes", _processes),
    "growth": ("From articles to a graph", _growth),
    "start": ("Start", _start),
    "names": ("One actor or two", _names),
}
