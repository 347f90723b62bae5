"""The whole way from articles to facts, article by article, nothing kept in between.

Comes in: ``Article``. Goes out: ``Facts``, one per article, in order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from extract.accelerator.choice import always
from extract.anaphora import find_anaphors, resolve_leaders
from extract.clauses import Clauses
from extract.dates import DateMention, find_dates
from extract.discourse import Discourse
from extract.events import find_events
from extract.linking import link
from extract.mentions import find_spans
from extract.merging import merge_events
from extract.naming import with_names
from extract.normalize import Normalized, normalize
from extract.parser import load_parser, parse
from extract.patterns import find_triggers
from extract.publication import first_day, infer_publication
from extract.recurring import add_recurring
from extract.rosters import find_roster
from extract.sentences import split_sentences
from extract.spans import Placed, Span
from extract.told import Found, Sentence
from graph.model import Article, Event, Facts, Mention

if TYPE_CHECKING:
    from extract.accelerator import Pipeline
    from extract.parsed import Doc

GROUP = 32
"""Articles parsed together: enough for full batches, few enough for flat memory."""
DAY = len("2025-06-25")
LONG = 1_500
"""Code points of a sentence that are read; what follows is left out."""
FIRST = Article(
    id="", title="日中外相が会談", text="両外相は6日、東京で会談した。", content_hash=""
)
"""An article that everything is looked up for."""
Observer = Callable[[Article, Sentence, Discourse, list[Found]], None]
"""Sees a sentence, what is known by then, and the events told in it before they are merged."""


@cache
def extractor_version() -> str:
    """Return the version of the extraction: the package's and a hash of its code and data.

    Facts of another version are extracted again.
    """
    files = sorted(
        p for p in Path(__file__).parent.rglob("*") if p.suffix in (".py", ".yaml", ".csv")
    )
    digest = sha256(b"".join(p.read_bytes() for p in files)).hexdigest()[:8]
    try:
        number = version("gaiko")
    except PackageNotFoundError:
        number = "0"
    return f"gaiko {number}+{digest}"


class Extractor:
    """Facts from articles with one loaded model."""

    def __init__(self, nlp: Pipeline, *, sparing: bool = True) -> None:
        """Read with a parser; unless it is ``sparing``, every sentence is parsed, also where no rule can fire."""
        self._nlp, self._sparing = nlp, sparing

    @classmethod
    def load(cls) -> Extractor:
        """Load the model and the word lists (about two seconds); processes that are forked then share both."""
        extractor = cls(load_parser())
        deque(extractor.extract([FIRST]), maxlen=0)
        return extractor

    def extract(
        self, articles: Iterable[Article], *, observe: Observer | None = None
    ) -> Iterator[Facts]:
        """Yield the facts of each article, in order; ``observe`` sees each sentence on the way."""
        articles = iter(articles)
        while group := list(islice(articles, GROUP)):
            sentences = [sentences_of(article) for article in group]
            texts = [one.text for many in sentences for one in many]
            headlines = {many[0].text for many in sentences if many}
            spared = self._sparing and not observe
            worth = partial(worth_parsing, headlines) if spared else always
            docs = parse(self._nlp, texts, worth=worth)
            for article, many in zip(group, sentences, strict=True):
                yield _facts(article, many, [next(docs) for _ in many], observe)


def worth_parsing(headlines: Container[str], sentence: str) -> bool:
    """Return whether dependencies are asked for: where a headline lists its sides, and around triggers."""
    return sentence in headlines or bool(find_triggers(sentence))


def sentences_of(article: Article) -> list[Normalized]:
    """Return what is parsed of an article: its sentences, each on one line."""
    text = article.full_text
    pieces = (
        normalize(text[start : min(end, start + LONG)], start)
        for start, end in split_sentences(text)
    )
    return [
        msgspec.structs.replace(one, text=one.text.replace("\n", " "))
        for one in pieces
        if one.text.strip()
    ]


def _facts(
    article: Article,
    sentences: list[Normalized],
    docs: list[Doc],
    observe: Observer | None,
) -> Facts:
    spans = [find_spans(doc, _is_headline(one)) for one, doc in zip(sentences, docs, strict=True)]
    spans = add_recurring([one.text for one in sentences], spans)
    published = article.published or infer_publication(article.text)
    today = published or first_day(article.text)
    dates = _dates(sentences, today)
    entities, by_offset = link(_placed(article, sentences, spans, dates), today)
    named = [
        [(span, (by_offset[one.original(span.start, span.end)],)) for span in many]
        for one, many in zip(sentences, spans, strict=True)
    ]
    roster = find_roster(zip((one.text for one in sentences), named, strict=True))
    lead = _lead(sentences, dates, published)
    discourse = Discourse(entities, today, roster, lead, written=published)
    found: list[Found] = []
    for number, (one, doc, known) in enumerate(zip(sentences, docs, named, strict=True)):
        together = sorted(
            [
                *(known if _is_headline(one) else resolve_leaders(doc.text, known, discourse)),
                *find_anaphors(doc.text, known, discourse),
            ],
            key=lambda pair: pair[0].start,
        )
        clauses = Clauses(doc, together, _is_headline(one))
        sentence = Sentence(number, clauses, dates[number], _is_headline(one))
        told = list(find_events(sentence, discourse))
        if observe:
            observe(article, sentence, discourse, told)
        found.extend(told)
        discourse.note(sentence.clauses, known)
    found = with_names(found, [one.text for one in sentences], named)
    merged = merge_events(found, discourse.entities, dated_title=bool(dates and dates[0]))
    acting = {i for event in merged for i in (*event.source, *event.target)}
    return Facts(
        **{name: getattr(article, name) for name in Article.__struct_fields__},
        entities=[e for e in discourse.entities.values() if e.mentions or e.id in acting],
        events=[_event(article, sentences[event.sentence], event) for event in merged],
        extractor=extractor_version(),
    )


def _is_headline(sentence: Normalized) -> bool:
    """Whether a sentence is its article's title."""
    return sentence.offsets[0] == 0


def _placed(
    article: Article,
    sentences: list[Normalized],
    spans: list[list[Span]],
    dates: list[list[DateMention]],
) -> Iterator[Placed]:
    for number, (one, many, found) in enumerate(zip(sentences, spans, dates, strict=True)):
        date = next((told.value for told in found if told.value), None)
        for span in many:
            yield Placed(number, span, _mention(article, one, span), date)


def _dates(sentences: list[Normalized], published: str | None) -> list[list[DateMention]]:
    """Return the dates of each sentence; each is read with the last one before it as context."""
    context: str | None = None
    result = []
    for one in sentences:
        found = find_dates(one.text, published, context)
        result.append(found)
        told = [d.value for d in found if d.value and len(d.value) > 4]
        past = [d for d in told if d <= (published or "9")]
        context = next(reversed(past or told), context)
    return result


def _lead(
    sentences: list[Normalized], dates: list[list[DateMention]], published: str | None
) -> str | None:
    """Return the first day up to the publication that the first sentence after the headline tells of."""
    first = next((i for i, one in enumerate(sentences) if not _is_headline(one)), None)
    today = (published or "9")[:DAY]
    told = dates[first] if first is not None else []
    days = [one.value for one in told if one.value and (one.kind, one.value) != ("absolute", today)]
    return next((day for day in days if len(day) == DAY and day <= today), None)


def _mention(article: Article, sentence: Normalized, span: Span) -> Mention:
    start, end = sentence.original(span.start, span.end)
    return Mention(start, end, article.full_text[start:end])


def _event(article: Article, sentence: Normalized, found: Found) -> Event:
    text = article.full_text
    start, end = sentence.offsets[0], sentence.offsets[-1]
    trigger_start, trigger_end = sentence.original(*found.trigger)
    return Event(
        type=found.type,
        source=list(found.source),
        target=list(found.target),
        object=list(found.object),
        status=found.status,
        mode=found.mode,
        date=found.date,
        place=found.place,
        trigger=text[trigger_start:trigger_end],
        evidence=text[start:end],
        start=start,
        end=end,
        rule=found.rule,
        confidence=found.confidence,
    )
