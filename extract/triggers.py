"""A trigger in its sentence: whether it is a verb, which tokens head it, who is its subject.

Comes in: a sentence with its arguments and a rule that matched. Goes out: ``Trigger``, which ``binding``
asks for the ties of arguments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clauses import relation
from extract.grammar import ANSWERED, DOCUMENT, EXPRESSED, EXPRESSIONS, HELD, LIGHT, PEOPLE
from extract.patterns import Compiled, load_patterns
from extract.told import Sentence
from graph.ontology import load_ontology

if TYPE_CHECKING:
    from extract.parsed import Token

PARTS = frozenset({"compound", "aux", "fixed", "mark", "cop"})
"""Relations of a part of a predicate to its head."""
PASSIVE = re.compile(r"(?:[さらいきび]|をさ)?れ[たてる、]")


SAID = re.compile("[るただいう]と")
"""The end of a clause that is what somebody says."""
APPOSED = re.compile(r"(?:「[^「」]{1,30}」|[((][^()()]{1,30}[))])?")
"""What may stand between an act and the particle after it."""


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
        speech = load_patterns()[self.type].speech
        self.answered = speech and bool(ANSWERED.match(self.rest))
        self.verbal = self.answered or self._is_verbal()
        self.suffers = self.verbal and bool(PASSIVE.match(self.rest))
        self.heads = self._heads()

    def _take_right(self) -> None:
        """訪|米, 訪問先の|オランダ: the target follows the trigger."""
        for argument in self.clauses.arguments:
            if argument.start == self.end:
                self.end = argument.name_end
                self.right = argument.entities[:1] if argument.kind == "actor" else ()

    def _is_verbal(self) -> bool:
        """Whether the trigger is a verb or a noun that a verb carries out (演習「…」を|行う)."""
        if self.token.tag_.startswith(("動詞", "形容詞")):
            return True
        rest = self.rest[APPOSED.match(self.rest).end() :]  # type: ignore[union-attr]
        if re.match(
            r"(?:を|が|は|に|も)?(?:強く|厳しく|正式に|初めて|改めて|再び)?(?:す[るべ]|(?:し|いたし)(?:[たてなよ、いま合]|$)|され|させ|でき|せ[ずよざ])",
            rest,
        ):
            return True
        light = re.match(
            rf"[一-鿿ァ-ヶー]{{0,4}}{EXPRESSED}(?:(?:と|や|・)[一-鿿ァ-ヶー]{{1,12}})?(?:を|が|は|も|に)(.{{1,14}})",
            rest,
        )
        if light and any(
            LIGHT.match(light[1][i:])
            for i in range(min(8, len(light[1])))
            if i == 0 or light[1][i - 1] in "、にくで日とれ"
            if not SAID.search(light[1][:i])  # 訪韓を|延期すると発表
        ):
            return True
        return bool(
            re.match(
                r"(?:中の|中に|後の|[。、」』 ―—–−=]|$|へ(?:[。」 ]|$)|で(?:合意|一致))", self.rest
            )
        )

    def _heads(self) -> set[int]:
        """The tokens whose arguments are the trigger's: itself and the light verb or compound it is in."""
        heads = {self.token.i, self.clauses.token(self.start).i}
        token = self.token
        while token.head.i != token.i and relation(token) in PARTS:
            token = token.head
            heads.add(token.i)
        if not self.verbal and self.rest[:1] in ("が", "は") and HELD.match(token.head.text):
            heads.add(token.head.i)  # 協議が16日、ソウルで|開かれた
        for _ in range(2 if self.verbal and not self.rule.said else 0):  # 感謝の|意を|示す
            token = token.head
            carries = LIGHT.match(token.text) or token.text in EXPRESSIONS
            if not carries or not 0 <= token.idx - self.end < 16:
                break
            heads.add(token.i)
        return heads

    def _stranger(self) -> bool:
        """Whether somebody who is no known actor is the trigger's own subject (住民は|批判|した)."""
        if not self.verbal or load_ontology()[self.type].symmetric:
            return False
        described = self.token.head if relation(self.token) == "acl" else None
        if described is not None and self._unknown(described) and PEOPLE.search(described.text):
            return True  # 対応を|求める|地元は
        return any(
            relation(child) == "nsubj"
            and child.idx < self.start
            and self._unknown(child)
            and not DOCUMENT.search(self.text, 0, child.idx + len(child.text))
            for head in self.heads
            for child in self.clauses.doc[head].children
        )

    def _unknown(self, token: Token) -> bool:
        """Whether a token is a common noun in no argument."""
        known = [(a.start, a.end) for a in self.clauses.arguments]
        times = [(d.start, d.end) for d in self.sentence.dates]
        return bool(re.match(r"名詞|接尾辞-名詞的", token.tag_)) and not any(
            start <= token.idx < end for start, end in known + times
        )

    def _follows_stranger(self) -> bool:
        """Whether an unknown subject goes on to the trigger: 協会が声明を出し、暴力を|非難|."""
        return any(
            relation(child) == "nsubj" and self._unknown(child)
            for predicate in self.clauses.predicates
            if predicate.idx < self.start and relation(predicate) != "acl"
            for child in predicate.children
        )
