"""A Japanese question to a ``Question``: particles say who acts on whom, question words what is asked.

Comes in: the text's pieces and mentions. Goes out: a ``Question``, or ``Declined``. Every content word must
be known: what is left over is a topic where it stands as one and the articles contain it.
"""

from __future__ import annotations

import re

import msgspec

from gaiko.asking.errors import Declined
from gaiko.asking.knowing import Knowing
from gaiko.asking.mentions import ADNOMINAL, Mention, Mentions
from gaiko.asking.parties import Parties
from gaiko.asking.pieces import Piece, cut
from gaiko.asking.words import any_of, load_words
from graph.ontology import load_ontology
from queries.asking import Party, Place, Question
from queries.asking.question import Asked, Side

ACTS = ("は", "が", "も", "による", "によって", "からの", "から")
BEARS = ("に対して", "に対する", "に対し", "に", "へ", "への", "へは", "には", "を")
ASKED_FIRST = (
    *("count", "why", "when", "document", "state", "where", "how", "terms"),
    *("who", "relation", "events", "what"),
)
"""Of several question words the first here counts."""
COUNTERS = re.compile("何(?:[カかヶケ]国|人|本)|いくつの")
WHETHER = re.compile(r"(?:[かのよね]|[たるい]|ます|です|ました)?[??。]*$")
DIRECTED = frozenset(name for name, kind in load_ontology().items() if kind.direction == "directed")


def read_japanese(text: str, knowing: Knowing, since: str | None, until: str | None) -> Question:
    """Return what a question asks, its periods being known."""
    return _Reader(text, knowing, since, until).read()


class _Reader:
    """One question."""

    def __init__(self, text: str, knowing: Knowing, since: str | None, until: str | None) -> None:
        self.text, self.knowing, self.since, self.until = text, knowing, since, until
        self.pieces = cut(text, "ja", knowing.names, knowing.periods)
        self.found = Parties(knowing.store, knowing.names, since, until)
        if outside := self._first("outside"):
            raise Declined("outside", outside.text, knowing.examples("ja", text))
        self.mentions = list(Mentions(text, self.pieces, self.found).read())
        self.types = self._types()

    def _of(self, kind: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind == kind]

    def _first(self, kind: str) -> Piece | None:
        return next(iter(self._of(kind)), None)

    def read(self) -> Question:
        """Return the question; ``Declined`` says what stands in the way."""
        topic = self._topic()
        asked = self._asked()
        head = next((m for m in self.mentions if self._is_head(m)), None)
        rest = [m for m in self.mentions if m is not head]
        if head and asked not in ("who", "state", "whether", "events"):
            head, rest = None, self.mentions
        place = self._place(rest)
        parties = self._parties([m for m in rest if m.kind == "party" and m.what is not place[1]])
        question = Question(
            language="ja",
            asked="who" if head and asked in ("events", "whether") else asked,
            types=self.types,
            parties=parties,
            among=self._among(head)
            or (self.found.anyone_leading() if self._asks_leaders() else None),
            since=self.since,
            until=self.until,
            statuses=self._statuses(),
            modes=tuple(dict.fromkeys(piece.value for piece in self._of("mode")))
            if self.types
            else (),
            place=place[0],
            documents=() if self._about_document() else self._documents(),
            kinds=self._kinds(asked),
            topic=topic,
            order=next((piece.value for piece in self._of("order")), None),
            most=bool(self._of("most")),
            counted=asked in ("who", "state", "document") and bool(COUNTERS.search(self.text)),
        )
        question = msgspec.structs.replace(question, open_side=self._open_side(question))
        return self._checked(question)

    # --- what is done -------------------------------------------------------------------------------

    def _types(self) -> tuple[str, ...]:
        """The last act told is what is asked about: 会談で合意した is an agreement."""
        acts = [p for p in self.pieces if p.kind in ("event", "arrival", "visit")]
        kinds = [p.value if p.kind == "event" else "VISITED" for p in acts]
        if not kinds and self._of("document") and self.mentions:
            return ("SIGNED",)
        if not kinds and self._of("mode"):
            return ("MET_WITH",)
        if kinds[-1:] in (["SIGNED"], ["AGREED_WITH"]) and self._documents():
            return ("SIGNED", "AGREED_WITH")
        return tuple(kinds[-1:])

    def _statuses(self) -> tuple[str, ...]:
        """What was called off may have been planned: 予定はあったか asks for both."""
        told = tuple(dict.fromkeys(piece.value for piece in self._of("status")))
        if told == ("planned",) and self._is_yes_no():
            return ("planned", "cancelled")
        return ("cancelled",) if "cancelled" in told else told or ("occurred",)

    def _documents(self) -> tuple[str, ...]:
        """Agreements by name, or by the noun that they end in where it is not what is asked."""
        pieces = self._agreements()
        names = [b.name for piece in pieces for b in piece.value if b.kind == "AGREEMENT"]
        return tuple(dict.fromkeys([*names, *(piece.text for piece in pieces)]))

    def _about_document(self) -> bool:
        """核合意を批判した: only who signs or agrees concerns a document, others speak of it."""
        return bool(self.types) and not set(self.types) & {"SIGNED", "AGREED_WITH"}

    def _agreements(self) -> list[Piece]:
        return [
            piece
            for piece in self._of("name")
            if {bearer.kind for bearer in piece.value} <= {"AGREEMENT", "PLACE"}
            and any(bearer.kind == "AGREEMENT" for bearer in piece.value)
        ]

    def _kinds(self, asked: Asked) -> tuple[str, ...]:
        nouns = [piece.text for piece in self._of("document")]
        return tuple(n for n in nouns if "文書" not in n) if asked == "document" else ()

    # --- what is asked ------------------------------------------------------------------------------

    def _asked(self) -> Asked:
        marked = {piece.value for piece in self._of("asked")}
        found = next((one for one in ASKED_FIRST if one in marked), None)
        whos = re.findall("(?<!と)(?:誰|だれ|どなた)(?!と[誰だど])", self.text)
        if self.types and (len(marked & {"when", "where", "how", "why"}) > 1 or len(whos) > 1):
            return "events"
        if found == "count" and self._of("most"):
            found = next((one for one in ("state", "who", "document") if one in marked), found)
        if (
            found is None
            and self.types
            and (
                (re.search(r"のは[??。]*$", self.text) and self._has_room()) or self._asks_leaders()
            )
        ):
            return "who"
        if found in ("events", None) and self.types and self._is_yes_no():
            return "whether"
        if found == "state" and re.search("(?:どこの|どの)国で(?!す|しょ)", self.text):
            return "where"
        if found == "where" and self.types and self._asks_state():
            return "state"
        if found in (None, "what", "events") and self._asks_document():
            return "document"
        if found == "what":
            return "why" if self.types else "events"
        if found is None and not self.types and self._posts_only():
            return "holder"
        if not self.types and (found in ("who", "terms") or self._names_post_of_person()):
            return "holder"
        return found or "events"  # type: ignore[return-value]

    def _has_room(self) -> bool:
        """Whether a side is left open: 日本の外相と韓国の外相が会ったのは leaves none."""
        return sum(m.kind == "party" for m in self.mentions) < 2

    def _is_yes_no(self) -> bool:
        """…したか, …はあった?, …したことがある?; not …した国, …の一覧."""
        last = max(
            (p.end for p in self.pieces if p.kind in ("event", "arrival", "visit", "passive")),
            default=0,
        )
        rest = self.text[last:]
        asks = re.search(r"(?:か|た|る|の|す|ん)[??。]*$", rest) or re.search(r"[??]$", rest)
        noun = re.search(r"[はを][??。]*$", rest) or re.match(r"[??]?$", rest)
        return bool(asks and not noun) and not re.search("何", self.text)

    def _asks_state(self) -> bool:
        """どこ is a state beside an act upon somebody, a place beside talks and signatures."""
        where = next(piece for piece in self._of("asked") if piece.value == "where")
        after = self.text[where.end :]
        if re.match("で(?!す|し)", after) or "どこ" not in where.text:
            return False
        return self.types[0] in DIRECTED or after.startswith("と")

    def _asks_document(self) -> bool:
        """何に署名, 署名した協定は, 結んだ条約を."""
        signed = self.types and self.types[0] == "SIGNED"
        if signed and any(piece.value == "what" for piece in self._of("asked")):
            return True
        return any(
            (ADNOMINAL.search(self.text[: piece.start]) and piece.start > 0)
            or re.match(r"(?:の名前)?[はを](?:何|教|全|すべ|[??]|$)", self.text[piece.end :])
            for piece in self._of("document")
        )

    def _names_post_of_person(self) -> bool:
        """岸田文雄はいつ外相だったか."""
        parties = [m.what for m in self.mentions if isinstance(m.what, Party)]
        people = [party for party in parties if party.ids and not party.state]
        return bool(people) and any(party.posts and not party.ids for party in parties)

    def _posts_only(self) -> bool:
        parties = [m.what for m in self.mentions if isinstance(m.what, Party)]
        return bool(parties) and all(party.posts and not party.ids for party in parties)

    # --- who and where ------------------------------------------------------------------------------

    def _parties(self, mentions: list[Mention]) -> tuple[Party, ...]:
        passive = bool(self._of("passive"))
        sided = []
        for mention in mentions:
            party = mention.what
            assert isinstance(party, Party)
            side = party.side if party.side != "any" else self._side(mention, passive)
            sided.append(msgspec.structs.replace(party, side=side))
        return tuple(sided)

    def _side(self, mention: Mention, passive: bool) -> Side:
        """は acts and に bears, the other way round in the passive; と says nothing."""
        if not self.types or self.types[0] not in DIRECTED:
            if not self.types and self._bears_anywhere():
                return self._by_particle(mention.particle, passive)
            return "any"
        if (mention.particle == "" and self._suffers(mention)) or self._owns_act(mention):
            return "target"
        return self._by_particle(mention.particle, passive)

    def _suffers(self, mention: Mention) -> bool:
        """ウクライナ侵攻, 日本批判: a state right before the act; not 岸田首相訪韓, which names its target."""
        act = next((p for p in self._of("event") if p.start == mention.end), None)
        return act is not None and isinstance(mention.what, Party) and mention.what.state

    def _owns_act(self, mention: Mention) -> bool:
        """北朝鮮のミサイル発射を非難した: whose act it is that suffers the act."""
        own = r"の[ァ-ヴー一-鿿]+[をに]"
        acts = self._of("event")
        return (
            len(acts) > 1
            and acts[0].start < acts[-1].start
            and re.match(own, self.text[mention.end :]) is not None
            and mention.end < acts[0].start
        )

    def _bears_anywhere(self) -> bool:
        """中国は日本に何をした has sides though it names no act."""
        return any(m.particle in BEARS for m in self.mentions) and any(
            m.particle in ACTS for m in self.mentions
        )

    def _by_particle(self, particle: str, passive: bool) -> Side:
        if particle in ("から", "からの", "による", "によって"):
            return "source"
        acts = particle in ACTS or particle in ("の", "")
        if acts:
            return "target" if passive and particle in ("は", "が", "も") else "source"
        if particle in BEARS:
            return "source" if passive and particle in ("に", "には") else "target"
        return "any"

    def _is_head(self, mention: Mention) -> bool:
        """…した首相は, 韓国の大統領で…のは: among whom the asked one is."""
        if mention.kind != "party":
            return False
        party = mention.what
        by_post = isinstance(party, Party) and bool(party.posts) and not party.ids
        whose = (
            re.match("誰|だれ|どの|どなた", self.text[mention.end + 1 :])
            and mention.particle == "の"
        )
        return mention.head or bool(whose) or (by_post and mention.particle == "で")

    def _asks_leaders(self) -> bool:
        """…した首脳は."""
        return any(
            ADNOMINAL.search(self.text[: piece.start])
            or (
                re.match("は(?:誰|[??]|$)", self.text[piece.end :])
                and not self.text[: piece.start].endswith("の")
            )
            for piece in self._of("leaders")
            if piece.start
        )

    def _among(self, head: Mention | None) -> Party | None:
        return head.what if head and isinstance(head.what, Party) else None

    def _place(self, mentions: list[Mention]) -> tuple[Place | None, Party | None]:
        """A place, or a state with で: the second value is then the party that is none."""
        for mention in mentions:
            if isinstance(mention.what, Place):
                bearers = (p.value[0] for p in self._of("name") if p.start == mention.start)
                return self.found.place(next(bearers), mention.said, self.types), None
        if not self._may_be_place(mentions):
            return None, None
        for party in (
            m.what for m in mentions if m.particle in ("で", "での") and isinstance(m.what, Party)
        ):
            bearer = self.knowing.names.by_id.get(party.ids[0]) if party.ids else None
            if bearer and bearer.kind == "COUNTRY" and not party.posts:
                return self.found.place(bearer, bearer.name, self.types), party
        return None, None

    def _may_be_place(self, mentions: list[Mention]) -> bool:
        """Beside others, or of talks and signatures: シンガポールで署名された."""
        return len(mentions) > 1 or bool(self.types and self.types[0] not in DIRECTED)

    def _open_side(self, question: Question) -> Side:
        """The side that nobody stands on; 誰が and 誰に say it themselves."""
        if not question.types or question.types[0] not in DIRECTED:
            return "any"
        taken = {party.side for party in question.parties}
        if "source" in taken:
            return "target"
        if "target" in taken:
            return "source"
        asked = next((p for p in self._of("asked") if p.value in ("who", "state", "where")), None)
        after = self.text[asked.end :] if asked else ""
        receives = re.match("に|を|へ", after) is not None and not re.match(
            "を(?:教|挙|全|すべ)|に(?:は|つ)", after
        )
        return "target" if receives or question.asked == "where" else "source"

    # --- what is left -------------------------------------------------------------------------------

    def _topic(self) -> str | None:
        """A word that stands as a topic and that the articles contain; any other unknown word declines."""
        marked = [
            m
            for m in self.mentions
            if self._is_topic(m.end) and (self.types or len(self.mentions) > 1)
        ]
        self.mentions = [
            m for m in self.mentions if m not in marked and not self._names_document(m)
        ]
        found = [mention.said for mention in marked]
        if self._about_document():
            found += [piece.text for piece in self._agreements()]
        for piece in self._of("unknown"):
            text = self._with_relation(piece)
            if not (self._in_topic(piece) and self.knowing.told(text)):
                raise Declined(
                    "unknown", piece.text, self.knowing.nearest("ja", piece.text, self.text)
                )
            found.append(text)
        return max(found, key=len) if found else None

    def _with_relation(self, piece: Piece) -> str:
        """戦略的互恵関係: the noun that asks for relations can end a topic."""
        after = next(
            (p for p in self.pieces if p.start == piece.end and p.value == "relation"), None
        )
        if after is None:
            return piece.text
        self.pieces.remove(after)
        return piece.text + after.text

    def _names_document(self, mention: Mention) -> bool:
        """イランの核合意: the state belongs to the document's name."""
        documents = (p for p in self._agreements() if self.text[mention.end : p.start] == "の")
        name = mention.what.name
        return any(name in bearer.name for piece in documents for bearer in piece.value)

    def _is_topic(self, end: int) -> bool:
        return bool(re.match(any_of(load_words("ja").topic_after), self.text[end:]))

    def _in_topic(self, piece: Piece) -> bool:
        """処理水をめぐる抗議, 慰安婦合意, 関税で合意, 禁輸に抗議."""
        if self._is_topic(piece.end):
            return bool(self.types or self.mentions)
        if not self.types:
            return False
        after = self.text[piece.end :]
        acts = [p for p in self.pieces if p.kind == "event" and p.start >= piece.end]
        if not acts:
            return False
        gap = re.sub(
            "関係|共同声明|文書|協定|宣言|声明|覚書", "", self.text[piece.end : acts[0].start]
        )
        return bool(
            re.fullmatch("(?:問題)?(?:で|に|の|を|への|での)?[ぁ-ん、]*", gap)
        ) and not after.startswith(("は", "が"))

    def _checked(self, question: Question) -> Question:
        """Decline what has no shape: nothing done and nobody named."""
        if question.asked in ("holder", "terms"):
            return self._office(question)
        bare = not question.types and not question.documents
        if bare and question.asked not in ("events", "relation", "when", "count"):
            raise Declined("shape", "", self.knowing.examples("ja", self.text))
        named = question.parties or question.documents or question.topic or question.place
        if bare and not (self._of("asked") and (named or question.since)):
            raise Declined("shape", "", self.knowing.examples("ja", self.text))
        return question

    def _office(self, question: Question) -> Question:
        """Who held a post; today's where no period is asked. A person's posts where one is named."""
        people = [p for p in question.parties if p.ids and not p.state]
        posts = [p for p in question.parties if p.posts]
        if people:
            held = [p for p in posts if not p.ids]
            return msgspec.structs.replace(question, asked="terms", parties=(*people[:1], *held))
        if not posts:
            raise Declined("shape", "", self.knowing.examples("ja", self.text))
        today = self.knowing.today.isoformat()
        since, until = (
            (question.since, question.until) if question.since or question.until else (today, today)
        )
        return msgspec.structs.replace(
            question, asked="holder", parties=tuple(posts), since=since, until=until
        )
