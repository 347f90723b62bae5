"""Names of states, their one-character forms, and what stands for a state.

Comes in: ``countries.yaml``, ``abbreviations.yaml``, ``compounds.yaml`` and ``metonyms.yaml`` of
``lexicons/``, and CLDR's territory names through Babel. Use them through ``extract.lexicon``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import babel
from babel.core import get_global

from extract.lexicon_entries import (
    AbbreviationEntry,
    Contexts,
    CountryEntry,
    Name,
    read_lexicon,
    to_names,
)

EUROPE = "欧"
"""The one-character form of 欧州: a place, no state (米欧, 訪欧)."""


@cache
def _countries() -> dict[str, CountryEntry]:
    countries: dict[str, CountryEntry] = read_lexicon("countries.yaml", dict[str, CountryEntry])
    return countries


def _territory(code: str, language: str) -> str:
    """CLDR's name; what it adds in brackets (ミャンマー (ビルマ)) is left out."""
    alpha2 = get_global("territory_aliases").get(code, ["XK"])[0]
    return str(babel.Locale(language).territories[alpha2]).split("(")[0].strip()


@cache
def country_name(code: str) -> str:
    """Return the newspaper name of a state by its ISO code, or the code if it is none.

    >>> country_name("USA"), country_name("ARE"), country_name("XKX")
    ('米国', 'アラブ首長国連邦', 'コソボ')
    """
    country = _countries().get(code)
    return (country.name or _territory(code, "ja")) if country else code


def country_codes() -> frozenset[str]:
    """Return the ISO codes of all states of the lexicon."""
    return frozenset(_countries())


def country_names() -> Iterator[Name]:
    """Yield the names of all states of today, and of those that were."""
    for code, country in _countries().items():
        name = country_name(code)
        today = [] if country.former else [_territory(code, "ja"), f"{name}共和国"]
        also = [*today, *country.strong]
        yield from to_names(name, also, country.weak, code, "COUNTRY", code)


@cache
def abbreviations(*, rare: bool = False) -> dict[str, str]:
    """Return the one-character forms of states with their ISO codes; ``rare`` adds the unsafe ones.

    >>> abbreviations()["露"], "西" in abbreviations(), abbreviations(rare=True)["西"]
    ('RUS', False, 'ESP')
    """
    table: dict[str, AbbreviationEntry] = read_lexicon(
        "abbreviations.yaml", dict[str, AbbreviationEntry]
    )
    return {char: form.code for char, form in table.items() if rare or form.confidence == "common"}


@cache
def compound_contexts() -> Contexts:
    """Return what stands beside a one-character state: 訪X, 対X, X軍, X政府; the longest first."""
    contexts: Contexts = read_lexicon("compounds.yaml", Contexts)
    longest = [
        tuple(sorted(words, key=len, reverse=True)) for words in (contexts.before, contexts.after)
    ]
    return Contexts(*longest)


@cache
def metonyms() -> dict[str, str]:
    """Return the capitals and houses of government that stand for a state, with its ISO code.

    >>> metonyms()["クレムリン"], metonyms()["北京"]
    ('RUS', 'CHN')
    """
    groups: dict[str, dict[str, str]] = read_lexicon("metonyms.yaml", dict[str, dict[str, str]])
    return {surface: code for group in groups.values() for surface, code in group.items()}


@cache
def houses() -> dict[str, str]:
    """Return the houses of government, with the ISO code of their state.

    >>> houses()["クレムリン"]
    'RUS'
    """
    groups: dict[str, dict[str, str]] = read_lexicon("metonyms.yaml", dict[str, dict[str, str]])
    return groups["houses"]


@cache
def english_country_names() -> dict[str, str]:
    """Return the English names of states by ISO code."""
    return {code: country.en or _territory(code, "en") for code, country in _countries().items()}
