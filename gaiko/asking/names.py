"""Names in a question: those of the lexicons and of the graph, in Japanese and English.

Comes in: the lexicons, and the actors, agreements and places of a store. Goes out: ``Names``, which
finds every name in a text. Whom a name means among its bearers is told by ``parties``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import ahocorasick
import msgspec

from extract import lexicon
from gaiko.asking.words import load_words
from graph.stores.base import Store

NODES = """
MATCH (n:{label}) RETURN n.id AS id, n.name AS name, n.name_en AS name_en, labels(n) AS labels ORDER BY id
"""
ACTIVE = "MATCH (n:Actor)-[:PARTICIPATED_IN]->(:Event) RETURN DISTINCT n.id AS id ORDER BY id"
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM", "HUN"})
"""States whose people bear the family name first, also in English."""
GENERATIONS = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III"})
"""What follows a family name."""
KATAKANA = re.compile(r"[ァ-ヴー]")
LATIN = re.compile(r"[a-z0-9]")


class Bearer(msgspec.Struct, frozen=True):
    """Who or what bears a name; ``kind`` is PERSON, COUNTRY, ORGANIZATION, AGREEMENT or PLACE."""

    id: str
    kind: str
    name: str
    country: str | None = None


class Name(msgspec.Struct, frozen=True):
    """A name at a place in the text, and all who bear it."""

    start: int
    end: int
    bearers: tuple[Bearer, ...]


def fold(text: str) -> str:
    """Return a text in which writings of one name are alike; as long as before.

    >>> fold("Kim Jong-un"), fold("António")
    ('kim jong un', 'antonio')
    """
    return "".join(_fold(char) for char in text)


def _fold(char: str) -> str:
    if (
        not char.isascii()
        and unicodedata.decomposition(char)
        and char.isalpha()
        and char < "\u0250"
    ):
        char = unicodedata.normalize("NFD", char)[0]
    lower = char.lower()
    return " " if char in "-‐‑–" else lower if len(lower) == 1 else char


class Names:
    """All names that a question can use; built once for a graph."""

    def __init__(self, store: Store) -> None:
        self._bearers: dict[str, dict[str, Bearer]] = defaultdict(dict)
        self.short: dict[str, dict[str, Bearer]] = defaultdict(dict)
        """Family names of one character, which count only beside a post or 氏."""
        self.by_id: dict[str, Bearer] = {}
        self.english: dict[str, str] = {}
        """English names by id."""
        self._add_lexicons()
        self._add_graph(store)
        self._add_english()
        self.active = frozenset(row["id"] for row in store.read(ACTIVE))
        self._automaton = ahocorasick.Automaton()
        for surface in self._bearers:
            self._automaton.add_word(surface, surface)
        self._automaton.make_automaton()

    def _add(self, surface: str, bearer: Bearer) -> None:
        self.by_id.setdefault(bearer.id, bearer)
        where = self.short if len(surface) == 1 else self._bearers
        where[fold(surface)][bearer.id] = bearer

    def _add_lexicons(self) -> None:
        for name in lexicon.names():
            if not name.actor_id.startswith("org:?"):
                bearer = Bearer(name.actor_id, name.type, name.name, name.country)
                self._add(name.surface, bearer)
        for holder in lexicon.holders():
            bearer = Bearer(holder.person_id, "PERSON", holder.name, holder.country)
            for surface in (holder.name, *holder.aliases):
                self._add(surface, bearer)
            self._add_person_en(bearer, holder.name_en)

    def _add_graph(self, store: Store) -> None:
        for label in ("Actor", "Agreement", "Place"):
            for row in store.read(NODES.format(label=label)):
                kind = (set(row["labels"]) - {"Actor"}).pop().upper()
                country = row["id"].split(":")[1] if kind == "PERSON" and ":" in row["id"] else None
                bearer = self.by_id.get(row["id"]) or Bearer(row["id"], kind, row["name"], country)
                for surface in _graph_surfaces(row["name"], kind):
                    self._add(surface, bearer)

    def _add_english(self) -> None:
        for known in lexicon.known_actors():
            if known.name_en:
                self.english[known.id] = known.name_en
            if known.name_en and known.type != "PERSON" and known.id in self.by_id:
                self._add(known.name_en, self.by_id[known.id])
        words = load_words("en")
        for code, surfaces in words.states.items():
            for surface in surfaces:
                self._add(surface, self.by_id[code])
        for english, name in words.places.items():
            for bearer in list(self._bearers.get(name, {}).values()):
                self._add(english, bearer)

    def _add_person_en(self, bearer: Bearer, name: str | None) -> None:
        """The whole name and the family name; Zelensky is also Zelenskyy and Zelenskiy."""
        tokens = [token for token in (name or "").split() if token not in GENERATIONS]
        if not tokens:
            return
        family = tokens[0] if bearer.country in FAMILY_FIRST else tokens[-1]
        for surface in (" ".join(tokens), family):
            for written in {surface, *(re.sub("y$", end, surface) for end in ("yy", "iy"))}:
                if len(written) > 1:
                    self._add(written, bearer)

    def find(self, text: str) -> Iterator[Name]:
        """Yield every name in a text, also those inside others."""
        folded = fold(text)
        for last, surface in self._automaton.iter(folded):
            start, end = last + 1 - len(surface), last + 1
            bearers = tuple(self._bearers[surface].values())
            if _bounded(folded, start, end) and _cased(text[start:end], bearers):
                yield Name(start, end, bearers)

    def like(self, text: str) -> list[str]:
        """Return names of active actors that share most with a text."""
        from difflib import SequenceMatcher

        named = {self.by_id[one].name for one in self.active if one in self.by_id}
        scored = [(SequenceMatcher(None, text, name).ratio(), name) for name in named]
        scored += [(0.9, name) for name in named if text in name or name in text]
        best = sorted(((s, n) for s, n in scored if s >= 0.45), key=lambda one: (-one[0], one[1]))
        return list(dict.fromkeys(name for _, name in best))[:5]


def _graph_surfaces(name: str, kind: str) -> Iterator[str]:
    """A name of the graph, and of a person what he is called for short."""
    yield name
    if kind != "PERSON":
        return
    if "・" in name:
        yield name.rsplit("・", 1)[1]
    elif re.fullmatch("[一-鿿々]{3,4}", name):
        yield name[: len(name) - 2]


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a name stands for itself, not inside a longer word of its script."""
    for script in (KATAKANA, LATIN):
        if script.match(text[start]) and start and script.match(text[start - 1]):
            return False
        if script.match(text[end - 1]) and end < len(text) and script.match(text[end]):
            return False
    return True


def _cased(word: str, bearers: tuple[Bearer, ...]) -> bool:
    """Whether a name is written as one: US and WHO, not us and who; May, not may."""
    if not word.isascii() or " " in word:
        return True
    if all(bearer.kind == "PERSON" for bearer in bearers):
        return word[0].isupper()
    return len(word) > 3 or word.isupper()
