"""A conversation with a graph: each text becomes a ``Question``, a short one completes the last.

Comes in: texts. Goes out: ``Answer`` after ``Answer``.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from msgspec.structs import replace

from gaiko.asking.english import read_english
from gaiko.asking.errors import Declined
from gaiko.asking.following import complete
from gaiko.asking.japanese import read_japanese
from gaiko.asking.knowing import Knowing, load_messages
from gaiko.asking.names import Names
from gaiko.asking.parties import Parties
from gaiko.asking.periods import find_periods
from graph.stores.base import Store
from queries.asking import Answer, Question, answer_question
from queries.asking.question import Language

LONGEST = 500
"""Characters of a question; what is longer is no question."""


class Asker:
    """Answers questions to one graph; ``today`` is what 昨年 and "last year" count from."""

    def __init__(self, store: Store, *, today: date | None = None) -> None:
        self._store, self._names = store, Names(store)
        self._today = today
        self._last: Question | None = None

    @property
    def url(self) -> str:
        """Where the graph is."""
        return self._store.url

    def ask(self, text: str) -> Answer:
        """Answer a question, or decline it."""
        language = language_of(normalize(text[:LONGEST]))
        try:
            question = self.read(text)
        except Declined as declined:
            return _declined(text, language, declined)
        self._last = question
        answer = answer_question(self._store, question, text)
        if question.asked == "document" and not answer.evidence:
            answer = self._of_governments(question, text) or answer
        return answer

    def _of_governments(self, question: Question, text: str) -> Answer | None:
        """What the states of two leaders signed: of the same talks it is told either way."""
        people = [one.ids[0] for one in question.parties if len(one.ids) == 1 and not one.state]
        states = [self._names.by_id[one].country for one in people]
        if len(states) != 2 or not all(states):
            return None
        parties = Parties(self._store, self._names, question.since, question.until)
        signed = [parties.body(str(state)) for state in states]
        if question.language == "en":
            english = self._names.english
            signed = [replace(one, name=english.get(one.body or "", one.name)) for one in signed]
        answer = answer_question(self._store, replace(question, parties=tuple(signed)), text)
        return answer if answer.evidence else None

    def forget(self) -> None:
        """Take the next text for a question of its own."""
        self._last = None

    def read(self, text: str) -> Question:
        """Return the question that a text asks; ``Declined`` says why there is none."""
        if len(text) > LONGEST:
            raise Declined("long", str(len(text)))
        written = normalize(text)
        if not re.search(r"\w", written):
            raise Declined("empty")
        language = language_of(written)
        today = self._today or date.today()
        periods = find_periods(written, language, today)
        knowing = Knowing(self._store, self._names, today, periods)
        since, until = (periods[0].since, periods[0].until) if periods else (None, None)
        if self._last and (whole := complete(written, self._last, knowing, since, until)):
            return whole
        reader = read_japanese if language == "ja" else read_english
        return reader(written, knowing, since, until)


def normalize(text: str) -> str:
    """Return a question in NFKC, on one line, without control characters.

    >>> normalize("ＮＡＴＯと\\n日本は？")
    'NATOと 日本は?'
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(char if char.isprintable() else " " for char in plain)
    return re.sub(r"\s+", " ", plain).strip()


def language_of(text: str) -> Language:
    """Return the language of a question: Japanese if kana or kanji make up a fifth of it.

    >>> language_of("日本とNATOが署名した文書は?"), language_of("Who signed the 日朝平壌宣言?")
    ('ja', 'en')
    """
    kana = len(re.findall("[ぁ-ゖァ-ヺ]", text))
    kanji = len(re.findall("[一-鿿]", text))
    latin = len(re.findall("[A-Za-z]", text))
    return "en" if latin > 2 * kana + kanji else "ja"


def _declined(text: str, language: Language, declined: Declined) -> Answer:
    messages = getattr(load_messages(), language)
    sentence = messages[declined.reason].format(about=declined.about)
    if declined.nearest:
        sentence += (" " if language == "en" else "") + messages["nearest"].format(
            ", ".join(declined.nearest)
        )
    return Answer(
        text=text[:LONGEST],
        language=language,
        sentence=sentence,
        declined=True,
        nearest=tuple(declined.nearest),
    )
