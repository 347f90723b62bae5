"""What the extraction does not know yet: predicates, posts and names that texts have and the data lack.

Comes in: articles, read as for facts. Goes out: ``Gap`` objects with counts and an example each.
Nothing here changes what is extracted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

import msgspec

from extract.discourse import Discourse
from extract.told import Found, Sentence
from extract.unknown import UNKNOWN, find_unknown_posts, find_untold, lemma, rules_at
from graph.model import Article, Facts

if TYPE_CHECKING:
    from extract.pipeline import Extractor

Kind = Literal["predicate", "unbound", "post", "name"]
KINDS: tuple[Kind, ...] = ("predicate", "unbound", "post", "name")


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not known, how often it occurs, and where it was first met.

    ``kind``: a ``predicate`` between two actors that no pattern has; one whose pattern matched but
    found no parties (``unbound``); a ``post`` beside a name; the ``name`` of a person of no known state.
    ``note`` is the most frequent frame of markers, the rule, or the post. ``start`` and ``end`` count
    code points of the sentence; ``articles`` is the number of articles that have it.
    """

    kind: Kind
    text: str
    count: int
    articles: int
    note: str
    article: str
    sentence: str
    start: int
    end: int


class _Seen(msgspec.Struct):
    """One gap while it is being counted."""

    article: str
    sentence: str
    start: int
    end: int
    count: int = 0
    articles: int = 0
    last: str = ""
    notes: Counter[str] = msgspec.field(default_factory=Counter)


def find_gaps(
    extractor: Extractor,
    articles: Iterable[Article],
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Gap]:
    """Read the articles one by one and return their gaps, by kind, the most frequent first.

    ``progress`` hears 1 for each article. Only counts and one example a gap are kept.
    """
    finder = GapFinder()
    for facts in extractor.extract(articles, observe=finder.observe):
        finder.note_names(facts)
        progress(1)
    return finder.gaps()


class GapFinder:
    """Counts gaps while articles are read; ``observe`` is for ``Extractor.extract``."""

    def __init__(self) -> None:
        self._seen: dict[tuple[Kind, str], _Seen] = {}

    def gaps(self) -> list[Gap]:
        """Return what was seen so far, by kind, the most frequent first."""
        ranked = sorted(
            self._seen.items(),
            key=lambda pair: (KINDS.index(pair[0][0]), -pair[1].count, pair[0][1]),
        )
        return [
            Gap(
                kind=kind,
                text=text,
                count=seen.count,
                articles=seen.articles,
                note=min(seen.notes, key=lambda note: (-seen.notes[note], note), default=""),
                article=seen.article,
                sentence=seen.sentence,
                start=seen.start,
                end=seen.end,
            )
            for (kind, text), seen in ranked
        ]

    def observe(
        self, article: Article, sentence: Sentence, discourse: Discourse, told: list[Found]
    ) -> None:
        """Count the predicates and posts of one sentence that are not known."""
        clauses = sentence.clauses
        for token, arguments in find_untold(clauses, discourse, told):
            start, end = token.idx, token.idx + len(token.text)
            rules = rules_at(clauses.text, start, end)
            kind: Kind = "unbound" if rules else "predicate"
            note = ", ".join(rules) or " ".join(a.marker for a in arguments)
            self._add(kind, lemma(token), article.id, clauses.text, (start, end), note)
        for start, end in find_unknown_posts(clauses, discourse):
            words = clauses.text[start:end]
            self._add("post", words, article.id, clauses.text, (start, end), "")

    def note_names(self, facts: Facts) -> None:
        """Count the persons of one article whose state is not known."""
        text = facts.full_text
        for entity in facts.entities:
            if entity.type == "PERSON" and UNKNOWN.match(entity.actor_id) and entity.mentions:
                first = entity.mentions[0]
                start = max(text.rfind(stop, 0, first.start) for stop in "。\n") + 1
                sentence = re.split("[。\n]", text[start:], maxsplit=1)[0]
                place = (first.start - start, first.end - start)
                note = entity.position or ""
                self._add("name", entity.name, facts.id, sentence, place, note)

    def _add(
        self, kind: Kind, text: str, article: str, sentence: str, place: tuple[int, int], note: str
    ) -> None:
        seen = self._seen.setdefault((kind, text), _Seen(article, sentence, *place))
        seen.count += 1
        seen.articles += seen.last != article
        seen.last = article
        if note:
            seen.notes[note] += 1
