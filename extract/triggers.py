"""A trigger in its sentence: whether it is a verb, which tokens head it, how it binds arguments.

Comes in: a sentence with its arguments and a rule that matched. Goes out: for an argument, a marker or
the looseness of its tie (0: the trigger's own) or None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clauses import is_predicate, relation
from extract.grammar import LIGHT, OF, PRESUPPOSED, SUBJECT, SUBORDINATE
from extract.patterns import Compiled, load_patterns
from extract.phrases import Argument
from extract.told import Sentence
from graph.ontology import load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Token


class Trigger:
    """A rule's trigger in a sentence."""

    def __init__(self, sentence: Sentence, compiled: Compiled, span: tuple[int, int]) -> None:
        self.sentence, self.rule, self.type = sentence, compiled.rule, compiled.type
        self.clauses, self.text = sentence.clauses, sentence.clauses.text
        self.start, self.end = span
        self.right: tuple[str, ...] = ()
        if "right" in compiled.rule.target:
            self._take_right()
        self.token = self.clauses.token(self.end - 1)
        self.rest = self.text[self.end :]
        self.verbal = self._is_verbal()
        self.heads = self._heads()

    def _take_right(self) -> None:
        """訪|米, 訪問先の|オランダ: the target follows the trigger."""
        for argument in self.clauses.arguments:
            if argument.start == self.end:
                self.right, self.end = argument.entities[:1], argument.name_end

    def _is_verbal(self) -> bool:
        if self.token.tag_.startswith(("動詞", "形容詞")):
            return True
        if re.match(
            r"(?:を|が|は|に|も)?(?:強く|厳しく|正式に|初めて|改めて|再び)?(?:す[るべ]|(?:し|いたし)(?:[たてなよ、いま]|$)|され|させ|でき|せ[ずよざ])",
            self.rest,
        ):
            return True
        light = re.match(r"[一-鿿ァ-ヶー]{0,4}(?:を|が|は|も|に)(.{1,14})", self.rest)
        if light and any(
            LIGHT.match(light[1][i:])
            for i in range(min(8, len(light[1])))
            if i == 0 or light[1][i - 1] in "、にくで日とれ"
        ):
            return True
        return bool(
            re.match(r"(?:中の|中に|後の|[。、」』 ]|$|へ(?:[。」 ]|$)|で(?:合意|一致))", self.rest)
        )

    def _heads(self) -> set[int]:
        """The tokens whose arguments are the trigger's: itself and the light verb or compound it is in."""
        heads = {self.token.i, self.clauses.token(self.start).i}
        token = self.token
        while token.head.i != token.i and relation(token) == "compound":
            token = token.head
            heads.add(token.i)
        if (
            self.verbal
            and token.head.i > token.i
            and LIGHT.match(token.head.text)
            and token.head.idx - self.end < 16
        ):
            heads.add(token.head.i)
        return heads

    def _stranger(self) -> bool:
        """Whether somebody who is no known actor is the trigger's own subject (住民は|批判|した)."""
        if not self.verbal or load_ontology()[self.type].symmetric:
            return False
        return any(
            relation(child) == "nsubj"
            and child.idx < self.start
            and re.match(r"名詞-普通名詞-(?:一般|助数詞)|接尾辞-名詞的", child.tag_)
            and not any(a.start <= child.idx < a.end for a in self.clauses.arguments)
            for head in self.heads
            for child in self.clauses.doc[head].children
        )

    def _cost(self, argument: Argument, markers: list[str]) -> int | None:
        """How far an argument is from the trigger; None where it does not belong to it."""
        if argument.start >= self.end and argument.kind == "agreement":
            between = self.text[self.end : argument.start]
            return (
                1
                if re.fullmatch(r"(?:し|さ)?(?:れ)?(?:た|ている|ていた|る)?[「『]?", between)
                else None
            )
        if argument.start >= self.end:
            return self._relative(argument, markers)
        wanted = self._wants(argument, markers)
        if not wanted:
            return None
        if wanted == "mod":
            return 0 if self._adjacent(argument) else None
        if argument.end > self.start:
            return None
        return self._bound(argument)

    def _wants(self, argument: Argument, markers: list[str]) -> str | None:
        marker = argument.marker
        if "subject" in markers and (marker in SUBJECT or self._headline_subject(argument)):
            return None if argument.private else "subject"
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
        return next((m for m in markers if m.split(">") == [marker, argument.via]), None)

    def _modifies_trigger(self, argument: Argument) -> bool:
        """Whether a の-phrase belongs to the trigger itself, not to another noun before it."""
        if argument.marker == "による" and self.verbal and argument.via is None:
            return True
        inside = any(
            start < self.end and self.start < end for start, end in self.clauses.nouns_of(argument)
        )
        between = self.text[argument.end + len(argument.marker) : self.start]
        loose = (
            r"[一-鿿ァ-ヶー・A-Z()「」『』]{0,24}" if self.rule.object else r"[一-鿿ァ-ヶー・]{0,8}"
        )
        return inside or bool(re.fullmatch(loose, between))

    def _headline_subject(self, argument: Argument) -> bool:
        """A、Bを批判: in a headline the first phrase is the subject."""
        if argument.marker not in ("、", "") or argument.start > 20:
            return False
        gap = self.text[argument.end - 1 : argument.end + 1]
        return bool(re.search("[、 :「]", gap)) and (self.sentence.is_title or argument.start < 2)

    def _adjacent(self, argument: Argument) -> bool:
        """Whether the argument stands in the trigger's own compound: 日米首脳|会談, 対露|制裁."""
        between = self.text[argument.end : self.start] if argument.end <= self.start else ""
        inside = argument.end > self.start > argument.start
        return inside or (
            len(between) <= 12
            and bool(re.fullmatch(r"[ 一-鿿ァ-ヶーA-Z「」『』0-9・]*", between))
            and argument.marker in ("", "mod", "対", "・", "、")
            and not between.startswith("、")
        )

    def _bound(self, argument: Argument) -> int | None:
        token = self.clauses.token(argument.end - 1)
        passed = self._passed(token)
        if passed is not None:
            if argument.marker in ("は", "も"):
                return len(passed)
            if all(map(self._goes_on, passed)) or self._asked(argument, passed):
                return len(passed) if len(passed) <= 1 or argument.marker == "が" else None
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

    def _passed(self, token: Token) -> list[Token] | None:
        """The predicates between a phrase and the trigger that it depends on; None where it does not."""
        for goal in self.heads:
            path = self.clauses.path(token, self.clauses.doc[goal])
            if path is not None:
                return [t for t in path[1:-1] if is_predicate(t) and t.i not in self.heads]
        return None

    def _asked(self, argument: Argument, passed: list[Token]) -> bool:
        """中国に対し、支援を行わないよう|求めた: the parser gives the addressee to the clause."""
        if self.text.startswith(("に対し、", "に対して、"), argument.end):
            return True
        return argument.marker in ("に対し", "に", "へ") and all(
            re.match(r"[ぁ-ん]{0,6}よう", self.text[t.idx + len(t.text) :]) for t in passed
        )

    def _addressed(self, argument: Argument, passed: list[Token]) -> bool:
        """両国に復活祭に合わせた停戦を|呼びかけ: whom an act of speech is addressed to, past a clause."""
        return (
            load_patterns()[self.type].speech
            and argument.marker in ("に", "に対し")
            and not any(
                re.match("[さらいきび]?れ", self.text[t.idx + len(t.text) :]) for t in passed
            )
        )

    def _goes_on(self, predicate: Token) -> bool:
        """Whether the clause of a predicate goes on in the next with the same subject (…し、…して)."""
        describes = relation(predicate) == "acl"
        return not describes and not SUBORDINATE.match(
            self.text, predicate.idx + len(predicate.text)
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
                if passed and not all(map(self._goes_on, passed)):
                    return argument.entities
        return ()

    def _shared_predicate(self, argument: Argument) -> int | None:
        """Steps from the trigger up to the predicate that governs the subject: Aは…との|会談を|求めた."""
        governor = self.clauses.predicate_of(argument)
        path = (
            self.clauses.path(self.token, governor)
            if governor is not None and governor.i > self.token.i
            else None
        )
        if path is None:
            return None
        relative = any(relation(t) == "acl" for t in path[:-1])
        return None if relative else sum(is_predicate(t) for t in path[1:-1])

    def _predicates_between(self, argument: Argument) -> int:
        return sum(
            argument.end <= t.idx < self.start and t.i not in self.heads
            for t in self.clauses.predicates
        )

    def _owner_of_noun(self, argument: Argument) -> bool:
        """航行を|妨害|する中国の行動: whose the noun is that the trigger's clause describes."""
        token = self.token
        for _ in range(3 if argument.marker == "の" else 0):
            if relation(token) == "acl":
                return self.clauses.token(argument.end - 1).head.i == token.head.i
            token = token.head
        return False

    def _relative(self, argument: Argument, markers: list[str]) -> int | None:
        """会談した岩屋外相は: the noun after a relative clause can be its subject."""
        if self._owner_of_noun(argument):
            return 3 if "subject" in markers and self.verbal else None
        if "subject" not in markers or not self.verbal or argument.start - self.end > 12:
            return None
        if not re.fullmatch(
            r"(?:し|を行[いっ]|中の|予定の|[さらいきび]?れ|を受け|を浴び)?(?:た|ていた|ている|って[いた]*)?(?:と(?:され|みられ)(?:る|ている))?(?:同国の|[ァ-ヶー一-鿿]{0,8}の)?",
            self.text[self.end : argument.start],
        ):
            return None
        return 3


def closeness(argument: Argument, markers: list[str]) -> int:
    """A subject comes before others, a party itself before the owner of one."""
    if "subject" in markers:
        return 0 if argument.marker in SUBJECT else 1
    if argument.marker == "に対し":
        return 0
    if argument.marker == "mod":
        return 3  # ロシアのウクライナ侵攻を批判: who did it, not to whom
    return 2 if argument.marker in OF else 1
