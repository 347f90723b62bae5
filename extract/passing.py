"""What may stand between an argument and its trigger: predicates whose clauses go on, describe, give reasons.

Comes in: a trigger and an argument. Goes out: the predicates between them, and whether they let it pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.clauses import is_predicate, relation
from extract.grammar import (
    ATTENDED,
    BESIDE,
    HAPPENED,
    HOSTS,
    LIGHT,
    MARKER,
    PARTIES,
    SUBJECT,
    SUBORDINATE,
    SUFFERED,
)
from extract.patterns import load_patterns
from extract.phrases import Argument
from extract.speech import is_quoted_apart
from extract.triggers import Trigger
from graph.ontology import load_ontology

if TYPE_CHECKING:
    from extract.parsed import Token

SAME_SUBJECT = re.compile(r"(?:する|[うくすつぬぶむるぐ])?(?:ため|こと[でをに](?!つい|対|関))")
"""What leaves a clause with the subject of the next: 両首脳が…|選出することを合意."""
CALLED = re.compile("(?:だ|である|な(?:もの|行為)だ)?(?:った)?(?:と(?!も)|などと)")
"""How the name that somebody gives to an act ends."""
SPOKEN = re.compile(r"(?:[だるたい]|である)と(?![もし])[^、。「」]{0,16}$")
"""The end of what is said with と, right before who says it how."""
GIVEN = frozenset({"に", "に対し", "が", "から"})
"""Markers within the clause that describes the trigger's noun: ジンバブエに科した|制裁."""


class Passing(Trigger):
    """A trigger that knows which predicates an argument may pass on its way."""

    def _passed(self, token: Token) -> list[Token] | None:
        """The predicates between a phrase and the trigger that it depends on; None where it does not."""
        for goal in self.heads:
            path = self.clauses.path(token, self.clauses.doc[goal])
            if path is not None:
                passed = (t for t in path[1:-1] if is_predicate(t) and t.i not in self.heads)
                return [t for t in passed if not self._quoted_between(token, t)]
        return None

    def _quoted_between(self, token: Token, predicate: Token) -> bool:
        """対応を「遅すぎる」と|批判: what is quoted between a phrase and the trigger governs neither."""
        apart = [is_quoted_apart(self.text, t.idx, self.start) for t in (token, predicate)]
        return apart == [False, True]

    def _described_as(self, argument: Argument, passed: list[Token]) -> bool:
        """決定を憲法違反だと|批判: what somebody calls it stands between."""
        return (
            load_patterns()[self.type].speech
            and bool({"を", "に対し", "について"} & {argument.marker, argument.via})
            and not any(t.tag_.startswith("動詞") for t in passed)
            and all(CALLED.match(self.text, t.idx + len(t.text)) for t in passed)
        )

    def _lets_pass(self, predicate: Token, argument: Argument) -> bool:
        """Whether a phrase before a predicate may belong to the trigger after it."""
        if argument.marker == "に" and HOSTS.match(predicate.text):
            return False  # 大使を外務省に呼んで|抗議|
        if self._goes_on(predicate):
            return True
        if relation(predicate) != "acl":
            return False
        if argument.marker == "が" and self.text.startswith("が、", argument.end):
            return True  # 戦線が、拘束していた捕虜を|解放|: the comma parts it from the description
        marker = MARKER.match(self.text, argument.end)
        if marker and marker.start() <= predicate.idx < marker.end():
            return True  # 台湾|を取り囲む海域で|演習|: the verb is a part of the marker
        if "を" in (argument.marker, argument.via):
            return self._is_reason(predicate.head)
        return argument.marker in GIVEN and bool(
            predicate.head.i in self.heads and LIGHT.match(self.text, predicate.idx)
        )

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
            self.rule.target[:1] == ["に"]
            and load_patterns()[self.type].speech
            and (
                argument.marker in ("に", "に対し") or (argument.marker == "から" and self.suffers)
            )
            and not any(
                re.match("[さらいきび]?れ|[ぁ-ん]{0,6}として", self.text[t.idx + len(t.text) :])
                or any(relation(child) == "nsubj" for child in t.children)
                for t in passed
            )
        )

    def _is_reason(self, noun: Token) -> bool:
        """職員を、テロに関わった|疑いで|拘束|: a clause that says why stands between."""
        return self.text.startswith(("で", "として", "により"), noun.idx + len(noun.text))

    def _goes_on(self, predicate: Token) -> bool:
        """Whether the clause of a predicate goes on in the next with the same subject (…し、…して)."""
        rest = self.text[predicate.idx + len(predicate.text) :]
        shared = SAME_SUBJECT.match(rest) or ATTENDED.match(predicate.text)
        if load_ontology()[self.type].symmetric and shared:
            return True  # 日米が参加した|会合
        return relation(predicate) != "acl" and not SUBORDINATE.match(rest)

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

    def _happens(self) -> bool:
        """核実験が|ある: the act itself is the subject, and nobody else can be."""
        return not load_ontology()[self.type].symmetric and bool(HAPPENED.match(self.rest))

    def _speaks_within(self, argument: Argument) -> bool:
        """Aは、Bは改めるべきだと|迫った: whether a topic belongs to what another says, who is the topic before."""
        return (
            load_patterns()[self.type].speech
            and bool(SPOKEN.search(self.text, argument.end, self.start))
            and any(a.marker == "は" and a.end <= argument.start for a in self.clauses.arguments)
        )

    def _stands_apart(self, predicate: Token) -> bool:
        """Whether a clause is told beside the trigger's, not what the trigger is about."""
        beside = BESIDE.match(self.text, predicate.idx + len(predicate.text))
        return bool(beside) or self._goes_on(predicate)

    def _in_other_part(self, argument: Argument) -> bool:
        """ロシアがウクライナに侵攻 首相が|非難|: whether a party stands in a part of the headline that has a verb of its own."""
        space = self.text.rfind(" ", argument.end, self.start)
        if space < 0 or not self.sentence.is_title or argument.marker not in PARTIES:
            return False
        anew = any(
            a.marker in SUBJECT and a.kind == "actor" and space < a.start < self.start
            for a in self.clauses.arguments
        )
        return anew and not self.text.endswith("」", 0, space)

    def _suffers_head(self, argument: Argument) -> bool:
        """ウクライナ侵攻を|非難|, 侵攻に対する|制裁|: whether the noun is an act that the state itself suffers."""
        return (
            argument.marker in ("mod", "への", "に対する")
            and bool(SUFFERED.search(argument.head))
            and not load_ontology()[self.type].symmetric
        )
