"""What one sentence says that patterns and lexicons do not know: acts between actors, posts beside names.

Comes in: a sentence with its arguments, and the events told in it. Goes out: predicates with their
parties, rules that matched in vain, stretches in a post's place. Counting is in ``gaps.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from extract import lexicon
from extract.clauses import Clauses, is_predicate, relation
from extract.discourse import Discourse
from extract.grammar import CITATION, EMPTY_VERB, PARTIES, SUBJECT
from extract.known_names import find_names
from extract.patterns import compiled_rules
from extract.phrases import Argument
from extract.told import Found, state_of
from extract.word_lists import POST_END

if TYPE_CHECKING:
    from extract.parsed import Token

PARTIES = SUBJECT | PARTIES | {"との間で", "による"}
"""Markers under which an actor takes part in what a predicate tells."""
NOUN = re.compile(r"名詞|接尾辞|接頭辞|形状詞|記号-文字")
LONGEST_POST = 24
UNKNOWN = re.compile("(?:person|org):[?]:")
"""How the ids of actors begin whose state is not known."""


# --- predicates ---------------------------------------------------------------------------------------


def find_untold(
    clauses: Clauses, discourse: Discourse, told: list[Found]
) -> Iterator[tuple[Token, list[Argument]]]:
    """Yield the predicates that two actors of different states share and no event tells."""
    if CITATION.search(clauses.text):
        return
    triggers = [clauses.token(event.trigger[1] - 1) for event in told]
    done = {token.i for token in triggers} | {_governor(token).i for token in triggers}
    shared: dict[int, list[Argument]] = {}
    for argument in clauses.arguments:
        predicate = clauses.predicate_of(argument)
        if argument.kind == "actor" and argument.marker in PARTIES and predicate is not None:
            shared.setdefault(predicate.i, []).append(argument)
    for i, arguments in shared.items():
        ids = [entity for argument in arguments for entity in argument.entities]
        known = [
            e for e in map(discourse.entities.__getitem__, ids) if not UNKNOWN.match(e.actor_id)
        ]
        states = {state_of(entity) for entity in known}
        if i not in done and len(states) > 1:
            yield clauses.doc[i], arguments


def _governor(token: Token) -> Token:
    """Return the predicate that a token belongs to: its own, or the one it depends on."""
    while not is_predicate(token) and token.head.i != token.i:
        token = token.head
    return token


def rules_at(text: str, start: int, end: int) -> list[str]:
    """Return the rules whose trigger stands at a predicate."""
    return [
        compiled.rule.id
        for compiled in compiled_rules()
        if any(m.start() < end and start < m.end() for m in compiled.trigger.finditer(text))
    ]


def lemma(token: Token) -> str:
    """Return a predicate as a dictionary has it; a light verb with its object: 懸念を示す."""
    words = token.lemma_
    if any(child.lemma_ == "する" and relation(child) == "aux" for child in token.children):
        words = f"{token.text}する"
    elif token.tag_.startswith("名詞"):
        words = token.text
    if not EMPTY_VERB.fullmatch(words):
        return words
    objects = [child for child in token.children if relation(child) in ("obj", "nsubj")]
    nearest = max(objects, key=lambda child: child.i, default=None)
    cases = [child for child in nearest.children if relation(child) == "case"] if nearest else []
    return f"{nearest.text}{cases[0].text if cases else ''}{words}" if nearest else words


# --- posts -------------------------------------------------------------------------------------------


def find_unknown_posts(clauses: Clauses, discourse: Discourse) -> Iterator[tuple[int, int]]:
    """Yield the words in a post's place beside a person's name that are no known post."""
    for unit in clauses.units:
        entities = [discourse.entities[entity] for entity in unit.entities]
        name = clauses.text[unit.span_start : unit.span_end]
        if any(e.type == "PERSON" and name in (m.text for m in e.mentions) for e in entities):
            for start, end in (_after(clauses, unit.span_end), _before(clauses, unit.span_start)):
                if _is_unknown_post(clauses.text[start:end]):
                    yield start, end


def _after(clauses: Clauses, at: int) -> tuple[int, int]:
    """Return the nouns after a name, without the state or body that they begin with."""
    end = at
    while end < len(clauses.text) and NOUN.match(clauses.token(end).tag_):
        end = clauses.token(end).idx + len(clauses.token(end).text)
    return _without_names(clauses.text, at, end)


def _before(clauses: Clauses, at: int) -> tuple[int, int]:
    """Return the nouns before a name (連絡調整官の|佐藤), without the state or body in front of them."""
    end = at - 1 if clauses.text[at - 1 : at] == "の" else at
    start = end
    while start > 0 and NOUN.match(clauses.token(start - 1).tag_):
        start = clauses.token(start - 1).idx
    return _without_names(clauses.text, start, end)


def _without_names(text: str, start: int, end: int) -> tuple[int, int]:
    names = [span.end for span in find_names(text[start:end])]
    return start + max(names, default=0), end


def _is_unknown_post(words: str) -> bool:
    return (
        2 <= len(words) <= LONGEST_POST
        and bool(POST_END.search(words))
        and not _known_post().search(words)
    )


@cache
def _known_post() -> re.Pattern[str]:
    words = [post.surface for post in lexicon.posts()] + list(lexicon.honorifics())
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})$")
