"""Status and mode of an act, from the words around its trigger. The words are data (``status.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from extract.grammar import PHONE, VIDEO
from graph.model import Mode, Status

WORDS = Path(__file__).parent / "status.yaml"
DONE = re.compile(
    r"^(?:[をがにで](?:[^、。]{0,12}?))?(?:して|し|されて?|行い|行って|開き|開いて|行われ|開かれ)?(?:いる|いた|おり|た|ていた|った|だ)(?!ら|い|場合|時には)"
)
LINKED = re.compile(
    r"^(?:を?(?:行い|行って|開き|開いて)|し|して|せず|が[^、。]{0,20}(?:行われ|開かれ|開催され|実施され))、"
    r"|^し?て(?!い[たるな]|お[りらか]|き[たて]|ほし|欲し|もら|くださ|は|も)[一-鿿]"
)
"""…し、…: how far the act has come is said at the end of the sentence."""
STEM = re.compile(
    r"(?:[いきしちにびみりえけげせてねべめれ]、|(?:んで|って|いて|して)[^いおきほもく]|んで)$"
)
"""The end of a trigger that is a verb on its way to the next, and what follows: 懸念を伝え|、, 呼んで|抗."""
END = 12
"""Code points at the end of a sentence that say how far its acts have come."""


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {status: re.compile("|".join(words)) for status, words in table.items()}


def find_status(
    rest: str, speech: bool = False, before: str = "", *, trigger: str = "", occasion: bool = True
) -> Status | None:
    """Return the status that the words around a trigger give it; None where they assert no act.

    An act of ``speech`` is done by saying so: 支持する(と述べた). ``before`` is the sentence up to the
    trigger, where a relative clause may say that the act is ahead: 12月に予定している日韓|会談. An act may be
    the ``occasion`` on which something was agreed (会談で合意), else it is what was agreed on (共同開発で合意).

    >>> find_status("した。"), find_status("する方針だ。"), find_status("は中止になった。")
    ('occurred', 'planned', 'cancelled')
    >>> find_status("への対応を検討する"), find_status("を行わないよう求めた")
    ('occurred', None)
    >>> find_status("で合意した"), find_status("で合意した", occasion=False)
    ('occurred', 'planned')
    """
    clause = re.split(r"(?<=[たいるだ])が(?:、|(?=[一-鿿ァ-ヶ]))|。", rest)[0]
    if speech and _matches("said", clause):
        return "occurred"
    if LINKED.match(clause) or STEM.search(trigger + clause[:1]):
        return _at_the_end(clause[-END:], speech)
    clause = clause[:60]
    if _matches("unasserted", clause):
        return None
    decided: tuple[Status, ...] = ("cancelled", "denied", "occurred")
    for status in decided:
        if _matches(status, clause):
            return status
    if not occasion and _matches("agreed", clause):
        return "planned"
    if not speech and _matches("ahead", clause):
        return "planned"
    done = DONE.match(clause)
    ahead: tuple[Status, ...] = ("possible", "planned")
    for status in ahead:
        if _matches(status, done[0] if done else clause) or _matches(f"before_{status}", before):
            return status
    return "occurred"


def is_announced(rest: str) -> bool:
    """Return whether the words after a trigger announce the act.

    >>> is_announced("すると発表した。"), is_announced("する方針だ。")
    (True, False)
    """
    return _matches("announced", rest)


def is_linked(rest: str) -> bool:
    """Return whether a clause only leads on to the next (…を開き、), which tells how far both have come."""
    return bool(LINKED.match(rest))


def _at_the_end(clause: str, speech: bool) -> Status:
    if _matches("sentence_occurred", clause) or (speech and not _matches("foreseen", clause)):
        return "occurred"
    ahead: tuple[Status, ...] = ("possible", "planned")
    return next((status for status in ahead if _matches(f"sentence_{status}", clause)), "occurred")


def _matches(status: str, clause: str) -> bool:
    return bool(_words()[status].search(clause))


def find_mode(before: str, after: str, sides: int) -> Mode:
    """Return how the sides met: by the words beside and in the trigger, by their number, else in person.

    ``before`` ends with the trigger.
    """
    if PHONE.search(before[-18:] + after[:10]):
        return "phone"
    if VIDEO.search(before[-34:] + after[:10]):
        return "video"
    return "multilateral" if sides >= 3 else "in_person"
