"""The evidence of a page: every report of its events, with the words to mark, as columns.

Sentences, headlines and rules are kept once each; reports refer to them by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

from graph.stores.base import Row, Store
from queries.events import REPORTS
from queries.rows import Rows

Evidence = Literal["full", "snippet", "none"]
EVIDENCE: tuple[Evidence, ...] = ("full", "snippet", "none")
SNIPPET = 80
"""Letters of a sentence that a page to share quotes."""
MOST_TEXT = 20_000_000
"""Bytes of sentences in a page: more make it slow to send and to open."""
MENTIONED = """
MATCH (x:Article)-[m:MENTIONS]->(a:Actor) WHERE x.id IN $ids
RETURN x.id AS article, a.id AS actor, m.start AS start, m.`end` AS stop
ORDER BY article, start, stop, actor
"""
COLUMNS = (
    *("event", "article", "sentence", "marks", "trigger"),
    *("confidence", "status", "rule"),
)
Span = tuple[int, int]
Quote = tuple[str | None, list[int], list[int]]
"""A sentence as it is shown, the stretches of actors, flat, and that of the trigger."""


class Numbers:
    """Texts and the number under which each is kept, in the order of their first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, text: str | None) -> int:
        """Return the number of a text, a new one if it was not seen; -1 for None."""
        return -1 if text is None else self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """The texts by their numbers."""
        return list(self._numbers)


def report_columns(
    store: Store, rows: Rows, evidence: Evidence, most: int | None = None
) -> dict[str, Any]:
    """Return articles and reports of the events, which are named by their number in ``rows``.

    Of sentences that take more than ``most`` bytes less is quoted; ``evidence`` among what is returned
    says how much.
    """
    numbers = {row["event"]: number for number, row in enumerate(rows)}
    reports = store.read(REPORTS, {"ids": list(numbers)})
    reports.sort(key=lambda report: numbers[report["event"]])  # a stable sort keeps their order
    mentions = _mentions(store, reports) if evidence != "none" else {}
    articles = {report["article"]: report for report in reports}
    for level in EVIDENCE[EVIDENCE.index(evidence) :]:
        quotes = [_quote(rows, numbers, report, mentions, level) for report in reports]
        if most is None or _bytes(text for text, *_ in quotes) <= most:
            break
    told = {"articles": _article_columns(articles), "evidence": level}
    return _columns(reports, quotes, numbers, sorted(articles)) | told


def _quote(
    rows: Rows,
    numbers: dict[str, int],
    report: Row,
    mentions: dict[tuple[str, str], list[Span]],
    evidence: Evidence,
) -> Quote:
    actors = rows[numbers[report["event"]]]["actor_ids"]
    spans = [span for actor in actors for span in mentions.get((report["article"], actor), ())]
    return quoted(report, spans, evidence)


def _bytes(texts: Iterable[str | None]) -> int:
    return sum(len(text.encode()) for text in set(texts) if text)


def _columns(
    reports: list[Row], quotes: list[Quote], numbers: dict[str, int], articles: list[str]
) -> dict[str, Any]:
    places = {key: number for number, key in enumerate(articles)}
    sentences, rules = Numbers(), Numbers()
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for report, (text, marks, trigger) in zip(reports, quotes, strict=True):
        columns["event"].append(numbers[report["event"]])
        columns["article"].append(places[report["article"]])
        columns["sentence"].append(sentences.of(text))
        columns["marks"].append(marks)
        columns["trigger"].append(trigger)
        columns["confidence"].append(round(100 * (report["confidence"] or 0)))
        columns["status"].append(report["status"])
        columns["rule"].append(rules.of(report["rule"]))
    return {"reports": columns, "sentences": sentences.texts, "rules": rules.texts}


def _mentions(store: Store, reports: list[Row]) -> dict[tuple[str, str], list[Span]]:
    articles = sorted({report["article"] for report in reports})
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in store.read(MENTIONED, {"ids": articles}):
        found[row["article"], row["actor"]].append((row["start"], row["stop"]))
    return found


def quoted(report: Row, mentions: Iterable[Span], evidence: Evidence) -> Quote:
    """Return the sentence as it may be shown, the stretches of actors, flat, and that of the trigger.

    A snippet keeps ``SNIPPET`` letters around the trigger. Offsets count code points of what is shown.

    >>> report = {"sentence": "首相が訪中した", "trigger": "訪中", "start": 10, "stop": 17}
    >>> quoted(report, [(10, 12), (40, 42)], "full")
    ('首相が訪中した', [0, 2], [3, 5])
    """
    sentence = report["sentence"]
    if evidence == "none" or not sentence:
        return None, [], []
    at = sentence.find(report["trigger"]) if report["trigger"] else -1
    left, right = _window(len(sentence), max(at, 0), evidence)
    inside = ((a - report["start"], b - report["start"]) for a, b in mentions)
    marks = sorted({(max(a, left), min(b, right)) for a, b in inside if a < right and b > left})
    trigger = [(at, min(at + len(report["trigger"]), right))] if at >= 0 else []
    lead = 1 if left else 0  # the sign of what is left out
    shown = "…" * lead + sentence[left:right] + ("…" if right < len(sentence) else "")
    return shown, _shifted(marks, lead - left), _shifted(trigger, lead - left)


def _window(length: int, at: int, evidence: Evidence) -> Span:
    if evidence == "full" or length <= SNIPPET:
        return 0, length
    left = min(max(0, at - SNIPPET // 2), length - SNIPPET)
    return left, left + SNIPPET


def _shifted(spans: Iterable[Span], by: int) -> list[int]:
    return [edge + by for span in spans for edge in span]


def _article_columns(articles: dict[str, Row]) -> dict[str, list[Any]]:
    ordered = [articles[key] for key in sorted(articles)]
    names = {"headline": "headline", "url": "url", "outlet": "source"}
    columns = {name: [one[key] or "" for one in ordered] for name, key in names.items()}
    return columns | {"published": [str(one["published"] or "")[:10] for one in ordered]}
