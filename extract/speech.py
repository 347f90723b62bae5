"""What is said and who says it: quotations, and clauses that a verb of speech takes.

Comes in: a trigger in its sentence. Goes out: ``Saying``, the stretch that holds the trigger, and the
argument that names the speaker. Serves words that judge or demand (遺憾だ, すべきだ): their own subject is
whom they are about, and who says them stands outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from extract.clauses import relation
from extract.grammar import QUOTED, SAID, SUBJECT
from extract.phrases import Argument

if TYPE_CHECKING:
    from extract.triggers import Trigger

REACH = 30
"""Code points after a saying in which its speaker may follow (…」と河野外相は述べた)."""


class Saying(msgspec.Struct, frozen=True):
    """Where a saying begins and ends; ``quoted`` if marks enclose it."""

    start: int
    end: int
    quoted: bool


def find_saying(text: str, start: int, end: int) -> Saying | None:
    """Return the saying around a stretch of a sentence, or None.

    >>> find_saying("外相は「発射は遺憾だ」と述べた。", 7, 9)
    Saying(start=3, end=10, quoted=True)
    >>> find_saying("外相は発射は遺憾だと述べた。", 6, 8)
    Saying(start=0, end=9, quoted=False)
    """
    opening, closing = _marks(text, start, end)
    if opening is not None:
        return Saying(opening, closing, True) if QUOTED.match(text, closing) else None
    said = SAID.match(text, end)
    return Saying(0, said.start("that"), False) if said else None


def _marks(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Return where the outermost quotation around a stretch begins and ends."""
    depth, at = 0, start
    while (at := max(text.rfind("「", 0, at), text.rfind("」", 0, at))) >= 0:
        depth += 1 if text[at] == "「" else -1
        if depth > 0:
            closing = text.find("」", end)
            return (at, closing) if closing >= 0 else (None, 0)
    return None, 0


def is_quoted_apart(text: str, at: int, trigger: int) -> bool:
    """Whether a place lies in a saying that the trigger stands outside of: 「中国は…」と|批判|.

    >>> is_quoted_apart("外相は「中国は守れ」と批判した。", 4, 11)
    True
    """
    opening, closing = _marks(text, at, at)
    inside = opening is not None and opening <= trigger < closing
    return opening is not None and not inside and bool(QUOTED.match(text, closing))


def find_speaker(trigger: Trigger, saying: Saying) -> Argument | None:
    """Return who says it: the subject before a quotation or after it, else the first of two subjects."""
    subjects = [
        a
        for a in trigger.clauses.arguments
        if a.kind == "actor"
        and (
            a.marker in SUBJECT
            or _before_quote(trigger, a, saying)
            or trigger.text.startswith("から、", a.end)
        )
    ]
    after = [a for a in subjects if saying.end < a.start < saying.end + REACH]
    if saying.quoted:
        before = [a for a in subjects if a.end <= saying.start][::-1]
        of_speech = [a for a in before if _reaches_past(trigger, a, saying)]
        return next(iter(of_speech + before + after), None)
    before = [a for a in subjects if a.end <= trigger.start]
    if len(before) > 1 or (before and not _belongs(trigger, before[0])):
        return before[0]
    return next(iter(after), None)


def _before_quote(trigger: Trigger, argument: Argument, saying: Saying) -> bool:
    """石破首相「…」: in a headline the speaker needs no marker."""
    return (
        saying.quoted
        and trigger.sentence.is_title
        and (
            trigger.text[argument.end : saying.start] in ("", "、", " ")
            or (argument.start == 0 and argument.marker == "、")
        )
    )


def _reaches_past(trigger: Trigger, argument: Argument, saying: Saying) -> bool:
    """Whether a subject's predicate stands after the quotation: 王氏は、米国が続ければ「…」と|述べた|."""
    predicate = trigger.clauses.predicate_of(argument)
    return predicate is not None and predicate.idx >= saying.end


def _belongs(trigger: Trigger, argument: Argument) -> bool:
    """Whether a subject depends on the trigger itself, not on the verb of speech."""
    token = trigger.clauses.token(argument.end - 1)
    return argument.marker in SUBJECT and token.head.i in trigger.heads


def is_said_by_stranger(trigger: Trigger, saying: Saying) -> bool:
    """Whether the verb of speech has a subject that is no known actor (住民は「…」と述べた)."""
    doc, clauses = trigger.clauses.doc, trigger.clauses
    verb = next((t for t in doc if t.idx > saying.end and t.tag_.startswith("動詞")), None)
    return verb is not None and any(
        relation(child) == "nsubj"
        and not saying.start < child.idx < saying.end
        and not any(a.start <= child.idx < a.end for a in clauses.arguments)
        for child in verb.children
    )
