"""Status and mode of an act, from the words around its trigger. The words are data (``status.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from graph.model import Mode, Status

WORDS = Path(__file__).parent / "status.yaml"
DONE = re.compile(
    r"^(?:[をがにで](?:[^、。]{0,12}?))?(?:して|し|行い|行って|開き|開いて|行われ|開かれ)?(?:いる|いた|おり|た|ていた|った|だ)(?!ら|い|場合|時には)"
)
VIDEO = re.compile(r"オンライン|テレビ会[談議]|ビデオ|テレビ電話|リモート|ウェブ")
PHONE = re.compile(r"電話")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {status: re.compile("|".join(words)) for status, words in table.items()}


def find_status(rest: str) -> Status | None:
    """Return the status that the words after a trigger give it; None where they assert no act.

    >>> find_status("した。"), find_status("する方針だ。"), find_status("は中止になった。")
    ('occurred', 'planned', 'cancelled')
    >>> find_status("への対応を検討する"), find_status("を行わないよう求めた")
    ('occurred', None)
    """
    clause = re.split(r"(?<=[たいるだ])が、|。", rest)[0][:60]
    if _matches("unasserted", clause):
        return None
    decided: tuple[Status, ...] = ("cancelled", "denied", "occurred")
    for status in decided:
        if _matches(status, clause):
            return status
    done = DONE.match(clause)
    ahead: tuple[Status, ...] = ("possible", "planned")
    for status in ahead:
        if _matches(status, done[0] if done else clause):
            return status
    return "occurred"


def _matches(status: str, clause: str) -> bool:
    return bool(_words()[status].search(clause))


def find_mode(before: str, after: str, states: int) -> Mode:
    """Return how the sides met: by the words beside the trigger, by three or more states, else in person."""
    around = before[-14:] + after[:10]
    if PHONE.search(around):
        return "phone"
    if VIDEO.search(before[-30:] + after[:10]):
        return "video"
    return "multilateral" if states >= 3 else "in_person"
