"""How a trigger binds the arguments of its sentence.

Comes in: a trigger and an argument. Goes out: the looseness of their tie (0: the trigger's own), or None
where the argument belongs to another predicate.
"""

from __future__ import annotations

import re

from extract.described import Described
from extract.grammar import (
    ARRANGED,
    CALLED,
    GATHERING,
    LIGHT,
    MARKER,
    OF,
    PRESUPPOSED,
    STATIONED,
    SUBJECT,
    SUBJECTS_OF_TALK,
)
from extract.patterns import load_patterns
from extract.phrases import Argument
from graph.ontology import load_ontology

OWNER = 3
"""How much looser than its subject the owner of a verb's noun is: 米国は|フィンランドの加盟への支持を表明."""
WITHIN = 3
"""How much looser a topic is bound that stands in what is said."""
ENDS = re.compile(r"[」』、。 ]|$")
"""What a noun is followed by at the end of its clause."""


class Binding(Described):
    """A trigger that tells which arguments are its own."""

    def _cost(self, argument: Argument, markers: list[str]) -> int | None:
        """How far an argument is from the trigger; None where it does not belong to it."""
        titled = argument.kind == "agreement" and CALLED.match(self.text, argument.name_end)
        if titled and titled.end() <= self.start:
            return 1
        if argument.start >= self.end and argument.kind == "agreement":
            between = self.text[self.end : argument.start]
            return (
                1
                if re.fullmatch(
                    r"(?:し|さ)?(?:れ)?(?:[ただ]|ている|ていた|る)?(?:[0-9一二三四五六七八九十]+(?:本|つ)の)?[「『]?",
                    between,
                )
                else None
            )
        if argument.start >= self.end:
            if "subject" in markers and self._comes_after(argument):
                return 1
            if "と" in markers and self._is_inserted(argument):
                return 1
            return self._relative(argument, markers)
        if "described" in markers:
            return None
        forces = "stationed" in self.rule.target
        if forces and STATIONED.match(self.text, argument.name_end, self.start):
            return 3 if "stationed" in markers else None
        wanted = self._wants(argument, markers)
        if not wanted:
            return None
        if wanted == "対" and self._adjacent(argument):
            return 0
        if wanted == "mod":
            return 0 if self._adjacent(argument) else None
        if argument.end > self.start:
            return None
        if self._in_other_part(argument):
            return None
        cost = self._bound(argument)
        if cost is not None and wanted == "subject" and self.type == "VISITED" and not self.verbal:
            return cost + OWNER  # 政府は、首相の|訪米|を延期すると発表した
        owner = wanted == "の" and "subject" in markers and self.verbal
        return cost + OWNER if cost is not None and owner and not ENDS.match(self.rest) else cost

    def _comes_after(self, argument: Argument) -> bool:
        """支援を、韓国が|開始した: the subject after an object that was put first."""
        predicate = self.clauses.predicate_of(argument)
        first = self.rest.startswith("を、") and argument.marker in SUBJECT
        return first and predicate is not None and predicate.i in self.heads

    def _is_inserted(self, argument: Argument) -> bool:
        """対話を、B国と|再開する: the partner stands between an act and the verb that carries it out."""
        gap = self.text[self.end : argument.start]
        return (
            load_ontology()[self.type].symmetric
            and argument.marker in ("と", "との間で")
            and gap in ("を", "を、", "も")
            and bool(LIGHT.match(self.text, argument.end + len(argument.marker)))
        )

    def _wants(self, argument: Argument, markers: list[str]) -> str | None:
        marker = argument.marker
        if "subject" in markers and (marker in SUBJECT or self._headline_subject(argument)):
            alien = argument.private and "private" not in markers
            return None if alien or self._happens() else "subject"
        if (
            marker != "mod"
            and marker in markers
            and (marker not in OF or self._modifies_trigger(argument))
        ):
            return marker
        if marker == "対" and not load_ontology()[self.type].symmetric and "mod" in markers:
            return "mod"
        if "mod" in markers and marker != "対" and self._adjacent(argument):
            return "mod"
        if argument.head in SUBJECTS_OF_TALK or self._suffers_head(argument):
            return None
        if "gathering" in markers and argument.via in SUBJECT and GATHERING.search(argument.head):
            return "gathering"  # 日中の会談は…で|合意|
        if self._is_own(argument):
            return None
        return next((m for m in markers if m.split(">") == [marker, argument.via]), None)

    def _is_own(self, argument: Argument) -> bool:
        """米軍の|撤退を発表: the noun after the の is the trigger itself, not what it is done to."""
        nouns = self.clauses.nouns_of(argument) if argument.marker in OF else []
        return bool(nouns) and nouns[0][0] < self.end <= nouns[0][1]

    def _modifies_trigger(self, argument: Argument) -> bool:
        """Whether a の-phrase belongs to the trigger itself, not to another noun before it."""
        if argument.marker == "による" and self.verbal and argument.via is None:
            return True
        inside = any(
            start < self.end and self.start < end for start, end in self.clauses.nouns_of(argument)
        )
        marker = MARKER.match(self.text, argument.end)
        between = self.text[marker.end() if marker else argument.end : self.start]
        loose = (
            r"[一-鿿ァ-ヶー・A-Z()「」『』]{0,24}[にを]?"
            if self.rule.object
            else r"[一-鿿ァ-ヶー・]{0,8}"
        )
        if argument.marker == "による":
            loose = r"、?[一-鿿ァ-ヶー・]{0,4}"
        loosely = re.fullmatch(loose, between)
        return inside or bool(loosely)

    def _headline_subject(self, argument: Argument) -> bool:
        """A、Bを批判: in a headline the first phrase is the subject."""
        if argument.marker not in ("、", "") or argument.start > 20:
            return False
        gap = self.text[argument.end - 1 : argument.end + 1]
        return bool(re.search("[、 :「]", gap)) and (self.sentence.is_title or argument.start < 2)

    def _adjacent(self, argument: Argument) -> bool:
        """Whether the argument stands in the trigger's own compound: 日米首脳|会談, 対露|制裁."""
        between = self.text[argument.end : self.start] if argument.end <= self.start else ""
        between = re.sub(r"^[((][^))]{1,30}[))]", "", between)
        inside = argument.end > self.start > argument.start
        return inside or (
            len(between) <= 12
            and bool(re.fullmatch(r"[ 一-鿿ァ-ヶーA-Z「」『』0-9・]*", between))
            and argument.marker in ("", "mod", "対", "・", "、")
            and not between.startswith("、")
        )

    def _bound(self, argument: Argument) -> int | None:
        if self._is_arranged_with(argument):
            return 0
        passed = self._passed(self.clauses.token(argument.end - 1))
        if passed is not None:
            headline = self.verbal and self._headline_subject(argument)
            if argument.marker in ("は", "も") or headline or self._tells(argument):
                return len(passed) + WITHIN * self._speaks_within(argument)
            if all(self._lets_pass(t, argument) for t in passed) or self._asked(argument, passed):
                return len(passed) if len(passed) <= 1 or argument.marker == "が" else None
            if self._described_as(argument, passed):
                return 1 + len(passed)
            return 2 + len(passed) if self._addressed(argument, passed) else None
        if argument.marker in SUBJECT and not self.verbal and PRESUPPOSED.match(self.rest):
            return None
        if argument.marker in SUBJECT:
            shared = self._shared_predicate(argument)
            if shared is not None:
                return 1 + shared
        between = self._predicates_between(argument)
        if not between and argument.end <= self.start:
            return 1
        if argument.marker in SUBJECT or self._headline_subject(argument):
            return 2 + between if self.verbal or argument.marker == "は" else None
        return None

    def _is_arranged_with(self, argument: Argument) -> bool:
        """B国と|東京で開く予定の|会談を中止: the partner stands in the clause that describes the talks."""
        return (
            load_ontology()[self.type].symmetric
            and argument.marker == "と"
            and bool(ARRANGED.fullmatch(self.text, argument.end + 1, self.start))
        )

    def _tells(self, argument: Argument) -> bool:
        """林大臣から、…と述べた: who speaks, in the manner of ministries."""
        return (
            argument.marker == "から"
            and load_patterns()[self.type].speech
            and not self.suffers
            and self.text.startswith("から、", argument.end)
            and argument.end > argument.name_end
        )

    def _clause_subject(self) -> tuple[str, ...]:
        """EUが障害となっていると|批判|: who acts in the clause that the trigger is about."""
        for argument in self.clauses.arguments:
            if (
                argument.marker in SUBJECT
                and argument.end <= self.start
                and argument.kind == "actor"
            ):
                passed = self._passed(self.clauses.token(argument.end - 1))
                if passed and not all(map(self._stands_apart, passed)):
                    return argument.entities
        return ()


def closeness(argument: Argument, markers: list[str]) -> int:
    """A subject comes before others, a party itself before the owner of one."""
    if "subject" in markers:
        return 0 if argument.marker in SUBJECT else 1
    if argument.marker == "に対し":
        return 0
    if argument.marker == "mod":
        return 3  # ロシアのウクライナ侵攻を批判: who did it, not to whom
    return 2 if argument.marker in OF else 1
