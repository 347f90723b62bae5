"""Where an act was: the place that is bound closest to its trigger, in the words of the text.

Comes in: a trigger in its sentence, whom it is done to, the type. Goes out: a place such as 北京の釣魚台国賓館,
None where the sentence tells none.
"""

from __future__ import annotations

import re

from extract.clauses import is_predicate, relation
from extract.discourse import Discourse
from extract.grammar import ARRIVED, BUILDINGS, HELD, JOURNEY, SITES, SUBJECT
from extract.phrases import Argument
from extract.setting import describes, find_tie, governor_of
from extract.triggers import Trigger

WORDS = r"[一-鿿々ァ-ヶーA-Za-z・]"
BRACKETS = r"[((][^()()]*[))]"
REST = re.compile(
    rf"(?:{BRACKETS})?(?:の|・)?{WORDS}{{0,14}}?(?:の{WORDS}{{1,14}}?)?(?=で(?!あ[るりっ]|の))"
)
"""What follows the name of a place up to で: 山口県|長門市|で, ソウル|市内のホテル|で."""
AT = re.compile("で(?!あ[るりっ]|の)")
"""The particle of a place, not that of a sentence about what somebody is."""
ON = "(?P<on>(?:し|して|て)?、|して|て)"
"""What links a journey to what is done at its end: 平壌を訪れ|、; not キーウを訪れた首相は…."""
GOING = re.compile(rf"(?:[をにへ](?:[一-鿿ぁ-ん]{{1,7}}?)?)?{JOURNEY}{ON}")
"""What follows where somebody goes: 平壌|を訪れ、."""
VIA = re.compile("(?:入り)?(?:し、|して|し(?=[一-鿿ァ-ヶー]))")
"""訪日|し、: the same where the journey is one word with its aim."""
AIMED = re.compile(r"(?:(?:の[一-鿿ァ-ヶー]{1,12})?(?:を|に|へ|に向け)[^、。はがを]{0,8})?")
"""What stands between a place and the word for a journey there: 平壌|を再び|訪れ, 広島|入り."""
SET = re.compile(
    rf"[はがも](?:[^、。はがも]{{0,14}})?、(?:{WORDS}{{1,14}}の)*{WORDS}+(?:{BRACKETS})?$"
)
"""Where the news is set, after who and when: 外相は16日、|ソウル|で…."""
HAPPENED = re.compile("で[^をがにと]*[ぁ-ん]")
"""A place with no more behind it than the next verb: 深セン|で起き|た事件."""
STAGE = re.compile(r"[^、。はがをに]{0,16}で")
"""What follows a city up to で: |のホワイトハウスで."""
SHARED = frozenset({"MET_WITH", "AGREED_WITH", "SIGNED"})
"""Types of acts that are done where their actors have gone."""
HOLDS = re.compile(rf"{HELD.pattern}|行[いっ]|催[しさ]|し$")
"""A verb that takes an act and its place: 会談をソウルで|行った."""


def find_place(trigger: Trigger, discourse: Discourse, target: tuple[str, ...]) -> str | None:
    """Return the place marked で beside the trigger, or to which a journey led."""
    if trigger.type == "VISITED":
        return _aim(trigger) or _in_state(trigger, discourse, target)
    stages = _stages(trigger, discourse)
    if stages:
        return min(stages)[2]
    return _goal(trigger, discourse)


def _aim(trigger: Trigger) -> str | None:
    """Return the place to which a journey leads: |広島|入り, |平壌|を再び訪れ, 訪問先の|ソウル|で."""
    for argument in reversed(trigger.clauses.arguments):
        if argument.kind != "place":
            continue
        between = trigger.text[argument.name_end : trigger.start]
        inside = trigger.start <= argument.start < argument.name_end <= trigger.end
        if inside or (argument.name_end <= trigger.start and AIMED.fullmatch(between)):
            return trigger.text[argument.start : argument.name_end]
    return None


def _in_state(trigger: Trigger, discourse: Discourse, target: tuple[str, ...]) -> str | None:
    """Return where in the state that is visited the sentence goes on: 韓国を訪れた首相は|ソウル|で."""
    for argument in trigger.clauses.arguments:
        if argument.kind != "place" or not STAGE.match(trigger.text, argument.name_end):
            continue
        words = trigger.text[argument.start : argument.name_end]
        inside = set(discourse.states_of_places(argument.entities)) & set(target)
        if inside and not BUILDINGS.search(words):
            return words
    return None


def _goal(trigger: Trigger, discourse: Discourse) -> str | None:
    """Return to where the sentence has led before: |平壌|を訪れ、…と会談; a state only for what is done together."""
    text = trigger.text
    for argument in reversed(trigger.clauses.arguments):
        if argument.end > trigger.start or len(argument.entities) != 1:
            continue
        ends = [at for at in (argument.end, argument.name_end) if GOING.match(text, at)]
        if argument.kind == "place" and ends:
            return text[argument.start : ends[0]]
        entity = discourse.entities[argument.entities[0]]
        via = text[argument.start - 1 : argument.start] in ("訪", "来")
        gone = VIA.match(text, argument.name_end) if via else ends
        if gone and entity.type == "COUNTRY" and trigger.type in SHARED:
            return entity.name
    return None


def _stages(trigger: Trigger, discourse: Discourse) -> list[tuple[int, int, str]]:
    """Return the places with で that are tied to the trigger, with how loosely and how far."""
    stages = []
    for argument in trigger.clauses.arguments:
        end = _place_end(trigger, argument, discourse)
        if end is None:
            continue
        tie = _tie(trigger, end) if end <= trigger.start else _later_tie(trigger, end)
        if tie is not None:
            stages.append(
                (tie, abs(trigger.start - end), _words(trigger, argument, end, discourse))
            )
    return stages


def _place_end(trigger: Trigger, argument: Argument, discourse: Discourse) -> int | None:
    """Return where the phrase of a place ends before its で; None for what is no place."""
    text = trigger.text
    if argument.kind == "place":
        rest = REST.match(text, argument.end) or REST.match(text, argument.name_end)
        tail = re.sub(BRACKETS, "", rest[0]) if rest else ""
        return rest.end() if rest and (not tail or SITES.search(tail)) else None
    gone = text[argument.start - 1 : argument.start] in ("訪", "来")
    if (
        argument.marker != "で"
        or gone
        or len(argument.entities) != 1
        or not AT.match(text, argument.end)
    ):
        return None
    words = re.sub(BRACKETS, "", text[argument.start : argument.end])
    state = discourse.entities[argument.entities[0]].type == "COUNTRY"
    return (
        argument.end
        if re.fullmatch(f"{WORDS}+", words) and (state or SITES.search(words))
        else None
    )


def _words(trigger: Trigger, argument: Argument, end: int, discourse: Discourse) -> str:
    """The place with the city before it (ワシントンの|ホワイトハウス), without what stands in brackets."""
    text = trigger.text
    start = argument.start
    for before in trigger.clauses.arguments:
        within = before.kind == "place" or discourse.is_city(before.entities)
        if within and text[before.end : start] in ("の", "・"):
            start = before.start
    return re.sub(BRACKETS, "", text[start:end])


def _tie(trigger: Trigger, end: int) -> int | None:
    """How loosely a place before the trigger is tied to it; another's act between them parts them."""
    text = trigger.text
    if trigger.sentence.is_title and " " in text[end : trigger.start]:
        return None
    governor = governor_of(trigger.clauses.token(end - 1))
    if describes(governor) and ARRIVED.match(governor.text):
        return 1  # 首相官邸で、|来日|した大統領と|会談
    happened = describes(governor) and HAPPENED.fullmatch(
        text, end, governor.idx + len(governor.text) + 1
    )
    if _is_main(trigger) and SET.search(text, 0, end) and not happened:
        return 1
    predicates = [t for t in trigger.clauses.predicates if end <= t.idx < trigger.start]
    strangers = (
        a
        for a in trigger.clauses.arguments
        if a.marker in SUBJECT and a.kind == "actor" and a.end <= trigger.start
        if predicates and predicates[0].idx < a.start
    )
    return None if any(strangers) else find_tie(trigger, end - 1, end)


def _is_main(trigger: Trigger) -> bool:
    """Whether a trigger is what its sentence tells, and no clause that describes something in it."""
    token = trigger.token
    while token.head.i != token.i:
        if relation(token) == "acl":
            return False
        token = token.head
    return trigger.verbal


def _later_tie(trigger: Trigger, end: int) -> int | None:
    """首脳会議を|東京で|開いた: the place between an act and the verb that holds it."""
    if trigger.text[end:] == "で" and trigger.sentence.is_title:
        return 2 if trigger.type in SHARED else None  # 両首脳が会談 韓国・慶州で
    holder = governor_of(trigger.clauses.token(end - 1))
    path = trigger.clauses.path(trigger.token, holder)
    if path is None or holder.i <= trigger.token.i or any(map(is_predicate, path[1:-1])):
        return None
    return 1 if holder.i in trigger.heads or HOLDS.match(holder.text) else None
