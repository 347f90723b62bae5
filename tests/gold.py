"""The annotated articles, of the project and beside the checkout, extracted once for all tests of a run."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from gaiko.evaluate.annotation import Annotation
from gaiko.evaluate.report import Evaluation, evaluate, extract_gold, read_gold

SHARED = Path(__file__).parent.parent.parent / "shared"
OWN = Path(__file__).parent / "annotated/own.jsonl"
BESIDE = ("dev", "dev_wikinews")
SETS = (*BESIDE, OWN.stem)


def gold_path(name: str) -> Path:
    """Return an annotated file; without it the test is skipped, or fails where CI is set."""
    path = OWN if name == OWN.stem else SHARED / f"gold/{name}.jsonl"
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail("the annotated articles are not beside the checkout")
        pytest.skip("the annotated articles are not beside the checkout")
    return path


@cache
def found_in(path: Path) -> list[Annotation]:
    """Extract the texts of an annotated file, once in a run."""
    return extract_gold(path)


@cache
def judged(path: Path) -> Evaluation:
    """Compare what is found with an annotated file, once in a run."""
    return evaluate(read_gold(path), found_in(path))
