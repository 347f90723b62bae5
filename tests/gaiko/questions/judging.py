"""Whether an answer is right: what it names against what a person read in the articles.

Comes in: the question files and answers. Goes out: ``Case`` and verdicts. Names may be shorter than the
answer's; dates are compared as far as both go, and an event whose day nobody tells is no day.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

from queries.asking import Answer

FOLDER = Path(__file__).parent
FILES = ("ja", "en", "later")
TODAY = "2026-02-01"
NAMES = {"names": "actor", "documents": "agreement", "places": "place"}


class Case(msgspec.Struct, frozen=True):
    """A question with its right answer, of the ``batch`` that its file is."""

    ask: str
    expected: dict[str, Any]
    language: str
    batch: str


def load_cases() -> list[Case]:
    """Return all questions but the paraphrases."""
    return [
        _case(str(one.pop("ask")), one, batch)
        for batch in FILES
        for one in yaml.safe_load((FOLDER / f"{batch}.yaml").read_text("utf-8"))
    ]


def load_paraphrases() -> list[list[Case]]:
    """Return the wordings of each core question."""
    groups = yaml.safe_load((FOLDER / "paraphrases.yaml").read_text("utf-8"))
    return [
        [_case(ask, group["answer"], "paraphrases") for ask in group["asked"]] for group in groups
    ]


def _case(ask: str, expected: dict[str, Any], batch: str) -> Case:
    return Case(ask, expected, "en" if batch == "en" or ask.isascii() else "ja", batch)


def is_right(answer: Answer, expected: dict[str, Any]) -> bool:
    """Whether an answer says what is expected, no more and no less."""
    ((key, value),) = expected.items()
    if answer.declined or key == "declined":
        return answer.declined and key == "declined"
    if key == "first":
        return bool(answer.rows) and answer.rows[0]["actor"] == value
    if key == "amounts":
        return sorted(one for row in answer.rows for one in row["amounts"]) == sorted(value)
    if key in NAMES:
        return _same_names([str(row.get(NAMES[key])) for row in answer.rows], value)
    if key == "days":
        return _same_days(answer, [str(day) for day in value])
    if key == "count":
        return (
            answer.question is not None
            and answer.question.asked == "count"
            and len(answer.rows) == value
        )
    return (
        answer.question is not None
        and answer.question.asked == "whether"
        and bool(answer.rows) == value
    )


def _same_names(told: list[str], expected: list[str]) -> bool:
    left = sorted(set(told))
    for name in expected:
        match = next((one for one in left if name == one), None) or next(
            (one for one in left if name in one), None
        )
        if match is None:
            return False
        left.remove(match)
    return not left


def _same_days(answer: Answer, expected: list[str]) -> bool:
    told = {str(row["date"]) for row in answer.evidence if row["date"]}
    wanted = set(expected)
    return len(told) == len(wanted) and all(
        any(a.startswith(b) or b.startswith(a) for b in wanted) for a in told
    )
