"""Who and what a text names, whose it is, and what only looks like a name: the cases of ``mentions.yaml``."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml

from extract.pipeline import Extractor
from graph.model import Article, Entity, Facts


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """A text with what it names by surface: ``TYPE`` or ``TYPE/name``."""

    text: str
    published: str | None = None
    found: dict[str, str] = {}
    country: dict[str, str] = {}
    absent: list[str] = []
    known_failure: bool = False


CASES = msgspec.convert(
    yaml.safe_load((Path(__file__).parent / "mentions.yaml").read_text(encoding="utf-8")),
    list[Case],
)


@pytest.fixture(scope="module")
def read() -> dict[int, Facts]:
    """The facts of all cases, parsed together."""
    articles = [
        Article(
            id=str(number), title="短信", text=case.text, published=case.published, content_hash=""
        )
        for number, case in enumerate(CASES)
    ]
    return dict(enumerate(Extractor.load().extract(articles)))


def _by_surface(facts: Facts) -> dict[str, Entity]:
    return {mention.text: entity for entity in facts.entities for mention in entity.mentions}


def _marked(number: int, case: Case) -> object:
    marks = [pytest.mark.xfail(strict=True)] if case.known_failure else []
    return pytest.param(number, case, marks=marks, id=case.text[:16])


@pytest.mark.parametrize(
    ("number", "case"), [_marked(number, case) for number, case in enumerate(CASES)]
)
def test_a_text_names_what_it_names(read: dict[int, Facts], number: int, case: Case) -> None:
    named = _by_surface(read[number])
    for surface, expected in case.found.items():
        kind, _, name = expected.partition("/")
        assert surface in named, sorted(named)
        assert named[surface].type == kind
        assert not name or named[surface].name == name
    for surface, code in case.country.items():
        assert named[surface].country == code
    assert not set(case.absent) & set(named)
