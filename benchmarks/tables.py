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


def _profile(found: Figures) -> Iterator[str]:
    yield f"{found['articles']:,} articles, {found['tokens']:,} tokens. The products run at {found['gigaflops']} GFLOP/s; the rows beside those of tokens are {found['padding']:.1%} more, the sums take {found['sums']:.1%} of the products' time."
    yield ""
    yield from _shares(found["seconds"], "stage")
    yield ""
    yield "ja_ginza as it comes, over the first sentences:"
    yield ""
    yield from _shares(found["stock"], "component")


def _shares(seconds: dict[str, float], what: str) -> Iterator[str]:
    whole = sum(seconds.values())
    body = [[name, one, f"{one / whole:.1%}"] for name, one in seconds.items()]
    yield from _table([what, "processor, s", "share"], *body)


def _skipping(found: Figures) -> Iterator[str]:
    yield f"Of {found['sentences']:,} sentences in {found['articles']:,} articles, {found['parsed']:,} are parsed ({found['parsed'] / found['sentences']:.1%}):"
    yield ""
    yield from _table(
        ["", "processor, s", "articles/s"],
        *(
            [name, round(one, 2), round(found["articles"] / one, 1)]
            for name, one in found["seconds"].items()
        ),
    )
    yield ""
    yield f"{found['events']:,} events, of which {found['events_that_differ']} are told with or without skipping only; {found['mentions']:,} mentions, {found['mentions_that_differ']} of them so."


def _processes(found: Figures) -> Iterator[str]:
    body = [
        [
            number,
            one["wall"],
            one["cpu"],
            round(found["articles"] / one["wall"], 1),
            one["steady"],
            int(one["megabytes"]),
        ]
        for number, one in found["jobs"].items()
    ]
    head = ["processes", "wall, s", "processor, s", "articles/s", "without start-up", "memory, MB"]
    yield from _table(head, *body)
    yield ""
    yield f"Speed-up {found['speedup']}, without start-up {found['steady_speedup']}; processor time {found['processor_time']} times; the same bytes: {'yes' if found['same_bytes'] else 'no'}."


def _loading(found: Figures) -> Iterator[str]:
    head = ["store", "load_facts, rows/s", "bare UNWIND loop, rows/s", "ratio", "of processor time"]
    body = [
        [
            name,
            round(one["load_facts"]),
            round(one["bare_loop"]),
            round(one["ratio"], 2),
            round(one["processor"], 2),
        ]
        for name, one in ((name, found[name]) for name in ("kglite", "neo4j"))
    ]
    yield from _table(head, *body)
    both = found["writers"]
    ours, theirs = both["seconds"], both["neo4j-graphrag"]["seconds"]
    yield ""
    yield f"{both['nodes']:,} nodes and {both['edges']:,} edges into one Neo4j server: `load_facts`, from facts, {ours:.1f} s; neo4j-graphrag's writer, from ready nodes and edges, {theirs:.1f} s ({theirs / ours:.1f} times as long)."


def _growth(found: Figures) -> Iterator[str]:
    rate = found["extracted"] / found["extract"]["wall"]
    per_second = found["sample_per_cpu_second"]
    yield f"Extraction of {found['extracted']:,} articles: {rate:.1f} a second of wall time. In one process, start-up included, {found['sample']} of them take {per_second['original']} a second of processor time, and as many varied ones {per_second['varied']}. Their facts, and facts varied from them, into a graph:"
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
    "profile": ("Where the time of the extraction goes", _profile),
    "skipping": ("Parsing only where it pays", _skipping),
    "processes": ("Processes", _processes),
    "loading": ("Loading beside others", _loading),
    "growth": ("From articles to a graph", _growth),
    "start": ("Start", _start),
    "names": ("One actor or two", _names),
}
