"""Who and what a sentence names: countries, bodies, persons, agreements, places.

Comes in: a normalized sentence and its parse. Goes out: ``Span`` objects, disjoint and in order.
Who a span denotes over the whole article is decided in ``linking.py``.

The conflict policy, strongest first: a longer span of a higher rank wins. Ranks: composed names
(中国外務省, 在日中国大使館), lexicon names, agreements, persons beside a post or honorific,
one-character states in compounds, persons by Sudachi's tags, places by tags, GiNZA's labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

import ahocorasick
import msgspec

from extract import lexicon
from extract.persons import find_persons
from extract.spans import KATAKANA, Span, bounded, free, keep_best

if TYPE_CHECKING:
    from spacy.tokens import Doc

STATE_BODY_HEADS = (
    "軍",
    "陸軍",
    "海軍",
    "空軍",
    "海兵隊",
    "国軍",
    "政府軍",
    "沿岸警備隊",
    "国防軍",
    "議会",
    "国会",
    "下院",
    "上院",
    "連邦議会",
    "大使館",
    "総領事館",
    "領事館",
    "代表部",
    "最高裁",
    "中央銀行",
    "警察",
    "軍警察",
    "大統領府",
    "海軍部隊",
    "当局筋",
)
GENERIC_AFTER_STATE = re.compile(
    r"(政府|政権|側|当局|当局者|両|首脳|高官|外交|国内|人|大統領|首相|外相|国防|国務)"
)


BYLINE = re.compile(
    r"^(?:Yahoo[^ ]* )?[^ 、。「]{0,10}[A-Za-z0-9.']*(?: [A-Za-z0-9.']+)*(?:新聞|通信|通信記事|ニュース|News|テレビ|放送|時報|日報|[(]Yahoo[)])"
    r"(?:[(][^)]{1,12}[)])? (?=.)|^【[^】]{1,12}】|[(](?:共同|時事|AP|AFP|ロイター|聯合|新華社|CNN)[)]$|[=-](?:共同|時事|NHK)$"
)
"""The outlet at the head or end of a headline."""


DEPARTMENT = re.compile(
    r"^(?!.*[0-9]).{2,}(?:事務所|本部|小委員会|作業部会|調査団|監視団|警備局|保安局|局[一-鿿ァ-ヶー]{1,6}課)$"
)
POST_AFTER = re.compile(
    r"(?:[一-鿿]{0,6}長官|大統領|首相|外相|[一-鿿]{1,4}相|氏|さん|[一-鿿]{0,4}次官|補佐官|議員|事務総長)"
)


def find_spans(doc: Doc, headline: bool = False) -> list[Span]:
    """Return the disjoint spans of one parsed sentence, in order; an outlet's label has none."""
    label = BYLINE.search(doc.text) if headline else None
    spans = _spans(doc)
    return [s for s in spans if label is None or s.end <= label.start() or label.end() <= s.start]


def _spans(doc: Doc) -> list[Span]:
    text = doc.text
    found = list(find_names(text))
    names = [name for name in found if not _only_reports(name, text)]
    outlets = [name for name in found if name not in names]
    candidates = [*names, *find_state_bodies(text, names)]
    abbreviations = list(find_abbreviations(text, found, doc))
    candidates += [*abbreviations, *find_state_bodies(text, abbreviations)]
    candidates += find_agreements(doc)
    candidates += [grown for one in candidates if (grown := _with_department(one, doc))]
    settled = keep_best(candidates)
    candidates += find_persons(doc, [span for span in settled if not _may_be_person(span, text)])
    candidates += [
        one
        for one in find_tagged(doc)
        if not any(one.start < other.end and other.start < one.end for other in outlets)
    ]
    return keep_best(candidates)


def _with_department(span: Span, doc: Doc) -> Span | None:
    """外務省|沖縄事務所, ロシア連邦保安庁|沿岸国境警備局: a department goes by its whole name."""
    if span.type != "ORGANIZATION" or not span.rank > 50:
        return None
    end = span.end
    for token in doc:
        if token.idx == end and re.match(r"名詞|接尾辞", token.tag_) and "助詞" not in token.tag_:
            end = token.idx + len(token.text)
    run = doc.text[span.end : end]
    if not DEPARTMENT.search(run) or len(run) > 16:
        return None
    surface = doc.text[span.start : end]
    return msgspec.structs.replace(
        span,
        end=end,
        surface=surface,
        name=surface,
        rank=span.rank + 1,
        actor_id=f"org:{span.country or 'INT'}:{surface}",
        reason="body + department",
    )


def _may_be_person(span: Span, text: str) -> bool:
    """Austin and Wellington are persons right before a post."""
    return span.type == "PLACE" and bool(
        re.fullmatch(f"{KATAKANA}+", span.surface) and POST_AFTER.match(text, span.end)
    )


# --- names of the lexicon -------------------------------------------------------------------------


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for surface in lexicon.blocked():
        automaton.add_word(surface, (surface, None))
    for name in lexicon.names():
        held = automaton.get(name.surface, (name.surface, None))[1]
        if held is None or (held.strength == "weak" and name.strength == "strong"):
            automaton.add_word(name.surface, (name.surface, name))
    automaton.make_automaton()
    return automaton


def find_names(text: str) -> Iterator[Span]:
    """Yield the lexicon's names, longest first at each place; a blocked string hides what is in it.

    >>> [span.surface for span in find_names("中国電力は中国と関係がない")]
    ['中国']
    """
    hits = [
        (end + 1 - len(surface), end + 1, name) for end, (surface, name) in _automaton().iter(text)
    ]
    taken = 0
    for start, end, name in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start < taken or not bounded(text, start, end):
            continue
        taken = end
        if name is not None:
            code = name.actor_id if name.type == "COUNTRY" else None
            yield Span(
                start,
                end,
                text[start:end],
                name.type,
                name.name,
                rank=70 if name.strength == "strong" else 55,
                actor_id=name.actor_id,
                country=name.country,
                code=code,
                reason="lexicon",
            )


ACTING = re.compile(
    r"(?:の(?:単独|電話|独占)?(?:取材|インタビュー|質問|記者|特派員|番組)|との(?:単独)?(?:会見|インタビュー)|に(?:対し|語|寄稿|出演|抗議)|を(?:批判|非難|提訴|訴え|追放|閉鎖|禁止))"
)
"""What follows an outlet that is more than the source of the report."""


REFERENCE = re.compile(r"、[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日(?:\([^)]*\))?。?$|』。")
"""How a line of a list of sources ends."""


def _only_reports(span: Span, text: str) -> bool:
    outlet = span.actor_id in lexicon.media()
    return outlet and bool(REFERENCE.search(text) or not ACTING.match(text, span.end))


def find_state_bodies(text: str, states: Iterable[Span]) -> Iterator[Span]:
    """Yield bodies named by a state and a generic word: 中国外務省, 米国防総省, オランダ軍, 在日中国大使館."""
    for state in states:
        if state.type != "COUNTRY" and state.surface not in ("EU", "NATO"):
            continue
        head = _body_head(text, state.end)
        if not head:
            continue
        start, end = state.start, state.end + len(head)
        mission = re.search(r"[在駐][一-鿿ァ-ヶー]{1,8}$", text[:start])
        if mission and re.search("大使館|領事館|代表部|軍$", head):
            start = mission.start()
        canonical = lexicon.ministries().get(head)
        name = _body_name(state, canonical.name if canonical else head, text[start:end])
        yield Span(
            start,
            end,
            text[start:end],
            "ORGANIZATION",
            name,
            rank=80,
            country=state.code,
            actor_id=f"org:{state.code or 'INT'}:{name}",
            reason="state + body",
        )


def _body_head(text: str, at: int) -> str | None:
    heads = [head for head in _heads() if text.startswith(head, at)]
    return max(heads, key=len, default=None)


@cache
def _heads() -> tuple[str, ...]:
    return tuple({*lexicon.ministries(), *STATE_BODY_HEADS})


def _body_name(state: Span, head: str, surface: str) -> str:
    if surface[0] in "在駐":
        return surface
    if state.code == "JPN" and head.endswith(("省", "庁")):
        return head
    short = {"USA": "米", "GBR": "英"}.get(state.code or "", state.name)
    return f"{short}{head}"


# --- one-character states ---------------------------------------------------------------------------


def find_abbreviations(text: str, names: list[Span], doc: Doc) -> Iterator[Span]:
    """Yield states written with one character: 日米韓, 訪米, 対露制裁, 駐日米大使, 米政府, 日EU, 日・NATO."""
    table = lexicon.abbreviations()
    taken = {i for name in names for i in range(name.start, name.end)}
    proper = _inside_other_words(doc)
    for i, char in enumerate(text):
        if (
            char in table
            and i not in taken
            and i not in proper
            and _stands_for_state(text, i, names)
        ):
            code = table[char]
            yield Span(
                i,
                i + 1,
                char,
                "COUNTRY",
                lexicon.country_name(code),
                rank=60,
                actor_id=code,
                code=code,
                reason="one-character form in a compound",
            )


def _inside_other_words(doc: Doc) -> set[int]:
    """Code points of personal names and of common words such as 英語, 日常, 中止, 豪雨, 独立."""
    inside: set[int] = set()
    for token in doc:
        person = "人名" in token.tag_ and len(token.text) > 1
        if person or token.text in _common_words():
            inside.update(range(token.idx, token.idx + len(token.text)))
    return inside


@cache
def _common_words() -> frozenset[str]:
    return lexicon.blocked() | COMMON_WORDS


COMMON_WORDS = frozenset(
    [
        "日中は",
        "日常",
        "中止",
        "中央",
        "中東",
        "中心",
        "中立",
        "中断",
        "中間",
        "中華",
        "中小",
        "英語",
        "英雄",
        "独立",
        "独自",
        "独裁",
        "独占",
        "豪雨",
        "豪華",
        "印象",
        "印刷",
        "印鑑",
        "加盟",
        "加入",
        "加速",
        "加担",
        "参加",
        "台風",
        "台頭",
        "比較",
        "比例",
        "日本",
        "日程",
        "米価",
        "仏教",
        "仏像",
        "伊勢",
        "土地",
        "中韓",
        "中継",
        "中長期",
        "中期",
        "中旬",
        "連日",
        "日系",
        "蘭学",
        "波及",
        "泰然",
        "朝刊",
        "朝食",
        "露出",
        "露呈",
        "暴露",
        "英断",
        "英知",
        "中核",
        "中枢",
        "対中",
        "独身",
        "単独",
    ]
) - {"中韓", "対中", "日本"}

PAIR = "日米英仏独伊露ロ中韓朝台豪加印比越泰欧西蘭"
BEFORE = re.compile(r"(?:[訪対在駐反親嫌抗滞渡離来]|から)$")
AFTER = re.compile(
    r"(?:両国|両政府|両首脳|両軍|両外相|両|政府|政権|政界|側|軍|大統領|首相|外相|国防相|国防長官|国務長官|国務副長官|"
    r"国務次官|高官|当局|首脳|議会|上院|下院|議員|大使|紙|メディア|企業|海軍|空軍|陸軍|財務|商務|通商|国内|主導|製|国境|"
    r"関係|同盟|外交|経済|貿易|会談|協議|間|代表|特使|特別|報道官|司令|太平洋|中央|次期|新|前|元|副|統合|カ国|か国|3|2|4|外務|"
    r"防衛|国連|女王|王室|国王|皇太子|領|産|国防|合同|共同|安保|安全|戦争|首都|閣僚|、|・|が|は|と|に|も|の|で|を)"
)


def _stands_for_state(text: str, i: int, names: list[Span]) -> bool:
    char, before, after = text[i], text[:i], text[i + 1 :]
    if char == "北":
        return before[-1:] in ("対", "訪") and not re.match("[海京欧米部方東西]", after)
    if (
        char == "中"
        and re.search(r"[来訪滞在離]..?$", before)
        and re.search(r"[来訪滞離]日$|訪.$", before)
    ):
        return False  # 来日中, 訪米中
    if before[-1:] in "訪対在駐反親嫌" and before:
        return not re.match(r"[一-鿿]{0,1}象", after)
    if char == "日" and before[-1:] in ("来", "訪", "離", "滞", "在", "駐", "対"):
        return True
    run = re.search(f"[{PAIR}]*$", before)[0] + char + re.match(f"[{PAIR}]*", after)[0]  # type: ignore[index]
    if len(run) >= 2 and len(set(run)) == len(run):
        if re.search(f"[0-9][{PAIR}]*$", before):
            return False  # 16日朝
        return _pair_in_context(run, text, i)
    beside_name = any(
        (
            name.type in ("COUNTRY", "ORGANIZATION")
            and (name.start == i + 1 or text[i + 1 : name.start] in ("・", " "))
        )
        or (name.end == i and name.type == "COUNTRY")
        for name in names
        if abs(name.start - i) < 12
    )
    if beside_name and char in "日米英仏独露中韓朝欧豪印" and not re.search(r"[0-9一-鿿]$", before):
        return True
    if (
        char in "独印加伊比"
        and re.search(r"(?:^|[、 「])$", before)
        and after[:1] in tuple("にをがと、へ")
    ):
        return True
    single = char in "米英仏独伊露豪韓印比台加越朝" and bool(AFTER.match(after))
    if not single or (
        char in "台比加印独伊越" and not re.match(r"政府|大統領|首相|軍|側|外相|議会|、", after)
    ):
        return False
    return not re.search(r"[0-9一-鿿]$", before) or before.endswith(("駐日", "在日", "訪日"))


def _pair_in_context(run: str, text: str, i: int) -> bool:
    """日中 is also daytime, 中台 a middle-sized stand: a pair needs a word of states after it."""
    rest = text[i + 1 :].lstrip(PAIR)
    if len(run) >= 3:
        return True
    if rest.startswith(("に ", "の気温", "の最高", "の暑", "に気温")):
        return False
    if run in ("日中", "中日", "中台", "日比", "加比"):
        return bool(re.match(AFTER, rest)) or not rest
    return True


# --- agreements -------------------------------------------------------------------------------------

AGREEMENT_TOKEN = re.compile(r"名詞|接頭辞|接尾辞|記号|形状詞")


def find_agreements(doc: Doc) -> Iterator[Span]:
    """Yield noun phrases that end in 協定, 条約, 共同声明, …; a bare head names nothing definite."""
    heads, text = lexicon.agreement_heads(), doc.text
    for token in doc:
        end = token.idx + len(token.text)
        head = next((h for h in heads if text.endswith(h, 0, end)), None)
        if head is None or _compound_goes_on(doc, token.i):
            continue
        start = _phrase_start(doc, token.i)
        about = ABOUT.search(text[:start])
        start = about.start() if about else start
        surface = doc.text[start:end].strip("「」『』 ")
        start = doc.text.index(surface, start)
        if len(surface) > len(head) or heads[head]:
            yield Span(
                start,
                start + len(surface),
                surface,
                "AGREEMENT",
                surface,
                rank=72,
                actor_id=f"agreement:{surface}",
                reason=f"noun phrase on {head}",
            )
            yield from _acronym_after(doc.text, start + len(surface), surface)


ABOUT = re.compile(r"[一-鿿ァ-ヶーA-Z・・]{2,24}に(?:関する|係る)$")
"""戦略的パートナーシップに関する|共同声明."""


def _compound_goes_on(doc: Doc, i: int) -> bool:
    following = doc[i + 1] if i + 1 < len(doc) else None
    return bool(
        following is not None
        and re.match(r"名詞|接尾辞", following.tag_)
        and following.text
        not in (
            "締結",
            "署名",
            "調印",
            "交渉",
            "違反",
            "批准",
            "発効",
            "改定",
            "破棄",
            "案",
            "脱退",
            "離脱",
            "採択",
        )
    )


def _phrase_start(doc: Doc, i: int) -> int:
    start = i
    while start > 0:
        previous = doc[start - 1]
        if not AGREEMENT_TOKEN.match(previous.tag_) or previous.text in (
            "、",
            "。",
            "同",
            "両",
            "初",
            "今回",
            "」",
        ):
            break
        if re.search("数詞|副詞可能", previous.tag_) and not re.match(
            r"名詞-普通名詞-サ変", previous.tag_
        ):
            break
        start -= 1
    return int(doc[start].idx)


def _acronym_after(text: str, end: int, name: str) -> Iterator[Span]:
    bracket = re.match(r"[」』]? ?[((]([A-Z][A-Za-z\-]{1,9}|[一-鿿ァ-ヶー]{2,8})[))]", text[end:])
    if bracket:
        start = end + bracket.start(1)
        yield Span(
            start,
            end + bracket.end(1),
            bracket[1],
            "AGREEMENT",
            name,
            rank=72,
            actor_id=f"agreement:{name}",
            reason="short form in brackets",
        )


# --- names that only the tagger knows ----------------------------------------------------------------

LABELS: dict[str, Literal["ORGANIZATION", "PLACE"]] = {
    **dict.fromkeys(
        (
            "Company",
            "International_Organization",
            "Government",
            "Political_Party",
            "Military",
            "Political_Organization_Other",
            "Nonprofit_Organization",
            "Corporation_Other",
            "Company_Group",
            "Show_Organization",
            "Ethnic_Group_Other",
        ),
        "ORGANIZATION",
    ),
    **dict.fromkeys(
        (
            "City",
            "Province",
            "County",
            "GPE_Other",
            "Domestic_Region",
            "Continental_Region",
            "Island",
            "Sea",
            "Geological_Region_Other",
            "Airport",
            "Theater",
            "Worship_Place",
            "GOE_Other",
            "Mountain",
            "River",
            "Facility_Other",
            "School",
            "Military_Base",
        ),
        "PLACE",
    ),
}
ORGANIZATION_HEADS = re.compile(
    r"(党|省|庁|委員会|協会|連盟|機構|連合|通信|新聞|テレビ|銀行|大学|部隊|軍|機関|財団|研究所|公社|会議所|戦線|同盟|評議会|"
    r"運動|裁判所|議会|本社|グループ|社)$"
)
PLACE_HEADS = re.compile(
    r"(市|州|県|島|諸島|海|海峡|湾|空港|基地|地区|地域|半島|高原|山|川|町|村|区|宮|神社|ホテル|大聖堂|広場)$"
)


NOT_PLACES = frozenset(
    {"未明", "中部", "中央", "被災地", "構成国", "産油国", "開発途上国", "独立派", "白人"}
)
"""What the taggers take for names in news, and what is none."""


def find_tagged(doc: Doc) -> Iterator[Span]:
    """Yield organizations and places by GiNZA's labels and Sudachi's place names."""
    for ent in doc.ents:
        kind, surface = LABELS.get(ent.label_), ent.text.strip("「」『』 、。")
        if kind is None or len(surface) < 2 or not free(surface) or surface in NOT_PLACES:
            continue
        if ORGANIZATION_HEADS.search(surface):
            kind = "ORGANIZATION"
        elif PLACE_HEADS.search(surface):
            kind = "PLACE"
        elif kind == "ORGANIZATION" and not re.search(KATAKANA + "|[A-Z]", surface):
            continue
        start = ent.start_char + ent.text.index(surface)
        prefix = "org:?" if kind == "ORGANIZATION" else "place"
        yield Span(
            start,
            start + len(surface),
            surface,
            kind,
            surface,
            rank=30,
            actor_id=f"{prefix}:{surface}",
            reason=f"GiNZA {ent.label_}",
        )
    for token in doc:
        if "地名-一般" in token.tag_ and len(token.text) > 1 and token.text not in NOT_PLACES:
            yield Span(
                token.idx,
                token.idx + len(token.text),
                token.text,
                "PLACE",
                token.text,
                rank=20,
                actor_id=f"place:{token.text}",
                reason="Sudachi 地名",
            )
