"""When an act was: the date that is bound closest to its trigger.

Comes in: a trigger in its sentence. Goes out: an ISO date, and how loosely a time or a place is tied to a trigger.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clauses import is_predicate, relation
from extract.dates import DateMention
from extract.discourse import Discourse
from extract.grammar import ARRANGED, BEFORE, DATED_PAPERS, OCCASIONS, TIMES
from extract.triggers import Trigger

if TYPE_CHECKING:
    from extract.parsed import Token


DATED_PAPER = re.compile(rf"の(?:[^、。はがをに]{{0,24}})(?:{DATED_PAPERS})(?:案|文書)?[^一-鿿].*")
"""What follows the date of a paper up to an act that is about it."""
CONTENT = re.compile("の[^、。はがをに]{1,20}で")
"""What follows a date of what is agreed on: 来春|の来日で|合意."""
SINCE = re.compile(
    r"(?:(?:[・、や]|と)[0-9年月日]+)*(?:に(?:続|次|引き続)|(?:の[^、。]{0,12})?以来)"
)
"""What follows the date of the act before."""
ATTENDS = r"(?:に(?:臨[みんむ]|出席し|参加し)|中の)"
"""The rest of a clause about who is at a meeting or on a journey: 会談|に臨んだ, 訪米|中の."""
PRESENT = re.compile(rf"{ATTENDS}[^、。]*[はが]")
"""The same up to the day of what the sentence tells: 会談|に臨んだ両首脳は|28日、."""


def find_date(trigger: Trigger, discourse: Discourse, status: str) -> str | None:
    """Return the date bound closest to the trigger; an undated sentence goes on with the day of the telling."""
    dates = [
        d
        for d in trigger.sentence.dates
        if d.value and d.kind != "duration" and not _is_of_other(trigger, d)
        if discourse.fits(d.value, status, trigger.type)
        or (status == "occurred" and not trigger.verbal)
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
    news = trigger.verbal and not describes(trigger.token) and not BEFORE.search(trigger.text)
    return discourse.date or (discourse.month if news else None)


def _is_of_other(trigger: Trigger, date: DateMention) -> bool:
    """Whether a date ends something, is that of an act before (25日|に続き) or stands second (10日と|11日), is that of a document (1965年の|協定に反すると抗議), or of what is agreed on."""
    text = trigger.text
    second = text[date.start - 1] == "と" and any(
        d.end == date.start - 1 for d in trigger.sentence.dates
    )
    if (
        second
        or text.startswith("まで", date.end)
        or SINCE.match(text, date.end)
        or DATED_PAPER.fullmatch(text, date.end, trigger.start)
    ):
        return True
    agreed = trigger.type == "AGREED_WITH" and CONTENT.fullmatch(text, date.end, trigger.start)
    return bool(agreed) and not OCCASIONS.search(text, date.end, trigger.start)


def _date_cost(trigger: Trigger, date: DateMention) -> int | None:
    """How loosely a date is bound to the trigger; None for the date of another act."""
    text = trigger.text
    if text.startswith("、", date.end) and text[date.start - 1] in "はが、。":
        if trigger.end == date.start - 1:
            return 0  # 協議が|16日、ソウルで開かれ
        there = PRESENT.fullmatch(text, trigger.end, date.start)
        return 1 if date.end <= trigger.start or there else None
    return find_tie(trigger, date.start, date.end)


def find_tie(trigger: Trigger, start: int, end: int) -> int | None:
    """Return how loosely the phrase of a time or place is tied to the trigger; None where it is another act's."""
    token, doc = trigger.clauses.token(end - 1), trigger.clauses.doc
    if end <= trigger.start and ARRANGED.fullmatch(trigger.text, end, trigger.start):
        return 0
    for goal in trigger.heads:
        path = trigger.clauses.path(token, doc[goal])
        if path is not None:
            passed = [t for t in path[:-1] if is_predicate(t) and t.i not in trigger.heads]
            described = [t for t in passed if describes(t)]
            strange = [t for t in described if not _tells_time(t, trigger)]
            if not strange:
                return len(passed)
            return 3 if start == 0 and strange[0] is not passed[0] else None
    governor = governor_of(token)
    path = trigger.clauses.path(trigger.token, governor)
    if path is not None and governor.i > trigger.token.i:
        there = trigger.type == "VISITED" or re.match(ATTENDS, trigger.rest)
        aside = not there and any(map(describes, path[:-1]))
        return None if aside else 1  # 訪中した|外相は23日
    return 2 if end <= trigger.start and not describes(governor) else None


def governor_of(token: Token) -> Token:
    """Return the predicate that a phrase depends on, else the token at the top."""
    while token.head.i != token.i and not is_predicate(token):
        token = token.head
    return token


def _tells_time(token: Token, trigger: Trigger) -> bool:
    """Whether a relative clause describes the act (11日に開かれた|協議) or its occasion (1月に開かれた首脳会議で|署名)."""
    noun = token.head
    while relation(noun) in ("compound", "nmod") and not _cases(noun):
        noun = noun.head
    return noun.i in trigger.heads or bool({"で", "にて"} & set(_cases(noun)))


def _cases(noun: Token) -> list[str]:
    return [child.text for child in noun.children if relation(child) == "case"]


def describes(token: Token) -> bool:
    """Return whether a predicate heads a relative clause, and not one of time (…した際に)."""
    return relation(token) == "acl" and token.head.text not in TIMES
