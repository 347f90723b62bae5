"""Clauses to events: which rule fires, who fills its sides, how far, how, when and where.

Comes in: the sentences of one article with their arguments. Goes out: ``Found`` events over entity ids.
An event tells its sides as the most specific actors that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import lexicon
from extract.clauses import is_predicate, relation
from extract.dates import DateMention
from extract.discourse import Discourse
from extract.grammar import BEFORE, CITATION, OWNED, RANKS, TIMES
from extract.patterns import Compiled, compiled_rules, load_patterns
from extract.phrases import Argument
from extract.status import find_mode, find_status
from extract.told import Found, Sentence
from extract.triggers import Trigger, closeness
from graph.ontology import load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Token


NEAR = 300
"""Code points around a trigger in which its sides are looked for; news sentences are shorter."""


def find_events(sentence: Sentence, discourse: Discourse) -> Iterator[Found]:
    """Yield the events that a sentence tells."""
    text = sentence.clauses.text
    if CITATION.search(text) or lexicon.unrelated().search(text):
        return
    taken: list[tuple[str, int, int]] = []
    for compiled in compiled_rules():
        for match in compiled.trigger.finditer(text):
            span = (match.start(), match.end())
            if sentence.clauses.names(*span) or any(
                kind == compiled.type and start < span[1] and span[0] < end
                for kind, start, end in taken
            ):
                continue
            event = _Binder(sentence, discourse, compiled, span).event()
            if event is not None:
                taken.append((compiled.type, *span))
                discourse.hear(event)
                yield event


class _Binder(Trigger):
    """Fills the sides of one rule at one trigger."""

    def __init__(
        self, sentence: Sentence, discourse: Discourse, compiled: Compiled, span: tuple[int, int]
    ) -> None:
        super().__init__(sentence, compiled, span)
        self.discourse, self.carried = discourse, False

    # -- sides

    def event(self) -> Found | None:
        """Return the event, or None where a needed side is missing."""
        form = self.rule.form
        if (form == "verbal" and not self.verbal) or (form == "nominal" and self.verbal):
            return None
        source, target, objects = (
            self._side(m) for m in (self.rule.source, self.rule.target, self.rule.object)
        )
        stranger = self._stranger()
        if stranger:
            source = ()
        if (
            self.rule.passive
            and self.verbal
            and re.match(r"(?:[さらいきび]|をさ)?れ[たてる、]", self.rest)
        ):
            source, target = self._passive(target)
        if self.rule.passive and re.match(r"を(?:受け|浴び)", self.rest) and self.verbal:
            suffered = self._side(["subject"])
            if suffered:
                source, target = self._side(["から", "による", "の", "mod"]), suffered
        if not target and self.rule.place:
            target = self._side(self.rule.target, place=True)
        if not target and "clause" in self.rule.target:
            target = tuple(i for i in self._clause_subject() if i not in source)
        if not source and "source" in self.rule.carry and self.verbal and not stranger:
            source = self._carried(target)
        if self.rule.infer and self.verbal and source and not target:
            target = self._inferred(source)
        if load_ontology()[self.type].symmetric:
            source, target = self._symmetric(source, target)
        if self.type == "SIGNED":
            source, target = tuple(dict.fromkeys(source + target)), ()
        if self.type == "MET_WITH":
            source, target = self._leaders(source, target)
        target = tuple(t for t in target if t not in source)
        return self._checked(source, target, objects)

    def _leaders(
        self, source: tuple[str, ...], target: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """日米|首脳会談: the leaders, if the article names those of all sides, stand for their states."""
        rank = re.search("|".join(RANKS), self.text[max(self.start - 4, 0) : self.end])
        persons = {i for i in source + target if self.discourse.entities[i].type == "PERSON"}
        keys = RANKS[rank[0]] if rank else frozenset()
        named = {i: self.discourse.holders(i, keys) for i in source + target if i not in persons}
        if rank is None or not all(named.values()):
            return source, target
        sides = (
            dict.fromkeys(one for i in side for one in named.get(i, (i,)))
            for side in (source, target)
        )
        return tuple(next(sides)), tuple(next(sides))

    def _checked(
        self, source: tuple[str, ...], target: tuple[str, ...], objects: tuple[str, ...]
    ) -> Found | None:
        sides = {"source": source, "target": target, "object": objects}
        if any(not sides[need] for need in self.rule.needs if need in sides):
            return None
        if "two" in self.rule.needs and len(self._states(source + target)) < 2:
            return None
        if (
            target
            and self._states(source) == self._states(target)
            and self.type not in ("MET_WITH",)
        ):
            return None
        status = find_status(self.rest, load_patterns()[self.type].speech, self.text[: self.start])
        if status is None:
            return None
        number = self.discourse.sides(source + target)
        return Found(
            type=self.type,
            source=source,
            target=target,
            object=objects,
            status=status,
            mode=find_mode(self.text[: self.end], self.rest, number)
            if self.type == "MET_WITH"
            else None,
            date=self._date(status),
            place=self._place(),
            trigger=(self.start, self.end),
            rule=self.rule.id,
            confidence=round(
                self.rule.confidence - 0.15 * self.carried - 0.1 * (not self.verbal), 2
            ),
            sentence=self.sentence.number,
        )

    def _states(self, ids: tuple[str, ...]) -> set[str]:
        return {self.discourse.behind(i) for i in ids}

    def _passive(self, target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        by = self._side(["に", "から", "による"])
        subject = self._side(["subject"]) or self._side(OWNED)
        return by, subject or tuple(t for t in target if t not in by)

    def _carried(self, target: tuple[str, ...]) -> tuple[str, ...]:
        topic = tuple(i for i in self.discourse.topic if i not in target)
        self.carried = bool(topic)
        return topic

    def _inferred(self, source: tuple[str, ...]) -> tuple[str, ...]:
        """Return the only other state that the sentence names before the trigger, else the headline."""
        own = self._states(source)
        named = [
            i
            for a in self.clauses.arguments
            if a.kind == "actor" and a.end <= self.start and a.marker not in ("mod", "によると")
            for i in a.entities
        ]
        headline = self.discourse.headline if self.rule.infer == "headline" else ()
        topic = [
            i
            for a in self.clauses.arguments
            if a.marker == "は" and a.kind == "actor" and a.end <= self.start
            for i in a.entities
        ]
        for candidates in (topic, named, headline):
            others = {
                self.discourse.behind(i): i
                for i in candidates
                if self.discourse.behind(i) not in own
            }
            if others:
                self.carried = True
                return (next(iter(others.values())),) if len(others) == 1 else ()
        return ()

    def _symmetric(
        self, source: tuple[str, ...], target: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        sides = tuple(dict.fromkeys(source + target))
        if len(self._states(sides)) < 2 and "meeting" in self.rule.carry and self.discourse.meeting:
            meeting = self.discourse.meeting
            if not sides or self._states(sides) & self._states(meeting):
                self.carried = True
                sides = self._with_meeting(sides, meeting)
        if len(self._states(sides)) < 2 and "source" in self.rule.carry and sides and not source:
            sides = tuple(dict.fromkeys((*self._carried(sides), *sides)))
        return sides[:1], sides[1:]

    def _with_meeting(self, sides: tuple[str, ...], meeting: tuple[str, ...]) -> tuple[str, ...]:
        """The sides of the last meeting; a person who is named now stands for those of the same state."""
        persons = tuple(i for i in sides if self.discourse.entities[i].type == "PERSON")
        others = (i for i in meeting if self.discourse.behind(i) not in self._states(persons))
        return tuple(dict.fromkeys((*persons, *others)))

    def _side(self, markers: list[str], place: bool = False) -> tuple[str, ...]:
        """Return the entities of the best argument with one of the markers, closest bound and nearest first.

        With ``place`` the states in which places lie.
        """
        if "right" in markers:
            return self.right
        best: tuple[int, int, int, Argument] | None = None
        kind = "place" if place else "agreement" if markers is self.rule.object else "actor"
        for argument in self.clauses.arguments:
            near = self.start - NEAR < argument.start < self.end + NEAR
            if not near or self.start <= argument.start < self.end:
                continue
            if argument.kind != kind:
                continue
            cost = self._cost(argument, markers)
            if cost is not None:
                key = (cost, closeness(argument, markers), abs(self.start - argument.end))
                if best is None or key < best[:3]:
                    best = (*key, argument)
        found = best[3].entities if best else ()
        return self.discourse.states_of_places(found) if place else found

    # -- when and where

    def _date(self, status: str) -> str | None:
        """The date bound closest to the trigger; an undated sentence goes on with the day of the telling."""
        dates = [
            d
            for d in self.sentence.dates
            if d.value and d.kind != "duration" and not self.text.startswith("まで", d.end)
        ]
        ranked = [
            (cost, abs(self.start - d.end), d.value)
            for d in dates
            if (cost := self._date_cost(d)) is not None
        ]
        if ranked:
            return min(ranked)[2]
        if status != "occurred" or dates:
            return None
        news = self.verbal and not _describes(self.token) and not BEFORE.search(self.text)
        return self.discourse.date or (self.discourse.month if news else None)

    def _date_cost(self, date: DateMention) -> int | None:
        """How loosely a date is bound to the trigger; None for the date of another act."""
        if self.text.startswith("、", date.end) and self.text[date.start - 1] in "はが、。":
            return 1 if date.end <= self.start else None
        token, doc = self.clauses.token(date.end - 1), self.clauses.doc
        for goal in self.heads:
            path = self.clauses.path(token, doc[goal])
            if path is not None:
                passed = [t for t in path[:-1] if is_predicate(t) and t.i not in self.heads]
                described = [t for t in passed if _describes(t)]
                return None if not all(map(_is_occasion, described)) else len(passed)
        governor = token
        while governor.head.i != governor.i and not is_predicate(governor):
            governor = governor.head
        path = self.clauses.path(self.token, governor)
        if path is not None and governor.i > self.token.i:
            return None if any(map(_describes, path[:-1])) else 1
        return 2 if date.end <= self.start and not _describes(governor) else None

    def _place(self) -> str | None:
        for argument in self.clauses.arguments:
            words = self.text[argument.start : argument.end]
            place = argument.kind == "place" or re.fullmatch(r"[ァ-ヶー一-鿿]+", words)
            if argument.marker == "で" and argument.end <= self.start and place:
                return words
        return None


def _is_occasion(token: Token) -> bool:
    """Whether a relative clause describes the occasion of an act: 1月に開かれた首脳会議で|署名."""
    return any(relation(child) == "case" and child.text == "で" for child in token.head.children)


def _describes(token: Token) -> bool:
    """Whether a predicate heads a relative clause, and not one of time (…した際に)."""
    return relation(token) == "acl" and token.head.text not in TIMES
