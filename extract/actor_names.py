"""Names of states, organizations, places and agreements.

Comes in: the YAML files of ``lexicons/``. Goes out: ``Name`` structs and tables, read once, on
first use. Use them through ``extract.lexicon``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon_entries import (
    AgreementsFile,
    Ministry,
    MinistryEntry,
    Name,
    OrganizationEntry,
    PlacesFile,
    read_lexicon,
    to_names,
)
from extract.state_names import country_name, country_names, english_country_names

INTERNATIONAL = "INT"


UN = re.compile("^国連")
"""国連|難民高等弁務官事務所 is 国際連合|難民高等弁務官事務所 too."""
_Organizations = dict[str, dict[str, OrganizationEntry]]


@cache
def _read_organizations(file: str) -> _Organizations:
    """By state and name; a bare list of an entry is its ``also``."""
    raw: dict[str, dict[str, list[str] | OrganizationEntry]] = read_lexicon(
        file, dict[str, dict[str, list[str] | OrganizationEntry]]
    )
    return {
        country: {
            name: OrganizationEntry(also=entry) if isinstance(entry, list) else entry
            for name, entry in entries.items()
        }
        for country, entries in raw.items()
    }


def _organizations() -> Iterator[tuple[str | None, str, OrganizationEntry]]:
    """Yield state (None: international), name and entry of all organizations but the media."""
    for code, entries in _read_organizations("organizations.yaml").items():
        for name, entry in entries.items():
            yield None if code == INTERNATIONAL else code, name, entry


def organization_id(country: str | None, name: str) -> str:
    """Return the actor id of an organization; no country means international.

    >>> organization_id("JPN", "外務省"), organization_id(None, "国連")
    ('org:JPN:外務省', 'org:INT:国連')
    """
    return f"org:{country or INTERNATIONAL}:{name}"


def _organization_names() -> Iterator[Name]:
    for country, name, entry in _organizations():
        actor_id = organization_id(country, name)
        also = [*entry.also, *(UN.sub("国際連合", form) for form in (name, *entry.also))]
        yield from to_names(name, also, entry.weak, actor_id, "ORGANIZATION", country)


def _media_names() -> Iterator[Name]:
    """The outlets, all weak: most mentions are the source of a report."""
    for country, entries in _read_organizations("media.yaml").items():
        for name, entry in entries.items():
            weak = [name, *entry.also, *entry.weak]
            actor_id = organization_id(country, name)
            yield from to_names(name, [], weak, actor_id, "ORGANIZATION", country)


@cache
def media() -> frozenset[str]:
    """Return the actor ids of the news outlets, to tell a source (新華社によると) from an actor.

    >>> "org:USA:CNN" in media()
    True
    """
    return frozenset(name.actor_id for name in _media_names())


@cache
def unrelated() -> re.Pattern[str]:
    """Return the words of sentences about sports, culture and goods.

    >>> bool(unrelated().search("両国の選手は決勝で"))
    True
    """
    topics = read_lexicon("topics.yaml", dict[str, dict[str, list[str]]])["unrelated"]
    return re.compile("|".join(word for words in topics.values() for word in words))


@cache
def bodies() -> dict[str, str]:
    """Return the actor ids of the bodies of the office-holder table by their keys there.

    >>> bodies()["NATO"]
    'org:INT:NATO'
    """
    return {
        entry.body: organization_id(country, name)
        for country, name, entry in _organizations()
        if entry.body
    }


@cache
def ministries() -> dict[str, Ministry]:
    """Return the generic names of ministries with canonical form and default state.

    >>> ministries()["経産省"], ministries()["国防省"].country
    (Ministry(name='経済産業省', country='JPN'), None)
    """
    entries: dict[str, MinistryEntry] = read_lexicon("ministries.yaml", dict[str, MinistryEntry])
    return {
        surface: Ministry(entry.name or surface, entry.country)
        for surface, entry in entries.items()
    }


@cache
def _alone() -> frozenset[str]:
    entries: dict[str, MinistryEntry] = read_lexicon("ministries.yaml", dict[str, MinistryEntry])
    return frozenset(head for head, entry in entries.items() if entry.alone)


def ministry_name(country: str | None, head: str) -> str:
    """Return a ministry's name with its state as newspapers write it; Japan's own go without.

    >>> [ministry_name(country, "外務省") for country in ("CHN", "USA", "JPN")]
    ['中国外務省', '米外務省', '外務省']
    """
    if country in (None, "JPN") or head in _alone():
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
            yield from to_names(name, also, weak, f"place:{name}", "PLACE", country)


@cache
def _agreements() -> AgreementsFile:
    agreements: AgreementsFile = read_lexicon("agreements.yaml", AgreementsFile)
    return agreements


def _agreement_names() -> Iterator[Name]:
    for name, entry in _agreements().known.items():
        yield from to_names(name, entry.also, entry.weak, f"agreement:{name}", "AGREEMENT", None)


@cache
def agreement_heads() -> dict[str, bool]:
    """Return the nouns that an agreement's name ends in, longest first; True if definite alone.

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
        *country_names(),
        *_organization_names(),
        *_media_names(),
        *_ministry_names(),
        *_place_names(),
        *_agreement_names(),
    ]
    unique: dict[tuple[str, str], Name] = {}
    for name in found:
        unique.setdefault((name.surface, name.actor_id), name)
    return tuple(unique.values())


@cache
def blocked() -> frozenset[str]:
    """Return the longer words in which no name is to be found: 中国地方, 日本人, 朝鮮戦争.

    A word that is itself a name (日本海, 北米) is no blocked word.
    """
    groups: dict[str, list[str]] = dict(read_lexicon("blocked.yaml", dict[str, list[str]]))
    after = groups.pop("after_country")
    people = {name.surface + suffix for name in country_names() for suffix in after}
    words = people.union(*groups.values())
    return frozenset(words - {name.surface for name in names()})


@cache
def english_names() -> dict[str, str]:
    """Return the English names of states, organizations and agreements by actor id, where known."""
    found = dict(english_country_names())
    for country, name, entry in _organizations():
        if entry.en:
            found[organization_id(country, name)] = entry.en
    agreements = _agreements().known.items()
    return found | {f"agreement:{name}": entry.en for name, entry in agreements if entry.en}
