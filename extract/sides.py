"""Who fills the sides of a trigger: by marker, by voice, from the sentences before, as its type has them.

Comes in: a trigger in its sentence and what the sentences before have established. Goes out: entity ids.
"""

from __future__ import annotations

import re

from extract.grammar import ADOPTED, OWNED
from extract.inference import GIVING
from extract.parties import Ids
from extract.together import Together
from graph.ontology import load_ontology

RECEIVED = frozenset({"AIDED", "CONCEDED_TO", "SANCTIONED"})
"""Types of acts that a state receives, where no person is named beside them: 日本政府は、|供与|を約束した."""
VIOLENT = frozenset({"ATTACKED", "COERCED"})
ADMITTED = re.compile(
    "(?:の事実|したこと|への関与)?(?:を|について)(?:公式に|正式に|初めて)?(?:認め|謝罪|わび|詫び|陳謝)"
)
"""The rest of a clause whose subject owns up to what his state did: 拉致を|認めた."""
AGREED_ON = re.compile(
    "[^。、]{0,40}?(?:ことで(?:大筋)?(?:合意|一致|申し合わせ)|ことを(?:改めて|再)?確認)"
)
"""The rest of a clause about what leaders agreed that their states do."""


class Sides(Together):
    """A trigger that knows all its sides."""

    def fill(self) -> tuple[Ids, Ids, Ids]:
        """Return source, target and object; a side that nobody fills is empty."""
        if self.rule.said:
            return (*self._said(), ())
        source = self._side(self.rule.source)
        taken = () if load_ontology()[self.type].symmetric else source
        target, objects = self._side(self.rule.target, taken), self._side(self.rule.object)
        target = self._called_in() or self._culprits(source, target)
        if self.type in GIVING and self.states(target) == self.states(source):
            target = ()  # 首相は自衛隊の車両を|供与|すると伝えた
        stranger = self._stranger() and "を" not in self.rule.source
        if stranger:
            source = ()
        if not source and ADOPTED.match(self.text, self.start):
            source = self._side(["で"], target)
        source, target = self._by_voice(source, target)
        if self._is_asked():
            source, target = self._asked_of(source, target)
            if not source:
                return (), (), ()
        if not target and self.rule.place:
            markers = ["subject", *OWNED] if self.suffers else self.rule.target
            target = self._side(markers, taken, place=True)
        if not target and source and self.rule.at:
            target = self._side(self.rule.at, source) or self._side(
                self.rule.at, source, place=True
            )
        if not target and self.rule.victims:
            target = self._victims()
        if not target and "clause" in self.rule.target:
            about = self._clause_subject()
            target = () if self.states(about) & self.states(source) else about
        objectless = not target and not self.text.endswith("を", 0, self.start)
        if self.rule.by and self.sentence.is_title and objectless:
            source = ()  # 米兵、暴行容疑で|逮捕|: the headline names who suffers
        if self._may_carry(source, stranger):
            source = self._carried(target)
        if self.type == "REJECTED" and target and self.states(target) <= self.states(source):
            target = ()  # 大使は自国の立場を説明して|反論|した
        if self.rule.infer and self.verbal and source and not target and not self.carried:
            target = self._inferred(source)
            received = self.type in RECEIVED or len(target) > 1
            if received and not set(target) & self._named_here():
                target = self.discourse.countries(target)
        if self.rule.mutual and not target:
            source, target = source[:1], source[1:]
        source, target = self._by_type(source, target)
        return source, tuple(t for t in target if t not in source), objects

    def _named_here(self) -> set[str]:
        return {i for argument in self.clauses.arguments for i in argument.entities}

    def _by_type(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        if load_ontology()[self.type].symmetric:
            source, target = self._symmetric(source, target)
            if self.type != "AGREED_WITH" and AGREED_ON.match(self.rest):
                sides = tuple(dict.fromkeys(self.discourse.countries(source + target)))
                return sides[:1], sides[1:]
        if self.type == "SIGNED":
            sides = tuple(dict.fromkeys(source + target))
            return (self._by_roster(sides) if self.verbal else ()) or sides, ()
        if self.type in VIOLENT and ADMITTED.match(self.rest):
            return self.discourse.countries(source), target
        if self.type == "VISITED":
            return source, self.discourse.countries(target)
        return self._leaders(source, target) if self.type == "MET_WITH" else (source, target)
