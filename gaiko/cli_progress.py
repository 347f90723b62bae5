"""The progress bar of commands that read articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from gaiko.wording import say


def count_articles(paths: Sequence[str], mapping: Mapping[str, str]) -> int | None:
    """Count the articles first, for the time left; standard input can be read only once.

    Nobody waits for a bar that nobody sees.
    """
    if "-" in paths or not sys.stderr.isatty():
        return None
    from extract.articles import read_articles

    return sum(1 for _ in read_articles(paths, columns=mapping, problems=lambda _: None))


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar of articles, articles per second and time left; yield what advances it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    rate = TextColumn("{task.fields[rate]}")
    layout = (TextColumn(say("articles")), BarColumn(), MofNCompleteColumn(), rate, TimeLeft())
    console = Console(stderr=True)
    with Progress(*layout, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("articles", total=total, rate="")

        def advance(done: int) -> None:
            bar.advance(task, done)
            speed = bar.tasks[0].speed
            bar.update(task, rate=say("{:.1f} articles/s").format(speed) if speed else "")

        yield advance
