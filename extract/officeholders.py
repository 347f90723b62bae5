"""Posts, and who held them when.

Comes in: ``posts.yaml``, ``honorifics.yaml``, ``officeholders.csv`` and ``persons.yaml`` of ``lexicons/``.
Goes out: ``Post``, ``Holder`` and ``Notable`` structs, read once, on first use. Use them through ``extract.lexicon``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import dropwhile

from extract.actor_names import INTERNATIONAL, bodies
from extract.lexicon_entries import LEXICONS, Holder, Notable, Post, PostsEntry, read_lexicon
from extract.state_names import country_codes
from graph.errors import InputError


@cache
def honorifics() -> tuple[str, ...]:
    """Return what follows a person's name: 氏, さん, 容疑者."""
    return tuple(read_lexicon("honorifics.yaml", list[str]))


@cache
def posts() -> tuple[Post, ...]:
    """Return the posts as they stand beside a name.

    >>> [post.key for post in posts() if post.surface == "国務長官"]
    ['foreign_minister']
    """
    groups: list[PostsEntry] = read_lexicon("posts.yaml", list[PostsEntry])
    return tuple(
        Post(surface, group.key, group.kind) for group in groups for surface in group.surfaces
    )


@cache
def holders() -> tuple[Holder, ...]:
    """Return the terms of office, in the order of their file.

    Raises ``InputError`` naming the line whose body is unknown.

    >>> [h.name for h in holders() if h.key == "head_of_state" and h.country == "USA"][:2]
    ['ビル・クリントン', 'ジョージ・W・ブッシュ']
    """
    rows = list(_read_rows())
    home = _home_of_persons(row for _, row in rows)
    return tuple(_holder(row, home, line) for line, row in rows)


@cache
def notables() -> tuple[Notable, ...]:
    """Return the persons of the news that no term of office tells of.

    >>> [n.country for n in notables() if n.name == "ネルソン・マンデラ"]
    ['ZAF']
    """
    groups: dict[str, list[str]] = read_lexicon("persons.yaml", dict[str, list[str]])
    return tuple(
        Notable(name, None if code == INTERNATIONAL else code)
        for code, found in groups.items()
        for name in found
    )


def _read_rows() -> Iterable[tuple[int, dict[str, str]]]:
    """Yield the rows with their lines; the comment stands before the header."""
    path = LEXICONS / "officeholders.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(
            dropwhile(lambda numbered: numbered[1].startswith("#"), enumerate(file, start=1))
        )
    first = lines[0][0]
    for offset, row in enumerate(csv.DictReader(line for _, line in lines), start=1):
        yield first + offset, row


def _home_of_persons(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return each person's state, else the first body: one who moves on to the UN stays himself."""
    home: dict[str, str] = {}
    for row in rows:
        key, body = _person_key(row), row["country_or_body"]
        if key not in home or (body in country_codes() and home[key] not in country_codes()):
            home[key] = body
    return home


def _person_key(row: Mapping[str, str]) -> str:
    return f"{row['name_ja']}/{row['name_en']}"


def _holder(row: Mapping[str, str], home: Mapping[str, str], line: int) -> Holder:
    body = row["country_or_body"]
    country = body if body in country_codes() else None
    if country is None and body not in bodies():
        raise InputError(f"unknown state or body {body!r}", path="officeholders.csv", line=line)
    return Holder(
        person_id=f"person:{home[_person_key(row)]}:{row['name_ja']}",
        name=row["name_ja"],
        aliases=_split(row["name_ja_aliases"]),
        name_en=row["name_en"] or None,
        country=country,
        body=country or bodies()[body],
        key=row["post"],
        post=row["post_ja"],
        posts=(row["post_ja"], *_split(row["post_aliases_ja"])),
        start=row["start"],
        end=row["end"] or None,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
