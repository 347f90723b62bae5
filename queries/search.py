"""Words in what articles say: in the sentences that tell of events, and in headlines.

A store with full-text indexes finds candidates by them, another looks through all texts; both then keep the texts
in which the words stand letter by letter, so that the answers are the same.
"""

from __future__ import annotations

import re

from graph.errors import GaikoError
from graph.stores.base import Store
from queries.events import check_period, prefix, within
from queries.rows import Rows

INDEXED = re.compile(r"[ぁ-ゖァ-ヺー一-龥々〆]{2,}")
"""Texts that the index surely finds: it cuts runs of such letters into pairs, and other words at their ends."""
TOLD = """x.published AS published, x.published_precision AS precision, x.source AS source,
  x.headline AS headline, x.url AS url, x.id AS article"""
SENTENCE = f"""RETURN DISTINCT e.id AS event, e.event_type AS type, e.status AS status, r.sentence AS sentence, {TOLD}
ORDER BY published DESC, article, sentence, event"""
HEADLINE = f"""RETURN null AS event, null AS type, null AS status, null AS sentence, {TOLD}
ORDER BY published DESC, article"""
SCANNED = (
    f"MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) WHERE r.sentence CONTAINS $text {SENTENCE}",
    f"MATCH (x:Article) WHERE x.headline CONTAINS $text {HEADLINE}",
)
FOUND = (
    f"""CALL db.index.fulltext.queryRelationships('sentences', $phrase) YIELD relationship AS r
WITH r, startNode(r) AS e, endNode(r) AS x WHERE r.sentence CONTAINS $text {SENTENCE}""",
    f"""CALL db.index.fulltext.queryNodes('headlines', $phrase) YIELD node AS x
WITH x WHERE x.headline CONTAINS $text {HEADLINE}""",
)


def search(
    store: Store, text: str, *, since: str | None = None, until: str | None = None, most: int = 50
) -> Rows:
    """Return the sentences of events, then the headlines, that hold a text; the newest first.

    ``since`` and ``until`` are about the publication. ``GaikoError`` if the text is empty.
    """
    check_period(since, until)
    if not text.strip():
        raise GaikoError("search for what? the text is empty")
    indexed = store.finds_text and INDEXED.fullmatch(text) is not None
    values = {"text": text, "phrase": f'"{text}"'}
    found = (
        row
        for statement in (FOUND if indexed else SCANNED)
        for row in store.read(statement, values)
    )
    rows = [row | {"published": prefix(row["published"], row.pop("precision"))} for row in found]
    return Rows([row for row in rows if within(row["published"], since, until)][:most])
