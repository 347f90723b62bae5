"""Who acts on whom in a Japanese question, and where: particles, the passive, what stands right before an act.

Comes in: a ``Reading`` and its mentions. Goes out: parties on their sides, the open side, the place.
"""

from __future__ import annotations

import re

import msgspec

from gaiko.asking.mentions import Mention
from gaiko.asking.reading import Reading, directed, open_side
from queries.asking import Party, Place, Question
from queries.asking.question import Side

ACTS = ("は", "が", "も", "、", "による", "によって", "からの", "から")
BEARS = ("に対して", "に対する", "に対し", "に", "へ", "への", "へは", "には", "を")


def sided_parties(reading: Reading, mentions: list[Mention]) -> tuple[Party, ...]:
    """Return the parties of mentions, each on its side."""
    passive = bool(reading.of("passive"))
    sided = []
    for mention in mentions:
        party = mention.what
        assert isinstance(party, Party)
        side = party.side if party.side != "any" else _side(reading, mention, passive)
        sided.append(msgspec.structs.replace(party, side=side))
    return tuple(sided)


def _side(reading: Reading, mention: Mention, passive: bool) -> Side:
    """は acts and に bears, the other way round in the passive; と says nothing."""
    if not reading.types or reading.types[0] not in directed():
        if not reading.types and _bears_anywhere(reading):
            return _by_particle(reading, mention.particle, passive)
        return "any"
    if (mention.particle == "" and _suffers(reading, mention)) or _owns_act(reading, mention):
        return "target"
    return _by_particle(reading, mention.particle, passive)


def _suffers(reading: Reading, mention: Mention) -> bool:
    """ウクライナ侵攻, 日本批判: a state right before the act; not 岸田首相訪韓, which names its target."""
    act = next((p for p in reading.of("event") if p.start == mention.end), None)
    return act is not None and isinstance(mention.what, Party) and mention.what.state


def _owns_act(reading: Reading, mention: Mention) -> bool:
    """北朝鮮のミサイル発射を非難した: whose act it is that suffers the act."""
    own = r"の[ァ-ヴー一-鿿]+[をに]"
    acts = reading.of("event")
    return (
        len(acts) > 1
        and acts[0].start < acts[-1].start
        and re.match(own, reading.text[mention.end :]) is not None
        and mention.end < acts[0].start
    )


def _bears_anywhere(reading: Reading) -> bool:
    """中国は日本に何をした has sides though it names no act."""
    return any(m.particle in BEARS for m in reading.mentions) and any(
        m.particle in ACTS for m in reading.mentions
    )


def _by_particle(reading: Reading, particle: str, passive: bool) -> Side:
    if particle in ("から", "からの", "による", "によって"):
        return "source"
    acts = particle in ACTS or particle in ("の", "")
    if acts:
        return "target" if passive and particle in ("は", "が", "も") else "source"
    if particle in BEARS:
        return "source" if passive and particle in ("に", "には") else "target"
    return "any"


def is_head(reading: Reading, mention: Mention) -> bool:
    """…した首相は, 韓国の大統領で…のは: among whom the asked one is."""
    if mention.kind != "party":
        return False
    party = mention.what
    by_post = isinstance(party, Party) and bool(party.posts) and not party.ids
    whose = (
        re.match("誰|だれ|どの|どなた", reading.text[mention.end + 1 :])
        and mention.particle == "の"
    )
    return mention.head or bool(whose) or (by_post and mention.particle == "で")


def place_of(reading: Reading, mentions: list[Mention]) -> tuple[Place | None, Party | None]:
    """A place, or a state with で: the second value is then the party that is none."""
    for mention in mentions:
        if isinstance(mention.what, Place):
            bearers = (p.value[0] for p in reading.of("name") if p.start == mention.start)
            return reading.found.place(next(bearers), mention.said, reading.types), None
    if not _may_be_place(reading, mentions):
        return None, None
    for party in (
        m.what for m in mentions if m.particle in ("で", "での") and isinstance(m.what, Party)
    ):
        bearer = reading.knowing.names.by_id.get(party.ids[0]) if party.ids else None
        if bearer and bearer.kind == "COUNTRY" and not party.posts:
            return reading.found.place(bearer, bearer.name, reading.types), party
    return None, None


def _may_be_place(reading: Reading, mentions: list[Mention]) -> bool:
    """Beside others, or of talks and signatures: シンガポールで署名された."""
    return len(mentions) > 1 or bool(reading.types and reading.types[0] not in directed())


def open_side_of(reading: Reading, question: Question) -> Side:
    """The side that nobody stands on; 誰が and 誰に say it themselves."""
    asked = next((p for p in reading.of("asked") if p.value in ("who", "state", "where")), None)
    after = reading.text[asked.end :] if asked else ""
    receives = re.match("に|を|へ", after) is not None and not re.match(
        "を(?:教|挙|全|すべ)|に(?:は|つ)", after
    )
    return open_side(question, "target" if receives or question.asked == "where" else "source")
