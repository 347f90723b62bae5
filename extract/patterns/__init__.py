"""What triggers an event, as data: one YAML file per event type.

Comes in: ``*.yaml`` beside this file. Goes out: ``load_patterns()``. Each file has rules and, as tests,
examples and counter-examples in sentences of our own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from graph.errors import OntologyError
from graph.ontology import load_ontology

FOLDER = Path(__file__).parent
CASES = "\nexamples:\n"
"""Where the test sentences of a file begin; only the tests read them, since they cost time."""
Form = Literal["verbal", "nominal", "any"]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When words trigger an event and which markers lead its sides.

    ``triggers`` are regular expressions over the normalized sentence. A marker is a case marker of
    ``clauses.MARKERS``; ``subject`` stands for は, が and も, ``mod`` for a name in the trigger's own
    compound (対露|制裁), ``gathering`` for the sides of a meeting that is the subject (日中の会談は…で|合意), ``の>を`` for the の-phrase of a noun marked を (中国の行動を批判).
    With ``place`` a place in the target's position stands for the state that it lies in.
    ``needs`` lists the sides that must be found (``two``: of two states; ``body``: a target that is a body); ``carry`` what may come from elsewhere: the ``source`` from the topic,
    both sides from the last ``meeting``, the ``host`` of a body's meeting or the article's ``roster`` of who takes part, the other side from the ``partner`` of a visit in the same sentence; with
    ``infer`` the target may be the only other state that the sentence names before the trigger,
    or else the headline. With ``said`` the trigger judges or demands within what the source says
    (「…は遺憾だ」と述べた), and the target is who is spoken of there. ``by`` lists markers of who did what is told in the
    passive, besides the usual ones (イランで|拘束|された). With ``victims`` who then dies is the target
    (空爆で市民が死亡). A ``mutual`` act may have both sides in one list (AとBが|交戦). ``who`` is a regular
    expression for the names of sources. ``at`` lists markers of where the target is, if nothing else leads to one
    (ガザでは軍の|空爆|が続く).
    """

    id: str
    triggers: list[str]
    form: Form = "any"
    source: list[str] = msgspec.field(default_factory=lambda: ["subject"])
    target: list[str] = msgspec.field(default_factory=list)
    object: list[str] = msgspec.field(default_factory=list)
    needs: list[str] = msgspec.field(default_factory=lambda: ["source", "target"])
    carry: list[str] = msgspec.field(default_factory=list)
    infer: Literal["sentence", "headline"] | None = None
    place: bool = False
    said: bool = False
    victims: bool = False
    mutual: bool = False
    by: list[str] = msgspec.field(default_factory=list)
    not_before: list[str] = msgspec.field(default_factory=list)
    not_after: str | None = None
    at: list[str] = msgspec.field(default_factory=list)
    who: str | None = None
    passive: bool = True
    status: str | None = None
    confidence: float = 0.7


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All rules of one event type; ``merge`` joins events of the same sides told in one article.

    An act of ``speech`` is done by saying so (歓迎すると述べた), an ``announced`` one by announcing it
    (断交すると発表した).
    """

    type: str
    rules: list[Rule]
    merge: bool = True
    speech: bool = False
    announced: bool = False


class Compiled(msgspec.Struct, frozen=True):
    """A rule ready to search with."""

    type: str
    rule: Rule
    trigger: re.Pattern[str]


@cache
def load_patterns() -> dict[str, Pattern]:
    """Return the patterns by event type; ``OntologyError`` names a file that does not fit."""
    patterns: dict[str, Pattern] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        try:
            rules, _, _ = path.read_text(encoding="utf-8").partition(CASES)
            pattern = msgspec.convert(yaml.safe_load(rules), Pattern)
        except (yaml.YAMLError, msgspec.ValidationError) as error:
            raise OntologyError(f"{path.name}: {error}") from error
        if pattern.type not in load_ontology():
            raise OntologyError(f"{path.name}: the ontology declares no {pattern.type!r}")
        patterns[pattern.type] = pattern
    return patterns


@cache
def compiled_rules() -> tuple[Compiled, ...]:
    """Return every rule with its trigger compiled, in the order of the files."""
    return tuple(
        Compiled(pattern.type, rule, _compile(rule))
        for pattern in load_patterns().values()
        for rule in pattern.rules
    )


@lru_cache(maxsize=4_096)
def find_triggers(text: str) -> tuple[tuple[Compiled, tuple[int, int]], ...]:
    """Return the rules whose triggers stand in a text with where they do, in the text's order.

    Asked twice of a sentence: before it is parsed, and when its events are looked for.
    """
    found = [
        (compiled, match.span())
        for compiled in compiled_rules()
        for match in compiled.trigger.finditer(text)
    ]
    return tuple(sorted(found, key=lambda one: one[1][0]))


def _compile(rule: Rule) -> re.Pattern[str]:
    body = "|".join(rule.triggers)
    not_before = "".join(f"(?<!{words})" for words in rule.not_before)
    not_after = f"(?!{rule.not_after})" if rule.not_after else ""
    try:
        return re.compile(f"{not_before}(?:{body}){not_after}")
    except re.error as error:
        raise OntologyError(f"rule {rule.id}: {error}") from error
