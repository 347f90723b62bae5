"""Who stands where in a sentence: actors with the case marker of their phrase, and who shares it.

Comes in: a parsed sentence and its spans with entity ids. Goes out: ``Argument`` objects in order.
Predicates are found by the patterns; ``Clauses.governs`` says whether an argument belongs to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from extract import lexicon
from extract.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MARKERS = [
    "に対しては",
    "に対して",
    "に対し",
    "に対する",
    "に対しても",
    "に向けて",
    "に向け",
    "に備え",
    "に対抗する",
    "に対抗し",
    "を取り囲む",
    "を取り囲み",
    "を囲む",
    "によりますと",
    "によると",
    "によれば",
    "による",
    "により",
    "によって",
    "との間での",
    "との間で",
    "との間に",
    "との間の",
    "とともに",
    "と共に",
    "について",
    "を念頭に",
    "をにらみ",
    "を含む",
    "を踏まえ",
    "に関する",
    "に関し",
    "をめぐり",
    "を巡り",
    "をめぐる",
    "を巡る",
    "として",
    "としては",
    "との",
    "への",
    "からの",
    "での",
    "では",
    "には",
    "とは",
    "とも",
    "にも",
    "へも",
    "からも",
    "から",
    "まで",
    "より",
    "は",
    "が",
    "も",
    "を",
    "に",
    "へ",
    "と",
    "で",
    "の",
    "や",
    "、",
    "・",
    "及び",
    "および",
    "ならびに並びに",
    "=",
    "/",
]
MARKER = re.compile("|".join(map(re.escape, sorted(MARKERS, key=len, reverse=True))))
SAME = {
    "に対して": "に対し",
    "に対しては": "に対し",
    "に対しても": "に対し",
    "に向けて": "に対し",
    "に向け": "に対し",
    "に備え": "に対し",
    "に対抗する": "に対し",
    "に対抗し": "に対し",
    "を取り囲む": "に対し",
    "を取り囲み": "に対し",
    "を囲む": "に対し",
    "により": "による",
    "によって": "による",
    "との間での": "との間で",
    "との間に": "との間で",
    "との間の": "との間で",
    "とともに": "と",
    "と共に": "と",
    "とは": "と",
    "とも": "と",
    "には": "に",
    "にも": "に",
    "へも": "へ",
    "からも": "から",
    "では": "で",
    "をめぐり": "について",
    "を巡り": "について",
    "をめぐる": "について",
    "を巡る": "について",
    "を念頭に": "について",
    "をにらみ": "について",
    "を踏まえ": "について",
    "に関する": "について",
    "に関し": "について",
    "によりますと": "によると",
    "によれば": "によると",
    "=": "、",
    "/": "、",
    "としては": "として",
}
JOINERS = frozenset(
    {"と", "や", "、", "・", "及び", "および", "ならびに", "並びに", "=", "/", "、と"}
)
OFFICIAL = (
    "警備艇|警備局|爆撃機|軍用機|偵察機|無人機|戦闘機|海軍|空軍|陸軍|海兵隊|部隊|艦|艦船|艦艇|軍機|軍|兵|兵士|"
    "使節団|代表団|次官|報道官|支援隊|機関|議員|当局|省|庁|委員会|政権|指導部|警察|海警局|海警船|公船|隊|代表|本部|"
    "大使|公使|領事館|大使館|王室|国会|議会|裁判所|検察|政府"
)
AGENT = re.compile(
    rf"(?:{OFFICIAL}|外交|企業|メディア|紙|局|委|党|大学|社|勢力|組織|武装勢力|船|団|協会|連合|会社|家族|遺族|国民|市民|住民|チーム|人|者)$"
)
"""Heads of compounds that act for the state before them: ロシア国境警備局警備艇, 中国海警局."""
PRIVATE = re.compile(
    r"(?:企業|会社|社|大学|紙|メディア|家族|遺族|国民|市民|住民|消費者|学者|研究者|専門家|選手|監督|団体|"
    r"(?<!当局)(?<!関係)(?<!指導)(?<!代表)(?<!責任)(?<!担当)者|(?<![0-9])人)(?:ら|たち)?$"
)
"""Who lives in a state and does not act for it."""
OFFICER = re.compile(
    rf"(?:{OFFICIAL}|[0-9一二三四五六七八九十両各数]+[カかヶ]?国)(?:[0-9]+[隻機人]|ら)?$"
)
"""Who acts for the state before a の."""
SUBJECT = frozenset({"は", "が", "も"})
ROLES = frozenset({"に", "を", "へ", "と", "に対し", "から"})
"""Markers of a second party."""


class Argument(msgspec.Struct, frozen=True):
    """A group of entities with one case marker.

    ``via`` is the marker of the noun that a の-phrase modifies, ``name_end`` where its first name ends.
    """

    entities: tuple[str, ...]
    marker: str
    start: int
    end: int
    via: str | None = None
    kind: str = "actor"
    head: str = ""
    name_end: int = 0
    private: bool = False


class Unit(msgspec.Struct, frozen=True):
    """A phrase on its way to an argument: its span, where its nouns end, what follows."""

    start: int
    span_start: int
    span_end: int
    end: int
    entities: tuple[str, ...]
    marker: str
    marker_end: int
    kind: str
    actor: bool
    state: bool
    person: bool


@cache
def _post_pattern() -> re.Pattern[str]:
    """Posts with whatever qualifies them: 臨時代理大使, 副大統領ら."""
    posts = sorted({p.surface for p in lexicon.posts()}, key=len, reverse=True)
    return re.compile(
        rf"[一-鿿ァ-ヶー・]{{0,14}}(?:{'|'.join(map(re.escape, posts))})(?:ら|たち|[0-9]+人)?"
    )


@cache
def _tail_pattern() -> re.Pattern[str]:
    posts = sorted(
        {p.surface for p in lexicon.posts()} | set(lexicon.honorifics()), key=len, reverse=True
    )
    words = [
        "両国",
        "両政府",
        "両首脳",
        "両",
        "政府",
        "政権",
        "側",
        "当局者",
        "当局",
        "首脳(?![会協])",
        "高官(?![会協])",
        "政府関係者",
        "関係者",
        "外交官",
        "当局筋",
        "筋",
        "代表団",
        "各国",
        "国",
        "氏",
        "ら",
        "たち",
        "など",
        "等",
        "夫妻",
        "諸国",
        "加盟国",
        "元(?![ぁ-ん])",
        "前(?![ぁ-ん])",
        "新(?![ぁ-ん])",
        "現(?![ぁ-ん])",
        "副(?![ぁ-ん])",
        "次期",
        "外務",
        "防衛",
        "国務",
        "国防",
        "財務",
        "軍(?![事縮用人艦])",
        "大使館",
        "外交",
        "指導部",
        "指導者",
        "国民",
        "市民",
        "使節団",
        "特使",
        "の",
        "公使",
        "議会",
        "国会",
        "内閣",
        "夫人",
        "一行",
        "自身",
        "本人",
        "幹部",
        "スポークスマン",
        "報道官",
        "部隊",
        "3国",
        "三国",
        "両氏",
        "5カ国",
        "3カ国",
        "4カ国",
        "2国",
        "2カ国",
        "両者",
        "カ国",
        "か国",
        "ヶ国",
        "ヵ国",
        "間",
        "南部",
        "北部",
        "東部",
        "西部",
        "中部",
        "国内",
        "領内",
        "領",
        "共和国",
        "王国",
        "連邦",
        "沖",
        "各地",
        "本土",
        "国境",
        "首都",
        "国籍",
        "籍",
    ]
    body = "|".join([*map(re.escape, posts), *words])
    return re.compile(
        rf"(?:{body}|[((][^))]{{1,30}}[))]|[一-鿿ァ-ヶー・]{{0,14}}(?:{'|'.join(map(re.escape, posts[:400]))}))*"
    )


class Clauses:
    """A parsed sentence with its arguments."""

    def __init__(
        self, doc: Doc, spans: list[tuple[Span, tuple[str, ...]]], headline: bool = False
    ) -> None:
        self.doc, self.text, self.headline = doc, doc.text, headline
        self._token_at = [0] * (len(self.text) + 1)
        for token in doc:
            for i in range(token.idx, token.idx + len(token.text)):
                self._token_at[i] = token.i
        self.units = self._units(spans)
        self.arguments = self._group(self.units)

    def token(self, at: int) -> Token:
        """Return the token that covers a code point."""
        return self.doc[self._token_at[min(max(at, 0), len(self.text) - 1)]]

    # -- phrases ---------------------------------------------------------------------------------

    def _units(self, spans: list[tuple[Span, tuple[str, ...]]]) -> list[Unit]:
        units: list[Unit] = []
        for n, (span, ids) in enumerate(spans):
            if units and units[-1].end > span.start and units[-1].actor:
                continue  # a body inside the post of the person before: ルッテ|NATO|事務総長
            if units and self._in_brackets(span, units[-1]):
                continue  # 台湾外交部(外務省)の, 赤嶺政賢衆院議員(日本共産党)は
            post = self._post_end(span)
            following = (
                other.start
                for other, _ in spans[n + 1 :]
                if other.start >= post and self.text[other.start - 1] not in "(("
            )
            units.append(self._unit(span, ids, post, next(following, len(self.text))))
        return self._drop_modifiers(units)

    def _in_brackets(self, span: Span, unit: Unit) -> bool:
        return bool(re.fullmatch(r"[((][^()()]*", self.text[unit.span_end : span.start])) or (
            unit.end <= span.start and bool(re.fullmatch(r"[((]", self.text[unit.end : span.start]))
        )

    def _post_end(self, span: Span) -> int:
        """Return where a person's post ends, if it follows the name."""
        has_post = (
            span.type == "PERSON"
            and span.position
            and self.text.startswith(span.position, span.end)
        )
        return span.end + len(span.position or "") if has_post else span.end

    def _unit(self, span: Span, ids: tuple[str, ...], end: int, limit: int) -> Unit:
        kind = {"AGREEMENT": "agreement", "PLACE": "place"}.get(span.type, "actor")
        tail = _tail_pattern().match(self.text, end, limit)
        noun_end = self._noun_end(end, limit)
        actor = True
        tail_end = self._whole_words(tail.end() if tail else end, end)
        if tail and tail_end >= noun_end:
            end = tail_end
            while end > span.end and self.text[end - 1] in "の":
                end -= 1
        else:
            actor = noun_end == end
            end = noun_end
        end += len(re.match(r"[」』)) ]*", self.text[end:])[0])  # type: ignore[index]
        marker = MARKER.match(self.text, end)
        surface = marker[0] if marker else ""
        if surface == "の" and actor and (own := self._own_agent(end + 1, limit)):
            end = own  # ロシアの|海軍が, インドの|臨時代理大使を
            marker = MARKER.match(self.text, end)
            surface = marker[0] if marker else ""
        return Unit(
            span.start,
            span.start,
            span.end,
            end,
            ids,
            SAME.get(surface, surface),
            end + len(surface),
            kind,
            actor,
            span.type == "COUNTRY",
            span.type == "PERSON",
        )

    def _whole_words(self, tail: int, end: int) -> int:
        """Cut a tail back to where no noun goes on: 米国|の国|交回復 is no tail."""
        while tail > end and (
            self._noun_end(tail, len(self.text)) > tail
            or (tail < len(self.text) and self.token(tail).idx < tail)
        ):
            tail = max(self.text.rfind("の", end, tail), end)
        return tail

    def _own_agent(self, start: int, limit: int) -> int | None:
        """Return where the noun after the の of a state or body ends, if it names who acts for it."""
        end = self._noun_end(start, limit)
        run = self.text[start:end]
        return end if run and (OFFICER.search(run) or _post_pattern().fullmatch(run)) else None

    def _noun_end(self, at: int, limit: int) -> int:
        """Return where the run of nouns that begins at ``at`` ends."""
        end = at
        while end < limit:
            token = self.token(end)
            if (
                token.idx < end
                or not re.match(r"名詞|接尾辞|接頭辞|形状詞", token.tag_)
                or "助動詞語幹" in token.tag_
                or MARKER.fullmatch(token.text)
            ):
                break
            end = token.idx + len(token.text)
        return min(end, limit)

    @staticmethod
    def _drop_modifiers(units: list[Unit]) -> list[Unit]:
        """中国の王毅外相, トランプ米大統領, 韓国・ソウル: the modifier gives way to its head."""
        kept: list[Unit] = []
        for unit in units:
            last = kept[-1] if kept else None
            if last is not None and last.kind == unit.kind == "actor" and _modifies(last, unit):
                kept[-1] = msgspec.structs.replace(unit, start=last.start)
            else:
                kept.append(unit)
        return kept

    def _group(self, units: list[Unit]) -> list[Argument]:
        arguments: list[Argument] = []
        held: list[Unit] = []
        following_units: list[Unit | None] = [*units[1:], None]
        for unit, following in zip(units, following_units, strict=False):
            held.append(unit)
            if following is None or not self._joined(unit, following):
                arguments.extend(self._argument(group) for group in self._apart(held))
                held = []
        return arguments

    def _joined(self, unit: Unit, following: Unit) -> bool:
        """Whether two phrases are listed: 日本と|中国, 日|米, 韓国、|豪州の."""
        return (
            unit.actor
            and unit.kind == following.kind
            and (unit.marker in JOINERS or unit.end == following.start)
            and (unit.marker != "、" or following.actor)
            and not (self.text[following.start - 1] == " " and (unit.person or following.person))
            and self.text[unit.marker_end : following.start] in ("", "、", " ", "の", "・", "同")
        )

    def _apart(self, held: list[Unit]) -> list[list[Unit]]:
        """Part what a comma only seems to list: 中国、|米国に抗議 in a headline, 北朝鮮、|米韓演習に."""
        commas = [n for n, unit in enumerate(held) if unit.marker == "、"]
        if not commas:
            return [held]
        first, marker = held[0], held[-1].marker
        if marker == "の":
            marker = self._modified(held[-1].end)[0] or ""
        at_start = first.start == 0 or self.text[first.start - 1] in " 」』)"
        if self.headline and at_start and commas == [0] and marker in ROLES:
            return [held[:1], held[1:]]
        cut = commas[-1] + 1
        return [held] if held[-1].actor or cut == len(held) else [held[:cut], held[cut:]]

    def _argument(self, held: list[Unit]) -> Argument:
        last = held[-1]
        ids = tuple(dict.fromkeys(i for unit in held for i in unit.entities))
        marker, via, head = last.marker, None, ""
        against = self.text[max(held[0].start - 1, 0) : held[0].start] in ("対", "反")
        if marker == "で" and len(ids) > 1 and last.actor:
            marker = "が"  # 日米で, 日中間で: acting together, not a place
        if not last.actor and not AGENT.search(self.text[last.span_end : last.end]):
            marker, via = "対" if against else "mod", last.marker
            if via == "の":
                via = self._modified(last.end)[0]
            head = self.text[last.span_end : last.end]
        elif against:
            marker = "対"
        elif marker in ("の", "による", "への", "との", "からの", "に対する", "での"):
            via, head = self._modified(last.end)
        return Argument(
            ids, marker, held[0].start, last.end, via, last.kind, head, held[0].span_end
        )

    def _modified(self, end: int) -> tuple[str | None, str]:
        """Return marker and text of the noun that a の-phrase modifies, at the end of a chain of の."""
        chain = list(self._chain(end))
        return (chain[-1][1], chain[-1][0].text) if chain else (None, "")

    def nouns_of(self, argument: Argument) -> list[tuple[int, int]]:
        """Return where the nouns stand that a の-phrase leads to: 中国の|圧力の|下."""
        limit = len(self.text)
        chain = (noun.idx for noun, _ in self._chain(argument.end))
        return [(start, self._noun_end(start, limit)) for start in chain]

    def _chain(self, end: int) -> Iterator[tuple[Token, str]]:
        """Yield the nouns up from a の-phrase, each with the marker after it, while the marker is の."""
        token = self.token(end - 1)
        for _ in range(4):
            head = token.head
            if head.i <= token.i or not re.match(r"名詞|接尾辞|形状詞|代名詞", head.tag_):
                return
            stop = self._noun_end(head.idx, len(self.text))
            stop += len(re.match(r"[」』)) ]*", self.text[stop:])[0])  # type: ignore[index]
            found = MARKER.match(self.text, stop)
            marker = SAME.get(found[0], found[0]) if found else ""
            yield head, marker
            if marker not in ("の", "と", "や", "からの", "への", "との", "による", "での"):
                return
            token = head

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside the name of a body, place or agreement: 6カ国|協議."""
        return any(
            unit.span_start <= start and end <= unit.span_end and not unit.person
            for unit in self.units
        )

    # -- who belongs to a predicate -----------------------------------------------------------------

    def predicate_of(self, argument: Argument) -> Token | None:
        """Return the predicate that the argument's phrase depends on, or None for the sentence itself."""
        token = self.token(argument.end - 1)
        for _ in range(12):
            if token.head.i == token.i:
                return token
            token = token.head
            if is_predicate(token):
                return token
        return None

    def path(self, token: Token, goal: Token) -> list[Token] | None:
        """Return the tokens from one up the tree to another, or None."""
        steps = [token]
        while steps[-1].i != goal.i:
            if steps[-1].head.i == steps[-1].i or len(steps) > 25:
                return None
            steps.append(steps[-1].head)
        return steps


def _modifies(unit: Unit, following: Unit) -> bool:
    """Whether a unit only says whose the next one is: 中国の|王毅外相, トランプ|米|大統領."""
    if unit.end > following.start and unit.end >= following.end:
        return False
    of = (
        unit.marker == "の"
        and unit.marker_end == following.start
        and unit.actor
        and following.actor
        and not following.state
    )
    inside = not unit.actor and unit.end > following.start
    return of or inside


def relation(token: Token) -> str:
    """Return the dependency label; that of a bunsetu's head carries a mark of GiNZA's own."""
    return str(token.dep_).removesuffix("_bunsetu")


def is_predicate(token: Token) -> bool:
    """Whether a token heads a clause: a verb, an adjective, or a noun that する or だ follows."""
    if token.tag_.startswith(("動詞", "形容詞")):
        return True
    if relation(token) in ("ROOT", "advcl", "acl", "ccomp", "csubj"):
        return True
    return "サ変可能" in token.tag_ and any(
        child.dep_ in ("aux", "cop") for child in token.children
    )
