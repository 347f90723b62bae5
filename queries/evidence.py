"""Why the graph says so: every report of one event, with its words marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.errors import GaikoError
from graph.stores.base import Row, Store
from queries.events import ONE, REPORTS, answer
from queries.rows import Rows

WITH_ID = """
MATCH (e:Event) WHERE e.id STARTS WITH $id RETURN e.id AS id ORDER BY id LIMIT 6
"""
MENTIONED = """
MATCH (e:Event)-[:REPORTED_IN]->(x:Article) WHERE e.id = $id
MATCH (x)-[m:MENTIONS]->(a:Actor) MATCH (a)-[:PARTICIPATED_IN]->(e)
RETURN DISTINCT x.id AS article, m.start AS start, m.`end` AS stop ORDER BY article, start, stop
"""
TOLD = (
    *("event", "date", "date_precision", "type", "actors"),
    *("actor_ids", "source_ids", "member_ids", "target_ids"),
)
REPORT = (
    *("status", "sentence", "trigger", "rule", "confidence"),
    *("headline", "source", "published", "url", "article"),
)


def explain(store: Store, event: str) -> Rows:
    """Return all reports of an event: marked sentence, article, rule, confidence.

    ``event`` is an id or the beginning of one; ``GaikoError`` unless exactly one event has it.
    """
    key = _only_event(store, event)
    (told,) = answer(store, store.read(ONE, {"id": key}), None, None)
    mentions = store.read(MENTIONED, {"id": key})
    return Rows(
        {name: told[name] for name in TOLD}
        | {"marked": _marked(report, mentions)}
        | {name: report[name] for name in REPORT}
        for report in store.read(REPORTS, {"ids": [key]})
    )


def _only_event(store: Store, start: str) -> str:
    found = [row["id"] for row in store.read(WITH_ID, {"id": start})] if start else []
    if not found:
        raise GaikoError(f"no event has an id that begins with {start!r}")
    if len(found) > 1 and start not in found:
        raise GaikoError(f"several events have ids that begin with {start!r}: {', '.join(found)}")
    return start if start in found else str(found[0])


def _marked(report: Row, mentions: list[Row]) -> str:
    begin, end = report["start"], report["stop"]
    inside = (
        (row["start"] - begin, row["stop"] - begin)
        for row in mentions
        if row["article"] == report["article"] and begin <= row["start"] and row["stop"] <= end
    )
    return mark(report["sentence"], inside, report["trigger"])


def mark(sentence: str, actors: Iterable[tuple[int, int]], trigger: str) -> str:
    """Return the sentence with actors in 【】 and the trigger in ［］.

    ``actors`` are stretches in code points of the sentence.

    >>> mark("首相が訪中し抗議", [(0, 2), (4, 5)], "訪中")
    '【首相】が［訪【中】］し抗議'
    """
    at = sentence.find(trigger) if trigger else -1
    spans = [(start, end, ("【", "】")) for start, end in actors]
    spans += [(at, at + len(trigger), ("［", "］"))] if at >= 0 else []
    opened: defaultdict[int, str] = defaultdict(str)
    closed: defaultdict[int, str] = defaultdict(str)
    for start, end, (opening, closing) in sorted(spans, key=lambda span: (span[0], -span[1])):
        opened[start] += opening
        closed[end] = closing + closed[end]
    places = range(len(sentence) + 1)
    return "".join(closed[i] + opened[i] + sentence[i : i + 1] for i in places)
