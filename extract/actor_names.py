"""Names of states, organizations, places and agreements.

Comes in: the YAML files of ``lexicons/``, and CLDR's territory names through Babel. Goes out: ``Name``
structs and tables, read once, on first use. Use them through ``extract.lexicon``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import babel
import msgspec
from babel.core import get_global

from extract.lexicon_entries import (
    AbbreviationEntry,
    AgreementsFile,
    Contexts,
    CountryEntry,
    Ministry,
    Name,
    OrganizationEntry,
    PlacesFile,
    Strength,
    read_lexicon,
)
from graph.model import EntityType

INTERNATIONAL = "INT"
EUROPE = "欧"
"""The one-character form of 欧州: a place, no state (米欧, 訪欧)."""


# --- states -----------------------------------------------------------------------------------------


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


def _country_names() -> Iterator[Name]:
    for code, country in _countries().items():
        name = country_name(code)
        also = [_territory(code, "ja"), *country.strong]
        yield from _names(name, also, country.weak, code, "COUNTRY", code)


def _names(
    name: str,
    also: list[str],
    weak: list[str],
    actor_id: str,
    kind: EntityType,
    country: str | None,
) -> Iterator[Name]:
    for surface in dict.fromkeys([name, *also, *weak]):
        strength: Strength = "weak" if surface in weak else "strong"
        yield Name(surface, actor_id, kind, name, country, strength)


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
def blocked() -> frozenset[str]:
    """Return the longer words in which no name is to be found: 中国地方, 日本人, 朝鮮戦争.

    A word that is itself a name (日本海, 北米) is no blocked word.
    """
    groups: dict[str, list[str]] = dict(read_lexicon("blocked.yaml", dict[str, list[str]]))
    after = groups.pop("after_country")
    people = {name.surface + suffix for name in _country_names() for suffix in after}
    words = people.union(*groups.values())
    return frozenset(words - {name.surface for name in names()})


# --- organizations, places, agreements ----------------------------------------------------------------


@cache
def _organizations() -> dict[str, dict[str, OrganizationEntry]]:
    """By state and name; a bare list of an entry is its ``also``."""
    raw: dict[str, dict[str, Any]] = read_lexicon("organizations.yaml", dict[str, dict[str, Any]])
    tables = {
        country: {
            name: {"also": entry} if isinstance(entry, list) else entry
            for name, entry in entries.items()
        }
        for country, entries in raw.items()
    }
    return msgspec.convert(tables, dict[str, dict[str, OrganizationEntry]])


def organization_id(country: str | None, name: str) -> str:
    """Return the actor id of an organization; no country means international.

    >>> organization_id("JPN", "外務省"), organization_id(None, "国連")
    ('org:JPN:外務省', 'org:INT:国連')
    """
    return f"org:{country or INTERNATIONAL}:{name}"


def _organization_names() -> Iterator[Name]:
    for code, entries in _organizations().items():
        country = None if code == INTERNATIONAL else code
        for name, entry in entries.items():
            yield from _names(
                name,
                entry.also,
                entry.weak,
                organization_id(country, name),
                "ORGANIZATION",
                country,
            )


@cache
def bodies() -> dict[str, str]:
    """Return the actor ids of the bodies of the office-holder table by their keys there.

    >>> bodies()["NATO"]
    'org:INT:NATO'
    """
    return {
        entry.body: organization_id(None if country == INTERNATIONAL else country, name)
        for country, entries in _organizations().items()
        for name, entry in entries.items()
        if entry.body
    }


@cache
def ministries() -> dict[str, Ministry]:
    """Return the generic names of ministries with canonical form and default state.

    >>> ministries()["経産省"], ministries()["国防省"].country
    (Ministry(name='経済産業省', country='JPN'), None)
    """
    raw: dict[str, dict[str, str | None]] = read_lexicon(
        "ministries.yaml", dict[str, dict[str, str | None]]
    )
    return {
        surface: Ministry(entry.get("name") or surface, entry["country"])
        for surface, entry in raw.items()
    }


def ministry_name(country: str | None, head: str) -> str:
    """Return a ministry's name with its state as newspapers write it; Japan's own go without.

    >>> ministry_name("CHN", "外務省"), ministry_name("USA", "商務省"), ministry_name("JPN", "外務省")
    ('中国外務省', '米商務省', '外務省')
    """
    if country in (None, "JPN"):
        return head
    return {"USA": "米", "GBR": "英"}.get(country, country_name(country)) + head


def _ministry_names() -> Iterator[Name]:
    """The bare names, all weak: whose ministry it is depends on the article."""
    for surface, ministry in ministries().items():
        name = ministry_name(ministry.country, ministry.name)
        actor_id = f"org:{ministry.country or '?'}:{name}"
        yield Name(surface, actor_id, "ORGANIZATION", name, ministry.country, "weak")


def _place_names() -> Iterator[Name]:
    file: PlacesFile = read_lexicon("places.yaml", PlacesFile)
    for code, entries in file.places.items():
        for entry in entries:
            name, also = (entry, []) if isinstance(entry, str) else next(iter(entry.items()))
            country = None if code == INTERNATIONAL else code
            weak = [surface for surface in (name, *also) if surface in file.weak]
            yield from _names(name, also, weak, f"place:{name}", "PLACE", country)


@cache
def _agreements() -> AgreementsFile:
    agreements: AgreementsFile = read_lexicon("agreements.yaml", AgreementsFile)
    return agreements


def _agreement_names() -> Iterator[Name]:
    for name, entry in _agreements().known.items():
        yield from _names(name, entry.also, entry.weak, f"agreement:{name}", "AGREEMENT", None)


@cache
def agreement_heads() -> dict[str, bool]:
    """Return the nouns that an agreement's name ends in, the longest first; True if it may stand alone.

    >>> agreement_heads()["共同声明"], agreement_heads()["条約"]
    (True, False)
    """
    heads = _agreements().heads
    return {head: heads[head].alone for head in sorted(heads, key=len, reverse=True)}


def agreement_kind(name: str) -> str | None:
    """Return what sort of agreement a name denotes.

    >>> agreement_kind("パリ協定"), agreement_kind("日米共同声明"), agreement_kind("会談")
    ('agreement', 'joint_statement', None)
    """
    file = _agreements()
    if name in file.known:
        return file.known[name].kind
    return next((file.heads[head].kind for head in agreement_heads() if name.endswith(head)), None)


@cache
def names() -> tuple[Name, ...]:
    """Return every name of two or more characters: states, organizations, places, agreements.

    A surface of several actors occurs once for each; a strong one belongs to one actor only.
    """
    found = [
        *_country_names(),
        *_organization_names(),
        *_ministry_names(),
        *_place_names(),
        *_agreement_names(),
    ]
    unique: dict[tuple[str, str], Name] = {}
    for name in found:
        unique.setdefault((name.surface, name.actor_id), name)
    return tuple(unique.values())


@cache
def english_names() -> dict[str, str]:
    """Return the English names of states, organizations and agreements by actor id, where known."""
    found = {code: country.en or _territory(code, "en") for code, country in _countries().items()}
    for country, entries in _organizations().items():
        for name, entry in entries.items():
            if entry.en:
                found[organization_id(country, name)] = entry.en
    agreements = _agreements().known.items()
    return found | {f"agreement:{name}": entry.en for name, entry in agreements if entry.en}
