"""Clauses to events: which rule fires, and what its event is made of.

Comes in: the sentences of one article with their arguments. Goes out: ``Found`` events over entity ids.
An event tells its sides as the most specific actors that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from extract import lexicon
from extract.discourse import HOME, Discourse
from extract.grammar import APART, ASIDE, CITATION
from extract.parties import Ids
from extract.patterns import find_triggers, load_patterns
from extract.setting import SINCE, find_date
from extract.sides import Sides
from extract.status import find_mode, find_status, is_announced, is_linked
from extract.told import Found, Sentence
from extract.venue import find_place
from graph.model import Status

NEAR = 300
"""Code points around a trigger in which its sides are looked for; news sentences are shorter."""


COUNTED = re.compile(r"[0-9一二三四五六七八九十数]+(?:回|度|例)目|ぶり")


FROM = re.compile("から|より|以降|付で")
"""What follows the day on which an act is to begin."""


def find_events(sentence: Sentence, discourse: Discourse) -> Iterator[Found]:
    """Yield the events that a sentence tells, in its order."""
    text = sentence.clauses.text
    if CITATION.search(text) or lexicon.unrelated().search(text):
        return
    taken: list[tuple[str, int, int]] = []
    for compiled, span in find_triggers(text):
        if sentence.clauses.names(*span) or any(
            kind == compiled.type and start < span[1] and span[0] < end
            for kind, start, end in taken
        ):
            continue
        event = _Telling(sentence, discourse, compiled, span).event()
        if event is not None:
            taken.append((compiled.type, *span))
            for one in _one_by_one(sentence, event):
                one.place = one.place or discourse.venue(one, text[: span[0]])
                discourse.hear(one, aside=bool(ASIDE.search(text)))
                yield one
                yield from _before(sentence, one)


def _one_by_one(sentence: Sentence, event: Found) -> Iterator[Found]:
    """Yield the talks of one with several, one by one, where the sentence parts them: BとCと相次いで|会談した."""
    before = sentence.clauses.text[: event.trigger[0]]
    if event.type != "MET_WITH" or len(event.target) < 2 or not APART.search(before):
        yield event
        return
    for partner in event.target:
        mode = "in_person" if event.mode == "multilateral" else event.mode
        yield msgspec.structs.replace(event, target=(partner,), mode=mode)


def _before(sentence: Sentence, event: Found) -> Iterator[Found]:
    """Yield the earlier acts that an act is counted from or goes on from: 25日に続き|発射|, 2006年・2009年以来3回目の|核実験|."""
    text = sentence.clauses.text
    counted = COUNTED.search(text)
    for date in sentence.dates if event.status == "occurred" else ():
        since = SINCE.match(text, date.end)
        if since and (counted or "続" in since[0]) and date.value not in (None, event.date):
            yield msgspec.structs.replace(event, date=date.value, place=None)


class _Telling(Sides):
    """One rule at one trigger, on its way to an event."""

    def event(self) -> Found | None:
        """Return the event, or None where a needed side is missing."""
        form = self.rule.form
        if (form == "verbal" and not self.verbal) or (form == "nominal" and self.verbal):
            return None
        return self._checked(*self.fill())

    def _starts(self) -> bool:
        """Whether the sentence says from when on: 4日から規制すると|発表."""
        return any(FROM.match(self.text, date.end) for date in self.sentence.dates)

    def _confidence(self, status: Status, actors: Ids) -> float:
        """The rule's, less where a side was guessed or acts for no state, the grammar is loose or the act ahead."""
        sides = (self.discourse.entities[i] for i in actors)
        stateless = any(not (side.code or side.country) for side in sides)
        loose = 0.15 * self.carried + 0.1 * (not self.verbal)
        unsure = 0.05 * (status != "occurred") + 0.05 * stateless
        return round(self.rule.confidence - loose - unsure, 2)

    def _status(self) -> Status | None:
        """Return how far the act has come, None where it is not asserted; what has its day behind it has happened."""
        patterns = load_patterns()[self.type]
        status = find_status(
            self.rest,
            patterns.speech,
            self.text[: self.start],
            trigger=self.text[self.start : self.end],
            occasion=self.type in ("MET_WITH", "AGREED_WITH"),
        )
        if status and patterns.announced and is_announced(self.rest) and not self._starts():
            return "occurred"
        if status in ("planned", "possible") and is_linked(self.rest):
            day = find_date(self, self.discourse, "occurred")
            return "occurred" if self.discourse.is_over(day) else status
        return status

    def _checked(self, source: Ids, target: Ids, objects: Ids) -> Found | None:
        sides = {"source": source, "target": target, "object": objects}
        if any(not sides[need] for need in self.rule.needs if need in sides):
            return None
        if "body" in self.rule.needs and not any(self.is_body(i) for i in target):
            return None
        if self.rule.who and not all(
            re.search(self.rule.who, self.discourse.entities[i].name) for i in source
        ):
            return None
        if self.type == "COERCED" and not target and self.states(source) == {HOME}:
            return None  # the police at home, and nobody whom the text names
        if "two" in self.rule.needs and len(self.states(source + target)) < 2:
            return None
        if target and self.states(source) == self.states(target) and self.type not in ("MET_WITH",):
            return None
        status = self._status()
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
            date=find_date(self, self.discourse, status),
            place=find_place(self, self.discourse, target),
            trigger=(self.start, self.end),
            rule=self.rule.id,
            confidence=self._confidence(status, source + target),
            sentence=self.sentence.number,
        )
