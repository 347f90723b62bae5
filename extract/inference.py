"""Who is meant where no marker leads to a side: the topic of the sentences before, the only other state, whom a saying is about.

Comes in: a trigger with the parties that its markers lead to. Goes out: ids of entities, and that they are ``carried``.
"""

from __future__ import annotations

import re

from extract.discourse import is_struck
from extract.grammar import ADDRESSEE, GATHERING, INJURED, SUBJECT, SUBJECTS_OF_TALK
from extract.parties import Ids, Parties
from extract.phrases import Argument
from extract.speech import find_saying, find_speaker, is_said_by_stranger
from graph.ontology import load_ontology

ADDRESSED_WITHIN = 40
"""Code points before an act of speech in which its addressee is named."""
GIVING = frozenset({"AIDED"})
"""Types of acts that one who does the same does not suffer: 日本も、|米国も支援を表明."""
BESIDES = re.compile(
    "以外|のほか|の他|に加え|に続|に次|(?:の[一-鿿]{1,8})?を(?:通じ|通し|介し|経由)"
)
"""After whom the giver gives beside, or by way of whom."""
ACTING = SUBJECT | {"による"}
"""Markers of who acts in a saying."""
TOPIC = frozenset({"について", "に対し", "を", "に"})
"""Markers of what a saying is said of."""
THIS = re.compile(
    r"(?:これ|それ|この[^、。]{1,8}|こうした[^、。]{1,8})(?:を|に|に対し|について|は)、?(?:「[^「」]{1,40}」(?:だ|である)?(?:と|として))?[^、。「」]{0,8}$"
)
"""What points back to an act."""
REPORTED = re.compile(r"[^、。]{0,8}と(?:の?報道|報じ|伝え)")
"""The rest of a clause that a paper tells."""
OTHER_ACT = re.compile(
    r"」?と(?:し(?:て|、)、?[^。「」]{0,30}?|[^。「」、]{0,16}に)?(?:強く|厳しく|正式に|厳重に)?(?:抗議|申し入れ|警告)"
)
"""The end of a saying that is an act of its own: 協定に反すると|抗議した is no second act of criticism."""
BLAMING = frozenset({"CRITICIZED", "PROTESTED", "SANCTIONED", "WARNED"})
"""Types of acts that answer an attack."""
ATTACKED = re.compile(
    r"(?:への?|に対する|での)?(?:(?:軍事|全面|本格|武力|大規模)?(?:侵攻|侵略)|攻撃|襲撃|併合|占領)(?=[をにへ後の直開で])"
)
"""What follows the name of one who is attacked."""
FEW = 3
"""Sides of an agreement that one who criticises it can mean."""
KINDS = ("ATTACKED", "MOBILIZED_AGAINST", "AGREED_WITH")
"""Acts that a word can point back to."""
ACT = re.compile(
    r"(?:^|[、はがもてし])(?:この|その|今回の|一連の|前日の|軍事|弾道|ミサイル|の)*"
    r"(?:(?P<ATTACKED>侵攻|侵略|攻撃|空爆|砲撃|襲撃)|(?P<MOBILIZED_AGAINST>発射|核実験|演習)"
    r"|(?P<AGREED_WITH>合意|条約|協定|宣言|共同声明))(?:を|に|は|について|に対し(?:て)?)、?[^、。「」]{0,8}$"
)
"""An act without those who did it, up to what is said of it."""
CONDITION = re.compile(r"[ぁ-ん]{0,4}?(?:ば|たら|なら|限り|場合)|[ぁ-ん]{0,4}ない限り")
"""The end of a clause that says under which condition."""


class Inference(Parties):
    """A trigger that finds dropped sources and targets."""

    def _may_carry(self, source: Ids, stranger: bool) -> bool:
        dropped = self.verbal and not source and "source" in self.rule.carry
        directed = load_ontology()[self.type].direction == "directed"
        suffers = directed and self.suffers
        listed = self.suffers and "roster" in self.rule.carry and self.discourse.roster
        if listed or suffers or stranger:
            return False  # 協定は5月に|調印|された: by those whom the article lists
        return dropped and not self._follows_stranger()

    def _carried(self, target: Ids) -> Ids:
        topic = tuple(i for i in self.discourse.topic if i not in target)
        self.carried = bool(topic)
        return topic

    def _inferred(self, source: Ids) -> Ids:
        """Return the only other state that the sentence names before the trigger, else the headline."""
        if ADDRESSEE.search(self.text, max(self.start - ADDRESSED_WITHIN, 0), self.start):
            return ()
        own = self.states(source)
        named = [
            i
            for a in self.clauses.arguments
            if a.kind == "actor"
            and a.end <= self.start
            and a.marker not in ("mod", "によると", "への", "での", "で")
            and (a.via != "で" or GATHERING.search(a.head))
            and a.via != "を通じて"
            and a.head not in SUBJECTS_OF_TALK
            and not (
                self.type in GIVING and (a.marker in SUBJECT or BESIDES.match(self.text, a.end))
            )
            for i in a.entities
        ]
        headline = self.discourse.headline if self.rule.infer == "headline" else ()
        topic = [
            i
            for a in self.clauses.arguments
            if a.marker == "は" and a.kind == "actor" and a.end <= self.start
            if self.type not in GIVING
            for i in a.entities
            if not REPORTED.match(self.rest)
        ]
        groups = (
            self._pointed_at(),
            self._doers(),
            self._protested_to(source),
            topic,
            named,
            self._struck(),
            self._partner(own),
            headline,
            self.discourse.only_other(own) if self.type == "PROTESTED" else (),
        )
        for candidates in groups:
            others = {
                self.discourse.behind(i): i
                for i in candidates
                if self.discourse.behind(i) not in own
            }
            if others:
                self.carried = True
                both = candidates == groups[1] or (
                    candidates == headline and set(others) == self.states(self.discourse.meeting)
                )
                return tuple(others.values()) if len(others) == 1 or both else ()
        return ()

    def _protested_to(self, source: Ids) -> Ids:
        """Bに抗議し、釈放を|求めた: whom a demand beside a protest is made to."""
        asks = self.type == "REQUESTED"
        return self.discourse.protested_to(source, self.sentence.number) if asks else ()

    def _doers(self) -> Ids:
        """侵攻を|非難|した, 合意を|歓迎|した: who did what was told before, named only as an act."""
        act = ACT.search(self.text, max(self.start - 24, 0), self.start)
        if act is None:
            return ()
        doers = next((self.discourse.doers.get(kind, ()) for kind in KINDS if act[kind]), ())
        return doers if len(doers) <= FEW else ()

    def _culprits(self, source: Ids, target: Ids) -> Ids:
        """ウクライナ侵攻を|非難|, 侵攻への|制裁|: not who was attacked but who attacked, if the article tells it."""
        if self.type not in BLAMING or not any(
            a.entities == target and ATTACKED.match(self.text, a.name_end)
            for a in self.clauses.arguments
        ):
            return target
        return self.discourse.attackers(target) or self.discourse.third(source + target)

    def _struck(self) -> Ids:
        """ハイチで地震。米国は|支援|を表明した: the state that a disaster has struck is whom others help."""
        here = [a.entities for a in self.clauses.arguments if is_struck(a, self.text)]
        helping = self.type in ("AIDED", "SUPPORTED")
        return (here[0] if here else self.discourse.struck) if helping else ()

    def _partner(self, own: set[str]) -> Ids:
        """首相はB国の大統領と会談した。首相は対応を|求めた|: with whom the speaker has just met, or spoken."""
        last = self.discourse.told
        protest = self.discourse.protest
        if self.type == "REJECTED" and protest and own & self.states(protest.target):
            return protest.source  # 大使は立場を説明して|反論|した
        if last is None or last.type != "MET_WITH" or self.sentence.number - last.sentence > 2:
            return ()
        sides = last.source + last.target
        return sides if own & self.states(sides) else ()

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

    def _said(self) -> tuple[Ids, Ids]:
        """Return who says what holds the trigger, and whom it is about."""
        saying = find_saying(self.text, self.start, self.end)
        if saying is None or is_said_by_stranger(self, saying):
            return (), ()
        if self.type not in ("WARNED", "REQUESTED") and OTHER_ACT.match(self.text, saying.end):
            return (), ()
        speaker = find_speaker(self, saying)
        source = speaker.entities if speaker else self._carried(())
        start = saying.start
        if speaker and not saying.quoted and speaker.end <= self.start:
            start = speaker.end
        target = self._about(start, source)
        return source, target or (self._inferred(source) if self.rule.infer else ())

    def _is_condition(self, argument: Argument) -> bool:
        """米国が部隊を送れば報復する: the act of whom a threat or a demand is about."""
        predicate = self.clauses.predicate_of(argument)
        return predicate is not None and bool(
            CONDITION.match(self.text, predicate.idx + len(predicate.text))
        )

    def _about(self, start: int, source: Ids) -> Ids:
        """Whom a saying is about: who acts in it, else whom it is said of (…について「…」), else who is named."""
        named = [
            a
            for a in self.clauses.arguments
            if a.kind == "actor"
            and a.end <= self.start
            and not {a.marker, a.via} & {"で", "によると"}
            and not INJURED.match(self.text, a.end)
        ]
        inside = [a for a in named if start <= a.start and a.entities != source]
        acting = [
            a
            for a in inside
            if {a.marker, a.via} & ACTING and (self._bound(a) is not None or self._is_condition(a))
        ]
        acting.sort(key=lambda a: a.marker != "mod")  # ロシアによるウクライナ侵略は: Russia acts
        topic = [a for a in named if a.start < start and {a.marker, a.via} & TOPIC]
        before = [a for a in named if a.start < start and a.marker == "が" and a.entities != source]
        groups = (acting, before, topic, inside) if self.rule.infer else (acting,)
        about = next((group[-1].entities for group in groups if group), ())
        return () if self.states(about) & self.states(source) else about
