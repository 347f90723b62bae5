"""Labels, edge types and indexes of the graph; identifiers in statements come only from here."""

from __future__ import annotations

LABELS = {
    "PERSON": "Person",
    "COUNTRY": "Country",
    "ORGANIZATION": "Organization",
    "AGREEMENT": "Agreement",
    "PLACE": "Place",
}
"""Entity type to node label; the first three also bear ``Actor``."""

ACTORS = ("Person", "Country", "Organization")
KEYED = (
    "Person",
    "Country",
    "Organization",
    "Actor",
    "Agreement",
    "Place",
    "Post",
    "Article",
    "Event",
    "Facts",
    "Ledger",
)

PROPERTIES = {
    "Article": [
        *("name", "headline", "source", "url", "published", "published_precision"),
        *("content_hash", "extractor"),
    ],
    "Facts": ["name", "line", "digest"],
    "Event": [
        *("name", "event_type", "status", "mode", "date", "date_precision", "place", "states"),
        *("sources", "block", "history", "conflicts", "since", "until"),
        *("plover", "cameo", "intensity"),
    ],
}
"""What nodes may bear besides ``id``, of the labels that are written at one stroke."""

CONSTRAINTS = [
    f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label in KEYED
    if label != "Actor"
]
"""Declared to the embedded engine in its own way: as constraints they would cost it a second index of the ids."""
INDEXES = [
    "CREATE INDEX IF NOT EXISTS FOR (n:Event) ON (n.event_type)",
    "CREATE INDEX IF NOT EXISTS FOR (n:Event) ON (n.date)",
    "CREATE INDEX IF NOT EXISTS FOR (n:Event) ON (n.block)",
]

CJK = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
SERVER_INDEXES = [
    "CREATE CONSTRAINT IF NOT EXISTS FOR (n:Lease) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX IF NOT EXISTS FOR (n:Actor) ON (n.id)",
    f"CREATE FULLTEXT INDEX headlines IF NOT EXISTS FOR (n:Article) ON EACH [n.headline] {CJK}",
    f"CREATE FULLTEXT INDEX sentences IF NOT EXISTS FOR ()-[r:REPORTED_IN]-() ON EACH [r.sentence] {CJK}",
]
"""What the embedded engine does without: it has a lease of its own, finds by second labels as they are,
and has no index of Japanese text; the server's cuts it into pairs of letters."""
