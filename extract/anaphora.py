"""Words that name nobody, and whom they stand for: 両首脳, 3カ国, 双方, 同氏, 同国, 首相, 政府, 日本人.

Comes in: a sentence, its spans and what the sentences before have established. Goes out: spans with entity ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.acting_for import key_of, post_keys, post_of
from extract.discourse import HOME, Discourse
from extract.grammar import RANKS
from extract.spans import Span

PAIR = r"両(?:国|首脳|氏|者|政府|大統領|外相|閣僚|大臣|首相|長官|防衛相|国防相|軍|代表|党首|指導者|陣営|外務次官|当局|[一-鿿]{1,4}相)(?:首脳|政府|外相)?|双方|二国間|(?<![0-9一-鿿ァ-ヶー])(?:同|この|関係)?[3-9三四五六七八九](?:[カかヶヵ]国|国|者|氏|首脳)(?:首脳|外相|政府)?(?!協議|会[議談合])|[3三]国(?=首脳|外相)"
NUMBERS = {"三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
MEMBERS = r"(?:(?:参加|加盟|構成|関係|出席)(?:各国|国)(?=首脳|外相|[はがもでの、])|(?<![一-鿿ァ-ヶーA-Za-z])各国(?=首脳[はがも]|外相[はがも]|[はがも]))"
"""Those who take part in what the article is about."""
ANAPHOR = re.compile(
    rf"(?P<pair>{PAIR})|(?P<members>{MEMBERS})|(?P<state>同国|我が国|わが国|同政府|(?:(?<=^)|(?<=[、。「 はがにをと]))政府(?!間|開発|専用|系|代表|関係|軍|機|高官|当局|側近|要人|見解)|日本側)|(?P<person>同氏)|"
    r"(?<![合共協混])同(?P<post>大統領|首相|外相|長官|大使|事務総長|報道官|議長|大臣|司令官|補佐官|代表|国務長官|国防相|主席)|"
    r"(?P<partner>先方|相手国|相手側|相手方)|(?P<body>(?<![合共協混])(?:同省|同党|同軍|同通信|同庁|同社|同機関|同組織|同委員会)(?!事))|"
    r"(?:(?<=^)|(?<=[、。「 は])|(?<=た)(?=[一-鿿]{2,4}の(?:[ァ-ヶー一-鿿]{1,8}訪問|訪|来)))(?P<bare>首相|大統領|外相|国務長官|事務総長|防衛相|国防長官|官房長官|国家主席|報道官|国防相|総書記)(?=ら?[はがもにと、]|ら|の(?:[ァ-ヶー一-鿿]{1,8}訪問|訪|来))"
)
LEADERS = re.compile(
    "(?:の?(?:両国?|[3三](?:[カかヶヵ]国)?)|の)?(首脳|外相|防衛相|国防相|大統領|首相)(?:ら|同士)?(?=[はがもと、]|$)"
)
"""Those of several states by their post: 日米|両首脳は, 日本と韓国の|外相が."""
LISTED = re.compile("[・、と]?")
"""What stands between states that are listed."""
TOGETHER = re.compile("(?:と|との|とともに|を(?:交え|加え)[たて]?)(?:、|の)?$")
"""What ends the names of whom a number counts."""
IN_THIS = re.compile("(?:で|による|が|の)")
"""What follows a number of those who act together."""
NATIONAL = re.compile("人(?!工|権|口|民|材|間|道|質|事|物|気|種|民族)")
"""What follows the name of a state in the word for its people."""


def find_anaphors(
    text: str, known: Sequence[tuple[Span, tuple[str, ...]]], discourse: Discourse
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the words of a sentence that stand for entities named before, with those entities."""
    spans = [span for span, _ in known]
    for span, ids in _nationals(discourse, text):
        if not any(s.start < span.end and span.start < s.end for s in spans):
            yield span, ids
    for match in ANAPHOR.finditer(text):
        if any(span.start < match.end() and match.start() < span.end for span in spans):
            continue
        if match["pair"] and _counts_list(text, spans, match):
            continue
        listed = text[match.start() - 1] == "の" and any(s.end == match.start() - 1 for s in spans)
        ids = () if listed else _referents(discourse, known, match)  # 米国、英国の|3カ国
        if not ids and match["pair"]:
            ids = _named_before(discourse, known, match.start())
        if ids:
            yield (
                Span(
                    match.start(),
                    match.end(),
                    match[0],
                    "ORGANIZATION",
                    match[0],
                    rank=0,
                    reason="anaphor",
                ),
                ids,
            )


def resolve_leaders(
    text: str, known: Sequence[tuple[Span, tuple[str, ...]]], discourse: Discourse
) -> list[tuple[Span, tuple[str, ...]]]:
    """Return the spans of a sentence; 日|米|両首脳は are the persons, where the article names those of all the states."""
    resolved = list(known)
    for match in LEADERS.finditer(text):
        run = _states_before(text, known, match.start())
        ids = tuple(i for n in run for i in known[n][1])
        keys = _keys(match[1])
        if len(run) > 1 and discourse.in_posts(ids, keys) != ids:
            for n in run:
                resolved[n] = (known[n][0], discourse.in_posts(known[n][1], keys))
    return resolved


def _states_before(text: str, known: Sequence[tuple[Span, tuple[str, ...]]], end: int) -> list[int]:
    """Return which of the spans are the states that are listed up to a place."""
    run: list[int] = []
    for n in range(len(known) - 1, -1, -1):
        span = known[n][0]
        gap = text[span.end : end]
        if span.end <= end and span.type == "COUNTRY" and LISTED.fullmatch(gap):
            run.insert(0, n)
            end = span.start
    return run


def _counts_list(text: str, spans: Sequence[Span], match: re.Match[str]) -> bool:
    """Whether a pair only counts whom its sentence has just named: 日米|両国, Bと、Cと|3カ国で会談."""
    named = any(s.end == match.start() and s.type == "COUNTRY" for s in spans)
    together = bool(TOGETHER.search(text, 0, match.start()) and IN_THIS.match(text, match.end()))
    return named or (together and any(s.end < match.start() for s in spans))


def _nationals(discourse: Discourse, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the people of a state that the article names: 日本人記者, 邦人."""
    for match in NATIONAL.finditer(text):
        names = [name for name in discourse.states if text.endswith(name, 0, match.start())]
        if names:
            name = max(names, key=len)
            start, end = match.start() - len(name), match.end()
            people = text[start:end]
            yield (
                Span(start, end, people, "COUNTRY", people, rank=0, reason="people"),
                (discourse.states[name],),
            )


def _referents(
    discourse: Discourse, known: Sequence[tuple[Span, tuple[str, ...]]], match: re.Match[str]
) -> tuple[str, ...]:
    kind = match.lastgroup
    if kind == "partner":
        return _partner(discourse, known, match.start())
    if kind == "pair":
        return _pair(discourse, match[0])
    if kind == "state":
        return _state(discourse, match[0])
    if kind == "members":
        return discourse.roster
    if kind == "body":
        return _one(discourse.last.get("ORGANIZATION"))
    if kind == "person":
        return _one(discourse.last.get("PERSON"))
    return _holder(discourse, match[kind or "post"])


def _one(entity: str | None) -> tuple[str, ...]:
    return (entity,) if entity else ()


def _pair(discourse: Discourse, word: str) -> tuple[str, ...]:
    number = re.search("[3-9三四五六七八九]", word)
    many = int(NUMBERS.get(number[0], number[0])) if number else 2
    if len({discourse.behind(i) for i in discourse.meeting}) == many:
        return _as_told(discourse, word)
    if many > 2:
        whole = len({discourse.behind(i) for i in discourse.roster}) == many
        return discourse.groups.get(many) or (discourse.roster if whole else ())
    if re.search("国|政府|双方|間", word):
        return _two_states(discourse)
    return discourse.meeting if len(discourse.meeting) > 1 else _two_of(discourse, word)


def _as_told(discourse: Discourse, word: str) -> tuple[str, ...]:
    """The sides of the last meeting: 両国政府 are the states, 両首脳 the persons, where the article names them."""
    meeting = discourse.meeting
    if re.search("国(?!首脳|外相)|政府", word):
        states = discourse.countries(meeting)
        named = all(discourse.entities[i].type != "PERSON" for i in states)
        return states if named else meeting
    post = re.sub("^(?:両|[3三]国?)|ら$", "", word)
    return discourse.in_posts(meeting, _keys(post))


def _named_before(
    discourse: Discourse, known: Sequence[tuple[Span, tuple[str, ...]]], at: int
) -> tuple[str, ...]:
    """リビアとイタリアは条約を結び、|両国|は: the only two states that the sentence has named."""
    named = dict.fromkeys(i for span, ids in known if span.end <= at for i in ids)
    states = tuple(i for i in named if discourse.entities[i].type == "COUNTRY")
    return states if len(states) == 2 else ()


def _partner(
    discourse: Discourse, known: Sequence[tuple[Span, tuple[str, ...]]], at: int
) -> tuple[str, ...]:
    """首相は|先方に|求めた: with whom who is named now, or was the topic, has met; else the other state of two."""
    named = [i for span, ids in known if span.end <= at for i in ids] or discourse.topic
    own = {discourse.behind(i) for i in named}
    states = [e.id for e in discourse.entities.values() if e.type == "COUNTRY" and e.mentions]
    sides = discourse.meeting or (tuple(states) if len(states) == 2 else ())
    others = tuple(i for i in sides if discourse.behind(i) not in own)
    return others if own and len(others) < len(sides) else ()


def _two_states(discourse: Discourse) -> tuple[str, ...]:
    if "state-1" not in discourse.last:
        return ()
    return discourse.last["state-1"], discourse.last["state"]


def _keys(post: str) -> frozenset[str]:
    """The keys of a post, or of those of a rank (首脳)."""
    return RANKS.get(post) or frozenset({key_of(post)})


def _two_of(discourse: Discourse, word: str) -> tuple[str, ...]:
    """両外相: the two persons of that post whom the article names, before or after."""
    post = re.sub("^両", "", word)
    keys = _keys(post)
    named = [
        e
        for e in discourse.entities.values()
        if e.type == "PERSON" and post_keys().get(post_of(e)) in keys
    ]
    states = {e.country for e in named}
    return tuple(e.id for e in named) if len(named) == 2 == len(states) else ()


def _state(discourse: Discourse, word: str) -> tuple[str, ...]:
    if word in ("同国", "同政府"):
        return _one(discourse.last.get("foreign") or discourse.last.get("COUNTRY"))
    home = next((e.id for e in discourse.entities.values() if e.code == HOME), None)
    return _one(home or discourse.last.get("COUNTRY"))


def _holder(discourse: Discourse, post: str) -> tuple[str, ...]:
    """首相 alone is the person of that post whom the article names."""
    persons = [
        e
        for e in discourse.entities.values()
        if e.type == "PERSON" and (e.position or "").endswith(post)
    ]
    if len(persons) > 1:
        recent = (*discourse.topic, discourse.last.get("PERSON"))
        persons = [e for i in recent for e in persons if e.id == i] or persons[:1]
    return _one(persons[0].id if persons else None)
