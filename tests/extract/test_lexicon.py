"""Lint of the lexicons, and what they must and must not know."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
import yaml
from babel.core import get_global

from extract import lexicon, lexicon_entries
from extract.lexicon import Holder
from extract.lexicon_entries import AbbreviationEntry, read_lexicon
from graph.errors import InputError

ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SEVERAL_HOLDERS = {"spokesperson_foreign", "presidential_spokesperson"}


def by_surface() -> dict[str, set[str]]:
    actors: dict[str, set[str]] = defaultdict(set)
    for name in lexicon.names():
        actors[name.surface].add(name.actor_id)
    return actors


def first_of(surface: str) -> lexicon.Name:
    return next(name for name in lexicon.names() if name.surface == surface)


def test_no_two_actors_claim_one_strong_surface() -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for name in lexicon.names():
        if name.strength == "strong":
            claims[name.surface].add(name.actor_id)
    assert {surface: ids for surface, ids in claims.items() if len(ids) > 1} == {}


def test_a_strong_surface_of_one_actor_is_no_weak_one_of_another() -> None:
    strong = {name.surface: name.actor_id for name in lexicon.names() if name.strength == "strong"}
    clashes = {
        name.surface
        for name in lexicon.names()
        if strong.get(name.surface, name.actor_id) != name.actor_id
        and not name.actor_id.startswith("org:?")
    }
    assert clashes <= {"民主党"}


def test_names_have_two_characters_and_no_brackets() -> None:
    bad = [
        n.surface
        for n in lexicon.names()
        if len(n.surface) < 2 or re.search(r"[()「」\s]", n.surface)
    ]
    assert bad == []


def test_one_actor_has_one_name_type_and_country() -> None:
    facts: dict[str, set[tuple[str, str, str | None]]] = defaultdict(set)
    for name in lexicon.names():
        facts[name.actor_id].add((name.type, name.name, name.country))
    assert {actor: found for actor, found in facts.items() if len(found) > 1} == {}


def test_countries_are_iso_codes() -> None:
    valid = {*get_global("territory_aliases"), "XKX"}
    codes = {name.country for name in lexicon.names()} - {None}
    codes |= {holder.country for holder in lexicon.holders()} - {None}
    codes |= set(lexicon.abbreviations(rare=True).values()) | set(lexicon.metonyms().values())
    assert {code for code in codes if code and (len(code) != 3 or code not in valid)} == set()
    assert codes <= lexicon.country_codes()


def test_every_abbreviation_is_one_character_with_a_note() -> None:
    table = read_lexicon("abbreviations.yaml", dict[str, AbbreviationEntry])
    assert all(len(char) == 1 and form.note for char, form in table.items())


def test_no_compound_context_is_listed_twice() -> None:
    contexts = lexicon.compound_contexts()
    for words in (contexts.before, contexts.after):
        assert [word for word, times in Counter(words).items() if times > 1] == []
    assert "訪" in contexts.before
    assert contexts.after.index("国務長官") < contexts.after.index("側")


def duplicate_keys(node: yaml.Node) -> list[str]:
    """YAML would let the last of two equal keys win in silence."""
    if isinstance(node, yaml.SequenceNode):
        return [key for child in node.value for key in duplicate_keys(child)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = Counter(str(key.value) for key, _ in node.value)
    below = [key for _, value in node.value for key in duplicate_keys(value)]
    return [key for key, times in keys.items() if times > 1] + below


@pytest.mark.parametrize(
    "path", sorted(lexicon_entries.LEXICONS.glob("*.yaml")), ids=lambda p: p.name
)
def test_lexicons_have_no_duplicate_keys(path: Path) -> None:
    node = yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert node is not None
    assert duplicate_keys(node) == []


@pytest.mark.parametrize(
    ("surface", "actor_id"),
    [
        ("米国", "USA"),
        ("アメリカ合衆国", "USA"),
        ("イギリス", "GBR"),
        ("UAE", "ARE"),
        ("大韓民国", "KOR"),
        ("ソ連", "SUN"),
        ("グルジア", "GEO"),
        ("南アフリカ", "ZAF"),
        ("コソボ", "XKX"),
        ("安保理", "org:INT:国連安全保障理事会"),
        ("北大西洋条約機構", "org:INT:NATO"),
        ("先進7カ国", "org:INT:G7"),
        ("経産省", "org:JPN:経済産業省"),
        ("海自", "org:JPN:海上自衛隊"),
        ("ペンタゴン", "org:USA:米国防総省"),
        ("外務省", "org:JPN:外務省"),
        ("国防省", "org:?:国防省"),
        ("人民解放軍", "org:CHN:中国人民解放軍"),
        ("PLO", "org:PSE:パレスチナ解放機構"),
        ("自由民主党", "org:JPN:自民党"),
        ("GSOMIA", "agreement:軍事情報包括保護協定"),
        ("NPT", "agreement:核拡散防止条約"),
        ("釣魚島", "place:尖閣諸島"),
        ("キエフ", "place:キーウ"),
        ("日本海", "place:日本海"),
        ("沖縄", "place:沖縄県"),
    ],
)
def test_surface_names_actor(surface: str, actor_id: str) -> None:
    assert actor_id in by_surface()[surface]


@pytest.mark.parametrize(
    "surface", ["日本政府", "中国側", "米政府", "習政権", "日本人", "中国電力", "欧米"]
)
def test_surface_is_no_name(surface: str) -> None:
    assert surface not in by_surface()


def test_ambiguous_names_are_weak() -> None:
    for surface in ("外務省", "民主党", "コンゴ", "福島", "CNN", "ジョージア", "総統府"):
        assert {n.strength for n in lexicon.names() if n.surface == surface} == {"weak"}, surface


@pytest.mark.parametrize(
    "word", ["中国地方", "中国電力", "日本人", "韓国語", "朝鮮戦争", "トルコ石", "米国務"]
)
def test_word_is_blocked(word: str) -> None:
    assert word in lexicon.blocked()


def test_no_name_is_blocked() -> None:
    assert lexicon.blocked().isdisjoint(by_surface())
    assert first_of("日本海").type == "PLACE"


def test_the_lexicons_are_large_enough() -> None:
    kinds = Counter(actor.type for actor in lexicon.known_actors())
    assert kinds["COUNTRY"] >= 195
    assert kinds["PLACE"] >= 500
    assert kinds["AGREEMENT"] >= 80
    assert (
        sum(actor.startswith("org:INT:") for actor in {n.actor_id for n in lexicon.names()}) >= 120
    )
    assert len(lexicon.posts()) >= 200


def test_posts_are_listed_once() -> None:
    surfaces = Counter(post.surface for post in lexicon.posts())
    assert [surface for surface, times in surfaces.items() if times > 1] == []


def test_every_post_held_is_known_as_a_post() -> None:
    surfaces = tuple(post.surface for post in lexicon.posts())
    unknown = {holder.post for holder in lexicon.holders() if not holder.post.endswith(surfaces)}
    assert unknown == set()


def test_term_dates_are_iso_and_in_order() -> None:
    for holder in lexicon.holders():
        assert ISO_DATE.fullmatch(holder.start), holder
        if holder.end is not None:
            assert ISO_DATE.fullmatch(holder.end), holder
            assert holder.start <= holder.end, holder


def test_single_holder_posts_have_one_holder_at_a_time() -> None:
    terms: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in lexicon.holders():
        if holder.key not in SEVERAL_HOLDERS:
            terms[holder.body, holder.key].append(holder)
    overlaps = [
        (earlier, later)
        for held in terms.values()
        for earlier, later in pairwise(sorted(held, key=lambda h: h.start))
        if earlier.end is None or earlier.end[: len(later.start)] > later.start[: len(earlier.end)]
    ]
    assert overlaps == []


def test_a_person_keeps_one_id_over_all_posts() -> None:
    ids = {holder.person_id for holder in lexicon.holders() if holder.name == "黒田東彦"}
    assert ids == {"person:JPN:黒田東彦"}
    assert {h.country for h in lexicon.holders() if h.name == "黒田東彦"} == {"JPN", None}


@pytest.mark.parametrize(
    ("body", "key", "day", "name"),
    [
        ("JPN", "foreign_minister", "2023-03-01", "林芳正"),
        ("JPN", "foreign_minister", "2025-06-25", "岩屋毅"),
        ("JPN", "head_of_government", "2021-10-03", "菅義偉"),
        ("USA", "head_of_state", "2009-01-20", "バラク・オバマ"),
        ("GBR", "head_of_government", "2022-10-01", "リズ・トラス"),
        ("org:INT:NATO", "secretary_general", "2025-01-01", "マルク・ルッテ"),
    ],
)
def test_who_held_the_post(body: str, key: str, day: str, name: str) -> None:
    held = [
        h.name
        for h in lexicon.holders()
        if (h.body, h.key) == (body, key) and h.start <= day < (h.end or "9999")
    ]
    assert held == [name]


def test_terms_and_persons_reach_the_graph() -> None:
    actors = {actor.id: actor for actor in lexicon.known_actors()}
    terms = lexicon.office_terms()
    assert len(terms) == len(lexicon.holders())
    assert {term.person_id for term in terms} <= actors.keys()
    assert {term.body for term in terms} <= actors.keys()
    assert actors["USA"].name_en == "United States"
    assert "イギリス" in actors["GBR"].aliases


def test_known_actors_are_unique() -> None:
    ids = Counter(actor.id for actor in lexicon.known_actors())
    assert [actor for actor, times in ids.items() if times > 1] == []


def test_a_lexicon_that_does_not_fit_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "honorifics.yaml").write_text("氏: 1\n", encoding="utf-8")
    monkeypatch.setattr(lexicon_entries, "LEXICONS", tmp_path)
    with pytest.raises(InputError, match=r"honorifics\.yaml"):
        read_lexicon("honorifics.yaml", list[str])


def test_entries_are_frozen() -> None:
    with pytest.raises((AttributeError, msgspec.ValidationError)):
        lexicon.names()[0].surface = "別"  # type: ignore[misc]


def test_who_serves_an_international_body_is_known() -> None:
    known = {one.name: one for one in lexicon.known_actors()}
    assert known["ドナルド・トゥスク"].body_on("2018-07-17") == "org:INT:EU"
    assert known["ドナルド・トゥスク"].body_on("2024-01-22") is None
    assert known["岸田文雄"].served == []
