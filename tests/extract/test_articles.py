"""Articles out of every format, and what becomes of input that cannot be used."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.articles import read_articles
from extract.reading.files import FORMATS, MAX_LINE
from graph.errors import InputError
from graph.model import Article

TITLE = "首相、ペルー大統領と会談"
TEXT = "首相は四日、リマでペルーの大統領と会談し、鉱物の供給で協力することを確かめた。"


def read(*paths: Path | str, columns: dict[str, str] | None = None) -> list[Article]:
    """Read paths that must hold no problem."""
    articles, problems = read_with_problems(*paths, columns=columns)
    assert problems == []
    return articles


def read_with_problems(
    *paths: Path | str, columns: dict[str, str] | None = None
) -> tuple[list[Article], list[str]]:
    problems: list[InputError] = []
    articles = list(read_articles(paths, columns=columns, problems=problems.append))
    return articles, [str(problem) for problem in problems]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def jsonl(*records: Mapping[str, object]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_jsonl_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "　一行目  \n\n- 二行目\u2028三行目 "
    [article] = read(write(tmp_path / "a.jsonl", jsonl({"id": 7, "text": text, "mood": "good"})))
    assert (article.id, article.title, article.text) == ("7", "", text)


def test_jsonl_dates_become_days(tmp_path: Path) -> None:
    records = [
        {"text": f"{TEXT}{value}", "published": value}
        for value in ("2024/05/04", "2024-05-04T23:30:00Z", "令和6年5月4日", "2024年5月", "")
    ]
    days = [one.published for one in read(write(tmp_path / "a.jsonl", jsonl(*records)))]
    assert days == ["2024-05-04", "2024-05-05", "2024-05-04", "2024-05", None]


def test_ids_follow_the_url_or_else_the_content(tmp_path: Path) -> None:
    with_url = {"title": TITLE, "text": TEXT, "url": "https://example.org/1"}
    lines = jsonl({"title": TITLE, "text": TEXT}, with_url, {"title": TITLE, "text": TEXT + "!"})
    first = read(write(tmp_path / "a.jsonl", lines))
    second = read(write(tmp_path / "b" / "c.jsonl", lines))
    assert [one.id for one in first] == [one.id for one in second]
    assert len({one.id for one in first}) == 3
    assert first[0].content_hash == first[1].content_hash != first[2].content_hash


def test_the_same_article_in_two_files_is_one(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", jsonl({"title": TITLE, "text": TEXT}))
    write(tmp_path / "b.csv", f"見出し,本文\n{TITLE},{TEXT}\n")
    assert len(read(tmp_path)) == 1


def test_an_id_of_two_different_articles_is_a_problem(tmp_path: Path) -> None:
    lines = jsonl({"id": "1", "text": TEXT}, {"id": "1", "text": "別の記事。"})
    path = write(tmp_path / "a.jsonl", lines)
    articles, [problem] = read_with_problems(path)
    assert [one.text for one in articles] == [TEXT]
    assert problem.startswith(f"{path}:2: id '1' is that of another article")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "途中で', "truncated"),
        ("[1, 2]", "Expected `object`"),
        ('{"title": "本文のない記事"}', "no text"),
        ('{"text": " \\n "}', "no text"),
        ('{"text": 5}', "Expected `str`"),
        ('{"text": "' + "長" * (MAX_LINE + 9) + '"}', "longer than 1,000,000"),
        ("[" * 100_000, ""),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    good = jsonl({"text": TEXT})
    path = write(tmp_path / "a.jsonl", f"{good}{line}\n{jsonl({'text': TEXT + TEXT})}")
    articles, [problem] = read_with_problems(path)
    assert len(articles) == 2
    assert problem.startswith(f"{path}:2: ")
    assert reason in problem


def test_a_line_of_the_limit_does_not_swallow_the_next(tmp_path: Path) -> None:
    frame = len(jsonl({"text": ""})) - 1
    lines = jsonl({"text": "長" * (MAX_LINE - frame)}, {"text": TEXT})
    assert len(read(write(tmp_path / "a.jsonl", lines))) == 2


def test_a_bad_byte_costs_its_line_only(tmp_path: Path) -> None:
    good = jsonl({"text": TEXT}).encode()
    path = write(tmp_path / "a.jsonl", good + b'{"text": "\xff\xfe"}\n' + good.replace(b"}", b" }"))
    articles, [problem] = read_with_problems(path)
    assert len(articles) == 1
    assert problem == f"{path}:2: byte 0xff is not utf-8"


def test_an_unreadable_date_is_reported_and_the_article_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl({"text": TEXT, "published": "先週"}))
    [article], [problem] = read_with_problems(path)
    assert article.published is None
    assert problem.startswith(f"{path}:1: '先週' is not a date")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp", "iso2022_jp"]
)
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".txt"])
def test_encodings_are_detected(tmp_path: Path, encoding: str, suffix: str) -> None:
    content = {
        ".jsonl": jsonl({"title": TITLE, "text": TEXT}),
        ".csv": f"見出し,本文\n{TITLE},{TEXT}\n",
        ".txt": f"{TITLE}\n\n{TEXT}\n",
    }[suffix]
    [article] = read(write(tmp_path / f"a{suffix}", content.encode(encoding)))
    assert (article.title, article.text) == (TITLE, TEXT)


def test_csv_headers_in_japanese_and_english(tmp_path: Path) -> None:
    header = "発行日,媒体,標題,要旨,メモ"
    write(tmp_path / "a.csv", f'{header}\n2024.5:4,海洋日報,{TITLE},"{TEXT}\n続報。",x\n')
    header = "Date\tHeadline\tBody\tLink"
    write(tmp_path / "b.tsv", f"{header}\n5月\t{TITLE}\t{TEXT}\thttps://example.org\n")
    articles, [problem] = read_with_problems(tmp_path)
    first, second = articles
    assert (first.published, first.source, first.title) == ("2024-05-04", "海洋日報", TITLE)
    assert first.text == f"{TEXT}\n続報。"
    assert (second.text, second.url) == (TEXT, "https://example.org")
    assert problem.startswith(f"{tmp_path / 'b.tsv'}:2: '5月' is not a date")


def test_columns_name_unusual_headers(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"題,中身\n{TITLE},{TEXT}\n")
    [article] = read(path, columns={"title": "題", "text": "中身"})
    assert (article.title, article.text) == (TITLE, TEXT)
    with pytest.raises(ValueError, match="unknown field author"):
        read(path, columns={"author": "題"})


def test_a_missing_column_names_the_headers(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"題,中身\n{TITLE},{TEXT}\n")
    articles, [problem] = read_with_problems(path)
    assert articles == []
    assert problem.startswith(f"{path}:1: no column text or ")
    assert "among 題, 中身" in problem


def test_short_and_empty_rows_are_named_by_line(tmp_path: Path) -> None:
    rows = f'"二行の\n見出し",{TEXT}\n短い行\n題,\n{TITLE},{TEXT}\n'
    path = write(tmp_path / "a.csv", f"見出し,本文\n{rows}")
    articles, problems = read_with_problems(path)
    assert len(articles) == 2
    assert [one.removeprefix(str(path)) for one in problems] == [
        ":4: 1 columns; the text would be number 2",
        ":5: the article has no text",
    ]


def test_html_gives_main_text_headline_and_date(tmp_path: Path) -> None:
    page = f"""<!doctype html><html lang="ja"><head><meta charset="shift_jis"><title>{TITLE}</title>
    <meta property="article:published_time" content="2024-05-04T22:00:00+09:00"></head>
    <body><nav><a href="/">トップ</a> <a href="/news">新着</a></nav><article><h1>{TITLE}</h1>
    <p>{TEXT[:12]}\n        {TEXT[12:]}</p><p>{TEXT.replace("四日", "五日にも")}</p></article>
    <footer>利用規約</footer></body></html>"""
    [article] = read(write(tmp_path / "a.html", page.encode("cp932")))
    assert (article.title, article.published) == (TITLE, "2024-05-04")
    assert article.text.split("\n") == [TEXT, TEXT.replace("四日", "五日にも")]


RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>海洋日報</title>
<item><title>{TITLE}</title><link>https://example.org/1</link>
<description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;共同文書も出した。&lt;/p&gt;</description>
<pubDate>Sat, 04 May 2024 20:00:00 GMT</pubDate></item>
<item><title>見出しだけ</title></item></channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>海洋日報</title><entry><title>{TITLE}</title><link href="https://example.org/2"/>
<updated>2024-05-04T09:00:00+09:00</updated><content type="html">{TEXT}</content></entry></feed>"""


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.feed.xml"])
def test_rss(tmp_path: Path, name: str) -> None:
    [article], [problem] = read_with_problems(write(tmp_path / name, RSS))
    assert article.text == f"{TEXT}\n共同文書も出した。"
    assert (article.published, article.source) == ("2024-05-05", "海洋日報")
    assert article.url == "https://example.org/1"
    assert "entry 2 (見出しだけ) has no text" in problem


def test_atom(tmp_path: Path) -> None:
    [article] = read(write(tmp_path / "a.atom", ATOM))
    assert (article.title, article.text, article.published) == (TITLE, TEXT, "2024-05-04")


def test_xml_that_is_no_feed_is_a_problem(tmp_path: Path) -> None:
    articles, [problem] = read_with_problems(write(tmp_path / "a.xml", "<root>文書</root>"))
    assert articles == []
    assert "not an RSS or Atom feed" in problem


def test_text_is_one_article_with_headline_and_date(tmp_path: Path) -> None:
    head = f"{TITLE}\n2024年5月4日(土) 海洋日報"
    content = f"{head}\n\n{TEXT[:10]}\n{TEXT[10:]}\n\n・鉱物の供給\n・港の整備\n"
    [article] = read(write(tmp_path / "a.txt", content))
    assert (article.title, article.published) == (TITLE, "2024-05-04")
    assert article.source == "海洋日報"
    assert article.text.split("\n") == [TEXT, "鉱物の供給", "港の整備"]


def test_markdown_loses_its_marks_and_gives_its_front_matter(tmp_path: Path) -> None:
    front = "---\ndate: 2024-05-04\nsource: 海洋日報\n---\n"
    content = f"{front}# {TITLE}\n\n**{TEXT}**\n\n## 背景\n\n- 一点目\n"
    [article] = read(write(tmp_path / "a.md", content))
    assert (article.title, article.published, article.source) == (TITLE, "2024-05-04", "海洋日報")
    assert article.text == f"{TEXT}\n背景\n一点目"


def test_a_feed_that_breaks_off_is_a_problem_and_its_start_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xml", ATOM[: ATOM.rindex("</")])
    articles, problems = read_with_problems(path)
    assert articles
    assert problems == [
        f"{path}:{ATOM.count(chr(10)) + 1}: the XML is broken (no element found); what could be read is kept"
    ]


def test_a_page_longer_than_any_article_is_a_problem(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.html",
        f"<html><body><article><p>{TEXT * (1_000_000 // len(TEXT) + 1)}</p></article>",
    )
    articles, problems = read_with_problems(path)
    assert not articles
    assert problems == [f"{path}: the article is longer than 1,000,000 characters"]


def test_gzip_of_any_format(tmp_path: Path) -> None:
    lines = jsonl({"text": TEXT}).encode()
    write(tmp_path / "a.jsonl.gz", gzip.compress(lines))
    write(tmp_path / "b.TXT.gz", gzip.compress(f"{TITLE}\n{TEXT}".encode()))
    assert [one.text for one in read(tmp_path)] == [TEXT, TEXT]


def test_a_cut_gzip_is_a_problem_and_its_start_is_read(tmp_path: Path) -> None:
    lines = jsonl(*({"text": f"{TEXT}{i * i}"} for i in range(20_000))).encode()
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-2000])
    articles, problems = read_with_problems(path, write(tmp_path / "b.txt", TEXT))
    assert 100 < len(articles) < 20_001
    assert problems == [
        f"{path}:{len(articles)}: cannot be read on: "
        "Compressed file ended before the end-of-stream marker was reached"
    ]


def test_of_a_short_cut_gzip_whole_lines_are_read(tmp_path: Path) -> None:
    lines = jsonl(*({"text": f"{i}回目。{TEXT}"} for i in range(9))).encode()
    articles, problems = read_with_problems(
        write(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-12])
    )
    assert articles
    assert len(problems) == 1


def test_folders_are_read_in_full_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, f"{name}の見出し\n{TEXT}")
    assert [one.title[0] for one in read(tmp_path)] == ["a", "b", "c"]


def test_globs(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/1.md"):
        write(tmp_path / name, f"{name}の見出し\n{TEXT}")
    assert [one.title[:5] for one in read(f"{tmp_path}/**/*.txt")] == ["a/1.t", "b/2.t"]


@pytest.mark.parametrize(
    "content", [jsonl({"title": TITLE, "text": TEXT}), f"{TITLE}\n{TEXT}\n", ATOM]
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_is_sniffed(
    monkeypatch: pytest.MonkeyPatch, content: str, pack: type[bytes]
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(pack(content.encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    [article] = read("-")
    assert (article.title, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.jsonl", b" \n\n", "empty"),
        ("a.csv", bytes(range(256)) * 40, "not text"),
        ("a.png", b"\x89PNG", ".png is not a format"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.txt", ("長" * 1_700_000).encode(), "a.txt:1: a line longer than"),
        ("a.jsonl.gz", b"\x1f\x8bnot gzip", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = write(tmp_path / name, content)
    articles, [problem] = read_with_problems(path, write(tmp_path / "good.txt", TEXT))
    assert [one.text for one in articles] == [TEXT]
    assert problem.startswith(str(path))
    assert reason in problem


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    articles, problems = read_with_problems(tmp_path / "none.txt", f"{tmp_path}/*.csv")
    assert articles == []
    assert [one.endswith("no such file or folder") for one in problems] == [True, True]


def test_reading_is_lazy(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", jsonl({"text": TEXT}) + "{broken\n")
    problems: list[InputError] = []
    articles: Iterator[Article] = read_articles([tmp_path], problems=problems.append)
    assert next(articles).text == TEXT
    assert problems == []


FRAGMENTS = st.sampled_from(
    [TEXT, TITLE, "\n", "\n\n", "- ", "2024/05/04", "<p>", '{"text":"', '"}', "#", "\ud800"]
)
CONTENTS = st.one_of(
    st.binary(max_size=300),
    st.lists(FRAGMENTS).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass")),
    st.text(max_size=100).map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.binary(max_size=100).map(gzip.compress),
)


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=CONTENTS, suffix=st.sampled_from([*FORMATS, "", ".jsonl.gz", ".bin"]))
def test_no_bytes_ever_raise(tmp_path: Path, content: bytes, suffix: str) -> None:
    articles, problems = read_with_problems(write(tmp_path / f"any{suffix}", content))
    assert articles or problems
    for article in articles:
        assert article.text.strip()
        article.full_text.encode()
