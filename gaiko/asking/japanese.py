"""A Japanese question to a ``Question``: what its parts say, put together and checked.

Comes in: a text with its periods. Goes out: a ``Question``, or ``Declined``. Every content word must be known.
"""

from __future__ import annotations

import re

import msgspec

from gaiko.asking.errors import Declined
from gaiko.asking.japanese_asked import asked_of, asks_leaders, is_yes_no
from gaiko.asking.japanese_sides import is_head, open_side_of, place_of, sided_parties
from gaiko.asking.japanese_topics import topic_of
from gaiko.asking.knowing import Knowing
from gaiko.asking.mentions import Mention
from gaiko.asking.reading import TOGETHER, Reading, check_shape
from queries.asking import Asked, Party, Question

COUNTERS = re.compile("何(?:[カかヶケ]国|人|本)|いくつの")


def read_japanese(text: str, knowing: Knowing, since: str | None, until: str | None) -> Question:
    """Return what a question asks, its periods being known; ``Declined`` says what stands in the way."""
    reading = Reading(text, knowing, since, until)
    if outside := reading.of("outside"):
        raise Declined("outside", outside[0].text, knowing.examples("ja", text))
    reading.name()
    reading.types = _types(reading)
    topic = topic_of(reading)
    asked = asked_of(reading)
    head = next((m for m in reading.mentions if is_head(reading, m)), None)
    rest = [m for m in reading.mentions if m is not head]
    if head and asked not in ("who", "state", "whether", "events"):
        head, rest = None, reading.mentions
    place = place_of(reading, rest)
    parties = sided_parties(
        reading, [m for m in rest if m.kind == "party" and m.what is not place[1]]
    )
    question = Question(
        language="ja",
        asked="who" if head and asked in ("events", "whether") else asked,
        types=reading.types,
        parties=parties,
        among=_among(reading, head)
        or (reading.found.anyone_leading() if asks_leaders(reading) else None),
        since=reading.since,
        until=reading.until,
        statuses=_statuses(reading),
        modes=tuple(dict.fromkeys(piece.value for piece in reading.of("mode")))
        if reading.types
        else (),
        place=place[0],
        documents=() if reading.about_document() else reading.documents(),
        kinds=_kinds(reading, asked),
        topic=topic,
        order=next((piece.value for piece in reading.of("order")), None),
        nth=next((piece.value for piece in reading.of("nth")), None),
        most=bool(reading.of("most")),
        counted=asked in ("who", "state", "document") and bool(COUNTERS.search(reading.text)),
    )
    question = msgspec.structs.replace(question, open_side=open_side_of(reading, question))
    return _checked(reading, question)


def _may_mediate(reading: Reading) -> bool:
    """誰が仲介した, 仲介した国は, 仲介したのは; not 中国は何を仲介した."""
    acting = any(m.kind == "party" and m.particle in ("は", "が") for m in reading.mentions)
    asked = {piece.value for piece in reading.of("asked")} & {"who", "state", "where"}
    return not acting and bool(asked or re.search(r"のは[??。]*$", reading.text))


def _types(reading: Reading) -> tuple[str, ...]:
    """The last act told is what is asked about: 会談で合意した is an agreement."""
    acts = [p for p in reading.pieces if p.kind in ("event", "arrival", "visit")]
    kinds = [p.value if p.kind == "event" else "VISITED" for p in acts]
    if reading.mediated():
        return TOGETHER
    if not kinds and reading.of("document") and reading.mentions:
        return ("SIGNED",)
    if not kinds and reading.of("mode"):
        return ("MET_WITH",)
    if kinds[-1:] in (["SIGNED"], ["AGREED_WITH"]) and reading.documents():
        return ("SIGNED", "AGREED_WITH")
    return tuple(kinds[-1:])


def _statuses(reading: Reading) -> tuple[str, ...]:
    """What was called off may have been planned: 予定はあったか asks for both."""
    told = tuple(dict.fromkeys(piece.value for piece in reading.of("status")))
    if told == ("planned",) and is_yes_no(reading):
        return ("planned", "cancelled")
    return ("cancelled",) if "cancelled" in told else told or ("occurred",)


def _kinds(reading: Reading, asked: Asked) -> tuple[str, ...]:
    nouns = [piece.text for piece in reading.of("document")]
    return tuple(n for n in nouns if "文書" not in n) if asked == "document" else ()


def _among(reading: Reading, head: Mention | None) -> Party | None:
    return head.what if head and isinstance(head.what, Party) else None


def _checked(reading: Reading, question: Question) -> Question:
    """Decline what has no shape: nothing done and nobody named."""
    if question.asked in ("holder", "terms"):
        return _office(reading, question)
    if question.asked == "mediator" and not _may_mediate(reading):
        raise Declined("shape", "", reading.knowing.examples("ja", reading.text))
    check_shape(question, reading.knowing, reading.text)
    bare = not question.types and not question.documents
    if bare and question.asked not in ("events", "relation", "when", "count"):
        raise Declined("shape", "", reading.knowing.examples("ja", reading.text))
    named = question.parties or question.documents or question.topic or question.place
    if bare and not (reading.of("asked") and (named or question.since)):
        raise Declined("shape", "", reading.knowing.examples("ja", reading.text))
    return question


def _office(reading: Reading, question: Question) -> Question:
    """Who held a post; today's where no period is asked. A person's posts where one is named."""
    people = [p for p in question.parties if p.ids and not p.state]
    posts = [p for p in question.parties if p.posts]
    if "政権の" in reading.text:  # who served under somebody is not in the table
        raise Declined("outside", "政権", reading.knowing.examples("ja", reading.text))
    if people:
        held = [p for p in posts if not p.ids]
        return msgspec.structs.replace(question, asked="terms", parties=(*people[:1], *held))
    if not posts:
        raise Declined("shape", "", reading.knowing.examples("ja", reading.text))
    since, until = question.since, question.until
    if not (since or until) and "歴代" not in reading.text:
        since = until = reading.knowing.today.isoformat()
    return msgspec.structs.replace(
        question, asked="holder", parties=tuple(posts), since=since, until=until
    )
