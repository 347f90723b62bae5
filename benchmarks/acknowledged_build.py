"""A build that says what it has acknowledged, in small groups, so that it can be killed between any two.

It is the build of ``gaiko build``: ``extract_to``, then ``Graph.load``. Each line on standard output is an
acknowledgement: ``extracted N`` or ``loaded N`` articles are safe from here on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import gaiko
import gaiko.build
import graph.load
from graph.errors import GaikoError


def main(articles: str, db: str, facts: str, group: str) -> None:
    """Extract ``articles`` to ``facts`` and load them into ``db``, ``group`` articles at a time."""
    gaiko.build.GROUP = graph.load.GROUP = int(group)
    gaiko.build.extract_to(Path(facts), [articles], progress=_saying("extracted"))
    with gaiko.open(db, writable=True) as opened:
        opened.load(facts, progress=_saying("loaded"))
    sys.stdout.write("closed 0\n")


def _saying(what: str) -> Callable[[int], None]:
    done = 0

    def progress(count: int) -> None:
        nonlocal done
        done += count
        sys.stdout.write(f"{what} {done}\n")
        sys.stdout.flush()

    return progress


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except GaikoError as error:
        sys.exit(f"gaiko: {error}")
