"""The function words of phrases and clauses, as data (``grammar.yaml``), compiled once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extract import lexicon

_WORDS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "grammar.yaml").read_text(encoding="utf-8")
)


def _any(*keys: str) -> str:
    return "|".join(word for key in keys for word in _WORDS[key])


MARKER = re.compile("|".join(map(re.escape, sorted(_WORDS["markers"], key=len, reverse=True))))
"""The marker after a phrase."""
SAME: dict[str, str] = _WORDS["same"]
"""Markers by the one that says the same."""
JOINERS = frozenset(_WORDS["joiners"])
SUBJECT = frozenset({"は", "が", "も"})
PARTIES = frozenset({"に", "を", "へ", "と", "に対し", "から"})
"""Markers of a second party."""
OF = frozenset({"の", "による", "への", "との", "からの", "に対する", "での"})
"""Markers that lead to a noun."""
OWNED = ["の>は", "の>が", "の>も", "mod>は", "mod>が", "mod>も", "による>は", "による>が"]
"""Whose the subject is: トルコの提案は支持された."""
AGENT = re.compile(rf"(?:{_any('official', 'agents')})$")
"""Heads of compounds that act for the state before them: ロシア国境警備局警備艇, 中国海警局."""
PRIVATE = re.compile(rf"(?:{_any('private')})(?:ら|たち)?$")
"""Who lives in a state and does not act for it."""
ROSTER_LINK = re.compile(_WORDS["roster_link"])
ROSTERS = tuple((re.compile(one["before"]), re.compile(one["after"])) for one in _WORDS["rosters"])
"""What stands before and after a list of those who take part, of members, of so many states."""
GROUPING = re.compile(_any("groupings"))
"""The name of a body that is only the meetings of its members: G7, APEC."""
OCCASION = re.compile(_WORDS["occasion"])
"""What follows a meeting that is only where others are: 首脳会議|が開かれる北京で."""
ANNOUNCED = re.compile(_WORDS["announced"])
"""The rest of a clause that somebody only announces or denies: 交渉|を中断すると発表した."""
ANNOUNCER = re.compile(_WORDS["announcers"])
"""The end of the name or the post of who speaks for a state."""
CHAIR_BEFORE, CHAIR_AFTER = (re.compile(_WORDS[f"chair_{part}"]) for part in ("before", "after"))
"""What tells who is in the chair of a meeting, or host to it."""
PEOPLE = re.compile(rf"(?:{_any('private', 'people')})(?:ら|たち)?$")
"""Who may act, though no known actor."""
OFFICER = re.compile(
    rf"(?:{_any('official')}|[0-9一二三四五六七八九十両各数]+[カかヶ]?国)(?:[0-9]+[隻機人]|ら)?$"
)
"""Who acts for the state before a の."""
PORTFOLIO = re.compile(rf"(?:(?:{_any('portfolios')})[・の、])*(?:{_any('portfolios')})?")
"""What an officer is in charge of, before the post: 外務・防衛の|閣僚."""
EXPRESSIONS = frozenset(_WORDS["expressions"])
"""Nouns that a verb takes along with what it says: 感謝の|意を示す."""
EXPRESSED = rf"(?:の(?:{_any('expressions')}))?"
ATTENDED = re.compile(rf"(?:{_any('attended')})")
"""A verb of taking part in a meeting or an exercise; its subjects are sides of it."""
DISASTER = re.compile(rf"[^、。はがをに]{{0,20}}?(?:{_any('disasters')})")
"""What strikes a state whom others then help, after the state's name."""
SITES, BUILDINGS = (
    re.compile(rf"(?:{_any(*keys)})$") for keys in (("sites", "buildings"), ("buildings",))
)
"""The end of what somebody can be in: ソウル市内の|ホテル|で."""
GATHERING = re.compile(rf"(?:{_any('gatherings')})")
"""What is attended by its sides."""
SUFFERED = re.compile(rf"(?:{_any('suffered')})$")
"""An act against the state whose name stands before it: ウクライナ|侵攻."""
OPPONENT = re.compile(_any("opponents"))
"""Bodies that fight or stand against the state they are of."""
LED = re.compile(
    rf"が?(?:を?(?:率いる|団長とする|乗せた(?:とみられる)?))[一-鿿ァ-ヶー]{{0,8}}?(?:{_any('led')})"
)
"""Who travels with a person: 国防相が|率いる代表団."""
LIGHT = re.compile(rf"(?:{_any('light')})")
"""A verb that carries out what the noun before it says."""
SUBORDINATE = re.compile(rf"[ぁ-ん]{{0,7}}?(?:{_any('subordinate')})")
"""The end of a clause that is another's content, reason or time."""
ANSWERED = re.compile(rf"(?:など)?(?:{_any('answers')})")
"""The rest of a clause about what another has said before."""
ASKED = re.compile(
    rf"(?:を|の[一-鿿ァ-ヶー]{{1,6}}を|[ぁ-ん]{{0,4}}[一-鿿]{{0,3}}[ぁ-ん]{{0,4}}よう(?:に)?[」]?|[ぁ-ん]{{0,4}}ことを)[^。「]{{0,16}}?(?P<verb>{_any('asking')})"
)
"""The rest of a clause that is asked for."""
QUOTED = re.compile(
    rf"」(?:など)?(?:[」。、「 ]|$|と(?:の|、[^。「」]{{0,30}}?)?(?:{_any('speech')})|と[^。「」]{{1,14}}?(?:{_any('speech')}))"
)
"""A closing mark and what shows that somebody says what it ends."""
SAID = re.compile(
    rf"[^、。「」]{{0,10}}?(?P<that>と)(?:の|、[^。「」]{{0,16}}?|[^、。「」]{{1,14}}?)?(?:{_any('speech')})"
)
"""The rest of a clause that a verb of speech takes with と."""
TIMES = frozenset(_WORDS["times"])
DOCUMENT = re.compile(rf"(?:{_any('documents')})(?:案)?$")
"""A paper that says something for those who issue it: 決議は…を求めている."""
ADOPTED = re.compile(_WORDS["adopted"])
"""The rest of a clause about what a body adopts: 安保理で…を|非難する決議が採択された."""
BESIDE = re.compile(_WORDS["beside"])
"""The end of a clause that only stands beside the next."""
HAPPENED = re.compile(_WORDS["happened"])
"""The rest of a clause whose subject is the act itself: 核実験|があった."""
INJURED = re.compile(_WORDS["injured"])
"""What follows the name of one who suffers a breach."""
ADDRESSEE = re.compile(_WORDS["addressees"])
"""To whom somebody speaks who is no side of an event."""
PRESUPPOSED = re.compile(_WORDS["presupposed"])
BEFORE = re.compile(_any("before"))
"""Words of a sentence that looks back, so that what it tells is no news."""
CITATION = re.compile(_WORDS["citation"])
RANKS = {rank: frozenset(keys) for rank, keys in _WORDS["ranks"].items()}
"""The keys of posts by the rank of a meeting (首脳, 外相)."""
HEADS = RANKS["首脳"]


def _posts(*more: str) -> list[str]:
    surfaces = {post.surface for post in lexicon.posts()} | set(more)
    return [re.escape(surface) for surface in sorted(surfaces, key=len, reverse=True)]


@cache
def post_pattern() -> re.Pattern[str]:
    """Posts with whatever qualifies them: 臨時代理大使, 副大統領ら."""
    return re.compile(rf"[一-鿿ァ-ヶー・]{{0,14}}(?:{'|'.join(_posts())})(?:ら|たち|[0-9]+人)?")


@cache
def between_names() -> re.Pattern[str]:
    """What may stand between the marker of a listed name and the next name: 教授と|、ローマ教皇|ベネディクト16世."""
    return re.compile(rf"[、 の・同]?(?:{'|'.join(_posts())})?")


@cache
def tail_pattern() -> re.Pattern[str]:
    """What belongs to a phrase after its name: posts, honorifics, words, brackets."""
    posts = "|".join(_posts(*lexicon.honorifics()))
    return re.compile(
        rf"(?:{posts}|{_any('tails')}|[((][^))]{{1,30}}[))]|[一-鿿ァ-ヶー・]{{0,14}}(?:{posts}))*"
    )


HELD = re.compile(_any("held"))
"""A verb whose subject is an act: 協議が|開かれた."""
ARRANGED = re.compile(
    rf"(?:に|で|から|の)?(?:[^、。はがを]{{0,20}}(?:に|で|から))?(?:{HELD.pattern}|予定|計画|設定|組ま|開[いきくこ]|催[しさす]|行[いっう]|あっ(?=た))"
    r"(?:[ぁ-ん]{0,4}(?:予定|計画|はず|方針))?[ぁ-ん]{1,8}[^、。はがをにで]{0,48}"
)
"""A clause between a time or place and the act that says that it is of it: 4日に|予定されていた両外相の|会談."""
JOURNEY = rf"(?:(?:{_any('journey_kinds')})?(?:{_any('journeys')}))"
"""A verb of going somewhere: 公式訪問."""
ARRIVED = re.compile(_any("arrived"))
"""What tells of somebody that he has come, where a place beside it is that of the act."""
MADE_OF = re.compile(_any("made_of"))
"""Verbs of what a group is made of: 米国や日本で|構成する."""
HOSTS = re.compile(_any("hosts"))
"""Predicates whose に is a place."""
OCCASIONS = re.compile(_any("gatherings", "occasions"))
"""On what occasion somebody agrees: 16日の|電話|で合意."""
DATED_PAPERS = _any("dated_papers")
APART = re.compile(rf"(?:{_any('apart')})[^、。はがを]{{0,12}}$")
"""What says before the talks of one with several that they were not together."""
ASIDE = re.compile(_any("aside"))
"""A sentence that only looks back: after it the telling goes on where it was."""
CALLED = re.compile(
    rf"[」』]?(?:[((][^()()]{{1,20}}[))])?と(?:{_any('called')})[^、。]{{0,12}}?(?:{_any('called_papers')})"
)
"""After the name of a document that a clause goes on to describe: 「板門店宣言」と題する|文書に署名."""
STATIONED = re.compile(
    rf"[一-鿿ァ-ヶー]{{0,8}}?(?:[にへで][^、。はがを]{{0,12}}?)?(?:{_any('stationed')})"
)
"""After where the forces are of which a withdrawal tells: イラクに|駐留する米軍の|撤退."""
SUBJECTS_OF_TALK = frozenset(_WORDS["subjects_of_talk"])
"""Of what states talk: X地域の|情勢に懸念 is no criticism of X."""
DIED = re.compile(rf"(?:で|により|によって|を受け)[^。]{{0,60}}?(?:{_any('died')})")
"""The rest of a clause about an attack of which somebody dies."""
VIDEO, PHONE = re.compile(_any("video")), re.compile(_any("phone"))
"""Words of talks that are not in person."""
EMPTY_VERB = re.compile(_any("empty_verbs"))
"""A verb that says little without its object: 懸念を|示す, 訓練を|行う."""
