"""What a Japanese question asks: question words, nouns at its head, the form of its end.

Comes in: a ``Reading``. Goes out: ``Asked``.
"""

from __future__ import annotations

import re

from gaiko.asking.mentions import ADNOMINAL
from gaiko.asking.reading import Reading, directed
from queries.asking import Asked, Party

ASKED_FIRST = (
    *("amount", "count", "why", "when", "document", "state", "where", "how", "terms"),
    *("who", "relation", "events", "what"),
)
"""Of several question words the first here counts."""


def asked_of(reading: Reading) -> Asked:
    """Return what is asked: the question word that counts, or what the form of the sentence asks."""
    marked = {piece.value for piece in reading.of("asked")}
    found = next((one for one in ASKED_FIRST if one in marked), None)
    if reading.mediated():
        return "mediator"
    whos = re.findall("(?<!と)(?:誰|だれ|どなた)(?!と[誰だど])", reading.text)
    if reading.types and (len(marked & {"when", "where", "how", "why"}) > 1 or len(whos) > 1):
        return "events"
    if found == "count" and reading.of("most"):
        found = next((one for one in ("state", "who", "document") if one in marked), found)
    if (
        found is None
        and reading.types
        and (
            (re.search(r"のは[??。]*$", reading.text) and _has_room(reading))
            or asks_leaders(reading)
        )
    ):
        return "who"
    if found in ("events", None) and reading.types and is_yes_no(reading):
        return "whether"
    if found == "state" and re.search("(?:どこの|どの)国で(?!す|しょ)", reading.text):
        return "where"
    if found == "where" and reading.types and _asks_state(reading):
        return "state"
    if found in (None, "what", "events") and _asks_document(reading):
        return "document"
    if found == "what":
        return "why" if reading.types else "events"
    if found is None and not reading.types and _posts_only(reading):
        return "holder"
    if not reading.types and (found in ("who", "terms") or _names_post_of_person(reading)):
        return "holder"
    return found or "events"  # type: ignore[return-value]


def _has_room(reading: Reading) -> bool:
    """Whether a side is left open: 日本の外相と韓国の外相が会ったのは leaves none."""
    return sum(m.kind == "party" for m in reading.mentions) < 2


def is_yes_no(reading: Reading) -> bool:
    """…したか, …はあった?, …したことがある?; not …した国, …の一覧."""
    last = max(
        (p.end for p in reading.pieces if p.kind in ("event", "arrival", "visit", "passive")),
        default=0,
    )
    rest = reading.text[last:]
    asks = re.search(r"(?:か|た|る|の|す|ん)[??。]*$", rest) or re.search(r"[??]$", rest)
    noun = re.search(r"[はを][??。]*$", rest) or re.match(r"[??]?$", rest)
    return bool(asks and not noun) and not re.search("何", reading.text)


def _asks_state(reading: Reading) -> bool:
    """どこ is a state beside an act upon somebody, a place beside talks and signatures."""
    where = next(piece for piece in reading.of("asked") if piece.value == "where")
    after = reading.text[where.end :]
    if re.match("で(?!す|し)", after) or "どこ" not in where.text:
        return False
    return reading.types[0] in directed() or after.startswith("と")


def _asks_document(reading: Reading) -> bool:
    """何に署名, 署名した協定は, 結んだ条約を."""
    signed = reading.types and reading.types[0] == "SIGNED"
    if signed and any(piece.value == "what" for piece in reading.of("asked")):
        return True
    return any(
        (ADNOMINAL.search(reading.text[: piece.start]) and piece.start > 0)
        or re.match(r"(?:の名前)?[はを](?:何|教|全|すべ|[??]|$)", reading.text[piece.end :])
        for piece in reading.of("document")
    )


def _names_post_of_person(reading: Reading) -> bool:
    """岸田文雄はいつ外相だったか."""
    parties = [m.what for m in reading.mentions if isinstance(m.what, Party)]
    people = [party for party in parties if party.ids and not party.state]
    return bool(people) and any(party.posts and not party.ids for party in parties)


def _posts_only(reading: Reading) -> bool:
    parties = [m.what for m in reading.mentions if isinstance(m.what, Party)]
    return bool(parties) and all(party.posts and not party.ids for party in parties)


def asks_leaders(reading: Reading) -> bool:
    """…した首脳は."""
    return any(
        ADNOMINAL.search(reading.text[: piece.start])
        or (
            re.match("は(?:誰|[??]|$)", reading.text[piece.end :])
            and not reading.text[: piece.start].endswith("の")
        )
        for piece in reading.of("leaders")
        if piece.start
    )
