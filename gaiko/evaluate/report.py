"""One evaluation: what is compared, the figures of it, and how they are written as JSON.

Comes in: an annotated file and, if there is one, a facts file; else the annotated texts are extracted.
Goes out: ``Evaluation``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from gaiko.evaluate.annotation import Annotation, pair_up, read_annotations, to_annotation
from gaiko.evaluate.bootstrap import Figure, Value, figures
from gaiko.evaluate.calibration import BINS, bin_name, count_claims
from gaiko.evaluate.measure import ALL, MEASURES, SHARES, Key, count
from graph.errors import InputError

Pairs = list[tuple[Annotation, Annotation]]
Claims = list[tuple[str, Figure]]
"""Bins of confidence or rules, with the share of their events that is right."""


class Evaluation(msgspec.Struct, frozen=True):
    """Gold articles with what was found in them, and the figures over all and by type."""

    pairs: Pairs
    figures: dict[Key, Figure]

    def of_type(self, measure: str) -> dict[str, Figure]:
        """Return the figures of a measure by type."""
        return {
            kind: figure
            for (name, kind), figure in self.figures.items()
            if name == measure and kind
        }

    @property
    def calibration(self) -> Claims:
        """The bins of confidence that hold events, each with the share that is right."""
        bins = self.of_type("confidence")
        names = dict.fromkeys(bin_name(*limits) for limits in BINS)
        return [(name, bins[name]) for name in names if name in bins]

    @property
    def rules(self) -> Claims:
        """The rules that found events, those first that found most wrong ones."""
        found = self.of_type("rule")
        wrong = {name: one.tally.found - one.tally.right for name, one in found.items()}
        return [
            (name, found[name]) for name in sorted(found, key=lambda name: (-wrong[name], name))
        ]


def evaluate(gold: list[Annotation], found: list[Annotation]) -> Evaluation:
    """Compare facts with the gold; an article that is missing among those found counts as empty."""
    pairs = pair_up(gold, found)
    return Evaluation(pairs, figures([count(*pair) | count_claims(*pair) for pair in pairs]))


def read_gold(path: Path) -> list[Annotation]:
    """Return the annotated articles of a file; ``InputError`` if there is none."""
    gold = list(read_annotations(path))
    if not gold:
        raise InputError("no annotated article in the file", path=str(path))
    return gold


def read_found(path: Path) -> list[Annotation]:
    """Return the articles of a facts file; ``InputError`` names the first line that is none."""
    return list(read_annotations(path))


def extract_gold(path: Path, progress: Callable[[int], None] = lambda _: None) -> list[Annotation]:
    """Extract the articles of an annotated file; ``InputError`` if one cannot be read."""
    return list(_extracted(path, progress))


def _extracted(path: Path, progress: Callable[[int], None]) -> Iterator[Annotation]:
    from extract.articles import read_articles
    from extract.pipeline import Extractor

    problems: list[InputError] = []
    articles = list(read_articles([path], problems=problems.append))
    if problems:
        raise problems[0]
    for facts in Extractor.load().extract(articles):
        progress(1)
        yield to_annotation(facts)


def to_json(evaluation: Evaluation, types: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the figures as plain values; of types only those named, if any are."""
    found = evaluation.figures
    return {
        "articles": len(evaluation.pairs),
        **{m: _counted(found[m, ALL]) for m in MEASURES if (m, ALL) in found},
        **{m: _shared(found[m, ALL]) for m in SHARES if (m, ALL) in found},
        "by_type": {
            f"{measure}:{kind}": _shared(figure) if measure in SHARES else _counted(figure)
            for (measure, kind), figure in found.items()
            if measure in MEASURES + SHARES and kind and (not types or kind in types)
        },
        "calibration": [
            {"confidence": name, **_shared(figure)} for name, figure in evaluation.calibration
        ],
        "rules": [{"rule": name, **_shared(figure)} for name, figure in evaluation.rules],
    }


def _counted(figure: Figure) -> dict[str, Any]:
    return {
        "precision": _value(figure.precision),
        "recall": _value(figure.recall),
        "f1": _value(figure.f1),
        **msgspec.to_builtins(figure.tally),
    }


def _shared(figure: Figure) -> dict[str, Any]:
    return {**_value(figure.precision), "right": figure.tally.right, "of": figure.tally.found}


def _value(value: Value) -> dict[str, Any]:
    return {key: round(share, 3) for key, share in msgspec.to_builtins(value).items()}
