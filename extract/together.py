"""The sides of what two or more do together: talks, agreements, exercises.

Comes in: a trigger with the parties that its markers lead to. Goes out: all who take part, and who is only said to
have announced it left out.
"""

from __future__ import annotations

import re

from extract.grammar import (
    ANNOUNCED,
    ANNOUNCER,
    ATTENDED,
    CHAIR_AFTER,
    CHAIR_BEFORE,
    GATHERING,
    GROUPING,
    OCCASION,
    RANKS,
    SUBJECT,
)
from extract.inference import Inference
from extract.parties import ADDRESSED, Ids
from extract.phrases import Argument

ATTENDS = re.compile(
    rf"[がも][^、。]{{0,12}}?{ATTENDED.pattern}(?:し[たて、]|する[。予見]|した|[っり])"
)
PROPOSED = re.compile(
    r"(?:を|の[一-鿿]{2,4}を)[^。「」]{0,12}(?:提案|打診|呼び掛け|呼びかけ|求め|申し入れ|持ちかけ|要請)"
)
"""The rest of a clause about a meeting that is wished for."""
JOINED = re.compile("[をも](?:交え|加え)[たて]?[^、。はが]{0,16}$")
"""The words before talks whom somebody joins: 防衛相を|交えた|協議."""
CHAIRED = re.compile(r"(?:の?[0-9]+月)?の?議長(?:国)?(?:の|を|で|である|・|、|が|は)")
"""After the body that somebody is in the chair of."""
AHEAD = re.compile(r"れる[^、。]{0,24}$")
"""The end of a clause that describes a meeting to come: ハノイで開かれる|首脳会議では."""


class Together(Inference):
    """A trigger that knows who takes part in what it tells."""

    def _leaders(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        """日米|首脳会談: the leaders, if the article names those of all sides, stand for their states."""
        rank = re.search("|".join(RANKS), self.text[max(self.start - 4, 0) : self.end])
        if rank is None:
            return source, target
        sides = self.discourse.in_posts(source + target, RANKS[rank[0]])
        own = self.states(source)
        first = tuple(i for i in sides if self.discourse.behind(i) in own)
        return first, tuple(i for i in sides if i not in first)

    def _symmetric(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        sides = self._of_meeting(tuple(dict.fromkeys(source + target)))
        sides = tuple(dict.fromkeys((*sides, *self._attending())))
        if len(self.states(sides)) < 2 and "partner" in self.rule.carry and source:
            sides = tuple(
                dict.fromkeys((*sides, *self.discourse.partner(source, self.sentence.number)))
            )
        if len(self.states(sides)) < 2 and "meeting" in self.rule.carry and self.discourse.meeting:
            meeting = self.discourse.meeting
            if not sides or self.states(sides) & self.states(meeting):
                self.carried = True
                sides = self._with_meeting(sides, meeting)
        if sides and len(self.states(sides)) < 2 and JOINED.search(self.text, 0, self.start):
            sides = tuple(dict.fromkeys((*self.discourse.meeting, *sides)))
        if len(self.states(sides)) < 2:
            sides = self._hosted(sides) or self._by_roster(sides) or sides
            sides = tuple(dict.fromkeys((*sides, *self._proposed_to())))
        dropped = self.verbal and target and not source and "source" in self.rule.carry
        if dropped and len(self.states(sides)) < 2:
            sides = tuple(dict.fromkeys((*self._carried(sides), *sides)))
        sides = self._acting(sides)
        return sides[:1], sides[1:]

    def _of_meeting(self, sides: Ids) -> Ids:
        """Leave out who only comes to the meeting of a grouping, and all where a meeting is only the occasion."""
        bodies = [
            i
            for a in self.clauses.arguments
            if a.kind == "actor" and self._adjacent(a) and self._are_bodies(a.entities)
            for i in a.entities
        ]
        if self.type != "MET_WITH" or not bodies or CHAIRED.match(self.rest):
            return sides
        if OCCASION.match(self.rest):
            return ()
        if all(GROUPING.search(self.discourse.entities[i].name) for i in bodies):
            return tuple(i for i in sides if i in bodies)
        return sides

    def _acting(self, sides: Ids) -> Ids:
        """Name each side once: a state for who only announces its act, a person and not his own state."""
        announced = ANNOUNCED.match(self.rest)
        sides = tuple(
            dict.fromkeys(
                self.discourse.state_of(i) if announced and self._announces(i) else i for i in sides
            )
        )
        named = [a.entities for a in self.clauses.arguments if self._adjacent(a)]
        whole = {i for ids in named if len(ids) > 1 for i in ids}
        if self.type == "COOPERATED_WITH" and self.states(tuple(whole)) >= self.states(sides):
            return tuple(i for i in sides if i in whole)  # 首相は|日米|共同訓練を見送った
        persons = {e.country for i in sides if (e := self.discourse.entities[i]).type == "PERSON"}
        return tuple(i for i in sides if self.discourse.entities[i].code not in persons - {None})

    def _announces(self, actor: str) -> bool:
        """Whether an actor speaks for a state: 外務省, 報道官."""
        entity = self.discourse.entities[actor]
        words = (entity.position or "") if entity.type == "PERSON" else entity.name
        return entity.type != "COUNTRY" and bool(ANNOUNCER.search(words))

    def _attending(self) -> Ids:
        """会合を開き、日韓が|参加した: who takes part in what the trigger tells."""
        if not GATHERING.search(self.text[self.start : self.end]):
            return ()
        return tuple(
            i
            for a in self.clauses.arguments
            if a.kind == "actor" and a.marker in SUBJECT and a.start >= self.end
            if ATTENDS.match(self.text, a.end)
            for i in a.entities
        )

    def _proposed_to(self) -> Ids:
        """Bに対し、|会談|を開くよう提案した: with whom somebody wants to meet."""
        if "partner" not in self.rule.carry or not PROPOSED.match(self.rest):
            return ()
        asked = [
            a.entities
            for a in self.clauses.arguments
            if a.kind == "actor" and a.marker in ADDRESSED and a.end <= self.start
        ]
        return asked[-1] if asked else ()

    def _hosted(self, sides: Ids) -> Ids:
        """APECの|首脳会議|がベトナムのハノイで開かれる: a body meets, and the state that is host or in the chair."""
        apart = not sides or not self._are_bodies(sides) or ATTENDED.search(self.text)
        if "host" not in self.rule.carry:
            return ()
        if chaired := self._chaired(sides):
            return chaired
        if apart:
            return ()
        hosts = [
            a.entities
            for a in self.clauses.arguments
            if a.kind == "actor" and not set(a.entities) & set(sides) and self._is_host(a)
        ]
        return (*hosts[0], *sides) if hosts else ()

    def _chaired(self, sides: Ids) -> Ids:
        """安保理の|議長国の韓国は|会合|を開く: who is in the chair meets the body."""
        if len(self.states(sides)) != 1:
            return ()
        bodies = (
            a.entities
            for a in self.clauses.arguments
            if CHAIRED.match(self.text, a.name_end) and self._are_bodies(a.entities)
        )
        body = next(bodies, ())
        return (*sides, *body) if body and not set(body) & set(sides) else ()

    def _is_host(self, argument: Argument) -> bool:
        before, after = self.text[: argument.start], self.text[argument.end :]
        place = "で" in (argument.marker, argument.via) and not AHEAD.search(
            self.text, argument.end, self.start
        )
        return bool(CHAIR_BEFORE.search(before) or CHAIR_AFTER.match(after)) or (
            place
            and len(argument.entities) == 1
            and self.discourse.entities[argument.entities[0]].type == "COUNTRY"
        )

    def _are_bodies(self, actors: Ids) -> bool:
        return all(map(self.is_body, actors))

    def _by_roster(self, sides: Ids) -> Ids:
        """協定が|発足|した: those whom the article lists as taking part, where the sentence names none of them."""
        roster = self.discourse.roster
        fits = "roster" in self.rule.carry and self._are_bodies(sides)
        self.carried = self.carried or bool(fits and roster)
        return roster if fits else ()

    def _with_meeting(self, sides: Ids, meeting: Ids) -> Ids:
        """The sides of the last meeting; a person who is named now stands for those of the same state."""
        persons = tuple(i for i in sides if self.discourse.entities[i].type == "PERSON")
        others = (i for i in meeting if self.discourse.behind(i) not in self.states(persons))
        return tuple(dict.fromkeys((*persons, *others)))
