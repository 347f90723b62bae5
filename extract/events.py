"""Clauses to events: which rule fires, who fills its sides, how far, how, when and where.

Comes in: the sentences of one article with their arguments. Goes out: ``Found`` events over entity ids.
An event tells its sides as the most specific actors that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from extract import lexicon
from extract.clauses import SUBJECT, Argument, Clauses, is_predicate, relation
from extract.dates import DateMention
from extract.discourse import HEADS, Discourse
from extract.patterns import Compiled, compiled_rules, load_patterns
from extract.status import find_mode, find_status
from graph.model import Entity, Mode, Status
from graph.ontology import load_ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

OF = frozenset({"の", "による", "への", "との", "からの", "に対する", "での"})
CITATION = re.compile(
    r"^[^。、]{0,12}『.*』。?$|^「[^」]*」。?$|^[^。]{0,20}、[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日。?$|』。[^。]{0,20}、[12][0-9]{3}年"
)
"""A source in a list of references: a headline that is quoted, not told."""
OWNED = ["の>は", "の>が", "の>も", "mod>は", "mod>が", "mod>も", "による>は", "による>が"]
"""Whose the subject is: トルコの提案は支持された."""
SUBORDINATE = re.compile(
    r"[ぁ-ん]{0,7}?(?:[」』]|と(?!も)|こと|の[をにはがで、]|もの|ため|ので|から|場合|とき|際|よう|ば|たら|まま|中|後)"
)
"""What ends a clause that another predicate takes as its content, reason or time."""
RANKS = {
    "首脳": HEADS,
    "外相": frozenset({"foreign_minister"}),
    "防衛相": frozenset({"defense_minister"}),
    "国防相": frozenset({"defense_minister"}),
}
"""Whose meeting it is, by the keys of the posts."""
PRESUPPOSED = re.compile(
    r"(?:など)?(?:の(?!実施|検討|方針|実現|開催|強化|発動|継続|拡大|再開|意向|供与|提供|派遣|可能性|用意|要請|必要|準備|延長|解除|中止|見送|撤回)|や|に対する|による)"
)
"""What follows an act that is only spoken of: nothing says that the subject did it."""
TIMES = frozenset(
    {"際", "時", "とき", "後", "前", "中", "直後", "直前", "折", "ため", "こと", "の"}
)
LIGHT = re.compile(
    r"^(?:行[いうっわ]|完了|終了|強行|敢行|継続|宣言|命令|命じ|承認|許可|受け|浴び|急い|開[いくかき]|実施|開催|開始|再開|続け|強め|始め|表明|示[しす]|伝え|伝達|加え|展開|重ね|持[ちっつた]|表[しす]|打ち出|約束|発[しす]|得て|上が|出[しす]|語|行いま|送[っり]|設け|迎え|終え|臨[みむん]|"
    r"出し|発し|申し入れ|参加|発表|決定|発動|科[しす]|課[しす]|寄せ|述べ|繰り返|予定|調整|計画|受け入れ|出席|ある|あっ|なさ|する|し|さ)"
)
NOMINAL_AFTER = re.compile(
    r"^(?:[一-鿿ァ-ヶー]{0,6})(?:の|を|に|が|は|も|で|や|と|へ|後|中|について|など|、|。|$|」|』| )"
)


class Found(msgspec.Struct, kw_only=True):
    """An event over entity ids; offsets are those of the normalized sentence."""

    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    object: tuple[str, ...]
    status: Status
    mode: Mode | None
    date: str | None
    place: str | None
    trigger: tuple[int, int]
    rule: str
    confidence: float
    sentence: int = 0


class Sentence(msgspec.Struct):
    """One sentence ready for events."""

    number: int
    clauses: Clauses
    dates: list[DateMention]
    is_title: bool


def find_events(sentence: Sentence, discourse: Discourse) -> Iterator[Found]:
    """Yield the events that a sentence tells."""
    text = sentence.clauses.text
    if CITATION.search(text) or lexicon.unrelated().search(text):
        return
    taken: list[tuple[str, int, int]] = []
    for compiled in compiled_rules():
        for match in compiled.trigger.finditer(text):
            span = (match.start(), match.end())
            if sentence.clauses.names(*span) or any(
                kind == compiled.type and start < span[1] and span[0] < end
                for kind, start, end in taken
            ):
                continue
            event = _Binder(sentence, discourse, compiled, span).event()
            if event is not None:
                taken.append((compiled.type, *span))
                discourse.hear(event)
                yield event


class _Binder:
    """Fills the sides of one rule at one trigger."""

    def __init__(
        self, sentence: Sentence, discourse: Discourse, compiled: Compiled, span: tuple[int, int]
    ) -> None:
        self.sentence, self.discourse, self.rule, self.type = (
            sentence,
            discourse,
            compiled.rule,
            compiled.type,
        )
        self.clauses, self.text = sentence.clauses, sentence.clauses.text
        self.start, self.end = span
        self.right: tuple[str, ...] = ()
        if "right" in compiled.rule.target:
            self._take_right()
        self.token = self.clauses.token(self.end - 1)
        self.rest = self.text[self.end :]
        self.verbal = self._is_verbal()
        self.heads = self._heads()
        self.carried = False

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

    # -- sides -------------------------------------------------------------------------------------

    def event(self) -> Found | None:
        """Return the event, or None where a needed side is missing."""
        form = self.rule.form
        if (form == "verbal" and not self.verbal) or (form == "nominal" and self.verbal):
            return None
        source, target, objects = (
            self._side(m) for m in (self.rule.source, self.rule.target, self.rule.object)
        )
        stranger = self._stranger()
        if stranger:
            source = ()
        if (
            self.rule.passive
            and self.verbal
            and re.match(r"(?:[さらいきび]|をさ)?れ[たてる、]", self.rest)
        ):
            source, target = self._passive(target)
        if self.rule.passive and re.match(r"を(?:受け|浴び)", self.rest) and self.verbal:
            suffered = self._side(["subject"])
            if suffered:
                source, target = self._side(["から", "による", "の", "mod"]), suffered
        if not target and self.rule.place:
            target = self._side(self.rule.target, place=True)
        if not target and "clause" in self.rule.target:
            target = tuple(i for i in self._clause_subject() if i not in source)
        if not source and "source" in self.rule.carry and self.verbal and not stranger:
            source = self._carried(target)
        if self.rule.infer and self.verbal and source and not target:
            target = self._inferred(source)
        if load_ontology()[self.type].symmetric:
            source, target = self._symmetric(source, target)
        if self.type == "SIGNED":
            source, target = tuple(dict.fromkeys(source + target)), ()
        if self.type == "MET_WITH":
            source, target = self._leaders(source, target)
        target = tuple(t for t in target if t not in source)
        return self._checked(source, target, objects)

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

    def _leaders(
        self, source: tuple[str, ...], target: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
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

    def _checked(
        self, source: tuple[str, ...], target: tuple[str, ...], objects: tuple[str, ...]
    ) -> Found | None:
        sides = {"source": source, "target": target, "object": objects}
        if any(not sides[need] for need in self.rule.needs if need in sides):
            return None
        if "two" in self.rule.needs and len(self._states(source + target)) < 2:
            return None
        if (
            target
            and self._states(source) == self._states(target)
            and self.type not in ("MET_WITH",)
        ):
            return None
        status = find_status(self.rest, load_patterns()[self.type].speech)
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
            date=self._date(status),
            place=self._place(),
            trigger=(self.start, self.end),
            rule=self.rule.id,
            confidence=round(
                self.rule.confidence - 0.15 * self.carried - 0.1 * (not self.verbal), 2
            ),
            sentence=self.sentence.number,
        )

    def _states(self, ids: tuple[str, ...]) -> set[str]:
        return {self.discourse.behind(i) for i in ids}

    def _passive(self, target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        by = self._side(["に", "から", "による"])
        subject = self._side(["subject"]) or self._side(OWNED)
        return by, subject or tuple(t for t in target if t not in by)

    def _carried(self, target: tuple[str, ...]) -> tuple[str, ...]:
        topic = tuple(i for i in self.discourse.topic if i not in target)
        self.carried = bool(topic)
        return topic

    def _inferred(self, source: tuple[str, ...]) -> tuple[str, ...]:
        """Return the only other state that the sentence names before the trigger, else the headline."""
        own = self._states(source)
        named = [
            i
            for a in self.clauses.arguments
            if a.kind == "actor" and a.end <= self.start and a.marker not in ("mod", "によると")
            for i in a.entities
        ]
        headline = self.discourse.headline if self.rule.infer == "headline" else ()
        topic = [
            i
            for a in self.clauses.arguments
            if a.marker == "は" and a.kind == "actor" and a.end <= self.start
            for i in a.entities
        ]
        for candidates in (topic, named, headline):
            others = {
                state_of(self.discourse.entities[i]): i
                for i in candidates
                if state_of(self.discourse.entities[i]) not in own
            }
            if others:
                self.carried = True
                return (next(iter(others.values())),) if len(others) == 1 else ()
        return ()

    def _symmetric(
        self, source: tuple[str, ...], target: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        sides = tuple(dict.fromkeys(source + target))
        if len(self._states(sides)) < 2 and "meeting" in self.rule.carry and self.discourse.meeting:
            meeting = self.discourse.meeting
            if not sides or self._states(sides) & self._states(meeting):
                self.carried = True
                sides = tuple(
                    dict.fromkeys(
                        (
                            *sides,
                            *(
                                i
                                for i in meeting
                                if state_of(self.discourse.entities[i]) not in self._states(sides)
                            ),
                        )
                    )
                )
        if len(self._states(sides)) < 2 and "source" in self.rule.carry and sides and not source:
            sides = tuple(dict.fromkeys((*self._carried(sides), *sides)))
        return sides[:1], sides[1:]

    def _side(self, markers: list[str], place: bool = False) -> tuple[str, ...]:
        """Return the entities of the best argument with one of the markers, closest bound and nearest first.

        With ``place`` the states in which places lie.
        """
        if "right" in markers:
            return self.right
        best: tuple[int, int, int, Argument] | None = None
        kind = "place" if place else "agreement" if markers is self.rule.object else "actor"
        for argument in self.clauses.arguments:
            if self.start <= argument.start < self.end:
                continue
            if argument.kind != kind:
                continue
            cost = self._cost(argument, markers)
            if cost is not None:
                key = (cost, _closeness(argument, markers), abs(self.start - argument.end))
                if best is None or key < best[:3]:
                    best = (*key, argument)
        found = best[3].entities if best else ()
        return self.discourse.states_of_places(found) if place else found

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
            1
            for t in self.clauses.doc
            if argument.end <= t.idx < self.start and is_predicate(t) and t.i not in self.heads
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

    # -- when and where ------------------------------------------------------------------------------

    def _date(self, status: str) -> str | None:
        """The date bound closest to the trigger; an undated sentence goes on with the day of the telling."""
        dates = [
            d
            for d in self.sentence.dates
            if d.value and d.kind != "duration" and not self.text.startswith("まで", d.end)
        ]
        ranked = [
            (cost, abs(self.start - d.end), d.value)
            for d in dates
            if (cost := self._date_cost(d)) is not None
        ]
        if ranked:
            return min(ranked)[2]
        return self.discourse.date if status == "occurred" and not dates else None

    def _date_cost(self, date: DateMention) -> int | None:
        """How loosely a date is bound to the trigger; None for the date of another act."""
        if self.text.startswith("、", date.end) and self.text[date.start - 1] in "はが、。":
            return 1 if date.end <= self.start else None
        token, doc = self.clauses.token(date.end - 1), self.clauses.doc
        for goal in self.heads:
            path = self.clauses.path(token, doc[goal])
            if path is not None:
                passed = [t for t in path[:-1] if is_predicate(t) and t.i not in self.heads]
                return None if any(map(_describes, passed)) else len(passed)
        governor = token
        while governor.head.i != governor.i and not is_predicate(governor):
            governor = governor.head
        path = self.clauses.path(self.token, governor)
        if path is not None and governor.i > self.token.i:
            return None if any(map(_describes, path[:-1])) else 1
        return 2 if date.end <= self.start and not _describes(governor) else None

    def _place(self) -> str | None:
        for argument in self.clauses.arguments:
            words = self.text[argument.start : argument.end]
            place = argument.kind == "place" or re.fullmatch(r"[ァ-ヶー一-鿿]+", words)
            if argument.marker == "で" and argument.end <= self.start and place:
                return words
        return None


def _describes(token: Token) -> bool:
    """Whether a predicate heads a relative clause, and not one of time (…した際に)."""
    return relation(token) == "acl" and token.head.text not in TIMES


def _closeness(argument: Argument, markers: list[str]) -> int:
    """A subject comes before others, a party itself before the owner of one."""
    if "subject" in markers:
        return 0 if argument.marker in SUBJECT else 1
    if argument.marker == "に対し":
        return 0
    if argument.marker == "mod":
        return 3  # ロシアのウクライナ侵攻を批判: who did it, not to whom
    return 2 if argument.marker in OF else 1


def state_of(entity: Entity) -> str:
    """Return the state an entity acts for, else its own name."""
    return entity.code or entity.country or entity.name
