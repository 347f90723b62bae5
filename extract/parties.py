"""Whom the markers of a rule lead to, by the voice of its trigger.

Comes in: a trigger in its sentence and what the sentences before have established. Goes out: ids of entities.
"""

from __future__ import annotations

import re

from extract import lexicon
from extract.binding import Binding, closeness
from extract.clauses import relation
from extract.discourse import Discourse
from extract.grammar import ASKED, DIED, OWNED, SUBJECT
from extract.patterns import Compiled, load_patterns
from extract.phrases import Argument
from extract.speech import is_quoted_apart
from extract.told import Sentence

Ids = tuple[str, ...]
"""Ids of entities on one side of an event."""
SUFFERED = re.compile(
    r"を(?:何度も|相次いで|激しく|再び)?(?:受け(?!て?、|入)|浴び)|に(?:遭[いっう]|あっ|さらされ|見舞われ)"
)
ADDRESSED = frozenset({"に", "に対し", "へ", "に対する"})
"""Markers of whom a request is addressed to."""
TO_ENVOYS = frozenset({"PROTESTED", "REQUESTED"})
"""Types of acts for which an envoy is called in."""
CALLED_IN = re.compile(
    r"(?:の[一-鿿ァ-ヶー]{1,12})?を[^。を]{0,14}?(?:呼[びん]|招致し|召致し|召喚し|招[きい](?=[、て]))"
)
"""After whom somebody calls in."""
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
ANSWERS_WITHIN = 20
"""Code points after a request in which the one who answers it is named."""
CONTENT = re.compile(
    r"(?:[いるただ]と(?:して)?|よう(?:に)?|ことを)、?(?:強く|厳しく|改めて|激しく)?$"
)
"""The end of what is said, up to the verb that says it."""
NEAR = 300
"""Code points around a trigger in which its sides are looked for; news sentences are shorter."""


class Parties(Binding):
    """A trigger that knows who did it to whom, as far as its sentence says so by markers."""

    def __init__(
        self, sentence: Sentence, discourse: Discourse, compiled: Compiled, span: tuple[int, int]
    ) -> None:
        super().__init__(sentence, compiled, span)
        self.discourse, self.carried = discourse, False
        self.has_content = load_patterns()[self.type].speech and bool(
            CONTENT.search(self.text, max(self.start - 12, 0), self.start)
        )

    def states(self, ids: Ids) -> set[str]:
        """Return the states and bodies behind entities."""
        return {self.discourse.behind(i) for i in ids}

    def is_body(self, actor: str) -> bool:
        """Return whether an entity is a body of no single state."""
        entity = self.discourse.entities[actor]
        return entity.type == "ORGANIZATION" and not entity.country

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
            if argument.marker in ADDRESSED and self._is_outlet(argument):
                continue
            if "subject" in markers and is_quoted_apart(self.text, argument.start, self.start):
                continue
            cost = self._cost(argument, markers)
            if cost is not None and "subject" in markers and self._is_of_content(argument):
                cost += 1
            if cost is not None and self._is_within_request(argument):
                cost += 2
            if cost is not None:
                key = (cost, closeness(argument, markers), abs(self.start - argument.end))
                if best is None or key < best[:3]:
                    best = (*key, argument)
        found = best[3].entities if best else ()
        unnamed = self.type == "VISITED"
        return self.discourse.states_of_places(found, unnamed=unnamed) if place else found

    def _is_of_content(self, argument: Argument) -> bool:
        """国連は、イラクは危険だと|警告: whom the content is about, where somebody else was named to say it."""
        return (
            self.has_content
            and argument.end <= self.start
            and any(
                a.kind == "actor" and a.marker in SUBJECT and a.end <= argument.start
                for a in self.clauses.arguments
            )
        )

    def _is_within_request(self, argument: Argument) -> bool:
        """A国にB国へ働きかけるよう|求めた: B is named in what A is asked to do."""
        return (
            self.type == "REQUESTED"
            and argument.marker in ADDRESSED
            and self.has_content
            and any(
                a.marker in ADDRESSED and a.kind == "actor" and a.end <= argument.start
                for a in self.clauses.arguments
            )
        )

    def _is_outlet(self, argument: Argument) -> bool:
        """Whether somebody speaks to the press (BBCに対し、…と語った), which is no side."""
        ids = {self.discourse.entities[i].actor_id for i in argument.entities}
        return load_patterns()[self.type].speech and ids <= lexicon.media()

    def _by_voice(self, source: Ids, target: Ids) -> tuple[Ids, Ids]:
        """A was criticised by B, A suffered an attack of B: B did it."""
        if not (self.rule.passive and self.verbal):
            return source, target
        if self.suffers:
            return self._passive(target)
        if self.answered:
            told = self._side(["の", "からの", "による", "mod"])
            answering = self._side(["subject"], told) or self._next_subject()
            return (told, answering) if told else ((), ())
        if self._is_suffered() and (suffered := self._suffering()):
            return self._side(["から", "による", "の", "mod"]), suffered
        return source, target

    def _next_subject(self) -> Ids:
        """A国の要請を|受け、B国は: who answers."""
        following = (
            a.entities
            for a in self.clauses.arguments
            if a.kind == "actor"
            and a.marker in SUBJECT
            and 0 <= a.start - self.end < ANSWERS_WITHIN
        )
        return next(following, ())

    def _called_in(self) -> Ids:
        """大使を呼び、判決に|抗議|した: who was called in is whom the protest or the demand is made to."""
        called: Ids = ()
        for a in self.clauses.arguments if self.type in TO_ENVOYS and self.verbal else ():
            if a.kind != "actor" or not a.start < a.end <= self.start:
                continue
            if "を" in (a.marker, a.via) and CALLED_IN.match(self.text, a.end):
                called = a.entities
        return called

    def _passive(self, target: Ids) -> tuple[Ids, Ids]:
        by, addressee = self._side(["から", "による"]), self._side(["に"])
        subject = self._suffering() or (addressee if by else ())
        by = by or addressee or self._side(self.rule.by)
        return by, subject or tuple(t for t in target if t not in by)

    def _suffering(self) -> Ids:
        """Who suffers an act: the subject, also the people of a state, or whose the subject is."""
        if self.rule.target and not {"を", "に"} & set(self.rule.target):
            return ()  # what is launched is no actor
        markers = ["subject", "private"]
        acts = self.suffers and not load_patterns()[self.type].speech
        if acts and any(relation(self.clauses.doc[i]) == "acl" for i in self.heads):
            return self._side([*markers, "described"])  # 大使館が、|拉致|された学生を…
        return self._side(markers) or self._side(OWNED)

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
