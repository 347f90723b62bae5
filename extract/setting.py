"""When and where an act was: the date and the place that are bound closest to its trigger.

Comes in: a trigger in its sentence. Goes out: an ISO date, a place in the words of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clauses import is_predicate, relation
from extract.dates import DateMention
from extract.discourse import Discourse
from extract.grammar import BEFORE, TIMES
from extract.triggers import Trigger

if TYPE_CHECKING:
    from extract.parsed import Token

JOURNEY = re.compile(
    "[をにへ](?P<verb>(?:電撃|公式|国賓)?(?:訪れ|訪問|訪ね|到着|入り|入っ))(?P<on>(?:し|して|て)?、|て|して)?"
)
"""平壌を訪れ、…会談した: what a sentence goes on to tell was there; not キーウを訪れた首相は…."""


def find_date(trigger: Trigger, discourse: Discourse, status: str) -> str | None:
    """Return the date bound closest to the trigger; an undated sentence goes on with the day of the telling."""
    dates = [
        d
        for d in trigger.sentence.dates
        if d.value and d.kind != "duration" and not trigger.text.startswith("まで", d.end)
        if status != "occurred" or not trigger.verbal or discourse.is_past(d.value)
    ]
    ranked = [
        (cost, abs(trigger.start - d.end), d.value)
        for d in dates
        if (cost := _date_cost(trigger, d)) is not None
    ]
    if ranked:
        return min(ranked)[2]
    if status != "occurred":
        return None
    if trigger.sentence.is_title and discourse.lead:
        return discourse.lead
    news = trigger.verbal and not _describes(trigger.token) and not BEFORE.search(trigger.text)
    return discourse.date or (discourse.month if news else None)


def _date_cost(trigger: Trigger, date: DateMention) -> int | None:
    """How loosely a date is bound to the trigger; None for the date of another act."""
    if trigger.text.startswith("、", date.end) and trigger.text[date.start - 1] in "はが、。":
        if trigger.end == date.start - 1:
            return 0  # 協議が|16日、ソウルで開かれ
        return 1 if date.end <= trigger.start else None
    token, doc = trigger.clauses.token(date.end - 1), trigger.clauses.doc
    for goal in trigger.heads:
        path = trigger.clauses.path(token, doc[goal])
        if path is not None:
            passed = [t for t in path[:-1] if is_predicate(t) and t.i not in trigger.heads]
            described = [t for t in passed if _describes(t)]
            strange = [t for t in described if not _tells_time(t, trigger)]
            if not strange:
                return len(passed)
            return 3 if date.start == 0 and strange[0] is not passed[0] else None
    governor = token
    while governor.head.i != governor.i and not is_predicate(governor):
        governor = governor.head
    path = trigger.clauses.path(trigger.token, governor)
    if path is not None and governor.i > trigger.token.i:
        aside = trigger.type != "VISITED" and any(map(_describes, path[:-1]))
        return None if aside else 1  # 訪中した|外相は23日
    return 2 if date.end <= trigger.start and not _describes(governor) else None


def find_place(trigger: Trigger) -> str | None:
    """Return the place marked で before the trigger, or to which a journey led, in the words of the text."""
    ahead = [one for one in trigger.clauses.arguments if one.end <= trigger.start]
    for argument in ahead:
        words = trigger.text[argument.start : argument.end]
        place = argument.kind == "place" or re.fullmatch(r"[ァ-ヶー一-鿿]+", words)
        if argument.marker == "で" and place:
            return words
    for argument in reversed(ahead):
        gone = JOURNEY.match(trigger.text, argument.end)
        if (
            argument.kind == "place"
            and gone
            and (gone["on"] or gone.start("verb") <= trigger.start < gone.end())
        ):
            return trigger.text[argument.start : argument.end]
    return None


def _tells_time(token: Token, trigger: Trigger) -> bool:
    """Whether a relative clause describes the act (11日に開かれた|協議) or its occasion (1月に開かれた首脳会議で|署名)."""
    noun = token.head
    while relation(noun) in ("compound", "nmod") and not _cases(noun):
        noun = noun.head
    return noun.i in trigger.heads or "で" in _cases(noun)


def _cases(noun: Token) -> list[str]:
    return [child.text for child in noun.children if relation(child) == "case"]


def _describes(token: Token) -> bool:
    """Whether a predicate heads a relative clause, and not one of time (…した際に)."""
    return relation(token) == "acl" and token.head.text not in TIMES
