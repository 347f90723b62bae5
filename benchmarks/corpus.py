"""The articles that a benchmark's command line names."""

from __future__ import annotations

import argparse
from itertools import islice

from extract.articles import read_articles
from graph.errors import InputError
from graph.model import Article


def named_articles(about: str | None, most: int) -> list[Article]:
    """Return the articles of the paths on the command line, the samples if it has none; at most ``most`` unless it says otherwise.

    ``about`` is what ``--help`` tells.
    """
    options = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("paths", nargs="*", default=["samples"])
    options.add_argument("--most", type=int, default=most, help="articles read at most")
    chosen = options.parse_args()
    problems: list[InputError] = []
    return list(islice(read_articles(chosen.paths, problems=problems.append), chosen.most))
