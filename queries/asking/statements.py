"""A question as Cypher: a closed set of clauses and endings, every value a parameter.

Comes in: a ``Question``. Goes out: a ``Statement``. Nothing of the question's text is ever in it.
"""

from __future__ import annotations

from typing import Any

import msgspec

from graph.ontology import load_ontology
from queries.asking.question import Party, Question
from queries.catalogue import EARLIEST, LATEST, first_day, last_day

HELD_THEN = (
    "h{n}.start <= toString(e.date) AND (h{n}.`end` IS NULL OR toString(e.date) < h{n}.`end`)"
)
TOLD = "left(toString(e.date), CASE e.date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END)"
"""A date as far as it is known, as an ISO prefix."""
BETWEEN = "(e.event_type IN $mutual OR p0.role <> 'target' OR p1.role <> 'target')"
SPAN = f"count(DISTINCT e.id) AS times, min({TOLD}) AS first, max({TOLD}) AS last, collect(DISTINCT e.id) AS events"
EVENTS = f"""RETURN DISTINCT e.id AS event, {TOLD} AS date,
  e.event_type AS event_type, e.status AS status, e.mode AS mode, e.place AS place, e.name AS caption
ORDER BY date, event"""
WHO = f"""RETURN o.id AS actor_id, o.name AS actor, o.name_en AS actor_en, {SPAN}
ORDER BY times DESC, actor_id"""
STATES = f"""OPTIONAL MATCH (o)-[:ACTS_FOR|BELONGS_TO]->(c:Country)
WHERE c.id IN e.states
OPTIONAL MATCH (o)-[:HELD]->(:Post)-[:POST_OF]->(b:Organization)
WHERE b.id IN e.states
WITH e, coalesce(c.id, b.id, o.id) AS actor_id, coalesce(c.name, b.name, o.name) AS actor, coalesce(c.name_en, b.name_en, o.name_en) AS actor_en
RETURN actor_id, actor, actor_en, {SPAN}
ORDER BY times DESC, actor_id"""
MEDIATORS = """MATCH (e)-[:REPORTED_IN]->(x:Article)
MATCH (f:Facts)
WHERE f.id = x.id AND f.line CONTAINS '仲介'
MATCH (x)-[m:MENTIONS]->(o:Actor)
WHERE f.line CONTAINS m.surface + 'が仲介' OR f.line CONTAINS m.surface + 'の仲介' OR f.line CONTAINS '仲介した' + m.surface
OPTIONAL MATCH (o)-[own:PARTICIPATED_IN]->(e)
WITH o, e, count(own) AS own
WHERE own = 0
"""
"""As in the named question ``mediators``: whom the article of an act among others calls its mediator."""
DOCUMENTS = f"""RETURN g.id AS agreement_id, g.name AS agreement, g.name_en AS agreement_en, {SPAN}
ORDER BY first, agreement_id"""
RELATION = f"""RETURN e.event_type AS event_type, e.status AS status, {SPAN}
ORDER BY times DESC, event_type, status"""
HOLDERS = """MATCH (n:Person)-[h:HELD]->(p:Post)
WHERE p.id IN $posts AND h.start <= $until AND (h.`end` IS NULL OR $since < h.`end`)
RETURN n.id AS actor_id, n.name AS actor, n.name_en AS actor_en, p.name AS post, h.start AS start,
  CASE WHEN h.`end` < ':' THEN h.`end` END AS until
ORDER BY start, actor_id, post"""
TERMS = """MATCH (n:Person)-[h:HELD]->(p:Post)-[:POST_OF]->(b)
WHERE n.id IN $people AND ($any_post OR p.id IN $posts)
RETURN n.id AS actor_id, n.name AS actor, n.name_en AS actor_en, p.name AS post, b.name AS body, h.start AS start,
  CASE WHEN h.`end` < ':' THEN h.`end` END AS until
ORDER BY start, post, actor_id"""


class Statement(msgspec.Struct, frozen=True):
    """Cypher with the values of its parameters."""

    text: str
    parameters: dict[str, Any]


def to_statement(question: Question) -> Statement:
    """Return the Cypher that answers a question."""
    if question.asked in ("holder", "terms"):
        return _office(question)
    clauses = _Clauses()
    clauses.event(question)
    clauses.parties(question.parties)
    if question.asked in ("who", "state"):
        clauses.asked(question)
    if question.documents or question.asked == "document":
        clauses.agreement(question)
    if question.place or question.topic or _told_off(question):
        clauses.told(question)
    endings = {
        "who": WHO,
        "state": STATES,
        "mediator": MEDIATORS + WHO,
        "document": DOCUMENTS,
        "relation": RELATION,
    }
    ending = endings.get(question.asked, EVENTS)
    return Statement("\n".join([*clauses.lines, ending]), clauses.values)


def _told_off(question: Question) -> bool:
    """Whether it is asked what was called off: a report says so, also of what then took place after all."""
    return question.statuses == ("cancelled",)


def _office(question: Question) -> Statement:
    posts = [post for party in question.parties for post in party.posts]
    if question.asked == "terms":
        people = [one for party in question.parties for one in party.ids]
        return Statement(TERMS, {"people": people, "posts": posts, "any_post": not posts})
    since, until = question.since or EARLIEST, question.until or LATEST
    return Statement(HOLDERS, {"posts": posts, "since": first_day(since), "until": last_day(until)})


class _Clauses:
    """The clauses so far and the values in them; the actors and what they need are numbered."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.values: dict[str, Any] = {}
        self._actors = 0

    def _match(self, pattern: str, *conditions: str) -> None:
        where = f"\nWHERE {' AND '.join(conditions)}" if conditions else ""
        self.lines.append(f"MATCH {pattern}{where}")

    def event(self, question: Question) -> None:
        """Match events by type, status, mode and period."""
        conditions = []
        wanted = (
            ("types", "e.event_type IN $types", list(question.types)),
            (
                "statuses",
                "e.status IN $statuses",
                [] if _told_off(question) else list(question.statuses),
            ),
            ("modes", "e.mode IN $modes", list(question.modes)),
            ("since", "e.date >= date($since)", question.since and first_day(question.since)),
            ("until", "e.date <= date($until)", question.until and last_day(question.until)),
        )
        for key, condition, value in wanted:
            if value:
                conditions.append(condition)
                self.values[key] = value
        self._match("(e:Event)", *conditions)

    def parties(self, parties: tuple[Party, ...]) -> None:
        """Match the question's own actors: two of any side have nothing to do with each other where a third acts on both."""
        apart = []
        if len(parties) == 2 and all(party.side == "any" for party in parties):
            self.values["mutual"] = [t.type for t in load_ontology().values() if t.symmetric]
            apart.append(BETWEEN)
        for n, party in enumerate(parties):
            self.actor("a", party, *(apart if n == 1 else []))

    def actor(self, letter: str, party: Party, *more: str) -> None:
        """Match an actor of the event on the party's side; ``more`` are conditions on it."""
        n = self._actors
        self._actors += 1
        name = f"{letter}{n}" if letter == "a" else letter
        conditions = [*more]
        if party.ids:
            conditions.append(f"{name}.id IN $actor{n}")
            self.values[f"actor{n}"] = list(party.ids)
        if party.body:
            conditions.append(f"$body{n} IN e.states")
            self.values[f"body{n}"] = party.body
        if party.side != "any":
            conditions.append(f"p{n}.role = $side{n}")
            self.values[f"side{n}"] = party.side
        self._match(f"({name}:Actor)-[p{n}:PARTICIPATED_IN]->(e)", *conditions)
        if party.posts:
            self._post(name, n, party)

    def _post(self, name: str, n: int, party: Party) -> None:
        """An undated event counts only for a person whom the question names."""
        self.values[f"posts{n}"] = list(party.posts)
        held = HELD_THEN.format(n=n)
        if party.ids and not party.state:
            held = f"(e.date IS NULL OR {held})"
        self._match(f"({name})-[h{n}:HELD]->(t{n}:Post)", f"t{n}.id IN $posts{n}", held)

    def asked(self, question: Question) -> None:
        """Match the asked actors: on the open side, none of the question's own."""
        who = msgspec.structs.replace(question.among or Party(name=""), side=question.open_side)
        own = [one for party in question.parties for one in (*party.ids, *party.kin)]
        self.values |= {"own": own} if own else {}
        others = [f"o.id <> a{n}.id" for n, one in enumerate(question.parties) if not one.ids]
        self.actor("o", who, *(["NOT o.id IN $own"] if own else []), *others)

    def agreement(self, question: Question) -> None:
        """Match the agreements that the event concerns."""
        conditions = []
        for key, parts in (("documents", question.documents), ("kinds", question.kinds)):
            if parts:
                conditions.append(f"any(part IN ${key} WHERE g.name CONTAINS part)")
                self.values[key] = list(parts)
        self._match("(e)-[:CONCERNS]->(g:Agreement)", *conditions)

    def told(self, question: Question) -> None:
        """Match the reports that tell of the place, the topic and what was called off."""
        conditions = []
        if _told_off(question):
            conditions.append("r.status IN $statuses")
            self.values["statuses"] = list(question.statuses)
        if question.place:
            told = "any(said IN $said WHERE r.sentence CONTAINS said)"
            if question.types == ("VISITED",):  # a report of one journey often tells of another
                told = f"(e.place IS NULL AND {told})"
            conditions.append(f"(any(name IN $places WHERE e.place CONTAINS name) OR {told})")
            self.values |= {"places": list(question.place.names), "said": list(question.place.said)}
        if question.topic:
            conditions.append("(r.sentence CONTAINS $topic OR x.headline CONTAINS $topic)")
            self.values["topic"] = question.topic
        self._match("(e)-[r:REPORTED_IN]->(x:Article)", *conditions)
