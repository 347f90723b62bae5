"""Who fills the sides of a trigger: by marker, by voice, from the sentences before.

Comes in: a trigger in its sentence and what the sentences before have established. Goes out: entity ids.
"""

from __future__ import annotations

import re

from extract.binding import Binding, closeness
from extract.discourse import Discourse
from extract.grammar import ASKED, ATTENDED, OWNED, RANKS, SUBJECT
from extract.patterns import Compiled
from extract.phrases import Argument
from extract.speech import find_saying, find_speaker, is_quoted_apart, is_said_by_stranger
from extract.told import Sentence
from graph.ontology import load_ontology

Ids = tuple[str, ...]
"""Ids of entities on one side of an event."""
SUFFERED = re.compile(
    r"を(?:何度も|相次いで|激しく|再び)?(?:受け(?!て?、|入)|浴び)|に(?:遭[いっう]|あっ|さらされ|見舞われ)"
)
GATHERING = re.compile("会議|会合|協議|サミット|演習|訓練")
"""What is attended by its sides."""
ATTENDS = re.compile(
    rf"[がも][^、。]{{0,12}}?{ATTENDED.pattern}(?:し[たて、]|する[。予見]|した|[っり])"
)
ADDRESSED = frozenset({"に", "に対し", "へ", "に対する"})
"""Markers of whom a request is addressed to."""
SPEAKING = frozenset(
    {
        "REQUESTED",
        "PROTESTED",
        "CRITICIZED",
        "WARNED",
        "REJECTED",
        "MET_WITH",
        "AGREED_WITH",
        "SIGNED",
        "COOPERATED_WITH",
    }
)
"""Types of acts that are not what a request is for, or that both sides do."""
ACTING = SUBJECT | {"による"}
"""Markers of who acts in a saying."""
TOPIC = frozenset({"について", "に対し", "を", "に"})
"""Markers of what a saying is said of."""
DIED = re.compile(
    r"(?:で|により|によって|を受け)[^。]{0,60}?(?:死亡|死傷|負傷|犠牲|殺害|けが|死者)"
)
"""The rest of a clause about an attack of which somebody dies."""
THIS = re.compile(
    r"(?:これ|それ|この[^、。]{1,8}|こうした[^、。]{1,8})(?:を|に|に対し|について)[^、。「」]{0,8}$"
)
"""What points back to an act."""
REPORTED = re.compile(r"[^、。]{0,8}と(?:の?報道|報じ|伝え)")
"""The rest of a clause that a paper tells."""
NEAR = 300
"""Code points around a trigger in which its sides are looked for; news sentences are shorter."""


class Sides(Binding):
    """A trigger that knows whom its markers lead to."""

    def __init__(
        self, sentence: Sentence, discourse: Discourse, compiled: Compiled, span: tuple[int, int]
    ) -> None:
        super().__init__(sentence, compiled, span)
        self.discourse, self.carried = discourse, False

    def fill(self) -> tuple[Ids, Ids, Ids]:
        """Return source, target and object; a side that nobody fills is empty."""
        if self.rule.said:
            return (*self._said(), ())
        source = self._side(self.rule.source)
        taken = () if load_ontology()[self.type].symmetric else source
        target, objects = self._side(self.rule.target, taken), self._side(self.rule.object)
        stranger = self._stranger() and "を" not in self.rule.source
        if stranger:
            source = ()
        source, target = self._by_voice(source, target)
        if self._is_asked():
            source, target = self._asked_of(source, target)
        if not target and self.rule.place:
            markers = ["subject", *OWNED] if self.suffers else self.rule.target
            target = self._side(markers, taken, place=True)
        if not target and self.rule.victims:
            target = self._victims()
        if not target and "clause" in self.rule.target:
            target = tuple(i for i in self._clause_subject() if i not in source)
        objectless = not target and not self.text.endswith("を", 0, self.start)
        if self.rule.by and self.sentence.is_title and objectless:
            source = ()  # 米兵、暴行容疑で|逮捕|: the headline names who suffers
        if self._may_carry(source, stranger):
            source = self._carried(target)
        if self.rule.infer and self.verbal and source and not target and not self.carried:
            target = self._inferred(source)
        source, target = self._by_type(source, target)
        return source, tuple(t for t in target if t not in source), objects

    def _said(self) -> tuple[Ids, Ids]:
        """Return who says what holds the trigger, and whom it is about."""
        saying = find_saying(self.text, self.start, self.end)
        if saying is None or is_said_by_stranger(self, saying):
            return (), ()
        speaker = find_speaker(self, saying)
        source = speaker.entities if speaker else self._carried(())
        start = saying.start
        if speaker and not saying.quoted and speaker.end <= self.start:
            start = speaker.end
        target = self._about(start, source)
        return source, target or (self._inferred(source) if self.rule.infer else ())

    def _about(self, start: int, source: Ids) -> Ids:
        """Whom a saying is about: who acts in it, else whom it is said of (…について「…」), else who is named."""
        named = [
            a
            for a in self.clauses.arguments
            if a.kind == "actor"
            and a.end <= self.start
            and not {a.marker, a.via} & {"で", "によると"}
        ]
        inside = [a for a in named if start <= a.start and a.entities != source]
        acting = [a for a in inside if {a.marker, a.via} & ACTING and self._bound(a) is not None]
        acting.sort(key=lambda a: a.marker != "mod")  # ロシアによるウクライナ侵略は: Russia acts
        topic = [a for a in named if a.start < start and {a.marker, a.via} & TOPIC]
        before = [a for a in named if a.start < start and a.marker == "が" and a.entities != source]
        groups = (acting, before, topic, inside) if self.rule.infer else (acting,)
        about = next((group[-1].entities for group in groups if group), ())
        return () if self.states(about) & self.states(source) else about

    def _by_voice(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        """A was criticised by B, A suffered an attack of B: B did it."""
        if not (self.rule.passive and self.verbal):
            return source, target
        if self.suffers:
            return self._passive(target)
        if self.answered:
            told = self._side(["の", "からの", "による", "mod"])
            return (told, self._side(["subject"], told)) if told else ((), ())
        if self._is_suffered() and (suffered := self._suffering()):
            return self._side(["から", "による", "の", "mod"]), suffered
        return source, target

    def _is_suffered(self) -> bool:
        """都市が攻撃を受け、: of …を受け、 only what follows が suffers; 攻撃を受け、政府は… answers it."""
        return bool(SUFFERED.match(self.rest)) or (
            bool(re.match("を受け(?!入)", self.rest))
            and any(
                "が" in (a.marker, a.via) and a.end <= self.start and self._bound(a) is not None
                for a in self.clauses.arguments
            )
        )

    def _is_asked(self) -> bool:
        """Whether the act is what somebody asks for: 制裁を科すよう|求めた."""
        return self.type not in SPEAKING and bool(ASKED.match(self.rest))

    def _asked_of(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        """AがBに支援を|求めた: B is to do it, for A if nobody else is named."""
        verb = self.end + ASKED.match(self.rest).start("verb")  # type: ignore[union-attr]
        asked = [
            a.entities
            for a in self.clauses.arguments
            if a.kind == "actor" and a.marker in ADDRESSED and a.end <= verb
        ]
        if not asked:
            return (), target
        return asked[-1], source if not target or target == asked[-1] else target

    def _by_type(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        if load_ontology()[self.type].symmetric:
            source, target = self._symmetric(source, target)
        if self.type == "SIGNED":
            return tuple(dict.fromkeys(source + target)), ()
        if self.type == "VISITED":
            return source, self.discourse.countries(target)
        return self._leaders(source, target) if self.type == "MET_WITH" else (source, target)

    def _leaders(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
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

    def states(self, ids: Ids) -> set[str]:
        """Return the states and bodies behind entities."""
        return {self.discourse.behind(i) for i in ids}

    def _passive(self, target: Ids) -> tuple[Ids, Ids]:
        by, addressee = self._side(["から", "による"]), self._side(["に"])
        subject = self._suffering() or (addressee if by else ())
        by = by or addressee or self._side(self.rule.by)
        return by, subject or tuple(t for t in target if t not in by)

    def _suffering(self) -> Ids:
        """Who suffers an act: the subject, also the people of a state, or whose the subject is."""
        if self.rule.target and not {"を", "に"} & set(self.rule.target):
            return ()  # what is launched is no actor
        return self._side(["subject", "private"]) or self._side(OWNED)

    def _may_carry(self, source: Ids, stranger: bool) -> bool:
        dropped = self.verbal and not source and "source" in self.rule.carry
        directed = load_ontology()[self.type].direction == "directed"
        suffers = directed and self.suffers
        return dropped and not suffers and not stranger and not self._follows_stranger()

    def _victims(self) -> Ids:
        """空爆で|市民が死亡: who dies of an attack."""
        died = DIED.match(self.rest)
        return next(
            (
                a.entities
                for a in self.clauses.arguments
                if died
                and self.end <= a.start < self.end + died.end()
                and {a.marker, a.via} & SUBJECT
            ),
            (),
        )

    def _carried(self, target: Ids) -> Ids:
        topic = tuple(i for i in self.discourse.topic if i not in target)
        self.carried = bool(topic)
        return topic

    def _inferred(self, source: Ids) -> Ids:
        """Return the only other state that the sentence names before the trigger, else the headline."""
        own = self.states(source)
        named = [
            i
            for a in self.clauses.arguments
            if a.kind == "actor"
            and a.end <= self.start
            and a.marker not in ("mod", "によると", "への", "での")
            for i in a.entities
        ]
        headline = self.discourse.headline if self.rule.infer == "headline" else ()
        topic = [
            i
            for a in self.clauses.arguments
            if a.marker == "は" and a.kind == "actor" and a.end <= self.start
            for i in a.entities
            if not REPORTED.match(self.rest)
        ]
        for candidates in (self._pointed_at(), topic, named, headline):
            others = {
                self.discourse.behind(i): i
                for i in candidates
                if self.discourse.behind(i) not in own
            }
            if others:
                self.carried = True
                return (next(iter(others.values())),) if len(others) == 1 else ()
        return ()

    def _pointed_at(self) -> Ids:
        """ハマスが襲撃し、イスラエルはこれを|非難|: whose act was told before."""
        if not THIS.search(self.text, 0, self.start):
            return ()
        before = [
            a.entities
            for a in self.clauses.arguments
            if a.kind == "actor" and a.end <= self.start and {a.marker, a.via} & SUBJECT
        ]
        return before[-2] if len(before) > 1 else self.discourse.topic

    def _symmetric(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        sides = tuple(dict.fromkeys(source + target))
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
        if len(self.states(sides)) < 2 and "source" in self.rule.carry and sides and not source:
            sides = tuple(dict.fromkeys((*self._carried(sides), *sides)))
        return sides[:1], sides[1:]

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

    def _with_meeting(self, sides: Ids, meeting: Ids) -> Ids:
        """The sides of the last meeting; a person who is named now stands for those of the same state."""
        persons = tuple(i for i in sides if self.discourse.entities[i].type == "PERSON")
        others = (i for i in meeting if self.discourse.behind(i) not in self.states(persons))
        return tuple(dict.fromkeys((*persons, *others)))

    def _side(self, markers: list[str], taken: Ids = (), *, place: bool = False) -> Ids:
        """Return the entities of the best argument with one of the markers, closest bound and nearest first.

        ``taken`` is the other side, which is not told twice; with ``place`` the states in which places lie.
        """
        if "right" in markers:
            return self.right
        best: tuple[int, int, int, Argument] | None = None
        kind = "place" if place else "agreement" if markers is self.rule.object else "actor"
        for argument in self.clauses.arguments:
            near = self.start - NEAR < argument.start < self.end + NEAR
            if not near or self.start <= argument.start < self.end:
                continue
            if argument.kind != kind or (argument.entities == taken and not argument.private):
                continue
            if "subject" in markers and is_quoted_apart(self.text, argument.start, self.start):
                continue
            cost = self._cost(argument, markers)
            if cost is not None:
                key = (cost, closeness(argument, markers), abs(self.start - argument.end))
                if best is None or key < best[:3]:
                    best = (*key, argument)
        found = best[3].entities if best else ()
        return self.discourse.states_of_places(found) if place else found
