"""Who and what a sentence names: countries, bodies, persons, agreements, places.

Comes in: a normalized sentence and its parse. Goes out: ``Span`` objects, disjoint and in order.
Who a span denotes over the whole article is decided in ``linking.py``.

The conflict policy, strongest first: a longer span of a higher rank wins. Ranks: second names in brackets and
seats of bodies; names grown by a head (モンテネグロ議会); composed names (中国外務省, 在日中国大使館); houses that act;
persons beside a post; agreements; names that grew by a site's head; lexicon names; persons with an honorific;
one-character states; weak lexicon names; persons by tags; bodies that their kind announces; places by tags
and by the words around them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extract.abbreviations import find_abbreviations
from extract.agreements import find_agreements
from extract.aliases import find_aliases, find_full_names, find_introduced
from extract.compound_names import find_compounds, find_headquarters
from extract.houses import find_houses
from extract.known_names import find_blocked, find_names, find_owned, find_state_bodies
from extract.persons import find_persons
from extract.persons_by_post import post_pattern
from extract.quoted_names import find_announced
from extract.sites import find_sites
from extract.sources import find_label, find_report, is_foreign, only_reports
from extract.spans import KATAKANA, Span, keep_best
from extract.tagged_names import find_tagged

if TYPE_CHECKING:
    from extract.parsed import Doc

DEPARTMENT = re.compile(
    r"^(?!.*[0-9]).{2,}(?:事務所|本部|小委員会|作業部会|調査団|監視団|警備局|保安局|局[一-鿿ァ-ヶー]{1,6}課)$"
)


POST_AFTER = re.compile(
    r"(?:[一-鿿]{0,6}長官|大統領|首相|外相|[一-鿿]{1,4}相|氏|さん|[一-鿿]{0,4}次官|補佐官|議員|事務総長)"
)


MINISTER_AFTER = re.compile(r"[一-鿿・]{0,10}(?:担当大臣|担当相|大臣)|(?:氏|さん|容疑者)")


def find_spans(doc: Doc, headline: bool = False) -> list[Span]:
    """Return the disjoint spans of one parsed sentence, in order; an outlet's label has none."""
    spans = _spans(doc, headline)
    label = find_label(doc.text) if headline else None
    return [s for s in spans if label is None or s.end <= label[0] or label[1] <= s.start]


def _spans(doc: Doc, headline: bool) -> list[Span]:
    text = doc.text
    found = list(find_names(text))
    names = [
        n
        for n in found
        if not (only_reports(n, text) or _is_quoted_home(n, text) or is_family_name(n, doc))
    ]
    candidates = [*names, *find_state_bodies(text, names)]
    abbreviations = list(find_abbreviations(text, found, doc))
    candidates += [*abbreviations, *find_state_bodies(text, abbreviations)]
    candidates += [*find_agreements(doc), *find_houses(text)]
    candidates += [grown for one in candidates if (grown := _with_department(one, doc))]
    candidates = [*find_owned(text, keep_best(candidates)), *candidates]
    best = keep_best(candidates)
    cited = [name for name in found if name not in names]
    candidates += [
        one
        for one in (*find_compounds(doc, best), *find_headquarters(text, best))
        if not any(one.start < name.end and name.start < one.end for name in cited)
    ]
    settled = keep_best(candidates)
    outlets = ((s.start, s.end) for s in found if s not in names and s.type != "PLACE")
    hidden = [*find_blocked(text), *outlets]
    guessed = [
        *find_persons(doc, [span for span in settled if not _may_be_person(span, doc, found)]),
        *(find_tagged(doc) if not is_foreign(text) else ()),
        *find_announced(text),
        *find_sites(text, settled),
    ]
    start, end = (0, len(text)) if headline else find_report(text)
    candidates += [
        one
        for one in guessed
        if one.start < end and not any(one.start < b and a < one.end for a, b in hidden)
    ]
    best = [one for one in keep_best(candidates) if start <= one.start]
    second = (find_aliases, find_full_names, find_introduced)
    return keep_best([*(span for find in second for span in find(text, best)), *best])


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


def _is_quoted_home(span: Span, text: str) -> bool:
    """Whose 「我が国」 is in a quotation, its speaker knows."""
    before = text[: span.start]
    return span.surface in ("我が国", "わが国") and before.rfind("「") > before.rfind("」")


def _may_be_person(span: Span, doc: Doc, found: list[Span]) -> bool:
    """Austin and Wellington are persons right before a post, 福島 before a post or a given name."""
    if span.type != "PLACE":
        return False
    if re.fullmatch(f"{KATAKANA}+", span.surface):
        start, end = _dotted(doc.text, span)
        if POST_AFTER.match(doc.text, end):
            return True
        names = {name.surface for name in found if name.type != "PERSON"}
        lists = names.issuperset(doc.text[start:end].split("・"))
        return not lists and bool(
            post_pattern().match(doc.text, end) or ANNOUNCED.search(doc.text, 0, start)
        )
    return is_family_name(span, doc)


def _dotted(text: str, span: Span) -> tuple[int, int]:
    """Where the katakana name with middle dots that a span is part of begins and ends: ピーター・|エレバン|."""
    before = re.search(r"(?:[ァ-ヴー]+[・=])*$", text[: span.start])
    after = re.match(r"(?:[・=][ァ-ヴー]+)*", text[span.end :])
    return before.start() if before else span.start, span.end + (after.end() if after else 0)


ANNOUNCED = re.compile(
    r"(?:大統領|首相|外相|議長|長官|総裁|代表|書記|スポークスマン|報道官|大使|知事|氏)(?:の|・|である)?$"
)
"""What stands right before a name that it announces: カザフスタン大統領|ヌルスルタン・ナザルバエフ."""


def is_family_name(span: Span, doc: Doc) -> bool:
    """Whether a place that is a family name too stands before a given name or a minister's post."""
    following = next((t for t in doc if t.idx == span.end), None)
    given = following is not None and following.tag_.endswith("人名-名")
    return span.rank == 55 and (given or bool(MINISTER_AFTER.match(doc.text, span.end)))
